"""The file of TriG that a build loads: the current organisation first, then graph by graph.

The plain triples come from many documents at once, some of them several times; they are sorted and
written once each, on disk where they are too many for memory. The graph of a version is written as
it comes. Lines are bytes here: in UTF-8 they sort as their characters do.
"""

import heapq
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Final

from graph.trig import HEADER

__all__ = ["GraphFile"]

_MANY: Final = 400_000


class GraphFile:
    """Collects the lines of a graph and writes them in the order that a store loads best.

    Args:
        path: The file to write. Files beside it hold what is collected until then.
        many: How many plain lines are held in memory at a time.
    """

    def __init__(self, path: Path, *, many: int = _MANY) -> None:
        self._path = path
        self._many = many
        self._plain: list[bytes] = []
        self._runs: list[Path] = []
        self._parts: list[tuple[int, Path]] = []
        self._graphs = path.with_suffix(".graphs")
        self._file = self._graphs.open("w", encoding="utf-8", newline="\n")

    @property
    def folder(self) -> Path:
        """Return the folder for files that are to become part of this one."""
        return self._path.parent

    def add_plain(self, lines: Iterable[str]) -> None:
        """Take lines of the default graph, each a string that ends in its line break.

        Raises:
            OSError: If the disk is full.
        """
        self._plain.extend(line.encode("utf-8") for line in lines)
        self._spill_if_many()

    def take_plain(self, path: Path) -> None:
        """Take a file of lines of the default graph; it goes fastest when they are sorted.

        Raises:
            OSError: If it cannot be read, or the disk is full.
        """
        self._plain.extend(_lines(path.read_bytes()))
        path.unlink()
        self._spill_if_many()

    def add_graph(self, lines: Iterable[str]) -> None:
        """Take all lines of one named graph, those of one subject together.

        Raises:
            OSError: If the disk is full.
        """
        self._file.writelines(lines)

    def take_graphs(self, number: int, path: Path) -> None:
        """Take a file of named graphs: it stands before those of higher numbers and all others."""
        self._parts.append((number, path))

    def finish(self) -> None:
        """Write the file, and take away the files beside it.

        Raises:
            OSError: If the disk is full.
        """
        self._file.close()
        with self._path.open("wb") as target:
            target.write(HEADER.encode("ascii"))
            target.writelines(self._sorted_plain())
            for path in (*(path for _, path in sorted(self._parts)), self._graphs):
                with path.open("rb") as source:
                    shutil.copyfileobj(source, target, 1 << 20)
                path.unlink()
        self._plain.clear()
        for path in self._runs:
            path.unlink()

    def close(self) -> None:
        """Close what is open; nothing more can be added."""
        self._file.close()

    def _spill_if_many(self) -> None:
        if len(self._plain) >= self._many:
            path = self._path.with_suffix(f".run{len(self._runs)}")
            with path.open("wb") as file:
                file.writelines(self._held())
            self._runs.append(path)
            self._plain.clear()

    def _held(self) -> Iterator[bytes]:
        # What comes sorted already, batch by batch, is merged more than it is sorted.
        self._plain.sort()
        return _each_once(self._plain)

    def _sorted_plain(self) -> Iterator[bytes]:
        with ExitStack() as stack:
            runs: list[Iterable[bytes]] = [
                stack.enter_context(path.open("rb")) for path in self._runs
            ]
            if not runs:
                yield from self._held()
                return
            yield from _each_once(heapq.merge(*runs, self._held()))


def _lines(content: bytes) -> Iterator[bytes]:
    # Lines end at "\n" alone: a literal may hold other line breaks.
    return (line + b"\n" for line in content.split(b"\n") if line)


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))
