"""Findings: what in a description a person should look at, each with its place and the reason.

Nothing is mended: the text stays as it is, and a finding says what is odd about it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.document import SourceDocument
from ingest.language.reading import Reading
from ingest.layout.layout import Layout
from ingest.oddities import find_oddities, make_finding
from ingest.record import Duty, Finding

__all__ = ["find_findings"]

MOSTLY: Final = 0.8
"""The share of duty lines that end in a stop, from which on one that does not is odd."""

_TWO_DIGIT_YEAR = re.compile(r"(?<![\d/])\d{1,2}/\d{2}(?![\d/])")
_DATE_DELIMITER = re.compile(r"\d{1,2}/\d{2,4}[.:;] ?\d{1,2}/\d{2,4}")
_TERMINAL: Final = (".", "!", "?", ":", ";", ")", '"', "”", "…")
_OFFICE = re.compile(r"\b(?:office|division|department|bureau) of [\w ,&]{3,100}", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_FEW: Final = 4
_FEW_WORDS: Final = 3
_TAIL: Final = 40
_FIRST_LINE = re.compile(r"\S[^\r\n]*")
_EMPTY_WORDS: Final = frozenset(
    ["the", "of", "for", "and", "in", "a", "an", "to", "s", "i", "ii", "iii", "iv"]
)


def find_findings(reading: Reading) -> tuple[Finding, ...]:
    """Return what is odd in a description, in text order, each place and kind once."""
    found: dict[tuple[int, int, str], Finding] = {}
    document, layout = reading.document, reading.layout
    for finding in (
        *layout.findings,
        *_residue(document, layout),
        *_missing_title(document, layout),
        *find_oddities(reading),
        *_in_dates(document, layout),
        *_empty_fields(document, layout),
        *_in_duties(document, layout),
        *_undefined_acronyms(reading),
        *_conflicting_names(reading),
    ):
        found.setdefault((finding.start, finding.end, finding.kind), finding)
    return tuple(sorted(found.values(), key=lambda f: (f.start, f.end, f.kind)))


def _residue(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    pattern = layout.profile.residue
    if pattern is None:
        return
    for furniture in layout.furniture:
        match = pattern.match(document.text, furniture.start, furniture.end)
        if match is not None:
            message = "this is left of the web page, not of the text"
            yield make_finding(document, "page_residue", *match.span(), message)


def _missing_title(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    if layout.fields.working_title is None and layout.fields.official_title is None:
        first = _FIRST_LINE.search(document.text, document.start, document.end)
        if first is not None:
            message = "no title was found; put it alone on the first line, or behind 'Title:'"
            yield make_finding(document, "missing_title", *first.span(), message)


def _in_dates(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    for value in layout.labels:
        if value.name not in ("established", "revised", "last_reviewed"):
            continue
        for match in _TWO_DIGIT_YEAR.finditer(document.text, value.start, value.end):
            message = "the year has two digits; the century was inferred"
            yield make_finding(document, "two_digit_year", *match.span(), message)
        for match in _DATE_DELIMITER.finditer(document.text, value.start, value.end):
            message = "two dates are not divided by a comma"
            yield make_finding(document, "date_delimiter", *match.span(), message)


def _empty_fields(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    """Yield labels of the profile without a value, and headings with a colon and nothing below."""
    text = document.text
    known = layout.profile.names
    for value in layout.labels:
        if value.start == value.end and value.name in known:
            label = text[value.label_start : value.start].rstrip()
            end = value.label_start + len(label)
            message = f"{label.rstrip(' :')!r} has no value"
            yield make_finding(document, "empty_field", value.label_start, end, message)
    notes = {note.start: note.end for note in layout.notes}
    starts = [heading.start for heading in layout.headings]
    for section in layout.sections:
        own = text[notes.get(section.start, section.start) : section.end]
        if section.name in known and section.heading.endswith(":") and not own.strip():
            heading = layout.headings[bisect_right(starts, section.start - 1) - 1]
            message = f"{section.heading.rstrip(' :')!r} has no text"
            yield make_finding(document, "empty_field", heading.start, heading.end, message)


def _in_duties(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    duties = layout.duties
    stops = [duty.text.endswith(_TERMINAL) for duty in duties]
    if len(duties) >= _FEW and sum(stops) >= MOSTLY * len(duties):
        for duty, stopped in zip(duties, stops, strict=True):
            if not stopped:
                start = max(duty.start, duty.end - _TAIL)
                start += document.text[start : duty.end].find(" ") + 1 if start > duty.start else 0
                message = "the duty does not end in a full stop"
                yield make_finding(document, "missing_punctuation", start, duty.end, message)
    yield from _pasted(document, duties)


def _pasted(document: SourceDocument, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Yield each stretch of duty lines that was said before, from the fragment that opens it."""
    said: set[str] = set()
    first = last = None
    for index, duty in enumerate(duties):
        folded = duty.text.lower().rstrip(" .;,")
        again = folded in said
        said.add(folded)
        if duty.text[:1].islower() and index and first is None:
            first = index
        elif again:
            first = index if first is None else first
            last = index
    if first is None or (last is None and not _continues_nothing(duties, first)):
        return
    end = duties[first if last is None else max(first, last)].end
    message = "a part of another version of the duties seems to be pasted in here"
    yield make_finding(document, "duplicated_fragment", duties[first].start, end, message)


def _continues_nothing(duties: Sequence[Duty], index: int) -> bool:
    """Return whether the line before a line in lower case is a whole sentence."""
    return duties[index - 1].text.endswith(_TERMINAL)


def _undefined_acronyms(reading: Reading) -> Iterator[Finding]:
    for undefined in reading.acronyms.undefined:
        message = f"{undefined.acronym} is nowhere written out in this text"
        start, end = undefined.spans[0]
        yield make_finding(reading.document, "undefined_acronym", start, end, message)


def _conflicting_names(reading: Reading) -> Iterator[Finding]:
    """Yield names of units that differ in a part only, and the title where the text differs."""
    seen: dict[frozenset[str], str] = {}
    if reading.subject.of_unit:
        seen[_words(reading.subject.of_unit)] = reading.subject.of_unit
    for start, end in _unit_names(reading):
        name = reading.text[start:end]
        words = _words(name)
        if words in seen:
            continue
        for known, other in seen.items():
            if _nearly_same(words, known):
                message = f"another name of {other!r}, or another unit?"
                yield make_finding(reading.document, "conflicting_names", start, end, message)
                break
        seen[words] = name
    yield from _title_against_text(reading)


def _unit_names(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the place of each unit's name, those in the page's furniture first."""
    for furniture in reading.layout.furniture:
        for match in _OFFICE.finditer(reading.text, furniture.start, furniture.end):
            yield match.start(), match.start() + len(match[0].rstrip(" ,&-"))
    for run in reading.runs:
        if run.kind == "unit":
            yield run.start, run.end


def _title_against_text(reading: Reading) -> Iterator[Finding]:
    title = reading.layout.fields.working_title
    summary = next((s for s in reading.layout.sections if s.name == "summary"), None)
    if title is None or summary is None:
        return
    heads = frozenset(reading.profile.words("unit_heads"))
    words = _words(str(title.value)) - heads
    for run in reading.runs_between(summary.start, summary.end):
        if run.kind == "post":
            named = _words(run.text) - heads
            if named != words and _nearly_same(named, words):
                message = f"the title says {title.value!r}"
                yield make_finding(
                    reading.document, "conflicting_names", run.start, run.end, message
                )
                return


def _nearly_same(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two names share most of their words and differ in some."""
    shared = len(first & second)
    return first != second and shared >= _FEW_WORDS and 2 * shared >= len(first | second)


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(name.lower()) if w not in _EMPTY_WORDS)
