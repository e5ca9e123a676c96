"""Chains of command on small organisations: several directors, units, heads, cycles, both ways."""

from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Chain, Edge
from graph.read_models.read_database import ReadDatabase
from graph.read_models.read_models import build_read_models, subjects_of
from graph.reading.hierarchy import find_chain
from graph.reading.reader import GraphReader
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import Org, Osg
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_HEADS: Final = Osg.HEADS.value
_PART: Final = Org.SUB_ORGANIZATION_OF.value
_SUPERVISES: Final = Osg.SUPERVISES.value

# A clerk under two directors; one is a unit, headed by the chief and part of the office; the other
# is the chief himself, under a council that is under him.
_EDGES: Final = (
    ("Clerk", _UNDER, "u:Division"),
    ("Clerk", _UNDER, "Chief"),
    ("Chief", _HEADS, "u:Division"),
    ("u:Division", _PART, "u:Office"),
    ("Chief", _UNDER, "Council"),
    ("Council", _UNDER, "Chief"),
    ("Clerk", _SUPERVISES, "Aide"),
    ("Aide", _UNDER, "Clerk"),
    ("Hand", _UNDER, "Aide"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the small organisation."""
    quads = small_nquads(_EDGES, quotes={_EDGES[0]: "under the Division", _EDGES[2]: "its chief"})
    return build_small(tmp_path_factory.mktemp("hierarchy") / "graph", quads).folder


def _edge(edge: Edge) -> str:
    return f"{edge.source.label} {edge.relation} {edge.target.label}"


def _levels(chain: Chain) -> list[list[str]]:
    return [[_edge(edge) for edge in level] for level in chain.levels]


def test_up(folder: Path) -> None:
    """Several directors stand side by side; a unit leads on to its head and to what it is in."""
    with GraphReader.open(folder) as reader:
        chain = reader.chain(iri_of("Clerk"))
    assert _levels(chain) == [
        ["Clerk underDirectionOf Chief", "Clerk underDirectionOf Division"],
        ["Chief underDirectionOf Council", "Division subOrganizationOf Office"],
    ]
    assert [_edge(edge) for edge in chain.repeated] == [
        "Council underDirectionOf Chief",
        "Division headedBy Chief",
    ]
    assert [node.label for node in chain.not_stated] == ["Office"]
    assert (chain.start.label, chain.down) == ("Clerk", False)


def test_a_unit_leads_to_its_head(folder: Path) -> None:
    """From a unit upward: its head by the words that say so, and the unit it is part of."""
    with GraphReader.open(folder) as reader:
        chain = reader.chain(iri_of("u:Division"))
    assert _levels(chain)[0] == [
        "Division headedBy Chief",
        "Division subOrganizationOf Office",
    ]
    head = chain.levels[0][0]
    assert (head.predicate, [quote.text for quote in head.quotes]) == (_HEADS, ["its chief"])


def test_down(folder: Path) -> None:
    """Downward, edges keep their direction; those supervised stand beside those who report."""
    with GraphReader.open(folder) as reader:
        chain = reader.chain(iri_of("Chief"), down=True)
    assert _levels(chain) == [
        [
            "Clerk underDirectionOf Chief",
            "Council underDirectionOf Chief",
            "Division headedBy Chief",
        ],
        ["Aide underDirectionOf Clerk", "Clerk supervises Aide"],
        ["Hand underDirectionOf Aide"],
    ]
    assert [_edge(edge) for edge in chain.repeated] == [
        "Chief underDirectionOf Council",
        "Clerk underDirectionOf Division",
    ]
    assert (chain.not_stated, chain.down) == ((), True)


def test_groups_below_are_told_in_the_words_of_the_text(tmp_path: Path) -> None:
    """Downward, people who are no entity are claims beside the edges; upward there are none."""
    edge = ("Boss", _SUPERVISES, "Aide")
    quads = small_nquads([edge], quotes={edge: "supervises all staff"})
    quads = quads.replace(f"#object> <{iri_of('Aide')}>", '#object> "all staff"')
    with GraphReader.open(build_small(tmp_path / "graph", quads).folder) as reader:
        chain = reader.chain(iri_of("Boss"), down=True)
        bare = reader.chain(iri_of("Boss"), down=True, quotes=False)
        above = reader.chain(iri_of("Boss"))
    assert [(quote.object_label, quote.text) for quote in chain.groups] == [
        ("all staff", "supervises all staff")
    ]
    assert (bare.groups, above.groups) == ((), ())


@pytest.mark.parametrize("down", [False, True])
def test_depth_is_a_prefix(folder: Path, *, down: bool) -> None:
    """A chain of some depth is the beginning of the whole chain."""
    start = iri_of("Chief" if down else "Clerk")
    with GraphReader.open(folder) as reader:
        whole = reader.chain(start, down=down)
        for depth in range(5):
            assert reader.chain(start, down=down, depth=depth).levels == whole.levels[:depth]
        assert reader.chain(start, down=down, depth=9) == whole


def test_quotes_can_be_left_out(folder: Path) -> None:
    """Without quotes the edges are the same, and empty of quotes."""
    with GraphReader.open(folder) as reader:
        chain = reader.chain(iri_of("Clerk"))
        bare = reader.chain(iri_of("Clerk"), quotes=False)
    assert [quote.text for quote in chain.levels[0][1].quotes] == ["under the Division"]
    assert _levels(bare) == _levels(chain)
    assert {edge.quotes for level in bare.levels for edge in level} == {()}


def test_nobody(folder: Path) -> None:
    """Where no text says who directs, the chain ends at its start."""
    with GraphReader.open(folder) as reader:
        chain = reader.chain(iri_of("u:Office"))
        below = reader.chain(iri_of("Hand"), down=True)
    assert (chain.levels, [node.label for node in chain.not_stated]) == ((), ["Office"])
    assert (below.levels, below.not_stated) == ((), ())


_NAMES: Final = "ABCDEFG"
_EDGE = st.tuples(st.sampled_from(_NAMES), st.just(_UNDER), st.sampled_from(_NAMES))


@settings(max_examples=40, deadline=None)
@given(st.lists(_EDGE, min_size=1, max_size=14, unique=True))
def test_any_network_of_directors(
    tmp_path_factory: pytest.TempPathFactory, edges: list[tuple[str, str, str]]
) -> None:
    """Whatever the lines: each edge once, each level one step on, and up is down read backwards."""
    database = _read_models(tmp_path_factory.mktemp("any"), small_nquads(edges))
    names = sorted({name for source, _, target in edges for name in (source, target)})
    for name in names:
        reached = _reached(edges, name)
        chain = _chain(database, name, down=False)
        found = [edge for level in (*chain.levels, chain.repeated) for edge in level]
        expected = {(s, t) for s, _, t in edges if s in reached | {name}}
        assert sorted((e.source.label, e.target.label) for e in found) == sorted(expected)
        above = {edge.target.label for level in chain.levels for edge in level}
        assert above == reached - {name}
        for other in above:
            down = _chain(database, other, down=True)
            assert name in {edge.source.label for level in down.levels for edge in level}
    database.close()


def _read_models(folder: Path, quads: str) -> ReadDatabase:
    """Return read models without a generation around them."""
    with OxigraphStore.in_memory() as store:
        store.engine.load(quads, pyoxigraph.RdfFormat.N_QUADS)
        build_read_models(subjects_of(store), folder / "read-models.sqlite")
    return ReadDatabase(folder / "read-models.sqlite")


def _chain(database: ReadDatabase, name: str, *, down: bool) -> Chain:
    number = database.get_number(iri_of(name))
    return find_chain(database, number, down=down, quotes=False, depth=None)


def _reached(edges: list[tuple[str, str, str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        for source, _, target in edges:
            if source == name and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
