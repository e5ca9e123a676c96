"""The command that writes the graph for other tools."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Final

import typer

from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import print_note

if TYPE_CHECKING:
    from graph.exports.networks import NetworkFormat
    from graph.exports.rdf import RdfFormat
    from graph.reader import GraphReader

__all__ = ["ExportFormat", "export"]


class ExportFormat(StrEnum):
    """What is written: RDF of triples or of quads, a network, or tables of its nodes and edges."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NODES_CSV = "nodes-csv"
    EDGES_CSV = "edges-csv"


class Profile(StrEnum):
    """How much of the proof RDF holds: the graph as it is, or with Web Annotations."""

    PLAIN = "plain"
    EVIDENCE = "evidence"


RDF: Final[dict[ExportFormat, "RdfFormat"]] = {
    ExportFormat.TURTLE: "turtle",
    ExportFormat.NTRIPLES: "ntriples",
    ExportFormat.NQUADS: "nquads",
    ExportFormat.TRIG: "trig",
    ExportFormat.JSONLD: "jsonld",
    ExportFormat.RDFXML: "rdfxml",
}
NETWORKS: Final[dict[ExportFormat, "NetworkFormat"]] = {
    ExportFormat.GRAPHML: "graphml",
    ExportFormat.GEXF: "gexf",
}


def export(
    *,
    export_format: Annotated[
        ExportFormat, typer.Option("--format", case_sensitive=False, help="What is written.")
    ] = ExportFormat.TURTLE,
    profile: Annotated[
        Profile, typer.Option("--profile", help="RDF as it is, or with Web Annotations.")
    ] = Profile.PLAIN,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A file; - is standard output."),
    ] = None,
    graph: GraphOption = DEFAULT_FOLDER,
) -> None:
    """Write the graph for other tools.

    turtle, ntriples and rdfxml hold the organisation as it is now; trig, nquads and jsonld add
    every claim with its quote, in one named graph for each version of a document. graphml and gexf
    are networks for yEd, Gephi and Cytoscape; nodes-csv and edges-csv the same as tables. With
    --profile evidence RDF also says where every quote stands as the Web Annotation model has it.

    Example: orggraph export --format turtle -o organisation.ttl
    """
    from graph.durable import replace_file
    from graph.errors import ExportError
    from graph.reader import GraphReader

    if profile is Profile.EVIDENCE and export_format not in RDF:
        raise typer.BadParameter(f"--profile evidence is for RDF, not for {export_format}")
    with GraphReader.open(graph) as reader:
        if output is None or output == Path("-"):
            _write(reader, export_format, profile, sys.stdout.buffer)
            return
        try:
            with replace_file(output, sync=False) as file:
                _write(reader, export_format, profile, file)
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"{output}: cannot be written: {reason}; name another file with -o"
            raise ExportError(message) from error


def _write(
    reader: "GraphReader", export_format: ExportFormat, profile: Profile, stream: IO[bytes]
) -> None:
    if export_format in NETWORKS:
        from graph.exports.networks import write_network

        write_network(reader, NETWORKS[export_format], stream)
    elif export_format is ExportFormat.NODES_CSV:
        from graph.exports.tables import write_nodes_csv

        write_nodes_csv(reader, stream)
    elif export_format is ExportFormat.EDGES_CSV:
        from graph.exports.tables import write_edges_csv

        write_edges_csv(reader, stream)
    else:
        _write_rdf(reader, export_format, profile, stream)


def _write_rdf(
    reader: "GraphReader", export_format: ExportFormat, profile: Profile, stream: IO[bytes]
) -> None:
    if profile is Profile.EVIDENCE:
        from graph.exports.evidence_profile import write_evidence

        report = write_evidence(reader, RDF[export_format], stream)
    else:
        from graph.exports.rdf import write_rdf

        report = write_rdf(reader.store, RDF[export_format], stream)
    for name, count in report.replaced:
        print_note(f"{name}: replaced {count} times; {export_format} cannot hold it")
