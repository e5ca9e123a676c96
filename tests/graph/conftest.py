"""A graph folder with the sample organisation in it, built once for all tests of reading."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
from tests.graph.sample import TEXTS, sample_nquads


def build_sample(folder: Path, quads: str | None = None) -> Workspace:
    """Return the workspace of a folder after building the sample organisation in it."""
    workspace = Workspace.create(folder)
    with workspace.lock():
        for sha256, text in TEXTS.items():
            workspace.write_text(sha256, text, "utf-8")
        with workspace.begin_generation(input_key="sample") as generation:
            generation.quads_path.write_bytes((quads or sample_nquads()).encode())
            generation.load()
            generation.publish({"documents": 3})
    return workspace


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder with the sample; tests only read it."""
    return build_sample(tmp_path_factory.mktemp("sample") / "graph").folder


@pytest.fixture
def reader(sample_folder: Path) -> Iterator[GraphReader]:
    """Yield a reader of the sample."""
    with GraphReader.open(sample_folder) as opened:
        yield opened
