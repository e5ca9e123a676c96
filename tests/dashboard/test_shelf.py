"""The opened graph is shared, replaced by newer builds, and what is counted is counted once."""

import threading
from pathlib import Path

import pytest

from dashboard.shelf import GRAPH_VARIABLE, Shelf, open_reader, remembered, warm_up
from graph.errors import GraphFolderError
from graph.reading.reader import GraphReader
from tests.dashboard.small_graph import SmallGraph


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[SmallGraph]:
    """Let every opening give the next of these graphs."""
    made = [SmallGraph({}, (), {}, generation=number) for number in (1, 2, 3)]
    waiting = iter(made)
    monkeypatch.setattr(GraphReader, "open", lambda _folder: next(waiting))
    return made


def test_a_graph_is_opened_once_until_a_newer_build_is_there(builds: list[SmallGraph]) -> None:
    """The same reader is given until it is no longer current; the oldest one is closed."""
    shelf = Shelf(Path("graph"))
    assert [shelf.newest().generation, shelf.newest().generation] == [1, 1]
    builds[0].current = False
    assert shelf.newest().generation == 2
    assert not builds[0].closed
    builds[1].current = False
    assert shelf.newest().generation == 3
    assert [build.closed for build in builds] == [True, False, False]


def test_what_is_counted_is_counted_once_a_build(
    builds: list[SmallGraph], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Everybody gets the first answer; the next build is counted anew."""
    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path))
    counted: list[int] = []

    def count(reader: GraphReader) -> int:
        counted.append(reader.generation)
        return reader.generation * 10

    assert [remembered(open_reader(), "count", count) for _ in range(3)] == [10, 10, 10]
    builds[0].current = False
    assert remembered(open_reader(), "count", count) == 20
    assert counted == [1, 2]


def test_several_visitors_at_once_wait_for_one_count(builds: list[SmallGraph]) -> None:
    """While one visitor's page counts, another one's waits for that answer."""
    shelf = Shelf(Path("graph"))
    reader = shelf.newest()
    counted: list[int] = []
    gate = threading.Barrier(4)

    def ask() -> None:
        gate.wait()
        shelf.remembered(reader, "count", lambda _: counted.append(1))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [1]
    assert builds[0].generation == 1


def test_the_counts_are_made_before_the_first_visitor(
    builds: list[SmallGraph], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Warming up computes in the background; a missing graph is left for the pages to tell."""
    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path))
    counted: list[int] = []
    warm_up({"count": lambda reader: counted.append(reader.generation)}).join()
    assert counted == [builds[0].generation]

    def refuse(_folder: Path) -> GraphReader:
        raise GraphFolderError("nothing here")

    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path / "other"))
    monkeypatch.setattr(GraphReader, "open", refuse)
    warm_up({"count": lambda reader: counted.append(reader.generation)}).join()
    assert counted == [1]
