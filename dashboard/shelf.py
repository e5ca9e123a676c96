"""The opened graph, and what was computed of it once a build: shared by all visitors."""

import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from graph.errors import OrgGraphError
from graph.reading.reader import GraphReader

__all__ = [
    "GRAPH_VARIABLE",
    "Shelf",
    "built_at",
    "graph_folder",
    "open_reader",
    "remembered",
    "warm_up",
]

GRAPH_VARIABLE: Final = "ORGGRAPH_DASHBOARD_GRAPH"
_KEPT: Final = 2
T = TypeVar("T")


class Shelf:
    """The opened generation of one graph folder, replaced when a build publishes a newer one.

    The generation before the newest is kept open, because a page that is just being drawn for
    another visitor may still read it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._readers: list[GraphReader] = []
        self._computed: dict[tuple[int, str], _Once] = {}

    def newest(self) -> GraphReader:
        """Return a reader of the current generation, opened if it is not yet.

        Raises:
            GraphFolderError: If the folder holds no whole generation.
        """
        with self._lock:
            if not self._readers or not self._readers[-1].is_current():
                self._readers.append(GraphReader.open(self._folder))
                while len(self._readers) > _KEPT:
                    self._forget(self._readers.pop(0))
            return self._readers[-1]

    def remembered(self, reader: GraphReader, name: str, compute: Callable[[GraphReader], T]) -> T:
        """Return what `compute` gives for a generation, computed by the first who asks."""
        with self._lock:
            once = self._computed.setdefault((reader.generation, name), _Once())
        found: T = once.value(lambda: compute(reader))
        return found

    def _forget(self, reader: GraphReader) -> None:
        for key in [key for key in self._computed if key[0] == reader.generation]:
            del self._computed[key]
        reader.close()


class _Once:
    """A value that is computed once, while everybody else who wants it waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: list[Any] = []

    def value(self, compute: Callable[[], T]) -> T:
        with self._lock:
            if not self._values:
                self._values.append(compute())
            found: T = self._values[0]
            return found


_SHELVES: dict[Path, Shelf] = {}
_SHELVES_LOCK = threading.Lock()


def graph_folder() -> Path:
    """Return the folder whose graph is shown."""
    return Path(os.environ.get(GRAPH_VARIABLE, "orggraph-data"))


def built_at() -> datetime | None:
    """Return when the current build was published, in this computer's time zone; None if unknown.

    The graph itself says nothing of the run that made it; the file that names the build does.
    """
    try:
        seconds = (graph_folder() / "CURRENT").stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone()


def _shelf() -> Shelf:
    folder = graph_folder()
    with _SHELVES_LOCK:
        return _SHELVES.setdefault(folder, Shelf(folder))


def open_reader() -> GraphReader:
    """Return a reader of the graph's current generation.

    Raises:
        GraphFolderError: If the folder holds no whole generation.
    """
    return _shelf().newest()


def remembered(reader: GraphReader, name: str, compute: Callable[[GraphReader], T]) -> T:
    """Return what `compute` gives for a graph, computed once a build and shared by everybody.

    Args:
        reader: The graph.
        name: What is computed; with its parameters, if it has any.
        compute: A pure function of the graph.
    """
    return _shelf().remembered(reader, name, compute)


def warm_up(computations: Mapping[str, Callable[[GraphReader], object]]) -> threading.Thread:
    """Return a running thread that computes what the first visitor would have to wait for."""

    def work() -> None:
        try:
            reader = open_reader()
            for name, compute in computations.items():
                remembered(reader, name, compute)
        except OrgGraphError:
            return  # the pages say what is wrong with the graph

    thread = threading.Thread(target=work, name="warm-up", daemon=True)
    thread.start()
    return thread
