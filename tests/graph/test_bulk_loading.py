"""Loading in pieces: the same quads whatever the size of a piece, and an end when it is wanted."""

import io
import threading
from pathlib import Path

import pyoxigraph
import pytest

from graph.store.bulk_loading import load_in_pieces
from graph.store.quads_file import nquads_of
from graph.trig import HEADER

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


@pytest.mark.parametrize("piece_bytes", [1, 100, 5_000, 10_000_000])
def test_every_quad_of_trig_is_loaded_once(piece_bytes: int) -> None:
    """No graph is cut in two, wherever a piece would end, and plain triples may stand between."""
    triple = '<https://e.org/a> <https://e.org/p> "} . {\\n}\\nGRAPH <" .\n'
    blocks = [
        f"{triple}GRAPH <https://e.org/g{number}> {{\n"
        f'<https://e.org/s> a osg:Duty ; oa:exact "}}\\nGRAPH <{number}" ; oa:start {number} .\n'
        f"<https://e.org/t> a osg:Duty .\n}}\n"
        for number in range(50)
    ]
    engine = pyoxigraph.Store()
    load_in_pieces(
        engine,
        io.BytesIO("".join((HEADER, *blocks)).encode()),
        threading.Event(),
        syntax=pyoxigraph.RdfFormat.TRIG,
        piece_bytes=piece_bytes,
    )
    assert sorted(f"{quad} .\n" for quad in engine) == sorted(
        set(nquads_of(blocks).splitlines(keepends=True))
    )
    assert len(engine) == 50 * 4 + 1


def test_each_piece_is_told(tmp_path: Path) -> None:
    """What is loaded is told piece by piece, up to all of them."""
    path = tmp_path / "graph.nq"
    path.write_text("".join(LINES), encoding="utf-8")
    told: list[tuple[int, int]] = []
    with path.open("rb") as file:
        load_in_pieces(
            pyoxigraph.Store(),
            file,
            threading.Event(),
            tell=lambda done, total: told.append((done, total)),
            piece_bytes=path.stat().st_size // 4,
        )
    totals = {total for _, total in told}
    assert len(totals) == 1
    assert sorted(told)[-1][0] in range(4, totals.pop() + 1)


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
