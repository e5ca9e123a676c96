"""What is installed is whole: the wheel works away from the checkout it was built from."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that installing the wheel would fill."""
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = made.glob("orggraph-*.whl")
    folder = made / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_every_file_of_the_packages(unpacked: Path) -> None:
    """Code and data files alike are packed: profiles, questions, vocabulary, page assets."""
    packages = ("graph", "ingest", "dashboard", "orggraph")
    files = [
        file.relative_to(ROOT)
        for package in packages
        for file in (ROOT / package).rglob("*")
        if file.is_file()
        and not re.search(r"/(__pycache__|\.)", file.as_posix().removeprefix(str(ROOT)))
    ]

    assert [name for name in files if not (unpacked / name).is_file()] == []


def test_the_wheel_builds_and_answers(unpacked: Path, tmp_path: Path) -> None:
    """Build and chain work from the wheel's files alone, in an empty folder."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    program = [sys.executable, "-m", "orggraph"]

    where = subprocess.run(
        [sys.executable, "-c", "import orggraph, ingest; print(orggraph.__file__)"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    subprocess.run(
        [*program, "build", str(ROOT / "data" / "descriptions")],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        timeout=120,
    )
    answer = subprocess.run(
        [*program, "chain", "Pupil Personnel Worker"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    ).stdout

    assert where.startswith(str(unpacked))
    assert "under direction of director, Division of Pupil Personnel Services" in answer
