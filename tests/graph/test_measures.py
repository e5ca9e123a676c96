"""Layers, circles, hubs and similar roles on small organisations."""

from pathlib import Path
from typing import Final

import pytest

from graph.errors import NotFoundError
from graph.reading.measures import find_circles, find_layers, find_most_connected, find_similar
from graph.reading.reader import GraphReader
from graph.vocabulary import Oa, Osg, Rdf
from tests.graph.small_graphs import BASE, build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_KNOWS: Final = Osg.KNOWS_PROGRAM.value
_WITH: Final = Osg.COLLABORATES_WITH.value
_RUNS: Final = Osg.RUNS_PROGRAM.value
_EDGES: Final = (
    ("Clerk", _UNDER, "Chief"),
    ("Clerk", _UNDER, "Top"),
    ("Chief", _UNDER, "Top"),
    ("Top", _UNDER, "Board"),
    ("Left", _UNDER, "Right"),
    ("Right", _UNDER, "Left"),
    ("Hand", _UNDER, "Left"),
    ("Narcissus", _UNDER, "Narcissus"),
    ("Principal", _UNDER, "Assistant"),
    ("Assistant", _UNDER, "Principal"),
    ("Clerk", _KNOWS, "p:Reading"),
    ("Clerk", _KNOWS, "p:Rare"),
    ("Clerk", _RUNS, "p:Rare"),
    ("Clerk", _WITH, "a:Clinic"),
    ("Coach", _KNOWS, "p:Reading"),
    ("Coach", _RUNS, "p:Rare"),
    ("Baker", _KNOWS, "p:Reading"),
    ("Smith", _KNOWS, "p:Reading"),
    ("Smith", _KNOWS, "p:Other"),
)
_DUTIES: Final = {
    "Clerk": "Keeps the records of attendance and writes letters",
    "Baker": "Keeps records of attendance",
}


def _duty_lines() -> str:
    lines = []
    for name, text in _DUTIES.items():
        document, post = f"<{BASE}doc/{name.lower()}>", f"<{iri_of(name)}>"
        version = f"<{BASE}doc/{name.lower()}/v/1>"
        lines.append(
            f"{document} <{Rdf.TYPE}> <{Osg.CLASS_DESCRIPTION}> .\n"
            f"{document} <{Osg.DESCRIBES}> {post} .\n"
            f"{document} <{Osg.CURRENT_VERSION}> {version} .\n"
            f"{version} <{Rdf.TYPE}> <{Osg.DESCRIPTION_VERSION}> {version} .\n"
            f"{version} <http://purl.org/dc/terms/isVersionOf> {document} {version} .\n"
            f"<{version[1:-1]}#duty-1> <{Rdf.TYPE}> <{Osg.DUTY}> {version} .\n"
            f'<{version[1:-1]}#duty-1> <{Oa.EXACT}> "{text}" {version} .\n'
        )
    return "".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small organisation of every shape."""
    quads = small_nquads(
        _EDGES,
        generic=["Principal", "Assistant"],
        quotes={_EDGES[4]: "under Right"},
        more=_duty_lines(),
    )
    return build_small(tmp_path_factory.mktemp("measures") / "graph", quads).folder


def test_layers(folder: Path) -> None:
    """An entity is one step below the lowest of its directors; a circle is one layer."""
    with GraphReader.open(folder) as reader:
        layers = find_layers(reader)
    assert [(row.node.label, row.steps_up, row.in_circle) for row in layers] == [
        ("Assistant", 0, True),
        ("Board", 0, False),
        ("Left", 0, True),
        ("Narcissus", 0, True),
        ("Principal", 0, True),
        ("Right", 0, True),
        ("Hand", 1, False),
        ("Top", 1, False),
        ("Chief", 2, False),
        ("Clerk", 3, False),
    ]


def test_circles(folder: Path) -> None:
    """Each circle with its edges and quotes; generic posts make none."""
    with GraphReader.open(folder) as reader:
        circles = find_circles(reader)
    assert [[node.label for node in circle.nodes] for circle in circles] == [
        ["Left", "Right"],
        ["Narcissus"],
    ]
    assert [(edge.source.label, edge.target.label) for edge in circles[0].edges] == [
        ("Left", "Right"),
        ("Right", "Left"),
    ]
    assert [quote.text for quote in circles[0].edges[0].quotes] == ["under Right"]


def test_most_connected(folder: Path) -> None:
    """The hubs of a kind with what connects them, most first."""
    with GraphReader.open(folder) as reader:
        rows = find_most_connected(reader, "program", limit=2)
        posts = find_most_connected(reader, "post", limit=1)
        none = find_most_connected(reader, "law")
    assert [(row.node.label, row.edges, dict(row.relations)) for row in rows] == [
        ("Reading", 4, {"in knowsProgram": 4}),
        ("Rare", 3, {"in knowsProgram": 1, "in runsProgram": 2}),
    ]
    assert dict(posts[0].relations) == {
        "collaboratesWith": 1,
        "knowsProgram": 2,
        "runsProgram": 1,
        "underDirectionOf": 2,
    }
    assert none == ()


def test_similar(folder: Path) -> None:
    """What is rare counts more; shared things and shared words of duties are the reasons."""
    with GraphReader.open(folder) as reader:
        rows = find_similar(reader, iri_of("Clerk"))
        one = find_similar(reader, iri_of("Clerk"), limit=1)
        alone = find_similar(reader, iri_of("Hand"))
        with pytest.raises(NotFoundError, match="no entity"):
            find_similar(reader, iri_of("Nobody"))
    assert [(row.node.label, [node.label for node in row.shared]) for row in rows] == [
        ("Coach", ["Rare", "Reading"]),
        ("Baker", ["Reading"]),
        ("Smith", ["Reading"]),
    ]
    assert [row.shared_words for row in rows] == [(), ("attendance", "records", "keeps"), ()]
    assert all(0 < row.score < 1 for row in rows)
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert (one, alone) == (rows[:1], ())
