"""Programs, agencies and teams: which roles touch which, how, and in which words."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dashboard.views.evidence import edge_key
from dashboard.views.links import link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_plural, relation_label, section_label
from graph.answers import Card, Edge, Node

__all__ = [
    "ACROSS",
    "KINDS",
    "RELATIONS",
    "Matrix",
    "TouchSource",
    "Touched",
    "Touching",
    "find_touching",
    "how_counts",
    "matrix_grid",
    "shared_grid",
    "targets_grid",
    "touches_table",
]

KINDS: Final = ("program", "agency", "team")
RELATIONS: Final = (
    "collaboratesWith",
    "knowsProgram",
    "participatesIn",
    "refersToProgram",
    "runsProgram",
    "worksWithProgram",
)
ACROSS: Final = 10
_DOWN: Final = 40
_SHARED: Final = 8

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
    """Where all lines come from: the part of `GraphReader` that is needed here."""

    def iter_lines(self, relations: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
        """Yield every edge of the relations as source IRI, relation, target IRI, by source."""
        ...

    def iter_nodes(self, kinds: Sequence[str] = ()) -> Iterator[Node]:
        """Yield every entity of the kinds."""
        ...

    def get_node(self, iri: str) -> Node:
        """Return an entity."""
        ...


@dataclass(frozen=True, slots=True)
class Touched:
    """A program, agency or team: how many roles and offices touch it, and how many in which way."""

    node: Node
    roles: int
    how: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who touches what, as much of it as a page shows.

    Attributes:
        columns: What most touch, most first.
        rows: Who touches most of these, each with how, by the IRI of what is touched.
    """

    columns: tuple[Node, ...]
    rows: tuple[tuple[Node, Mapping[str, tuple[str, ...]]], ...]


@dataclass(frozen=True, slots=True)
class Touching:
    """All programs, agencies and teams by kind, most touched first, and a matrix of each kind."""

    targets: Mapping[str, tuple[Touched, ...]]
    matrices: Mapping[str, Matrix]


def find_touching(source: TouchSource) -> Touching:
    """Return who touches which programs, agencies and teams, from every such line of the graph."""
    nodes = {node.iri: node for node in source.iter_nodes(KINDS)}
    roles: Counter[str] = Counter()
    how: dict[str, Counter[str]] = {iri: Counter() for iri in nodes}
    for _, targets in _by_source(source, nodes):
        roles.update(targets.keys())
        for target, relations in targets.items():
            how[target].update(relations)
    order = sorted(nodes, key=lambda iri: (-roles[iri], nodes[iri].label, iri))
    found: dict[str, list[Touched]] = {kind: [] for kind in KINDS}
    for iri in order:
        counted = sorted(how[iri].items(), key=lambda item: (-item[1], item[0]))
        found[nodes[iri].kind].append(Touched(nodes[iri], roles[iri], tuple(counted)))
    columns = {
        kind: tuple(item.node for item in items[:ACROSS] if item.roles)
        for kind, items in found.items()
    }
    return Touching(
        targets={kind: tuple(items) for kind, items in found.items()},
        matrices=_matrices(source, columns),
    )


def _by_source(
    source: TouchSource, targets: Mapping[str, object]
) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """Yield everybody who touches one of the targets, with the relations by target."""
    lines = source.iter_lines(RELATIONS)
    for iri, group in itertools.groupby(lines, key=lambda line: line[0]):
        found: dict[str, tuple[str, ...]] = {}
        for _, relation, target in group:
            if target in targets:
                found[target] = (*found.get(target, ()), relation)
        if found:
            yield iri, found


def _matrices(source: TouchSource, columns: Mapping[str, tuple[Node, ...]]) -> Mapping[str, Matrix]:
    kinds = {node.iri: kind for kind, nodes in columns.items() for node in nodes}
    cells: dict[str, dict[str, Mapping[str, tuple[str, ...]]]] = {kind: {} for kind in columns}
    for iri, found in _by_source(source, kinds):
        for kind in {kinds[target] for target in found}:
            cells[kind][iri] = {t: how for t, how in found.items() if kinds[t] == kind}
    return {
        kind: Matrix(columns[kind], _most_touching(source, rows)) for kind, rows in cells.items()
    }


def _most_touching(
    source: TouchSource, rows: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[tuple[Node, Mapping[str, tuple[str, ...]]], ...]:
    order = sorted(rows, key=lambda iri: (-len(rows[iri]), iri))[:_DOWN]
    found = [(source.get_node(iri), rows[iri]) for iri in order]
    return tuple(sorted(found, key=lambda row: (-len(row[1]), row[0].label, row[0].iri)))


def matrix_grid(touching: Touching, kind: str) -> Grid:
    """Return the matrix role x program (or agency, or team); headings and cells are links."""
    matrix, total = touching.matrices[kind], len(touching.targets[kind])
    columns = [Column("role", "Role")]
    columns.extend(
        Column(
            node.iri, node.acronym or node.label, "text", link("programs", id=node.iri), node.label
        )
        for node in matrix.columns
    )
    rows = []
    for role, cells in matrix.rows:
        words, links = [], {"role": link("role", id=role.iri)}
        for node in matrix.columns:
            how = cells.get(node.iri, ())
            words.append(", ".join(relation_label(relation) for relation in how))
            if how:
                key = edge_key(role.iri, how[0], node.iri)
                links[node.iri] = link("programs", id=node.iri, edge=key)
        rows.append(Row(role.iri, (role.label, *words), links))
    plural = kind_plural(kind).lower()
    cut = f"the {len(matrix.columns)} most touched of {total:,} {plural}" if total > ACROSS else ""
    return Grid(
        caption=f"Who touches which {plural}, and how" + (f": {cut}" if cut else ""),
        columns=tuple(columns),
        rows=tuple(rows),
        empty=f"No description says who works with {plural}.",
    )


def targets_grid(items: Sequence[Touched], kind: str, *, offset: int, total: int) -> Grid:
    """Return programs, agencies or teams with the number of roles and the ways of touching."""
    last = offset + len(items)
    plural = kind_plural(kind).lower()
    return Grid(
        caption=f"{offset + 1:,} to {last:,} of {total:,} {plural}" if items else "",
        columns=(
            Column("name", "Name"),
            Column("acronym", "Acronym"),
            Column("roles", "Roles", "number"),
            Column("how", "How"),
            Column("note", "Note"),
        ),
        rows=tuple(
            Row(
                item.node.iri,
                (
                    item.node.label,
                    item.node.acronym if item.node.acronym != item.node.label else "",
                    item.roles,
                    ", ".join(f"{relation_label(how)} {count:,}" for how, count in item.how),
                    "name never spelled out" if item.node.unexpanded else "",
                ),
                {"name": link("programs", id=item.node.iri)},
            )
            for item in items
        ),
        empty=f"None of the {plural} has such a name. Try fewer words, the acronym, or Find.",
    )


def shared_grid(touching: Touching) -> Grid:
    """Return the programs that most roles touch, for the start page."""
    items = [item for item in touching.targets["program"] if item.roles][:_SHARED]
    return Grid(
        caption="Programs of most roles",
        columns=(Column("program", "Program"), Column("roles", "Roles", "number")),
        rows=tuple(
            Row(
                item.node.iri,
                (item.node.label, item.roles),
                {"program": link("programs", id=item.node.iri)},
            )
            for item in items
        ),
        empty="No description speaks of a program.",
    )


def how_counts(card: Card) -> tuple[tuple[str, int], ...]:
    """Return each way in which something is touched with the number of roles, most first."""
    counted = [(item.relation, item.count) for item in card.relations if item.incoming]
    return tuple(sorted(counted, key=lambda item: (-item[1], item[0])))


def touches_table(edges: Sequence[Edge], target: Node) -> Grid:
    """Return one row per role x how x quote."""
    rows = []
    for edge in edges:
        key = edge_key(edge.source.iri, edge.relation, edge.target.iri)
        links = {"role": link("role", id=edge.source.iri, edge=key)}
        start = (edge.source.label, edge.source.code, relation_label(edge.relation))
        if not edge.quotes:
            rows.append(Row(key, (*start, "", "", "", None, None, None), links))
        rows.extend(
            Row(
                key,
                (
                    *start,
                    quote.text,
                    quote.document,
                    section_label(quote.section),
                    quote.confidence,
                    quote.start,
                    quote.end,
                ),
                links,
            )
            for quote in edge.quotes
        )
    return Grid(
        caption=f"Who touches {target.label}, how, and in which words",
        columns=_COLUMNS,
        rows=tuple(rows),
        empty=f"No description speaks of {target.label} in this way. Choose another, or none.",
    )
