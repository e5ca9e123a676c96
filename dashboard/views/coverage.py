"""How much of the graph sentences prove, as a line and as a table."""

from collections.abc import Sequence

from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import relation_label
from graph.answers import Coverage

__all__ = ["coverage_grid", "coverage_share"]


def coverage_share(rows: Sequence[Coverage]) -> tuple[str, str]:
    """Return the share of relations that a sentence proves, and the two numbers behind it.

    >>> coverage_share([Coverage("heads", 1500, 1499)])
    ('99.9 %', '1,499 of 1,500 relations')
    """
    edges, quoted = sum(row.edges for row in rows), sum(row.quoted for row in rows)
    return _share(edges, quoted), f"{quoted:,} of {edges:,} relations"


def coverage_grid(rows: Sequence[Coverage]) -> Grid:
    """Return for each relation its edges, those with a sentence, and their share, worst first."""
    order = sorted(rows, key=lambda row: (row.quoted / max(row.edges, 1), row.relation))
    return Grid(
        caption="Relations that a sentence of a document proves",
        columns=(
            Column("relation", "Relation"),
            Column("edges", "In the graph", "number"),
            Column("quoted", "With a sentence", "number"),
            Column("share", "Share", "number"),
        ),
        rows=tuple(
            Row(
                row.relation,
                (
                    relation_label(row.relation),
                    row.edges,
                    row.quoted,
                    _share(row.edges, row.quoted),
                ),
            )
            for row in order
        ),
        empty="The graph has no relations yet. Add descriptions and build again.",
    )


def _share(edges: int, quoted: int) -> str:
    """Return a share in per cent, cut and not rounded: 100 % means all."""
    if not edges:
        return "none yet"
    return f"{quoted * 1000 // edges / 10:g} %"
