"""How two entities are connected: the shortest way between them, and what they have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from dashboard.views.evidence import edge_key
from dashboard.views.links import entity_link
from dashboard.views.picture import Picture, draw
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_label, relation_label
from graph.answers import Connection, Edge, Node
from graph.counted import counted

__all__ = [
    "Comparison",
    "Hop",
    "PathSource",
    "Side",
    "compare",
    "comparison_grid",
    "hops_of",
    "path_grid",
    "path_picture",
    "way_label",
]

_STEP: Final = 300
Side: TypeAlias = Literal["both", "first", "second"]
_ALONE: Final = "Nothing that is not said of the other as well."
_NOTHING: Final[dict[Side, str]] = {
    "both": "Nothing: no program, office, partner or director is stated for both.",
    "first": _ALONE,
    "second": _ALONE,
}
_PATH_COLUMNS: Final = (
    Column("step", "Step", "number"),
    Column("from", "From"),
    Column("relation", "Relation"),
    Column("to", "To"),
    Column("quote", "In these words", "quote"),
    Column("document", "Document"),
    Column("start", "From character", "file"),
    Column("end", "To character", "file"),
)


class PathSource(Protocol):
    """Where edges come from: the part of `graph.reading.reader.GraphReader` that is needed here."""

    def edges(
        self,
        iri: str,
        relations: Sequence[str] = (),
        *,
        incoming: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
        quotes: bool = True,
    ) -> tuple[Edge, ...]:
        """Return the edges of an entity."""
        ...


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a way: an edge, walked along its direction or against it."""

    edge: Edge
    forward: bool

    @property
    def start(self) -> Node:
        """Return the node the step leaves."""
        return self.edge.source if self.forward else self.edge.target

    @property
    def end(self) -> Node:
        """Return the node the step reaches."""
        return self.edge.target if self.forward else self.edge.source


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that both or only one of two entities stand in a relation to."""

    side: Side
    relation: str
    other: Node
    edges: tuple[Edge, ...]


def hops_of(connection: Connection) -> tuple[Hop, ...]:
    """Return the steps of a way, each by the edge that a sentence proves best."""
    hops = []
    for step in connection.hops:
        edge = max(step.edges, key=lambda edge: edge.confidence or 0.0)
        hops.append(Hop(edge, edge.source.iri == step.start.iri))
    return tuple(hops)


def way_label(connection: Connection) -> str:
    """Return what a way leads through, to choose it among ways of equal length."""
    through = [step.end.label for step in connection.hops[:-1]]
    return ", ".join(through) or "directly"


def path_grid(hops: Sequence[Hop]) -> Grid:
    """Return the steps of a way, each with its best quote."""
    rows = []
    for number, hop in enumerate(hops, start=1):
        quote = hop.edge.quotes[0] if hop.edge.quotes else None
        rows.append(
            Row(
                key=_key(hop.edge),
                cells=(
                    number,
                    hop.start.label,
                    relation_label(hop.edge.relation, incoming=not hop.forward),
                    hop.end.label,
                    quote.text if quote else "",
                    quote.document if quote else "inferred from a title",
                    quote.start if quote else None,
                    quote.end if quote else None,
                ),
                links={"from": entity_link(hop.start), "to": entity_link(hop.end)},
            )
        )
    return Grid(counted(len(rows), "step"), _PATH_COLUMNS, tuple(rows))


def path_picture(hops: Sequence[Hop]) -> Picture:
    """Return the way as a picture, from left to right."""
    nodes = [hops[0].start, *(hop.end for hop in hops)]
    places = {node.iri: (number * _STEP, 0) for number, node in enumerate(nodes)}
    edges = [hop.edge for hop in hops]
    return draw(nodes[0].iri, nodes, edges, places, direction="horizontal")


def compare(source: PathSource, first: str, second: str) -> tuple[Comparison, ...]:
    """Return what two entities have in common and what only one of them has.

    Only what an entity itself states counts (its outgoing edges). Sorted: both, only the first,
    only the second; then by relation and label.
    """
    found: dict[tuple[str, str], list[Edge | None]] = {}
    others: dict[str, Node] = {}
    for place, iri in enumerate((first, second)):
        for edge in source.edges(iri, incoming=False):
            pair = found.setdefault((edge.relation, edge.target.iri), [None, None])
            pair[place] = edge
            others[edge.target.iri] = edge.target
    compared = [
        Comparison(_side(pair), relation, others[iri], tuple(edge for edge in pair if edge))
        for (relation, iri), pair in found.items()
    ]
    order = {"both": 0, "first": 1, "second": 2}
    return tuple(
        sorted(
            compared,
            key=lambda item: (order[item.side], item.relation, item.other.label, item.other.iri),
        )
    )


def _side(pair: Sequence[Edge | None]) -> Side:
    if pair[0] is not None and pair[1] is not None:
        return "both"
    return "first" if pair[0] is not None else "second"


def comparison_grid(items: Sequence[Comparison], side: Side, caption: str) -> Grid:
    """Return one side of a comparison as a table, with the words of each entity."""
    rows = []
    for item in items:
        if item.side != side:
            continue
        quotes = [edge.quotes[0].text if edge.quotes else "" for edge in item.edges]
        rows.append(
            Row(
                key=_key(item.edges[0]),
                cells=(
                    relation_label(item.relation),
                    item.other.label,
                    kind_label(item.other.kind),
                    quotes[0],
                    quotes[1] if len(quotes) > 1 else "",
                ),
                links={"other": entity_link(item.other)},
            )
        )
    return Grid(
        caption=caption,
        columns=(
            Column("relation", "Relation"),
            Column("other", "What"),
            Column("kind", "Kind"),
            Column("quote", "In these words", "quote"),
            Column("second_quote", "And in these", "quote"),
        ),
        rows=tuple(rows),
        empty=_NOTHING[side],
    )


def _key(edge: Edge) -> str:
    return edge_key(edge.source.iri, edge.relation, edge.target.iri)
