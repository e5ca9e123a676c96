"""Generality: texts in which every proper name is another one are read in the same way."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.readers import read_source
from ingest.record import Extraction, Reference

REPLACEMENTS: Mapping[str, str] = {
    # employer and government
    "Montgomery": "Wexford",
    "MCPS": "WCPS",
    "MCCPTA": "WCKQTA",
    "Maryland": "Cascadia",
    "MSDE": "CSDE",
    "Board of Education": "Board of Instruction",
    "BOE": "BOI",
    # units
    "Office of Human Resources": "Office of Crew Resources",
    "Student and Family Support and Engagement": "Harbor and Meadow Survey and Forestry",
    "OSFSE": "OHMSF",
    "Student, Family and School Services": "Harbor, Meadow and Kelp Services",
    "Family and Community Engagement": "Meadow and Village Outreach",
    "Pupil Personnel": "Vessel Inspection",
    "Equity": "Parity",
    "OAFES": "XBGMT",
    "OCIP": "UDKR",
    "OSSI": "KTTN",
    # titles
    "Constituent Services": "Resident Services",
    "Parent Community": "Guardian Village",
    "PCC": "GVC",
    "Student Well-Being & Achievement": "Pupil Sea-Faring & Seamanship",
    "Student Wellness and Achievement": "Pupil Seafaring and Seamanship",
    # programs
    "Multidisciplinary Educational Training and Support": "Comprehensive Nautical Aid and Help",
    "METS": "CNAH",
    "English for Speakers of Other Languages": "Numbers for Learners of Early Grades",
    "ESOL": "NLEG",
    "Individualized Education": "Differentiated Instruction",
    "IEP": "DIP",
    "Problem Solving": "Issue Mending",
    "Linkages to Learning": "Bridges to Reading",
    "Observing and Analyzing Teaching": "Watching and Studying Coaching",
    "Study Circles": "Harbor Circles",
    "Supporting Services Professional Growth": "Assisting Crews Vocational Growth",
    "SSPGS": "ACVGS",
    "Teacher Professional Growth": "Instructor Vocational Growth",
    "TPGS": "IVGS",
    "Professional Growth": "Vocational Growth",
    "Professional Learning Communities": "Specialist Learning Communities",
    "PLC": "SLC",
    "Alternative Dispute Resolution": "Optional Quarrel Settlement",
    "ADR": "OQS",
    # teams, agencies, events
    "Educational Management Team": "Instructional Guidance Team",
    "Interagency Truancy": "Interagency Absence",
    "School Improvement": "School Betterment",
    "Juvenile Services": "Adolescent Services",
    "Child Welfare": "Infant Welfare",
    "Health and Human Services": "Medicine and Human Services",
    "Distinguished Service Awards": "Honored Service Awards",
    "Back to School": "Return to Class",
    # codes
    "0660": "7319",
    "6515": "2248",
    "0931": "5107",
    "5172": "3364",
    "0287": "9021",
}
_PATTERN = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(re.escape(name) for name in sorted(REPLACEMENTS, key=len, reverse=True))
    + ")",
    re.IGNORECASE,
)
_BY_FOLDED = {name.casefold(): new for name, new in REPLACEMENTS.items()}


def renamed(text: str) -> str:
    """Return a text with every name replaced, capitals where the old name had them."""

    def new_name(match: re.Match[str]) -> str:
        old, new = match[0], _BY_FOLDED[match[0].casefold()]
        if old.isupper() and not old.isdigit():
            return new.upper()
        if old.islower():
            return new.lower()
        return new

    return _PATTERN.sub(new_name, text)


def read(document: SourceDocument, text: str) -> Extraction:
    return extract(SourceDocument(document.source, 1, text, "0" * 64, "utf-8", 0, len(text)))


def names_of(reference: Reference, *, rename: bool) -> tuple[object, ...]:
    change = renamed if rename else str
    return (
        reference.kind,
        change(reference.name),
        change(reference.of_unit or ""),
        change(reference.acronym or ""),
        reference.is_self,
    )


def pair_of(descriptions: tuple[Path, ...], number: int) -> tuple[Extraction, Extraction]:
    """Return the reading of a description as it is, and of its renamed text."""
    result = read_source(descriptions[number])
    assert isinstance(result, tuple)
    (document,) = result
    return read(document, document.text), read(document, renamed(document.text))


def test_every_name_is_replaced(descriptions: tuple[Path, ...]) -> None:
    """No name of the table is left in a renamed text, and every one stood in a text."""
    texts = [path.read_text("utf-8") for path in descriptions]
    folded = " ".join(texts).casefold()
    assert [name for name in REPLACEMENTS if name.casefold() not in folded] == []
    assert [_PATTERN.search(renamed(text)) for text in texts] == [None] * 5
    assert renamed("EQUITY Equity equity MCPS's iep") == "PARITY Parity parity WCPS's dip"


@pytest.mark.parametrize("number", range(5))
def test_layout_is_the_same(descriptions: tuple[Path, ...], number: int) -> None:
    """Fields, sections and duties are read in the same places under other names."""
    plain, other = pair_of(descriptions, number)
    for name in plain.fields.__slots__:
        if name == "revised":
            continue
        old, new = getattr(plain.fields, name), getattr(other.fields, name)
        assert (old is None) == (new is None)
        if old is not None:
            value = renamed(old.value) if isinstance(old.value, str) else old.value
            assert new.value == value
    assert [d.value for d in other.fields.revised] == [d.value for d in plain.fields.revised]
    assert [s.name for s in other.sections] == [s.name for s in plain.sections]
    assert [d.text for d in other.duties] == [renamed(d.text) for d in plain.duties]


@pytest.mark.parametrize("number", range(5))
def test_facts_are_the_same(descriptions: tuple[Path, ...], number: int) -> None:
    """Each fact is found by the same rule, from as many quotes, under the other names."""
    plain, other = pair_of(descriptions, number)

    def facts(extraction: Extraction, *, rename: bool) -> list[tuple[object, ...]]:
        return [
            (
                fact.relation,
                names_of(fact.subject, rename=rename),
                names_of(fact.object, rename=rename),
                fact.qualifiers,
                fact.rule,
                fact.confidence,
                len(fact.evidence),
            )
            for fact in extraction.facts
        ]

    def in_order(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        return sorted(found, key=repr)

    assert in_order(facts(other, rename=False)) == in_order(facts(plain, rename=True))


@pytest.mark.parametrize("number", range(5))
def test_mentions_are_the_same(descriptions: tuple[Path, ...], number: int) -> None:
    """Each name is found in the same place with the same kind."""
    plain, other = pair_of(descriptions, number)
    expected = [(m.kind, renamed(m.name), renamed(m.text), m.section) for m in plain.mentions]
    assert [(m.kind, m.name, m.text, m.section) for m in other.mentions] == expected


@pytest.mark.parametrize("number", range(5))
def test_findings_are_the_same(descriptions: tuple[Path, ...], number: int) -> None:
    """What is odd about a text does not hang on its names."""
    plain, other = pair_of(descriptions, number)
    expected = [(f.kind, renamed(f.text)) for f in plain.findings]
    assert [(f.kind, f.text) for f in other.findings] == expected
