"""Chains of command: who directs an entity, step by step, with several directors side by side."""

from collections.abc import Iterable
from typing import Final

from graph.answers import Chain, Edge
from graph.read_database import EdgeRow, ReadDatabase
from graph.vocabulary import Org, Osg

__all__ = ["HEADED_BY", "find_chain"]

HEADED_BY: Final = "headedBy"
"""The relation from a unit to a post that heads it: ``osg:heads`` read the other way."""

_UPWARD: Final = (Osg.UNDER_DIRECTION_OF, Org.REPORTS_TO, Org.SUB_ORGANIZATION_OF)


def find_chain(
    database: ReadDatabase, start: int, *, down: bool, quotes: bool, depth: int | None
) -> Chain:
    """Return the reporting lines above or below an entity.

    The lines go from a director that is a unit to the posts that head it and to the unit it
    belongs to; a head post that no document describes states nobody further. Each entity is
    followed once, so that a cycle ends.
    """
    step = _Below(database) if down else _Above(database)
    reached = {start}
    frontier = [start]
    levels: list[tuple[Edge, ...]] = []
    repeated: list[Edge] = []
    ends: list[int] = []
    while frontier and (depth is None or len(levels) < depth):
        new: dict[int, None] = {}
        rows: list[EdgeRow] = []
        again: list[EdgeRow] = []
        for number in frontier:
            found = step.edges(number)
            if not found:
                ends.append(number)
            for other, row in found:
                if other in reached:
                    again.append(row)
                else:
                    new[other] = None
                    rows.append(row)
        repeated.extend(_edges(database, again, quotes=quotes))
        if rows:
            levels.append(tuple(_edges(database, rows, quotes=quotes)))
        reached.update(new)
        frontier = list(new)
    nodes = database.nodes([start, *ends])
    not_stated = sorted((nodes[number] for number in ends), key=lambda node: (node.label, node.iri))
    return Chain(
        nodes[start], down, tuple(levels), () if down else tuple(not_stated), tuple(repeated)
    )


def _edges(database: ReadDatabase, rows: Iterable[EdgeRow], *, quotes: bool) -> list[Edge]:
    """Return the edges sorted; a negative relation is a head's, read from the unit."""
    edges = []
    for source, relation, target in rows:
        if relation > 0:
            edges += database.edges([(source, relation, target)], quotes=quotes)
        else:
            (edge,) = database.edges([(target, -relation, source)], quotes=quotes)
            edges.append(Edge(edge.target, HEADED_BY, edge.predicate, edge.source, edge.quotes))
    return sorted(
        edges,
        key=lambda edge: (
            edge.source.label,
            edge.relation != "underDirectionOf",
            edge.relation,
            edge.target.label,
            edge.source.iri,
            edge.target.iri,
        ),
    )


class _Above:
    def __init__(self, database: ReadDatabase) -> None:
        self._database = database
        self._heads = database.relation(Osg.HEADS)
        self._upward = [database.relation(iri) for iri in _UPWARD]

    def edges(self, number: int) -> list[tuple[int, EdgeRow]]:
        rows = self._database.rows(
            "SELECT source, relation, target FROM edge WHERE source = ? AND relation IN (?, ?, ?)",
            (number, *self._upward),
        )
        found = [(target, (source, relation, target)) for source, relation, target in rows]
        heads = self._database.rows(
            "SELECT source FROM edge WHERE target = ? AND relation = ?", (number, self._heads)
        )
        return found + [(post, (number, -self._heads, post)) for (post,) in heads]


class _Below:
    def __init__(self, database: ReadDatabase) -> None:
        self._database = database
        self._heads = database.relation(Osg.HEADS)
        self._supervises = database.relation(Osg.SUPERVISES)
        self._upward = [database.relation(iri) for iri in _UPWARD]

    def edges(self, number: int) -> list[tuple[int, EdgeRow]]:
        rows = self._database.rows(
            "SELECT source, relation, target FROM edge WHERE target = ? AND relation IN (?, ?, ?)",
            (number, *self._upward),
        )
        found = [(source, (source, relation, target)) for source, relation, target in rows]
        rows = self._database.rows(
            "SELECT relation, target FROM edge WHERE source = ? AND relation IN (?, ?)",
            (number, self._heads, self._supervises),
        )
        for relation, target in rows:
            if relation == self._heads:
                found.append((target, (target, -relation, number)))
            else:
                found.append((target, (number, relation, target)))
        return found
