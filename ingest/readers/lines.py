"""Lines: pieces of a marked-up document -> plain text, one paragraph a line."""

import re
from collections.abc import Iterable, Sequence

__all__ = ["join_lines", "row_text"]

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_LABEL_LENGTH = 60


def join_lines(pieces: Iterable[str]) -> str:
    """Return the pieces as lines, runs of blanks made one, never two empty lines together.

    >>> join_lines(["  Reports to: ", "", "", "the  director"]).splitlines()
    ['Reports to:', '', 'the director']
    """
    lines: list[str] = []
    for piece in pieces:
        line = _SPACE.sub(" ", piece).strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def row_text(cells: Sequence[str]) -> str:
    """Return a table row as a line; a short first cell of two is written as the label it is.

    >>> row_text(["Reports to", "Director"])
    'Reports to: Director'
    >>> row_text(["Mon", "Tue", "Wed"])
    'Mon | Tue | Wed'
    """
    texts = [text for cell in cells if (text := _SPACE.sub(" ", cell).strip())]
    if len(texts) == 2 and len(texts[0]) <= _LABEL_LENGTH:
        separator = " " if texts[0].endswith(":") else ": "
        return separator.join(texts)
    return " | ".join(texts)
