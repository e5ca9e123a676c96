"""An incremental build: the last generation and what has changed since, as a full build would make.

Only documents that changed, and those of whose names resolution now thinks otherwise, are
assembled; all else is taken over. Where too much has changed, or something that concerns all
documents, nothing is done here and the build is a full one.
"""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.folder.generation import Generation
from graph.folder.last_graph import LastGraph
from graph.folder.publication import Publication
from ingest.building.intake import Intake, Progress
from ingest.incremental.build_state import (
    STATE_FILE,
    read_plan,
    text_of,
    write_build_state,
)
from ingest.incremental.changed_documents import ChangedDocuments
from ingest.incremental.changed_names import ChangedNames, decide_again
from ingest.incremental.changed_review import changed_review
from ingest.incremental.changed_sources import ChangedSources, StateKey, is_many
from ingest.incremental.document_exchange import DocumentExchange
from ingest.incremental.reach import Reach
from ingest.incremental.state_file import StateFile
from ingest.resolution.aliases import Aliases
from ingest.resolution.aliases_file import format_aliases
from ingest.resolution.marks import alias_forms
from ingest.resolution.resolution import DescriptionPlan, Resolver

__all__ = ["ChangedBuild", "FoundChange", "find_change", "keep_state"]


@dataclass(frozen=True, slots=True)
class ChangedBuild:
    """What an incremental build did, for the report.

    Attributes:
        quads: How many quads the graph holds.
        triples: How many of them are the current organisation's.
        graphs_rewritten: How many graphs of versions were written.
        past_versions: How many versions are not current.
        candidates: How many pairs may be one.
        base: What every IRI begins with.
        figures: The counts of the graph, by name.
    """

    quads: int
    triples: int
    graphs_rewritten: int
    past_versions: int
    candidates: int
    base: str
    figures: Mapping[str, Any]


def keep_state(
    folder: Path,
    key: StateKey,
    aliases: Aliases,
    intake: Intake,
    resolver: Resolver,
    base: str,
) -> None:
    """Write what the next build needs to know of a full one to the folder of its generation.

    Raises:
        OSError: If the disk is full.
    """
    employers = Counter(header.employer for header in resolver.table.headers)
    facts = {
        "key": text_of([*key.code, key.base]),
        "base": base,
        "aliases": format_aliases(aliases),
        "employers": dict(sorted(employers.items())),
    }
    write_build_state(folder / STATE_FILE, facts, intake.names, resolver)


def find_change(
    intake: Intake,
    aliases: Aliases,
    key: StateKey,
    last: Generation,
    folder: Path,
    tell: Progress,
) -> "FoundChange | None":
    """Return what has changed since the last generation; None if a full build is to be made.

    Args:
        intake: What came of reading the sources.
        aliases: What a person decided.
        key: What must be the same as in the last build.
        last: The last generation.
        folder: Where the new one is written: the state is copied there, and brought up to date.
        tell: Called before each step.

    Raises:
        OSError: If the disk is full.
    """
    path, copy = last.folder / STATE_FILE, folder / STATE_FILE
    try:
        with closing(_read_only(path)) as database:
            plan = ChangedSources.make(database, intake, aliases, key)
    except sqlite3.Error:
        return None
    if plan is None:
        return None
    shutil.copyfile(path, copy)
    found = FoundChange(copy, plan, intake, aliases)
    if found.decide(tell):
        return found
    found.close()
    copy.unlink()
    return None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


class FoundChange:
    """What has changed since the last build, and the state that is brought up to it."""

    def __init__(self, path: Path, plan: ChangedSources, intake: Intake, aliases: Aliases) -> None:
        forms: dict[int, set[int]] = {}
        for alias in (*aliases.entries, *plan.aliases):
            tied = alias_forms(alias)
            for form in tied:
                forms.setdefault(form, set()).update(tied)
        self._plan = plan
        self._intake = intake
        self._aliases = aliases
        self._database = sqlite3.connect(path)
        # A generation is thrown away whole when writing it fails, so that no journal is needed.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._state = StateFile(self._database, plan.scopes)
        self._reach = Reach(self._state, {form: frozenset(tied) for form, tied in forms.items()})
        self._gone: list[DescriptionPlan] = []
        self._changed: ChangedNames | None = None

    def close(self) -> None:
        """Close the state."""
        self._database.close()

    def decide(self, tell: Progress) -> bool:
        """Return whether few documents change, after deciding again about what is reached."""
        tell("resolve", 0, 1)
        self._gone = self._exchange_documents()
        for alias in self._plan.aliases:
            self._reach.begin_with(alias_forms(alias))
        changed = decide_again(self._state, self._reach, self._aliases, self._plan.space)
        changed.documents |= self._renamed()
        self._changed = changed
        tell("resolve", 1, 1)
        return not is_many(len(changed.documents), of=len(self._intake.documents))

    def build(self, last: Generation, generation: Publication, tell: Progress) -> ChangedBuild:
        """Return what was done to load the graph of a generation, beginning with the last one's.

        Raises:
            GraphFolderError: If the last generation is damaged, or an extraction is gone.
            OSError: If the disk is full.
            ValueError: If nothing was decided.
        """
        changed, state, space = self._changed, self._state, self._plan.space
        if changed is None:
            raise ValueError("nothing was decided; call decide() first")
        with LastGraph(last) as graph:
            documents = ChangedDocuments(state, changed, graph, space)
            for plan in (*self._gone, *self._plans_before(changed)):
                documents.take_out(plan)
            documents.put_in(generation.trig_path, self._intake, tell)
            removed, review = changed_review(
                state, changed, self._aliases, space, graph, [plan.version for plan in self._gone]
            )
            change = documents.change(generation.trig_path, removed, review)
        self._note_facts()
        self._database.commit()
        tell("load", 0, 1)
        loaded = generation.change(last, change)
        prefix = space.review("candidate", "").rpartition("-")[0]
        candidates = int(last.read_report()["candidates"]) + len(review.candidates)
        return ChangedBuild(
            quads=loaded["quads"],
            triples=loaded["triples"],
            graphs_rewritten=len(documents.added),
            past_versions=state.rows("SELECT COUNT(*) FROM document WHERE NOT current")[0][0],
            candidates=candidates - sum(iri.startswith(prefix) for iri in removed),
            base=space.base,
            figures=figures(generation.folder / "read-models.sqlite"),
        )

    def _exchange_documents(self) -> list[DescriptionPlan]:
        """Return the plans of the documents that went, after bringing the state up to them."""
        plan, state = self._plan, self._state
        exchange = DocumentExchange(state, self._reach)
        gone = []
        for document in sorted(plan.removed):
            sql = "SELECT plan FROM document WHERE sha256 = ? AND part = ?"
            gone.append(read_plan(state.rows(sql, *document)[0][0]))
            exchange.remove_document(document)
        for summary in self._intake.summaries(plan.added):
            exchange.add_document(summary, self._intake.names[summary.sha256])
        for sha256 in sorted(plan.renamed):
            source = text_of(self._intake.names[sha256])
            state.run("UPDATE document SET source = ? WHERE sha256 = ?", source, sha256)
        exchange.settle()
        return gone

    def _renamed(self) -> set[int]:
        rows = self._state.rows(
            "SELECT id FROM document WHERE sha256 IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(self._plan.renamed)),
        )
        return {number for (number,) in rows}

    def _plans_before(self, changed: ChangedNames) -> Iterator[DescriptionPlan]:
        """Yield the plans that the documents to be written anew had in the last build."""
        for number in sorted(changed.documents):
            text = changed.plans_before.get(number)
            if text is None:
                text = self._state.rows("SELECT plan FROM document WHERE id = ?", number)[0][0]
            if text:  # none for a document that is new
                yield read_plan(text)

    def _note_facts(self) -> None:
        facts = {"aliases": format_aliases(self._aliases), "employers": self._plan.employers}
        for name, value in facts.items():
            self._state.run("UPDATE fact SET value = ? WHERE name = ?", text_of(value), name)


def figures(read_models: Path) -> Mapping[str, Any]:
    """Return the counts of a graph from its read models, by name."""
    with closing(_read_only(read_models)) as database:
        rows = database.execute("SELECT name, value FROM fact_of_build").fetchall()
    return {name: json.loads(value) for name, value in rows}
