"""The read models of one generation, opened: rows in, nodes and quotes out."""

import functools
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias
from zlib import crc32

from graph.answers import Edge, Node, Quote
from graph.errors import GraphFolderError, NotFoundError
from graph.vocabulary import SUPER_PROPERTIES

__all__ = ["EdgeRow", "ReadDatabase", "schema_number", "schema_text"]

EdgeRow: TypeAlias = tuple[int, int, int]
"""An edge by numbers: source, relation, target."""

_NODES: Final = """
    SELECT id, iri, kind, label, code, acronym, described, generic, unexpanded, root
    FROM node WHERE id IN (SELECT value FROM json_each(?))
"""
_QUOTE_COLUMNS: Final = """
    claim.iri, subject.iri, subject.label, relation.name,
    COALESCE(object.iri, claim.literal), COALESCE(object.label, claim.literal), claim.quote,
    version.iri, version.label, version.source, claim.start, claim."end",
    claim.section, claim.rule, claim.confidence, claim.qualifiers
"""
_QUOTE_TABLES: Final = """
    JOIN relation ON relation.id = claim.relation
    JOIN version ON version.id = claim.version
    LEFT JOIN node AS subject ON subject.id = claim.subject
    LEFT JOIN node AS object ON object.id = claim.object
"""
_QUOTES: Final = f"SELECT {_QUOTE_COLUMNS} FROM claim {_QUOTE_TABLES}"  # noqa: S608 - written above
# An edge that stands for a more general one, too, has the quotes of both. What is known of its ends
# and of relations already is not asked for again.
_QUOTES_OF_EDGES: Final = """
    WITH wanted (place, source, relation, implied, target) AS (VALUES {rows})
    SELECT wanted.place, claim.iri, claim.relation, claim.quote,
           version.iri, version.label, version.source, claim.start, claim."end",
           claim.section, claim.rule, claim.confidence, claim.qualifiers
    FROM wanted
    CROSS JOIN claim ON claim.subject = wanted.source
        AND claim.relation IN (wanted.relation, wanted.implied)
        AND claim.object = wanted.target AND claim.live
    JOIN version ON version.id = claim.version
    ORDER BY wanted.place, claim.confidence DESC, version.iri, claim.start, claim.iri
"""
_MANY: Final = 512
_NO_QUALIFIERS: Final = "[]"


def schema_text() -> str:
    """Return the SQL that makes the tables of the read models."""
    return Path(__file__).with_name("read_models.sql").read_text(encoding="utf-8")


def schema_number() -> int:
    """Return a number from 0 to 2**31 - 1 that tells one release's tables from another's.

    It stands in the file as SQLite's ``user_version``.
    """
    return crc32(schema_text().encode("utf-8")) & 0x7FFFFFFF


class ReadDatabase:
    """One file of read models, opened read-only, once for each thread that asks."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            GraphFolderError: If it is missing or damaged, or another release wrote it.
        """
        self._path = path
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._is_closed = False
        try:
            written = self.rows("PRAGMA user_version")[0][0]
            relations = self.rows("SELECT id, name, iri FROM relation")
        except sqlite3.Error as error:
            raise GraphFolderError(
                f"{path}: read models cannot be opened ({error}); build again", folder=path.parent
            ) from error
        if written != schema_number():
            self.close()
            raise GraphFolderError(
                f"{path.parent}: another release of orggraph built this graph; build it again",
                folder=path.parent,
            )
        self.relation_names: dict[int, str] = {number: name for number, name, _ in relations}
        self.relation_iris: dict[int, str] = {number: iri for number, _, iri in relations}
        self._relations: dict[str, int] = {iri: number for number, _, iri in relations}
        # The number of the more general relation that stands beside a specific one.
        self._implied: dict[int, int] = {
            number: self._relations[SUPER_PROPERTIES[iri]]
            for number, _, iri in relations
            if SUPER_PROPERTIES.get(iri) in self._relations
        }

    def close(self) -> None:
        """Close every connection."""
        self._is_closed = True
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement of our own; ``values`` are bound, never pasted.

        Raises:
            ValueError: If the database was closed.
        """
        return self._connection().execute(sql, values).fetchall()

    def iter_rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement of our own.

        Raises:
            ValueError: If the database was closed.
        """
        yield from self._connection().execute(sql, values)

    def relation(self, iri: str) -> int:
        """Return the number of a property; 0 for one that the graph does not use."""
        return self._relations.get(iri, 0)

    def relations_named(self, names: Sequence[str]) -> list[int]:
        """Return the numbers of the relations of those names (local names or IRIs)."""
        wanted = set(names)
        return [
            number
            for number, name in self.relation_names.items()
            if name in wanted or self.relation_iris[number] in wanted
        ]

    # nodes

    def find_number(self, iri: str) -> int | None:
        """Return the number of an entity, or None."""
        found = self.rows("SELECT id FROM node WHERE iri = ?", (iri,))
        return found[0][0] if found else None

    def get_number(self, iri: str) -> int:
        """Return the number of an entity.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        number = self.find_number(iri)
        if number is None:
            raise NotFoundError(
                f"no entity <{iri}> in the graph; look for it with 'orggraph search'", what=iri
            )
        return number

    def nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        """Return the nodes of those numbers."""
        return {row[0]: node_of(row[1:]) for row in self.rows_for(_NODES, numbers)}

    def rows_for(self, sql: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement whose one value is a list of numbers as JSON."""
        found = []
        wanted = list(dict.fromkeys(numbers))
        for place in range(0, len(wanted), _MANY):
            found += self.rows(sql, (json.dumps(wanted[place : place + _MANY]),))
        return found

    # edges

    def edges(self, rows: Iterable[EdgeRow], *, quotes: bool) -> list[Edge]:
        """Return the edges of those numbers, in the same order."""
        rows = list(rows)
        nodes = self.nodes(number for source, _, target in rows for number in (source, target))
        found = self.quotes_of(rows, nodes) if quotes else {}
        return [
            Edge(
                nodes[row[0]],
                self.relation_names[row[1]],
                self.relation_iris[row[1]],
                nodes[row[2]],
                found.get(row, ()),
            )
            for row in rows
        ]

    def quotes_of(
        self, rows: Iterable[EdgeRow], nodes: Mapping[int, Node]
    ) -> dict[EdgeRow, tuple[Quote, ...]]:
        """Return the live quotes of each edge, best first.

        Args:
            rows: The edges.
            nodes: The ends of all of them, by number.
        """
        wanted = list(dict.fromkeys(rows))
        found: dict[EdgeRow, list[Quote]] = {}
        for place in range(0, len(wanted), _MANY):
            self._add_quotes(wanted[place : place + _MANY], nodes, found)
        return {row: tuple(quotes) for row, quotes in found.items()}

    def _add_quotes(
        self,
        wanted: Sequence[EdgeRow],
        nodes: Mapping[int, Node],
        found: dict[EdgeRow, list[Quote]],
    ) -> None:
        # Filled up with rows that match nothing, so that few statements serve any number of edges
        # and each is prepared once.
        size = 1 << (len(wanted) - 1).bit_length()
        values: list[int | None] = []
        for source, relation, target in wanted:
            values += (source, relation, self._implied.get(relation), target)
        values += [None] * (4 * (size - len(wanted)))
        for (
            place, claim, relation, text, version, document, file, start, end, section, rule,
            confidence, qualifiers,
        ) in self.rows(_quotes_statement(size), values):  # fmt: skip
            edge = wanted[place]
            source_node, target_node = nodes[edge[0]], nodes[edge[2]]
            quote = Quote(
                claim, source_node.iri, source_node.label, self.relation_names[relation],
                target_node.iri, target_node.label, text, version, document, file, start, end,
                section, rule, confidence, _qualifiers_of(qualifiers),
            )  # fmt: skip
            found.setdefault(edge, []).append(quote)

    def quotes(self, condition: str, values: Sequence[Any] = ()) -> tuple[Quote, ...]:
        """Return the quotes under a condition of our own; ``values`` are bound."""
        return tuple(map(_quote_of, self.rows(_QUOTES + condition, values)))

    def _connection(self) -> sqlite3.Connection:
        if self._is_closed:
            raise ValueError("the graph was closed")
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            # The file never changes once it is there, so that no lock is needed; and it is only
            # ever used by this thread, except for being closed.
            connection = sqlite3.connect(
                f"{self._path.resolve().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
            )
            self._own.connection = connection
            self._opened.append(connection)
        return connection


def node_of(row: Sequence[Any]) -> Node:
    """Return the node of a row with the columns of the table ``node`` from ``iri`` on."""
    iri, kind, label, code, acronym, described, generic, unexpanded, root = row
    return Node(
        iri,
        kind,
        label,
        code,
        acronym,
        bool(described),
        bool(generic),
        bool(unexpanded),
        bool(root),
    )


@functools.cache
def _quotes_statement(size: int) -> str:
    return _QUOTES_OF_EDGES.format(
        rows=", ".join(f"({place}, ?, ?, ?, ?)" for place in range(size))
    )


def _quote_of(row: Sequence[Any]) -> Quote:
    values = (*row[:-1], _qualifiers_of(row[-1]))
    return Quote(*values)


def _qualifiers_of(text: str) -> tuple[tuple[str, str], ...]:
    if text == _NO_QUALIFIERS:  # as nearly always
        return ()
    return tuple((key, value) for key, value in json.loads(text))
