"""What is known of files without opening them: one SQLite file in the graph folder.

Like the index of a version control system it holds, by path, size, times and inode of a file as
they were when it was read, and the SHA-256 of its bytes; by SHA-256 it holds the summaries of the
descriptions in it. So a build over unchanged files opens none of them and parses no record, and
resolution reads summaries instead of records. Of files that were rejected it knows nothing: another
library or more memory may be had by now, so they are read again.

Everything in it can be made again. Each row carries a checksum: a damaged row is as good as none,
and a file that is no database any more is made anew.
"""

import contextlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from ingest.resolution.summary import DocumentSummary
from ingest.resolution.summary_text import summary_from_text, summary_to_text

__all__ = ["Part", "SourceIndex", "Stamp", "read_stamp"]

FILE: Final = "sources.sqlite"
"""The name of the index in a graph folder."""

RACY_NS: Final = 2_000_000_000
"""How much older than its reading a file's times must be for it to be known unchanged: two seconds,
the coarsest clock of a file system. A younger file may have been written to after it was read and
within the same tick."""

_FORMAT: Final = "1"
_MANY: Final = 5_000
_SECONDS: Final = 1.0
_SCHEMA: Final = """
CREATE TABLE source (path BLOB PRIMARY KEY, stamp TEXT, seen INTEGER, sha256 TEXT,
    checksum INTEGER) WITHOUT ROWID;
CREATE TABLE file (sha256 TEXT PRIMARY KEY, kept TEXT, dates TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE part (sha256 TEXT, number INTEGER, latest TEXT, summary TEXT, checksum INTEGER,
    PRIMARY KEY (sha256, number)) WITHOUT ROWID;
CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT, checksum INTEGER) WITHOUT ROWID;
"""


class Stamp(NamedTuple):
    """What a file system says of a file: when one of these changes, the file is read again."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int


class Part(NamedTuple):
    """One description in a file: its number, its latest date ("" for none), its summary as text."""

    number: int
    latest: str
    summary: str

    @classmethod
    def of(cls, summary: DocumentSummary) -> Self:
        """Return what is kept of a summary."""
        return cls(summary.part, summary.latest, summary_to_text(summary))


def read_stamp(path: str) -> Stamp | None:
    """Return the stamp of a file as it is now; None where there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of a hundred thousand files
    except (OSError, ValueError):
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class SourceIndex:
    """The index of one graph folder, for the one who holds its lock; a context manager.

    Args:
        folder: The graph folder.
        extractor: The version of the code that reads; what another version read is forgotten.

    Attributes:
        is_new: Whether there was none, or none that could be used.

    Raises:
        OSError: If the folder cannot be written to.
    """

    def __init__(self, folder: Path, extractor: str) -> None:
        self._path = folder / FILE
        self._version = f"{_FORMAT} {extractor}"
        self._waiting = 0
        self.is_new = False
        self._database = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        with contextlib.suppress(OSError):
            self.flush()
        self._database.close()

    def find_source(self, path: str, stamp: Stamp) -> str | None:
        """Return the SHA-256 of an unchanged file; None if it must be read.

        Args:
            path: The name by which the user gave the file.
            stamp: Its stamp as it is now.
        """
        key = _key(path)
        row = self._row("SELECT stamp, seen, sha256, checksum FROM source WHERE path = ?", key)
        if row is None or row[0] != repr(tuple(stamp)) or not _is_whole(key, row):
            return None
        if max(stamp.modified_ns, stamp.changed_ns) + RACY_NS > row[1]:
            return None
        return str(row[2])

    def put_source(self, path: str, stamp: Stamp, seen_ns: int, sha256: str) -> None:
        """Note what bytes a file has.

        Args:
            path: The name by which the user gave the file.
            stamp: Its stamp before it was read and after.
            seen_ns: When reading began, in nanoseconds since 1970.
            sha256: The SHA-256 of its bytes.

        Raises:
            OSError: If the disk is full.
        """
        self._put("source", _key(path), repr(tuple(stamp)), seen_ns, sha256)

    def find_file(self, sha256: str, kept: Stamp | None = None) -> Mapping[int, str] | None:
        """Return the latest date of each description in a file by its number; None if unknown.

        Args:
            sha256: The SHA-256 of the file's bytes.
            kept: The stamp of its cached extractions; where that is another one by now, the file is
                unknown. None asks whatever became of them.
        """
        row = self._row("SELECT kept, dates, checksum FROM file WHERE sha256 = ?", sha256)
        if row is None or not _is_whole(sha256, row):
            return None
        if kept is not None and row[0] != repr(tuple(kept)):
            return None
        return dict(json.loads(row[1]))

    def put_file(self, sha256: str, kept: Stamp, parts: Iterable[Part]) -> None:
        """Note the descriptions in a file.

        Args:
            sha256: The SHA-256 of the file's bytes.
            kept: The stamp of its cached extractions.
            parts: The descriptions.

        Raises:
            OSError: If the disk is full.
        """
        dates = []
        for part in parts:
            self._put("part", sha256, *part)
            dates.append((part.number, part.latest))
        self._put("file", sha256, repr(tuple(kept)), json.dumps(dates))

    def put_kept(self, sha256: str, kept: Stamp) -> None:
        """Note that the cached extractions of a known file have another stamp.

        Raises:
            OSError: If the disk is full.
        """
        dates = self.find_file(sha256)
        if dates is not None:
            self._put("file", sha256, repr(tuple(kept)), json.dumps(list(dates.items())))

    def find_summary(self, sha256: str, number: int) -> DocumentSummary | None:
        """Return the summary of a description; None if it is unknown or damaged."""
        row = self._row(
            "SELECT number, latest, summary, checksum FROM part WHERE sha256 = ? AND number = ?",
            sha256,
            number,
        )
        if row is None or not _is_whole(sha256, row):
            return None
        return summary_from_text(sha256, *row[:3])

    def forget_all_but(self, paths: Iterable[str], documents: Iterable[str]) -> None:
        """Forget the files at other paths than these, and documents of other hashes.

        Raises:
            OSError: If the disk is full.
        """
        for select, kept, deletes in (
            (
                "SELECT path FROM source",
                {_key(path) for path in paths},
                ["DELETE FROM source WHERE path = ?"],
            ),
            (
                "SELECT sha256 FROM file",
                set(documents),
                ["DELETE FROM part WHERE sha256 = ?", "DELETE FROM file WHERE sha256 = ?"],
            ),
        ):
            gone = [row for row in self._rows(select) if row[0] not in kept]
            if gone:
                for delete in deletes:
                    self._write(delete, gone)

    def flush(self) -> None:
        """Make what was put in outlast this process.

        Raises:
            OSError: If the disk is full.
        """
        try:
            self._database.commit()
        except sqlite3.Error as error:
            raise OSError(f"{self._path}: {error}") from error
        self._waiting = 0

    def _open(self) -> sqlite3.Connection:
        try:
            database = sqlite3.connect(self._path, timeout=_SECONDS)
            # Killed, the journal takes a half-written change back; after a power cut a torn file is
            # made anew.
            database.execute("PRAGMA synchronous = OFF")
            found = database.execute("SELECT text FROM note WHERE name = 'version'").fetchone()
            if found == (self._version,):
                return database
        except sqlite3.Error:
            pass
        with contextlib.suppress(sqlite3.Error, UnboundLocalError):
            database.close()
        return self._made_anew()

    def _made_anew(self) -> sqlite3.Connection:
        try:
            for suffix in ("", "-journal"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            database = sqlite3.connect(self._path, timeout=_SECONDS)
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_SCHEMA)
            database.execute("INSERT INTO note VALUES ('version', ?, 0)", (self._version,))
            database.commit()
        except sqlite3.Error as error:
            raise OSError(f"{self._path}: {error}") from error
        self.is_new = True
        return database

    def _row(self, sql: str, *values: object) -> Sequence[Any] | None:
        rows = self._rows(sql, *values)
        return rows[0] if rows else None

    def _rows(self, sql: str, *values: object) -> list[Sequence[Any]]:
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            self._begin_anew()
            return []

    def _put(self, table: str, *values: object) -> None:
        row = (*values, _checksum(*values))
        places = ", ".join("?" * len(row))
        self._write(f"INSERT OR REPLACE INTO {table} VALUES ({places})", [row])  # noqa: S608 - our own names

    def _write(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        try:
            self._database.executemany(sql, rows)
        except sqlite3.OperationalError as error:
            raise OSError(f"{self._path}: {error}") from error
        except sqlite3.DatabaseError:
            self._begin_anew()
            self._database.executemany(sql, rows)
        self._waiting += len(rows)
        if self._waiting > _MANY:
            self.flush()

    def _begin_anew(self) -> None:
        self._database.close()
        self._database = self._made_anew()


def _key(path: str) -> bytes:
    """Return a path as it is whatever the working folder; a file's name may be no text."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - of a hundred thousand files


def _checksum(*values: object) -> int:
    return zlib.crc32(repr(values).encode("utf-8", "surrogatepass"))


def _is_whole(key: object, row: Sequence[Any]) -> bool:
    return bool(row[-1] == _checksum(key, *row[:-1]))
