"""Programs and agencies: which roles touch one, how, and in which words."""

from collections.abc import Sequence
from typing import Final

from dashboard.views.evidence import edge_key
from dashboard.views.links import link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import relation_label, section_label
from graph.answers import Edge, Node

__all__ = ["how_counts", "touches_table"]

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
