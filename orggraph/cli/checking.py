"""The command that checks a graph, or anybody's RDF, against the shapes."""

import dataclasses
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.counted import counted
from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_json, print_note, print_table

if TYPE_CHECKING:
    from graph.validation.report import ValidationReport

__all__ = ["validate"]

COLUMNS = ("severity", "shape", "message", "quote", "document", "start", "end")


class ReportFormat(StrEnum):
    """How the faults are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TTL = "ttl"


class ShapeRoute(StrEnum):
    """What checks the shapes."""

    SPARQL = "sparql"
    SHACL = "shacl"


def validate(
    file: Annotated[
        Path | None, typer.Argument(help="A file of RDF; without it the graph folder is checked.")
    ] = None,
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    route: Annotated[
        ShapeRoute, typer.Option(help="Queries (fast), or SHACL (needs pyshacl).")
    ] = ShapeRoute.SPARQL,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too.")] = False,
    output_format: Annotated[
        ReportFormat, typer.Option("--format", help="Rows, or a sh:ValidationReport.")
    ] = ReportFormat.TABLE,
) -> None:
    """Check a graph, or anybody's RDF of an organisation, against the shapes.

    Every fault names the document and the sentence it comes from. A violation makes the graph
    wrong; a warning is for a person to look at. A file is Turtle, N-Triples, N-Quads, TriG, RDF/XML
    or JSON-LD by the ending of its name; terms that org:, skos: and other vocabularies do not have
    are found, with the one that was probably meant.

    Exit status 1 where there is a violation.

    Example: orggraph validate --graph demo/graph
    """
    from graph.validation.checking import validate_file, validate_graph

    if file is not None and not file.is_dir():
        report = validate_file(file, route=route.value)
    else:
        report = validate_graph(graph if file is None else file, route=route.value)
    match output_format:
        case ReportFormat.TTL:
            from graph.validation.turtle import report_to_turtle

            sys.stdout.write(report_to_turtle(report))
        case ReportFormat.JSON:
            print_json(_as_json(report))
        case ReportFormat.CSV:
            print_table(_rows(report), OutputFormat.CSV)
        case ReportFormat.TABLE if report.violations:
            print_table(_rows(report), OutputFormat.TABLE)
    print_note(_summary(report))
    if not report.is_valid or (strict and not report.conforms):
        raise typer.Exit(1)


def _summary(report: "ValidationReport") -> str:
    counts = ", ".join(counted(number, severity) for severity, number in report.counts().items())
    return f"{report.source}: {counts} ({counted(len(report.shapes), 'shape')}, by {report.route})"


def _rows(report: "ValidationReport") -> Table:
    rows = [
        (
            each.severity.value,
            each.shape,
            each.message,
            each.place.quote,
            each.place.document,
            each.place.start,
            each.place.end,
        )
        for each in report.violations
    ]
    # a stranger's file has no offsets
    known = len(COLUMNS) if any(row[-1] is not None for row in rows) else len(COLUMNS) - 2
    return Table(COLUMNS[:known], tuple(row[:known] for row in rows))


def _as_json(report: "ValidationReport") -> dict[str, Any]:
    return {
        "source": report.source,
        "route": report.route,
        "shapes": report.shapes,
        "conforms": report.conforms,
        "valid": report.is_valid,
        "results": [dataclasses.asdict(each) for each in report.violations],
    }
