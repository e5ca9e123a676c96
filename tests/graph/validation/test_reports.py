"""A report can be read by SHACL tools and by people, and is the same every time."""

import rdflib

from graph.validation.checking import check_engine
from graph.validation.report import Place, Severity, ValidationReport, Violation
from graph.validation.turtle import report_to_turtle
from tests.graph.sample import NURSE, NURSE_VERSION, PROGRAM
from tests.graph.validation.planted import PLANTED, TEXT_OF_VERSION, faulty_engine, sound_engine

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def read(report: ValidationReport) -> tuple[rdflib.Graph, rdflib.term.Node]:
    """Return the report as a stranger reads it, and its node."""
    parsed = rdflib.Graph().parse(data=report_to_turtle(report), format="turtle")
    (node,) = parsed.subjects(rdflib.RDF.type, SH.ValidationReport)
    return parsed, node


def test_report_of_a_sound_graph_conforms() -> None:
    """Nothing found: sh:conforms is true and there are no results."""
    parsed, node = read(check_engine(sound_engine(), "sample", texts=TEXT_OF_VERSION))
    assert parsed.value(node, SH.conforms) == rdflib.Literal(True)  # noqa: FBT003  # a term
    assert list(parsed.objects(node, SH.result)) == []


def test_report_holds_what_shacl_asks_of_a_result() -> None:
    """A result has focus, path, value, severity, shape, component, its document and its quote."""
    planted = next(each for each in PLANTED if each.shape == "director-kind")
    parsed, node = read(check_engine(faulty_engine(planted), "sample", texts=TEXT_OF_VERSION))
    assert parsed.value(node, SH.conforms) == rdflib.Literal(False)  # noqa: FBT003  # a term
    (result,) = parsed.objects(node, SH.result)
    assert parsed.value(result, SH.focusNode) == rdflib.URIRef(NURSE.iri)
    assert parsed.value(result, SH.resultPath) == rdflib.URIRef(
        "http://www.w3.org/ns/org#reportsTo"
    )
    assert parsed.value(result, SH.value) == rdflib.URIRef(PROGRAM.iri)
    assert parsed.value(result, SH.resultSeverity) == SH.Violation
    assert parsed.value(result, SH.sourceShape) == rdflib.URIRef(
        "https://w3id.org/orggraph/shapes#director-kind"
    )
    assert parsed.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent
    assert parsed.value(result, PROV.wasDerivedFrom) == rdflib.URIRef(NURSE_VERSION)
    assert str(parsed.value(result, OA.exact)) == "visits families"


def test_report_is_turtle_whatever_the_text_holds() -> None:
    """Quotation marks, line breaks, control characters and bad IRIs come back as they were."""
    text = 'a "quote" \\ with\nlines, \x07 and \t tabs'
    violation = Violation(
        shape="unknown-term",
        severity=Severity.WARNING,
        message=text,
        remedy="",
        focus="_:b1",
        path=None,
        value=text,
        value_is_iri=False,
        statement="",
        place=Place(document="x.txt"),
    )
    report = ValidationReport("a source", "sparql", ("unknown-term",), (violation,))
    parsed, node = read(report)
    (result,) = parsed.objects(node, SH.result)
    assert str(parsed.value(result, SH.resultMessage)) == text
    assert str(parsed.value(result, SH.value)) == text
    assert str(parsed.value(result, SH.focusNode)) == "_:b1"
    assert (report.conforms, report.is_valid) == (False, True)


def test_report_is_the_same_every_time() -> None:
    """Two checks of the same graph give the same bytes."""
    texts = [
        report_to_turtle(check_engine(faulty_engine(planted), "sample", texts=TEXT_OF_VERSION))
        for planted in PLANTED[3:6] * 2
    ]
    assert texts[:3] == texts[3:]
