"""Files of N-Quads of any size into the engine, within a fixed amount of memory.

Left to itself the engine takes a million quads at a time, some 2 GB. In pieces of whole lines it
needs a few hundred MB and no more time; and between two pieces it can be stopped.
"""

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Final

import pyoxigraph

__all__ = ["load_in_pieces"]

PIECE_BYTES: Final = 32_000_000
"""About 100,000 quads."""

_THREADS: Final = 2


def load_in_pieces(
    engine: pyoxigraph.Store,
    file: IO[bytes],
    given_up: threading.Event,
    *,
    tell: Callable[[int, int], None] | None = None,
    piece_bytes: int = PIECE_BYTES,
) -> None:
    """Add a file of N-Quads to an engine. What fits into one piece is added whole or not at all.

    Args:
        engine: The engine.
        file: The file, its lines ended by line feeds.
        given_up: Once it is set, no more pieces are begun.
        tell: Called, on any thread, with how many pieces are loaded and how many there are.
        piece_bytes: How much is read at a time.

    Raises:
        SyntaxError: If the file is no N-Quads.
        OSError: If it cannot be read, or the disk is full.
    """
    pieces = _pieces(file, piece_bytes)
    taking = threading.Lock()
    failed = threading.Event()
    total = -(-os.fstat(file.fileno()).st_size // piece_bytes) if tell is not None else 0
    loaded = itertools.count(1)

    def load_each() -> None:
        while not (given_up.is_set() or failed.is_set()):
            with taking:
                piece = next(pieces, None)
            if piece is None:
                return
            try:
                engine.bulk_load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS)
            except BaseException:
                failed.set()
                raise
            if tell is not None:
                tell(min(next(loaded), total), total)

    # The engine works without Python's lock: two pieces are parsed and sorted side by side.
    with ThreadPoolExecutor(_THREADS) as threads:
        for thread in [threads.submit(load_each) for _ in range(_THREADS)]:
            thread.result()


def _pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    while piece := file.read(size):
        yield piece if piece.endswith(b"\n") else piece + file.readline()
