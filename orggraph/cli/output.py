"""Rows as a table, as JSON or as CSV: the one place that decides how answers look."""

import csv
import dataclasses
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, TextIO

from orggraph.cli.terminal import guard_cell, one_line, plain_json, visible

__all__ = ["OutputFormat", "Table", "print_json", "print_note", "print_table", "table_of"]

_GAP: Final = "  "


class OutputFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Named columns and the rows under them; a value is text, a number, a truth value or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def table_of(
    rows: Iterable[Any], columns: Sequence[str], *, headings: Mapping[str, str] | None = None
) -> Table:
    """Return the named attributes of the values as a table, under ``headings`` where given."""
    named = headings or {}
    return Table(
        tuple(named.get(column, column) for column in columns),
        tuple(tuple(getattr(row, column) for column in columns) for row in rows),
    )


def print_table(table: Table, output_format: OutputFormat) -> None:
    """Print the rows to standard output: aligned, as a JSON array of objects, or as CSV."""
    match output_format:
        case OutputFormat.JSON:
            print_json([dict(zip(table.columns, row, strict=True)) for row in table.rows])
        case OutputFormat.CSV:
            _write_csv(table, sys.stdout)
        case OutputFormat.TABLE if sys.stdout.isatty():
            _draw(table)
        case OutputFormat.TABLE:
            _write_aligned(table, sys.stdout)


def print_json(value: Any) -> None:
    """Print a value as indented JSON, letters as themselves and control characters escaped."""
    sys.stdout.write(plain_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def print_note(text: str) -> None:
    """Print a remark to standard error, so that it never mixes with an answer that is piped."""
    sys.stderr.write(visible(text) + "\n")


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.2f}"
        case tuple() | list():
            return "; ".join(_cell(item) for item in value)
        case _:
            return one_line(str(value))


def _write_csv(table: Table, stream: TextIO) -> None:
    safe = visible if stream.isatty() else str
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_csv_cell(value, safe) for value in row])


def _csv_cell(value: Any, safe: Any) -> Any:
    match value:
        case None | bool() | tuple() | list():
            return guard_cell(_cell(value))
        case str():
            return guard_cell(safe(value))
        case _:
            return value


def _write_aligned(table: Table, stream: TextIO) -> None:
    lines = [table.columns, *([_cell(value) for value in row] for row in table.rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        )
        stream.write(_GAP.join(padded).rstrip() + "\n")


def _width(text: str) -> int:
    """Return how many terminal columns the text takes: wide letters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _draw(table: Table) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in table.columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(_cell(value)) for value in row))
    Console().print(drawn)
