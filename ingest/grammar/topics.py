"""Topics: what the names are that are neither posts nor units: programs, laws, systems, agencies.

A name is judged, in this order, by its own head ("... Program"), by the noun behind it ("the ...
software"), by the words before it ("agencies such as ..."), by the names it is listed with, and by
the same name elsewhere. What nothing speaks for stays without a kind and is not reported.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.grammar.judging import Judged, find_field, find_organisations, fold, judge
from ingest.grammar.pieces import Piece, find_pieces, is_acronym
from ingest.grammar.shared_kinds import (
    find_classes,
    halves,
    share_class,
    share_default,
    share_elsewhere,
    share_list,
)
from ingest.grammar.topic_words import TopicWords, topic_words
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.record import Mention, Reference

__all__ = ["Topic", "find_topics", "is_idle", "reference_of", "topic_mentions"]

_LAW_PART: Final = re.compile(r"([A-Z]\w+ (?:[IVX]+|\d[\w.-]*)) of\b")
_PLURAL_SHORT: Final = re.compile(r"[\u2019'\u00bf]?s\s*\)")
_OWNER_BEFORE: Final = 80
_LONG_WORD: Final = 3


class Topic(NamedTuple):
    """A named thing at one place, with its kind and what spoke for it.

    Attributes:
        kind: ``program``, ``law``, ``system``, ``event``, ``agency``, ``team`` or ``credential``.
        name: Its canonical name, the same at all its places.
        acronym: The acronym that the text gives it, or by which alone it is known.
        aliases: Its other names in the text, in order of first appearance.
        start: Where it begins.
        end: Where it ends, with an acronym in brackets.
        section: The section it stands in.
        rule: What spoke for its kind.
        confidence: The probability that this is right.
    """

    kind: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    start: int
    end: int
    section: str
    rule: str
    confidence: float


@lru_cache(maxsize=2)
def find_topics(reading: Reading) -> tuple[Topic, ...]:
    """Return every topic of a reading at every place, in text order, one name an entity."""
    words = topic_words(reading.profile)
    known = find_organisations(reading)
    classes: dict[int, list[tuple[re.Match[str], str]]] = {}
    for sentence, cue, kind in find_classes(reading, words):
        classes.setdefault(sentence.start, []).append((cue, kind))
    judged: list[tuple[Sentence, Judged]] = []
    for sentence, pieces in _by_sentence(reading):
        if is_idle(reading, sentence):
            continue
        field_from = find_field(reading, sentence)
        items = [judge(reading, sentence, piece, words, known, field_from) for piece in pieces]
        items = [half for item in items for half in halves(item)]
        for cue, kind in classes.get(sentence.start, ()):
            items = share_class(reading, cue, kind, items, words)
        share_list(reading, items, words)
        judged.extend((sentence, item) for item in items)
    everything = [item for _, item in judged]
    share_elsewhere(everything)
    share_default(reading, everything, words)
    found = [_topic(reading, sentence, item, item.kind) for sentence, item in judged if item.kind]
    found.extend(_defined_in_lower_case(reading, words))
    found.extend(_published_in_lower_case(reading, found))
    return _unified(found)


def topic_mentions(reading: Reading, kinds: frozenset[str]) -> Iterator[Mention]:
    """Yield a mention for every topic of the given kinds, in text order."""
    for topic in find_topics(reading):
        if topic.kind in kinds:
            yield Mention(
                topic.kind,
                topic.name,
                topic.acronym,
                topic.aliases,
                reading.text[topic.start : topic.end],
                topic.start,
                topic.end,
                topic.section,
            )


def reference_of(topic: Topic) -> Reference:
    """Return the reference under which facts name a topic."""
    return Reference(topic.kind, topic.name, acronym=topic.acronym, aliases=topic.aliases)


def is_idle(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence speaks of benefits, applying and the like, not of the post."""
    words = topic_words(reading.profile)
    if not words.is_idle_section(sentence.section):
        return False
    return words.active_cues.search(reading.text, sentence.start, sentence.end) is None


def _by_sentence(reading: Reading) -> Iterator[tuple[Sentence, tuple[Piece, ...]]]:
    """Yield each sentence that holds names, with them."""
    pieces = find_pieces(reading)
    index = 0
    for sentence in reading.sentences:
        while index < len(pieces) and pieces[index].start < sentence.start:
            index += 1
        first = index
        while index < len(pieces) and pieces[index].end <= sentence.end:
            index += 1
        if index > first:
            yield sentence, pieces[first:index]


def _topic(reading: Reading, sentence: Sentence, item: Judged, kind: str) -> Topic:
    """Return the topic of a judged piece under its full name."""
    piece, short = item.piece, item.piece.acronym
    name = piece.text
    aliases: list[str] = []
    if short and _PLURAL_SHORT.search(reading.text, piece.end, piece.full_end):
        aliases.append(name)
        name = _without_plural(name)
    if is_acronym(piece.text):
        short = piece.text.removesuffix("s") if piece.text[:-1].isupper() else piece.text
        name = reading.acronyms.expansion_of(piece.text) or short
        aliases.append(piece.text)
    if item.noun and _noun_counts(item, kind):
        long = f"{piece.text} {item.noun}"
        if short:
            aliases.append(long)
        else:
            aliases.append(name)
            name = long if kind != "team" else long.removesuffix("s")
    if kind == "law" and (part := _LAW_PART.match(piece.text)) is not None:
        aliases.append(part[1])
    if piece.prefix:
        aliases.append(f"{piece.prefix}{piece.text}")
    name = _tidy(name)
    return Topic(
        kind,
        name,
        short,
        tuple(dict.fromkeys(alias for alias in map(_tidy, aliases) if alias != name)),
        piece.start,
        piece.full_end,
        sentence.section,
        item.rule,
        item.confidence,
    )


def _noun_counts(item: Judged, kind: str) -> bool:
    """Return whether the noun behind a name belongs to it: "Real Estate program"."""
    if not item.rule.startswith(("noun-", "shared-noun-")):
        return False
    return item.noun_kind == kind or (item.noun_kind == "test" and kind == "program")


def _defined_in_lower_case(reading: Reading, words: TopicWords) -> Iterator[Topic]:
    """Yield names in lower case that an acronym marks as names: "growth system (PGS)"."""
    text = reading.text
    for definition in reading.acronyms.definitions:
        name = definition.name
        kind = words.head_kind(name) if name[:1].islower() else None
        sentence = reading.sentence_at(definition.start)
        if kind not in {"program", "system"} or sentence is None or is_idle(reading, sentence):
            continue
        before = text[max(0, definition.start - _OWNER_BEFORE) : definition.start].rstrip()
        owner = next((e for e in reading.employer if before.endswith(e)), None)
        yield Topic(
            str(kind),
            _tidy(name),
            definition.acronym,
            (f"{owner} {_tidy(name)}",) if owner else (),
            definition.start,
            text.find(")", definition.acronym_end) + 1 or definition.acronym_end,
            sentence.section,
            "defined",
            0.85,
        )


def _published_in_lower_case(reading: Reading, found: list[Topic]) -> list[Topic]:
    """Return the programs that the profile's organisation writes in small letters."""
    text, span = reading.text, reading.content
    places = sorted((topic.start, topic.end) for topic in found)
    published: list[Topic] = []
    for name in reading.profile.words("programs_in_lower_case"):
        at = text.find(name, span.start, span.end)
        while at >= 0:
            end = at + len(name)
            sentence = reading.sentence_at(at)
            whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
            before = bisect_left(places, (end, 0)) - 1
            known = before >= 0 and places[before][1] > at
            if whole and not known and sentence is not None and not is_idle(reading, sentence):
                topic = Topic(
                    "program", name, None, (), at, end, sentence.section, "published", 0.8
                )
                published.append(topic)
            at = text.find(name, end, span.end)
    return published


def _unified(topics: list[Topic]) -> tuple[Topic, ...]:
    """Return the topics with one name, acronym and set of aliases for each entity.

    Two names are one entity if they differ in number and case only, or share an acronym.
    """
    topics = sorted(topics, key=lambda t: (t.start, t.end))
    keys: dict[tuple[str, frozenset[str]], int] = {}
    groups: list[list[Topic]] = []
    for topic in topics:
        forms = [_singular(topic.name)]
        if topic.acronym:
            forms.append(frozenset({topic.acronym.lower()}))
        at = next((keys[topic.kind, form] for form in forms if (topic.kind, form) in keys), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(topic)
        for form in forms:
            keys.setdefault((topic.kind, form), at)
    unified = [topic for group in groups for topic in _as_one(group)]
    return tuple(sorted(unified, key=lambda t: (t.start, t.end)))


def _as_one(group: list[Topic]) -> Iterator[Topic]:
    """Yield the places of one entity under one name."""
    name = next((t.name for t in group if len(t.name) > len(t.acronym or "")), group[0].name)
    short = next((t.acronym for t in group if t.acronym), None)
    forms = [form for t in group for form in (t.name, *t.aliases)]
    aliases = tuple(dict.fromkeys(form for form in forms if form not in {name, short}))
    for topic in group:
        yield topic._replace(name=name, acronym=short, aliases=aliases)


def _without_plural(name: str) -> str:
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _singular(name: str) -> frozenset[str]:
    return frozenset(
        word[:-1] if len(word) > _LONG_WORD and word.endswith("s") else word for word in fold(name)
    )


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00bf", "'").split())
