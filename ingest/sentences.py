"""Sentences: the prose of a description's sections as spans, in text order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.layout import Layout
from ingest.profile import Profile

__all__ = ["Sentence", "split_sentences"]

SENTENCE_LIMIT: Final = 2500
"""The longest sentence, in code points; a longer one is cut at a blank, so that no rule that looks
back and forth within a sentence can take long."""

_STOP = re.compile(
    r"(?P<mark>[.!?]+[)\]\"'\u201d\u2019]*)"
    r"(?:[ \t\u00a0]+(?=[\"'\u201c\u2018(\[*\u2022-]*(?P<next>\w))"
    r"|(?=(?P<close>[A-Z][a-z]|\d{1,2}\. ?[A-Z]))|[ \t\u00a0]+(?=\W)|(?=[ \t]*$))"
)
_WORD_BEFORE = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)*$")
_WORD = re.compile(r"\w")
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_WORD: Final = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, ``text == source[start:end]``, and the section it stands in."""

    start: int
    end: int
    section: str
    text: str


def split_sentences(
    document: SourceDocument, layout: Layout, profile: Profile
) -> tuple[Sentence, ...]:
    """Return the sentences of all sections: no labels, no labelled values, no furniture, no notes.

    A line break ends a sentence, since these texts hold a paragraph in a line. A full stop without
    a blank behind it ends one too where a capitalised word follows, as in "(IEPs).Serves". What a
    semicolon joins stays together.
    """
    text = document.text
    words = _abbreviations(profile)
    return tuple(
        Sentence(start, start + len(piece), section, piece)
        for section, stretch in _stretches(text, layout)
        for start, piece in _pieces(text, stretch, words)
    )


def _stretches(text: str, layout: Layout) -> Iterator[tuple[str, Span]]:
    """Yield the lines, and parts of lines, that are content, each with its section's name."""
    labelled = (Span(value.label_start, value.end) for value in layout.labels)
    gaps = sorted({*layout.furniture, *layout.notes, *layout.headings, *labelled})
    at = 0
    for section in layout.sections:
        for line in _LINE.finditer(text, section.start, section.end):
            start, end = line.span()
            while at < len(gaps) and gaps[at].end <= start:
                at += 1
            here = at
            while here < len(gaps) and gaps[here].start < end:
                if start < gaps[here].start:
                    yield section.name, Span(start, gaps[here].start)
                start = max(start, gaps[here].end)
                here += 1
            if start < end:
                yield section.name, Span(start, end)


@cache
def _abbreviations(profile: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words whose full stop may end no sentence, and those whose never does."""
    return (
        frozenset(profile.words("abbreviations")),
        frozenset(profile.words("abbreviations_never_last")),
    )


def _pieces(
    text: str, stretch: Span, words: tuple[frozenset[str], frozenset[str]]
) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a stretch with its offset."""
    start = stretch.start
    for stop in _STOP.finditer(text, stretch.start, stretch.end):
        if _ends_sentence(text, start, stop, words):
            yield from _cut(text, start, stop.end("mark"))
            start = stop.end("mark")
    yield from _cut(text, start, stretch.end)


def _ends_sentence(
    text: str, start: int, stop: re.Match[str], words: tuple[frozenset[str], frozenset[str]]
) -> bool:
    follows = stop["next"] or stop["close"]
    if follows is None:
        return True
    if follows.islower():
        return False
    if stop["mark"][0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - _LONGEST_WORD), stop.start())
    if before is None:
        return not _is_number_only(text, start, stop.start())
    word = before[0].lower()
    abbreviations, never_last = words
    if word in never_last or (len(word) == 1 and before[0].isupper()):
        return False
    return word not in abbreviations or follows.isupper()


def _is_number_only(text: str, start: int, end: int) -> bool:
    """Return whether nothing but a list number ("1.") stands before a full stop."""
    return end - start <= _LONGEST_WORD and not any(c.isalpha() for c in text[start:end])


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield a sentence whole, or in pieces if it is longer than any writer's."""
    while end - start > SENTENCE_LIMIT:
        stop = text.rfind(" ", start, start + SENTENCE_LIMIT)
        stop = start + SENTENCE_LIMIT if stop <= start else stop
        yield from _stripped(text, start, stop)
        start = stop
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    bare = piece.strip(" \t\u00a0\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\uf0b7*")
    if bare and (bare[0].isalnum() or _WORD.search(bare)):
        yield start + piece.index(bare), bare
