"""Pages: which lines of a description are content, and which are the web page around it."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.profile import Profile
from ingest.titles import names_a_post

__all__ = ["Page", "read_page"]

FURNITURE_LIMIT: Final = 300
"""The longest line of furniture, in code points; what is longer is prose."""

TITLE_LINES: Final = 30
"""How many lines from the top may hold the title."""

_LINE = re.compile(r"[^\S\r\n]*\S[^\r\n]*")


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
    for count, match in enumerate(_LINE.finditer(text, document.start, document.end)):
        start, end = match.span()
        if end - start > FURNITURE_LIMIT:
            lines.append(Span(start, end))
            continue
        if profile.closing is not None and profile.closing.match(text, start, end):
            furniture.append(Span(start, document.end))
            return Page(tuple(lines), tuple(furniture), title, employer, document.start, start)
        found = None
        if title is None and count < TITLE_LINES:
            found = title = _title_in(text, start, end, profile, is_first=not lines)
        if profile.furniture is not None and profile.furniture.match(text, start, end):
            furniture.append(Span(start, end))
            employer = employer or _employer_in(text, start, end, profile)
        elif found is not None:
            furniture.append(found)
        else:
            lines.append(Span(start, end))
    return Page(tuple(lines), tuple(furniture), title, employer, document.start, document.end)


def _employer_in(text: str, start: int, end: int, profile: Profile) -> Span | None:
    for pattern in profile.employer_lines:
        match = pattern.match(text, start, end)
        if match is not None:
            return Span(*match.span("employer"))
    return None


def _title_in(text: str, start: int, end: int, profile: Profile, *, is_first: bool) -> Span | None:
    patterns = (*profile.title_lines, *(profile.title_first_line if is_first else ()))
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match is not None and names_a_post(match["title"], profile):
            return Span(*match.span("title"))
    return None
