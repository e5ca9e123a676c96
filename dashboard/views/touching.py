"""Programs and agencies: which roles touch one, how, and in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dashboard.views.evidence import edge_key
from dashboard.views.links import link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import relation_label, section_label
from graph.answers import Edge, Node, Table

__all__ = [
    "TOUCHING",
    "TouchSource",
    "Touching",
    "find_touching",
    "how_counts",
    "matrix_grid",
    "touches_table",
]

TOUCHING: Final = ("knowsProgram", "refersToProgram", "runsProgram", "worksWithProgram")
_ACROSS: Final = 10
_DOWN: Final = 40

_COLUMNS: Final = (
    Column("role", "Role"),
    Column("code", "Code", "code"),
    Column("how", "How"),
    Column("quote", "In these words", "quote"),
    Column("document", "Document", "file"),
    Column("section", "Section", "file"),
    Column("confidence", "Confidence", "number"),
    Column("start", "From", "file"),
    Column("end", "To", "file"),
)


class TouchSource(Protocol):
    """Where all edges of a relation come from: `graph.reader.GraphReader`."""

    def iter_edges(self, relations: Sequence[str] = (), *, quotes: bool = False) -> Iterator[Edge]:
        """Yield every edge of the relations."""
        ...


@dataclass(frozen=True, slots=True)
class Touching:
    """Which roles touch which programs, as much of it as a page shows.

    Attributes:
        programs: Each program with the number of roles that touch it, most first.
        columns: The programs that most roles touch, most first.
        rows: The roles that touch most of these, each with how, by the program's IRI.
    """

    programs: Table
    columns: tuple[Node, ...]
    rows: tuple[tuple[Node, Mapping[str, tuple[str, ...]]], ...]


def find_touching(source: TouchSource) -> Touching:
    """Return which roles touch which programs, from every such edge of the graph."""
    roles: dict[str, dict[str, list[str]]] = {}
    nodes: dict[str, Node] = {}
    for edge in source.iter_edges(TOUCHING):
        nodes[edge.target.iri] = edge.target
        nodes[edge.source.iri] = edge.source
        roles.setdefault(edge.target.iri, {}).setdefault(edge.source.iri, []).append(edge.relation)
    order = sorted(roles, key=lambda iri: (-len(roles[iri]), nodes[iri].label, iri))
    columns = order[:_ACROSS]
    cells: dict[str, dict[str, tuple[str, ...]]] = {}
    for program in columns:
        for role, how in roles[program].items():
            cells.setdefault(role, {})[program] = tuple(sorted(how))
    rows = sorted(cells, key=lambda iri: (-len(cells[iri]), nodes[iri].label, iri))[:_DOWN]
    counted = tuple((nodes[iri].label, len(roles[iri]), iri) for iri in order)
    return Touching(
        programs=Table(("program", "roles", "program_iri"), counted),
        columns=tuple(nodes[iri] for iri in columns),
        rows=tuple((nodes[iri], cells[iri]) for iri in rows),
    )


def matrix_grid(touching: Touching) -> Grid:
    """Return the matrix role x program; each cell says how, each heading names a program."""
    columns = [Column("role", "Role")]
    columns.extend(Column(node.iri, node.acronym or node.label) for node in touching.columns)
    rows = []
    for role, cells in touching.rows:
        words = tuple(
            ", ".join(relation_label(how) for how in cells.get(node.iri, ()))
            for node in touching.columns
        )
        rows.append(Row(role.iri, (role.label, *words), {"role": link("role", id=role.iri)}))
    return Grid(
        caption="The programs that most roles touch, and the roles that touch most of them",
        columns=tuple(columns),
        rows=tuple(rows),
        empty="No description speaks of a program.",
    )


def how_counts(edges: Sequence[Edge]) -> tuple[tuple[str, int], ...]:
    """Return each way of touching with the number of roles that do it, most first."""
    found: dict[str, set[str]] = {}
    for edge in edges:
        found.setdefault(edge.relation, set()).add(edge.source.iri)
    counted = [(relation, len(roles)) for relation, roles in found.items()]
    return tuple(sorted(counted, key=lambda item: (-item[1], item[0])))


def touches_table(edges: Sequence[Edge], target: Node, *, how: Sequence[str] = ()) -> Grid:
    """Return one row per role x how x quote; ``how`` keeps only these relations."""
    rows = []
    for edge in edges:
        if how and edge.relation not in how:
            continue
        key = edge_key(edge.source.iri, edge.relation, edge.target.iri)
        for quote in edge.quotes:
            cells = (
                edge.source.label,
                edge.source.code,
                relation_label(edge.relation),
                quote.text,
                quote.document,
                section_label(quote.section),
                quote.confidence,
                quote.start,
                quote.end,
            )
            links = {"role": link("role", id=edge.source.iri, edge=key)}
            rows.append(Row(key, cells, links))
    return Grid(
        caption=f"Who touches {target.label}, how, and in which words",
        columns=_COLUMNS,
        rows=tuple(rows),
        empty=f"No description speaks of {target.label} in this way.",
    )
