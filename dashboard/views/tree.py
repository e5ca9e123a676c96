"""The organisation from the top down: who contains, heads and directs whom, as indented rows.

Nothing is forced into a tree: an entity that stands under two others appears under both, and only
its first appearance is opened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from dashboard.views.links import entity_link, link
from dashboard.views.picture import Picture, draw
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import node_caption, relation_label
from graph.answers import Edge, Node

__all__ = [
    "MAX_ROWS",
    "Outline",
    "OutlineRow",
    "TreeSource",
    "find_tops",
    "make_outline",
    "outline_grid",
    "outline_items",
    "outline_picture",
]

MAX_ROWS: Final = 1000
CHART_ROWS: Final = 300
PER_NODE: Final = 400
_HIERARCHY: Final = ("subOrganizationOf", "heads", "underDirectionOf", "supervises", "postIn")
_DOWNWARD: Final = frozenset({"supervises"})
_STEP: Final = 290
_LINE: Final = 76


class TreeSource(Protocol):
    """Where edges come from: the part of `graph.reader.GraphReader` that is needed here."""

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

    def iter_edges(self, relations: Sequence[str] = (), *, quotes: bool = False) -> Iterator[Edge]:
        """Yield every edge of the relations."""
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
        opened: Whether the lines under it are shown.
        below: How many lines stand directly under it in the graph.
        repeated: Whether it was opened further up already.
    """

    node: Node
    depth: int
    words: str
    edge: Edge | None
    opened: bool
    below: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows from the top down, and whether the limit cut them."""

    rows: tuple[OutlineRow, ...]
    is_cut: bool


def find_tops(source: TreeSource) -> tuple[str, ...]:
    """Return the IRIs of those under whom somebody stands and who stand under nobody.

    Sorted by the number of lines directly under them, most first, then by label.
    """
    below: dict[str, int] = {}
    labels: dict[str, str] = {}
    has_upper: set[str] = set()
    for edge in source.iter_edges(_HIERARCHY):
        lower, upper = (
            (edge.target, edge.source) if edge.relation in _DOWNWARD else (edge.source, edge.target)
        )
        if lower.iri == upper.iri:
            continue
        below[upper.iri] = below.get(upper.iri, 0) + 1
        labels[upper.iri] = upper.label
        has_upper.add(lower.iri)
    tops = [iri for iri in below if iri not in has_upper]
    return tuple(sorted(tops, key=lambda iri: (-below[iri], labels[iri], iri)))


def make_outline(
    source: TreeSource,
    tops: Sequence[str],
    *,
    levels: int,
    limit: int = MAX_ROWS,
    quotes: bool = False,
) -> Outline:
    """Return the rows under the tops, opened to so many levels, at most `limit` rows.

    With `quotes`, the edges carry their quotes, so that a chart can tell stated from inferred.
    """
    rows: list[OutlineRow] = []
    opened: set[str] = set()
    waiting: list[tuple[Node, int, str, Edge | None]] = [
        (source.get_node(iri), 0, "", None) for iri in reversed(tops)
    ]
    while waiting and len(rows) < limit:
        node, depth, words, edge = waiting.pop()
        under = _under(source, node.iri, quotes=quotes)
        repeated = node.iri in opened and bool(under)
        is_opened = bool(under) and depth < levels and not repeated
        rows.append(OutlineRow(node, depth, words, edge, is_opened, len(under), repeated))
        if is_opened:
            opened.add(node.iri)
            waiting.extend((lower, depth + 1, how, by) for lower, how, by in reversed(under))
    return Outline(tuple(rows), bool(waiting))


def _under(source: TreeSource, iri: str, *, quotes: bool) -> list[tuple[Node, str, Edge]]:
    found: dict[str, tuple[Node, str, Edge]] = {}
    edges = source.edges(iri, _HIERARCHY, limit=PER_NODE, quotes=quotes)
    for edge in sorted(edges, key=lambda edge: _HIERARCHY.index(edge.relation)):
        incoming = edge.target.iri == iri
        lower = edge.source if incoming else edge.target
        if lower.iri != iri and incoming != (edge.relation in _DOWNWARD):
            how = relation_label(edge.relation, incoming=not incoming)
            found.setdefault(lower.iri, (lower, how, edge))
    return list(found.values())


def outline_items(outline: Outline) -> list[dict[str, Any]]:
    """Return what the tree component shows."""
    return [
        {
            "label": row.node.label,
            "caption": node_caption(row.node),
            "style": _style(row.node),
            "depth": row.depth,
            "words": row.words,
            "below": row.below,
            "opened": row.opened,
            "note": "shown above" if row.repeated else "",
            "link": entity_link(row.node),
            "focus": link("organisation", id=row.node.iri) if row.below else "",
        }
        for row in outline.rows
    ]


def _style(node: Node) -> str:
    if node.kind != "post":
        return "unit"
    return "described" if node.described else "undescribed"


def outline_grid(outline: Outline) -> Grid:
    """Return the outline as a table, for downloads."""
    columns = ("depth", "name", "kind", "code", "how", "below", "iri")
    return Grid(
        caption="The organisation, from the top down",
        columns=tuple(Column(name, name.capitalize()) for name in columns),
        rows=tuple(
            Row(
                str(number),
                (
                    row.depth,
                    row.node.label,
                    node_caption(row.node),
                    row.node.code,
                    row.words,
                    row.below,
                    row.node.iri,
                ),
            )
            for number, row in enumerate(outline.rows)
        ),
    )


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
