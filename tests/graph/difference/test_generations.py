"""Generations of graph folders are found and compared."""

from pathlib import Path

import pytest

from graph.difference.comparing import compare_generations, find_generation
from graph.errors import GraphFolderError
from graph.folder.workspace import Workspace
from tests.graph.conftest import build_sample
from tests.graph.sample import PROGRAM, sample_nquads

RENAMED = sample_nquads().replace('"Healthy Start Program"', '"Healthy Beginnings Program"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a graph folder with two generations, the second with a program renamed."""
    workspace = build_sample(tmp_path_factory.mktemp("two") / "graph")
    with workspace.lock(), workspace.begin_generation() as generation:
        generation.quads_path.write_bytes(RENAMED.encode())
        generation.load()
        generation.publish({})
    return workspace.folder


def test_two_generations_of_one_folder(folder: Path) -> None:
    """The change between the generations is told; a generation against itself is empty."""
    first, second = find_generation(folder, 1), find_generation(folder)
    comparison = compare_generations(first, second, ("1", "2"))
    assert (comparison.before, comparison.after) == ("1", "2")
    assert [(change.words, change.iri_after) for change in comparison.changes] == [
        (
            "program renamed from “Healthy Start Program” to “Healthy Beginnings Program”",
            PROGRAM.iri,
        )
    ]
    assert {str(action): number for action, number in comparison.counts().items()} == {
        "added": 0, "removed": 0, "changed": 0, "renamed": 1, "merged": 0,
    }  # fmt: skip
    assert compare_generations(second, second, ("2", "2")).changes == ()


def test_generations_of_two_folders(folder: Path, sample_folder: Path) -> None:
    """The same graph in another folder has no difference."""
    first, same = find_generation(folder, 1), find_generation(sample_folder)
    assert compare_generations(first, same, ("a", "b")).changes == ()


def test_generation_that_is_not_kept(folder: Path, tmp_path: Path) -> None:
    """A generation that is gone is named with those that are kept."""
    with pytest.raises(GraphFolderError, match="generation 7 is not kept; there are 1, 2"):
        find_generation(folder, 7)
    with pytest.raises(GraphFolderError, match="no graph here"):
        find_generation(tmp_path)
    with pytest.raises(GraphFolderError, match="nothing was built here yet"):
        find_generation(Workspace.create(tmp_path / "empty").folder)
