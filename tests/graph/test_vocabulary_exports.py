"""The vocabulary and the dataset as a stranger gets them: a page, a context, a description."""

import json
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCAT, RDF, RDFS, VOID

from graph.exports.dataset import describe_dataset
from graph.exports.terms import Names
from graph.exports.vocabulary import jsonld_context, vocabulary_page, vocabulary_turtle
from graph.reading.reader import GraphReader
from graph.validation.checking import validate_file
from graph.vocabulary import ENTITY_KINDS, PREFIXES, Org, Osg

_BASE: Final = "https://example.org/river-county/"
_PROLOGUE: Final = "".join(
    [
        f"@base <{_BASE}> .\n",
        *(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()),
        *(f"@prefix {kind}: <{_BASE}id/{kind}/> .\n" for kind in ENTITY_KINDS),
        *(f"@prefix {name}: <{_BASE}{name}/> .\n" for name in ("doc", "claim")),
    ]
)
_PAGE: Final = Path(__file__).parents[2] / "docs" / "vocabulary.md"


def _example_of(term: Osg) -> str:
    found = rdflib.Graph().parse(vocabulary_turtle(), format="turtle")
    (example,) = found.objects(rdflib.URIRef(term), rdflib.SKOS.example)
    return str(example)


@pytest.mark.parametrize("term", Osg, ids=lambda term: term.name)
def test_every_term_has_an_example_that_uses_it(term: Osg) -> None:
    """The example is Turtle, two parsers read it alike, and the term stands in it."""
    text = _PROLOGUE + _example_of(term)
    one = list(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))
    other = rdflib.Graph().parse(data=text, format="turtle")
    used = {quad.predicate.value for quad in one} | {
        quad.object.value for quad in one if isinstance(quad.object, pyoxigraph.NamedNode)
    }
    assert term.value in used
    assert len(one) == len(other)


def test_examples_use_the_prefixes_of_an_export() -> None:
    """The prefixes of the examples are those that an exported graph declares."""
    names = Names()
    assert names.find_short(f"{_BASE}id/post/0101-field-nurse") == "post:0101-field-nurse"
    assert names.find_short(f"{_BASE}claim/23672701a49c2296") == "claim:23672701a49c2296"


def test_the_page_is_that_of_the_vocabulary() -> None:
    """docs/vocabulary.md is made by: orggraph export --format vocabulary-page -o that file."""
    page = vocabulary_page()
    assert _PAGE.read_bytes() == page
    assert [
        term for term in Osg if f"\n### osg:{term.partition('#')[2]}\n" not in page.decode()
    ] == []


# rdflib warns of a part of itself that it uses itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_a_context_gives_json_its_meaning() -> None:
    """JSON with short names means the same triples to two parsers of JSON-LD."""
    document = {
        **json.loads(jsonld_context()),
        "id": f"{_BASE}id/post/nurse",
        "type": ["org:Post", "osg:DescribedPost"],
        "label": "Nurse",
        "monthsPerYear": 12,
        "underDirectionOf": f"{_BASE}id/post/chief",
        "reportsTo": f"{_BASE}id/post/chief",
    }
    text = json.dumps(document)
    by_engine = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.JSON_LD)
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and not isinstance(quad.object, pyoxigraph.Triple)
    }
    by_rdflib = {
        (str(subject), str(predicate), str(value))
        for subject, predicate, value in rdflib.Graph().parse(data=text, format="json-ld")
    }
    nurse, chief = f"{_BASE}id/post/nurse", f"{_BASE}id/post/chief"
    assert by_engine == by_rdflib
    assert by_engine == {
        (nurse, str(RDF.type), Org.POST.value),
        (nurse, str(RDF.type), Osg.DESCRIBED_POST.value),
        (nurse, str(RDFS.label), "Nurse"),
        (nurse, Osg.MONTHS_PER_YEAR.value, "12"),
        (nurse, Osg.UNDER_DIRECTION_OF.value, chief),
        (nurse, Org.REPORTS_TO.value, chief),
    }


def _counted(reader: GraphReader, query: str) -> dict[str, int]:
    return {str(row[0]): int(str(row[1])) for row in reader.store.select(query).rows}


def test_the_dataset_is_described_as_it_is(sample_folder: Path, tmp_path: Path) -> None:
    """Triples, classes and properties are those of the graph; the same graph, the same bytes."""
    with GraphReader.open(sample_folder) as reader:
        described = describe_dataset(reader)
        again = describe_dataset(reader)
        classes = _counted(reader, "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c")
        properties = _counted(reader, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
        triples = reader.info().triples
    stated = rdflib.Graph().parse(described, format="turtle")
    dataset = rdflib.URIRef(f"{_BASE}dataset")

    def partitions(link: rdflib.URIRef, of: rdflib.URIRef, count: rdflib.URIRef) -> object:
        parts = stated.objects(dataset, link)
        return {str(stated.value(p, of)): int(str(stated.value(p, count))) for p in parts}

    assert described == again
    assert int(str(stated.value(dataset, VOID.triples))) == triples == sum(properties.values())
    assert partitions(VOID.classPartition, VOID["class"], VOID.entities) == classes
    assert partitions(VOID.propertyPartition, VOID.property, VOID.triples) == properties
    assert len(list(stated.objects(dataset, DCAT.distribution))) == 6
    file = tmp_path / "dataset.ttl"
    file.write_bytes(described)
    assert validate_file(file).violations == ()
