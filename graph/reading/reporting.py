"""Who directs how many, which posts nobody directs, and which programs several roles touch."""

from dataclasses import dataclass

from graph.answers import Node
from graph.read_models.entity_rows import TOUCHES
from graph.reading.reader import GraphReader
from graph.vocabulary import Org, Osg

__all__ = ["Directs", "Shared", "find_directors", "find_orphans", "find_shared_programs"]


@dataclass(frozen=True, slots=True)
class Directs:
    """A director, a post or a unit, and the posts directly below, by label."""

    director: Node
    reports: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A program and the roles that have to do with it, by label."""

    program: Node
    roles: tuple[Node, ...]


def find_directors(reader: GraphReader) -> tuple[Directs, ...]:
    """Return everybody who directs a post, those who direct most first, then by label.

    A post with several directors stands below each of them.
    """
    below = _ends(reader, (Osg.UNDER_DIRECTION_OF, Org.REPORTS_TO))
    found = (Directs(director, _by_label(reports)) for director, reports in below.items())
    return tuple(sorted(found, key=lambda d: (-len(d.reports), d.director.label, d.director.iri)))


def find_orphans(reader: GraphReader) -> tuple[Node, ...]:
    """Return the described posts for which no text states who directs them, by label.

    Generic posts are left out: whose they are is not stated either.
    """
    database = reader.database
    rows = database.rows(
        "SELECT id FROM node WHERE kind = 'post' AND described AND current AND NOT generic "
        "AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.source = node.id "
        "AND edge.relation IN (?, ?))",
        (database.relation(Osg.UNDER_DIRECTION_OF), database.relation(Org.REPORTS_TO)),
    )
    return _by_label(set(database.nodes(number for (number,) in rows).values()))


def find_shared_programs(reader: GraphReader) -> tuple[Shared, ...]:
    """Return the programs that several roles have to do with, most roles first, then by label."""
    touching = _ends(reader, tuple(TOUCHES))
    found = (
        Shared(program, _by_label(roles))
        for program, roles in touching.items()
        if program.kind == "program" and len(roles) > 1
    )
    return tuple(sorted(found, key=lambda s: (-len(s.roles), s.program.label, s.program.iri)))


def _ends(reader: GraphReader, relations: tuple[str, ...]) -> dict[Node, set[Node]]:
    """Return for each target of the relations the posts that they come from."""
    found: dict[Node, set[Node]] = {}
    for edge in reader.iter_edges(relations):
        if edge.source.kind == "post":
            found.setdefault(edge.target, set()).add(edge.source)
    return found


def _by_label(nodes: set[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (node.label, node.iri)))
