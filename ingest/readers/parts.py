"""Parts: one file with several jobs in it -> where each description begins and ends."""

import re
from typing import Final

from ingest.document import Span
from ingest.profile import Profile

__all__ = ["split_parts"]

SHORTEST_PART: Final = 200
"""A description is longer than this, in code points; what is shorter belongs to its neighbour."""

_LINE = re.compile(r"[^\r\n]+")
_TITLE_LENGTH: Final = 150


def split_parts(text: str, profile: Profile) -> tuple[Span, ...]:
    """Return the parts of a text, together all of it: one if it holds one description.

    A part begins where the profile says one does, or with the page furniture and title above that.
    """
    if profile.parts is None:
        return (Span(0, len(text)),)
    borders = [0]
    first = True
    for match in profile.parts.finditer(text):
        if first:
            first = False
            continue
        border = _border(text, borders[-1], match.start(), profile)
        if border - borders[-1] >= SHORTEST_PART and len(text) - border >= SHORTEST_PART:
            borders.append(border)
    return tuple(Span(a, b) for a, b in zip(borders, [*borders[1:], len(text)], strict=True))


def _border(text: str, floor: int, start: int, profile: Profile) -> int:
    """Return where the furniture and title above an offset begin, or the offset itself."""
    border = start
    lines = list(_LINE.finditer(text, max(floor, start - 20 * _TITLE_LENGTH), start))
    strange = 0
    for line in reversed(lines):
        if profile.closing is not None and profile.closing.match(text, line.start(), line.end()):
            break
        if profile.furniture is not None and profile.furniture.match(
            text, line.start(), line.end()
        ):
            border = line.start()
            strange = 0
        elif strange == 0 and line.end() - line.start() <= _TITLE_LENGTH:
            strange = 0 if line[0].isspace() else 1
        else:
            break
    return border
