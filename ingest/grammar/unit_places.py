"""Where units are named: labels, the title, capitalised names, acronyms, what is led."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.grammar.subordinates import find_facts as find_led
from ingest.grammar.supervision import find_facts as find_lines
from ingest.language.employer import head_lines
from ingest.language.lexicon import lexicon_of
from ingest.language.names import NameRun
from ingest.language.outside import is_outside_body
from ingest.language.reading import Reading
from ingest.layout.layout import LabelValue
from ingest.record import FieldValue, Reference

__all__ = [
    "LABEL_ORDER",
    "NamedUnit",
    "find_units",
    "fold_unit",
    "longer_names",
    "unit_of_run",
    "unit_of_title",
    "units_of_label",
]

LABEL_ORDER: Final = ("section", "division", "department", "employer")
"""The labels of a header that name units, the smallest first."""

_SHORTEST_ACRONYM: Final = 4
_SHORTEST_LABEL: Final = 2
_LONGEST_LABEL: Final = 90
_BEFORE: Final = re.compile(r"\b(?:with|other)\s+(?:[A-Z]{3,7}\s+and\s+)?$")
_AFTER: Final = re.compile(r"\s+([a-z]+)")
_LETTERS: Final = re.compile(r"[a-z]+")
_BLANK: Final = re.compile(r" ")
_BENEFITS: Final = re.compile(r"benefit|equal_|disclaimer")
_OFFICE: Final = re.compile(r"['\u2019\u00bf]s?\s+([Oo]ffice)\b")
_LOWER_HEAD: Final = re.compile(r"\s+(division|department|office|bureau|branch)(?![\w-])")
_SMALL_LITERALS: Final = (
    "central office", "regional office", "district office", " office of ", " department of ",
    " division of ",
)  # fmt: skip
_SMALL_UNIT: Final = re.compile(
    r"(?:the |, |and )((?:central|regional|district) office"
    r"|(?:office|department|division) of (?!the\b)[a-z-]+"
    r"(?: and [a-z-]+| (?!staff\b|employees\b|personnel\b)[a-z-]+)?)"
    r"(?=[.,;)]|$| (?:and|or|to|on|for|in|with|by)\b)"
)
_CELL: Final = re.compile(r"[^\s|](?:[^|\n]*[^\s|])?")
_OF_LOWER: Final = re.compile(r"(?<=\w )(?:Of|And|For|The)(?= )")
_DASH: Final = re.compile(r"\s+[-\u2013\u2014]\s+")
_OF: Final = re.compile(r"\b(?:of|for|and)\b")
_CODE: Final = re.compile(r"\d[\w-]*\s+")


class NamedUnit(NamedTuple):
    """A unit where it is named."""

    name: str
    acronym: str | None
    start: int
    end: int
    root: bool = False

    def reference(self) -> Reference:
        """Return the unit as facts name it."""
        return Reference("unit", self.name, acronym=self.acronym, root=self.root)


def find_units(reading: Reading) -> list[NamedUnit]:
    """Return every place where a unit is named, in text order."""
    stated = [*_label_units(reading), *_title_units(reading), *_led_units(reading)]
    stated += _head_units(reading)
    places = [*stated, *_about_the_post(reading, stated, [*_run_units(reading)])]
    return sorted(places, key=lambda unit: (unit.start, -unit.end))


def _head_units(reading: Reading) -> Iterator[NamedUnit]:
    """Yield the units on lines of their own, or between bars, above the text: "Tides Division"."""
    if reading.profile.employer:
        return
    lexicon = lexicon_of(reading.profile)
    title = reading.layout.fields.working_title
    first = min((section.start for section in reading.layout.sections), default=0)
    for line in head_lines(reading.text, reading.document.start):
        for cell in _CELL.finditer(reading.text, *line):
            start, end = cell.span()
            name = _plain(cell[0].title() if cell[0].isupper() else cell[0])
            if end > first or not {",", ":"}.isdisjoint(name):
                continue
            if title is not None and start <= title.start < end:
                continue
            own = lexicon.is_unit_name(name) and _named_line(reading, start, end)
            if own and not is_outside_body(name, reading.employer, reading.profile):
                yield NamedUnit(_OF_LOWER.sub(_lower, name), None, start, end)


def _named_line(reading: Reading, start: int, end: int) -> bool:
    """Return whether a head line may name a unit: it is no label, no furniture and no employer."""
    if end - start > _LONGEST_LABEL or reading.text[start:end] in reading.employer:
        return False
    taken = [(span.start, span.end) for span in reading.layout.furniture]
    taken += [(label.label_start, label.end) for label in reading.layout.labels]
    return not any(first < end and start < last for first, last in taken)


def _lower(match: re.Match[str]) -> str:
    return match[0].lower()


def longer_names(names: Iterable[str]) -> dict[str, str]:
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


def _about_the_post(
    reading: Reading, stated: list[NamedUnit], places: list[NamedUnit]
) -> Iterator[NamedUnit]:
    """Return the units without those that only a sentence about applying for the post names."""
    lexicon = lexicon_of(reading.profile)
    elsewhere = {fold_unit(unit.name) for unit in stated}
    hiring: dict[int, bool] = {}
    for unit in places:
        sentence = reading.sentence_at(unit.start)
        if unit.root or sentence is None:
            elsewhere.add(fold_unit(unit.name))
            continue
        if _BENEFITS.search(sentence.section):
            continue
        if not lexicon.hiring_units.isdisjoint(unit.name.lower().split()):
            at = sentence.start
            if at not in hiring:
                words = _LETTERS.findall(reading.lowered, at, sentence.end)
                hiring[at] = not lexicon.hiring_words.isdisjoint(words)
            if hiring[at]:
                continue
        elsewhere.add(fold_unit(unit.name))
    return (unit for unit in places if fold_unit(unit.name) in elsewhere)


def _run_units(reading: Reading) -> Iterator[NamedUnit]:
    lexicon = lexicon_of(reading.profile)
    for run in reading.runs:
        if run.kind == "unit":
            yield unit_of_run(reading, run)
        elif run.kind == "post":
            office = _OFFICE.match(reading.text, run.end)
            if office is not None:
                name = f"{run.name}'s {office[1]}"
                yield NamedUnit(name, None, run.start, office.end())
        elif run.kind is None and (lower := _LOWER_HEAD.match(reading.text, run.end)):
            # "the Election Services division"
            words = run.name.lower().split()
            if (
                not lexicon.is_outside(words)
                and run.name not in reading.employer
                and (words[-1] not in lexicon.body_words)
            ):
                yield NamedUnit(f"{run.name} {lower[1]}", None, run.start, lower.end())
        elif run.kind is None and " " not in run.text:
            expansion = reading.acronyms.expansion_of(run.text)
            if expansion is not None and lexicon.is_unit_name(expansion):
                yield NamedUnit(_plain(expansion), run.text, run.start, run.end)
            elif expansion is None and _is_unit_acronym(reading, run):
                yield NamedUnit(run.text, run.text, run.start, run.end)
    yield from _employers(reading)
    yield from _units_in_small_letters(reading)


def _units_in_small_letters(reading: Reading) -> Iterator[NamedUnit]:
    """Yield "the office of general counsel" and "the central office", whole phrases only."""
    span = reading.content
    if not any(literal in reading.text for literal in _SMALL_LITERALS):
        return
    for match in _SMALL_UNIT.finditer(reading.text, span.start, span.end):
        if reading.sentence_at(match.start()) is not None:
            start, end = match.span(1)
            yield NamedUnit(_plain(reading.text[start:end]), None, start, end)


def unit_of_run(reading: Reading, run: NameRun) -> NamedUnit:
    """Return the unit that a capitalised name stands for, with its acronym."""
    acronym = run.acronym
    name = run.name
    if acronym is None:
        acronym = reading.acronyms.acronym_of(run.text)
    return NamedUnit(name, acronym, run.start, run.full_end)


def _is_unit_acronym(reading: Reading, run: NameRun) -> bool:
    """Return whether an acronym that the text leaves open stands for a unit.

    It is long enough to hold a name, and people stand beside it: "with", or "staff",
    "leadership", "cluster meetings".
    """
    lexicon = lexicon_of(reading.profile)
    if not (run.text.isupper() and len(run.text) >= _SHORTEST_ACRONYM):
        return False
    before = _BEFORE.search(reading.text[max(0, run.start - 40) : run.start])
    after = _AFTER.match(reading.text, run.end)
    if before is not None or after is None:
        return before is not None
    return after[1].lower() in lexicon.people_words or after[1].lower() in lexicon.unit_companions


def _employers(reading: Reading) -> Iterator[NamedUnit]:
    """Yield where the employer is named, also in capitals on a line at the head of the text."""
    names = reading.employer
    for run in reading.runs:
        if run.text in names:
            yield NamedUnit(names[0], run.acronym, run.start, run.full_end, root=True)
    folded = {name.lower() for name in names}
    for start, end in head_lines(reading.text, reading.document.start) if names else ():
        if reading.text[start:end].lower() in folded:
            yield NamedUnit(names[0], None, start, end, root=True)


def _label_units(reading: Reading) -> Iterator[NamedUnit]:
    for label in reading.layout.labels:
        if label.name in LABEL_ORDER:
            yield from units_of_label(reading, label)


def units_of_label(reading: Reading, label: LabelValue) -> tuple[NamedUnit, ...]:
    """Return the units that a label's value names, the largest first, without a code before them.

    "Tides Services \u2013 Reef Team" names two; most labels name one.
    """
    code = _CODE.match(reading.text, label.start, label.end)
    start = label.start if code is None else code.end()
    is_root = label.name == "employer"
    cuts = [] if is_root else list(_DASH.finditer(reading.text, start, label.end))
    opening = reading.text[start : cuts[0].start()].lower() if cuts else ""
    if opening in lexicon_of(reading.profile).officers:
        cuts = []  # "Clerk - Recorder" is one office
    starts = [start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), label.end]
    found = []
    for first, last in zip(starts, ends, strict=True):
        name = _plain(reading.text[first:last])
        if _is_label_name(name):
            found.append(NamedUnit(name, None, first, last, root=is_root))
    return tuple(found)


def _is_label_name(name: str) -> bool:
    fits = _SHORTEST_LABEL <= len(name) <= _LONGEST_LABEL
    return fits and name[0].isalpha() and name.lower() not in {"n/a", "none", "various"}


def _led_units(reading: Reading) -> Iterator[NamedUnit]:
    """Yield the capitalised names that only their place shows to be units: "supervises X"."""
    lexicon = lexicon_of(reading.profile)
    teams = {run.name for run in reading.runs if run.kind == "team"}
    for fact in (*find_lines(reading), *find_led(reading)):
        if fact.object.kind != "unit" or fact.object.acronym is not None:
            continue
        if fact.object.name in teams or lexicon.is_other_thing(fact.object.name):
            continue
        for evidence in fact.evidence:
            at = reading.text.find(fact.object.name, evidence.start, evidence.end)
            if at >= 0:
                yield NamedUnit(fact.object.name, None, at, at + len(fact.object.name))


def _title_units(reading: Reading) -> Iterator[NamedUnit]:
    found = unit_of_title(reading)
    if found is not None:
        yield found


def unit_of_title(reading: Reading) -> NamedUnit | None:
    """Return the unit in the tail of the described post's title, where the header states it."""
    title = reading.layout.fields.working_title
    name = reading.subject.of_unit
    if title is None or name is None or _in_furniture(reading, title):
        return None
    line_end = reading.text.find("\n", title.end)
    at = reading.text.find(name, title.start, line_end if line_end >= 0 else len(reading.text))
    return None if at < 0 else NamedUnit(_plain(name), None, at, at + len(name))


def _in_furniture(reading: Reading, field: FieldValue) -> bool:
    return any(span.start <= field.start < span.end for span in reading.layout.furniture)


def _plain(name: str) -> str:
    return " ".join(name.split())


@lru_cache(maxsize=4096)  # a description names the same few units again and again
def fold_unit(name: str) -> str:
    """Return the form in which two spellings of one unit are equal."""
    words = name.lower().replace("&", " and ").replace(",", " ").split()
    return " ".join(word for word in words if word != "the")
