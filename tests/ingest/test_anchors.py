"""Anchors and clauses: where a cue may begin, and which words prove a fact."""

import re

import pytest

from ingest.grammar.anchors import anchored, find_anchors
from ingest.grammar.clauses import clause_span
from ingest.grammar.literals import (
    CLASSES,
    COLLABORATION,
    DIRECTION,
    LEADING,
    LOWER_BODIES,
    TEAM_NOUNS,
)
from ingest.language.sentences import Sentence
from tests.ingest.inventing import reading_of


def test_anchors_are_beginnings_of_words_in_order() -> None:
    """Every place of the content where a word begins a cue is found once, in text order."""
    reading = reading_of(
        duties="Works with coworkers, and works in rework. Is in a network with us."
    )
    places = [reading.text[at:].split()[0] for at in find_anchors(reading, COLLABORATION)]
    assert places == ["Works", "works", "in", "in", "network"]


def test_a_cue_is_tried_only_where_its_companion_follows() -> None:
    """A cue "with guidance from" may begin only where "from" stands not far behind "with"."""
    near = reading_of(duties="Sails with advice from the mates.")
    far = reading_of(duties=f"Sails with advice. {'Mends the nets. ' * 20}Rows from the quay.")
    assert [near.text[at:][:11] for at in find_anchors(near, DIRECTION)] == ["with advice"]
    assert find_anchors(far, DIRECTION) == []


def test_a_cue_without_companion_is_tried_though_a_shorter_literal_needs_one() -> None:
    """The word "in" begins a cue of working together before "with" only, and "in touch" always."""
    reading = reading_of(duties=f"In touch. In fog. {'Mends the nets. ' * 20}")
    assert [reading.text[at:][:8] for at in find_anchors(reading, COLLABORATION)] == ["In touch"]


def test_a_family_answers_to_its_own_literals_only() -> None:
    """The words "in charge" begin a cue of leading, and "in time" begin none."""
    reading = reading_of(duties="Comes in time. Is in charge of crews.")
    assert [reading.text[at:][:9] for at in find_anchors(reading, LEADING)] == ["in charge"]


def test_a_literal_inside_another_family_is_found() -> None:
    """A team inside the name of a body in lower case is an anchor of its own."""
    reading = reading_of(duties="Speaks before the county council.")
    assert [reading.text[at:][:14] for at in find_anchors(reading, LOWER_BODIES)] == [
        "county council"
    ]
    assert [reading.text[at:][:7] for at in find_anchors(reading, TEAM_NOUNS)] == ["council"]


@pytest.mark.parametrize("mark", [" ", "\t", "(", "\u2013", "\u201c", "/", "_", "\u00a0"])
def test_a_cue_begins_behind_any_mark(mark: str) -> None:
    """Whatever is no letter and no digit ends the word before a cue, ASCII or not."""
    reading = reading_of(duties=f"Rows{mark}works with crews.")
    places = [reading.text[at:][:5] for at in find_anchors(reading, COLLABORATION)]
    assert places == ["works"]


@pytest.mark.parametrize("letter", ["a", "7", "\u00e9", "\u00df"])
def test_no_cue_begins_within_a_word(letter: str) -> None:
    """Behind a letter or a digit, ASCII or not, no cue begins."""
    reading = reading_of(duties=f"Rows{letter}works at sea.")
    assert find_anchors(reading, COLLABORATION) == []


def test_a_literal_of_several_words_needs_its_own_blanks() -> None:
    """The words "city" and "council" on two lines, or with a dash between, are no body."""
    reading = reading_of(duties="Meets the city-council and the city council.")
    assert [reading.text[at:][:12] for at in find_anchors(reading, LOWER_BODIES)] == [
        "city council"
    ]


def test_a_class_is_told_by_what_stands_before_in() -> None:
    """The word "in" names a member of a class only behind "programs"."""
    reading = reading_of(duties="Sails in fog. Runs programs in Rowing.")
    assert [reading.text[at:][:9] for at in find_anchors(reading, CLASSES)] == ["in Rowing"]


def test_matches_do_not_overlap() -> None:
    """A match that begins inside the one before is left out."""
    reading = reading_of(duties="Works and works with crews.")
    found = anchored(reading, re.compile(r"works(?: and works)?", re.IGNORECASE), COLLABORATION)
    assert [match[0] for match in found] == ["Works and works"]


@pytest.mark.parametrize(
    ("text", "quote", "clause"),
    [
        ("Keeps watch; mends nets; sails.", "nets", "mends nets"),
        ("Keeps watch.", "watch", "Keeps watch."),
        ("\u2022 Keeps watch.", "watch", "Keeps watch."),
    ],
)
def test_a_clause_ends_at_a_semicolon(text: str, quote: str, clause: str) -> None:
    """The clause around a quote reaches from one semicolon or bullet to the next."""
    sentence = Sentence(0, len(text), "duties", text)
    start = text.index(quote)
    begin, end = clause_span(text, sentence, start, start + len(quote))
    assert text[begin:end] == clause


def test_a_long_clause_is_cut_at_words() -> None:
    """A clause over 600 characters is cut to whole words around the quote."""
    text = "tide " * 200 + "QUOTE " + "reef " * 200
    sentence = Sentence(0, len(text), "duties", text)
    start = text.index("QUOTE")
    begin, end = clause_span(text, sentence, start, start + 5)
    cut = text[begin:end]
    assert len(cut) <= 600
    assert cut.split()[0] == "tide"
    assert cut.split()[-1] == "reef"
    assert "QUOTE" in cut


def test_a_clause_without_blanks_is_cut_to_its_length() -> None:
    """Text without blanks is cut at 600 characters and still holds the quote."""
    text = "x" * 2000
    sentence = Sentence(0, len(text), "duties", text)
    begin, end = clause_span(text, sentence, 1000, 1005)
    assert begin <= 1000
    assert end >= 1005
    assert end - begin <= 600
