"""Sentences: the prose of a description's sections as spans, in text order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.layout import Layout
from ingest.profile import Profile
from ingest.record import Section

__all__ = ["Sentence", "split_sentences"]

_ABBREVIATIONS: Final = frozenset(
    "dr mr mrs ms prof sr jr st no nos vs etc inc ltd co corp dept asst assoc admin gov rep sen sec "
    "ed u.s e.g i.e al approx ext fig min max hr hrs mo mos yr yrs ph.d m.a b.a m.s b.s cf incl eg ie "
    "jan feb mar apr jun jul aug sept oct nov dec".split()
)
"""Words after which a full stop does not end a sentence (lower case, without the last stop)."""

_ALWAYS_GO_ON: Final = frozenset("dr mr mrs ms prof e.g i.e vs cf eg ie no nos".split())
"""Abbreviations after which a sentence goes on even if a capital letter follows."""

_STOP = re.compile(
    r"(?P<mark>[.!?]+[)\]\"'”’]*)(?P<gap>[ \t]+(?=[\"'“(\[]?(?P<next>\w))|(?=[A-Z][a-z]|[A-Z]\s)|(?=[ \t]*$)|[ \t]+(?=\W))"
)
_BEFORE = re.compile(r"[A-Za-z](?:[A-Za-z]*|(?:\.[A-Za-z])+)$")
_LINE = re.compile(r"[^\r\n]+")


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
    a blank behind it ends one too where a capitalised word follows, as in "(IEPs).Serves".
    """
    del profile
    skipped = _skipped(document, layout)
    sentences = [
        sentence
        for section in layout.sections
        for line in _LINE.finditer(document.text, section.start, section.end)
        for sentence in _of_line(document.text, line.start(), line.end(), section, skipped)
    ]
    return tuple(sorted(sentences, key=lambda s: s.start))


def _skipped(document: SourceDocument, layout: Layout) -> tuple[Span, ...]:
    ends = [Span(v.label_start, v.end) for v in layout.labels]
    return tuple(sorted({*layout.furniture, *layout.notes, *layout.headings, *ends}))


def _of_line(
    text: str, start: int, end: int, section: Section, skipped: Sequence[Span]
) -> Iterator[Sentence]:
    for gap in (s for s in skipped if s.start < end and s.end > start):
        yield from _of_stretch(text, start, min(gap.start, end), section)
        start = max(start, gap.end)
    yield from _of_stretch(text, start, end, section)


def _of_stretch(text: str, start: int, end: int, section: Section) -> Iterator[Sentence]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_here(text, begin, stop):
            yield from _sentence(text, begin, stop.end("mark"), section)
            begin = stop.end("mark")
    yield from _sentence(text, begin, end, section)


def _ends_here(text: str, begin: int, stop: re.Match[str]) -> bool:
    if stop["mark"][0] != ".":
        return True
    follows = stop["next"]
    before = _BEFORE.search(text, max(begin, stop.start() - 20), stop.start())
    if before is not None:
        word = before[0].lower()
        if word in _ALWAYS_GO_ON and follows is not None:
            return False
        if (word in _ABBREVIATIONS or len(word) == 1) and not _opens(text, stop):
            return False
        if len(word) == 1 and follows is not None:
            return False
    return follows is None or not follows.islower()


def _opens(text: str, stop: re.Match[str]) -> bool:
    follows = stop["next"]
    return follows is None or follows.isupper()


def _sentence(text: str, start: int, end: int, section: Section) -> Iterator[Sentence]:
    piece = text[start:end]
    stripped = piece.strip()
    if any(c.isalnum() for c in stripped):
        begin = start + piece.index(stripped)
        yield Sentence(begin, begin + len(stripped), section.name, stripped)
