"""What the shape of the organisation tells: layers, circles, hubs and roles that resemble."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.answers import Edge, Node
from graph.folding import words_of
from graph.read_models.entity_rows import TOUCHES
from graph.read_models.read_database import EdgeRow, ReadDatabase
from graph.reading.reader import GraphReader
from graph.vocabulary import Org, Osg

__all__ = [
    "Circle",
    "Connected",
    "Layer",
    "Similar",
    "find_circles",
    "find_layers",
    "find_most_connected",
    "find_similar",
]

_SHARED: Final = (*TOUCHES, Osg.REQUIRES_CREDENTIAL, Osg.PREFERS_CREDENTIAL)
_MOST_CANDIDATES: Final = 2_000
_COMPARED_BY_DUTIES: Final = 50
_MOST_ROLES_OF_A_HUB: Final = 5_000


@dataclass(frozen=True, slots=True)
class Layer:
    """How far an entity is from the top.

    Attributes:
        node: The entity.
        steps_up: The longest way up, in steps; 0 where nobody above is stated. The members of a
            circle count as one.
        in_circle: Whether it is in a circle of directors.
    """

    node: Node
    steps_up: int
    in_circle: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """Entities that are under their own direction through one another, with the edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Connected:
    """How many edges an entity has, all together and by relation ("in" marks incoming ones)."""

    node: Node
    edges: int
    relations: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Similar:
    """A role that resembles another one, and why.

    Attributes:
        node: The other role.
        score: From 0 to 1: the share of what they have in common, what is rare counting more;
            where both have duties, one third of it is the share of the words of their duties.
        shared: What both touch, work with or require, the rarest first.
        shared_words: Words that the duties of both have, the longest first, at most ten.
    """

    node: Node
    score: float
    shared: tuple[Node, ...]
    shared_words: tuple[str, ...]


def find_layers(reader: GraphReader) -> tuple[Layer, ...]:
    """Return the layer of every entity that directs or is directed, the top first, by label.

    Several directors give a layered graph: an entity is one layer below the lowest of them.
    """
    database = reader.database
    steps = _directed(database, generic=True)
    component, circles = _components(steps)
    above: dict[int, set[int]] = {}
    for below, director in steps:
        if component[below] != component[director]:
            above.setdefault(component[below], set()).add(component[director])
    depth = _longest_ways(set(component.values()), above)
    nodes = database.nodes(component)
    layers = [
        Layer(nodes[number], depth[component[number]], component[number] in circles)
        for number in nodes
    ]
    return tuple(sorted(layers, key=lambda row: (row.steps_up, row.node.label, row.node.iri)))


def find_circles(reader: GraphReader) -> tuple[Circle, ...]:
    """Return the circles of directors with their quotes; generic posts are left out.

    "Principal" stands for many people: that one of them is under the direction of another is no
    circle.
    """
    database = reader.database
    steps = _directed(database, generic=False)
    component, circles = _components(steps)
    members: dict[int, list[EdgeRow]] = {number: [] for number in circles}
    for (below, director), rows in steps.items():
        if component[below] == component[director]:
            members[component[below]].extend(rows)
    found = []
    for rows in members.values():
        edges = sorted(
            database.edges(rows, quotes=True),
            key=lambda edge: (edge.source.label, edge.target.label, edge.source.iri),
        )
        nodes = {node.iri: node for edge in edges for node in (edge.source, edge.target)}
        ordered = sorted(nodes.values(), key=lambda node: (node.label, node.iri))
        found.append(Circle(tuple(ordered), tuple(edges)))
    return tuple(sorted(found, key=lambda circle: (circle.nodes[0].label, circle.nodes[0].iri)))


def find_most_connected(
    reader: GraphReader, kind: str, *, limit: int = 20
) -> tuple[Connected, ...]:
    """Return the entities of a kind with the most edges, most first, then by label."""
    database = reader.database
    rows = database.rows(
        "SELECT node.id FROM degree JOIN node ON node.id = degree.node "
        "WHERE node.kind = ? AND node.current GROUP BY node.id "
        "ORDER BY SUM(count) DESC, node.label, node.iri LIMIT ?",
        (kind, limit),
    )
    numbers = [number for (number,) in rows]
    nodes = database.nodes(numbers)
    counts: dict[int, dict[str, int]] = {}
    for number, incoming, relation, count in database.rows_for(
        "SELECT node, incoming, relation, count FROM degree "
        "WHERE node IN (SELECT value FROM json_each(?)) ORDER BY node, incoming, relation",
        numbers,
    ):
        name = database.relation_names[relation]
        counts.setdefault(number, {})[f"in {name}" if incoming else name] = count
    return tuple(
        Connected(nodes[number], sum(counts[number].values()), counts[number]) for number in numbers
    )


def find_similar(reader: GraphReader, iri: str, *, limit: int = 10) -> tuple[Similar, ...]:
    """Return the roles that resemble a role, most first, then by label.

    Compared is what both touch, work with, take part in and require; something that every second
    role has says little. Things that thousands of roles have are left out.

    Raises:
        NotFoundError: If the graph has no entity of that IRI.
    """
    database = reader.database
    role = database.get_number(iri)
    relations = [number for iri in _SHARED if (number := database.relation(iri))]
    things = _things_of(database, [role], relations)[role]
    frequency = _frequency(database, things, relations)
    rare = {thing for thing in things if frequency[thing] <= _MOST_ROLES_OF_A_HUB}
    shared: dict[int, set[int]] = {}
    for other, thing in database.rows(
        "SELECT DISTINCT source, target FROM edge "
        "WHERE target IN (SELECT value FROM json_each(?)) "
        "AND relation IN (SELECT value FROM json_each(?)) AND source <> ?",
        (json.dumps(sorted(rare)), json.dumps(relations), role),
    ):
        shared.setdefault(other, set()).add(thing)
    total = max(2, database.rows("SELECT COUNT(*) FROM node WHERE kind = 'post'")[0][0])

    def weight(some: Iterable[int]) -> float:
        # Exact, so that the order of the numbers, which no two builds share, changes no digit.
        return math.fsum(math.log(1 + total / frequency[thing]) for thing in some)

    weights = {n: weight(things) for n, things in shared.items()}
    candidates = _highest(database, weights, _MOST_CANDIDATES)
    theirs = _things_of(database, candidates, relations)
    frequency |= _frequency(database, set().union(*theirs.values()) - set(frequency), relations)
    scores = {n: weight(shared[n]) / weight(things | theirs[n]) for n in candidates}
    best = _highest(database, scores, max(limit, _COMPARED_BY_DUTIES))
    words = _words_of_duties(database, [role, *best])
    nodes = database.nodes([*best, *things])
    found = []
    for number in best:
        both = words[role] & words[number]
        score = scores[number]
        if words[role] and words[number]:
            score = (2 * score + len(both) / len(words[role] | words[number])) / 3
        common = sorted(shared[number], key=lambda n: (frequency[n], nodes[n].label, nodes[n].iri))
        longest = sorted(both, key=lambda word: (-len(word), word))[:10]
        found.append(
            Similar(nodes[number], round(score, 4), tuple(nodes[n] for n in common), tuple(longest))
        )
    found.sort(key=lambda row: (-row.score, row.node.label, row.node.iri))
    return tuple(found[:limit])


def _highest(database: ReadDatabase, scores: Mapping[int, float], limit: int) -> list[int]:
    """Return the numbers with the highest scores; of equal ones, the first by IRI."""
    if len(scores) <= limit:
        return list(scores)
    nodes = database.nodes(scores)
    return sorted(scores, key=lambda n: (-scores[n], nodes[n].iri))[:limit]


def _directed(database: ReadDatabase, *, generic: bool) -> dict[tuple[int, int], list[EdgeRow]]:
    """Return who is directed by whom, with the edges that say so."""
    rows = database.rows(
        "SELECT edge.source, edge.relation, edge.target FROM edge "
        "JOIN node AS below ON below.id = edge.source JOIN node AS head ON head.id = edge.target "
        "WHERE edge.relation IN (?, ?) AND (? OR NOT (below.generic OR head.generic)) "
        "ORDER BY edge.source, edge.relation, edge.target",
        (database.relation(Osg.UNDER_DIRECTION_OF), database.relation(Org.REPORTS_TO), generic),
    )
    steps: dict[tuple[int, int], list[EdgeRow]] = {}
    for source, relation, target in rows:
        steps.setdefault((source, target), []).append((source, relation, target))
    return steps


def _components(steps: Iterable[tuple[int, int]]) -> tuple[dict[int, int], set[int]]:
    """Return the circle (or itself) that each entity is in, and which of them are circles."""
    # Imported here: it takes longer than opening a graph.
    import networkx

    network: networkx.DiGraph[int] = networkx.DiGraph(list(steps))
    component: dict[int, int] = {}
    circles: set[int] = set()
    for members in networkx.strongly_connected_components(network):
        first = min(members)
        component.update(dict.fromkeys(members, first))
        if len(members) > 1 or network.has_edge(first, first):
            circles.add(first)
    return component, circles


def _longest_ways(numbers: Iterable[int], above: Mapping[int, set[int]]) -> dict[int, int]:
    depth: dict[int, int] = {}
    for start in numbers:
        waiting = [start]
        while waiting:
            number = waiting[-1]
            unknown = [n for n in above.get(number, ()) if n not in depth]
            if unknown:
                waiting.extend(unknown)
            else:
                depth[number] = max((depth[n] + 1 for n in above.get(number, ())), default=0)
                waiting.pop()
    return depth


def _things_of(
    database: ReadDatabase, roles: Iterable[int], relations: list[int]
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {role: set() for role in roles}
    for role, relation, thing in database.rows_for(
        "SELECT source, relation, target FROM edge "
        "WHERE source IN (SELECT value FROM json_each(?))",
        found,
    ):
        if relation in relations:
            found[role].add(thing)
    return found


def _frequency(
    database: ReadDatabase, things: Iterable[int], relations: list[int]
) -> dict[int, int]:
    found: dict[int, int] = dict.fromkeys(things, 0)
    for thing, relation, count in database.rows_for(
        "SELECT node, relation, count FROM degree "
        "WHERE node IN (SELECT value FROM json_each(?)) AND incoming",
        found,
    ):
        if relation in relations:
            found[thing] += count
    return found


def _words_of_duties(database: ReadDatabase, roles: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {role: set() for role in roles}
    for role, quote in database.rows_for(
        "SELECT version.post, duty.quote FROM version JOIN duty ON duty.version = version.id "
        "WHERE version.post IN (SELECT value FROM json_each(?)) AND version.current",
        found,
    ):
        found[role].update(word for word in words_of(quote) if len(word) > 3)
    return found
