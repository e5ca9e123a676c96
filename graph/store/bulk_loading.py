"""Files of quads of any size into the engine, within a fixed amount of memory.

Left to itself the engine takes a million quads at a time, some 2 GB. In pieces it needs a few
hundred MB and no more time; and between two pieces it can be stopped. A piece of N-Quads ends
after any line, one of our TriG (`graph.trig`) where no graph is open.
"""

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Final

import pyoxigraph

from graph.trig import BLOCK_BEGIN, BLOCK_END, HEADER

__all__ = ["PIECE_BYTES", "load_in_pieces"]

PIECE_BYTES: Final = {
    pyoxigraph.RdfFormat.N_QUADS: 18_000_000,
    pyoxigraph.RdfFormat.TRIG: 4_000_000,
}
"""About 70,000 quads: more take more memory (40 MB for each MB of TriG), and no less time."""

_THREADS: Final = 2
_HEADER: Final = HEADER.encode("ascii")
_BEGIN: Final = BLOCK_BEGIN.encode("ascii")
_END: Final = BLOCK_END.encode("ascii")


def load_in_pieces(
    engine: pyoxigraph.Store,
    file: IO[bytes],
    given_up: threading.Event,
    *,
    syntax: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.N_QUADS,
    tell: Callable[[int, int], None] | None = None,
    piece_bytes: int | None = None,
) -> None:
    """Add a file of quads to an engine. What fits into one piece is added whole or not at all.

    Args:
        engine: The engine.
        file: The file, its lines ended by line feeds. TriG is our own, and is taken at its word:
            whether an IRI is one is left to whoever else reads the file.
        given_up: Once it is set, no more pieces are begun.
        syntax: N-Quads, or TriG as `graph.trig` writes it.
        tell: Called, on any thread, with how many pieces are loaded and how many there are.
        piece_bytes: How much is read at a time; by default what fits the syntax.

    Raises:
        SyntaxError: If the file is not in this syntax.
        OSError: If it cannot be read, or the disk is full.
    """
    size = PIECE_BYTES[syntax] if piece_bytes is None else piece_bytes
    is_trig = syntax == pyoxigraph.RdfFormat.TRIG
    pieces = _trig_pieces(file, size) if is_trig else _line_pieces(file, size)
    taking = threading.Lock()
    failed = threading.Event()
    total = -(-os.fstat(file.fileno()).st_size // size) if tell is not None else 0
    loaded = itertools.count(1)

    def load_each() -> None:
        while not (given_up.is_set() or failed.is_set()):
            with taking:
                piece = next(pieces, None)
            if piece is None:
                return
            try:
                engine.bulk_load(input=piece, format=syntax, lenient=is_trig)
            except BaseException:
                failed.set()
                raise
            if tell is not None:
                tell(min(next(loaded), total), total)

    # The engine works without Python's lock: two pieces are parsed and sorted side by side.
    with ThreadPoolExecutor(_THREADS) as threads:
        for thread in [threads.submit(load_each) for _ in range(_THREADS)]:
            thread.result()


def _line_pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    while piece := file.read(size):
        yield piece if piece.endswith(b"\n") else piece + file.readline()


def _trig_pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    for piece in _line_pieces(file, size):
        lines = [piece]
        if _is_open(piece):
            for line in file:
                lines.append(line)
                if line == _END:
                    break
        # The prefixes once more: at the start of the file it does no harm.
        yield b"".join((_HEADER, *lines))


def _is_open(piece: bytes) -> bool:
    begin = piece.rfind(b"\n" + _BEGIN)
    if begin < 0 and not piece.startswith(_BEGIN):
        return False
    return piece.rfind(b"\n" + _END) <= begin
