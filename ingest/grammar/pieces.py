"""Pieces: the capitalised names of a reading, cut where two are joined, without the employer's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.grammar.topic_words import TopicWords, topic_words
from ingest.language.names import NameRun
from ingest.language.reading import Reading

__all__ = ["Piece", "find_pieces", "is_acronym"]

_AND: Final = re.compile(r"\s+(?:and|&)\s+")
_OF: Final = re.compile(r"\s(?:of|for|in|to|with)(?: the)?\s")
_ARTICLE: Final = re.compile(r"(?:The|the|A|An)\s+")
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&/-]*[A-Z]s?|[A-Z][A-Za-z]*[A-Z]s?")
_NUMERAL: Final = re.compile(r"(?:[IVX]+|\d[\w.-]*[A-Z]?|\d+[A-Z]?)$")
_LOCAL: Final = re.compile(r"(?:Local|Lodge|Chapter) (?:No\. )?\d+")
_BARE_HEAD: Final = ("Department", "Ministry", "Bureau", "Office", "Division")
_NUMERAL_LINK: Final = re.compile(r"\s*(?:and|&|,|-|\u2013|/)\s*")
_LAW_PART: Final = re.compile(r"(?:Title|Section|Chapter|Article|Part) (?:[IVX]+|\d[\w.-]*)\b")
_COUNTRY: Final = re.compile(r"\bU\.\s?S\.\s+\Z")
_POSSESSIVE: Final = re.compile(r"(?:[\u2019'\u00bf]s?)?\s*")
_WHOLE: Final = 3


class Piece(NamedTuple):
    """A capitalised name as the topics see it.

    Attributes:
        start: Where it begins, behind an article and behind the employer's name.
        end: Where it ends.
        text: Its characters.
        name: Its name in full, as units and posts are known.
        acronym: The acronym in brackets behind it.
        full_end: Where it ends with that acronym.
        run_kind: ``unit``, ``post``, ``team``, ``employer`` or None.
        prefix: The employer's name before it, with the blank: "ABC ".
    """

    start: int
    end: int
    text: str
    name: str
    acronym: str | None
    full_end: int
    run_kind: str | None
    prefix: str = ""


def is_acronym(text: str) -> bool:
    """Return whether a name is an acronym: "ABC", "ABCs", "QoS".

    >>> [is_acronym(text) for text in ("ABC", "XYZs", "Board", "Merry Start")]
    [True, True, False, False]
    """
    return _ACRONYM.fullmatch(text) is not None


@lru_cache(maxsize=2)
def find_pieces(reading: Reading) -> tuple[Piece, ...]:
    """Return the names of a reading, cut where "and" joins two, in text order."""
    words = topic_words(reading.profile)
    own = (name for name in reading.employer if not words.is_place(name))
    employer = tuple(sorted(own, key=lambda name: (-len(name), name)))
    defined = {definition.start for definition in reading.acronyms.definitions}
    pieces: list[Piece] = []
    skip_until = -1
    for run in reading.runs:
        if run.start < skip_until:
            continue
        skip_until = run.full_end
        if run.text in reading.employer:
            pieces.append(_employer_piece(run))
            continue
        for cut in _cut(run, employer, words, whole=run.start in defined):
            if cut.text == "U":
                continue
            piece = _with_country(reading, cut)
            last = pieces[-1] if pieces else None
            if last is not None and (
                _continues(reading.text, last, piece) or _by(reading, last, piece, words)
            ):
                text = reading.text[last.start : piece.end]
                pieces[-1] = last._replace(
                    end=piece.end,
                    text=text,
                    name=text,
                    acronym=piece.acronym,
                    full_end=piece.full_end,
                )
            else:
                pieces.append(piece)
    return tuple(pieces)


def _cut(
    run: NameRun, employer: tuple[str, ...], words: TopicWords, *, whole: bool
) -> Iterator[Piece]:
    """Yield the pieces of one name."""
    start, text, prefix = run.start, run.text, ""
    article = _ARTICLE.match(text)
    if article is not None:
        start, text = start + article.end(), text[article.end() :]
    ours = text.startswith(employer)
    own = next((name for name in employer if text.startswith(name)), None) if ours else None
    if own is not None and (behind := _POSSESSIVE.match(text, len(own))) is not None:
        if behind.end() == len(text):
            yield _employer_piece(run)
            return
        if text[behind.end() - 1] == " ":
            prefix, start, text = text[: behind.end()], start + behind.end(), text[behind.end() :]
    if run.kind in {"unit", "post"}:
        yield Piece(start, run.end, text, run.name, run.acronym, run.full_end, run.kind, prefix)
        return
    position = 0
    for link in () if whole else _AND.finditer(text):
        left = text[position : link.start()]
        if _separates(left, text[link.end() :], words):
            at = start + position
            yield Piece(at, at + len(left), left, left, None, at + len(left), run.kind, prefix)
            position, prefix = link.end(), ""
    name = text[position:]
    yield Piece(start + position, run.end, name, name, run.acronym, run.full_end, run.kind, prefix)


def _employer_piece(run: NameRun) -> Piece:
    return Piece(run.start, run.end, run.text, run.name, run.acronym, run.full_end, "employer")


def _separates(left: str, right: str, words: TopicWords) -> bool:
    """Return whether "and" joins two names here, rather than two words of one."""
    if not left:
        return False
    if _LAW_PART.match(right) is not None:
        return True
    ahead = words.head_kind(right)
    tail = _OF.split(left)[-1]
    if tail != left and ahead is None and _is_one_body(left, tail, right, words):
        return False
    if tail != left and " " not in tail and ahead is not None:
        return False
    behind = words.head_kind(left)
    if behind is not None:
        return words.head_kind(f"{left} and {right}") != "agency" or behind == "agency"
    return ahead is None and min(len(left.split()), len(right.split())) >= _WHOLE


def _is_one_body(left: str, tail: str, right: str, words: TopicWords) -> bool:
    """Return whether "and" joins what one body is for: "Department of Nets and Tides"."""
    if words.head_kind(left) != "agency" or _OF.search(right) is not None:
        return False
    return max(len(tail.split()), len(right.split())) < _WHOLE


def _continues(text: str, last: Piece, piece: Piece) -> bool:
    """Return whether a name goes on with what is before it.

    That is a numeral ("Teaching I and II"), what a department is for ("Department of Nets (DN)"),
    or the number of a union ("Pilots United, Local 12").
    """
    gap = text[last.full_end : piece.start]
    if gap == " of " and last.text.endswith(_BARE_HEAD) and last.run_kind is None:
        return True
    if gap in {", ", " "} and _LOCAL.fullmatch(piece.text) is not None:
        return last.run_kind is None and _LOCAL.search(last.text) is None
    return (
        _NUMERAL.match(piece.text) is not None
        and _NUMERAL.search(last.text) is not None
        and _NUMERAL_LINK.fullmatch(text, last.full_end, piece.start) is not None
    )


def _by(reading: Reading, last: Piece, piece: Piece, words: TopicWords) -> bool:
    """Return whether "by" joins a name with a noun behind it: "Vote by Mail program"."""
    if last.run_kind is not None or reading.text[last.full_end : piece.start] != " by ":
        return False
    return words.noun_behind.match(reading.text, piece.full_end) is not None


def _with_country(reading: Reading, piece: Piece) -> Piece:
    """Return a name with the "U.S." before it, which is cut off where it holds full stops."""
    near = max(0, piece.start - 6)
    if reading.text.find("S.", near, piece.start) < 0:
        return piece
    found = _COUNTRY.search(reading.text, near, piece.start)
    sentence = reading.sentence_at(piece.start)
    if found is None or sentence is None or found.start() < sentence.start:
        return piece
    text = reading.text[found.start() : piece.end]
    kind = None if piece.run_kind == "unit" else piece.run_kind
    return piece._replace(start=found.start(), text=text, name=text, run_kind=kind)
