"""The read models of a changed graph, from those of the graph before: only what changed is written.

The file is a copy of the last generation's. Rows of the versions that went are taken out, rows of
those that came are put in, and the entities whose triples changed are written anew under the
numbers they have. What follows from edges (steps, degrees) and from names (words) is put right for
those alone.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.folding import fold
from graph.read_models.changed_words import ChangedWords
from graph.read_models.changing_store import ChangingStore
from graph.read_models.entity_rows import NAME_ORDER, TOUCHES, UPWARD, EntityRows, Numbers, Row
from graph.read_models.evidence_rows import EvidenceRows
from graph.read_models.read_models import Counts, TableWriter
from graph.store.quads_file import iter_file
from graph.vocabulary import Dct, Osg, Rdf

__all__ = ["EvidenceChange", "change_read_models"]

_STEPS: Final = ("above", "below")


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """What changed beside the default graph.

    Attributes:
        removed_versions: The versions whose graphs went, or are written anew.
        removed_findings: The findings that concern several documents and went, or come anew.
        added: A file of quads with the named graphs, and subjects of them, that came.
        added_versions: The versions whose graphs are in that file.
    """

    removed_versions: Sequence[str]
    removed_findings: Sequence[str]
    added: Path
    added_versions: Sequence[str]


def change_read_models(
    path: Path, store: ChangingStore, subjects: Sequence[str], change: EvidenceChange
) -> None:
    """Bring a copy of the last generation's read models up to a changed graph.

    Args:
        path: The copy.
        store: The changed graph.
        subjects: The subjects of the default graph that have changed.
        change: What changed in named graphs.

    Raises:
        OSError: If the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as database:
            # A generation is thrown away whole when writing it fails, so that no journal is needed.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            with database:
                _Change(database, store).make(subjects, change)
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


class _Change:
    """One change of one file of read models."""

    def __init__(self, database: sqlite3.Connection, store: ChangingStore) -> None:
        self.database = database
        self.store = store
        self.last = {name: self._last(name) for name in ("node", "claim", "mention", "finding")}
        self.nodes = Numbers(self._finder("node"), last=self.last["node"])
        self.versions = Numbers(self._finder("version"), last=self._last("version"))
        relations = Numbers(self._finder("relation"), last=self._last("relation"))
        self.entities = EntityRows(self.nodes, relations)
        self.evidence = EvidenceRows(self.entities, self.versions, self.last)
        self.facts: dict[str, Counter[str]] = {
            name: Counter() for name in ("kinds", "relations", "findings")
        }
        self.counts: Counter[str] = Counter()
        self.old_edges: set[tuple[int, int, int]] = set()
        self.new_edges: set[tuple[int, int, int]] = set()
        self.old_labels: dict[int, str] = {}
        self.words = ChangedWords(database)

    def make(self, subjects: Sequence[str], change: EvidenceChange) -> None:
        """Make the change."""
        unsure = self._remove_versions(change.removed_versions)
        self._remove_findings("iri", change.removed_findings)
        for iri in dict.fromkeys((*subjects, *unsure)):
            self._remove_entity(iri)
        self._add_rows(self._rows(subjects, unsure, change))
        self._settle_edges()
        self._settle_touches()
        self.words.settle()
        self._settle_facts()

    # what goes

    def _remove_versions(self, versions: Iterable[str]) -> tuple[str, ...]:
        """Return the entities that only past versions named and that may be gone now."""
        unsure: dict[str, None] = {}
        for iri in versions:
            found = self._rows_of("SELECT id FROM version WHERE iri = ?", iri)
            for (number,) in found:
                unsure.update(dict.fromkeys(self._past_entities(number)))
                self._remove_claims(number)
                mentions = self._rows_of("SELECT node FROM mention WHERE version = ?", number)
                self.counts["mentions"] -= len(mentions)
                self.counts["unresolved"] -= mentions.count((None,))
                self._remove_findings("version", [number])
                for table in ("mention", "duty"):
                    self._run(f"DELETE FROM {table} WHERE version = ?", number)  # noqa: S608 - our own words
                self._run("DELETE FROM version WHERE id = ?", number)
                self.counts["versions"] -= 1
                # The number goes to the same version when it comes again.
                self.versions[iri] = number
        return tuple(unsure)

    def _past_entities(self, version: int) -> Iterator[str]:
        rows = self._rows_of(
            "SELECT iri FROM node WHERE NOT current AND id IN ("
            "SELECT subject FROM claim WHERE version = ?1 UNION "
            "SELECT object FROM claim WHERE version = ?1 UNION "
            "SELECT node FROM mention WHERE version = ?1)",
            version,
        )
        yield from (iri for (iri,) in rows)

    def _remove_claims(self, version: int) -> None:
        claims = self._rows_of(
            "SELECT claim.id, quote, object, node.label, subject, start FROM claim "
            "LEFT JOIN node ON node.id = claim.subject WHERE version = ?",
            version,
        )
        self.counts["claims"] -= len(claims)
        self.database.executemany(
            "INSERT INTO quote_words (quote_words, rowid, quote) VALUES ('delete', ?, ?)",
            [(number, fold(quote)) for number, quote, *_ in claims],
        )
        self.database.executemany(
            "DELETE FROM touch WHERE target = ? AND label = ? AND subject = ? AND start = ? "
            "AND claim = ?",
            [(*row[2:], row[0]) for row in claims if row[2] is not None],
        )
        self._run("DELETE FROM claim WHERE version = ?", version)

    def _remove_findings(self, column: str, values: Iterable[object]) -> None:
        for value in values:
            # There are few findings; those of several documents have no index by IRI.
            condition = "iri = ? AND version IS NULL" if column == "iri" else "version = ?"
            found = self._rows_of(f"SELECT id, kind FROM finding WHERE {condition}", value)  # noqa: S608 - our own words
            for number, kind in found:
                self.facts["findings"][kind] -= 1
                self._run("DELETE FROM finding WHERE id = ?", number)

    def _remove_entity(self, iri: str) -> None:
        rows = self._rows_of(
            "SELECT id, kind, label, described, current FROM node WHERE iri = ?", iri
        )
        for number, kind, label, described, current in rows:
            self.nodes[iri] = number
            self._run("DELETE FROM property WHERE node = ?", number)
            self._run("DELETE FROM node WHERE id = ?", number)
            if not current:
                continue
            self.old_labels[number] = label
            self.facts["kinds"][kind] -= 1
            self.counts["described_posts"] -= described
            names = self._rows_of("SELECT how, text, folded FROM name WHERE node = ?", number)
            names.sort(key=lambda name: (NAME_ORDER.index(name[0]), name[1]))
            folded = [name[2] for name in names]
            self.words.remove(number, folded[0], " ".join(folded[1:]))
            self._run("DELETE FROM name WHERE node = ?", number)
            edges = self._rows_of(
                "SELECT source, relation, target FROM edge WHERE source = ?", number
            )
            self.old_edges.update((source, relation, target) for source, relation, target in edges)

    # what comes

    def _rows(
        self, subjects: Sequence[str], unsure: Sequence[str], change: EvidenceChange
    ) -> Iterator[Row]:
        for iri in subjects:
            yield from self.entities.rows(iri, self.store.properties(iri))
        for version in change.added_versions:
            for name, value in self.store.properties(version, version):
                if name == Dct.IS_VERSION_OF:
                    properties = self.store.properties(str(value))
                    if any(name == Rdf.TYPE for name, _ in properties):
                        yield from self.entities.rows(str(value), properties)
        for graph, subject, properties in iter_file(change.added):
            yield from self.evidence.rows(graph or "", subject, properties)
        # What went may still stand in the graph of another past version.
        for iri in (*subjects, *unsure):
            graph = self.store.find_type_graph(iri)
            if graph is not None:
                properties = self.store.properties(iri, graph)
                yield from self.entities.rows(iri, properties, current=False)
        yield from self.entities.relation_rows()

    def _add_rows(self, rows: Iterable[Row]) -> None:
        table = TableWriter(self.database)
        for name, row in rows:
            if name == "edge":
                self.new_edges.add((row[0], row[1], row[2]))
                continue
            if name == "node_words":
                self.words.add(*row)
            elif name == "node" and row[10]:
                self.facts["kinds"][row[2]] += 1
                self.counts["described_posts"] += row[6]
            elif name == "finding":
                self.facts["findings"][row[3]] += 1
            elif name == "mention":
                self.counts["unresolved"] += row[7] is None
            if name in {"claim", "mention", "version"}:
                self.counts[f"{name}s"] += 1
            table.add(name, row)
        table.flush()
        self.database.execute(
            "UPDATE finding SET version = NULL WHERE id > ? "
            "AND version NOT IN (SELECT id FROM version)",
            (self.last["finding"],),
        )

    # what follows

    def _settle_edges(self) -> None:
        gone = self.old_edges - self.new_edges
        # An edge to something that is no entity (a role of the standard, a scheme) is no edge.
        new = {edge for edge in self.new_edges - self.old_edges if self._is_node(edge[2])}
        names = dict(self._rows_of("SELECT id, name FROM relation"))
        for edges, sign in ((gone, -1), (new, 1)):
            for _, relation, _ in edges:
                self.facts["relations"][names[relation]] += sign
        self.database.executemany(
            "DELETE FROM edge WHERE source = ? AND relation = ? AND target = ?", gone
        )
        self.database.executemany("INSERT INTO edge VALUES (?, ?, ?)", new)
        for edge in gone:
            for table, row in self._steps(edge):
                self._run(
                    f"DELETE FROM {table} WHERE node = ? AND relation = ? AND other = ?",  # noqa: S608 - our own words
                    *row,
                )
        for edge in new:
            for table, row in self._steps(edge):
                self._run(f"INSERT INTO {table} VALUES (?, ?, ?)", *row)  # noqa: S608 - our own words
        ends = {(end, way, r) for s, r, t in gone | new for end, way in ((s, 0), (t, 1))}
        for node, incoming, relation in ends:
            end = "target" if incoming else "source"
            self._run(
                "DELETE FROM degree WHERE node = ? AND incoming = ? AND relation = ?",
                node,
                incoming,
                relation,
            )
            self._run(
                f"INSERT INTO degree SELECT {end}, ?, relation, COUNT(*) FROM edge "  # noqa: S608 - our own words
                f"WHERE {end} = ? AND relation = ? GROUP BY {end}, relation",
                incoming,
                node,
                relation,
            )

    def _is_node(self, number: int) -> bool:
        return bool(self._rows_of("SELECT 1 FROM node WHERE id = ?", number))

    def _steps(self, edge: tuple[int, int, int]) -> Iterator[tuple[str, tuple[int, int, int]]]:
        source, relation, target = edge
        if relation in {self.entities.relation(iri) for iri in UPWARD}:
            yield "above", (source, relation, target)
            yield "below", (target, relation, source)
        elif relation == self.entities.relation(Osg.HEADS):
            yield "above", (target, -relation, source)
            yield "below", (source, -relation, target)
        elif relation == self.entities.relation(Osg.SUPERVISES):
            yield "below", (source, relation, target)

    def _settle_touches(self) -> None:
        for number, old in self.old_labels.items():
            for (label,) in self._rows_of("SELECT label FROM node WHERE id = ?", number):
                if label != old:
                    self._run(
                        "UPDATE touch SET label = ?1 WHERE label = ?2 AND subject = ?3 AND target "
                        "IN (SELECT object FROM claim WHERE subject = ?3)",
                        label,
                        old,
                        number,
                    )
        self.database.executemany(
            "INSERT INTO touch SELECT object, node.label, subject, ?, start, claim.id "
            "FROM claim JOIN node ON node.id = claim.subject "
            "WHERE claim.id > ? AND relation = ? AND object IS NOT NULL AND live",
            [
                (how, self.last["claim"], self.entities.relation(iri))
                for iri, how in TOUCHES.items()
            ],
        )

    def _settle_facts(self) -> None:
        facts = {
            name: json.loads(value)
            for name, value in self._rows_of("SELECT name, value FROM fact_of_build")
        }
        counts = Counts(self.store.quads, self.store.triples, self.store.quads_hash.hexdigest())
        facts |= {"quads": counts.quads, "triples": counts.triples, "sha256": counts.sha256}
        for name, change in self.counts.items():
            facts[name] += change
        for name, changes in self.facts.items():
            sums = Counter(facts[name])
            sums.update(changes)
            facts[name] = {key: count for key, count in sorted(sums.items()) if count}
        self.database.executemany(
            "INSERT OR REPLACE INTO fact_of_build VALUES (?, ?)",
            [(name, json.dumps(value)) for name, value in facts.items()],
        )

    def _finder(self, table: str) -> Callable[[str], int | None]:
        sql = f"SELECT id FROM {table} WHERE iri = ?"  # noqa: S608 - our own words

        def find(iri: str) -> int | None:
            found = self.database.execute(sql, (iri,)).fetchone()
            return None if found is None else found[0]

        return find

    def _last(self, table: str) -> int:
        sql = f"SELECT COALESCE(MAX(id), 0) FROM {table}"  # noqa: S608 - our own words
        return int(self._rows_of(sql)[0][0])

    def _run(self, sql: str, *values: object) -> None:
        self.database.execute(sql, values)

    def _rows_of(self, sql: str, *values: object) -> list[Any]:
        return self.database.execute(sql, values).fetchall()
