"""The shapes are whole: two files each, with a title, a severity, words and a remedy."""

import pyshacl
import pytest
import rdflib

from graph.validation.report import Severity
from graph.validation.shapes import Shape, known_terms, load_shapes, shapes_folder
from graph.vocabulary import PREFIXES, Org, Osg

WARNINGS = [
    "containment-cycle",
    "dangling-node",
    "described-post-role",
    "one-parent",
    "program-acronym",
    "reporting-cycle",
]


def test_each_shape_has_a_query_and_each_query_a_shape() -> None:
    """The two ways to write a shape are never apart."""
    queries = sorted(file.stem for file in shapes_folder().glob("*.rq"))
    assert queries == [shape.name for shape in load_shapes()]
    assert len(queries) >= 16


def test_warnings_are_what_a_person_should_look_at() -> None:
    """Cycles, several parents, shared acronyms and unknown nodes do not make a graph wrong."""
    warnings = [shape.name for shape in load_shapes() if shape.severity is Severity.WARNING]
    assert warnings == WARNINGS


@pytest.mark.parametrize("shape", load_shapes(), ids=lambda shape: shape.name)
def test_query_begins_with_the_title_of_its_shape(shape: Shape) -> None:
    """A query says in its first line which rule it is."""
    assert shape.query.splitlines()[0] == f"# {shape.title}"
    assert shape.iri == f"https://w3id.org/orggraph/shapes#{shape.name}"


def test_shapes_are_sound_shacl() -> None:
    """The SHACL files keep the rules that SHACL has for shapes."""
    rules = rdflib.Graph()
    for file in shapes_folder().glob("*.ttl"):
        rules.parse(file)
    conforms, _, text = pyshacl.validate(
        rdflib.Graph(), shacl_graph=rules, meta_shacl=True, inference="none"
    )
    assert (conforms, "Conforms: True" in text) == (True, True)


def test_every_term_of_the_code_is_known() -> None:
    """The vocabularies list the terms that the graph itself uses."""
    assert {term.value for term in Osg} <= known_terms()[PREFIXES["osg"]]
    assert {term.value for term in Org} <= known_terms()[PREFIXES["org"]]
