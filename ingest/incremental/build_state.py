"""What a build leaves for the next one: what resolution knew of documents, names and things.

One SQLite file in the generation; it is only read and copied, and a damaged or missing one costs no
more than a full build. Nothing of it is an answer to anybody: that is in the graph.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from graph.model import Entity
from ingest.resolution.candidates import is_named, shapes_of
from ingest.resolution.clustering import Key
from ingest.resolution.joining import Joining, described_key
from ingest.resolution.marks import family_marks, hash_of, name_marks
from ingest.resolution.names_table import NameRow
from ingest.resolution.resolution import Decision, DescriptionPlan, Resolver
from ingest.resolution.summary import DocumentSummary, NameUse

__all__ = [
    "STATE_FILE",
    "entity_text",
    "header_text",
    "is_live",
    "pack",
    "plan_text",
    "read_entity",
    "read_header",
    "read_plan",
    "read_use",
    "schema",
    "shape_hashes",
    "text_of",
    "unclear_pairs",
    "unpack",
    "use_hash",
    "use_text",
    "write_build_state",
]

STATE_FILE: Final = "build-state.sqlite"
"""The name of the file in the folder of a generation."""

_ENTITY_FIELDS: Final = tuple(field.name for field in fields(Entity))
_INDEXES: Final = """
CREATE INDEX document_family ON document (family);
CREATE INDEX family_thing ON family (thing);
CREATE INDEX name_hash ON name (hash);
CREATE INDEX name_thing ON name (thing);
CREATE INDEX name_meaning ON name (meaning) WHERE meaning <> thing;
CREATE INDEX thing_iri ON thing (iri);
CREATE INDEX unclear_second ON unclear (second);
"""


def schema() -> str:
    """Return the SQL that makes the tables."""
    return files("ingest.incremental").joinpath("build_state.sql").read_text(encoding="utf-8")


def text_of(values: object) -> str:
    """Return values as JSON: one text for equal values."""
    return json.dumps(values, ensure_ascii=True, separators=(",", ":"))


def pack(numbers: Iterable[int]) -> bytes:
    """Return numbers of 64 bits as bytes, in their order."""
    return array("q", numbers).tobytes()


def unpack(content: bytes) -> "array[int]":
    """Return the numbers of `pack`."""
    numbers: array[int] = array("q")
    numbers.frombytes(content)
    return numbers


def use_text(use: NameUse) -> str:
    """Return a name as text, from which `read_use` makes it again."""
    return text_of(use)


def read_use(text: str) -> NameUse:
    """Return the name of `use_text`."""
    kind, name, of_unit, acronym, aliases, root, generic = json.loads(text)
    return NameUse(kind, name, of_unit, acronym, tuple(aliases), root, generic)


def use_hash(employer: str, use: str) -> int:
    """Return a hash by which a name of an employer's descriptions is found."""
    return hash_of("use", employer, use)


def header_text(header: DocumentSummary) -> str:
    """Return a summary, without its names, as text."""
    return text_of(asdict(replace(header, names=())))


def read_header(text: str) -> DocumentSummary:
    """Return the summary of `header_text`."""
    values = json.loads(text)
    own_names = tuple((name, unit) for name, unit in values.pop("own_names"))
    return DocumentSummary(**{**values, "own_names": own_names, "names": ()})


def plan_text(plan: DescriptionPlan) -> str:
    """Return a plan as text: equal plans have equal texts."""
    return text_of(asdict(plan))


def read_plan(text: str) -> DescriptionPlan:
    """Return the plan of `plan_text`."""
    return DescriptionPlan(**json.loads(text))


def entity_text(entity: Entity) -> str:
    """Return an entity as text: equal entities have equal texts."""
    return text_of([getattr(entity, name) for name in _ENTITY_FIELDS])


def read_entity(text: str) -> Entity:
    """Return the entity of `entity_text`."""
    values = [tuple(v) if isinstance(v, list) else v for v in json.loads(text)]
    attributes: dict[str, Any] = dict(zip(_ENTITY_FIELDS, values, strict=True))
    return Entity(**attributes)


def is_live(joining: Joining, keys: Iterable[Key]) -> bool:
    """Return whether current descriptions use one of some keys."""
    return any(
        key in joining.described or any(row.live for row in joining.rows_of.get(key, ()))
        for key in keys
    )


def shape_hashes(joining: Joining, root: Key, keys: Iterable[Key]) -> tuple[int, ...]:
    """Return the hashes of what a thing may have in common with others; none when it is in no pair.

    The rule of a shape is in the last three bits.
    """
    if not is_named(root) or not is_live(joining, keys):
        return ()
    return tuple(
        hash_of("shape", *map(str, shape)) & ~7 | shape.rule
        for shape in shapes_of(root, joining.acronyms_of((root,)))
    )


def unclear_pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the IRIs of what current descriptions name unclearly, and of what it may be."""
    joining, iri_of = decision.joining, decision.made.iri_of
    keys_of: dict[str, list[Key]] = {}
    for key in joining.rows_of:
        keys_of.setdefault(iri_of[key], []).append(key)
    for key in joining.described:
        keys_of.setdefault(iri_of[key], []).append(key)
    for key, others in joining.unclear.items():
        if is_live(joining, keys_of[iri_of[key]]):
            yield from ((iri_of[key], iri_of[other]) for other in others)


def write_build_state(
    path: Path, facts: Mapping[str, object], names: Mapping[str, str], resolver: Resolver
) -> None:
    """Write what the next build needs to know of this one.

    Args:
        path: The file to write.
        facts: What the next build compares: versions of the code, options, decisions.
        names: The name of each file, without folders, by the SHA-256 of its bytes.
        resolver: What decided about the names of all documents.

    Raises:
        OSError: If the file cannot be written.
        ValueError: If the resolver has not decided yet.
    """
    if resolver.decision is None:
        raise ValueError("nothing was decided; call finish() first")
    try:
        with closing(sqlite3.connect(path)) as database:
            # A generation is thrown away whole when writing it fails, so that no journal is needed.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(schema())
            with database:
                _FullState(database, resolver, resolver.decision, names).write(facts)
            database.executescript(_INDEXES)
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


class _FullState:
    """The state after a full build."""

    def __init__(
        self,
        database: sqlite3.Connection,
        resolver: Resolver,
        decision: Decision,
        names: Mapping[str, str],
    ) -> None:
        self.database = database
        self.table = resolver.table
        self.decision = decision
        self.names = names
        self.scopes = resolver.table.scopes()
        self.things: dict[str, int] = {}
        self.tables: dict[str, list[tuple[Any, ...]]] = {"mark": [], "shape": [], "try": []}

    def write(self, facts: Mapping[str, object]) -> None:
        self._insert("fact", ((name, text_of(value)) for name, value in facts.items()))
        self._insert("thing", self._thing_rows())
        self._insert("unclear", self._unclear_rows())
        families: dict[tuple[str, int], int] = {}
        self._insert("family", self._family_rows(families))
        self._insert("document", self._document_rows(families))
        self._insert("name", self._name_rows())
        for table, rows in self.tables.items():
            self._insert(table, sorted(set(rows)))

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is not None:
            places = ", ".join("?" * len(first))
            sql = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608 - our own words
            self.database.execute(sql, first)
            self.database.executemany(sql, rows)

    def _thing_rows(self) -> Iterator[tuple[Any, ...]]:
        joining, made = self.decision.joining, self.decision.made
        for number, (root, keys) in enumerate(joining.clusters(), 1):
            iri = made.iri_of[root]
            self.things[iri] = number
            shapes = shape_hashes(joining, root, keys)
            tries = tuple(hash_of("iri", name) for name in made.tries[iri])
            self.tables["shape"] += ((shape, number) for shape in shapes)
            self.tables["try"] += ((name, number) for name in tries)
            entity = entity_text(made.entities[iri])
            yield number, iri, text_of(root), entity, pack(shapes), pack(tries)

    def _unclear_rows(self) -> Iterator[tuple[int, int]]:
        pairs = unclear_pairs(self.decision)
        yield from sorted({(self.things[first], self.things[second]) for first, second in pairs})

    def _family_rows(self, families: dict[tuple[str, int], int]) -> Iterator[tuple[Any, ...]]:
        joining, made = self.decision.joining, self.decision.made
        for number, group in enumerate(self.decision.groups, 1):
            key = described_key(group)
            marks = family_marks(group.key, group.current.own_names, joining.title_forms[key])
            tries = tuple(hash_of("slug", name) for name in made.slug_tries[key])
            self.tables["mark"] += ((mark, -number) for mark in marks)
            self.tables["try"] += ((name, -number) for name in tries)
            families.update(((v.sha256, v.part), number) for v in group.versions)
            thing = self.things[made.iri_of[key]]
            yield number, text_of(group.key), thing, pack(sorted(marks)), pack(tries)

    def _document_rows(self, families: Mapping[tuple[str, int], int]) -> Iterator[tuple[Any, ...]]:
        for number, header in enumerate(self.table.headers, 1):
            document = (header.sha256, header.part)
            plan = self.decision.plans[document]
            yield (
                number,
                *document,
                text_of(self.names[header.sha256]),
                header_text(header),
                pack(row + 1 for row in self.table.numbers_of(document)),
                families[document],
                plan_text(plan),
                plan.is_current,
            )

    def _name_rows(self) -> Iterator[tuple[Any, ...]]:
        joining, made = self.decision.joining, self.decision.made
        key_of_row = {id(row): key for key, rows in joining.rows_of.items() for row in rows}
        users = self._users()
        for number, row in enumerate(self.table.rows_as_numbered(), 1):
            key = key_of_row[id(row)]
            marks = name_marks(row.use, self.scopes[row.employer], key)
            self.tables["mark"] += ((mark, number) for mark in marks)
            meaning = self.decision.iris[self._as_used(row)]
            use = use_text(row.use)
            yield (
                number,
                text_of(row.employer),
                use,
                use_hash(row.employer, use),
                row.live,
                row.total,
                row.first_sha256,
                users[number - 1].tobytes(),
                self.things[made.iri_of[key]],
                self.things[meaning],
                pack(sorted(marks)),
            )

    def _as_used(self, row: NameRow) -> tuple[str, str, str, str]:
        return (self.scopes[row.employer], row.use.kind, row.use.name, row.use.of_unit)

    def _users(self) -> "list[array[int]]":
        users = [array("q") for _ in self.table.rows_as_numbered()]
        for document, header in enumerate(self.table.headers, 1):
            for number in self.table.numbers_of((header.sha256, header.part)):
                users[number].append(document)
        return users
