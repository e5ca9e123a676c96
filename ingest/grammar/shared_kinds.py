"""Shared kinds: names that take their kind from a class, a list or another place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.grammar.anchors import anchored
from ingest.grammar.judging import Judged, is_plain_list
from ingest.grammar.literals import CLASSES
from ingest.grammar.pieces import Piece
from ingest.grammar.topic_words import TopicWords
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence

__all__ = [
    "find_classes",
    "halves",
    "share_class",
    "share_default",
    "share_elsewhere",
    "share_list",
]

_LINK: Final = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*(?:[,;/&]|\b(?:and/or|and|or|as well as|the|a|an|other)\b|\s)*"
)
_BRACKETED: Final = re.compile(r"\([^()]{1,60}\)")
_SUCH_AS: Final = re.compile(
    r"(?:such as\b|including(?:,? but not limited to,?)?|e\.g\.,?|i\.e\.,?|namely\b|like\b"
    r"|for example,?|(?<=\bprograms )in\b)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PROVIDING: Final = re.compile(
    r"\bthat (?:provide|offer|deliver)\b[^.;]*\b(?:support|supports|services|programs)\Z"
)
_LABEL_END: Final = re.compile(r"\s*(?::|[-\u2013\u2014]\s|[-\u2013\u2014]\w)")
_WINDOW: Final = 70
_LONGEST_LINK: Final = 90
_LICENSED: Final = ("certificat", "licens")
_ORDER: Final = ("agency", "program", "system", "law", "event")
_SHARED_KINDS: Final = frozenset({"program", "system", "team", "agency", "law", "test"})


def find_classes(
    reading: Reading, words: TopicWords
) -> Iterator[tuple[Sentence, re.Match[str], str]]:
    """Yield each "such as" with its sentence and the kind of the class before it."""
    for cue in anchored(reading, _SUCH_AS, CLASSES):
        sentence = reading.sentence_at(cue.start())
        if sentence is None or cue.end() > sentence.end:
            continue
        begin = max(sentence.start, cue.start() - _WINDOW)
        kind = _class_before(reading.text[begin : cue.start()].rstrip(" ,("), words)
        if kind is not None:
            yield sentence, cue, kind


def share_class(
    reading: Reading,
    cue: re.Match[str],
    kind: str,
    judged: Sequence[Judged],
    words: TopicWords,
) -> list[Judged]:
    """Return the names, those behind "programs such as" or "agencies, including" with that kind.

    A class has several members: "agencies such as A and B" names two.
    """
    text, at = reading.text, cue.end()
    items: list[Judged] = []
    ended = False
    for item in judged:
        piece = item.piece
        if piece.start < at or ended or item.kind is not None or item.closed:
            items.append(item)
            at = max(at, piece.full_end) if piece.start >= at else at
            continue
        gap = text[at : piece.start - len(piece.prefix)]
        if not _is_link(gap) and not is_plain_list(_BRACKETED.sub("", gap)):
            items.append(item)
            ended = True
            continue
        at = piece.full_end
        if kind == "program" and words.is_document(piece.text):
            items.append(item)
            continue
        for part in _parts(item):
            product = kind == "program" and words.name_kind is None and _is_product(part.piece)
            part.settle("system" if product else kind, "class-such-as", 0.8)
            items.append(part)
    return items


def _parts(item: Judged) -> list[Judged]:
    """Return the two names that "and" joins, or the one name."""
    piece = item.piece
    left, link, right = piece.text.partition(" and ")
    if not link or piece.acronym is not None:
        return [item]
    middle = piece.start + len(left)
    first = piece._replace(text=left, name=left, end=middle, full_end=middle)
    second = piece._replace(text=right, name=right, start=middle + len(link), prefix="")
    return [Judged(first), Judged(second)]


def halves(item: Judged) -> list[Judged]:
    """Return the two programs of "Deep Reef and Still Tide programs", or the one name."""
    if item.rule != "noun-program" or item.piece.acronym is not None:
        return [item]
    if not item.noun.endswith("s") or item.noun.endswith("ss"):
        return [item]
    text = item.piece.text
    for mark, fewest in ((" and ", 2), ("/", 1)):
        left, link, right = text.partition(mark)
        if link and " " in right and len(left.split()) >= fewest:
            start = item.piece.start + len(left)
            first = item.piece._replace(text=left, name=left, end=start, full_end=start)
            second = item.piece._replace(text=right, name=right, start=start + len(link), prefix="")
            return [replace(item, piece=first), replace(item, piece=second)]
    return [item]


def _class_before(window: str, words: TopicWords) -> str | None:
    """Return the kind of the class that the words before "such as" name, if any."""
    if _PROVIDING.search(window) is not None:
        return "program"
    kinds = [str(found.lastgroup) for found in words.class_noun.finditer(window)]
    return kinds[-1].replace("software", "system") if kinds else None


def _is_product(piece: Piece) -> bool:
    """Return whether a "program" is one for a computer: one word that nothing spells out."""
    return " " not in piece.text and piece.acronym is None


def _is_link(gap: str) -> bool:
    return len(gap) <= _LONGEST_LINK and _LINK.fullmatch(gap) is not None


def share_list(reading: Reading, judged: Sequence[Judged], words: TopicWords) -> None:
    """Give names without a kind the kind of the list they stand in."""
    text = reading.text
    row: list[Judged] = []
    for item in judged:
        before = item.piece.start - len(item.piece.prefix)
        if row and not _is_link(text[row[-1].piece.full_end : before]):
            _share(row, words)
            row = []
        row.append(item)
    _share(row, words)


def _share(row: Sequence[Judged], words: TopicWords) -> None:
    if len(row) < 2 or any(item.piece.run_kind in {"unit", "post"} for item in row):
        return
    noun = _shared_noun(row[-1], words)
    if noun is not None:
        kind: str | None = "program" if row[-1].noun_kind == "test" else row[-1].noun_kind
        rule = f"shared-noun-{row[-1].noun_kind}"
    else:
        kinds = {item.kind for item in row}
        kind, rule = next((known for known in _ORDER if known in kinds), None), "listed-with"
    if kind is None:
        return
    for item in row:
        paid = noun is not None and kind == "program" and words.is_part(item.piece.text)
        if kind == "agency" and noun is None and not _may_be_body(item.piece):
            continue
        if (item.kind is None and not item.closed) or paid:
            item.settle(kind, rule, 0.65)
            item.noun = item.noun or (noun or "" if kind in {"team", "system"} else "")
            item.noun_kind = kind


def _may_be_body(piece: Piece) -> bool:
    """Return whether a name is more than one plain word, as "Mail" in a list with bodies is."""
    return not piece.text.isalpha() or not piece.text[1:].islower()


def _shared_noun(last: Judged, words: TopicWords) -> str | None:
    """Return the noun behind the last name of a list if all its names share it."""
    if last.noun_kind not in _SHARED_KINDS:
        return None
    return last.noun if last.noun.endswith("s") or last.noun in words.shared_nouns else None


def share_elsewhere(judged: Sequence[Judged]) -> None:
    """Give names without a kind the kind that the same name has elsewhere in the text."""
    known: dict[str, str] = {}
    for item in judged:
        if item.kind is not None and item.rule != "located-on":
            for form in (item.piece.text, item.piece.acronym):
                if form:
                    known.setdefault(form.lower(), item.kind)
    for item in judged:
        if item.kind is None and not item.closed:
            same = known.get(item.piece.text.lower())
            if same is not None:
                item.settle(same, "named-elsewhere", 0.8)


def share_default(reading: Reading, judged: Sequence[Judged], words: TopicWords) -> None:
    """Give names that nothing explains the kind that such names have in texts of this profile."""
    for item in judged:
        if item.kind is None and not item.closed and item.piece.text in words.program_names:
            item.settle("program", "published-name", 0.8)
    if words.name_kind is None:
        return
    mine = reading.subject.name.lower()
    for item in judged:
        name = item.piece.text
        if item.kind is not None or item.closed or " " not in name:
            continue
        if mine.endswith(name.lower()) or _is_no_subject(reading, item.piece, words):
            continue
        if words.is_place(name) or words.is_function(name) or words.is_unnamed(name):
            continue
        if _LABEL_END.match(reading.text, item.piece.full_end) is None:
            item.settle(words.name_kind, "unexplained", 0.5)


def _is_no_subject(reading: Reading, piece: Piece, words: TopicWords) -> bool:
    """Return whether a name stands where none of a program does.

    That is behind a title or a credential ("superintendent for Nets and Tides", "Certificate of
    Deep Diving"), among licences, or behind a verb that a sentence begins with ("Bills Insurers").
    """
    sentence = reading.sentence_at(piece.start)
    if sentence is None or any(part in sentence.section for part in _LICENSED):
        return True
    first, _, rest = piece.text.partition(" ")
    if piece.start == sentence.start and first.endswith("s") and " " not in rest:
        return True
    return words.is_held(reading.text, sentence.start, piece.start)
