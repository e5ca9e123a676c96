"""Pages: which lines of a description are content, and which are the web page around it."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.layout.titles import names_a_post
from ingest.profile import Profile

__all__ = ["Page", "read_page"]

FURNITURE_LIMIT: Final = 300
"""The longest line of furniture, in code points; what is longer is prose."""

TITLE_LINES: Final = 30
"""How many lines from the top may hold the title."""

_LINE = re.compile(r"\S[^\r\n]*")
_CELL = re.compile(r"[^\s|][^\r\n|]*")
_FEWEST_BARS: Final = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one description.

    Attributes:
        lines: The lines that are content, in text order, blank ones left out.
        furniture: The spans that are not, in text order, blank lines between them left out.
        title: The title that the page states outside of its content, if it does.
        employer: The employer's name that the page states so, if it does.
        start: Where the description begins.
        end: Where content ends.
    """

    lines: tuple[Span, ...]
    furniture: tuple[Span, ...]
    title: Span | None
    employer: Span | None
    start: int
    end: int


def read_page(document: SourceDocument, profile: Profile) -> Page:
    """Return the lines of a description, told apart by the patterns of a profile."""
    text = document.text
    lines: list[Span] = []
    furniture: list[Span] = []
    title: Span | None = None
    employer: Span | None = None
    is_first = True
    barred = text.find("|", document.start, document.end) >= 0
    for count, match in enumerate(_LINE.finditer(text, document.start, document.end)):
        start, end = match.span()
        if end - start > FURNITURE_LIMIT:
            _add_cells(lines, text, start, end, barred=barred)
            is_first = False
            continue
        if profile.closing is not None and profile.closing.match(text, start, end):
            furniture.append(Span(start, document.end))
            return Page(tuple(lines), tuple(furniture), title, employer, document.start, start)
        found = None
        if title is None and count < TITLE_LINES:
            found = title = _title_in(text, start, end, profile, is_first=is_first)
        if profile.furniture is not None and profile.furniture.match(text, start, end):
            furniture.append(Span(start, end))
            employer = employer or _employer_in(text, start, end, profile)
        elif found is not None:
            furniture.append(found)
        else:
            _add_cells(lines, text, start, end, barred=barred)
            is_first = is_first and _stands_above_title(text, start, end, profile)
    return Page(tuple(lines), tuple(furniture), title, employer, document.start, document.end)


def _add_cells(lines: list[Span], text: str, start: int, end: int, *, barred: bool) -> None:
    """Add the cells of a row of a table that was written with bars, or the line as it is."""
    if barred and text.count("|", start, end) >= _FEWEST_BARS:
        lines.extend(Span(*cell.span()) for cell in _CELL.finditer(text, start, end))
    else:
        lines.append(Span(start, end))


def _employer_in(text: str, start: int, end: int, profile: Profile) -> Span | None:
    for pattern in profile.employer_lines:
        match = pattern.match(text, start, end)
        if match is not None:
            return Span(*match.span("employer"))
    return None


def _title_in(text: str, start: int, end: int, profile: Profile, *, is_first: bool) -> Span | None:
    if is_first and _stands_above_title(text, start, end, profile):
        return None
    patterns = (*profile.title_lines, *(profile.title_first_line if is_first else ()))
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match is not None and (
            names_a_post(match["title"], profile)
            or (is_first and _stands_below_title(text, end, profile))
        ):
            return Span(*match.span("title"))
    return None


def _stands_above_title(text: str, start: int, end: int, profile: Profile) -> bool:
    """Return whether a line is one that some pages have above the title: the employer's name."""
    return profile.above_title is not None and bool(profile.above_title.match(text, start, end))


def _stands_below_title(text: str, end: int, profile: Profile) -> bool:
    """Return whether the next line is one that only ever follows a title: "Class Code: 3108"."""
    following = _LINE.search(text, end, end + FURNITURE_LIMIT)
    return (
        profile.below_title is not None
        and following is not None
        and bool(profile.below_title.match(text, following.start(), following.end()))
    )
