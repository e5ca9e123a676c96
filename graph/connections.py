"""Shortest ways between two entities, with the words that prove each step."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.answers import Connection, Edge, Hop, Node
from graph.read_database import EdgeRow, ReadDatabase

__all__ = ["find_connections"]


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
        if from_start.cost() <= from_goal.cost():
            meeting = from_start.widen(from_goal.distance)
        else:
            meeting = from_goal.widen(from_start.distance)
    # Which entities lie behind one on the way to the goal, by the step towards it.
    onward: dict[int, set[int]] = {}
    for number in meeting:
        for before, after in from_start.steps_back(number):
            onward.setdefault(before, set()).add(after)
        for before, after in from_goal.steps_back(number):
            onward.setdefault(after, set()).add(before)
    nodes = database.nodes({start, goal, *onward, *(n for some in onward.values() for n in some)})
    ways: list[tuple[int, ...]] = []
    for way in _ways(start, goal, onward, nodes):
        if len(ways) == limit:
            break
        ways.append(way)
    return _written_out(database, ways, nodes, condition) if meeting else ()


class _Side:
    """One of the two searches: how far each entity is, and who was before it."""

    def __init__(self, database: ReadDatabase, origin: int, condition: str) -> None:
        self._database = database
        self._condition = condition
        self.distance = {origin: 0}
        self.frontier = [origin]
        self._before: dict[int, set[int]] = {}

    def cost(self) -> int:
        """Return how many edges leave the frontier."""
        rows = self._database.rows_for(
            "SELECT SUM(count) FROM degree AS edge "  # noqa: S608 - our own words and numbers
            f"WHERE node IN (SELECT value FROM json_each(?)) {self._condition}",
            self.frontier,
        )
        return sum(count or 0 for (count,) in rows)

    def widen(self, others: Mapping[int, int]) -> set[int]:
        """Return where this side meets the other after one step more."""
        reached: dict[int, set[int]] = {}
        for here, there in self._neighbours():
            if there not in self.distance:
                reached.setdefault(there, set()).add(here)
        step = self.distance[self.frontier[0]] + 1
        self.distance.update(dict.fromkeys(reached, step))
        self._before.update(reached)
        self.frontier = list(reached)
        met = reached.keys() & others.keys()
        nearest = min((others[number] for number in met), default=0)
        return {number for number in met if others[number] == nearest}

    def steps_back(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield every step (before, after) on the shortest ways from the origin to an entity."""
        waiting, seen = [number], {number}
        while waiting:
            after = waiting.pop()
            for before in self._before.get(after, ()):
                yield before, after
                if before not in seen:
                    seen.add(before)
                    waiting.append(before)

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        for end, other in (("source", "target"), ("target", "source")):
            yield from self._database.rows_for(
                f"SELECT {end}, {other} FROM edge "  # noqa: S608 - our own words and numbers
                f"WHERE {end} IN (SELECT value FROM json_each(?)) {self._condition}",
                self.frontier,
            )


def _ways(
    start: int, goal: int, onward: Mapping[int, set[int]], nodes: Mapping[int, Node]
) -> Iterator[tuple[int, ...]]:
    """Yield the ways through the entities, in the order of the labels."""
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        way = waiting.pop()
        if way[-1] == goal:
            yield way
            continue
        after = sorted(
            onward.get(way[-1], ()), key=lambda n: (nodes[n].label, nodes[n].iri), reverse=True
        )
        waiting.extend((*way, number) for number in after)


def _written_out(
    database: ReadDatabase,
    ways: Sequence[tuple[int, ...]],
    nodes: Mapping[int, Node],
    condition: str,
) -> tuple[Connection, ...]:
    pairs = dict.fromkeys(pair for way in ways for pair in itertools.pairwise(way))
    edges = {pair: _edges_between(database, pair, condition) for pair in pairs}
    return tuple(
        Connection(
            tuple(
                Hop(nodes[pair[0]], nodes[pair[1]], edges[pair]) for pair in itertools.pairwise(way)
            )
        )
        for way in ways
    )


def _edges_between(
    database: ReadDatabase, pair: tuple[int, int], condition: str
) -> tuple[Edge, ...]:
    rows: Iterable[EdgeRow] = [
        (source, relation, target)
        for source, relation, target in database.rows(
            "SELECT source, relation, target FROM edge "  # noqa: S608 - our own words and numbers
            f"WHERE source = ? AND target = ? {condition} UNION "
            "SELECT source, relation, target FROM edge "
            f"WHERE source = ? AND target = ? {condition}",
            (*pair, pair[1], pair[0]),
        )
    ]
    found = database.edges(rows, quotes=True)
    return tuple(sorted(found, key=lambda edge: (edge.relation, edge.source.iri)))
