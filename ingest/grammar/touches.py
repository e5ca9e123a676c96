"""Touches: how a post touches a program: knows it, works with it, runs it, or refers to it.

The verb that governs the program's name decides; in a section about knowledge, it is known. A
title that holds a program's name says nothing, and titles are no sentences.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.grammar.clauses import clause_evidence
from ingest.grammar.topic_words import alternatives
from ingest.grammar.topics import Topic, find_topics, reference_of
from ingest.lexicon import verb_forms
from ingest.profile import Profile
from ingest.reading import Reading
from ingest.record import Fact
from ingest.sentences import Sentence

__all__ = ["find_facts"]

_HOW: Final = ("knows", "works_with", "runs", "refers_to")
_ADJACENT: Final = re.compile(r"\s*(?:,|/|and|or|and/or)\s*(?:and\s+)?")
_WINDOW: Final = 400
_LEAD: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class _Verbs:
    """The compiled cues: clause-level verbs, words of knowing, sections about knowledge."""

    opening: re.Pattern[str]
    inside: re.Pattern[str]
    leading: re.Pattern[str]
    knowing: re.Pattern[str]
    sections: re.Pattern[str]
    how: Mapping[str, str]
    third: frozenset[str]


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a touches_program fact for every place where a program is named, in text order."""
    verbs = _verbs(reading.profile)
    for topic in find_topics(reading):
        sentence = reading.sentence_at(topic.start)
        if topic.kind != "program" or sentence is None:
            continue
        how, rule, confidence = _touch(reading, sentence, topic, verbs)
        yield Fact(
            "touches_program",
            reading.subject,
            reference_of(topic),
            (("how", how),),
            f"touches/{rule}",
            round(min(confidence, topic.confidence), 2),
            (clause_evidence(reading, sentence, topic.start, topic.end),),
        )


def _touch(
    reading: Reading, sentence: Sentence, topic: Topic, verbs: _Verbs
) -> tuple[str, str, float]:
    """Return how a program is touched, by which rule, and how sure that is."""
    text = reading.text
    begin = max(sentence.start, topic.start - _WINDOW, text.rfind(";", sentence.start, topic.start) + 1)
    in_need = verbs.sections.search(sentence.section) is not None
    if verbs.knowing.search(text, begin, topic.start) is not None and (
        in_need or _governing(text, begin, topic.start, verbs) in {None, "knows"}
    ):
        return "knows", "knowledge-of", 0.95
    if in_need:
        return "knows", "knowledge-section", 0.75
    how = _governing(text, begin, topic.start, verbs)
    if how is None:
        return "refers_to", "named", 0.5
    return how, f"verb-{how.replace('_', '-')}", 0.8 if how != "refers_to" else 0.7


def _governing(text: str, begin: int, end: int, verbs: _Verbs) -> str | None:
    """Return what the last clause-level verb before a place says, or None.

    A verb opens a clause at its beginning, behind a comma or behind "and"; a sentence that begins
    with "Manages" goes on in the third person. Of verbs that are joined ("understands and applies")
    the first one counts. Where no verb opens a clause, the first one behind the subject counts.
    """
    if verbs.leading.search(text, max(begin, end - _LEAD), end) is not None:
        return "works_with"
    found: re.Match[str] | None = None
    third = False
    for match in verbs.opening.finditer(text, begin, end):
        form = match["verb"].lower()
        if found is None:
            third = form in verbs.third
        elif third and form not in verbs.third:
            continue
        elif _ADJACENT.fullmatch(text, found.end("verb"), match.start("verb")):
            continue
        found = match
    if found is None:
        found = verbs.inside.search(text, begin, end)
    return verbs.how[found["verb"].lower()] if found else None


@cache
def _verbs(profile: Profile) -> _Verbs:
    how: dict[str, str] = {}
    third: set[str] = set()
    for name in _HOW:
        for verb in profile.words(f"touch_{name}"):
            base, _, rest = verb.partition(" ")
            forms = ("is", "are") if base == "is" else verb_forms(base)[:2]
            for form in forms:
                how.setdefault(f"{form} {rest}".strip(), name)
            third.add(f"{'is' if base == 'is' else forms[1]} {rest}".strip())
    return _Verbs(
        opening=re.compile(
            rf"(?:(?<![^;,.:•\n])\s*(?:and\s+|or\s+|then\s+|also\s+|may\s+|will\s+|must\s+)?"
            rf"|\b(?:and|or|may|will|must|then|also)\s+)(?<!\w)(?P<verb>{alternatives(how)})\b",
            re.IGNORECASE,
        ),
        inside=re.compile(rf"\b(?P<verb>{alternatives(third)})\b", re.IGNORECASE),
        leading=re.compile(
            rf"\b(?:{alternatives(profile.words('touch_leads'))})\s+(?:the\s+)?\Z", re.IGNORECASE
        ),
        knowing=re.compile(rf"\b(?:{alternatives(profile.words('knowing_words'))})\b", re.IGNORECASE),
        sections=re.compile(alternatives(profile.words("needs_sections"))),
        how=how,
        third=frozenset(third),
    )
