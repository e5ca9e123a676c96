"""Every RDF export equals the store in the eyes of three parsers: of the seeds, and at a size."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph
import pytest
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.exports.evidence_profile import write_evidence
from graph.exports.rdf import QUAD_FORMATS, RDF_FORMATS, RdfFormat, write_rdf
from graph.reading.reader import GraphReader
from tests.graph.many_posts import write_many_posts

# rdflib warns of a part of itself that it uses itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]

Statement: TypeAlias = tuple[str, str, str, str, str]
"""Subject, predicate, value, its datatype (of an IRI: "iri"), graph."""

POSTS: Final = 1_000
_XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_PARSED_BY_OXIGRAPH: Final = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
_PARSED_BY_RDFLIB: Final = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
_RAPTOR_FORMATS: Final = ("turtle", "ntriples", "nquads", "trig", "rdfxml")


def _by_oxigraph(content: bytes, rdf_format: str) -> Iterator[Statement]:
    for quad in pyoxigraph.parse(content, _PARSED_BY_OXIGRAPH[rdf_format]):
        yield _statement(quad)


def _by_rdflib(content: bytes, rdf_format: str) -> Iterator[Statement]:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(io.BytesIO(content), format=_PARSED_BY_RDFLIB[rdf_format])
    for subject, predicate, value, graph in dataset.quads():
        datatype = "iri"
        if isinstance(value, rdflib.Literal):
            datatype = str(value.datatype or _XSD_STRING)
        name = "" if graph in {None, DATASET_DEFAULT_GRAPH_ID} else str(graph)
        yield str(subject), str(predicate), str(value), datatype, name


def _by_raptor(content: bytes, rdf_format: str) -> Iterator[Statement]:
    rapper = shutil.which("rapper")
    assert rapper is not None
    output = "nquads" if rdf_format in QUAD_FORMATS else "ntriples"
    read = subprocess.run(
        [rapper, "-q", "-i", rdf_format, "-o", output, "-", "https://example.org/base"],
        input=content,
        capture_output=True,
        check=True,
    )
    assert read.stderr == b""
    yield from _by_oxigraph(read.stdout, output)


def _statement(quad: pyoxigraph.Quad) -> Statement:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    assert isinstance(subject, pyoxigraph.NamedNode)
    assert isinstance(value, pyoxigraph.NamedNode | pyoxigraph.Literal)
    datatype = value.datatype.value if isinstance(value, pyoxigraph.Literal) else "iri"
    name = graph.value if isinstance(graph, pyoxigraph.NamedNode) else ""
    return subject.value, quad.predicate.value, value.value, datatype, name


_PARSERS: Final[dict[str, Callable[[bytes, str], Iterator[Statement]]]] = {
    "oxigraph": _by_oxigraph,
    "rdflib": _by_rdflib,
    "raptor": _by_raptor,
}
_CASES: Final = [
    pytest.param(
        parser,
        rdf_format,
        marks=[pytest.mark.raptor] if parser == "raptor" else [],
    )
    for parser in _PARSERS
    for rdf_format in RDF_FORMATS
    if parser != "raptor" or rdf_format in _RAPTOR_FORMATS
]


@pytest.fixture(scope="module")
def many_posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a graph of a thousand described posts."""
    return write_many_posts(tmp_path_factory.mktemp("many") / "graph", POSTS)


def _in_store(reader: GraphReader, rdf_format: RdfFormat) -> set[Statement]:
    found = set(map(_statement, reader.store.engine))
    if rdf_format in QUAD_FORMATS:
        return found
    return {statement for statement in found if statement[-1] == ""}


def _exported(reader: GraphReader, rdf_format: RdfFormat) -> bytes:
    stream = io.BytesIO()
    write_rdf(reader.store, rdf_format, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("parser", "rdf_format"), _CASES)
def test_seeds_are_read_as_the_store_has_them(
    built_graph: Path, parser: str, rdf_format: RdfFormat
) -> None:
    """The graph of the descriptions that come with the project, in every format a parser knows."""
    with GraphReader.open(built_graph) as reader:
        content = _exported(reader, rdf_format)
        expected = _in_store(reader, rdf_format)
    assert set(_PARSERS[parser](content, rdf_format)) == expected


@pytest.mark.parametrize(("parser", "rdf_format"), _CASES)
def test_a_thousand_posts_are_read_as_the_store_has_them(
    many_posts: Path, parser: str, rdf_format: RdfFormat
) -> None:
    """A thousand described posts with their claims, in every format a parser knows."""
    with GraphReader.open(many_posts) as reader:
        assert reader.info().described_posts == POSTS
        content = _exported(reader, rdf_format)
        expected = _in_store(reader, rdf_format)
    assert set(_PARSERS[parser](content, rdf_format)) == expected


@pytest.mark.parametrize(
    "parser", ["oxigraph", "rdflib", pytest.param("raptor", marks=_CASES[-1].marks)]
)
def test_the_evidence_profile_is_read_alike(built_graph: Path, parser: str) -> None:
    """Web Annotations of the seeds mean the same to every parser."""
    stream, reference = io.BytesIO(), io.BytesIO()
    with GraphReader.open(built_graph) as reader:
        write_evidence(reader, "trig", stream)
        write_evidence(reader, "nquads", reference)
    expected = set(_by_oxigraph(reference.getvalue(), "nquads"))
    assert set(_PARSERS[parser](stream.getvalue(), "trig")) == expected
