"""Sentences: where prose is split, and what belongs to no sentence."""

import pytest

from ingest.document import SourceDocument
from ingest.language.sentences import SENTENCE_LIMIT, Sentence, split_sentences
from ingest.layout.layout import read_layout
from ingest.profile_files import choose_profile


def sentences_of(text: str) -> tuple[Sentence, ...]:
    document = SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))
    profile = choose_profile(document)
    return split_sentences(document, read_layout(document, profile), profile)


def texts_of(body: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(f"DUTIES\n{body}\n")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Plans routes. Keeps logs.", ["Plans routes.", "Keeps logs."]),
        ("Reviews plans (ABCs).Serves as lead.", ["Reviews plans (ABCs).", "Serves as lead."]),
        ("Uses tools, e.g. Word or Excel.", ["Uses tools, e.g. Word or Excel."]),
        ("Works with Dr. Lee and J. Smith daily.", ["Works with Dr. Lee and J. Smith daily."]),
        ("Follows U.S. law. Reports to St. Mary.", ["Follows U.S. law.", "Reports to St. Mary."]),
        ("Aids the U.S. Coast Guard. Sails.", ["Aids the U.S. Coast Guard.", "Sails."]),
        ("Applies Rule No. 4 daily.", ["Applies Rule No. 4 daily."]),
        ("Plans routes; keeps logs.", ["Plans routes; keeps logs."]),
        ("Is this hard? Yes! Truly.", ["Is this hard?", "Yes!", "Truly."]),
        ('Says "Stop." Then goes.', ['Says "Stop."', "Then goes."]),
        ("Handles mail, forms, etc. and calls.", ["Handles mail, forms, etc. and calls."]),
        (
            "Handles mail, forms, etc. Answers calls.",
            ["Handles mail, forms, etc.", "Answers calls."],
        ),
        ("See www.example.org for more. Apply.", ["See www.example.org for more.", "Apply."]),
        ("Pays 3.5 percent. Saves.", ["Pays 3.5 percent.", "Saves."]),
        ("Uses version 3.5. Saves 12. Then 7.", ["Uses version 3.5.", "Saves 12.", "Then 7."]),
        ("1. Plans routes. 2. Keeps logs.", ["1. Plans routes.", "2. Keeps logs."]),
        ("Meets the head.2. Keeps logs.", ["Meets the head.", "2. Keeps logs."]),
        ("• Plans routes", ["Plans routes"]),
        ("Ends without a stop\nNext line", ["Ends without a stop", "Next line"]),
        ("...", []),
    ],
)
def test_splitting(body: str, expected: list[str]) -> None:
    """A sentence ends at its stop or its line; abbreviations, initials and numbers go on."""
    assert texts_of(body) == expected


def test_sentences_quote_the_text_and_name_their_section() -> None:
    """Offsets give the sentence back, and the section is the one the sentence stands in."""
    text = "DUTIES\nPlans routes. Keeps logs.\nQUALIFICATIONS\nA boat license.\n"
    assert sentences_of(text) == (
        Sentence(7, 20, "duties", "Plans routes."),
        Sentence(21, 32, "duties", "Keeps logs."),
        Sentence(48, 63, "qualifications", "A boat license."),
    )


def test_endless_sentence_is_cut_at_blanks() -> None:
    """What goes on longer than any sentence comes in pieces, none of them broken in a word."""
    text = f"DUTIES\n{'guides ships ' * 500}\n"
    pieces = sentences_of(text)
    assert len(pieces) == 3
    assert all(len(piece.text) <= SENTENCE_LIMIT for piece in pieces)
    assert " ".join(piece.text for piece in pieces) == ("guides ships " * 500).strip()
    unbroken = sentences_of(f"DUTIES\n{'a' * 6000}\n")
    assert [len(piece.text) for piece in unbroken] == [SENTENCE_LIMIT, SENTENCE_LIMIT, 1000]


def test_labels_values_notes_and_furniture_hold_no_sentence() -> None:
    """Header values, headings, notes and page residue are no prose."""
    text = (
        "] Example District\nOFFICIAL TITLE: Pilot. CODE: 0042\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Guides ships.\n"
        "EXAMPLES OF DUTIES AND RESPONSIBILITIES:\n"
        "(The job duties listed are typical examples. Not all are listed.)\nReads charts.\n"
        "Class Established: 5/82\nThis description may be changed at any time. Really.\n"
    )
    assert [s.text for s in sentences_of(text)] == ["Guides ships.", "Reads charts."]


def test_labelled_value_inside_a_section_is_skipped() -> None:
    """Prose before and after a labelled value is kept."""
    text = "Summary\nGuides ships.\nReports to: Port Director\nLoves the sea.\n"
    assert [s.text for s in sentences_of(text)] == ["Guides ships.", "Loves the sea."]
