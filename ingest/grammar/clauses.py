"""Clauses: the part of a sentence that proves a fact, short enough to be evidence."""

import re
from typing import Final

from ingest.language.reading import EVIDENCE_LIMIT, Reading
from ingest.language.sentences import Sentence
from ingest.record import Evidence

__all__ = ["clause_evidence", "clause_span"]

_BREAKS: Final = (";", "•", "\n")
_BREAK: Final = re.compile(f"[{''.join(_BREAKS)}]")


def clause_span(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the clause of a sentence that holds a span: at most 600 characters, span included.

    A clause ends at a semicolon. If it is too long, it is cut to what stands around the span.
    """
    left, right = sentence.start, sentence.end
    for mark in _BREAKS:
        left = max(left, text.rfind(mark, left, start) + 1)
    if (found_right := _BREAK.search(text, end, sentence.end)) is not None:
        right = found_right.start()
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    if right - left > EVIDENCE_LIMIT:
        spare = max(0, EVIDENCE_LIMIT - (end - start)) // 2
        left = _word_start(text, max(left, start - spare), start)
        right = _word_end(text, min(right, left + EVIDENCE_LIMIT), end)
    return left, min(right, left + EVIDENCE_LIMIT)


def clause_evidence(reading: Reading, sentence: Sentence, start: int, end: int) -> Evidence:
    """Return the clause that holds a span as evidence."""
    return reading.evidence(*clause_span(reading.text, sentence, start, end))


def _word_start(text: str, position: int, limit: int) -> int:
    if position == 0 or text[position - 1].isspace():
        return position
    while position < limit and not text[position].isspace():
        position += 1
    while position < limit and text[position].isspace():
        position += 1
    return position


def _word_end(text: str, position: int, limit: int) -> int:
    if position >= len(text) or text[position].isspace():
        return position
    while position > limit and not text[position - 1].isspace():
        position -= 1
    while position > limit and text[position - 1].isspace():
        position -= 1
    return position
