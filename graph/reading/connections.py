"""Shortest ways between two entities, with the words that prove each step."""

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.answers import Connection, Edge, Hop
from graph.read_models.read_database import EdgeRow, ReadDatabase

__all__ = ["find_connections"]

_COUNTED: Final = 100


def find_connections(
    database: ReadDatabase, start: int, goal: int, relations: Sequence[str], *, limit: int
) -> tuple[Connection, ...]:
    """Return the shortest ways between two entities, edges walked in either direction.

    All ways are equally short; they come in the order of the labels on the way, at most ``limit``.
    None at all when the two are not connected. The search begins at both ends and always goes on
    where fewer edges leave, so that a program of thousands of roles is entered last.
    """
    if start == goal:
        return (Connection(()),)
    condition = ""
    if relations:
        numbers = ", ".join(map(str, database.relations_named(relations)))
        condition = f"AND edge.relation IN ({numbers})"
    from_start, from_goal = _Side(database, start, condition), _Side(database, goal, condition)
    meeting: set[int] = set()
    while not meeting and from_start.frontier and from_goal.frontier:
        if from_start.cost <= from_goal.cost:
            meeting = from_start.widen(from_goal.distance)
        else:
            meeting = from_goal.widen(from_start.distance)
    # Which entities lie behind one on the way to the goal, by the step towards it.
    onward: dict[int, set[int]] = {}
    for before, after in from_start.steps_back(meeting):
        onward.setdefault(before, set()).add(after)
    for before, after in from_goal.steps_back(meeting):
        onward.setdefault(after, set()).add(before)
    if not meeting:
        return ()
    names = _names(database, {number for some in onward.values() for number in some})
    ways = list(itertools.islice(_ways(start, goal, onward, names), limit))
    return _written_out(database, ways, condition)


class _Side:
    """One of the two searches: how far each entity is from its origin.

    What was found around each entity is kept as it came, level by level: of the thousands that a
    hub leads to, few lie on a shortest way, and only those are looked up in it.
    """

    def __init__(self, database: ReadDatabase, origin: int, condition: str) -> None:
        self._database = database
        self._condition = condition
        self._levels: list[list[tuple[int, list[int]]]] = []
        self.distance = {origin: 0}
        self.frontier: Collection[int] = [origin]
        self.cost = self._edges_of_frontier()

    def widen(self, others: Mapping[int, int]) -> set[int]:
        """Return where this side meets the other after one step more."""
        around = list(self._neighbours(self.frontier))
        self._levels.append(around)
        reached: set[int] = set()
        for _, neighbours in around:
            reached.update(neighbours)
        reached.difference_update(self.distance)
        self.distance.update(dict.fromkeys(reached, len(self._levels)))
        self.frontier = reached
        met = reached & others.keys()
        nearest = min((others[number] for number in met), default=0)
        if not met:
            self.cost = self._edges_of_frontier()
        return {number for number in met if others[number] == nearest}

    def steps_back(self, numbers: set[int]) -> Iterator[tuple[int, int]]:
        """Yield every step (before, after) on the shortest ways from the origin to entities.

        Args:
            numbers: The entities, all equally far from the origin.
        """
        distance = max((self.distance[number] for number in numbers), default=0)
        for around in reversed(self._levels[:distance]):
            nearer: set[int] = set()
            for before, neighbours in around:
                for after in numbers.intersection(neighbours):
                    yield before, after
                    nearer.add(before)
            numbers = nearer

    def _edges_of_frontier(self) -> int:
        """Return how many edges leave the frontier; of a wide one, as its first entities tell."""
        asked = list(itertools.islice(self.frontier, _COUNTED))
        rows = self._database.rows_for(
            "SELECT SUM(count) FROM degree AS edge "  # noqa: S608 - our own words and numbers
            f"WHERE node IN (SELECT value FROM json_each(?)) {self._condition}",
            asked,
        )
        counted = sum(count or 0 for (count,) in rows)
        return counted * len(self.frontier) // len(asked) if asked else 0

    def _neighbours(self, numbers: Collection[int]) -> Iterator[tuple[int, list[int]]]:
        # One row an entity and not one an edge, which takes a third of the time.
        for end, other in (("source", "target"), ("target", "source")):
            rows = self._database.rows_for(
                f"SELECT {end}, group_concat({other}) FROM edge "  # noqa: S608 - our own words and numbers
                f"WHERE {end} IN (SELECT value FROM json_each(?)) {self._condition} GROUP BY {end}",
                numbers,
            )
            for number, neighbours in rows:
                yield number, json.loads(f"[{neighbours}]")


def _names(database: ReadDatabase, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return what ways are ordered by: labels, then IRIs."""
    sql = "SELECT id, label, iri FROM node WHERE id IN (SELECT value FROM json_each(?))"
    return {number: (label, iri) for number, label, iri in database.rows_for(sql, numbers)}


def _ways(
    start: int, goal: int, onward: Mapping[int, set[int]], names: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[int, ...]]:
    """Yield the ways through the entities, in the order of the names."""
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        way = waiting.pop()
        if way[-1] == goal:
            yield way
            continue
        after = sorted(onward.get(way[-1], ()), key=names.__getitem__, reverse=True)
        waiting.extend((*way, number) for number in after)


def _written_out(
    database: ReadDatabase,
    ways: Sequence[tuple[int, ...]],
    condition: str,
) -> tuple[Connection, ...]:
    nodes = database.nodes(number for way in ways for number in way)
    pairs = dict.fromkeys(pair for way in ways for pair in itertools.pairwise(way))
    edges = _edges_between(database, pairs, condition)
    return tuple(
        Connection(
            tuple(
                Hop(nodes[pair[0]], nodes[pair[1]], edges[pair]) for pair in itertools.pairwise(way)
            )
        )
        for way in ways
    )


def _edges_between(
    database: ReadDatabase, pairs: Collection[tuple[int, int]], condition: str
) -> dict[tuple[int, int], tuple[Edge, ...]]:
    """Return the edges between the two of each pair, whichever way they point, with quotes."""
    both = [*pairs, *((other, one) for one, other in pairs)]
    rows: list[EdgeRow] = [
        (source, relation, target)
        for source, relation, target in database.rows(
            "SELECT DISTINCT edge.source, edge.relation, edge.target "  # noqa: S608 - our own words
            "FROM json_each(?) AS pair CROSS JOIN edge "
            "ON edge.source = json_extract(pair.value, '$[0]') "
            f"AND edge.target = json_extract(pair.value, '$[1]') {condition}",
            (json.dumps(both),),
        )
    ]
    found: dict[tuple[int, int], list[Edge]] = {pair: [] for pair in pairs}
    for (source, _, target), edge in zip(rows, database.edges(rows, quotes=True), strict=True):
        for pair in {(source, target), (target, source)} & found.keys():
            found[pair].append(edge)
    return {
        pair: tuple(sorted(edges, key=lambda edge: (edge.relation, edge.source.iri)))
        for pair, edges in found.items()
    }
