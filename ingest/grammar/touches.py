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
from ingest.grammar.collaboration import outside_partners
from ingest.grammar.topic_words import alternatives
from ingest.grammar.topics import Topic, find_topics, reference_of
from ingest.language.lexicon import verb_forms
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.profile import Profile
from ingest.record import Fact

__all__ = ["find_facts"]

_HOW: Final = ("knows", "works_with", "runs", "refers_to")
_WORD: Final = re.compile(r"[^\W_]+|[,;.:\u2022/]")
_PAIR: Final = re.compile(r",?\s+(?:and\s+|or\s+)?(?:the\s+)?")
_MARKS: Final = frozenset(",;.:\u2022/")
_OPENERS: Final = frozenset({"and", "or", "may", "will", "must", "then", "also", "shall"})
_WINDOW: Final = 400
_LEAD: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class _Verbs:
    """The compiled cues.

    Attributes:
        how: Verb, in the base form or the third person, with what belongs to it -> how.
        widths: First word of a verb -> how many words its forms have, the most first.
        third: The forms in the third person.
        leading: Finds what stands right before a name: "using", "in support of".
        knowing: Finds words of knowing.
        needs: Parts of the names of sections that say what one needs.
    """

    how: Mapping[str, str]
    widths: Mapping[str, tuple[int, ...]]
    third: frozenset[str]
    leading: re.Pattern[str]
    knowing: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb before a name: its form, whether it opens a clause, and the word before it."""

    form: str
    index: int
    width: int
    opens: bool


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a touches_program fact for every place where a program is named, in text order."""
    verbs = _verbs(reading.profile)
    outside = outside_partners(reading)
    last: Topic | None = None
    touch = ("", "", 0.0)
    for topic in find_topics(reading):
        sentence = reading.sentence_at(topic.start)
        if topic.kind != "program" or sentence is None or topic.start in outside:
            continue
        if last is None or _PAIR.fullmatch(reading.text, last.end, topic.start) is None:
            touch = _touch(reading, sentence, topic, verbs)
        last, (how, rule, confidence) = topic, touch
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
    clause = text.rfind(";", sentence.start, topic.start) + 1
    begin = max(sentence.start, topic.start - _WINDOW, clause)
    how = _governing(text, begin, topic.start, verbs)
    needed = any(part in sentence.section for part in verbs.needs)
    if (needed or how in {None, "knows"}) and verbs.knowing.search(text, begin, topic.start):
        return "knows", "knowledge-of", 0.95
    if needed:
        return "knows", "knowledge-section", 0.75
    if how is None:
        return "refers_to", "named", 0.5
    return how, f"verb-{how.replace('_', '-')}", 0.7 if how == "refers_to" else 0.8


def _governing(text: str, begin: int, end: int, verbs: _Verbs) -> str | None:
    """Return what the last clause-level verb before a place says, or None.

    A verb opens a clause at its beginning, behind a comma or behind "and"; a sentence that begins
    with "Manages" goes on in the third person. Of verbs that are joined ("understands and applies")
    the first one counts. Where no verb opens a clause, the first one behind the subject counts.
    """
    if verbs.leading.search(text, max(begin, end - _LEAD), end) is not None:
        return "works_with"
    tokens = [word.lower() for word in _WORD.findall(text, begin, end)]
    found: _Verb | None = None
    inside: str | None = None
    for verb in _find_verbs(tokens, verbs):
        if not verb.opens:
            if not verb.form.endswith("ing") and (inside is None or inside not in verbs.third):
                inside = verb.form if verb.form in verbs.third else inside or verb.form
            continue
        if found is not None:
            if found.form in verbs.third and verb.form not in verbs.third:
                continue
            if _adjacent(tokens, found, verb):
                continue
        found = verb
    form = found.form if found is not None else inside
    return verbs.how[form] if form is not None else None


def _find_verbs(tokens: list[str], verbs: _Verbs) -> Iterator[_Verb]:
    """Yield the verbs among words and marks, the longest form at each place."""
    for index, token in enumerate(tokens):
        for width in verbs.widths.get(token, ()):
            form = " ".join(tokens[index : index + width])
            if form in verbs.how:
                before = tokens[index - 1] if index else ","
                yield _Verb(form, index, width, before in _MARKS or before in _OPENERS)
                break


def _adjacent(tokens: list[str], left: _Verb, right: _Verb) -> bool:
    """Return whether two verbs are joined: "understands and applies", "plans, coordinates"."""
    between = tokens[left.index + left.width : right.index]
    return all(word in _OPENERS or word in {",", "/"} for word in between)


@cache
def _verbs(profile: Profile) -> _Verbs:
    how: dict[str, str] = {}
    third: set[str] = set()
    for name in _HOW:
        for verb in profile.words(f"touch_{name}"):
            base, blank, rest = verb.partition(" ")
            forms = ("are", "is") if base == "is" else verb_forms(base)
            for form in (*forms[:2], *forms[3:]):
                how.setdefault(f"{form}{blank}{rest}", name)
            third.add(f"{forms[1]}{blank}{rest}")
    widths: dict[str, set[int]] = {}
    for form in how:
        words = form.split()
        widths.setdefault(words[0], set()).add(len(words))
    leads = alternatives(profile.words("touch_leads"))
    knowing = alternatives(profile.words("knowing_words"))
    return _Verbs(
        how=how,
        widths={word: tuple(sorted(found, reverse=True)) for word, found in widths.items()},
        third=frozenset(third),
        leading=re.compile(rf"\b(?:{leads})\s+(?:the\s+)?\Z", re.IGNORECASE),
        knowing=re.compile(rf"\b(?:{knowing})\b", re.IGNORECASE),
        needs=profile.words("needs_sections"),
    )
