"""The vocabulary: code and Turtle name the same terms, and two parsers read the Turtle."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import rdflib

import graph
from graph.iri import check_iri
from graph.vocabulary import (
    CLASSES_OF_KIND,
    ENTITY_KINDS,
    PREFIXES,
    SUPER_PROPERTIES,
    Dct,
    Oa,
    Org,
    Osg,
    Prov,
    Rdf,
    Rdfs,
    Schema,
    Skos,
    Xsd,
)

TURTLE = Path(graph.__file__).parent / "vocabulary.ttl"
LABEL, COMMENT = rdflib.RDFS.label, rdflib.RDFS.comment


def _triples() -> rdflib.Graph:
    return rdflib.Graph().parse(TURTLE, format="turtle")


def _own(terms: Iterable[object]) -> set[str]:
    return {str(term) for term in terms if str(term).startswith(PREFIXES["osg"])}


def test_the_turtle_describes_exactly_the_terms_of_the_code() -> None:
    """Every term has a place in the file, and the file holds no term that the code lacks."""
    assert _own(_triples().subjects()) == {term.value for term in Osg}


def test_every_own_term_has_a_label_a_comment_and_a_kind() -> None:
    """A stranger can look up what each term means."""
    triples = _triples()
    incomplete = [
        term.value
        for term in Osg
        if any(
            len(list(triples.objects(rdflib.URIRef(term), predicate))) != 1
            for predicate in (LABEL, COMMENT, rdflib.RDF.type, rdflib.RDFS.isDefinedBy)
        )
    ]
    assert incomplete == []


def test_super_properties_in_code_and_turtle_agree() -> None:
    """The super-property that is written beside a triple is the one the vocabulary states."""
    triples = _triples()
    stated = {
        str(narrow): str(wide)
        for narrow, wide in triples.subject_objects(rdflib.RDFS.subPropertyOf)
        if str(wide) != Skos.ALT_LABEL
    }
    assert stated == {str(narrow): str(wide) for narrow, wide in SUPER_PROPERTIES.items()}


def test_super_classes_are_written_with_the_classes_of_a_kind() -> None:
    """No inference is needed: a class that the vocabulary puts above another is written too."""
    triples = _triples()
    for classes in CLASSES_OF_KIND.values():
        for term in _own(classes):
            above = {str(c) for c in triples.objects(rdflib.URIRef(term), rdflib.RDFS.subClassOf)}
            assert above <= set(classes), term


def test_every_kind_has_its_classes() -> None:
    """Each folder of IRIs stands for classes that are known."""
    assert set(CLASSES_OF_KIND) == set(ENTITY_KINDS)


def test_every_term_is_an_iri_in_its_namespace() -> None:
    """Terms are whole IRIs, and every prefix is used."""
    spaces = {
        "dct": Dct, "oa": Oa, "org": Org, "osg": Osg, "prov": Prov,
        "rdf": Rdf, "rdfs": Rdfs, "schema": Schema, "skos": Skos, "xsd": Xsd,
    }  # fmt: skip
    assert set(spaces) == set(PREFIXES)
    for prefix, terms in spaces.items():
        for term in terms:
            assert check_iri(term.value).startswith(PREFIXES[prefix])


def test_two_parsers_read_the_same_turtle() -> None:
    """Both rdflib and pyoxigraph find the same number of triples and no blank node."""
    parsed = list(pyoxigraph.parse(path=TURTLE, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) == len(_triples())
    assert not any(isinstance(quad.subject, pyoxigraph.BlankNode) for quad in parsed)
