"""How many edges a sentence proves, by relation."""

from pathlib import Path

from graph.answers import Coverage
from graph.reading.reader import GraphReader
from graph.vocabulary import Osg
from tests.graph.small_graphs import build_small, small_nquads

UNDER = Osg.UNDER_DIRECTION_OF.value
KNOWS = Osg.KNOWS_PROGRAM.value
EDGES = (("A", UNDER, "B"), ("C", UNDER, "B"), ("D", UNDER, "C"), ("A", KNOWS, "p:Reading"))
QUOTES = {("A", UNDER, "B"): "under B", ("A", KNOWS, "p:Reading"): "knows Reading"}


def test_proved_and_unproved_edges_are_counted_and_listed(tmp_path: Path) -> None:
    """Each relation has its number of edges and of proved ones; the others are listed in order."""
    build_small(tmp_path, small_nquads(EDGES, quotes=QUOTES))
    with GraphReader.open(tmp_path) as reader:
        assert reader.coverage() == (
            Coverage("knowsProgram", 1, 1),
            Coverage("underDirectionOf", 3, 1),
        )
        bare = [(e.source.label, e.relation, e.target.label) for e in reader.unquoted_edges()]
        assert bare == [("C", "underDirectionOf", "B"), ("D", "underDirectionOf", "C")]
        assert reader.unquoted_edges(limit=1) == reader.unquoted_edges()[:1]


def test_the_coverage_counts_what_the_edges_show(built_graph: Path) -> None:
    """Edges and proved edges of each relation are those that the edges themselves give."""
    with GraphReader.open(built_graph) as reader:
        expected: dict[str, list[int]] = {}
        for edge in reader.iter_edges(quotes=True):
            counts = expected.setdefault(edge.relation, [0, 0])
            counts[0] += 1
            counts[1] += bool(edge.quotes)
        found = {row.relation: [row.edges, row.quoted] for row in reader.coverage()}
    assert found == expected
    assert found["underDirectionOf"][1] > 0
