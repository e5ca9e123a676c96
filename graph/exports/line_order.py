"""Lines in order of their bytes, however many they are: sorted runs on disk, then one merge."""

import heapq
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Final, Self

__all__ = ["LineSorter"]

_RUN_BYTES: Final = 128 << 20


class LineSorter:
    r"""Takes text in pieces of any size and gives back its lines sorted; a context manager.

    A line ends with "\n" and nothing else, and so does the text. Up to ``run_bytes`` are held in
    memory, and about as much again while they are sorted; the rest waits in temporary files.
    """

    def __init__(
        self, *, key: Callable[[bytes], bytes] | None = None, run_bytes: int = _RUN_BYTES
    ) -> None:
        """Make an empty sorter.

        Args:
            key: What a line is sorted by before its own bytes.
            run_bytes: How much is sorted in memory at a time.
        """
        self._key = key
        self._run_bytes = run_bytes
        self._pieces: list[bytes] = []
        self._size = 0
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        for file in self._files:
            file.close()

    def write(self, piece: bytes) -> int:
        """Return the number of bytes taken: all of them.

        Raises:
            OSError: If a temporary file cannot be written to.
        """
        self._pieces.append(bytes(piece))
        self._size += len(piece)
        if self._size > self._run_bytes:
            text, _, rest = b"".join(self._pieces).rpartition(b"\n")
            file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the sorter
            self._files.append(file)
            file.writelines(self._sorted(text))
            file.seek(0)
            self._pieces = [rest]
            self._size = len(rest)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what was written waits to be sorted."""

    def lines(self) -> Iterator[bytes]:
        """Yield all lines in order, each once per time it was written.

        Raises:
            OSError: If a temporary file cannot be read.
        """
        rest = self._sorted(b"".join(self._pieces).removesuffix(b"\n"))
        yield from heapq.merge(rest, *self._files, key=self._order) if self._files else rest

    def _sorted(self, text: bytes) -> list[bytes]:
        lines = [line + b"\n" for line in text.split(b"\n")] if text else []
        lines.sort(key=self._order)
        return lines

    @property
    def _order(self) -> Callable[[bytes], tuple[bytes, bytes]] | None:
        key = self._key
        return None if key is None else lambda line: (key(line), line)
