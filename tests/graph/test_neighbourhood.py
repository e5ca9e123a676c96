"""Pictures of what is around an entity: which nodes are kept, which edges, what is hidden."""

from pathlib import Path
from typing import Final

import pytest

from graph.reading.reader import GraphReader
from graph.vocabulary import Osg
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_KNOWS: Final = Osg.KNOWS_PROGRAM.value
_EDGES: Final = (
    ("Boss", _UNDER, "Top"),
    *((f"Hand {number:02d}", _UNDER, "Boss") for number in range(20)),
    ("Hand 00", _KNOWS, "p:Reading"),
    ("Hand 01", _KNOWS, "p:Reading"),
    ("Far", _KNOWS, "p:Reading"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a boss of twenty."""
    quads = small_nquads(_EDGES, described=["Hand 07"])
    return build_small(tmp_path_factory.mktemp("around") / "graph", quads).folder


def test_two_steps(folder: Path) -> None:
    """Nodes by distance and label, and every edge between them, also within the outer ring."""
    with GraphReader.open(folder) as reader:
        found = reader.neighbourhood(iri_of("Hand 00"), 2)
    labels = [node.label for node in found.nodes]
    assert labels[:4] == ["Hand 00", "Boss", "Reading", "Far"]
    assert labels[4:] == [f"Hand {number:02d}" for number in range(1, 20)] + ["Top"]
    assert {found.distance[iri_of(name)] for name in ("Far", "Hand 01", "Top")} == {2}
    assert (found.center, len(found.edges), dict(found.hidden)) == (iri_of("Hand 00"), 24, {})
    assert {edge.quotes for edge in found.edges} == {()}


def test_a_limit_keeps_the_described_and_counts_the_rest(folder: Path) -> None:
    """What does not fit is counted at the node it hangs on; described posts are kept first."""
    with GraphReader.open(folder) as reader:
        found = reader.neighbourhood(iri_of("Boss"), 1, limit=4)
    assert [node.label for node in found.nodes] == ["Boss", "Hand 00", "Hand 01", "Hand 07"]
    assert dict(found.hidden) == {iri_of("Boss"): 18, iri_of("Hand 00"): 1, iri_of("Hand 01"): 1}


def test_relations_narrow(folder: Path) -> None:
    """Only edges of the relations asked for are followed, shown and counted."""
    with GraphReader.open(folder) as reader:
        found = reader.neighbourhood(iri_of("Hand 00"), 3, relations=("knowsProgram",))
        alone = reader.neighbourhood(iri_of("Top"), 0)
    assert [node.label for node in found.nodes] == ["Hand 00", "Reading", "Far", "Hand 01"]
    assert {edge.relation for edge in found.edges} == {"knowsProgram"}
    assert dict(found.hidden) == {}
    assert ([node.label for node in alone.nodes], dict(alone.hidden)) == (
        ["Top"],
        {iri_of("Top"): 1},
    )
