"""Acronyms: what a text defines, what it leaves open, and which capitals are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Span
from ingest.language.acronyms import align_initials, find_acronyms


def defined(text: str) -> list[tuple[str, str]]:
    """Return (acronym, name) of the definitions of one sentence."""
    found = find_acronyms(text, [Span(0, len(text))])
    return [(definition.acronym, definition.name) for definition in found.definitions]


def undefined(text: str) -> list[str]:
    return [acronym.acronym for acronym in find_acronyms(text, [Span(0, len(text))]).undefined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Board of Tides (BOT)", [("BOT", "Board of Tides")]),
        ("an Individual Tide Plan (ITP)", [("ITP", "Individual Tide Plan")]),
        ("Individual Tide Plans (ITPs)", [("ITP", "Individual Tide Plans")]),
        (
            "the Office of Tides and Reef Care and Shoals (OTRCS)",
            [("OTRCS", "Office of Tides and Reef Care and Shoals")],
        ),
        (
            "the Division of Reefs, Wave Programs, and Tide Services (DRWPTS)",
            [("DRWPTS", "Division of Reefs, Wave Programs, and Tide Services")],
        ),
        ("helps learning communities (LCs) grow", [("LC", "learning communities")]),
        ("Harbor Wave-Break Care (HWBC)", [("HWBC", "Harbor Wave-Break Care")]),
        ("the deaf or hard of hearing (D/HOH)", [("D/HOH", "deaf or hard of hearing")]),
        ("the Automated Tide Telegraph (AUTEL)", [("AUTEL", "Automated Tide Telegraph")]),
        ('the Tide Review Board ("TRB")', [("TRB", "Tide Review Board")]),
        ("TRB (Tide Review Board) meets", [("TRB", "Tide Review Board")]),
        ("the tide (Spring) comes", []),
        ("a grade (II) clerk", []),
        ("ships (XYZ) come", []),
        ("(ABC) comes", []),
        ("of the (OT) plan", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    """The words before the brackets are the name, from where their initials begin."""
    assert defined(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("works with OTSR and the OTSR staff", ["OTSR"]),
        ("writes ITPs and OTSR's plan", ["ITP", "OTSR"]),
        ("the Board of Tides (BOT) and BOT", []),
        ("grade III and NA", []),
        ("MUST BE ABLE TO LIFT HEAVY BOXES", []),
        ("an A and B", []),
        ("x-RAY and B-DAY", []),
    ],
)
def test_what_is_left_undefined(text: str, expected: list[str]) -> None:
    """Capitals that the text never explains are kept, but not numerals, values and shouting."""
    assert undefined(text) == expected


def test_expansion_and_acronym_look_each_other_up() -> None:
    """A plural finds its singular; a name finds its acronym; what is not there gives None."""
    text = "Individual Tide Plan (ITP)"
    found = find_acronyms(text, [Span(0, len(text))])
    assert found.expansion_of("ITPs") == "Individual Tide Plan"
    assert found.acronym_of("Individual Tide Plan") == "ITP"
    assert found.expansion_of("XYZ") is None
    assert found.acronym_of("Tide Plan") is None


def test_the_first_definition_counts() -> None:
    """One acronym with two names keeps the first one; both places are recorded."""
    text = "the Tide Office (TO) and the Town Office (TO)"
    found = find_acronyms(text, [Span(0, len(text))])
    assert found.expansion_of("TO") == "Tide Office"
    assert len(found.definitions) == 2


def test_every_use_is_recorded_with_its_place() -> None:
    """Uses are the acronyms themselves, without a plural or possessive ending."""
    text = "Board of Tides (BOT), BOT's and OTSRs"
    found = find_acronyms(text, [Span(0, len(text))])
    assert [text[start:end] for _, start, end in found.uses] == ["BOT", "BOT", "OTSR"]


@pytest.mark.parametrize(
    ("acronym", "words", "expected"),
    [
        ("BOE", ["the", "Board", "of", "Education"], 1),
        ("TOS", ["Tide", "Office", "for", "Ships"], 0),
        ("TFS", ["Tide", "Office", "for", "Ships"], None),
        ("XB", ["Board"], None),
        ("B", [], None),
    ],
)
def test_alignment(acronym: str, words: list[str], expected: int | None) -> None:
    """Letters meet the initials from the right; only small words may be passed over."""
    assert align_initials(acronym, words) == expected


@given(st.text(alphabet="ABCabc ()&,'s\u00bf.", max_size=60))
def test_every_definition_quotes_its_source(text: str) -> None:
    """Whatever the text, names and acronyms are the characters at their places."""
    found = find_acronyms(text, [Span(0, len(text))])
    for definition in found.definitions:
        assert text[definition.start : definition.end] == definition.name
        assert text[definition.acronym_start : definition.acronym_end] == definition.acronym
    for acronym, start, end in found.uses:
        assert text[start:end] == acronym
