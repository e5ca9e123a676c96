"""Sentences: the prose of a description's sections as spans, in text order."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from ingest.document import SourceDocument
from ingest.layout.layout import Layout
from ingest.profile import Profile

__all__ = ["Sentence", "split_sentences"]

SENTENCE_LIMIT: Final = 2500
"""The longest sentence, in code points; a longer one is cut at a blank, so that no rule that looks
back and forth within a sentence can take long."""

# A set of characters before any repetition: the engine looks for the first one fast.
_STOP = re.compile(
    r"(?P<mark>[.!?][.!?]*[)\]\"'\u201d\u2019]*)"
    r"(?:[ \t\u00a0]+(?=[\"'\u201c\u2018(\[*\u2022-]*(?P<next>\w))"
    r"|(?=(?P<close>[A-Z][a-z]|\d{1,2}\. ?[A-Z]))|[ \t\u00a0]+(?=\W)|(?=[ \t]*$))"
)
_WORD = re.compile(r"\w")
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_WORD: Final = 20
_AROUND: Final = " \t\u00a0\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\uf0b7*"
"""The blanks and bullets around a sentence."""


class Sentence(NamedTuple):  # no dataclass: a tuple is made faster, and a text has many
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
    sentences: list[Sentence] = []
    for section, begin, end in _stretches(text, layout):
        for left, right in _pieces(text, begin, end, words):
            piece = text[left:right]
            bare = piece.strip(_AROUND)
            if bare and (bare[0].isalnum() or _WORD.search(bare)):
                start = left + piece.index(bare)
                sentences.append(Sentence(start, start + len(bare), section, bare))
    return tuple(sentences)


def _stretches(text: str, layout: Layout) -> Iterator[tuple[str, int, int]]:
    """Yield the lines, and parts of lines, that are content, each with its section's name."""
    skipped = (*layout.furniture, *layout.notes, *layout.headings)
    gaps = [(span.start, span.end) for span in skipped]
    gaps += [(value.label_start, value.end) for value in layout.labels]
    gaps.sort()
    gaps.append((len(text), len(text) + 1))  # so that there always is a next one
    at = 0
    for section in layout.sections:
        for line in _LINE.finditer(text, section.start, section.end):
            start, end = line.span()
            while gaps[at][1] <= start:
                at += 1
            here = at
            while gaps[here][0] < end:
                if start < gaps[here][0]:
                    yield section.name, start, gaps[here][0]
                start = max(start, gaps[here][1])
                here += 1
            if start < end:
                yield section.name, start, end


@cache
def _abbreviations(profile: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words whose full stop may end no sentence, and those whose never does."""
    return (
        frozenset(profile.words("abbreviations")),
        frozenset(profile.words("abbreviations_never_last")),
    )


def _pieces(
    text: str, start: int, end: int, words: tuple[frozenset[str], frozenset[str]]
) -> list[tuple[int, int]]:
    """Return where each sentence of a stretch begins and ends, with the blanks around it."""
    begin = start
    stops = [s.end("mark") for s in _STOP.finditer(text, start, end) if _ends(text, s, words)]
    pieces: list[tuple[int, int]] = []
    for stop in (*stops, end):
        while stop - begin > SENTENCE_LIMIT:  # longer than any writer's
            cut = text.rfind(" ", begin, begin + SENTENCE_LIMIT)
            cut = begin + SENTENCE_LIMIT if cut <= begin else cut
            pieces.append((begin, cut))
            begin = cut
        if begin < stop:
            pieces.append((begin, stop))
        begin = stop
    return pieces


def _ends(text: str, stop: re.Match[str], words: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Return whether a stop ends its sentence."""
    follows = stop["next"] or stop["close"]
    if follows is None:
        return True
    if follows.islower():
        return False
    if stop["mark"][0] != ".":
        return True
    at = stop.start()
    before = text[max(at - _LONGEST_WORD, 0) : at].rsplit(None, 1)
    word = before[-1].lstrip("(['\"\u201c\u2018") if before else ""
    number = len(word) - len(word.rstrip("0123456789"))
    if number and stop["close"] and follows[0].isdigit():
        return False  # the point of "3.5. The"
    if number:
        return not _is_list_number(text, at - number)
    abbreviations, never_last = words
    folded = word.lower()
    if folded in never_last or (len(word) == 1 and word.isupper()):
        return False
    return folded not in abbreviations or follows.isupper()


def _is_list_number(text: str, at: int) -> bool:
    """Return whether a number at an offset opens a line, or a sentence as in "staff.2. Keeps"."""
    before = text[max(at - 3, 0) : at].rstrip(" \t(")
    return not before or (before[-1] in "\r\n.!?:;\u2022*" and not before[-2:-1].isdigit())
