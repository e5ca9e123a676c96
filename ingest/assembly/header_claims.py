"""The header fields of a description as claims: the role, the grade, the months, the unit."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.model import Literal, Term
from graph.vocabulary import Org, Osg, Xsd
from ingest.record import Evidence, Extraction, FieldValue, Reference

__all__ = ["HEADER", "Draft", "header_drafts", "months_of", "title_evidence"]

HEADER: Final = "header"
"""The section that quotes of header fields stand in."""

_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


class Draft(NamedTuple):  # no dataclass: a description has dozens, and a tuple is made faster
    """A statement with one quote, before the version and the claim's IRI are known."""

    subject: str
    predicate: str
    object: Term
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    qualifiers: tuple[tuple[str, str | bool], ...] = ()


def header_drafts(
    extraction: Extraction, post: str, *, role: str | None, grade: str | None
) -> Iterator[Draft]:
    """Yield what the header fields state about the described post.

    Args:
        extraction: What was read.
        post: The IRI of the described post.
        role: The IRI of its role, if a code or an official title is stated.
        grade: The IRI of its pay grade, if stated.
    """
    fields = extraction.fields
    stated: tuple[tuple[str, str, FieldValue | None, Term | None], ...] = (
        ("official_title", Org.HAS_ROLE, fields.official_title, role),
        ("code", Org.HAS_ROLE, fields.code, role),
        ("grade", Osg.HAS_PAY_GRADE, fields.grade, grade),
        ("months", Osg.MONTHS_PER_YEAR, fields.months, _literal(fields.months)),
        ("overtime_eligible", Osg.OVERTIME_ELIGIBLE, fields.overtime_eligible,
         _literal(fields.overtime_eligible)),
        ("sq_oq", Osg.QUALIFICATION_TYPE, fields.sq_oq, _literal(fields.sq_oq)),
    )  # fmt: skip
    for name, predicate, value, target in stated:
        if value is not None and target is not None:
            evidence = Evidence(value.raw, value.start, value.end, HEADER)
            yield Draft(post, predicate, target, evidence, f"field/{name}")


def title_evidence(extraction: Extraction, unit: Reference) -> Evidence | None:
    """Return the working title as the quote for the unit that it names, or None.

    Args:
        extraction: What was read.
        unit: A reference to the described post with the unit that the title names.
    """
    value = extraction.fields.working_title
    if value is None or not unit.of_unit or unit.of_unit not in value.raw:
        return None
    return Evidence(value.raw, value.start, value.end, HEADER)


def months_of(*values: FieldValue | None) -> tuple[str, ...]:
    """Return the readable months among dates, "YYYY-MM", each once, in order of time."""
    texts = {str(value.value) for value in values if value is not None}
    return tuple(sorted(text for text in texts if _MONTH.fullmatch(text)))


def _literal(value: FieldValue | None) -> Literal | None:
    if value is None:
        return None
    if isinstance(value.value, bool):
        return Literal("true" if value.value else "false", Xsd.BOOLEAN.value)
    if isinstance(value.value, int):
        return Literal(str(value.value), Xsd.INTEGER.value)
    return Literal(value.value)
