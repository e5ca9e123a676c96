"""Shortest ways between entities: all of them, the same as networkx finds, with every edge."""

from pathlib import Path
from typing import Final

import networkx
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Connection
from graph.errors import NotFoundError
from graph.read_models.read_database import ReadDatabase
from graph.read_models.read_models import build_read_models, subjects_of
from graph.reading.connections import find_connections
from graph.reading.reader import GraphReader
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import Osg
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_KNOWS: Final = Osg.KNOWS_PROGRAM.value
_RUNS: Final = Osg.RUNS_PROGRAM.value
_EDGES: Final = (
    ("Clerk", _KNOWS, "p:Reading"),
    ("Coach", _KNOWS, "p:Reading"),
    ("Coach", _RUNS, "p:Reading"),
    ("Clerk", _UNDER, "Chief"),
    ("Coach", _UNDER, "Chief"),
    ("Chief", _UNDER, "Top"),
    ("Island", _KNOWS, "p:Sailing"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small organisation in two parts."""
    quads = small_nquads(_EDGES, quotes={_EDGES[0]: "Knowledge of Reading"})
    return build_small(tmp_path_factory.mktemp("connections") / "graph", quads).folder


def _labels(connection: Connection) -> list[str]:
    hops = connection.hops
    return [hops[0].start.label, *(hop.end.label for hop in hops)] if hops else []


def test_all_shortest_ways(folder: Path) -> None:
    """Two ways of two steps, by label, each step with all its edges and their quotes."""
    with GraphReader.open(folder) as reader:
        ways = reader.connections(iri_of("Clerk"), iri_of("Coach"))
        one = reader.connections(iri_of("Clerk"), iri_of("Coach"), limit=1)
        narrowed = reader.connections(iri_of("Clerk"), iri_of("Coach"), relations=("knowsProgram",))
    assert [_labels(way) for way in ways] == [
        ["Clerk", "Chief", "Coach"],
        ["Clerk", "Reading", "Coach"],
    ]
    assert one == ways[:1]
    first, second = ways[1].hops
    assert [quote.text for edge in first.edges for quote in edge.quotes] == ["Knowledge of Reading"]
    assert [(edge.source.label, edge.relation) for edge in second.edges] == [
        ("Coach", "knowsProgram"),
        ("Coach", "runsProgram"),
    ]
    assert [_labels(way) for way in narrowed] == [["Clerk", "Reading", "Coach"]]
    assert [edge.relation for edge in narrowed[0].hops[1].edges] == ["knowsProgram"]


def test_no_way_and_no_step(folder: Path) -> None:
    """What is not connected has no way; from a thing to itself there is one of no steps."""
    with GraphReader.open(folder) as reader:
        assert reader.connections(iri_of("Clerk"), iri_of("Island")) == ()
        assert reader.connections(iri_of("Clerk"), iri_of("Clerk")) == (Connection(()),)
        with pytest.raises(NotFoundError, match="no entity"):
            reader.connections(iri_of("Clerk"), iri_of("Nobody"))


_NAMES: Final = "ABCDEFGH"
_EDGE = st.tuples(st.sampled_from(_NAMES), st.just(_UNDER), st.sampled_from(_NAMES))


@settings(max_examples=60, deadline=None)
@given(st.lists(_EDGE, min_size=1, max_size=16, unique=True))
def test_the_same_ways_as_networkx(
    tmp_path_factory: pytest.TempPathFactory, edges: list[tuple[str, str, str]]
) -> None:
    """Between any two entities of any graph, the ways are all shortest paths of networkx."""
    folder = tmp_path_factory.mktemp("any")
    with OxigraphStore.in_memory() as store:
        store.engine.load(small_nquads(edges), pyoxigraph.RdfFormat.N_QUADS)
        build_read_models(subjects_of(store), folder / "read-models.sqlite")
    database = ReadDatabase(folder / "read-models.sqlite")
    network = networkx.Graph((source, target) for source, _, target in edges)
    names = sorted(network)
    for start in names:
        for goal in names:
            one, other = (database.get_number(iri_of(name)) for name in (start, goal))
            found = find_connections(database, one, other, (), limit=1000)
            expected = (
                sorted(networkx.all_shortest_paths(network, start, goal))
                if networkx.has_path(network, start, goal)
                else []
            )
            assert [_labels(way) or [start] for way in found] == expected
    database.close()
