"""Lines in order of their bytes, however many they are: sorted runs on disk, then one merge."""

import heapq
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Final

__all__ = ["write_sorted_lines"]

_RUN_BYTES: Final = 128 << 20


class _Runs:
    """Takes text in pieces of any size and keeps its lines in sorted runs."""

    def __init__(self, resources: ExitStack, run_bytes: int) -> None:
        self._resources = resources
        self._run_bytes = run_bytes
        self._pieces: list[bytes] = []
        self._size = 0
        self.files: list[IO[bytes]] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._size += len(piece)
        if self._size > self._run_bytes:
            text, _, rest = b"".join(self._pieces).rpartition(b"\n")
            self._write_run(_sorted_lines(text + b"\n"))
            self._pieces = [rest]
            self._size = len(rest)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: the pieces wait for `rest`."""

    def rest(self) -> list[bytes]:
        return _sorted_lines(b"".join(self._pieces))

    def _write_run(self, lines: list[bytes]) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the resources
        self._resources.callback(file.close)
        file.writelines(lines)
        file.seek(0)
        self.files.append(file)


def write_sorted_lines(
    produce: Callable[[IO[bytes]], None], stream: IO[bytes], *, run_bytes: int = _RUN_BYTES
) -> None:
    r"""Write the lines that ``produce`` writes, sorted by their bytes.

    A line ends with "\n" and nothing else, and so does the text. Up to ``run_bytes`` are held in
    memory, and about as much again while they are sorted.

    Raises:
        OSError: If the stream, or a temporary file, cannot be written to.
    """
    with ExitStack() as resources:
        runs = _Runs(resources, run_bytes)
        produce(runs)  # type: ignore[arg-type]  # whatever has write() will do
        stream.writelines(heapq.merge(runs.rest(), *runs.files))


def _sorted_lines(text: bytes) -> list[bytes]:
    lines = text.split(b"\n")
    lines.pop()
    lines.sort()
    return [line + b"\n" for line in lines]
