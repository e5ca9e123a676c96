"""Rows of text in columns for people: fitted to a terminal, one row a line anywhere else.

A quote is longer than any column should be: it stands below its row, with its file and offsets.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

__all__ = ["draw"]

Wrap = Callable[[str, int], list[str]]

_GAP: Final = "  "
_INDENT: Final = "    "
_BELOW: Final = frozenset({"quote", "document", "source", "start", "end"})
_NARROWEST: Final = 12
_UNLIMITED: Final = 1 << 30


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their headings to standard output."""
    if sys.stdout.isatty():
        _draw_on_terminal(columns, rows)
    else:
        for _, line in _lay_out(columns, rows, _UNLIMITED, lambda text, _: [text]):
            sys.stdout.write(line + "\n")


def _draw_on_terminal(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)

    def wrap(text: str, width: int) -> list[str]:
        return [line.plain.rstrip() for line in Text(text).wrap(console, width)] or [""]

    styles = {"heading": "bold", "row": "", "quote": "dim"}
    for kind, line in _lay_out(columns, rows, console.width, wrap):
        console.print(Text(line, style=styles[kind]), soft_wrap=True)


def _lay_out(
    columns: Sequence[str], rows: Sequence[Sequence[str]], available: int, wrap: Wrap
) -> Iterator[tuple[str, str]]:
    """Yield (heading, row or quote; the line), no line wider than what is available."""
    below = _BELOW.intersection(columns) if "quote" in columns else frozenset()
    beside = [number for number, name in enumerate(columns) if name not in below]
    cells = [[row[number] for number in beside] for row in [columns, *rows]]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    _narrow(widths, available - len(_GAP) * (len(widths) - 1))
    for number, line in enumerate(cells):
        kind = "row" if number else "heading"
        wrapped = [wrap(text, width) for text, width in zip(line, widths, strict=True)]
        for pieces in zip_longest(*wrapped, fillvalue=""):
            padded = (
                text + " " * (width - _width(text))
                for text, width in zip(pieces, widths, strict=True)
            )
            yield kind, _GAP.join(padded).rstrip()
        if number and below:
            quote = _quoted(dict(zip(columns, rows[number - 1], strict=True)))
            for text in wrap(quote, available - len(_INDENT)) if quote else ():
                yield "quote", _INDENT + text


def _quoted(row: Mapping[str, str]) -> str:
    """Return the quote of a row with the place it stands at; nothing where there is no quote."""
    if not row["quote"]:
        return ""
    place = row.get("source") or row.get("document", "")
    offsets = f"{row['start']}-{row['end']}" if "start" in row and "end" in row else ""
    return " ".join(part for part in (f"“{row['quote']}”", place, offsets) if part)


def _narrow(widths: list[int], available: int) -> None:
    """Take from the widest column until all fit, or none is wide any more."""
    while widths and sum(widths) > available and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _width(text: str) -> int:
    """Return how many terminal columns the text takes: wide letters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
