"""The graph leaves as RDF, to standard output or to a file, the same both ways."""

import csv
import io
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from typer.testing import CliRunner

from orggraph.cli.program import program

FORMATS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
QUADS = ("nquads", "trig", "jsonld")


def exported(built_graph: Path, name: str, *more: str) -> bytes:
    """Return what the export of a format prints."""
    arguments = ["export", "--format", name, "--graph", str(built_graph), *more]
    done = CliRunner().invoke(program, arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout_bytes


def statements(data: bytes, name: str) -> set[str]:
    """Return the statements that a parser reads, as text."""
    return {str(quad) for quad in pyoxigraph.parse(data, FORMATS[name])}


@pytest.mark.parametrize("name", FORMATS)
def test_the_formats_hold_the_same_statements(built_graph: Path, name: str) -> None:
    """Formats of triples agree with N-Triples, formats of quads with N-Quads."""
    reference = "nquads" if name in QUADS else "ntriples"

    found = statements(exported(built_graph, name), name)

    assert found == statements(exported(built_graph, reference), reference)
    assert len(found) > 100


def test_a_file_holds_what_standard_output_gets(built_graph: Path, tmp_path: Path) -> None:
    """With -o the same bytes go to the file, and nothing is printed."""
    file = tmp_path / "organisation.nt"

    printed = exported(built_graph, "ntriples", "-o", str(file))

    assert printed == b""
    assert file.read_bytes() == exported(built_graph, "ntriples")


def test_a_pipe_is_written_into(built_graph: Path, tmp_path: Path) -> None:
    """What is no regular file stays what it is, and its reader gets the whole export."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        exported(built_graph, "ntriples", "-o", str(pipe))
        received, _ = reader.communicate(timeout=60)

    assert received == exported(built_graph, "ntriples", "-o", "-")
    assert pipe.is_fifo()


def test_a_link_is_followed(built_graph: Path, tmp_path: Path) -> None:
    """The file behind a link is replaced, and the link stays one."""
    (tmp_path / "file.nt").write_bytes(b"old")
    (tmp_path / "link.nt").symlink_to(tmp_path / "file.nt")

    exported(built_graph, "ntriples", "-o", str(tmp_path / "link.nt"))

    assert (tmp_path / "link.nt").is_symlink()
    assert (tmp_path / "file.nt").read_bytes() == exported(built_graph, "ntriples")


def test_a_file_that_cannot_be_written_is_status_2(built_graph: Path, tmp_path: Path) -> None:
    """The message names the file."""
    target = str(tmp_path / "no such folder" / "x.ttl")

    done = CliRunner().invoke(program, ["export", "-o", target, "--graph", str(built_graph)])

    assert (done.exit_code, done.stdout) == (2, "")
    assert "no such folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_evidence_profile_adds_annotations(built_graph: Path) -> None:
    """Everything of the plain export is there, and an annotation for every claim."""
    plain = statements(exported(built_graph, "nquads"), "nquads")
    whole = statements(exported(built_graph, "nquads", "--profile", "evidence"), "nquads")

    annotations = [line for line in whole - plain if "ns/oa#Annotation" in line]
    claims = [line for line in plain if "orggraph/ns#Claim>" in line]
    assert plain <= whole
    assert len(annotations) == len(claims) > 50


def test_a_profile_is_for_rdf_only(built_graph: Path) -> None:
    """A network with the evidence profile is wrong usage."""
    done = CliRunner().invoke(
        program,
        ["export", "--format", "gexf", "--profile", "evidence", "--graph", str(built_graph)],
    )

    assert (done.exit_code, done.stdout) == (2, "")


def test_an_unknown_format_is_status_2(built_graph: Path) -> None:
    """The formats that there are stand in the message."""
    done = CliRunner().invoke(program, ["export", "--format", "n3", "--graph", str(built_graph)])

    assert done.exit_code == 2
    assert "turtle" in done.stderr


def test_a_network_holds_what_its_tables_hold(built_graph: Path) -> None:
    """GraphML and GEXF have a node and an edge for every row of the two tables."""
    nodes = exported(built_graph, "nodes-csv").decode("utf-8")
    edges = exported(built_graph, "edges-csv").decode("utf-8")
    counts = (
        len(list(csv.DictReader(io.StringIO(nodes)))),
        len(list(csv.DictReader(io.StringIO(edges)))),
    )

    for name in ("graphml", "gexf"):
        network = ElementTree.fromstring(exported(built_graph, name))  # noqa: S314  # our own XML
        found = [element.tag.rpartition("}")[2] for element in network.iter()]
        assert (found.count("node"), found.count("edge")) == counts
    assert min(counts) > 20


def test_a_chain_is_a_flowchart(built_graph: Path) -> None:
    """As Mermaid the worker points to the director, and the end is told."""
    done = CliRunner().invoke(
        program, ["chain", "0931", "--format", "mermaid", "--graph", str(built_graph)]
    )

    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "flowchart BT")
    assert '["Pupil Personnel Worker"]' in done.stdout
    assert '-->|"under direction of"|' in done.stdout


@pytest.mark.parametrize("name", ["vocabulary", "vocabulary-page", "context"])
def test_what_describes_the_terms_needs_no_graph(tmp_path: Path, name: str) -> None:
    """The vocabulary is the same for every graph, and can be had before there is one."""
    file = tmp_path / "out"
    missing = str(tmp_path / "no-graph")
    done = CliRunner().invoke(
        program, ["export", "--format", name, "--graph", missing, "-o", str(file)]
    )
    assert (done.exit_code, done.output) == (0, "")
    assert b"underDirectionOf" in file.read_bytes()


def test_the_dataset_is_described_in_turtle(built_graph: Path) -> None:
    """A catalogue reads what the graph is, the same bytes each time."""
    described = exported(built_graph, "dataset")
    assert b" a void:Dataset, dcat:Dataset ;" in described
    assert described == exported(built_graph, "dataset")
