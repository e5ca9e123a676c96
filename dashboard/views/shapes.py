"""What a check against the shapes found, as a table."""

from dashboard.views.tables import Column, Grid, Row
from graph.counted import counted
from graph.validation.report import ValidationReport

__all__ = ["SHOWN", "violations_grid"]

SHOWN = 500


def violations_grid(report: ValidationReport) -> Grid:
    """Return the first violations and warnings, each with its document and sentence."""
    rows = tuple(
        Row(
            str(number),
            (
                item.severity.value,
                item.shape,
                item.message,
                item.remedy,
                item.place.quote,
                item.place.document,
            ),
        )
        for number, item in enumerate(report.violations[:SHOWN])
    )
    total = len(report.violations)
    cut = f"; the first {SHOWN} are shown" if total > SHOWN else ""
    return Grid(
        caption=f"{counted(total, 'find')} in {counted(len(report.shapes), 'shape')}{cut}",
        columns=(
            Column("severity", "How bad"),
            Column("shape", "Shape", "code"),
            Column("message", "What is wrong"),
            Column("remedy", "What to do"),
            Column("quote", "Sentence", "quote"),
            Column("document", "Document"),
        ),
        rows=rows,
        empty=f"All {len(report.shapes)} shapes hold.",
    )
