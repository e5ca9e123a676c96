"""The state of a build, opened to be read and changed: rows by what they are of."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from ingest.incremental.build_state import pack, read_header, read_use, unpack
from ingest.resolution.names_table import NameRow
from ingest.resolution.versions import VersionGroup, group_versions

__all__ = ["StateFile"]


class StateFile:
    """A copy of the last build's state.

    Args:
        database: The copy.
        scopes: The scope of each employer's name.
    """

    def __init__(self, database: sqlite3.Connection, scopes: Mapping[str, str]) -> None:
        self.scopes = scopes
        self._database = database

    def name(self, number: int) -> NameRow:
        """Return a name with its counts."""
        employer, use, live, total, first = self.rows(
            "SELECT employer, use, live, total, first_sha256 FROM name WHERE id = ?", number
        )[0]
        return NameRow(json.loads(employer), read_use(use), live, total, first)

    def group(self, number: int) -> VersionGroup | None:
        """Return a description with its versions; None when it has none any more."""
        headers = [
            read_header(header)
            for (header,) in self.rows("SELECT header FROM document WHERE family = ?", number)
        ]
        groups = group_versions(headers, self.scopes)
        return groups[0] if groups else None

    def put_marks(self, table: str, number: int, marks: Iterable[int]) -> None:
        """Replace the marks of a name or of a family."""
        member = number if table == "name" else -number
        new = sorted(marks)
        old = unpack(self.rows(f"SELECT marks FROM {table} WHERE id = ?", number)[0][0])  # noqa: S608 - our own words
        self.drop("mark", set(old) - set(new), member)
        self.put("mark", set(new) - set(old), member)
        self.run(f"UPDATE {table} SET marks = ? WHERE id = ?", pack(new), number)  # noqa: S608 - our own words

    def replace_hashes(
        self, table: str, owner: int, old: Iterable[int], new: Iterable[int]
    ) -> None:
        """Replace what a thing or a family (below zero) is found by in the table try or shape."""
        self.drop(table, old, owner)
        self.put(table, new, owner)

    def put(self, table: str, hashes: Iterable[int], owner: int) -> None:
        """Let somebody be found by hashes: in the table mark, try or shape."""
        self._database.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608 - our own words
            [(hashed, owner) for hashed in hashes],
        )

    def drop(self, table: str, hashes: Iterable[int], owner: int) -> None:
        """Let somebody not be found by hashes any more: in the table mark, try or shape."""
        column = {"mark": "member", "try": "owner", "shape": "thing"}[table]
        self._database.executemany(
            f"DELETE FROM {table} WHERE hash = ? AND {column} = ?",  # noqa: S608 - our own words
            [(hashed, owner) for hashed in hashes],
        )

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a statement of our own."""
        return self._database.execute(sql, values).fetchall()

    def run(self, sql: str, *values: object) -> None:
        """Carry out a statement of our own."""
        self._database.execute(sql, values)

    def insert(self, sql: str, *values: object) -> int:
        """Return the number of a row that a statement of our own puts in.

        Raises:
            sqlite3.DatabaseError: If the row has no number.
        """
        number = self._database.execute(sql, values).lastrowid
        if number is None:
            raise sqlite3.DatabaseError("a row has no number")
        return number
