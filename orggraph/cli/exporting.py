"""The command that writes the graph for other tools."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import print_note

__all__ = ["export"]


class RdfFormat(StrEnum):
    """The formats of RDF: three of triples, three of quads."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


def export(
    *,
    rdf_format: Annotated[
        RdfFormat, typer.Option("--format", case_sensitive=False, help="What is written.")
    ] = RdfFormat.TURTLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A file; else standard output."),
    ] = None,
    graph: GraphOption = DEFAULT_FOLDER,
) -> None:
    """Write the graph as RDF for other tools.

    turtle, ntriples and rdfxml hold the organisation as it is now; trig, nquads and jsonld add
    every claim with its quote, in one named graph for each version of a document.

    Example: orggraph export --format turtle -o organisation.ttl
    """
    from graph.exports.rdf import export_rdf, write_rdf
    from graph.reader import GraphReader

    with GraphReader.open(graph) as reader:
        if output is None:
            report = write_rdf(reader.store, rdf_format.value, sys.stdout.buffer)
        else:
            report = export_rdf(reader.store, rdf_format.value, output)
    for name, count in report.replaced:
        print_note(f"{name}: replaced {count} times; {rdf_format.value} cannot hold it")
