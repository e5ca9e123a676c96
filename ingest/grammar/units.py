"""Units of the organisation: where they are named, what they belong to, who is in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.grammar.subordinates import find_facts as find_led
from ingest.grammar.supervision import find_facts as find_lines
from ingest.layout import LabelValue
from ingest.lexicon import lexicon_of
from ingest.names import NameRun
from ingest.reading import Reading
from ingest.record import Evidence, Fact, FieldValue, Mention, Reference

__all__ = ["find_facts", "find_mentions"]

_INSIDE: Final = re.compile(
    r"\s*,?\s*\(?(?:which\s+is\s+|that\s+is\s+)?(?:a\s+|an\s+)?(?:part\s+of|section\s+of|unit\s+of|in|within|of|under)\s+(?:the\s+)?$"
)
_COMMA: Final = re.compile(r"\s*,\s+(?:the\s+)?$|\s+[-\u2013\u2014/]\s+$")
_LIST_GOES_ON: Final = re.compile(
    r"\s*[,;]?\s*(?:and|or|as well as|&)\b|\s*[,;]\s*(?:the\s+)?[A-Z]"
)
_RANKS: Final = {
    "section": 1, "unit": 1, "branch": 1, "shop": 1, "division": 2, "bureau": 3, "department": 3,
    "dept": 3, "div": 2, "ofc": 4, "office": 4, "directorate": 4, "administration": 4, "agency": 5,
}  # fmt: skip
_SHORTEST_ACRONYM: Final = 4
_BEFORE: Final = re.compile(r"\b(?:with|other)\s+(?:[A-Z]{3,7}\s+and\s+)?$")
_AFTER: Final = re.compile(r"\s+([a-z]+)")
_LETTERS: Final = re.compile(r"[a-z]+")
_BLANK: Final = re.compile(r" ")
_OF: Final = re.compile(r"\b(?:of|for|and)\b")
_CODE: Final = re.compile(r"\d[\w-]*\s+")
_LABEL_ORDER: Final = ("section", "division", "department", "employer")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit where it is named."""

    name: str
    acronym: str | None
    start: int
    end: int
    root: bool = False

    def reference(self) -> Reference:
        return Reference("unit", self.name, acronym=self.acronym, root=self.root)


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield every place where a unit or a post of the organisation is named, in text order."""
    stated = [*_label_units(reading), *_title_units(reading), *_led_units(reading)]
    places = [*stated, *_about_the_post(reading, stated, [*_run_units(reading)])]
    seen: set[tuple[int, int]] = set()
    names: dict[str, str] = {}
    longer = _longer_names(unit.name for unit in places)
    for unit in sorted(places, key=lambda unit: (unit.start, -unit.end)):
        if (unit.start, unit.end) in seen:
            continue
        seen.add((unit.start, unit.end))
        name = names.setdefault(_folded(unit.name), unit.name)
        name = longer.get(name, name)
        text = reading.text[unit.start : unit.end]
        section = reading.section_at(unit.start)
        root = unit.root or name in reading.employer
        yield Mention("unit", name, unit.acronym, (), text, unit.start, unit.end, section, root)


def _longer_names(names: Iterable[str]) -> dict[str, str]:
    """Return short name -> long name where exactly one other name ends with the short one."""
    fuller: dict[str, set[str]] = {}
    known = set(names)
    for name in known:
        for match in _BLANK.finditer(name):
            short = name[match.end() :]
            if short in known and not _OF.search(name, 0, match.start()):
                fuller.setdefault(short, set()).add(name)
    return {
        short: next(iter(long)) for short, long in fuller.items() if len(long) == 1 and " " in short
    }


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield what units belong to, and which posts stand in them or head them."""
    yield from _merged(reading, _parents(reading))
    yield from _membership(reading)


# -- where units are named


def _about_the_post(reading: Reading, stated: list[_Unit], places: list[_Unit]) -> Iterator[_Unit]:
    """Return the units without those that only a sentence about applying for the post names."""
    lexicon = lexicon_of(reading.profile)
    elsewhere = {_folded(unit.name) for unit in stated}
    hiring: dict[int, bool] = {}
    for unit in places:
        sentence = reading.sentence_at(unit.start)
        at = -1 if sentence is None else sentence.start
        if sentence is not None and at not in hiring:
            words = set(_LETTERS.findall(reading.lowered, sentence.start, sentence.end))
            hiring[at] = not lexicon.hiring_words.isdisjoint(words)
        if unit.root or not hiring.get(at, False):
            elsewhere.add(_folded(unit.name))
    return (unit for unit in places if _folded(unit.name) in elsewhere)


def _run_units(reading: Reading) -> Iterator[_Unit]:
    lexicon = lexicon_of(reading.profile)
    for run in reading.runs:
        if run.kind == "unit":
            yield _unit_of(reading, run)
        elif run.kind is None and " " not in run.text:
            expansion = reading.acronyms.expansion_of(run.text)
            if expansion is not None and lexicon.unit_name.match(expansion):
                yield _Unit(_plain(expansion), run.text, run.start, run.end)
            elif expansion is None and _is_unit_acronym(reading, run):
                yield _Unit(run.text, run.text, run.start, run.end)
    yield from _employers(reading)


def _unit_of(reading: Reading, run: NameRun) -> _Unit:
    acronym = run.acronym
    name = run.name
    if acronym is None:
        acronym = reading.acronyms.acronym_of(run.text)
    return _Unit(name, acronym, run.start, run.full_end)


def _is_unit_acronym(reading: Reading, run: NameRun) -> bool:
    """Return whether an acronym that the text leaves open stands for a unit.

    Its first letter is that of a word for a unit ("O" for office), it is long enough to hold a
    name, and people stand beside it: "with", or "staff", "leadership", "cluster meetings".
    """
    lexicon = lexicon_of(reading.profile)
    if not (run.text.isupper() and len(run.text) >= _SHORTEST_ACRONYM and run.text[0] in "OD"):
        return False
    before = _BEFORE.search(reading.text[max(0, run.start - 40) : run.start])
    after = _AFTER.match(reading.text, run.end)
    return before is not None or (
        after is not None and after[1].lower() in lexicon.people_words | lexicon.unit_companions
    )


def _employers(reading: Reading) -> Iterator[_Unit]:
    names = reading.employer
    for run in reading.runs:
        if run.text in names:
            yield _Unit(names[0], run.acronym, run.start, run.full_end, root=True)


def _label_units(reading: Reading) -> Iterator[_Unit]:
    for label in reading.layout.labels:
        if label.name in _LABEL_ORDER:
            unit = _label_unit(reading, label)
            if unit is not None:
                yield unit


def _label_unit(reading: Reading, label: LabelValue) -> _Unit | None:
    code = _CODE.match(reading.text, label.start, label.end)
    start = label.start if code is None else code.end()
    name = _plain(reading.text[start : label.end])
    if (
        not 2 <= len(name) <= 90
        or not name[0].isalpha()
        or name.lower() in {"n/a", "none", "various"}
    ):
        return None
    return _Unit(name, None, start, label.end, root=label.name == "employer")


def _led_units(reading: Reading) -> Iterator[_Unit]:
    """Yield the capitalised names that only their place shows to be units: "supervises X"."""
    teams = {run.name for run in reading.runs if run.kind == "team"}
    for fact in (*find_lines(reading), *find_led(reading)):
        if fact.object.kind != "unit" or fact.object.acronym is not None:
            continue
        if fact.object.name in teams:
            continue
        for evidence in fact.evidence:
            at = reading.text.find(fact.object.name, evidence.start, evidence.end)
            if at >= 0:
                yield _Unit(fact.object.name, None, at, at + len(fact.object.name))


def _title_units(reading: Reading) -> Iterator[_Unit]:
    found = _title_unit(reading)
    if found is not None:
        yield found


def _title_unit(reading: Reading) -> _Unit | None:
    """Return the unit in the tail of the described post's title, where the header states it."""
    title = reading.layout.fields.working_title
    name = reading.subject.of_unit
    if title is None or name is None or _in_furniture(reading, title):
        return None
    at = reading.text.find(name, title.start, title.end)
    return None if at < 0 else _Unit(_plain(name), None, at, at + len(name))


def _in_furniture(reading: Reading, field: FieldValue) -> bool:
    return any(span.start <= field.start < span.end for span in reading.layout.furniture)


# -- what they belong to


def _parents(reading: Reading) -> Iterator[tuple[_Unit, _Unit, str, float]]:
    yield from _parents_by_label(reading)
    runs = [run for run in reading.runs if run.kind == "unit"]
    for index, (child, parent) in enumerate(pairwise(runs)):
        if parent.start - child.full_end > 30 or parent.start < child.full_end:
            continue
        between = reading.text[child.full_end : parent.start]
        first, second = _unit_of(reading, child), _unit_of(reading, parent)
        if _INSIDE.match(between):
            yield first, second, "units/inside", 0.95
        elif _COMMA.match(between):
            after = runs[index + 2].start if index + 2 < len(runs) else len(reading.text)
            if _LIST_GOES_ON.match(
                reading.text, parent.full_end, min(after + 1, len(reading.text))
            ):
                continue
            ranks = _rank(child.text), _rank(parent.text)
            if None in ranks or ranks[0] == ranks[1]:
                continue
            low, high = (first, second) if ranks < (ranks[1], ranks[0]) else (second, first)
            yield low, high, "units/chain", 0.8


def _parents_by_label(reading: Reading) -> Iterator[tuple[_Unit, _Unit, str, float]]:
    stated: dict[str, tuple[_Unit, int]] = {}
    for label in reading.layout.labels:
        if label.name in _LABEL_ORDER and label.name not in stated:
            unit = _label_unit(reading, label)
            if unit is not None:
                stated[label.name] = unit, label.label_start
    chain = [stated[name] for name in _LABEL_ORDER if name in stated]
    for (child, _), (parent, _) in pairwise(chain):
        if not _folded(parent.name).endswith(_folded(child.name)):
            yield child, parent, "units/label", 0.9


def _rank(name: str) -> int | None:
    words = name.lower().replace(".", "").split()
    return _RANKS.get(words[0]) or _RANKS.get(words[-1])


def _merged(reading: Reading, pairs: Iterator[tuple[_Unit, _Unit, str, float]]) -> Iterator[Fact]:
    found: dict[tuple[str, str], tuple[_Unit, _Unit, str, float, list[Evidence]]] = {}
    for child, parent, rule, confidence in pairs:
        key = _folded(child.name), _folded(parent.name)
        start, end = min(child.start, parent.start), max(child.end, parent.end)
        entry = found.setdefault(key, (child, parent, rule, confidence, []))
        entry[4].append(_evidence_of_pair(reading, start, end, parent))
    for child, parent, rule, confidence, evidence in found.values():
        spans = tuple(dict.fromkeys(evidence))
        yield Fact("part_of", child.reference(), parent.reference(), (), rule, confidence, spans)


def _evidence_of_pair(reading: Reading, start: int, end: int, parent: _Unit) -> Evidence:
    """Return the span over both units, or the parent alone where they stand far apart."""
    evidence = reading.evidence(start, end)
    return evidence if evidence.end >= end else reading.evidence(parent.start, parent.end)


# -- who is in them


def _membership(reading: Reading) -> Iterator[Fact]:
    unit = _title_unit(reading)
    title = reading.layout.fields.working_title
    if unit is not None and title is not None:
        evidence = (reading.evidence(title.start, title.end),)
        yield from _post_facts(
            reading, reading.subject, unit.reference(), evidence, "units/title", 0.85
        )
    else:
        yield from _label_membership(reading)
    for line in find_lines(reading):
        post = line.object
        if post.kind == "post" and post.of_unit is not None:
            owner = Reference("unit", post.of_unit)
            yield from _post_facts(
                reading, post, owner, line.evidence, "units/director-of", line.confidence
            )


def _label_membership(reading: Reading) -> Iterator[Fact]:
    for name in _LABEL_ORDER[:-1]:
        for label in reading.layout.labels:
            unit = _label_unit(reading, label) if label.name == name else None
            if unit is not None:
                evidence = (reading.evidence(label.label_start, label.end),)
                yield Fact(
                    "post_in", reading.subject, unit.reference(), (), "units/label", 0.85, evidence
                )
                return


def _post_facts(
    reading: Reading,
    post: Reference,
    unit: Reference,
    evidence: tuple[Evidence, ...],
    rule: str,
    confidence: float,
) -> Iterator[Fact]:
    """Yield that a post stands in the unit of its title, and heads it where its title says so."""
    yield Fact("post_in", post, unit, (), rule, confidence, evidence)
    if _is_head(reading, post.name):
        inferred = (("inferred", True),)
        yield Fact("heads", post, unit, inferred, rule, min(confidence, 0.9), evidence)


def _is_head(reading: Reading, title: str) -> bool:
    """Return whether a title without its unit is that of the unit's head."""
    folded = " ".join(title.lower().split())
    if any(word in reading.profile.words("not_head_words") for word in folded.split()):
        return False
    return folded in reading.profile.words("head_words")


def _plain(name: str) -> str:
    return " ".join(name.split())


def _folded(name: str) -> str:
    words = name.lower().replace("&", " and ").replace(",", " ").split()
    return " ".join(word for word in words if word != "the")
