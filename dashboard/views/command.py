"""The chain of command: the steps above an entity, top first, and the roles below it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from dashboard.views.evidence import edge_key
from dashboard.views.links import entity_link, link
from dashboard.views.picture import place_in_text
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import node_caption, relation_label
from graph.answers import Card, Chain, Edge, Node

__all__ = [
    "EdgeSource",
    "chain_steps",
    "chain_trail",
    "reports_below",
    "reports_page",
    "reports_table",
]


class EdgeSource(Protocol):
    """Where edges come from: the part of `graph.reading.reader.GraphReader` that is needed here."""

    def edges(
        self,
        iri: str,
        relations: Sequence[str] = (),
        *,
        incoming: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Edge, ...]:
        """Return the edges of an entity."""
        ...


_BELOW: Final = (("underDirectionOf", True), ("supervises", False))
_REPORT_COLUMNS: Final = (
    Column("role", "Role"),
    Column("code", "Code", "code"),
    Column("relation", "How"),
    Column("below", "Directly under it", "number"),
    Column("quote", "In these words", "quote"),
)


def chain_steps(chain: Chain, *, selected: str | None) -> dict[str, Any]:
    """Return what the chain component shows: levels from the top down to the entity itself.

    Each node carries the lines that lead to it from the step below; several directors of one
    step stand side by side.
    """
    levels = [_level(edges) for edges in reversed(chain.levels)]
    start = {
        "label": chain.start.label,
        "caption": node_caption(chain.start),
        "style": "self",
        "link": "",
        "edges": [],
    }
    ends = ", ".join(node.label for node in chain.not_stated)
    end = f"Above {ends} no description states a director." if ends else ""
    if not chain.levels:
        end = "No description states who directs this."
    if chain.repeated:
        end += " A line leads back to an entity already shown; it is not followed."
    return {"levels": [*levels, [start]], "end": end.strip(), "selected": selected}


def chain_trail(chain: Chain) -> list[list[dict[str, str]]]:
    """Return the way from the whole organisation down to an entity, for the tree component.

    Each step holds those of one level, each with the address of the view in which it is the top;
    the entity itself comes last and has none.
    """
    steps = [[{"label": "The whole organisation", "address": link("organisation")}]]
    for level in reversed(chain.levels):
        nodes = {edge.target.iri: edge.target for edge in sorted(level, key=place_in_text)}
        steps.append(
            [
                {"label": node.label, "address": link("organisation", id=node.iri)}
                for node in nodes.values()
            ]
        )
    return [*steps, [{"label": chain.start.label, "address": ""}]]


def _level(edges: tuple[Edge, ...]) -> list[dict[str, Any]]:
    above: dict[str, tuple[Node, list[Edge]]] = {}
    for edge in sorted(edges, key=place_in_text):
        above.setdefault(edge.target.iri, (edge.target, []))[1].append(edge)
    several = len({edge.source.iri for edge in edges}) > 1
    return [
        {
            "label": node.label,
            "caption": node_caption(node),
            "style": _style(node),
            "link": entity_link(node),
            "edges": [_line(edge, names_source=several) for edge in lines],
        }
        for node, lines in above.values()
    ]


def _style(node: Node) -> str:
    if node.kind != "post":
        return "unit"
    return "described" if node.described else "undescribed"


def _line(edge: Edge, *, names_source: bool) -> dict[str, Any]:
    words = relation_label(edge.relation, incoming=True)
    if names_source:
        words = f"{words} {edge.source.label}"
    return {
        "key": edge_key(edge.source.iri, edge.relation, edge.target.iri),
        "words": words,
        "quoted": bool(edge.quotes),
    }


def reports_below(card: Card) -> int:
    """Return how many lines lead to entities directly under one."""
    return sum(item.count for item in card.relations if (item.relation, item.incoming) in _BELOW)


def reports_page(
    source: EdgeSource, card: Card, *, limit: int, offset: int = 0
) -> tuple[Edge, ...]:
    """Return one page of the lines to those directly under an entity, with their quotes."""
    found: tuple[Edge, ...] = ()
    counts = {(item.relation, item.incoming): item.count for item in card.relations}
    for relation, incoming in _BELOW:
        count = counts.get((relation, incoming), 0)
        room = limit - len(found)
        if offset < count and room:
            found += source.edges(
                card.node.iri, (relation,), incoming=incoming, limit=room, offset=offset
            )
        offset = max(offset - count, 0)
    return found


def reports_table(
    edges: Sequence[Edge],
    counts: Mapping[str, int],
    *,
    center: Node,
    offset: int = 0,
    total: int | None = None,
) -> Grid:
    """Return the roles directly under an entity, each with the number directly under it."""
    rows = []
    for edge in edges:
        below = edge.source if edge.target.iri == center.iri else edge.target
        quote = edge.quotes[0].text if edge.quotes else ""
        rows.append(
            Row(
                key=edge_key(edge.source.iri, edge.relation, edge.target.iri),
                cells=(
                    below.label,
                    below.code,
                    relation_label(edge.relation, incoming=below.iri == edge.source.iri),
                    counts.get(below.iri, 0),
                    quote,
                ),
                links={"role": entity_link(below)},
            )
        )
    count = len(rows) if total is None else total
    size = f", {offset + 1:,} to {offset + len(rows):,} of {count:,}" if count > len(rows) else ""
    return Grid(
        caption=f"Directly under {center.label}{size}",
        columns=_REPORT_COLUMNS,
        rows=tuple(rows),
        empty=f"No description names a role under {center.label}.",
    )
