"""The command that writes the graph for other tools."""

import contextlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Final

import typer

from graph.counted import counted
from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import print_note

if TYPE_CHECKING:
    from graph.exports.networks import NetworkFormat
    from graph.exports.rdf import RdfFormat
    from graph.reading.reader import GraphReader

__all__ = ["ExportFormat", "export"]


class ExportFormat(StrEnum):
    """What is written: RDF of triples or of quads, a network, tables, or what describes them."""

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
    DATASET = "dataset"
    VOCABULARY = "vocabulary"
    VOCABULARY_PAGE = "vocabulary-page"
    CONTEXT = "context"


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
GRAPHLESS: Final[dict[ExportFormat, str]] = {
    ExportFormat.VOCABULARY: "vocabulary_turtle",
    ExportFormat.VOCABULARY_PAGE: "vocabulary_page",
    ExportFormat.CONTEXT: "jsonld_context",
}
"""What is written without a graph, by the function of `graph.exports.vocabulary` that gives it."""


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

    dataset describes the graph for a catalogue (VoID and DCAT in Turtle). vocabulary is what our
    terms mean as Turtle, vocabulary-page the same to read, context a JSON-LD context; these three
    need no graph.

    Example: orggraph export --format turtle -o organisation.ttl
    """
    from graph.errors import ExportError
    from graph.folder.durable import replace_file
    from graph.reading.reader import GraphReader

    if profile is Profile.EVIDENCE and export_format not in RDF:
        raise typer.BadParameter(f"--profile evidence is for RDF, not for {export_format}")
    with contextlib.ExitStack() as stack:
        reader = None
        if export_format not in GRAPHLESS:
            reader = stack.enter_context(GraphReader.open(graph))
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
    reader: "GraphReader | None",
    export_format: ExportFormat,
    profile: Profile,
    stream: IO[bytes],
) -> None:
    if reader is None:
        from graph.exports import vocabulary

        stream.write(getattr(vocabulary, GRAPHLESS[export_format])())
    elif export_format is ExportFormat.DATASET:
        from graph.exports.dataset import describe_dataset

        stream.write(describe_dataset(reader))
    elif export_format in NETWORKS:
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
        print_note(f"{name}: replaced {counted(count, 'time')}; {export_format} cannot hold it")
