"""Chains of command: who directs an entity, step by step, with several directors side by side."""

from collections.abc import Iterable
from typing import Final

from graph.answers import Chain, Edge, Node
from graph.read_models.read_database import EdgeRow, ReadDatabase
from graph.reading.evidence import quotes_about_groups
from graph.vocabulary import Osg

__all__ = ["HEADED_BY", "find_chain"]

HEADED_BY: Final = "headedBy"
"""The relation from a unit to a post that heads it: ``osg:heads`` read the other way."""

# One statement brings all steps that can be reached. A head is a step with a negative relation,
# from the unit to the post.
_ABOVE: Final = """
    WITH RECURSIVE reached (node) AS (
        VALUES (?)
        UNION SELECT above.other FROM reached JOIN above ON above.node = reached.node
    )
    SELECT above.node, above.relation, above.other
    FROM reached JOIN above ON above.node = reached.node
"""
_BELOW: Final = """
    WITH RECURSIVE reached (node) AS (
        VALUES (?)
        UNION SELECT below.other FROM reached JOIN below ON below.node = reached.node
    )
    SELECT below.node, below.relation, below.other
    FROM reached JOIN below ON below.node = reached.node
"""
_ONE_LEVEL: Final = {
    False: "SELECT node, relation, other FROM above WHERE node IN (SELECT value FROM json_each(?))",
    True: "SELECT node, relation, other FROM below WHERE node IN (SELECT value FROM json_each(?))",
}


def find_chain(
    database: ReadDatabase, start: int, *, down: bool, quotes: bool, depth: int | None
) -> Chain:
    """Return the reporting lines above or below an entity.

    The lines go from a director that is a unit to the posts that head it and to the unit it
    belongs to; a head post that no document describes states nobody further. Each entity is
    followed once, so that a cycle ends.
    """
    steps: dict[int, list[EdgeRow]] = {}
    if depth is None:
        for row in database.rows(_BELOW if down else _ABOVE, (start,)):
            steps.setdefault(row[0], []).append((row[0], row[1], row[2]))
    reached = {start}
    frontier = [start]
    levels: list[list[EdgeRow]] = []
    repeated: list[EdgeRow] = []
    ends: list[int] = []
    while frontier and (depth is None or len(levels) < depth):
        if depth is not None:
            steps = _one_level(database, frontier, down=down)
        new: dict[int, None] = {}
        rows: list[EdgeRow] = []
        for number in frontier:
            found = steps.get(number, ())
            if not found:
                ends.append(number)
            for step in found:
                if step[2] in reached:
                    repeated.append(step)
                else:
                    new[step[2]] = None
                    rows.append(step)
        if rows:
            levels.append(rows)
        reached.update(new)
        frontier = list(new)
    return _written_out(
        database, start, levels, repeated, [] if down else ends, down=down, quotes=quotes
    )


def _one_level(
    database: ReadDatabase, frontier: Iterable[int], *, down: bool
) -> dict[int, list[EdgeRow]]:
    steps: dict[int, list[EdgeRow]] = {}
    for node, relation, other in database.rows_for(_ONE_LEVEL[down], frontier):
        steps.setdefault(node, []).append((node, relation, other))
    return steps


def _written_out(
    database: ReadDatabase,
    start: int,
    levels: list[list[EdgeRow]],
    repeated: list[EdgeRow],
    ends: list[int],
    *,
    down: bool,
    quotes: bool,
) -> Chain:
    steps = [step for rows in (*levels, repeated) for step in rows]
    nodes = database.nodes([start, *ends, *(n for step in steps for n in (step[0], step[2]))])
    claims = {step: _claimed(database, step, down=down) for step in steps}
    found = database.quotes_of(claims.values(), nodes) if quotes else {}
    edges = {
        step: Edge(
            nodes[_directed(database, step, down=down)[0]],
            HEADED_BY if step[1] < 0 else database.relation_names[step[1]],
            database.relation_iris[abs(step[1])],
            nodes[_directed(database, step, down=down)[1]],
            found.get(claims[step], ()),
        )
        for step in steps
    }
    return Chain(
        nodes[start],
        down,
        tuple(_sorted(edges[step] for step in rows) for rows in levels),
        tuple(sorted((nodes[number] for number in ends), key=_by_label)),
        _sorted(edges[step] for step in repeated),
        quotes_about_groups(database, start, (Osg.SUPERVISES,)) if down and quotes else (),
    )


def _directed(database: ReadDatabase, step: EdgeRow, *, down: bool) -> tuple[int, int]:
    """Return both ends of a step's edge: who is directed, who directs (or supervises whom)."""
    near, relation, far = step
    if not down or relation == database.relation(Osg.SUPERVISES):
        return near, far
    return far, near


def _claimed(database: ReadDatabase, step: EdgeRow, *, down: bool) -> EdgeRow:
    """Return the edge that the documents state: a head's is written from the post to the unit."""
    source, target = _directed(database, step, down=down)
    return (target, -step[1], source) if step[1] < 0 else (source, step[1], target)


def _sorted(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(
        sorted(
            edges,
            key=lambda edge: (
                _by_label(edge.source),
                edge.relation != "underDirectionOf",
                edge.relation,
                _by_label(edge.target),
            ),
        )
    )


def _by_label(node: Node) -> tuple[str, str]:
    return node.label, node.iri
