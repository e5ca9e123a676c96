"""Anchors and clauses: where a cue may begin, and which words prove a fact."""

import pytest

from ingest.grammar.anchors import find_anchors, shortest
from ingest.grammar.clauses import clause_span
from ingest.sentences import Sentence


def test_anchors_are_beginnings_of_words_in_order() -> None:
    """Every place where a word begins with a literal is found once, in text order."""
    text = "works with coworkers and works on"
    assert find_anchors(text, ("work", "co", "wor"), 0, len(text)) == [0, 11, 25]
    assert find_anchors(text, ("work",), 1, len(text)) == [25]


def test_shortest_literals() -> None:
    """A literal that begins with another one adds nothing."""
    assert shortest(("tides", "tide", "net", "tidewater")) == ("net", "tide")


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
