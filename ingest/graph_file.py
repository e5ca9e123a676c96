"""The file of N-Quads that a build loads: the current organisation first, then graph by graph.

The plain triples come from many documents at once, some of them several times; they are sorted and
written once each, on disk where they are too many for memory. The graph of a version is written as
it comes.
"""

import heapq
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Final

__all__ = ["GraphFile"]

_MANY: Final = 1_000_000


class GraphFile:
    """Collects the lines of a graph and writes them in the order that a store loads best.

    Args:
        path: The file to write. Files beside it hold what is collected until then.
        many: How many plain lines are held in memory at a time.
    """

    def __init__(self, path: Path, *, many: int = _MANY) -> None:
        self._path = path
        self._many = many
        self._plain: set[str] = set()
        self._runs: list[Path] = []
        self._graphs = path.with_suffix(".graphs")
        self._file = self._graphs.open("w", encoding="utf-8", newline="\n")

    def add_plain(self, lines: Iterable[str]) -> None:
        """Take lines of the default graph, each a string that ends in its line break.

        Raises:
            OSError: If the disk is full.
        """
        self._plain.update(lines)
        if len(self._plain) >= self._many:
            self._spill()

    def add_graph(self, lines: Iterable[str]) -> None:
        """Take all lines of one named graph, those of one subject together.

        Raises:
            OSError: If the disk is full.
        """
        self._file.writelines(lines)

    def finish(self) -> None:
        """Write the file, and take away the files beside it.

        Raises:
            OSError: If the disk is full.
        """
        self._file.close()
        with self._path.open("w", encoding="utf-8", newline="\n") as target:
            target.writelines(self._sorted_plain())
        with self._path.open("ab") as target_bytes, self._graphs.open("rb") as source:
            shutil.copyfileobj(source, target_bytes, 1 << 20)
        for path in (self._graphs, *self._runs):
            path.unlink()

    def close(self) -> None:
        """Close what is open; nothing more can be added."""
        self._file.close()

    def _spill(self) -> None:
        path = self._path.with_suffix(f".run{len(self._runs)}")
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(sorted(self._plain))
        self._runs.append(path)
        self._plain.clear()

    def _sorted_plain(self) -> Iterator[str]:
        with ExitStack() as stack:
            # Lines end at "\n" alone: a literal may hold other line breaks.
            runs: list[Iterable[str]] = [
                stack.enter_context(path.open(encoding="utf-8", newline="\n"))
                for path in self._runs
            ]
            merged = heapq.merge(*runs, sorted(self._plain))
            for line, _ in groupby(merged):
                yield line
