"""Each analysis gives rows with reasons on a small organisation."""

from pathlib import Path
from typing import Final

import pytest

from graph.errors import NotFoundError, QueryError
from graph.reading.analysis import ANALYSES, analyse
from graph.reading.reader import GraphReader
from graph.vocabulary import Org, Osg
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_KNOWS: Final = Osg.KNOWS_PROGRAM.value
_RUNS: Final = Osg.RUNS_PROGRAM.value
_IN: Final = Org.POST_IN.value
_EDGES: Final = (
    ("Clerk", _UNDER, "Chief"),
    ("Clerk", _UNDER, "Top"),
    ("Chief", _UNDER, "Top"),
    ("Left", _UNDER, "Right"),
    ("Right", _UNDER, "Left"),
    ("Clerk", _UNDER, "Principal"),
    ("Clerk", _KNOWS, "p:Reading"),
    ("Clerk", _RUNS, "p:Reading"),
    ("Coach", _KNOWS, "p:Reading"),
    ("Coach", _KNOWS, "p:Lonely"),
    ("Clerk", _IN, "u:Office"),
    ("Coach", _IN, "u:Office"),
    *((f"Hand {number}", _UNDER, "Chief") for number in range(6)),
)
_QUOTES: Final = {("Left", _UNDER, "Right"): "Left is under the direction of Right"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small organisation."""
    quads = small_nquads(
        _EDGES, quotes=_QUOTES, described=["Clerk", "Chief", "Coach"], generic=["Principal"]
    )
    return build_small(tmp_path_factory.mktemp("analysis") / "graph", quads).folder


def _rows(folder: Path, name: str, role: str | None = None) -> list[tuple[object, ...]]:
    with GraphReader.open(folder) as reader:
        return list(analyse(reader, name, role).rows)


def test_layers_tell_who_is_above(folder: Path) -> None:
    """The clerk is below the chief and the top: two steps, with every director named."""
    rows = {row[1]: row for row in _rows(folder, "layers")}
    assert rows["Clerk"] == (
        *(2, "Clerk", "post", "under direction of Chief; Principal; Top"),
        iri_of("Clerk"),
    )
    assert rows["Top"][0::3] == (0, "who directs it is not stated")
    assert rows["Left"][3] == "in a circle of directors"


def test_span_counts_direct_reports(folder: Path) -> None:
    """Most reports first; of many the first are named; generic posts direct nobody special."""
    rows = _rows(folder, "span")
    assert rows[0] == (
        *("Chief", "post", 7, "Clerk; Hand 0; Hand 1; Hand 2; Hand 3; and 2 more"),
        iri_of("Chief"),
    )
    assert [(row[0], row[2]) for row in rows] == [
        ("Chief", 7),
        ("Top", 2),
        ("Left", 1),
        ("Right", 1),
    ]


def test_orphans_are_described_posts_without_a_director(folder: Path) -> None:
    """The coach is described and nobody directs it; the undescribed top is no orphan."""
    assert [row[0] for row in _rows(folder, "orphans")] == ["Coach"]


def test_cycles_have_the_words(folder: Path) -> None:
    """Every edge of a circle is a row with its quote, where there is one."""
    rows = _rows(folder, "cycles")
    assert [row[:5] for row in rows] == [
        (1, "Left", "underDirectionOf", "Right", "Left is under the direction of Right"),
        (1, "Right", "underDirectionOf", "Left", None),
    ]


def test_undescribed_directors(folder: Path) -> None:
    """Directors that no document describes are what to look for next; generic posts are not."""
    assert [row[:2] for row in _rows(folder, "undescribed")] == [
        ("Top", 2),
        ("Left", 1),
        ("Right", 1),
    ]


def test_shared_programs_name_their_roles(folder: Path) -> None:
    """A role that knows and runs a program counts once; a program of one role is not shared."""
    assert _rows(folder, "shared") == [
        ("Reading", None, 2, "Clerk; Coach", iri_of("p:Reading")),
    ]


def test_hubs_tell_their_relations(folder: Path) -> None:
    """The office has two edges, and both are of people in it."""
    assert _rows(folder, "hubs") == [("Office", 2, "postIn 2", iri_of("u:Office"))]


def test_similar_roles_tell_what_they_share(folder: Path) -> None:
    """The coach knows a program that the clerk knows, too."""
    (row,) = _rows(folder, "similar", "Clerk")
    assert (row[0], row[3], row[5]) == ("Coach", "Reading", iri_of("Coach"))


def test_rows_can_be_limited(folder: Path) -> None:
    """A limit cuts the rows and says so; as many rows as there are is no cut."""
    with GraphReader.open(folder) as reader:
        some = analyse(reader, "span", limit=2)
        all_rows = analyse(reader, "span", limit=4)
    assert (len(some.rows), some.truncated) == (2, True)
    assert (len(all_rows.rows), all_rows.truncated) == (4, False)


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda analysis: analysis.name)
def test_rows_fit_their_columns(folder: Path, analysis: object) -> None:
    """Every row has a value for every column, and none comes without rows here."""
    name, about_role = getattr(analysis, "name", ""), getattr(analysis, "about_role", False)
    with GraphReader.open(folder) as reader:
        table = analyse(reader, name, "Clerk" if about_role else None)
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_wrong_questions_are_refused(folder: Path) -> None:
    """An unknown analysis lists all; a role is named exactly where one is asked about."""
    with GraphReader.open(folder) as reader:
        with pytest.raises(NotFoundError, match="there are layers, span"):
            analyse(reader, "astrology")
        with pytest.raises(QueryError, match="about one role: name it"):
            analyse(reader, "similar")
        with pytest.raises(QueryError, match="name no role"):
            analyse(reader, "span", "Clerk")
        with pytest.raises(NotFoundError):
            analyse(reader, "similar", "Astronaut")
