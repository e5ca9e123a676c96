"""Oddities: what single characters and words of a text show to be wrong.

Each pattern begins with a rare character, or one of a plain set, which the engine finds fast; the
words around it are looked at only there.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq
from typing import Final

from ingest.document import SourceDocument
from ingest.reading import Reading
from ingest.record import Finding

__all__ = ["find_oddities", "make_finding"]

QUOTE_LIMIT: Final = 600
"""The longest quotation of a finding, in code points."""

_MOJIBAKE = re.compile(
    r"[\u00bf^\u00c3\u00c2\u00e2\u00ef\ufffd](?:(?<=\w[\u00bf^])(?=\w)|(?<=[a-z]\u00bf)(?=\s)"
    r"|(?<=\u00c3)[\u0080-\u00bf]|(?<=\u00c2)[\u00a0-\u00bf]|(?<=\u00e2)\u20ac."
    r"|(?<=\u00ef)\u00bb\u00bf|(?<=\ufffd))"
)
_CONTROL_SET: Final = "[\x00-\x08\x0b\x0e-\x1f\x7f]"
_CONTROL = re.compile(f"{_CONTROL_SET}{_CONTROL_SET}*")
_MISSING_SPACE = re.compile(r"[.;,](?<=[a-z)].)(?=[A-Z][a-z])")
_STRAY = re.compile(r"[.,;](?<= .)(?=\s|$)(?! [.,;])", re.MULTILINE)
_DEGREE = re.compile(r"s (?=degree|licen[sc]e)")
_OWNERS: Final = ("bachelor", "master", "associate", "driver", "operator", "chauffeur")
_YEARS = re.compile(
    r" years (?=(?:satisfactory |successful |related |relevant |professional |work )*experience)"
)
_NUMBERS: Final = re.compile(
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\Z", re.IGNORECASE
)
_HOLE_AFTER_OF = re.compile(r" of(?: the)? ?(?:[,.;:)](?!\w)|(?:and|or|of|to|is|who|will)\b)")
_LED: Final = frozenset(
    [
        "direction",
        "supervision",
        "guidance",
        "office",
        "division",
        "department",
        "director",
        "chief",
        "head",
    ]
)
_RIGHTLY_TWICE: Final = frozenset(["that", "had"])
_ARTICLES: Final = frozenset(["the", "a", "an"])
_HOLE_AFTER_ARTICLE = re.compile(r"[,;)](?:(?<=\w .)|(?<=the.)|(?<= a.)|(?<=an.))(?!\w)")
_HOLE_AFTER_THE = re.compile(r"he (?:and|or|of|is|who|will|has|are)\b(?!/)")
_LONGEST_WORD: Final = 60
_ADDRESS = re.compile(r"[@/]|www", re.IGNORECASE)
_WORD_RIGHT = re.compile(r"[\w']+")


def make_finding(
    document: SourceDocument, kind: str, start: int, end: int, message: str
) -> Finding:
    """Return a finding that quotes its place, at most QUOTE_LIMIT characters of it."""
    end = min(end, start + QUOTE_LIMIT)
    return Finding(kind, message, document.text[start:end], start, end)


def find_oddities(reading: Reading) -> Iterator[Finding]:
    """Yield the oddities of the content, kind by kind."""
    document, layout = reading.document, reading.layout
    text = document.text
    end = min((s.start for s in layout.furniture if s.end == document.end), default=document.end)
    start = layout.sections[0].start if layout.sections else document.start
    for match in _MOJIBAKE.finditer(text, start, end):
        message = "a character was lost when the text was re-encoded"
        yield make_finding(document, "mojibake", *match.span(), message)
    for match in _CONTROL.finditer(text, document.start, document.end):
        message = "a control character that no text needs"
        yield make_finding(document, "control_character", *match.span(), message)
    for match in _MISSING_SPACE.finditer(text, start, end):
        place = _words_around(text, match.start(), match.end())
        if not _ADDRESS.search(text, place[0], place[1] + 1):
            yield make_finding(document, "missing_space", *place, "two sentences run together")
    for match in _STRAY.finditer(text, start, end):
        blank = match.start() - 1
        if text[blank - 2 : blank] != " .":  # else dots that lead to a number
            begin = _word_start(text, blank)
            message = "a punctuation mark stands alone"
            yield make_finding(document, "stray_punctuation", begin, match.end(), message)
    yield from _lost_apostrophes(document, start, end)
    yield from _holes(document, start, end)
    yield from _repeated_words(reading)


def _lost_apostrophes(document: SourceDocument, start: int, end: int) -> Iterator[Finding]:
    text, message = document.text, "an apostrophe seems to be lost"
    for match in _DEGREE.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if text[begin : match.start()].lower() in _OWNERS:
            yield make_finding(document, "missing_apostrophe", begin, match.start() + 1, message)
    for match in _YEARS.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if _NUMBERS.match(text, begin, match.start()):
            yield make_finding(document, "missing_apostrophe", begin, match.end() - 1, message)


def _holes(document: SourceDocument, start: int, end: int) -> Iterator[Finding]:
    text, message = document.text, "a name seems to have been cut out here"
    after_of: set[int] = set()
    for match in _HOLE_AFTER_OF.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if text[begin : match.start()].lower() in _LED:
            after_of.add(match.end())
            yield make_finding(document, "name_missing", begin, match.end(), message)
    for match in _HOLE_AFTER_ARTICLE.finditer(text, start, end):
        word_end = match.start() - (text[match.start() - 1] == " ")
        begin = _word_start(text, word_end)
        if text[begin:word_end].lower() in _ARTICLES and match.end() not in after_of:
            yield make_finding(document, "name_missing", begin, match.end(), message)
    for match in _HOLE_AFTER_THE.finditer(text, start, end):
        begin = _word_start(text, match.start() + 2)
        if text[begin : match.start() + 2].lower() == "the":
            yield make_finding(document, "name_missing", begin, match.end(), message)


def _repeated_words(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        words = sentence.text.split(" ")
        if not any(map(eq, words, words[1:])):
            continue
        at = sentence.start
        for word, following in pairwise(words):
            if word == following and len(word) > 1 and word.isalpha():
                end = at + 2 * len(word) + 1
                if word.lower() not in _RIGHTLY_TWICE:
                    yield make_finding(
                        reading.document, "repeated_word", at, end, "a word stands twice"
                    )
            at += len(word) + 1


def _word_start(text: str, end: int) -> int:
    """Return where the word that ends at an offset begins."""
    start = max(end - _LONGEST_WORD, 0)
    return max(text.rfind(" ", start, end), text.rfind("\n", start, end), start - 1) + 1


def _words_around(text: str, left: int, right: int) -> tuple[int, int]:
    match = _WORD_RIGHT.match(text, right)
    return _word_start(text, left), right if match is None else match.end()
