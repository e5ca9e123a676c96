"""The evidence profile: every claim as a Web Annotation whose selectors find the quote."""

import io
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.errors import ExportError
from graph.exports.evidence_profile import CONTEXT_LENGTH, export_evidence, write_evidence
from graph.exports.rdf import QUAD_FORMATS, RDF_FORMATS, RdfFormat, write_rdf
from graph.reading.reader import GraphReader
from tests.graph.conftest import build_sample
from tests.graph.sample import NURSE_TEXT, NURSE_VERSION, OLD_VERSION

# rdflib warns of parts of itself that it uses itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]

_OA: Final = rdflib.Namespace("http://www.w3.org/ns/oa#")
_FORMATS: Final[dict[RdfFormat, tuple[str, pyoxigraph.RdfFormat]]] = {
    "turtle": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    "ntriples": ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "nquads": ("nquads", pyoxigraph.RdfFormat.N_QUADS),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD),
    "rdfxml": ("xml", pyoxigraph.RdfFormat.RDF_XML),
}


def _written(reader: GraphReader, rdf_format: RdfFormat) -> bytes:
    stream = io.BytesIO()
    assert write_evidence(reader, rdf_format, stream).format == rdf_format
    return stream.getvalue()


@pytest.mark.parametrize("rdf_format", sorted(QUAD_FORMATS))
def test_quad_formats_hold_the_same_quads(reader: GraphReader, rdf_format: RdfFormat) -> None:
    """TriG and JSON-LD parse to the quads of N-Quads, which include the plain export."""
    quads = set(map(str, pyoxigraph.parse(_written(reader, "nquads"), _FORMATS["nquads"][1])))
    found = pyoxigraph.parse(_written(reader, rdf_format), _FORMATS[rdf_format][1])
    assert set(map(str, found)) == quads
    plain = io.BytesIO()
    write_rdf(reader.store, "nquads", plain)
    assert set(map(str, pyoxigraph.parse(plain.getvalue(), _FORMATS["nquads"][1]))) < quads


def test_triple_formats_are_one_graph(reader: GraphReader) -> None:
    """Turtle, N-Triples and RDF/XML are isomorphic and hold nothing of old versions."""
    graphs = [
        rdflib.Graph().parse(data=_written(reader, name), format=_FORMATS[name][0])
        for name in RDF_FORMATS
        if name not in QUAD_FORMATS
    ]
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])
    assert (rdflib.URIRef(OLD_VERSION), None, None) not in graphs[0]
    assert (None, _OA.hasSource, rdflib.URIRef(NURSE_VERSION)) in graphs[0]


def test_selectors_find_the_quote(reader: GraphReader) -> None:
    """Each claim of a document is the body of one annotation whose selectors give its words."""
    graph = rdflib.Graph().parse(data=_written(reader, "turtle"), format="turtle")
    source = rdflib.URIRef(NURSE_VERSION)
    targets = list(graph.subjects(_OA.hasSource, source))
    bodies = {
        str(body)
        for target in targets
        for annotation in graph.subjects(_OA.hasTarget, target)
        for body in graph.objects(annotation, _OA.hasBody)
    }
    assert bodies == {quote.claim for quote in reader.claims_in(NURSE_VERSION)}
    for target in targets:
        position, words = sorted(
            graph.objects(target, _OA.hasSelector), key=lambda node: "quote" in str(node)
        )
        start, end = (graph.value(position, name) for name in (_OA.start, _OA.end))
        assert isinstance(start, rdflib.Literal)
        assert isinstance(end, rdflib.Literal)
        assert start.datatype == rdflib.XSD.nonNegativeInteger
        first, last = int(start), int(end)
        exact, before, after = (
            str(graph.value(words, name)) for name in (_OA.exact, _OA.prefix, _OA.suffix)
        )
        assert exact == NURSE_TEXT[first:last]
        assert before == NURSE_TEXT[max(first - CONTEXT_LENGTH, 0) : first]
        assert after == NURSE_TEXT[last : last + CONTEXT_LENGTH]


def test_the_same_bytes_twice(reader: GraphReader) -> None:
    """Writing again gives the same bytes, in every format."""
    for name in RDF_FORMATS:
        assert _written(reader, name) == _written(reader, name)


def test_files(tmp_path: Path, reader: GraphReader) -> None:
    """A file holds what the stream would; a missing folder is told."""
    path = tmp_path / "graph.trig"
    assert export_evidence(reader, "trig", path).format == "trig"
    assert path.read_bytes() == _written(reader, "trig")
    with pytest.raises(ExportError, match=r"missing/x\.trig: cannot be written"):
        export_evidence(reader, "trig", tmp_path / "missing" / "x.trig")


def test_errors(tmp_path: Path, reader: GraphReader) -> None:
    """An unknown format, a missing text, a full disk and a reader that went away."""
    with pytest.raises(ExportError, match="no format 'n3'; there are turtle"):
        write_evidence(reader, "n3", io.BytesIO())  # type: ignore[arg-type]  # that is the point

    class Broken(io.RawIOBase):
        def __init__(self, error: OSError) -> None:
            self.error = error

        def write(self, _: object) -> int:
            raise self.error

    with pytest.raises(ExportError, match="could not be written: full"):
        write_evidence(reader, "nquads", Broken(OSError("full")))  # type: ignore[arg-type]  # a raw stream will do
    with pytest.raises(BrokenPipeError):
        write_evidence(reader, "nquads", Broken(BrokenPipeError("gone")))  # type: ignore[arg-type]  # a raw stream will do
    workspace = build_sample(tmp_path / "graph")
    with GraphReader.open(workspace.folder) as other:
        sha256 = other.get_version(NURSE_VERSION).sha256
        (workspace.folder / "texts" / sha256[:2] / sha256).unlink()
        with pytest.raises(ExportError, match="missing or altered; build again"):
            write_evidence(other, "nquads", io.BytesIO())
