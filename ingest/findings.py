"""Findings: what in a description a person should look at, each with its place and the reason.

Nothing is mended: the text stays as it is, and a finding says what is odd about it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq
from typing import Final

from ingest.document import SourceDocument
from ingest.layout import Layout
from ingest.reading import Reading
from ingest.record import Duty, Finding

__all__ = ["find_findings"]

QUOTE_LIMIT: Final = 600
"""The longest quotation of a finding, in code points."""

MOSTLY: Final = 0.8
"""The share of duty lines that end in a stop, from which on one that does not is odd."""

_MOJIBAKE = re.compile(
    r"[\u00bf^](?<=\w.)(?=\w)|\u00bf(?<=[a-z].)(?=\s)|\u00c3[\u0080-\u00bf]|\u00c2[\u00a0-\u00bf]"
    r"|\u00e2\u20ac.|\u00ef\u00bb\u00bf|\ufffd"
)
_MISSING_SPACE = re.compile(r"[.;,](?<=[a-z)].)(?=[A-Z][a-z])")
_STRAY = re.compile(r" [.,;](?=\s|$)(?! [.,;])", re.MULTILINE)
_DEGREE = re.compile(r"s (?=degree|licen[sc]e)")
_OWNERS: Final = ("bachelor", "master", "associate", "driver", "operator", "chauffeur")
_YEARS = re.compile(
    r" years (?=(?:satisfactory |successful |related |relevant |professional |work )*experience)"
)
_NUMBERS: Final = re.compile(
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\Z", re.IGNORECASE
)
_HOLE_AFTER_OF = re.compile(r" of(?: the)? ?(?:[,.;:)](?!\w)|(?:and|or|of|to|is|who|will)\b)")
_LED: Final = frozenset(
    [
        "direction",
        "supervision",
        "guidance",
        "office",
        "division",
        "department",
        "director",
        "chief",
        "head",
    ]
)
_RIGHTLY_TWICE: Final = frozenset(["that", "had"])
_HOLE_AFTER_ARTICLE = re.compile(
    r"(?<= )(?:the|an?) ?[,;)](?!\w)|he (?<=\b[Tt]he )(?:and|or|of|is|who|will|has|are)\b(?!/)"
)
_TWO_DIGIT_YEAR = re.compile(r"(?<![\d/])\d{1,2}/\d{2}(?![\d/])")
_DATE_DELIMITER = re.compile(r"\d{1,2}/\d{2,4}[.:;] ?\d{1,2}/\d{2,4}")
_TERMINAL: Final = (".", "!", "?", ":", ";", ")", '"', "”", "…")
_OFFICE = re.compile(r"\b(?:office|division|department|bureau) of [\w ,&]{3,100}", re.IGNORECASE)
_ADDRESS = re.compile(r"[@/]|www", re.IGNORECASE)
_WORD_RIGHT = re.compile(r"[\w']+")
_WORD = re.compile(r"[a-z0-9]+")
_FEW: Final = 4
_FEW_WORDS: Final = 3
_TAIL: Final = 40
_LONGEST_WORD: Final = 60
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
        *_in_characters(document, layout),
        *_repeated_words(reading),
        *_in_dates(document, layout),
        *_empty_fields(document, layout),
        *_in_duties(document, layout),
        *_undefined_acronyms(reading),
        *_conflicting_names(reading),
    ):
        found.setdefault((finding.start, finding.end, finding.kind), finding)
    return tuple(sorted(found.values(), key=lambda f: (f.start, f.end, f.kind)))


def _finding(document: SourceDocument, kind: str, start: int, end: int, message: str) -> Finding:
    end = min(end, start + QUOTE_LIMIT)
    return Finding(kind, message, document.text[start:end], start, end)


def _residue(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    pattern = layout.profile.residue
    if pattern is None:
        return
    for furniture in layout.furniture:
        match = pattern.match(document.text, furniture.start, furniture.end)
        if match is not None:
            message = "this is left of the web page, not of the text"
            yield _finding(document, "page_residue", *match.span(), message)


def _in_characters(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    """Yield what is odd about the characters of the content.

    Each pattern begins with a rare character; the words before it are looked at only there.
    """
    text = document.text
    end = min((s.start for s in layout.furniture if s.end == document.end), default=document.end)
    start = layout.sections[0].start if layout.sections else document.start
    for match in _MOJIBAKE.finditer(text, start, end):
        message = "a character was lost when the text was re-encoded"
        yield _finding(document, "mojibake", *match.span(), message)
    for match in _MISSING_SPACE.finditer(text, start, end):
        place = _words_around(text, match.start(), match.end())
        if not _ADDRESS.search(text, place[0], place[1] + 1):
            yield _finding(document, "missing_space", *place, "two sentences run together")
    for match in _STRAY.finditer(text, start, end):
        if text[match.start() - 2 : match.start()] != " .":  # else dots that lead to a number
            begin = _word_start(text, match.start())
            message = "a punctuation mark stands alone"
            yield _finding(document, "stray_punctuation", begin, match.end(), message)
    yield from _lost_apostrophes(document, start, end)
    yield from _holes(document, start, end)


def _lost_apostrophes(document: SourceDocument, start: int, end: int) -> Iterator[Finding]:
    text, message = document.text, "an apostrophe seems to be lost"
    for match in _DEGREE.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if text[begin : match.start()].lower() in _OWNERS:
            yield _finding(document, "missing_apostrophe", begin, match.start() + 1, message)
    for match in _YEARS.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if _NUMBERS.match(text, begin, match.start()):
            yield _finding(document, "missing_apostrophe", begin, match.end() - 1, message)


def _holes(document: SourceDocument, start: int, end: int) -> Iterator[Finding]:
    text, message = document.text, "a name seems to have been cut out here"
    after_of: set[int] = set()
    for match in _HOLE_AFTER_OF.finditer(text, start, end):
        begin = _word_start(text, match.start())
        if text[begin : match.start()].lower() in _LED:
            after_of.add(match.end())
            yield _finding(document, "name_missing", begin, match.end(), message)
    for match in _HOLE_AFTER_ARTICLE.finditer(text, start, end):
        if match.end() not in after_of:
            begin = match.start() - (match[0][0] == "h")
            yield _finding(document, "name_missing", begin, match.end(), message)


def _repeated_words(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        words = sentence.text.split(" ")
        if not any(map(eq, words, words[1:])):
            continue
        at = sentence.start
        for word, following in pairwise(words):
            if word == following and len(word) > 1 and word.isalpha():
                end = at + 2 * len(word) + 1
                if word.lower() not in _RIGHTLY_TWICE:
                    yield _finding(
                        reading.document, "repeated_word", at, end, "a word stands twice"
                    )
            at += len(word) + 1


def _word_start(text: str, end: int) -> int:
    """Return where the word that ends at an offset begins."""
    start = max(end - _LONGEST_WORD, 0)
    return max(text.rfind(" ", start, end), text.rfind("\n", start, end), start - 1) + 1


def _words_around(text: str, left: int, right: int) -> tuple[int, int]:
    match = _WORD_RIGHT.match(text, right)
    return _word_start(text, left), right if match is None else match.end()


def _in_dates(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    for value in layout.labels:
        if value.name not in ("established", "revised", "last_reviewed"):
            continue
        for match in _TWO_DIGIT_YEAR.finditer(document.text, value.start, value.end):
            message = "the year has two digits; the century was inferred"
            yield _finding(document, "two_digit_year", *match.span(), message)
        for match in _DATE_DELIMITER.finditer(document.text, value.start, value.end):
            message = "two dates are not divided by a comma"
            yield _finding(document, "date_delimiter", *match.span(), message)


def _empty_fields(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    """Yield labels of the profile without a value, and headings with a colon and nothing below."""
    text = document.text
    known = {label.name for label in layout.profile.labels}
    for value in layout.labels:
        if value.start == value.end and value.name in known:
            label = text[value.label_start : value.start].rstrip()
            end = value.label_start + len(label)
            message = f"{label.rstrip(' :')!r} has no value"
            yield _finding(document, "empty_field", value.label_start, end, message)
    notes = {note.start: note.end for note in layout.notes}
    starts = [heading.start for heading in layout.headings]
    for section in layout.sections:
        own = text[notes.get(section.start, section.start) : section.end]
        if section.name in known and section.heading.endswith(":") and not own.strip():
            heading = layout.headings[bisect_right(starts, section.start - 1) - 1]
            message = f"{section.heading.rstrip(' :')!r} has no text"
            yield _finding(document, "empty_field", heading.start, heading.end, message)


def _in_duties(document: SourceDocument, layout: Layout) -> Iterator[Finding]:
    duties = layout.duties
    stops = [duty.text.endswith(_TERMINAL) for duty in duties]
    if len(duties) >= _FEW and sum(stops) >= MOSTLY * len(duties):
        for duty, stopped in zip(duties, stops, strict=True):
            if not stopped:
                start = max(duty.start, duty.end - _TAIL)
                start += document.text[start : duty.end].find(" ") + 1 if start > duty.start else 0
                message = "the duty does not end in a full stop"
                yield _finding(document, "missing_punctuation", start, duty.end, message)
    yield from _pasted(document, duties)


def _pasted(document: SourceDocument, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Yield each stretch of duty lines that was said before, from the fragment that opens it."""
    said: set[str] = set()
    first = last = None
    for index, duty in enumerate(duties):
        folded = " ".join(_WORD.findall(duty.text.lower()))
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
    yield _finding(document, "duplicated_fragment", duties[first].start, end, message)


def _continues_nothing(duties: Sequence[Duty], index: int) -> bool:
    """Return whether the line before a line in lower case is a whole sentence."""
    return duties[index - 1].text.endswith(_TERMINAL)


def _undefined_acronyms(reading: Reading) -> Iterator[Finding]:
    for undefined in reading.acronyms.undefined:
        message = f"{undefined.acronym} is nowhere written out in this text"
        start, end = undefined.spans[0]
        yield _finding(reading.document, "undefined_acronym", start, end, message)


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
                yield _finding(reading.document, "conflicting_names", start, end, message)
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
                yield _finding(reading.document, "conflicting_names", run.start, run.end, message)
                return


def _nearly_same(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two names share most of their words and differ in some."""
    shared = len(first & second)
    return first != second and shared >= _FEW_WORDS and 2 * shared >= len(first | second)


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(name.lower()) if w not in _EMPTY_WORDS)
