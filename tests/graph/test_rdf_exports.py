"""Every RDF export, read back by two other parsers, is the store again; and always the same."""

import difflib
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
import rdflib
from rdflib import XSD
from rdflib.compare import isomorphic
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.errors import ExportError
from graph.exports.line_order import LineSorter
from graph.exports.rdf import (
    QUAD_FORMATS,
    RDF_FORMATS,
    RdfFormat,
    export_rdf,
    media_type,
    write_rdf,
)
from graph.exports.turtle import write_turtle
from graph.exports.xml_characters import XmlCharacterFilter
from graph.store.oxigraph import OxigraphStore
from tests.graph.sample import sample_nquads

# rdflib warns of a part of itself that it uses itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]

_RDFLIB_NAMES: Final[dict[RdfFormat, str]] = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
_OXIGRAPH_FORMATS: Final = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
_NASTY: Final = (
    'quotes " and \' and """ and \\ backslash \\n',
    "line\nfeed, carriage\rreturn, both\r\n, tab\t.",
    " leading and trailing space ",
    "",
    "emoji \U0001f469\u200d\U0001f680 and a\u0301 combining",
    "bidi \u202eabc\u202c \u2066x\u2069",
    "separators \u0085 \u2028 \u2029 \u00a0 \ufeff",
    "markup ]]> <b>&amp;</b> <!-- -- -->",
    "=1+1, @x; http://example.org/?a=1&b=2#c",
    "\u007f \u0080 \u009f",
    "noncharacter-free plane \U0010fffd",
)
_FORBIDDEN: Final = "bell \x07 null \x00 escape \x1b vt \x0b ff \x0c \ufffe \uffff end"


def _store(*more: str) -> OxigraphStore:
    store = OxigraphStore.in_memory()
    store.engine.load(sample_nquads(), pyoxigraph.RdfFormat.N_QUADS)
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    graph = pyoxigraph.NamedNode("https://example.org/x/doc/a/v/1")
    for number, text in enumerate((*_NASTY, *more)):
        subject = pyoxigraph.NamedNode(f"https://example.org/x/id/post/{number}")
        for name in (pyoxigraph.DefaultGraph(), graph):
            store.engine.add(pyoxigraph.Quad(subject, label, pyoxigraph.Literal(text), name))
    return store


def _exported(store: OxigraphStore, rdf_format: RdfFormat) -> bytes:
    stream = io.BytesIO()
    write_rdf(store, rdf_format, stream)
    return stream.getvalue()


def _quads(store: OxigraphStore, rdf_format: RdfFormat) -> set[str]:
    if rdf_format in QUAD_FORMATS:
        return {str(quad) for quad in store.engine}
    default = store.engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    return {str(quad) for quad in default}


def _read_by_rdflib(content: bytes, rdf_format: RdfFormat) -> set[str]:
    """Return the quads that rdflib reads, written one by one by Oxigraph's terms."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(io.BytesIO(content), format=_RDFLIB_NAMES[rdf_format])
    read = set()
    for subject, predicate, value, graph in dataset.quads():
        assert isinstance(value, rdflib.URIRef | rdflib.Literal)
        term: pyoxigraph.NamedNode | pyoxigraph.Literal
        if isinstance(value, rdflib.Literal):
            datatype = None if value.datatype is None else pyoxigraph.NamedNode(value.datatype)
            term = pyoxigraph.Literal(str(value), datatype=datatype)
        else:
            term = pyoxigraph.NamedNode(value)
        is_default = graph in {None, DATASET_DEFAULT_GRAPH_ID}
        name = None if is_default else pyoxigraph.NamedNode(str(graph))
        read.add(
            str(
                pyoxigraph.Quad(
                    pyoxigraph.NamedNode(str(subject)),
                    pyoxigraph.NamedNode(str(predicate)),
                    term,
                    name,
                )
            )
        )
    return read


@pytest.mark.parametrize("rdf_format", RDF_FORMATS)
def test_oxigraph_reads_every_export_as_the_store(rdf_format: RdfFormat) -> None:
    """The quads that Oxigraph parses from an export are the quads of the store."""
    store = _store()
    parsed = pyoxigraph.parse(_exported(store, rdf_format), _OXIGRAPH_FORMATS[rdf_format])
    assert {str(quad) for quad in parsed} == _quads(store, rdf_format)


@pytest.mark.parametrize("rdf_format", RDF_FORMATS)
def test_rdflib_reads_every_export_as_the_store(rdf_format: RdfFormat) -> None:
    """The quads that rdflib parses from an export are the quads of the store."""
    store = _store()
    assert _read_by_rdflib(_exported(store, rdf_format), rdf_format) == _quads(store, rdf_format)


def test_triple_formats_are_isomorphic_graphs() -> None:
    """Turtle, N-Triples and RDF/XML are one and the same graph to rdflib."""
    store = _store()
    graphs = [
        rdflib.Graph().parse(data=_exported(store, name), format=_RDFLIB_NAMES[name])
        for name in RDF_FORMATS
        if name not in QUAD_FORMATS
    ]
    assert len(graphs) == 3
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_rdf_xml_replaces_and_reports_what_xml_forbids() -> None:
    """Each forbidden character becomes U+FFFD, is counted by name, and both parsers agree."""
    store = _store(_FORBIDDEN)
    stream = io.BytesIO()
    report = write_rdf(store, "rdfxml", stream)
    assert report.replaced == (
        ("U+0000", 1),
        ("U+0007", 1),
        ("U+000B", 1),
        ("U+000C", 1),
        ("U+001B", 1),
        ("U+FFFE", 1),
        ("U+FFFF", 1),
    )
    expected = "bell \ufffd null \ufffd escape \ufffd vt \ufffd ff \ufffd \ufffd \ufffd end"
    subject = rdflib.URIRef(f"https://example.org/x/id/post/{len(_NASTY)}")
    graph = rdflib.Graph().parse(data=stream.getvalue(), format="xml")
    assert [str(value) for value in graph.objects(subject)] == [expected]
    parsed = pyoxigraph.parse(stream.getvalue(), pyoxigraph.RdfFormat.RDF_XML)
    assert expected in {getattr(quad.object, "value", None) for quad in parsed}


@pytest.mark.parametrize("rdf_format", sorted(set(RDF_FORMATS) - {"rdfxml"}))
def test_other_formats_keep_every_character(rdf_format: RdfFormat) -> None:
    """Only XML forbids characters; elsewhere controls come back as they were."""
    store = _store(_FORBIDDEN)
    assert _read_by_rdflib(_exported(store, rdf_format), rdf_format) == _quads(store, rdf_format)


@pytest.mark.parametrize("rdf_format", ["ntriples", "nquads"])
def test_line_formats_are_sorted(rdf_format: RdfFormat) -> None:
    """The lines of N-Triples and N-Quads stand in the order of their bytes, each once."""
    lines = _exported(_store(), rdf_format).split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(set(lines))


def test_turtle_is_one_line_a_triple() -> None:
    """Turtle is sorted, with used prefixes only, types and labels first, each triple on a line."""
    text = _exported(_store(), "turtle").decode()
    head, _, body = text.partition("\n\n")
    assert head.splitlines() == [
        "@prefix agency: <https://example.org/river-county/id/agency/> .",
        "@prefix credential: <https://example.org/river-county/id/credential/> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "@prefix doc: <https://example.org/river-county/doc/> .",
        "@prefix grade: <https://example.org/river-county/id/grade/> .",
        "@prefix org: <http://www.w3.org/ns/org#> .",
        "@prefix osg: <https://w3id.org/orggraph/ns#> .",
        "@prefix post: <https://example.org/river-county/id/post/> .",
        "@prefix program: <https://example.org/river-county/id/program/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix role: <https://example.org/river-county/id/role/> .",
        "@prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix team: <https://example.org/river-county/id/team/> .",
        "@prefix unit: <https://example.org/river-county/id/unit/> .",
    ]
    assert (
        """
post:0202-supervisor-outreach
    a org:Post ;
    a osg:DescribedPost ;
    rdfs:label "Supervisor, Outreach" ;
    skos:prefLabel "Supervisor, Outreach" ;
    org:postIn unit:division-of-outreach ;
    org:reportsTo post:chief-of-wards ;
    org:role role:0202-supervisor-i ;
    osg:describedBy doc:0202-supervisor-outreach ;
    osg:supervises post:0101-field-nurse ;
    osg:underDirectionOf post:chief-of-wards ;
    skos:notation "0202" ;
    .
"""
        in body
    )


def test_trig_has_a_block_for_each_graph() -> None:
    """The current organisation comes first, then each graph in the order of its IRI."""
    text = _exported(_store(), "trig").decode()
    blocks = [line for line in text.splitlines() if line.endswith("{")]
    assert blocks == sorted(blocks)
    assert len(blocks) == 5
    assert text.index("post:0101-field-nurse") < text.index(blocks[0])
    assert "    osg:position 1 ;\n" in text
    assert '    dct:issued "1982-05"^^xsd:gYearMonth ;\n' in text
    assert "    osg:confidence 0.98 ;\n" in text


def test_json_ld_has_its_context_and_a_line_a_subject() -> None:
    """JSON-LD brings its prefixes along and is sorted, one subject on a line."""
    text = _exported(_store(), "jsonld").decode()
    document = json.loads(text)
    assert document["@context"]["post"] == "https://example.org/river-county/id/post/"
    assert (
        '{"@id": "post:0202-supervisor-outreach", "@type": ["org:Post", "osg:DescribedPost"], '
        '"org:postIn": {"@id": "unit:division-of-outreach"}, '
        '"org:reportsTo": {"@id": "post:chief-of-wards"}, '
    ) in text
    assert '"osg:monthsPerYear": 12' in text
    assert '"osg:confidence": {"@value": "0.98", "@type": "xsd:decimal"}' in text
    graphs = [item for item in document["@graph"] if "@graph" in item]
    assert len(graphs) == 5


def test_one_changed_fact_changes_one_line() -> None:
    """Two exports of Turtle differ in one line for one triple more."""
    store = _store()
    before = _exported(store, "turtle").decode().splitlines()
    store.engine.add(
        pyoxigraph.Quad(
            pyoxigraph.NamedNode("https://example.org/river-county/id/post/chief-of-wards"),
            pyoxigraph.NamedNode("https://w3id.org/orggraph/ns#underDirectionOf"),
            pyoxigraph.NamedNode("https://example.org/river-county/id/post/aa"),
        )
    )
    after = _exported(store, "turtle").decode().splitlines()
    assert [line for line in difflib.ndiff(before, after) if line[0] in "+-"] == [
        "+     osg:underDirectionOf post:aa ;"
    ]


def test_foreign_terms_are_written_in_full() -> None:
    """What no prefix fits, blank nodes, languages and odd numbers are written as they are."""
    store = OxigraphStore.in_memory()
    text = (
        '<https://a.org/id/post/x> <https://a.org/p> "7"@en .\n'
        "<https://a.org/id/post/x> <https://a.org/p> <https://b.org/id/post/x> .\n"
        "<https://a.org/id/post/x> <https://a.org/p> <https://a.org/id/post/-x> .\n"
        "<https://a.org/id/post/x> <https://a.org/p> <https://a.org/id/post/> .\n"
        '<https://a.org/id/post/x> <https://a.org/p> "x"^^<https://a.org/t> .\n'
        f'<https://a.org/id/post/x> <https://a.org/p> "1.5E0"^^<{XSD.double}> .\n'
        "<https://a.org/id/post/x> <https://a.org/p> _:b .\n"
    )
    store.engine.load(text, pyoxigraph.RdfFormat.N_TRIPLES)
    lines = _exported(store, "turtle").decode().splitlines()
    assert lines[:2] == [
        "@prefix post: <https://a.org/id/post/> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
    ]
    assert _read_by_rdflib(_exported(store, "jsonld").replace(b'"_:', b'"https://b.org/'), "jsonld")
    found = {line.strip() for line in lines[4:-1] if "_:" not in line}
    assert found == {
        '<https://a.org/p> "7"@en ;',
        "<https://a.org/p> <https://b.org/id/post/x> ;",
        "<https://a.org/p> <https://a.org/id/post/-x> ;",
        "<https://a.org/p> <https://a.org/id/post/> ;",
        '<https://a.org/p> "x"^^<https://a.org/t> ;',
        '<https://a.org/p> "1.5"^^xsd:double ;',
    }


def test_what_is_no_line_is_refused() -> None:
    """A line that is no quad cannot be written as Turtle."""
    with pytest.raises(ValueError, match="not a line of N-Quads"):
        write_turtle([b"nonsense\n"], io.BytesIO())


def test_a_reader_that_goes_away_is_no_error() -> None:
    """A broken pipe is passed on, so that "| head" ends quietly."""

    class Closed(io.RawIOBase):
        def write(self, content: object) -> int:
            raise BrokenPipeError(f"no reader for {type(content).__name__}")

    with pytest.raises(BrokenPipeError):
        write_rdf(_store(), "ntriples", Closed())  # type: ignore[arg-type]  # a raw stream will do


def test_exports_are_the_same_bytes_in_every_process(sample_folder: Path) -> None:
    """Two processes with different hash seeds export the same bytes in every format."""
    store_folder = sample_folder / "generations" / "1" / "store"
    program = (
        "import hashlib, io, sys, pathlib\n"
        "from graph.exports.rdf import RDF_FORMATS, write_rdf\n"
        "from graph.store.oxigraph import OxigraphStore\n"
        "store = OxigraphStore.open_read_only(pathlib.Path(sys.argv[1]))\n"
        "for name in RDF_FORMATS:\n"
        "    stream = io.BytesIO()\n"
        "    write_rdf(store, name, stream)\n"
        "    print(name, hashlib.sha256(stream.getvalue()).hexdigest())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(store_folder)],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    with OxigraphStore.open_read_only(store_folder) as store:
        here = "".join(
            f"{name} {hashlib.sha256(_exported(store, name)).hexdigest()}\n" for name in RDF_FORMATS
        )
    assert printed == {here}


def test_a_file_is_replaced_only_by_a_whole_export(tmp_path: Path) -> None:
    """An export that fails leaves the old file as it was, and nothing beside it."""
    path = tmp_path / "graph.ttl"
    export_rdf(_store(), "turtle", path)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="no format 'n3'"):
        export_rdf(_store(), "n3", path)  # type: ignore[arg-type]  # that is the point
    assert (path.read_bytes(), [p.name for p in tmp_path.iterdir()]) == (before, ["graph.ttl"])


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A missing folder gives an error that names the file."""
    path = tmp_path / "missing" / "graph.ttl"
    with pytest.raises(ExportError, match=r"missing/graph\.ttl: cannot be written"):
        export_rdf(_store(), "turtle", path)


def test_a_broken_stream_is_told() -> None:
    """A stream that fails gives an error of orggraph's own."""

    class Broken(io.RawIOBase):
        def write(self, content: object) -> int:
            raise OSError(f"no space for {type(content).__name__}")

    for name in RDF_FORMATS:
        with pytest.raises(ExportError, match="could not be written: no space"):
            write_rdf(_store(), name, Broken())  # type: ignore[arg-type]  # a raw stream will do


def test_an_unknown_format_is_told() -> None:
    """The error lists the formats there are."""
    with pytest.raises(ExportError, match="no format 'n3'; there are turtle, ntriples"):
        write_rdf(_store(), "n3", io.BytesIO())  # type: ignore[arg-type]  # that is the point


def test_media_types() -> None:
    """Each format has the media type that W3C registered."""
    assert {name: media_type(name) for name in RDF_FORMATS} == {
        "turtle": "text/turtle",
        "ntriples": "application/n-triples",
        "nquads": "application/n-quads",
        "trig": "application/trig",
        "jsonld": "application/ld+json",
        "rdfxml": "application/rdf+xml",
    }


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("run_bytes", [1500, 1 << 20])
def test_sorting_is_the_same_with_runs_on_disk(size: int, run_bytes: int) -> None:
    """Lines that do not fit into memory come out in the same order, by a key or without."""
    lines = [b"%d \xc2\x85 line\n" % (number * 7919 % 1000) for number in range(1000)]
    text = b"".join(lines)
    for key in (None, lambda line: line[2:3]):
        with LineSorter(key=key, run_bytes=run_bytes) as sorter:
            for place in range(0, len(text), size):
                sorter.write(text[place : place + size])
            sorter.flush()
            expected = sorted(lines, key=lambda line: (key(line) if key else b"", line))
            assert list(sorter.lines()) == expected


def test_sorting_nothing() -> None:
    """An empty text has no lines."""
    with LineSorter() as sorter:
        assert list(sorter.lines()) == []


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64])
def test_xml_characters_are_found_across_pieces(size: int) -> None:
    """A character that is split between two pieces is still replaced once."""
    text = "a\ufffeb\uffff\ufffd\r\n\x01\uffee\uff5ec".encode()
    stream = io.BytesIO()
    characters = XmlCharacterFilter(stream)
    for place in range(0, len(text), size):
        characters.write(text[place : place + size])
    characters.flush()
    characters.finish()
    assert stream.getvalue().decode() == "a\ufffdb\ufffd\ufffd&#13;\n\ufffd\uffee\uff5ec"
    assert characters.replaced() == (("U+0001", 1), ("U+FFFE", 1), ("U+FFFF", 1))
