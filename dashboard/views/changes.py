"""What has changed between two builds, as a table with the words of both."""

from typing import Final

from dashboard.views.links import link, page_for_kind
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_label
from graph.counted import counted
from graph.difference.changes import Change, Comparison, Quotation

__all__ = ["SHOWN", "changes_grid"]

SHOWN: Final = 500


def changes_grid(comparison: Comparison) -> Grid:
    """Return the first changes, each with a quote of the earlier and of the later build."""
    total = len(comparison.changes)
    cut = f"; the first {SHOWN} are shown" if total > SHOWN else ""
    return Grid(
        caption=f"{comparison.before} to {comparison.after}: {counted(total, 'change')}{cut}",
        columns=(
            Column("name", "What"),
            Column("kind", "Kind"),
            Column("action", "Change"),
            Column("words", "In words"),
            Column("before", "Quote before", "quote"),
            Column("after", "Quote after", "quote"),
        ),
        rows=tuple(
            _row(number, change) for number, change in enumerate(comparison.changes[:SHOWN])
        ),
        empty=f"Nothing: {comparison.before} and {comparison.after} say the same.",
    )


def _row(number: int, change: Change) -> Row:
    address = link(page_for_kind(change.kind), id=change.iri_after) if change.iri_after else None
    return Row(
        str(number),
        (
            change.name,
            kind_label(change.kind),
            change.action.value,
            change.words,
            _first(change.quotes_before),
            _first(change.quotes_after),
        ),
        {"name": address} if address else {},
    )


def _first(quotes: tuple[Quotation, ...]) -> str:
    return quotes[0].text if quotes else ""
