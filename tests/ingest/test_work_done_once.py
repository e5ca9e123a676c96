"""Work done once: how often a description is split, scanned and tokenised, counted, never timed."""

from collections.abc import Callable
from typing import Any

import pytest

import ingest.grammar.partner_items
import ingest.grammar.window
import ingest.language.reading
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.grammar import anchors, pieces, topics
from ingest.grammar.tokens import read_tokens

HEADER = "OFFICIAL TITLE: Pilot\nCODE: 4417\nSUMMARY DESCRIPTION: "
LISTS = (
    "Under the direction of the Director, Division of Tides, guides ships and supervises clerks. "
    "Works with the Coast Agency and pilots. Knowledge of the Harbor Learning Program (HLP)."
)


def document_of(text: str) -> SourceDocument:
    """Return a text as a description."""
    return SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))


def counting(calls: list[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that notes each call under a name."""

    def counted(*arguments: Any, **options: Any) -> Any:
        calls.append(name)
        return function(*arguments, **options)

    return counted


@pytest.mark.parametrize(
    "made_once", [anchors.anchor_places, pieces.find_pieces, topics.find_topics]
)
def test_each_reading_is_scanned_once(made_once: Any) -> None:
    """However many families ask, a description's cues, names and topics are looked for once."""
    before = made_once.cache_info().misses
    extract(document_of(f"{HEADER}{LISTS}"))
    assert made_once.cache_info().misses == before + 1


def test_a_text_is_split_into_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences, acronyms and the text in lower case are made once a description."""
    calls: list[str] = []
    for name in ("split_sentences", "find_acronyms", "_lowered"):
        made = getattr(ingest.language.reading, name)
        monkeypatch.setattr(ingest.language.reading, name, counting(calls, name, made))
    extract(document_of(f"{HEADER}{LISTS}"))
    assert sorted(calls) == ["_lowered", "find_acronyms", "split_sentences"]


@pytest.mark.parametrize(
    ("prose", "windows"),
    [
        ("Guides ships along the coast at night. Mends nets. " * 20, 0),
        ("Guides ships along the coast at night. Supervises clerks. " + "Mends nets. " * 40, 1),
    ],
)
def test_only_sentences_with_cues_are_tokenised(
    monkeypatch: pytest.MonkeyPatch, prose: str, windows: int
) -> None:
    """Prose without a cue is never cut into tokens, however long it is."""
    calls: list[str] = []
    counted = counting(calls, "tokens", read_tokens)
    monkeypatch.setattr(ingest.grammar.window, "read_tokens", counted)
    monkeypatch.setattr(ingest.grammar.partner_items, "read_tokens", counted)
    extract(document_of(f"{HEADER}{prose}"))
    assert len(calls) == windows
