"""Judging: what a name's own words, the noun behind it and the verb before it say of its kind."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.grammar.anchors import find_anchors
from ingest.grammar.literals import DEGREES
from ingest.grammar.pieces import Piece, find_pieces, is_acronym
from ingest.grammar.topic_words import TopicWords
from ingest.language.lexicon import lexicon_of
from ingest.language.names import classify
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence

__all__ = [
    "Judged",
    "Organisations",
    "find_field",
    "find_organisations",
    "fold",
    "is_plain_list",
    "judge",
]

_DEGREE: Final = re.compile(
    r"\b(?:degrees?|(?:bachelor|master|doctor|associate)s? of)\b", re.IGNORECASE
)
_FOLDED: Final = re.compile(r"[^\W_]+")
_FREE_END: Final = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?"
    r"(?:[.,;:)]|$|(?:for|and|or|to|in|with|on|at|by|when|as|that)\b)"
)
_CLOSED_END: Final = re.compile(r"\s*(?:[.,;)]|$)")
_NO_LIST_WORDS: Final = frozenset(
    {"of", "for", "to", "with", "in", "by", "that", "which", "on", "at", "from", "as", "who", "is"}
    | {"are", "the", "its", "their"}
)
_SMALL: Final = frozenset({"the", "of", "and", "for", "in"})
_OWN_LABELS: Final = frozenset({"employer", "department", "division", "section"})
_CAMEL: Final = re.compile(r"(?!Mc|Mac)(?:[A-Z][a-z]+){2,4}")
_RULED: Final = re.compile(r"\s+(?:requirements|regulations|guidelines|mandates)\b")
_COMPETENCIES: Final = re.compile(r"\b(?:competencies|core values) of (?:the )?\Z")
_OFFICE: Final = re.compile(r"[\u2019'\u00bf]s\s+office\b")
_PART: Final = re.compile(r"\s+(?:division|department|office|unit|section|bureau)\b")
_WINDOW: Final = 120
_NEAR: Final = 45
_SHORT: Final = 2
_OPENING: Final = re.compile(r"(?:(?:[Tt]he|[Hh]ere at|[Aa]t)\s+(?:the\s+)?)?")
_HOSTING: Final = re.compile(
    r",?\s+(?:is|are|has|have|seeks|invites|offers|announces|welcomes|strives|we|our|serves|does"
    r"|will|provides|values|believes)\b"
)
_JOINING: Final = re.compile(
    r"\b(?:join(?:ing)?|work(?:ing)? (?:for|at)|careers? (?:with|at|in)|positions? (?:with|at)"
    r"|about|welcome to|employe(?:d by|es? of)|mission of|opportunity (?:with|at))\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_JOINING_ENDS: Final = (
    *("join", "joining", "for", "at", "with", "in", "about", "to", "by", "of", "the"),
)
"""The last words of what `_JOINING` finds."""
_ORGANISED: Final = re.compile(
    r"\s+(?:staff|leadership|management|employees|offices?|headquarters|stakeholders|members)\b"
    r"|[\u2019'\u00bf]s?\s"
)


@dataclass(slots=True)
class Judged:
    """A piece while it is judged.

    Attributes:
        piece: The name.
        kind: What it is, once that is known.
        rule: What spoke for it.
        confidence: The probability that it is right.
        noun: The noun behind it: "program".
        noun_kind: The kind which that noun says.
        closed: Whether it is a unit, a post or a date, and no topic at all.
    """

    piece: Piece
    kind: str | None = None
    rule: str = ""
    confidence: float = 0.0
    noun: str = ""
    noun_kind: str | None = None
    closed: bool = False

    def settle(self, kind: str, rule: str, confidence: float) -> None:
        """Set the kind, with the rule and its confidence."""
        self.kind, self.rule, self.confidence = kind, rule, confidence


@dataclass(frozen=True, slots=True)
class Organisations:
    """Names and acronyms of a text that stand for the employer or a part of it.

    Attributes:
        hosts: Names that the text uses as those of the employer: "... is seeking".
        ours: Those of the organisation's own units and posts.
        owners: Those that the text treats as an organisation: "ABC staff", "ABC's goals".
    """

    hosts: frozenset[frozenset[str]]
    ours: frozenset[str]
    owners: frozenset[str]


def find_organisations(reading: Reading) -> Organisations:
    """Return the names and acronyms of a reading that stand for the employer or its parts."""
    hosts = (fold(p.text) for p in find_pieces(reading) if _is_host(reading, p))
    ours = (run.acronym for run in reading.runs if run.acronym and run.kind in {"unit", "post"})
    owners = (
        acronym
        for acronym, _, end in reading.acronyms.uses
        if _ORGANISED.match(reading.text, end) is not None
    )
    return Organisations(frozenset(hosts), frozenset(ours), frozenset(owners))


def _is_host(reading: Reading, piece: Piece) -> bool:
    """Return whether a sentence speaks of a name as of the employer: "X is seeking", "join X"."""
    sentence = reading.sentence_at(piece.start)
    if sentence is None or piece.run_kind is not None:
        return False
    text = reading.text
    before = text[max(sentence.start, piece.start - _NEAR) : piece.start]
    if before.rstrip().lower().endswith(_JOINING_ENDS) and _JOINING.search(before) is not None:
        return True
    return (
        _OPENING.fullmatch(before) is not None and _HOSTING.match(text, piece.full_end) is not None
    )


def judge(
    reading: Reading,
    sentence: Sentence,
    piece: Piece,
    words: TopicWords,
    known: Organisations,
    field_from: int,
) -> Judged:
    """Return what one name says of itself, by its head, else by what stands around it.

    Args:
        reading: The description.
        sentence: The sentence that holds the name.
        piece: The name.
        words: The word lists of the profile.
        known: What stands for the employer and its parts.
        field_from: Where the sentence names a degree, behind which names are fields of study.
    """
    item = Judged(piece)
    text = reading.text
    item.closed = (
        piece.run_kind is not None
        or words.is_no_name(piece.text)
        or piece.acronym in reading.employer
        or piece.text in known.ours
        or piece.start > field_from
    )
    if piece.run_kind == "team":
        item.settle("team", "team-name", 0.95)
    if item.closed:
        return item
    short = is_acronym(piece.text)
    name = (reading.acronyms.expansion_of(piece.text) or piece.text) if short else piece.text
    head = _head(item, name, text, words, short=short)
    noun = words.noun_behind.match(text, item.piece.full_end, sentence.end)
    owns = noun is not None and noun.lastgroup == "program" and noun[0].endswith("s")
    if noun is not None and not (owns and piece.text in known.owners):
        item.noun, item.noun_kind = noun[0].strip(), noun.lastgroup
        head = None if head == "event" else head
    elif _may_have_more(reading, sentence, piece, known, words):
        noun = words.noun_beyond.match(text, piece.full_end, sentence.end)
        if noun is not None:
            item.noun, item.noun_kind = noun[0].strip(), noun.lastgroup
    host = fold(piece.text) in known.hosts
    if not host and _is_outside(reading, piece, words):
        item.settle("agency", "outside-body", 0.9)
    elif head is not None and not words.is_place(name):
        if head != "agency":
            if " and " not in name or not words.is_held(text, sentence.start, piece.start):
                item.settle(head, "head", 0.95)
        elif not (host or _is_own(reading, piece, words)):
            _as_body(item, text)
    elif item.noun_kind is not None:
        _by_noun(item, item.noun_kind, short=short)
    else:
        before = text[max(sentence.start, piece.start - _WINDOW) : piece.start]
        after = text[piece.full_end : min(sentence.end, piece.full_end + _WINDOW)]
        _by_verb(item, before, after, words, short=short)
    return item


def _as_body(item: Judged, text: str) -> None:
    """Settle a name with the head of a body, with the "office" in lower case behind it."""
    piece = item.piece
    if piece.text.endswith("Administration") and _PART.match(text, piece.full_end) is not None:
        return
    office = _OFFICE.match(text, piece.end) if piece.acronym is None else None
    if office is not None:
        name, end = text[piece.start : office.end()], office.end()
        item.piece = piece._replace(text=name, name=name, end=end, full_end=end)
    item.settle("agency", "head", 0.95)


def find_field(reading: Reading, sentence: Sentence) -> int:
    """Return where a sentence names a degree, or its end if it names none."""
    places = find_anchors(reading, DEGREES)
    for position in places[bisect_left(places, sentence.start) :]:
        if position >= sentence.end:
            break
        if _DEGREE.match(reading.text, position, sentence.end) is not None:
            return position
    return sentence.end


@lru_cache(maxsize=8192)
def fold(text: str) -> frozenset[str]:
    """Return the words by which two names are compared, without small ones."""
    return frozenset(w.lower() for w in _FOLDED.findall(text)) - _SMALL


def is_plain_list(text: str) -> bool:
    """Return whether the words between a verb and a name are other, plain items of its list.

    >>> is_plain_list("construction trades, automotive trades, "), is_plain_list("the work of the ")
    (True, False)
    """
    if len(text) > _WINDOW or not text.rstrip(" ").endswith((",", "and")):
        return False
    return not any(word in _NO_LIST_WORDS for word in text.replace(",", " ").split())


def _may_have_more(
    reading: Reading, sentence: Sentence, piece: Piece, known: Organisations, words: TopicWords
) -> bool:
    """Return whether words may stand between a name and its noun: "the X payroll system"."""
    if reading.text[piece.full_end : piece.full_end + 1] != " " or words.is_place(piece.text):
        return False
    if piece.text in known.owners:
        return False
    return " " in piece.text or piece.start > sentence.start or is_acronym(piece.text)


def _head(item: Judged, name: str, text: str, words: TopicWords, *, short: bool) -> str | None:
    """Return the kind that a name's head shows; the piece is cut to what its rules regulate."""
    head = words.head_kind(name)
    if name[0].islower() and head not in {"program", "system"}:
        return None
    if head != "law" or short:
        return head
    piece = item.piece
    if words.is_funding(name, text[piece.full_end : piece.full_end + 20]):
        return "program"
    regulated = words.regulated(name)
    if regulated is None:
        return head
    end = piece.start + len(regulated)
    item.piece = piece._replace(text=regulated, name=regulated, end=end, full_end=end)
    return "program"


def _is_outside(reading: Reading, piece: Piece, words: TopicWords) -> bool:
    """Return whether a name is that of a body known to stand outside, such as "YMCA"."""
    if piece.text in words.agency_acronyms:
        return True
    return classify(piece.text, lexicon_of(reading.profile)) in {"unit", "post", "team"}


def _is_own(reading: Reading, piece: Piece, words: TopicWords) -> bool:
    """Return whether a body is the employer itself or a part of it, not an outside one."""
    if piece.prefix:
        return True
    mine = fold(piece.text)
    for label in reading.layout.labels:
        if label.name in _OWN_LABELS:
            theirs = fold(reading.text[label.start : label.end])
            if theirs and (theirs <= mine or mine <= theirs):
                return True
    employer = (name for name in reading.employer if not words.is_place(name))
    return any(fold(name) <= mine for name in employer)


def _by_noun(item: Judged, kind: str, *, short: bool) -> None:
    if kind == "agency" and not short:
        return
    rule = f"noun-{kind}"
    item.settle("program" if kind == "test" else kind, rule, 0.85 if short else 0.8)


def _by_verb(item: Judged, before: str, after: str, words: TopicWords, *, short: bool) -> None:
    name = item.piece.text
    if short:
        _by_lead(item, before[-_NEAR:], after, words)
    elif _CAMEL.fullmatch(name) is not None:
        item.settle("system", "product-name", 0.7)
    elif " " in name and _FREE_END.match(after) is not None:
        _by_clause(item, before, words)


def _by_lead(item: Judged, near: str, after: str, words: TopicWords) -> None:
    """Settle an acronym by the words right before and behind it."""
    if len(item.piece.text) > _SHORT and _RULED.match(after) is not None:
        item.settle("agency", "requirements-of", 0.5)
    elif _FREE_END.match(after) is None:
        return
    elif len(item.piece.text) > 1 and _COMPETENCIES.search(near):
        item.settle("program", "competencies-of", 0.65)
    elif len(item.piece.text) > 1 and words.contracted.search(near):
        item.settle("agency", "contract-with", 0.8)
    elif words.located.search(near) and _CLOSED_END.match(after):
        item.settle("system", "located-on", 0.6)


def _by_clause(item: Judged, before: str, words: TopicWords) -> None:
    """Settle a name of several words by the clause before it."""
    name, near = item.piece.text, before[-_NEAR:]
    if words.is_function(name):
        if words.reported.search(before):
            item.settle("agency", "reported-to", 0.7)
    elif words.is_place(name):
        return
    elif words.supported.search(near):
        if not words.is_training(name):
            item.settle("program", "in-support-of", 0.65)
    elif (run := words.runs_list.search(before)) and is_plain_list(before[run.end() :]):
        item.settle("program", "list-that-is-run", 0.55)
