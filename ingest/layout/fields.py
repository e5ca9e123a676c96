"""Header fields: labelled values -> the record's fields, findings where a value is unreadable."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.layout.labels import LabelValue
from ingest.layout.titles import clean_title, find_prose_title, names_a_post
from ingest.profile import Profile
from ingest.record import Fields, FieldValue, Finding

__all__ = ["read_dates", "read_fields"]

CENTURY_PIVOT: Final = 50
"""A two-digit year from here on is of the 1900s, one below it of the 2000s."""

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d{1,2})(?:-\d{1,2})?(?!\d)"
    r"|(?<![\d/])(?P<month>\d{1,2})\s?[/-]\s?(?:\d{1,2}\s?[/-]\s?)?(?P<year>\d{4}|\d{2})(?![\d/])"
    rf"|\b(?P<name>{_MONTHS})[a-z]*\.?(?:\s+\d{{1,2}})?,?\s+(?P<named_year>\d{{4}})\b"
    r"|(?P<other>[^\s,;]*\d[^\s,;]*)",
    re.IGNORECASE,
)
_MONTHS_A_YEAR = re.compile(r"(\d{1,2})(?: months?)?", re.IGNORECASE)
_YES = re.compile(r"(?:yes|y|true|eligible|non-?exempt)\b", re.IGNORECASE)
_NO = re.compile(r"(?:no|n|none|false|exempt|not\b.*)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_fields(
    document: SourceDocument,
    profile: Profile,
    values: Sequence[LabelValue],
    page_title: Span | None = None,
) -> tuple[Fields, tuple[Finding, ...]]:
    """Return the header fields that the labelled values give, and what could not be read.

    The first readable value of a field counts. Without a labelled title the page's is taken, and
    without that the one that the prose gives.
    """
    read: dict[str, FieldValue] = {}
    revised: tuple[FieldValue, ...] = ()
    findings: list[Finding] = []
    for value in values:
        name = value.name
        if name in read or value.start == value.end or name not in Fields.__slots__:
            continue
        if name in ("established", "revised", "last_reviewed"):
            dates, unreadable = read_dates(document.text, value.start, value.end)
            findings += unreadable
            if name == "revised":
                revised = revised or dates
            elif dates:
                read[name] = dates[0]
        else:
            field = _read_field(document.text, value, profile)
            if field is not None and _is_plausible(profile, field, name):
                read[name] = field
    stated = read.get("working_title")
    if page_title is not None and stated is not None and not names_a_post(stated.raw, profile):
        # "Position: Career Service" under the title of the page tells no title.
        del read["working_title"]
    if "working_title" not in read:
        title = (
            clean_title(document.text, page_title.start, page_title.end, profile)
            if page_title is not None
            else find_prose_title(document, profile)
        )
        if title is not None:
            read["working_title"] = title
    return Fields(**_typed(read), revised=revised), tuple(findings)


def _typed(read: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    return {name: read[name] for name in Fields.__slots__ if name in read}


def _is_plausible(profile: Profile, field: FieldValue, name: str) -> bool:
    pattern = _pattern_of(profile, name)
    return pattern is None or pattern.fullmatch(field.raw) is not None


@cache
def _pattern_of(profile: Profile, name: str) -> re.Pattern[str] | None:
    """Return what the value of a field looks like in texts of a profile, where it says so."""
    labels = (label for label in profile.labels if label.kind == "field" and label.name == name)
    first = next(labels, None)
    return None if first is None else first.pattern


def _read_field(text: str, value: LabelValue, profile: Profile) -> FieldValue | None:
    raw = text[value.start : value.end]
    if value.name == "months":
        number = _MONTHS_A_YEAR.fullmatch(raw)
        return FieldValue(int(number[1]) if number else raw, raw, value.start, value.end)
    if value.name == "overtime_eligible":
        eligible = _YES.match(raw) is not None
        if eligible or _NO.match(raw):
            return FieldValue(eligible, raw, value.start, value.end)
        return None
    if value.name in ("working_title", "official_title"):
        return clean_title(text, value.start, value.end, profile)
    return FieldValue(_SPACE.sub(" ", raw), raw, value.start, value.end)


def read_dates(
    text: str, start: int, end: int
) -> tuple[tuple[FieldValue, ...], tuple[Finding, ...]]:
    """Return the dates between two offsets as "YYYY-MM", and a finding for each unreadable one."""
    dates: list[FieldValue] = []
    findings: list[Finding] = []
    for match in _DATE.finditer(text, start, end):
        value = _year_month(match)
        if value is None:
            raw = match[0].strip(".")
            message = f"{raw!r} is no readable date; write it as month/year"
            findings.append(
                Finding("unreadable_date", message, raw, match.start(), match.start() + len(raw))
            )
        else:
            dates.append(FieldValue(value, match[0], match.start(), match.end()))
    return tuple(dates), tuple(findings)


def _year_month(match: re.Match[str]) -> str | None:
    if match["other"]:
        return None
    year_text = match["iso_year"] or match["year"] or match["named_year"]
    year = int(year_text)
    if len(year_text) == 2:
        year += 1900 if year >= CENTURY_PIVOT else 2000
    if match["name"]:
        month = _MONTHS.split("|").index(match["name"].lower()) + 1
    else:
        month = int(match["iso_month"] or match["month"])
    if not (1 <= month <= 12 and 1900 <= year <= 2100):
        return None
    return f"{year:04d}-{month:02d}"
