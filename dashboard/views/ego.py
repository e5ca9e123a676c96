"""The network of one entity: which neighbours are shown, where, and what is grouped away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from dashboard.views.picture import More, Picture, draw, ego_positions, legend_of
from dashboard.views.words import relation_style
from graph.answers import Card, Chain, Edge, Node, Quote

__all__ = ["EdgeSource", "Ego", "ego_edges", "ego_of", "ego_picture", "people_edges"]

PER_GROUP: Final = 6
BELOW_LIMIT: Final = 8
EXPANDED: Final = 120
LEVELS_SHOWN: Final = 4
GROUPS_SHOWN: Final = 8
_UPWARD: Final = ("underDirectionOf", False)
_DOWNWARD: Final = (("underDirectionOf", True), ("supervises", False))
_LEFT: Final = frozenset({"Office", "Collaboration", "Team"})


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
        quotes: bool = True,
    ) -> tuple[Edge, ...]:
        """Return the edges of an entity."""
        ...


def ego_edges(
    source: EdgeSource, card: Card, expanded: str | None = None
) -> tuple[dict[tuple[str, bool], tuple[Edge, ...]], tuple[More, ...]]:
    """Return an entity's edges by relation and direction, and the groups that were cut.

    Args:
        source: Where the edges come from.
        card: The entity's card, whose counts tell what is there.
        expanded: The key of the group that is to be shown at length.
    """
    groups: dict[tuple[str, bool], tuple[Edge, ...]] = {}
    more = []
    for count in card.relations:
        group = (count.relation, count.incoming)
        cut = More(card.node.iri, count.relation, count.incoming, count.count)
        limit = EXPANDED if cut.key == expanded else _limit(group)
        limit += count.count == limit + 1  # "+1 more" would take the place of the one itself
        edges = source.edges(card.node.iri, (count.relation,), incoming=count.incoming, limit=limit)
        groups[group] = edges
        if count.count > len(edges):
            more.append(More(card.node.iri, *group, count.count - len(edges)))
    return groups, tuple(more)


def _limit(group: tuple[str, bool]) -> int:
    return BELOW_LIMIT if group in _DOWNWARD or group == _UPWARD else PER_GROUP


@dataclass(frozen=True, slots=True)
class Ego:
    """What the page of one entity shows of its surroundings.

    Attributes:
        picture: The network, with its legend.
        edges: The relations that the legend does not hide, for the table.
        marked: These and the lines further up, for the text.
        groups: The same by relation and direction.
    """

    picture: Picture
    edges: tuple[Edge, ...]
    marked: tuple[Edge, ...]
    groups: Mapping[tuple[str, bool], tuple[Edge, ...]]


def ego_of(
    source: EdgeSource,
    card: Card,
    chain: Chain,
    *,
    expanded: str | None = None,
    hidden: frozenset[str] = frozenset(),
) -> Ego:
    """Return the surroundings of an entity, without the relations that are hidden."""
    groups, more = ego_edges(source, card, expanded)
    people = people_edges(card)
    legend = legend_of((edge for edges in (*groups.values(), people) for edge in edges), hidden)
    groups, more, chain = _without(groups, more, chain, hidden)
    edges = tuple(edge for group in groups.values() for edge in group)
    shown = {key: list(found) for key, found in groups.items()}
    for edge in people[:GROUPS_SHOWN]:
        if edge.relation not in hidden:
            shown.setdefault((edge.relation, False), []).append(edge)
    picture = ego_picture(card, chain, {key: tuple(found) for key, found in shown.items()}, more)
    return Ego(
        picture=replace(picture, legend=legend),
        edges=edges,
        marked=(*edges, *(edge for level in chain.levels for edge in level)),
        groups=groups,
    )


def people_edges(card: Card) -> tuple[Edge, ...]:
    """Return what an entity is said to do with groups of people, as edges to such a group.

    A group ("parents") is words of a text and no entity of the graph: it has no view of its own.
    """
    quotes: dict[tuple[str, str], list[Quote]] = {}
    for quote in card.groups:
        quotes.setdefault((quote.relation, quote.object), []).append(quote)
    return tuple(
        Edge(card.node, relation, relation, Node(words, "group", words), tuple(found))
        for (relation, words), found in quotes.items()
    )


def _without(
    groups: Mapping[tuple[str, bool], tuple[Edge, ...]],
    more: Sequence[More],
    chain: Chain,
    hidden: frozenset[str],
) -> tuple[dict[tuple[str, bool], tuple[Edge, ...]], tuple[More, ...], Chain]:
    """Return groups, cut groups and chain without the relations that the legend hides."""
    kept = {group: edges for group, edges in groups.items() if group[0] not in hidden}
    levels = (
        tuple(edge for edge in level if edge.relation not in hidden) for level in chain.levels
    )
    return (
        kept,
        tuple(item for item in more if item.relation not in hidden),
        replace(chain, levels=tuple(level for level in levels if level)),
    )


def ego_picture(
    card: Card,
    chain: Chain,
    groups: Mapping[tuple[str, bool], tuple[Edge, ...]],
    more: Sequence[More],
) -> Picture:
    """Return the picture of an entity with its chain of command and its direct neighbours."""
    center = card.node
    levels = chain.levels[:LEVELS_SHOWN]
    above = [_unique([edge.target.iri for edge in level]) for level in levels]
    cut = {(item.relation, item.incoming): item.key for item in more}
    columns: dict[str, list[str]] = {"below": [], "left": [], "right": []}
    placed = {center.iri, *(key for level in above for key in level)}
    for group, edges in groups.items():
        keys = [(edge.source if group[1] else edge.target).iri for edge in edges]
        if group in cut:
            keys.append(cut[group])
        column = columns[_column(group)]
        column.extend(key for key in keys if key not in placed)
        placed.update(keys)
    nodes: list[Node] = [center]
    edges_shown: list[Edge] = [edge for level in levels for edge in level]
    for edges in groups.values():
        edges_shown.extend(edges)
    for edge in edges_shown:
        nodes.extend((edge.source, edge.target))
    places = ego_positions(center, above, columns["below"], columns["left"], columns["right"])
    return draw(center.iri, nodes, edges_shown, places, more)


def _column(group: tuple[str, bool]) -> str:
    if group in _DOWNWARD:
        return "below"
    return "left" if relation_style(group[0]).family in _LEFT else "right"


def _unique(keys: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(keys))
