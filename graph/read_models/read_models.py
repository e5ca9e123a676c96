"""The read models of a generation: one SQLite file, computed from the graph.

It holds what the pages ask for on every click: names, edges in both directions, claims by subject,
object and version, and words for searching. Nothing is in it that the graph does not say.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.read_models.entity_rows import TOUCHES, UPWARD, EntityRows
from graph.read_models.evidence_rows import EvidenceRows
from graph.read_models.near_words import near_words
from graph.read_models.read_database import schema_number, schema_text
from graph.store.interface import Store
from graph.store.quads_file import SubjectOfGraph
from graph.store.quads_hash import QuadsHash
from graph.vocabulary import Osg

__all__ = ["Counts", "TableWriter", "build_read_models", "subjects_of"]

_INDEXES: Final = """
CREATE INDEX name_loose ON name (loose);
CREATE INDEX name_node ON name (node);
CREATE INDEX node_listing ON node (kind, label COLLATE NOCASE, iri) WHERE current;
CREATE INDEX edge_reverse ON edge (target, relation, source);
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
_COUNTS: Final = {
    "described_posts": "SELECT COUNT(*) FROM node WHERE described AND current",
    "claims": "SELECT COUNT(*) FROM claim",
    "versions": "SELECT COUNT(*) FROM version",
    "mentions": "SELECT COUNT(*) FROM mention",
    "unresolved": "SELECT COUNT(*) FROM mention WHERE node IS NULL",
}
_COUNTS_BY_NAME: Final = {
    "kinds": "SELECT kind, COUNT(*) FROM node WHERE current GROUP BY kind",
    "relations": "SELECT relation.name, COUNT(*) FROM edge "
    "JOIN relation ON relation.id = edge.relation GROUP BY relation.name",
    "findings": "SELECT kind, COUNT(*) FROM finding GROUP BY kind",
}
_COLUMNS: Final = {
    "node_words": "(rowid, label, names)",
    "quote_words": "(rowid, quote)",
}
_BATCH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quads there are, how many of them in the current organisation, and their hash."""

    quads: int
    triples: int
    sha256: str


def build_read_models(subjects: Iterable[SubjectOfGraph], path: Path) -> Counts:
    """Return the counts of a graph after writing its read models, stamped with its hash.

    Args:
        subjects: The graph, as `iter_file` or `subjects_of` gives it.
        path: The file to write.

    Raises:
        OSError: If the file cannot be written.
    """
    try:
        database = sqlite3.connect(path)
        try:
            # A generation is thrown away whole when writing it fails, so that no journal is needed.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(schema_text())
            database.execute(f"PRAGMA user_version = {schema_number()}")
            with database:
                counts = _fill(database, subjects)
            database.executescript(_INDEXES)
            with database:
                _write_facts(database, counts)
            database.execute("ANALYZE")
            database.commit()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error
    return counts


def subjects_of(store: Store) -> Iterator[SubjectOfGraph]:
    """Yield what a store holds in the order of a file: the default graph, then graph by graph."""
    for subject, properties in store.iter_subjects():
        yield None, subject, list(properties)
    for graph in store.named_graphs():
        for subject, properties in store.iter_subjects(graph):
            yield graph, subject, list(properties)


def _fill(database: sqlite3.Connection, subjects: Iterable[SubjectOfGraph]) -> Counts:
    table = TableWriter(database)
    entities = EntityRows()
    evidence = EvidenceRows(entities)
    quads_hash = QuadsHash()
    quads = triples = 0
    for graph, subject, properties in subjects:
        quads += len(properties)
        quads_hash.add(graph, subject, properties)
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
    _write_near_words(database)
    _write_steps(database, entities)
    _write_touches(database, entities)
    return Counts(quads, triples, quads_hash.hexdigest())


def _write_steps(database: sqlite3.Connection, entities: EntityRows) -> None:
    upward = [entities.relation(iri) for iri in UPWARD]
    heads = entities.relation(Osg.HEADS)
    database.execute(
        "INSERT INTO above SELECT source, relation, target FROM edge WHERE relation IN (?, ?, ?) "
        "UNION SELECT target, -relation, source FROM edge WHERE relation = ?",
        (*upward, heads),
    )
    database.execute(
        "INSERT INTO degree SELECT source, 0, relation, COUNT(*) FROM edge GROUP BY 1, 3 "
        "UNION ALL SELECT target, 1, relation, COUNT(*) FROM edge GROUP BY 1, 3"
    )
    database.execute(
        "INSERT INTO below SELECT other, relation, node FROM above "
        "UNION SELECT source, relation, target FROM edge WHERE relation = ?",
        (entities.relation(Osg.SUPERVISES),),
    )


def _write_touches(database: sqlite3.Connection, entities: EntityRows) -> None:
    database.executemany(
        "INSERT INTO touch SELECT object, node.label, subject, ?, start, claim.id "
        "FROM claim JOIN node ON node.id = claim.subject "
        "WHERE relation = ? AND object IS NOT NULL AND live",
        [(how, entities.relation(iri)) for iri, how in TOUCHES.items()],
    )


def _write_facts(database: sqlite3.Connection, counts: Counts) -> None:
    facts: dict[str, object] = {
        "sha256": counts.sha256,
        "quads": counts.quads,
        "triples": counts.triples,
    }
    for name, sql in _COUNTS.items():
        facts[name] = database.execute(sql).fetchone()[0]
    for name, sql in _COUNTS_BY_NAME.items():
        facts[name] = dict(sorted(database.execute(sql).fetchall()))
    database.executemany(
        "INSERT INTO fact_of_build VALUES (?, ?)",
        [(name, json.dumps(value)) for name, value in facts.items()],
    )


def _write_near_words(database: sqlite3.Connection) -> None:
    database.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, node_words, row)")
    words = [row[0] for row in database.execute("SELECT term FROM temp.word")]
    database.executemany("INSERT OR IGNORE INTO near_word VALUES (?, ?)", near_words(words))
    database.execute("DROP TABLE temp.word")


class TableWriter:
    """Rows on their way to the database, written in batches."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._waiting: dict[str, list[Sequence[Any]]] = {}

    def add(self, table: str, row: Sequence[Any]) -> None:
        """Take a row of a table."""
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) >= _BATCH:
            self._write(table)

    def flush(self) -> None:
        """Write the rows that still wait."""
        for table in self._waiting:
            self._write(table)

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        if not rows:
            return
        columns = _COLUMNS.get(table, "")
        places = ", ".join("?" * len(rows[0]))
        # The name of the table is one of our own; no text of a document comes here.
        self._database.executemany(
            f"INSERT OR IGNORE INTO {table} {columns} VALUES ({places})",  # noqa: S608 - see above
            rows,
        )
        rows.clear()
