"""A graph folder of two small descriptions, in two generations, to be damaged."""

import shutil
from pathlib import Path

import pytest

from ingest.pipeline import build_graph

CLERK = """\
Position title: Ward Clerk
Reports to: Director, Division of Wards

SUMMARY: Works under the direction of the Director of the Division of Wards (DW). Knowledge of the
Healthy Start Program (HSP) required.
"""
NURSE = """\
Position title: Field Nurse
Reports to: Ward Clerk

SUMMARY: Under the direction of the Ward Clerk, refers families to HSP.
"""


@pytest.fixture(scope="session")
def whole_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a graph folder with two generations; tests only read it."""
    folder = tmp_path_factory.mktemp("verification")
    (folder / "clerk.txt").write_text(CLERK, encoding="utf-8")
    build_graph([folder / "clerk.txt"], folder / "graph")
    (folder / "nurse.txt").write_text(NURSE, encoding="utf-8")
    build_graph([folder / "clerk.txt", folder / "nurse.txt"], folder / "graph")
    return folder / "graph"


@pytest.fixture
def folder(whole_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the graph folder that a test may damage."""
    return Path(shutil.copytree(whole_folder, tmp_path / "graph"))
