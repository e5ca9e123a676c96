"""The read models of a generation: one SQLite file, computed from the graph.

It holds what the pages ask for on every click: names, edges in both directions, claims by subject,
object and version, and words for searching. Nothing is in it that the graph does not say.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from graph.entity_rows import EntityRows
from graph.evidence_rows import EvidenceRows
from graph.store.interface import Store
from graph.store.nquads_file import SubjectOfGraph

__all__ = ["Counts", "build_read_models", "subjects_of"]

_INDEXES: Final = """
CREATE INDEX name_loose ON name (loose);
CREATE INDEX node_listing ON node (kind, label COLLATE NOCASE, iri) WHERE current;
CREATE INDEX edge_reverse ON edge (target, relation, source);
CREATE INDEX edge_relation ON edge (relation);
CREATE INDEX claim_subject ON claim (subject, relation, object);
CREATE INDEX claim_object ON claim (object, relation, subject) WHERE object IS NOT NULL;
CREATE INDEX claim_version ON claim (version, start);
CREATE INDEX claim_iri ON claim (iri);
CREATE INDEX version_description ON version (description);
CREATE INDEX version_post ON version (post);
CREATE INDEX mention_version ON mention (version, start);
CREATE INDEX mention_unresolved ON mention (version, start) WHERE node IS NULL;
CREATE INDEX finding_version ON finding (version, start);
"""
_BATCH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quads there are, and how many of them in the current organisation."""

    quads: int
    triples: int


def build_read_models(subjects: Iterable[SubjectOfGraph], path: Path, sha256: str) -> Counts:
    """Return the counts of a graph after writing its read models to a new file.

    Args:
        subjects: The graph, as `iter_file` or `subjects_of` gives it.
        path: The file to write.
        sha256: The hash of the graph, with which the file is stamped.

    Raises:
        OSError: If the file cannot be written.
    """
    try:
        database = sqlite3.connect(path)
        try:
            # A generation is thrown away whole when writing it fails, so that no journal is needed.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_schema())
            with database:
                counts = _fill(database, subjects)
                database.executemany(
                    "INSERT INTO fact_of_build VALUES (?, ?)",
                    [
                        ("sha256", sha256),
                        ("quads", str(counts.quads)),
                        ("triples", str(counts.triples)),
                    ],
                )
            database.executescript(_INDEXES)
            database.execute("ANALYZE")
            database.commit()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise OSError(f"{path}: read models cannot be written ({error})") from error
    return counts


def subjects_of(store: Store) -> Iterator[SubjectOfGraph]:
    """Yield what a store holds in the order of a file: the default graph, then graph by graph."""
    for subject, properties in store.iter_subjects():
        yield None, subject, list(properties)
    for graph in store.named_graphs():
        for subject, properties in store.iter_subjects(graph):
            yield graph, subject, list(properties)


def _schema() -> str:
    return files("graph").joinpath("read_models.sql").read_text(encoding="utf-8")


def _fill(database: sqlite3.Connection, subjects: Iterable[SubjectOfGraph]) -> Counts:
    table = _Tables(database)
    entities = EntityRows()
    evidence = EvidenceRows(entities)
    quads = triples = 0
    for graph, subject, properties in subjects:
        quads += len(properties)
        if graph is None:
            triples += len(properties)
            rows = entities.rows(subject, properties)
        else:
            rows = evidence.rows(graph, subject, properties)
        for name, row in rows:
            table.add(name, row)
    for name, row in entities.relation_rows():
        table.add(name, row)
    table.flush()
    # An edge to something that is no entity (a role of the standard, a scheme) is no edge.
    database.execute("DELETE FROM edge WHERE target NOT IN (SELECT id FROM node)")
    # What stands in a graph that is no version's concerns several documents.
    database.execute(
        "UPDATE finding SET version = NULL WHERE version NOT IN (SELECT id FROM version)"
    )
    database.execute("INSERT INTO quote_words (quote_words) VALUES ('rebuild')")
    _write_near_words(database)
    return Counts(quads, triples)


def _write_near_words(database: sqlite3.Connection) -> None:
    database.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, node_words, row)")
    words = [row[0] for row in database.execute("SELECT term FROM temp.word")]
    database.executemany("INSERT OR IGNORE INTO near_word VALUES (?, ?)", _near_words(words))
    database.execute("DROP TABLE temp.word")


def _near_words(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if len(word) > 3 and word.isalpha():
            yield word, word
            for place in range(len(word)):
                yield word[:place] + word[place + 1 :], word


class _Tables:
    """Rows on their way to the database, written in batches."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._waiting: dict[str, list[Sequence[Any]]] = {}

    def add(self, table: str, row: Sequence[Any]) -> None:
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) >= _BATCH:
            self._write(table)

    def flush(self) -> None:
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        if not rows:
            return
        columns = "(rowid, label, names)" if table == "node_words" else ""
        places = ", ".join("?" * len(rows[0]))
        # The name of the table is one of our own; no text of a document comes here.
        self._database.executemany(
            f"INSERT OR IGNORE INTO {table} {columns} VALUES ({places})",  # noqa: S608 - see above
            rows,
        )
        rows.clear()
