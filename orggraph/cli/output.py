"""Rows as a table, as JSON or as CSV: the one place that decides how answers look."""

import csv
import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TextIO

from orggraph.cli.terminal import guard_cell, one_line, plain_json, visible

__all__ = [
    "OutputFormat",
    "Table",
    "cell_text",
    "print_json",
    "print_note",
    "print_table",
    "table_of",
]


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

    def without(self, column: str) -> "Table":
        """Return the table without a column."""
        at = self.columns.index(column)
        return Table(
            self.columns[:at] + self.columns[at + 1 :],
            tuple(row[:at] + row[at + 1 :] for row in self.rows),
        )


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
        case OutputFormat.TABLE:
            from orggraph.cli.columns import draw

            draw(table.columns, [[cell_text(value) for value in row] for row in table.rows])


def print_json(value: Any) -> None:
    """Print a value as indented JSON, letters as themselves and control characters escaped."""
    sys.stdout.write(plain_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def print_note(text: str) -> None:
    """Print a remark to standard error, so that it never mixes with an answer that is piped."""
    sys.stderr.write(visible(text) + "\n")


def cell_text(value: Any) -> str:
    """Return a value as text on one line: nothing for None, "yes" and "no", two decimals."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.2f}"
        case tuple() | list():
            return "; ".join(cell_text(item) for item in value)
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
            return guard_cell(cell_text(value))
        case str():
            return guard_cell(safe(value))
        case _:
            return value
