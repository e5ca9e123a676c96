"""The documents whose graphs a change rewrites: assembled anew, beside what they said before.

A plain triple stands while a current version supports it, and an entity while a current version
names it. Who else supports or names something is asked of the last build's graph, whose other
versions stay as they are.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.errors import GraphFolderError
from graph.folder.graph_change import GraphChange
from graph.folder.last_graph import LastGraph
from graph.iri import IriSpace
from graph.model import Description, Entity, Review, Statement
from graph.quads import description_lines, entity_lines, scheme_lines, statement_line
from graph.trig import HEADER, description_graph_block, review_block
from graph.vocabulary import SUPER_PROPERTIES, Dct, Org, Osg, Rdf, Rdfs, Skos
from ingest.assembly.assembly import AssembledDocument, assemble
from ingest.assembly.claims import supported
from ingest.building.file_reading import title_words
from ingest.building.graph_writing import SCHEME_LABEL
from ingest.building.intake import Intake, Progress
from ingest.incremental.build_state import read_entity, read_plan, read_use, unpack
from ingest.incremental.changed_names import ChangedNames, read_things
from ingest.incremental.state_file import StateFile
from ingest.resolution.resolution import DescriptionPlan, Resolution

__all__ = ["ChangedDocuments"]

_ENTITY_PREDICATES: Final = frozenset(
    str(iri)
    for iri in (
        Rdf.TYPE,
        Rdfs.LABEL,
        Skos.PREF_LABEL,
        Skos.ALT_LABEL,
        Osg.ACRONYM,
        Osg.FORMER_NAME,
        Dct.REPLACES,
        Skos.NOTATION,
        Osg.UNEXPANDED,
        Skos.IN_SCHEME,
    )
)
"""The properties of the lines that make an entity."""

_NARROWER: Final[dict[str, tuple[str, ...]]] = {
    wide: (wide, *(str(n) for n, w in SUPER_PROPERTIES.items() if str(w) == wide))
    for wide in {str(wide) for wide in SUPER_PROPERTIES.values()}
}


@dataclass(slots=True)
class ChangedDocuments:
    """Collects what becomes of the default graph and of the graphs of versions.

    Attributes:
        state: The state, brought up to the change.
        changed: What was decided again.
        last: The graph before.
        space: The IRIs under the base.
        removed: The graphs that go or come anew.
        added: The graphs that come.
    """

    state: StateFile
    changed: ChangedNames
    last: LastGraph
    space: IriSpace
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    _old_lines: set[str] = field(default_factory=set)
    _new_lines: set[str] = field(default_factory=set)
    _old_statements: dict[str, Statement] = field(default_factory=dict)
    _entities: set[str] = field(default_factory=set)
    _live: set[str] = field(default_factory=set)

    def take_out(self, plan: DescriptionPlan) -> None:
        """Take a version out, as the last build's graph has it."""
        self.removed.append(plan.version)
        self._entities |= {plan.post, *self.last.named_in(plan.version)}
        if plan.is_current:
            for statement in supported(self.last.claims(plan.version)):
                self._old_statements[statement_line(statement)] = statement
            description = Description(plan.description, plan.title, plan.post, plan.version)
            self._old_lines.update(description_lines(description))

    def put_in(self, path: Path, intake: Intake, tell: Progress) -> None:
        """Write the graphs that come to a file, and note what they support.

        Raises:
            GraphFolderError: If an extraction is gone.
            OSError: If the disk is full.
        """
        scheme = self.space.scheme("programs")
        documents = self._documents()
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(HEADER)
            for number, document in enumerate(documents):
                tell("assemble", number, len(documents))
                assembled = self._assembled(document, intake)
                file.writelines(description_graph_block(assembled.content, scheme=scheme))
                self.added.append(assembled.content.version.iri)
                self._entities.update(assembled.entities)
                if assembled.description is not None:
                    self._live.update(assembled.entities)
                    self._new_lines.update(map(statement_line, assembled.statements))
                    self._new_lines.update(description_lines(assembled.description))
        tell("assemble", len(documents), len(documents))

    def change(self, path: Path, gone: set[str], review: Review) -> GraphChange:
        """Return what changes of the graph, after adding what comes to the review graph.

        Raises:
            OSError: If the disk is full.
        """
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(review_block(review))
        removed = {line for line in self._old_lines if line not in self._new_lines}
        for line, statement in self._old_statements.items():
            if line not in self._new_lines and not self._is_supported(line, statement):
                removed.add(line)
        added = set(self._new_lines)
        for old, new in self._entity_lines():
            removed |= old - new
            added |= new - old
        return GraphChange(
            removed_graphs=self.removed,
            added_graphs=self.added,
            review=review.graph,
            removed_review=sorted(gone),
            removed_lines=removed,
            added_lines=added,
        )

    # documents

    def _documents(self) -> list[int]:
        """Return the numbers of the documents to assemble, in order of their versions."""
        rows = self.state.rows(
            "SELECT id, plan FROM document WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(self.changed.documents)),
        )
        return [number for number, plan in sorted(rows, key=lambda row: read_plan(row[1]).version)]

    def _assembled(self, document: int, intake: Intake) -> AssembledDocument:
        sha256, part, plan_text, names = self.state.rows(
            "SELECT sha256, part, plan, names FROM document WHERE id = ?", document
        )[0]
        plan = read_plan(plan_text)
        resolution = self._resolution((sha256, part), plan, names)
        path = intake.paths[sha256]
        for extraction in intake.reader.extractions_of(sha256, path) or ():
            if extraction.part == part:
                titles = title_words(extraction.profile)
                return assemble(extraction.renamed(intake.names[sha256]), resolution, titles)
        raise GraphFolderError(
            f"{path}: changed during the build; build again",
            folder=intake.reader.workspace.folder,
        )

    def _resolution(
        self, document: tuple[str, int], plan: DescriptionPlan, names: bytes
    ) -> Resolution:
        """Return what was decided about the names of one document."""
        scope = self.state.scopes[plan.employer]
        iris: dict[tuple[str, str, str, str], str] = {}
        entities: dict[str, Entity] = {}
        for use_text, iri, entity in self._meanings(names):
            use = read_use(use_text)
            iris[scope, use.kind, use.name, use.of_unit] = iri
            entities[iri] = read_entity(entity)
        for thing in read_things(self.state, "iri = ?", plan.post):
            entities[plan.post] = thing.entity
        review = Review(self.space.review_graph)
        return Resolution(self.space, entities, {document: plan}, review, iris, self.state.scopes)

    def _meanings(self, names: bytes) -> Iterator[tuple[str, str, str]]:
        yield from self.state.rows(
            "SELECT name.use, thing.iri, thing.entity FROM name "
            "JOIN thing ON thing.id = name.meaning "
            "WHERE name.id IN (SELECT value FROM json_each(?))",
            json.dumps(list(unpack(names))),
        )

    # plain triples

    def _is_supported(self, line: str, statement: Statement) -> bool:
        """Return whether a current version that stays as it is supports a triple."""
        predicate, target = str(statement.predicate), statement.object
        if predicate == Org.HAS_ROLE and target == Org.HEAD:
            supporters = self.last.iter_supporters(statement.subject, [str(Osg.HEADS)], None)
        else:
            relations = _NARROWER.get(predicate, (predicate,))
            supporters = self.last.iter_supporters(statement.subject, relations, target)
        removed = set(self.removed)
        return any(
            line in map(statement_line, supported(self.last.claims(version)))
            for version in supporters
            if version not in removed
        )

    def _changed_entities(self) -> set[str]:
        """Return the IRIs of the things that came, went or are told otherwise."""
        before, after = self.changed.before, self.changed.after
        return {
            iri
            for iri in before.keys() | after.keys()
            if iri not in before or iri not in after or before[iri].entity != after[iri].entity
        }

    def _entity_lines(self) -> Iterator[tuple[set[str], set[str]]]:
        """Yield the lines before and the lines now of each entity that may have changed."""
        scheme = self.space.scheme("programs")
        removed = set(self.removed)
        before = programs = self.last.count_of_kind("program")
        for iri in sorted(self._entities | self._changed_entities()):
            old = self.last.lines_about(iri, _ENTITY_PREDICATES)
            thing = next(read_things(self.state, "iri = ?", iri), None)
            new: set[str] = set()
            if thing is not None and (iri in self._live or self.last.is_named(iri, but=removed)):
                new = set(entity_lines(thing.entity, scheme=scheme))
            in_scheme = f"<{iri}> <{Skos.IN_SCHEME}> <{scheme}> .\n"
            programs += (in_scheme in new) - (in_scheme in old)
            yield old, new
        lines = set(scheme_lines(scheme, SCHEME_LABEL))
        yield lines if before else set(), lines if programs else set()
