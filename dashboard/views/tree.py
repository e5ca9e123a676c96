"""The organisation from the top down: who contains, heads and directs whom, as indented rows.

Nothing is forced into a tree: an entity that stands under two others appears under both, and only
its first appearance is opened. When there are too many rows, the upper levels are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

from dashboard.views.evidence import edge_key
from dashboard.views.links import entity_link, link
from dashboard.views.picture import Picture, draw
from dashboard.views.standing import DOWNWARD, HIERARCHY, Standing
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import node_caption, relation_label
from graph.answers import Edge, Node

__all__ = [
    "MAX_ROWS",
    "Outline",
    "OutlineRow",
    "TreeSource",
    "make_outline",
    "outline_grid",
    "outline_items",
    "outline_picture",
    "row_style",
]

MAX_ROWS: Final = 1000
CHART_ROWS: Final = 300
_UPWARD: Final = 50  # lines that lead further up come with those that lead down
_STEP: Final = 290
_LINE: Final = 76


class TreeSource(Protocol):
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

    def get_node(self, iri: str) -> Node:
        """Return an entity."""
        ...


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line of the outline.

    Attributes:
        node: The entity.
        depth: How deep it stands; 0 for a top.
        words: How it belongs to the line above it; empty for a top.
        edge: The edge to the line above it, or None for a top.
        opened: Whether lines under it are shown.
        below: How many entities stand directly under it in the graph.
        repeated: Whether it is opened at another of its places.
        hidden: How many of those directly under it are left out, although it is opened.
    """

    node: Node
    depth: int
    words: str
    edge: Edge | None
    opened: bool
    below: int
    repeated: bool
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows from the top down, and whether the limit left any out."""

    rows: tuple[OutlineRow, ...]
    is_cut: bool


_Under: TypeAlias = list[tuple[Node, str, Edge]]


def make_outline(
    source: TreeSource,
    standing: Standing,
    tops: Sequence[str],
    *,
    levels: int,
    limit: int = MAX_ROWS,
    quotes: bool = False,
) -> Outline:
    """Return the rows under the tops, opened to so many levels, at most `limit` rows.

    Level by level, as many are opened as the limit has room for. With `quotes`, the edges carry
    their quotes, so that a chart can tell stated from inferred.
    """
    nodes = [source.get_node(iri) for iri in tops[:limit]]
    opened: dict[str, tuple[str, _Under]] = {}
    level = [(node, "") for node in nodes]
    room, is_cut = limit - len(nodes), len(tops) > limit
    for _ in range(levels):
        reached: list[tuple[Node, str]] = []
        for node, upper in level:
            below = standing.direct.get(node.iri, 0)
            if node.iri in opened or not below:
                continue
            is_cut = is_cut or below > room
            if room:
                under = _under(source, node.iri, limit=room, quotes=quotes)
                opened[node.iri] = upper, under
                room -= len(under)
                reached.extend((lower, node.iri) for lower, _, _ in under)
        level = reached
    return Outline(tuple(_rows(nodes, opened, standing)), is_cut)


def _rows(
    tops: Sequence[Node], opened: Mapping[str, tuple[str, _Under]], standing: Standing
) -> Iterator[OutlineRow]:
    """Yield the rows in the order of reading; an entity is opened at one of its places."""
    waiting: list[tuple[Node, int, str, Edge | None, str]] = [
        (node, 0, "", None, "") for node in reversed(tops)
    ]
    while waiting:
        node, depth, words, edge, upper = waiting.pop()
        below = standing.direct.get(node.iri, 0)
        place, under = opened.get(node.iri, (upper, []))
        repeated = place != upper
        if repeated:
            under = []
        hidden = max(below - len(under), 0) if under else 0
        yield OutlineRow(node, depth, words, edge, bool(under), below, repeated, hidden)
        waiting.extend((lower, depth + 1, how, by, node.iri) for lower, how, by in reversed(under))


def _under(source: TreeSource, iri: str, *, limit: int, quotes: bool) -> _Under:
    found: dict[str, tuple[Node, str, Edge]] = {}
    edges = source.edges(iri, HIERARCHY, limit=limit + _UPWARD, quotes=quotes)
    for edge in sorted(edges, key=lambda edge: HIERARCHY.index(edge.relation)):
        incoming = edge.target.iri == iri
        lower = edge.source if incoming else edge.target
        if lower.iri != iri and incoming != (edge.relation in DOWNWARD):
            how = relation_label(edge.relation, incoming=incoming)
            found.setdefault(lower.iri, (lower, how, edge))
    return list(found.values())[:limit]


def outline_items(outline: Outline) -> list[dict[str, Any]]:
    """Return what the tree component shows."""
    return [
        {
            "label": row.node.label,
            "caption": node_caption(row.node),
            "style": row_style(row.node),
            "depth": row.depth,
            "words": row.words,
            "below": row.below,
            "opened": row.opened,
            "note": "opened elsewhere" if row.repeated else "",
            "hidden": row.hidden,
            "link": entity_link(row.node),
            "focus": link("organisation", id=row.node.iri) if row.below else "",
            "todo": link("quality", check="undescribed") if _is_todo(row) else "",
        }
        for row in outline.rows
    ]


def row_style(node: Node) -> str:
    """Return what a row looks like: an office, a described role, or one without a description."""
    if node.kind != "post":
        return "unit"
    return "described" if node.described else "undescribed"


def _is_todo(row: OutlineRow) -> bool:
    """Return whether a row is a director whom no document describes: work for an analyst."""
    node = row.node
    return bool(row.below) and node.kind == "post" and not node.described and not node.generic


def outline_grid(outline: Outline) -> Grid:
    """Return the outline as a table, for downloads."""
    return Grid(
        caption="The organisation, from the top down",
        columns=(
            Column("depth", "Level", "number"),
            Column("how", "How"),
            Column("name", "Name"),
            Column("kind", "What it is"),
            Column("code", "Code", "code"),
            Column("below", "Directly below", "number"),
            Column("quote", "In these words", "quote"),
            Column("iri", "IRI", "file"),
        ),
        rows=tuple(
            Row(
                _key(row) or str(number),
                (
                    row.depth,
                    row.words,
                    row.node.label,
                    node_caption(row.node),
                    row.node.code,
                    row.below,
                    row.edge.quotes[0].text if row.edge and row.edge.quotes else "",
                    row.node.iri,
                ),
                {"name": entity_link(row.node)},
            )
            for number, row in enumerate(outline.rows)
        ),
    )


def _key(row: OutlineRow) -> str:
    edge = row.edge
    return "" if edge is None else edge_key(edge.source.iri, edge.relation, edge.target.iri)


def outline_picture(outline: Outline, *, center: str) -> Picture:
    """Return the first rows of the outline as a chart that grows from left to right.

    An entity that stands under several others stands to the right of all of them.
    """
    rows = outline.rows[:CHART_ROWS]
    depths: dict[str, int] = {}
    for row in rows:
        depths[row.node.iri] = max(depths.get(row.node.iri, 0), row.depth)
    places: dict[str, tuple[int, int]] = {}
    line, previous = 0, -1
    for row in rows:
        if row.node.iri in places:
            continue
        depth = depths[row.node.iri]
        line += 1 if depth <= previous else 0
        previous = depth
        places[row.node.iri] = (depth * _STEP, line * _LINE)
    edges = [row.edge for row in rows if row.edge is not None]
    return draw(center, [row.node for row in rows], edges, places, direction="horizontal")
