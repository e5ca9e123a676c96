r"""A validation report as Turtle: ``sh:ValidationReport``, the same bytes for the same faults."""

import re
from collections.abc import Iterator
from typing import Final

from graph.errors import ModelError
from graph.iri import check_iri
from graph.quads import literal
from graph.validation.report import Severity, ValidationReport, Violation
from graph.validation.shapes import SHAPES_NAMESPACE

__all__ = ["report_to_turtle"]

_HEAD: Final = f"""\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix osg: <https://w3id.org/orggraph/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <{SHAPES_NAMESPACE}> .

"""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def report_to_turtle(report: ValidationReport) -> str:
    """Return the report as SHACL section 3.6 describes it, with document and quote beside.

    ``sh:conforms`` is true when nothing at all was found, warnings included.
    """
    lines = [_HEAD, "[] a sh:ValidationReport ;\n", f"    dct:source {_text(report.source)} ;\n"]
    conforms = "true" if report.conforms else "false"
    lines.append(f"    sh:conforms {conforms}")
    for violation in report.violations:
        lines.append(" ;\n    sh:result [\n")
        lines.append(" ;\n".join(f"        {pair}" for pair in _pairs(violation)))
        lines.append("\n    ]")
    lines.append(" .\n")
    return "".join(lines)


def _pairs(violation: Violation) -> Iterator[str]:
    yield "a sh:ValidationResult"
    severity = "Violation" if violation.severity is Severity.VIOLATION else "Warning"
    yield f"sh:resultSeverity sh:{severity}"
    yield f"sh:sourceShape shapes:{violation.shape}"
    yield "sh:sourceConstraintComponent sh:SPARQLConstraintComponent"
    yield f"sh:focusNode {_node(violation.focus)}"
    if violation.path is not None:
        yield f"sh:resultPath {_node(violation.path)}"
    if violation.value is not None:
        is_iri = violation.value_is_iri
        yield f"sh:value {_node(violation.value) if is_iri else _text(violation.value)}"
    yield f"sh:resultMessage {_text(violation.message)}"
    place = violation.place
    if place.document:
        yield f"osg:sourceName {_text(place.document)}"
    if place.version is not None:
        yield f"prov:wasDerivedFrom {_node(place.version)}"
    if place.quote:
        yield f"oa:exact {_text(place.quote)}"
    if place.start is not None and place.end is not None:
        yield f"oa:start {place.start} ; oa:end {place.end}"


def _node(iri: str) -> str:
    """Return an IRI in angle brackets; what Turtle cannot hold as one stands as a literal."""
    try:
        return f"<{check_iri(iri)}>"
    except ModelError:
        return _text(iri)


def _text(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", literal(text))
