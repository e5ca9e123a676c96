"""The nodes and edges around an entity, as many as a picture can show."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from graph.answers import Edge, Neighbourhood
from graph.read_models.read_database import EdgeRow, ReadDatabase

__all__ = ["find_neighbourhood", "iter_edges", "iter_lines", "list_edges"]

_MANY: Final = 500
_MOST_NEIGHBOURS: Final = 2_000


def list_edges(
    database: ReadDatabase,
    number: int,
    relations: Sequence[str],
    *,
    incoming: bool | None,
    limit: int | None,
    offset: int,
    quotes: bool,
) -> tuple[Edge, ...]:
    """Return the edges of an entity: outgoing ones first, by relation and the other's label."""
    condition = _narrowed(database, relations)
    sql = (
        "SELECT source, relation, target FROM edge JOIN relation ON relation.id = edge.relation "  # noqa: S608 - our own words and numbers
        "JOIN node ON node.id = edge.{other} WHERE edge.{end} = ? " + condition
    )
    order = " ORDER BY relation.name, node.label, node.iri LIMIT ? OFFSET ?"
    ends = (("source", "target", incoming is not True), ("target", "source", incoming is not False))
    found: list[tuple[Any, ...]] = []
    for end, other, wanted in ends:
        if wanted:
            room = -1 if limit is None else offset + limit
            found += database.rows(sql.format(end=end, other=other) + order, (number, room, 0))
    last = None if limit is None else offset + limit
    return tuple(database.edges(map(_edge_row, found[offset:last]), quotes=quotes))


def iter_edges(database: ReadDatabase, relations: Sequence[str], *, quotes: bool) -> Iterator[Edge]:
    """Yield every edge of the relations, by source, relation and target."""
    rows = database.iter_rows(
        "SELECT edge.source, edge.relation, edge.target FROM edge "  # noqa: S608 - our own words and numbers
        "JOIN relation ON relation.id = edge.relation "
        "JOIN node AS source ON source.id = edge.source "
        "JOIN node AS target ON target.id = edge.target "
        f"WHERE 1 {_narrowed(database, relations)} "
        "ORDER BY source.iri, relation.name, target.iri"
    )
    while some := list(itertools.islice(rows, _MANY)):
        yield from database.edges(map(_edge_row, some), quotes=quotes)


def iter_lines(database: ReadDatabase, relations: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield every edge of the relations as IRI, relation and IRI; ends in the order of the file."""
    yield from database.iter_rows(
        "SELECT source.iri, relation.name, target.iri FROM edge "  # noqa: S608 - our own words and numbers
        "JOIN relation ON relation.id = edge.relation "
        "JOIN node AS source ON source.id = edge.source "
        "JOIN node AS target ON target.id = edge.target "
        f"WHERE 1 {_narrowed(database, relations)} "
        "ORDER BY edge.source, edge.relation, edge.target"
    )


def find_neighbourhood(
    database: ReadDatabase,
    center: int,
    depth: int,
    relations: Sequence[str],
    *,
    limit: int,
    quotes: bool,
) -> Neighbourhood:
    """Return the nodes within some steps in any direction and all edges between them.

    Nearer nodes are kept before farther ones, described posts before others, then by label;
    what is left out is counted at the node it hangs on.
    """
    condition = _narrowed(database, relations)
    distance = {center: 0}
    frontier = [center]
    for step in range(1, depth + 1):
        reached = {
            other
            for number in frontier
            for other in _around(database, number, condition)
            if other not in distance
        }
        nodes = database.nodes(reached)
        order = sorted(nodes, key=lambda n: (not nodes[n].described, nodes[n].label, nodes[n].iri))
        frontier = order[: max(limit - len(distance), 0)]
        distance.update((number, step) for number in frontier)
    return _written_out(database, center, distance, condition, quotes=quotes)


def _around(database: ReadDatabase, number: int, condition: str) -> set[int]:
    """Return the neighbours of a node; of one that has thousands, some in each direction."""
    rows = database.rows(
        f"SELECT target FROM edge WHERE source = ? {condition} LIMIT ?",  # noqa: S608 - our own words and numbers
        (number, _MOST_NEIGHBOURS),
    )
    rows += database.rows(
        f"SELECT source FROM edge WHERE target = ? {condition} LIMIT ?",  # noqa: S608 - our own words and numbers
        (number, _MOST_NEIGHBOURS),
    )
    return {other for (other,) in rows}


def _written_out(
    database: ReadDatabase,
    center: int,
    distance: dict[int, int],
    condition: str,
    *,
    quotes: bool,
) -> Neighbourhood:
    nodes = database.nodes(distance)
    rows = [
        _edge_row(row)
        for row in database.rows_for(
            "SELECT source, relation, target FROM edge "  # noqa: S608 - our own words and numbers
            f"WHERE source IN (SELECT value FROM json_each(?)) {condition}",
            distance,
        )
        if row[2] in distance
    ]
    edges = database.edges(rows, quotes=quotes)
    edges.sort(key=lambda edge: (edge.source.iri, edge.relation, edge.target.iri))
    degrees = database.rows_for(
        "SELECT node, SUM(count) FROM degree AS edge "  # noqa: S608 - our own words and numbers
        f"WHERE node IN (SELECT value FROM json_each(?)) {condition} GROUP BY node",
        distance,
    )
    hidden = dict(degrees)
    for source, _, target in rows:
        hidden[source] -= 1
        hidden[target] -= 1
    ordered = sorted(distance, key=lambda n: (distance[n], nodes[n].label, nodes[n].iri))
    return Neighbourhood(
        nodes[center].iri,
        tuple(nodes[number] for number in ordered),
        tuple(edges),
        {nodes[number].iri: distance[number] for number in ordered},
        {nodes[number].iri: hidden[number] for number in ordered if hidden.get(number)},
    )


def _narrowed(database: ReadDatabase, relations: Sequence[str]) -> str:
    numbers = ", ".join(map(str, database.relations_named(relations)))
    return f"AND edge.relation IN ({numbers})" if relations else ""


def _edge_row(row: tuple[Any, ...]) -> EdgeRow:
    source, relation, target = row
    return source, relation, target
