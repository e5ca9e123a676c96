"""Oddities: what single characters and words of a text show to be wrong.

The places where one may be are found first: by a rare character, by a mark that does not stand
behind a letter and before a blank, or by a plain literal. The patterns are tried only there.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import compress, pairwise
from operator import eq
from typing import Final

from ingest.document import SourceDocument
from ingest.language.reading import Reading
from ingest.record import Finding

__all__ = ["find_oddities", "make_finding"]

QUOTE_LIMIT: Final = 600
"""The longest quotation of a finding, in code points."""

_MOJIBAKE = re.compile(
    r"[\u00bf^\u00c3\u00c2\u00e2\u00ef\ufffd](?:(?<=\w[\u00bf^])(?=\w)|(?<=[a-z]\u00bf)(?=\s)"
    r"|(?<=\u00c3)[\u0080-\u00bf]|(?<=\u00c2)[\u00a0-\u00bf]|(?<=\u00e2)\u20ac."
    r"|(?<=\u00ef)\u00bb\u00bf|(?<=\ufffd))"
)
_CONTROL_CHARACTERS: Final = "\x00-\x08\x0b\x0e-\x1f\x7f"
_CONTROL = re.compile(f"[{_CONTROL_CHARACTERS}]+")
_RARE = re.compile(f"[{_CONTROL_CHARACTERS}\u00bf^\u00c3\u00c2\u00e2\u00ef\ufffd]")
_COMMON: Final = bytes(code for code in range(128) if not _RARE.match(chr(code)))
_ODD_MARK = re.compile(r"[.,;)](?:(?=[A-Z])|(?<=[ aen].)(?:(?<= .)|(?<=the.)|(?<= a.)|(?<=an.)))")
_MISSING_SPACE = re.compile(r"[.;,](?<=[a-z)].)(?=[A-Z][a-z])")
_STRAY = re.compile(r"[.,;](?<= .)(?=\s|$)(?! [.,;])", re.MULTILINE)
_CREDENTIALS: Final = ("s degree", "s licence", "s license")
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
    rare: list[int] = []
    if _RARE.search(_without_common(text)):  # as in few texts
        rare = [match.start() for match in _RARE.finditer(text, document.start, document.end)]
    for match in _matches_at(_MOJIBAKE, text, (at for at in rare if at >= start), end):
        message = "a character was lost when the text was re-encoded"
        yield make_finding(document, "mojibake", *match.span(), message)
    for match in _matches_at(_CONTROL, text, rare, document.end):
        message = "a control character that no text needs"
        yield make_finding(document, "control_character", *match.span(), message)
    marks = [match.start() for match in _ODD_MARK.finditer(text, start, end)]
    for match in _matches_at(_MISSING_SPACE, text, marks, end):
        place = _words_around(text, match.start(), match.end())
        if not _ADDRESS.search(text, place[0], place[1] + 1):
            yield make_finding(document, "missing_space", *place, "two sentences run together")
    for match in _matches_at(_STRAY, text, marks, end):
        blank = match.start() - 1
        if text[blank - 2 : blank] != " .":  # else dots that lead to a number
            begin = _word_start(text, blank)
            message = "a punctuation mark stands alone"
            yield make_finding(document, "stray_punctuation", begin, match.end(), message)
    yield from _lost_apostrophes(document, start, end)
    yield from _holes(document, start, end, marks)
    yield from _repeated_words(reading)


def _without_common(text: str) -> str:
    """Return the characters of a text that are not of the common ones of ASCII, in order."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
    return rest.decode("utf-8", "surrogatepass")


def _lost_apostrophes(document: SourceDocument, start: int, end: int) -> Iterator[Finding]:
    text, message = document.text, "an apostrophe seems to be lost"
    for credential in _CREDENTIALS:
        for at in _places_of(text, credential, start, end):
            begin = _word_start(text, at)
            if text[begin:at].lower() in _OWNERS:
                yield make_finding(document, "missing_apostrophe", begin, at + 1, message)
    for match in _matches_at(_YEARS, text, _places_of(text, " years ", start, end), end):
        begin = _word_start(text, match.start())
        if _NUMBERS.match(text, begin, match.start()):
            yield make_finding(document, "missing_apostrophe", begin, match.end() - 1, message)


def _holes(
    document: SourceDocument, start: int, end: int, marks: Iterable[int]
) -> Iterator[Finding]:
    text, message = document.text, "a name seems to have been cut out here"
    after_of: set[int] = set()
    for match in _HOLE_AFTER_OF.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if text[begin : match.start()].lower() in _LED:
            after_of.add(match.end())
            yield make_finding(document, "name_missing", begin, match.end(), message)
    for match in _matches_at(_HOLE_AFTER_ARTICLE, text, marks, end):
        word_end = match.start() - (text[match.start() - 1] == " ")
        begin = _word_start(text, word_end)
        if text[begin:word_end].lower() in _ARTICLES and match.end() not in after_of:
            yield make_finding(document, "name_missing", begin, match.end(), message)
    for match in _HOLE_AFTER_THE.finditer(text, start, end):
        begin = _word_start(text, match.start() + 2)
        if text[begin : match.start() + 2].lower() == "the":
            yield make_finding(document, "name_missing", begin, match.end(), message)


def _repeated_words(reading: Reading) -> Iterator[Finding]:
    # All sentences at once, parted by a word that none of them holds: mostly there is none.
    every = " \x00 ".join([sentence.text for sentence in reading.sentences]).split(" ")
    twice = compress(every, map(eq, every, every[1:]))
    if not any(len(word) > 1 and word.isalpha() for word in twice):
        return
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


def _matches_at(
    pattern: re.Pattern[str], text: str, places: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """Yield what a pattern matches at the given places, in order, none overlapping."""
    reached = 0
    for at in places:
        if at >= reached and (match := pattern.match(text, at, end)) is not None:
            reached = match.end()
            yield match


def _places_of(text: str, literal: str, start: int, end: int) -> Iterator[int]:
    """Yield where a literal stands, in order."""
    at = text.find(literal, start, end)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1, end)


def _word_start(text: str, end: int) -> int:
    """Return where the word that ends at an offset begins."""
    start = max(end - _LONGEST_WORD, 0)
    return max(text.rfind(" ", start, end), text.rfind("\n", start, end), start - 1) + 1


def _words_around(text: str, left: int, right: int) -> tuple[int, int]:
    match = _WORD_RIGHT.match(text, right)
    return _word_start(text, left), right if match is None else match.end()
