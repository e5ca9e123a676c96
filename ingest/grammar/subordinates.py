"""Whom and what the described post supervises: the way down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.grammar.cues import alternatives
from ingest.grammar.objects import Led, read_objects
from ingest.lexicon import lexicon_of, verb_forms
from ingest.profile import Profile
from ingest.reading import Reading
from ingest.record import Evidence, Fact, Reference
from ingest.sentences import Sentence

__all__ = ["find_facts"]

_WORDS: Final = re.compile(r"[^\W_]+(?:['\u2019\u00bf-][^\W_]+)*|[,;:.()]")
_RULES: Final = {
    "supervise": ("subordinates/supervises", 0.85),
    "lead": ("subordinates/leads", 0.75),
    "gives": ("subordinates/gives-supervision-to", 0.8),
    "reviews": ("subordinates/reviews-work-of", 0.65),
    "charge": ("subordinates/in-charge-of", 0.7),
    "label": ("subordinates/label", 0.9),
}
_FIELD_CONFIDENCE: Final = 0.55
_KINDS: Final = {"field": "group"}


@dataclass(frozen=True, slots=True)
class _Line:
    led: Led
    rule: str
    confidence: float
    evidence: Evidence


@cache
def _cues(profile: Profile) -> re.Pattern[str]:
    """Return the combined pattern of all cues; its last group names the rule."""
    levels = alternatives(profile.words("direction_levels"))
    nouns = alternatives(profile.words("leading_nouns"))
    supervise = alternatives(_active(profile.words("supervise_verbs")))
    lead = alternatives(_active(profile.words("lead_verbs")))
    review = f"(?:{alternatives(_active(profile.words('review_verbs')))})"
    adverb = (
        r"(?:\s+(?:directly|indirectly|closely|also|from\s+day\s+to\s+day|on\s+a\s+daily\s+basis))?"
    )
    many = rf"(?:(?:{levels}|overall|daily|seasonal|work|team|and|or|,|/)\s*,?\s*)*"
    noun = rf"(?:{nouns})(?:\s*(?:,|/|and/or|and|or|&)\s*{many}(?:{nouns}))*"
    return re.compile(
        rf"\b(?:(?P<supervise>{supervise}){adverb}(?=[\s,/])"
        rf"|(?P<lead>{lead}){adverb}(?=[\s,/])"
        rf"|(?P<reviews>{review}(?:(?:,|\s+and|\s+or)*\s+\w+)?\s+(?:the\s+)?(?:work|performance|activities)\s+of)\b"
        rf"|(?P<gives>(?:(?:provid|exercis|giv|assum|offer)(?:es?|ing)\s+|responsible\s+for\s+|has\s+|have\s+|"
        rf"(?:daily|direct|seasonal|day-to-day|overall)\s+)"
        rf"(?:the\s+|for\s+the\s+)?{many}{noun}\s+(?:to|of|over|for)\b)"
        rf"|(?P<charge>(?:has\s+|in\s+|takes\s+)charge\s+of|(?:is|are)\s+answerable\s+for)\b)",
        re.IGNORECASE,
    )


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield whom the described post supervises, each once, with all its spans."""
    merged: dict[tuple[str, str], list[_Line]] = {}
    for line in _lines(reading):
        merged.setdefault((line.led.kind, _folded(line.led.name)), []).append(line)
    for lines in merged.values():
        best = max(lines, key=lambda line: line.confidence)
        led = lines[0].led
        yield Fact(
            "supervises",
            reading.subject,
            Reference(_KINDS.get(led.kind, led.kind), led.name, acronym=led.acronym),
            (),
            best.rule,
            best.confidence,
            tuple(dict.fromkeys(line.evidence for line in lines)),
        )


def _lines(reading: Reading) -> Iterator[_Line]:
    for label in reading.layout.labels:
        if label.name == "supervises" and label.start < label.end:
            found = read_objects(reading, label.start, label.end, fields=False)
            yield from _found(reading, found, "label", label.label_start)
    lexicon = lexicon_of(reading.profile)
    cues = _cues(reading.profile)
    for sentence in reading.sentences:
        if sentence.section in lexicon.skill_sections:
            continue
        end = sentence.start
        for match in cues.finditer(reading.text, sentence.start, sentence.end):
            group = match.lastgroup or "lead"
            if match.start() < end or not _is_about_self(reading, sentence, match):
                continue
            found = read_objects(reading, match.end(), sentence.end, fields=group == "supervise")
            people = tuple(led for led in found if led.kind != "field")
            kept = found if group == "supervise" else people
            if group != "supervise" and found and found[0].kind == "field":
                continue
            if kept:
                end = kept[-1].end
            yield from _found(reading, kept, group, match.start())


def _found(reading: Reading, found: tuple[Led, ...], group: str, start: int) -> Iterator[_Line]:
    rule, confidence = _RULES[group]
    for led in found:
        sure = _FIELD_CONFIDENCE if led.kind == "field" else confidence
        yield _Line(led, rule, sure, reading.evidence(start, max(led.end, found[-1].end)))


def _is_about_self(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the words before a cue let it speak of what the described post does."""
    lexicon = lexicon_of(reading.profile)
    before = [w.lower() for w in _WORDS.findall(reading.text, sentence.start, match.start())]
    if not before:
        return True
    last = before[-1]
    if last in {"under", "who", "which", "that", "of", "the", "not", "no", "without"}:
        return False
    if any(word in lexicon.skill_words for word in before):
        return False
    bare = match[0].lower() in {verb_forms(v)[0] for v in lexicon.way_down}
    return not bare or last in {
        "to",
        "may",
        "and",
        "or",
        ",",
        "will",
        "must",
        "shall",
        ";",
        ":",
        ".",
    }


def _active(verbs: tuple[str, ...]) -> list[str]:
    """Return base, third person and participle of verbs."""
    return [form for verb in verbs for index, form in enumerate(verb_forms(verb)) if index != 2]


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("&", "and").split())
