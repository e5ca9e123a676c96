"""Whom and what the described post supervises: the way down."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.document import Span
from ingest.grammar.anchors import matches_at_anchors
from ingest.grammar.cues import leading_cues
from ingest.grammar.literals import LEADING
from ingest.grammar.objects import Led, read_objects
from ingest.grammar.supervision import find_facts as find_lines
from ingest.language.lexicon import Lexicon, lexicon_of, verb_forms
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.profile import Profile
from ingest.record import Evidence, Fact, Reference

__all__ = ["find_facts"]

_WORDS: Final = re.compile(r"[^\W_]+(?:['\u2019\u00bf-][^\W_]+)*|[,;:.()]")
_RULES: Final = {
    "supervise": ("subordinates/supervises", 0.85),
    "lead": ("subordinates/leads", 0.75),
    "gives": ("subordinates/gives-supervision-to", 0.8),
    "reviews": ("subordinates/reviews-work-of", 0.65),
    "listed": ("subordinates/gives-supervision-to", 0.7),
    "charge": ("subordinates/in-charge-of", 0.7),
    "given": ("subordinates/gives-supervision-to", 0.75),
    "reporting": ("subordinates/report-to-it", 0.8),
    "through": ("subordinates/through-others", 0.7),
    "staffs": ("subordinates/hires-and-schedules", 0.6),
    "acts": ("subordinates/acts-as-lead", 0.7),
    "assigns": ("subordinates/assigns-work-to", 0.7),
    "label": ("subordinates/label", 0.9),
    "field": ("subordinates/supervises-field", 0.55),
}
_BULLETS: Final = frozenset("abcdefghij0123456789") | {str(n) for n in range(10, 40)}
_LOOK_BACK: Final = 300
_KNOWING_SECTIONS: Final = frozenset({"knowledge", "education", "qualifications"})
_TO: Final = re.compile(r"\s+to\s+(\w+)")
_REPORTING: Final = re.compile(
    r"report(?:s|ing)?\s+(?:directly\s+)?to\s+th(?:is|e)\s+(?:position|role|class|job|incumbent)\b"
    r"(?:\s+(?:are|is|include)\b|:)*:?"
)
_NEAR: Final = 12
_LISTING: Final = frozenset(
    {",", ";", "and", "the", "for", "in", "includes", "include", "including"}
)
_CHARGES: Final = frozenset(
    {"responsible", "responsibilities", "duties", "oversees", "overseeing", "oversee", "includes"}
    | {"engaged", "engages"}
)
_SHORT_VALUE: Final = 100
_KINDS: Final = {"field": "group"}


class _Line(NamedTuple):
    led: Led
    rule: str
    confidence: float
    evidence: Evidence


@lru_cache(maxsize=4)
def find_facts(reading: Reading) -> tuple[Fact, ...]:
    """Return whom the described post supervises, each once, with all its spans."""
    merged: dict[tuple[str, str], list[_Line]] = {}
    for line in _lines(reading):
        merged.setdefault((line.led.kind, _folded(line.led.name)), []).append(line)
    return tuple(_fact(reading, lines) for lines in merged.values())


def _fact(reading: Reading, lines: list[_Line]) -> Fact:
    best = max(lines, key=lambda line: line.confidence)
    led = lines[0].led
    return Fact(
        "supervises",
        reading.subject,
        Reference(_KINDS.get(led.kind, led.kind), led.name, acronym=led.acronym),
        (),
        best.rule,
        best.confidence,
        tuple(dict.fromkeys(line.evidence for line in lines)),
    )


def _lines(reading: Reading) -> Iterator[_Line]:
    nobodies = lexicon_of(reading.profile).nobodies
    for label in reading.layout.labels:
        if label.name == "supervises" and label.start < label.end:
            found = read_objects(reading, label.start, label.end, fields=False)
            named = tuple(led for led in found if led.name.lower().split()[0] not in nobodies)
            yield from _found(reading, named, "label", label.label_start)
    yield from _reporting(reading)
    yield from _exercised(reading)
    lexicon = lexicon_of(reading.profile)
    cues = leading_cues(reading.profile)
    covered = 0
    above = _said_above(reading)
    for match in matches_at_anchors(reading, cues.pattern, LEADING):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match.start() < covered:
            continue
        at = bisect_right(above, match.start(), key=_start_of) - 1
        if at >= 0 and match.start() < above[at].end:
            continue
        if not _is_duty(sentence, match, lexicon):
            continue
        group = match.lastgroup or "lead"
        if not _is_about_self(reading, sentence, match):
            continue
        if group == "staffs" and not _is_of_staffing(reading, match):
            continue
        found = _led_behind(reading, sentence, match, group)
        if found:
            covered = found[-1].end
        yield from _found(reading, found, group, match.start())


def _reporting(reading: Reading) -> Iterator[_Line]:
    """Yield the lines of those who are said to report to the described post."""
    span = reading.content
    for match in _REPORTING.finditer(reading.text, span.start, span.end):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match.end() > sentence.end:
            continue
        start = max(sentence.start, reading.text.rfind(";", sentence.start, match.start()) + 1)
        found = read_objects(reading, start, match.start(), fields=False)
        if match[0].endswith(":"):
            found = read_objects(reading, match.end(), sentence.end, fields=False)
        people = tuple(led for led in found if led.kind != "field")
        yield from _found(reading, people, "reporting", start)


def _exercised(reading: Reading) -> Iterator[_Line]:
    """Yield the lines of a section on supervision exercised that needs no verb: "Two clerks."."""
    cues = leading_cues(reading.profile)
    if not any(section.name == "supervision_exercised" for section in reading.layout.sections):
        return
    for sentence in reading.sentences:
        if sentence.section != "supervision_exercised" or len(sentence.text) > _SHORT_VALUE:
            continue
        span = sentence.start, sentence.end
        if next(cues.find(reading.text, reading.lowered, *span), None) is not None:
            continue
        found = read_objects(reading, *span, fields=False)
        people = tuple(led for led in found if led.kind != "field")
        yield from _found(reading, people, "label", sentence.start)


def _is_duty(sentence: Sentence, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return whether a cue states a duty; sections on skills do so only where it begins them."""
    if sentence.section not in lexicon.skill_sections:
        return True
    word = match[0].lower()
    if match.start() != sentence.start or word.endswith("ing"):
        return False
    return word in lexicon.third_person or sentence.section not in _KNOWING_SECTIONS


def _led_behind(
    reading: Reading, sentence: Sentence, match: re.Match[str], group: str
) -> tuple[Led, ...]:
    """Return whom or what the words behind a cue name; fields only where the verb allows them."""
    fields = group == "supervise" or (group == "gives" and "supervis" in match[0].lower())
    found = read_objects(reading, match.end(), sentence.end, fields=fields)
    if not found:
        return found
    if fields:
        kept = bool(reading.profile.words("supervised_fields"))
        return tuple(led for led in found if kept or led.kind != "field")
    if found[0].kind == "field" and group != "reviews":
        return ()
    if group == "staffs" and found[0].kind == "post":
        return ()
    to = _TO.match(reading.text, found[-1].end) if match[0].lower().startswith("direct") else None
    if to is not None and to[1] not in lexicon_of(reading.profile).verb_forms:
        # "directs callers to the office" shows them the way.
        return ()
    return tuple(led for led in found if led.kind != "field")


def _is_of_staffing(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether two verbs of staffing stand together: "hires and trains"."""
    if " " in match[0]:
        return True
    before = _WORDS.findall(reading.text, max(0, match.start() - _SHORT_VALUE), match.start())
    verbs = _staffing_forms(reading.profile)
    return any(word.lower() in verbs for word in before[-3:])


@cache
def _staffing_forms(profile: Profile) -> frozenset[str]:
    """Return every form of the verbs of hiring and scheduling."""
    return frozenset(form for verb in profile.words("staffing_verbs") for form in verb_forms(verb))


def _said_above(reading: Reading) -> list[Span]:
    """Return where the text names the post's directors, in text order, without overlaps."""
    spans: list[Span] = []
    found = {Span(e.start, e.end) for fact in find_lines(reading) for e in fact.evidence}
    for span in sorted(found):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    return spans


def _start_of(span: Span) -> int:
    return span.start


def _found(reading: Reading, found: tuple[Led, ...], group: str, start: int) -> Iterator[_Line]:
    for led in found:
        rule, confidence = _RULES["field" if led.kind == "field" else group]
        yield _Line(led, rule, confidence, reading.evidence(start, max(led.end, found[-1].end)))


def _is_about_self(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the words before a cue let it speak of what the described post does."""
    lexicon = lexicon_of(reading.profile)
    start = max(sentence.start, match.start() - _LOOK_BACK)
    before = [w.lower() for w in _WORDS.findall(reading.text, start, match.start())]
    if not before:
        return True
    last = before[-1]
    if match[0][0].isupper() and last not in lexicon.clause_ends and last not in _BULLETS:
        return False
    if match.lastgroup == "acts":
        return "as" in before[-4:]
    if match.lastgroup == "listed":
        return last in _LISTING and not _CHARGES.isdisjoint(before)
    if last in {"under", "who", "which", "that", "of", "the", "not", "no", "without"}:
        return False
    if any(word in lexicon.skill_words for word in before[-_NEAR:]):
        return False
    bare = match[0].lower() in lexicon.way_down
    if bare and len(before) == 1 and last.removesuffix("s") in lexicon.line_holders:
        # "Employees supervise clerks" tells what each of them does.
        return True
    return not bare or last in {
        "to",
        "may",
        "help",
        "helps",
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


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("&", "and").split())
