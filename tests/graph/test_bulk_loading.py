"""Loading in pieces: the same quads whatever the size of a piece, and an end when it is wanted."""

import io
import threading

import pyoxigraph
import pytest

from graph.store.bulk_loading import load_in_pieces

LINES = [
    f'<https://e.org/{number % 50}> <https://e.org/p> "line {number}" <https://e.org/g> .\n'
    for number in range(500)
]


@pytest.mark.parametrize("piece_bytes", [1, 100, 5_000, 10_000_000])
def test_every_quad_is_loaded_once(piece_bytes: int) -> None:
    """No line is cut in two and none is lost, with or without a line feed at the end."""
    for text in ("".join(LINES), "".join(LINES).rstrip("\n")):
        engine = pyoxigraph.Store()
        file = io.BytesIO(text.encode())
        load_in_pieces(engine, file, threading.Event(), piece_bytes=piece_bytes)
        assert sorted(f"{quad} .\n" for quad in engine) == sorted(LINES)


def test_a_line_that_is_no_quad_ends_the_loading() -> None:
    """A fault in any piece is raised, and what follows is not begun."""
    engine = pyoxigraph.Store()
    file = io.BytesIO("".join([*LINES[:10], "no quad\n", *LINES[10:]]).encode())
    with pytest.raises(SyntaxError):
        load_in_pieces(engine, file, threading.Event(), piece_bytes=100)
    assert len(engine) < len(LINES)


def test_nothing_is_begun_once_it_is_given_up() -> None:
    """Somebody who gave up waits for no more than the pieces under way."""
    engine = pyoxigraph.Store()
    given_up = threading.Event()
    given_up.set()
    load_in_pieces(engine, io.BytesIO("".join(LINES).encode()), given_up, piece_bytes=100)
    assert len(engine) == 0
