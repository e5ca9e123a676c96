"""Rows for the screen and for files: one table value, shown, written as CSV or as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from graph.answers import Cell

__all__ = ["Column", "ColumnKind", "Grid", "Row", "guarded", "to_csv", "to_json"]

ColumnKind: TypeAlias = Literal["text", "link", "quote", "number", "code", "file"]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its heading on the screen, and how its cells look.

    A column of kind "file" stands only in downloads. ``address`` makes a link of the heading, and
    ``says`` is its whole name where the heading is short.
    """

    name: str
    heading: str
    kind: ColumnKind = "text"
    address: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; ``key`` is what a click on it selects, ``links`` the addresses by column."""

    key: str
    cells: tuple[Cell, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption; ``empty`` says what to do when it has no rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = "Nothing here."

    def used_columns(self) -> tuple[int, ...]:
        """Return the indexes of the columns worth showing: the first, and all with a value."""
        return tuple(
            index
            for index, column in enumerate(self.columns)
            if column.kind != "file"
            and (index == 0 or any(row.cells[index] not in {None, ""} for row in self.rows))
        )

    def records(self) -> tuple[dict[str, Cell], ...]:
        """Return the rows as mappings from column name to cell."""
        names = [column.name for column in self.columns]
        return tuple(dict(zip(names, row.cells, strict=True)) for row in self.rows)


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded(-1), guarded("plain")
    ("'=1+1", -1, 'plain')
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as CSV (RFC 4180, UTF-8 with byte order mark, formulas guarded)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_json(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as a JSON list of objects, UTF-8."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
