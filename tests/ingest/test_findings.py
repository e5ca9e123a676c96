"""Findings: what is odd in a description, with its place and kind."""

import pytest

from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.record import Finding

HEADER = "OFFICIAL TITLE: Harbor Pilot CODE: 0042\nWORKING TITLE: Harbor Pilot GRADE: 12\n"


def findings_of(text: str) -> tuple[Finding, ...]:
    return extract(SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))).findings


def found(text: str) -> list[tuple[str, str]]:
    findings = findings_of(text)
    assert [f.text for f in findings] == [text[f.start : f.end] for f in findings]
    return [(f.kind, f.text) for f in findings]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bachelor\u00bfs degree.", [("mojibake", "\u00bf")]),
        (
            "The pilots\u00bf room and the teacher^s desk.",
            [("mojibake", "\u00bf"), ("mojibake", "^")],
        ),
        (
            "It\u00e2\u20ac\u2122s the caf\u00c3\u00a9.",
            [("mojibake", "\u00e2\u20ac\u2122"), ("mojibake", "\u00c3\u00a9")],
        ),
        (
            "Masters degree; valid drivers license.",
            [("missing_apostrophe", "Masters"), ("missing_apostrophe", "drivers")],
        ),
        ("Three years related experience.", [("missing_apostrophe", "Three years")]),
        ("Three years of experience; many years experience.", []),
        ("Reviews the plans (charts).Serves.", [("missing_space", "(charts).Serves")]),
        ("See www.Example.org and a.Lee@example.org now.", []),
        (
            "Sails daily. . Reads charts .",
            [("stray_punctuation", "daily. ."), ("stray_punctuation", "charts .")],
        ),
        ("Weight . . . . . 100 points.", []),
        ("Reads the the charts that that pilot drew.", [("repeated_word", "the the")]),
        (
            "Under the direction of the , sails.",
            [("name_missing", "direction of the ,"), ("stray_punctuation", "the ,")],
        ),
        ("Works for the office of and the crew.", [("name_missing", "office of and")]),
        ("Meets the and reports.", [("name_missing", "the and")]),
        ("Has knowledge of and skill in sailing, the most of it.", []),
    ],
)
def test_characters(sentence: str, expected: list[tuple[str, str]]) -> None:
    """Signs of lost characters, blanks, apostrophes and names are found, look-alikes are not."""
    text = f"{HEADER}SUMMARY DESCRIPTION OF CLASSIFICATION: {sentence}\n"
    assert found(text) == expected


def test_control_characters() -> None:
    """Control characters are pointed at, wherever they stand; tabs and form feeds are not."""
    text = HEADER + "SUMMARY\nGuides\x07\x1b ships.\tReads\x0c charts.\n"
    assert ("control_character", "\x07\x1b") in found(text)
    assert [kind for kind, _ in found(text)].count("control_character") == 1


def test_missing_title() -> None:
    """A description without a title is on the work list, at its first line."""
    text = "\n  What we do\n\nDUTIES\nGuides ships into the harbor.\n"
    assert ("missing_title", "What we do") in found(text)
    assert "missing_title" not in [kind for kind, _ in found(HEADER + "DUTIES\nGuides.\n")]


def test_dates() -> None:
    """Unreadable dates, inferred centuries and a wrong divider are told."""
    text = f"{HEADER}Class Established: 5/82\nDate(s) Revised: 7189, 13/2001, 12/2019. 5/2020\n"
    assert found(text) == [
        ("two_digit_year", "5/82"),
        ("unreadable_date", "7189"),
        ("unreadable_date", "13/2001"),
        ("date_delimiter", "12/2019. 5/2020"),
    ]


def test_empty_fields_and_sections() -> None:
    """A label without value and a section with nothing but its note are empty fields."""
    text = (
        f"{HEADER}MINIMUM QUALIFICATION STANDARDS\n"
        "PHYSICAL DEMANDS: (Special requirements such as lifting heavy objects.)\n"
        "SPECIAL REQUIREMENTS: None\nClass Established:\nLast Reviewed:\n"
    )
    assert found(text) == [
        ("empty_field", "PHYSICAL DEMANDS:"),
        ("empty_field", "Class Established:"),
        ("empty_field", "Last Reviewed:"),
    ]


def test_page_residue() -> None:
    """What is left of the web page is named once each."""
    text = f"] Office of Staffing\n\nFull Menu\nSorted by job title: A - C\n\n{HEADER}"
    assert found(text) == [
        ("page_residue", "]"),
        ("page_residue", "Full Menu"),
        ("page_residue", "Sorted by job title: A - C"),
    ]


DUTIES = (
    "Guides ships into the harbor.",
    "Reads charts and keeps the log of the mission of the port.",
    "Trains crews.",
    "Cleans the boat.",
    "Performs related duties.",
)


def duties_text(*lines: str) -> str:
    return f"{HEADER}EXAMPLES OF DUTIES AND RESPONSIBILITIES:\n\n" + "\n".join(lines) + "\n"


def test_pasted_fragment() -> None:
    """A tail of another version, from its broken first word to its last repeated line, is one."""
    pasted = ("sion of the port.", "Trains crews.", "Mends the nets.", "Performs related duties.")
    text = duties_text(*DUTIES, *pasted)
    assert found(text) == [("duplicated_fragment", "\n".join(pasted))]


def test_repeated_duty() -> None:
    """A duty said twice is a finding at its second place; an ordinary list has none."""
    assert found(duties_text(*DUTIES)) == []
    assert found(duties_text(*DUTIES, DUTIES[0])) == [("duplicated_fragment", DUTIES[0])]


def test_missing_full_stop() -> None:
    """Where nearly all duties end in a stop, the one that does not is named by its last words."""
    text = duties_text(*DUTIES, "Recommends to every captain what a crew needs for success")
    assert found(text) == [("missing_punctuation", "captain what a crew needs for success")]
    unstopped = [duty.rstrip(".") for duty in DUTIES]
    assert found(duties_text(*unstopped)) == []


def test_undefined_acronym() -> None:
    """An acronym that the text never writes out is named at its first place."""
    text = f"{HEADER}SUMMARY DESCRIPTION OF CLASSIFICATION: Works with QXZ staff and QXZ crews.\n"
    findings = findings_of(text)
    assert [(f.kind, f.start) for f in findings] == [("undefined_acronym", text.index("QXZ"))]


def test_conflicting_unit_names() -> None:
    """Two names of a unit that differ in a part, also one in the page's head, are a conflict."""
    text = (
        "] Office of Harbor Staffing - Example District\n\n"
        "OFFICE OF HARBOR STAFFING AND TRAINING → CLASSIFICATION → HARBOR PILOT\n"
        f"{HEADER}SUMMARY DESCRIPTION OF CLASSIFICATION: Serves the Division of Tides, Charts, and "
        "Lights and the Office of Tides, Charts, and Lights.\n"
    )
    conflicts = [f.text for f in findings_of(text) if f.kind == "conflicting_names"]
    assert conflicts == [
        "OFFICE OF HARBOR STAFFING AND TRAINING",
        "Office of Tides, Charts, and Lights",
    ]


def test_title_against_text() -> None:
    """A summary that names the post by another name than its title is a conflict."""
    text = (
        "OFFICIAL TITLE: Director I\nWORKING TITLE: Director, Harbor Safety and Rescue\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: The Director of Harbor Security and Rescue leads.\n"
    )
    conflicts = [(f.text, f.message) for f in findings_of(text) if f.kind == "conflicting_names"]
    assert conflicts == [
        (
            "Director of Harbor Security and Rescue",
            "the title says 'Director, Harbor Safety and Rescue'",
        )
    ]
