"""The command that connects two entities: path."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.asking import find_named
from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_note, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.answers import Connection

__all__ = ["path"]

COLUMNS = (
    "way",
    "step",
    "subject",
    "relation",
    "object",
    "quote",
    "document",
    "source",
    "start",
    "end",
)


def path(
    first: Annotated[str, typer.Argument(help="A name, code, acronym or IRI.")],
    second: Annotated[str, typer.Argument(help="Another one.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    relations: Annotated[
        list[str] | None,
        typer.Option(
            "--relation", metavar="NAME", help="Only this relation: underDirectionOf, ..."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many ways.")
    ] = 10,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the shortest ways from one entity to another.

    Every step is printed with the words that state it, in the direction in which they do; ways of
    the same length are all printed. Exit status 1 where the two are not connected.

    Example: orggraph path "Pupil Personnel Worker" "Equity Training Specialist"
    """
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        start, end = find_named(reader, first)[0], find_named(reader, second)[0]
        ways = reader.connections(start.iri, end.iri, relations=relations or (), limit=limit)
    rows = tuple(row for number, way in enumerate(ways, 1) for row in _rows(number, way))
    print_table(Table(COLUMNS, rows), output_format)
    if start.iri == end.iri:
        print_note(f"both are {start.label!r}: no step between them")
    if not ways:
        print_note(f"{start.label!r} and {end.label!r} are not connected")
        raise typer.Exit(1)


def _rows(number: int, way: "Connection") -> "Iterator[tuple[Any, ...]]":
    for step, hop in enumerate(way.hops, 1):
        for edge in hop.edges:
            ends = (number, step, edge.source.label, edge.relation, edge.target.label)
            if not edge.quotes:
                yield (*ends, *[None] * 5)
            for quote in edge.quotes:
                yield (*ends, quote.text, quote.document, quote.source, quote.start, quote.end)
