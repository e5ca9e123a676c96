"""What a change of documents or decisions changes in resolution: decided again where it may matter.

The names and descriptions that a change reaches are decided by the same code as in a full build,
among themselves: nothing else has to do with them. When the outcome ties them to others (another
title, another IRI), these are taken in and all is decided once more.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from graph.iri import IriSpace
from graph.model import Entity
from ingest.incremental.build_state import (
    entity_text,
    pack,
    plan_text,
    read_entity,
    shape_hashes,
    text_of,
    unclear_pairs,
    unpack,
)
from ingest.incremental.reach import Reach
from ingest.incremental.state_file import StateFile
from ingest.resolution.aliases import Aliases
from ingest.resolution.clustering import Key
from ingest.resolution.joining import described_key
from ingest.resolution.marks import family_marks, hash_of, is_link, name_marks, place_of
from ingest.resolution.names_table import NameRow
from ingest.resolution.resolution import Decision, decide
from ingest.resolution.versions import VersionGroup

__all__ = ["ChangedNames", "Thing", "decide_again", "members_of", "read_things"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What some names were joined to.

    Attributes:
        number: Its number in the state.
        key: The key that stands for it.
        entity: The entity.
        shapes: Hashes of what it may have in common with others.
    """

    number: int
    key: Key
    entity: Entity
    shapes: tuple[int, ...]


@dataclass(slots=True)
class ChangedNames:
    """What was decided again, and what of it is another outcome than before.

    Attributes:
        decision: What was decided.
        before: The things before, by IRI.
        after: The things now, by IRI.
        documents: The numbers of documents whose graphs are others now.
        plans_before: The plans as text that documents had, by their numbers, where others now.
        versions_before: The IRIs of the versions of the descriptions that were reached.
        members_before: Of each shape that was reached, the keys and IRIs of the things before.
    """

    decision: Decision
    before: dict[str, Thing]
    after: dict[str, Thing] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)
    plans_before: dict[int, str] = field(default_factory=dict)
    versions_before: set[str] = field(default_factory=set)
    members_before: dict[int, dict[Key, str]] = field(default_factory=dict)


def decide_again(state: StateFile, reach: Reach, aliases: Aliases, space: IriSpace) -> ChangedNames:
    """Return what changes in resolution, after bringing the state up to it.

    Args:
        state: The state, after documents went and came.
        reach: What has changed by that, and by decisions.
        aliases: What a person decided.
        space: The IRIs under the base.
    """
    reach.grow()
    while True:
        names, groups = dict(reach.iter_names()), dict(reach.iter_groups())
        decision = decide(
            sorted(names.values(), key=lambda row: (row.employer, row.use)),
            state.scopes,
            sorted(groups.values(), key=lambda group: group.key),
            aliases,
            space,
        )
        found = _Outcome(state, reach.things, decision, names, groups)
        if not reach.reaches_more(found.marks(), found.tries(), found.places()):
            return found.keep()


class _Outcome:
    """A decision about what was reached, beside what the state knew of it."""

    def __init__(
        self,
        state: StateFile,
        things: Set[int],
        decision: Decision,
        names: Mapping[int, NameRow],
        groups: Mapping[int, VersionGroup],
    ) -> None:
        self.state = state
        self.things = things
        self.decision = decision
        self.names = names
        self.groups = groups
        by_row = {id(row): key for key, rows in decision.joining.rows_of.items() for row in rows}
        self.key_of = {number: by_row[id(row)] for number, row in names.items()}
        self.name_marks = {
            number: name_marks(row.use, state.scopes[row.employer], self.key_of[number])
            for number, row in names.items()
        }
        forms = decision.joining.title_forms
        self.family_marks = {
            number: family_marks(group.key, group.current.own_names, forms[described_key(group)])
            for number, group in groups.items()
        }

    def marks(self) -> Iterator[int]:
        """Yield every mark of what was decided about."""
        for marks in (*self.name_marks.values(), *self.family_marks.values()):
            yield from marks

    def tries(self) -> Iterator[int]:
        """Yield the hash of every IRI that was tried."""
        made = self.decision.made
        for names in made.tries.values():
            yield from (hash_of("iri", name) for name in names)
        for slugs in made.slug_tries.values():
            yield from (hash_of("slug", name) for name in slugs)

    def places(self) -> Iterator[int]:
        """Yield the places of units that are others than before for the posts in them."""
        before = {thing.number: thing for thing in self._things_before()}
        iri_of, entities = self.decision.made.iri_of, self.decision.made.entities
        find = self.decision.joining.clustering.find
        for number, row in self.names.items():
            if row.use.kind == "unit":
                key = self.key_of[number]
                known = self.state.rows("SELECT thing FROM name WHERE id = ?", number)[0][0]
                was = before.get(known)
                now = (find(key), entities[iri_of[key]].label)
                if was is None or (was.key, was.entity.label) != now:
                    links = (mark for mark in self.name_marks[number] if is_link(mark))
                    yield from (place_of(mark) for mark in links)

    def keep(self) -> ChangedNames:
        """Return what is another outcome, after writing all of it to the state."""
        changed = ChangedNames(self.decision, {t.entity.iri: t for t in self._things_before()})
        for thing in changed.before.values():
            for shape in thing.shapes:
                if shape not in changed.members_before:
                    changed.members_before[shape] = members_of(self.state, shape)
        numbers = self._replace_things(changed)
        for shape in {shape for thing in changed.after.values() for shape in thing.shapes}:
            if shape not in changed.members_before:
                members = members_of(self.state, shape)
                known = changed.before.keys() | changed.after.keys()
                changed.members_before[shape] = {
                    key: iri for key, iri in members.items() if iri not in known
                }
        self._replace_names(changed, numbers)
        self._replace_families(changed, numbers)
        self._compare_entities(changed)
        return changed

    def _things_before(self) -> Iterator[Thing]:
        for number in sorted(self.things):
            yield from read_things(self.state, "id = ?", number)

    def _replace_things(self, changed: ChangedNames) -> dict[str, int]:
        state, joining, made = self.state, self.decision.joining, self.decision.made
        numbers: dict[str, int] = {}
        for number, tries, shapes in [
            row
            for thing in self.things
            for row in state.rows("SELECT id, tries, shapes FROM thing WHERE id = ?", thing)
        ]:
            state.replace_hashes("try", number, unpack(tries), ())
            state.replace_hashes("shape", number, unpack(shapes), ())
            state.run("DELETE FROM unclear WHERE first = ?", number)
            state.run("DELETE FROM unclear WHERE second = ?", number)
            state.run("DELETE FROM thing WHERE id = ?", number)
        next_number = state.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM thing")[0][0]
        for number, (root, keys) in enumerate(joining.clusters(), next_number):
            iri = made.iri_of[root]
            entity = made.entities[iri]
            shapes = shape_hashes(joining, root, keys)
            tries = tuple(hash_of("iri", name) for name in made.tries[iri])
            state.run(
                "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)",
                number,
                iri,
                text_of(root),
                entity_text(entity),
                pack(shapes),
                pack(tries),
            )
            state.replace_hashes("try", number, (), tries)
            state.replace_hashes("shape", number, (), shapes)
            numbers[iri] = number
            changed.after[iri] = Thing(number, root, entity, shapes)
        for first, second in unclear_pairs(self.decision):
            state.run(
                "INSERT OR IGNORE INTO unclear VALUES (?, ?)", numbers[first], numbers[second]
            )
        return numbers

    def _replace_names(self, changed: ChangedNames, numbers: Mapping[str, int]) -> None:
        made, scopes = self.decision.made, self.state.scopes
        iri_before = {thing.number: iri for iri, thing in changed.before.items()}
        for number, row in self.names.items():
            use = row.use
            meaning = self.decision.iris[scopes[row.employer], use.kind, use.name, use.of_unit]
            was, documents = self.state.rows(
                "SELECT meaning, documents FROM name WHERE id = ?", number
            )[0]
            if iri_before.get(was) != meaning:
                changed.documents.update(unpack(documents))
            self.state.run(
                "UPDATE name SET thing = ?, meaning = ? WHERE id = ?",
                numbers[made.iri_of[self.key_of[number]]],
                numbers[meaning],
                number,
            )
            self.state.put_marks("name", number, self.name_marks[number])

    def _replace_families(self, changed: ChangedNames, numbers: Mapping[str, int]) -> None:
        made = self.decision.made
        for number, group in self.groups.items():
            key = described_key(group)
            tries = tuple(hash_of("slug", name) for name in made.slug_tries[key])
            old = self.state.rows("SELECT tries FROM family WHERE id = ?", number)[0][0]
            self.state.replace_hashes("try", -number, unpack(old), tries)
            self.state.run(
                "UPDATE family SET thing = ?, tries = ? WHERE id = ?",
                numbers[made.iri_of[key]],
                pack(tries),
                number,
            )
            self.state.put_marks("family", number, self.family_marks[number])
            for document, sha256, part, was in self.state.rows(
                "SELECT id, sha256, part, plan FROM document WHERE family = ?", number
            ):
                plan = plan_text(self.decision.plans[sha256, part])
                if was:
                    changed.versions_before.add(json.loads(was)["version"])
                if plan != was:
                    changed.documents.add(document)
                    changed.plans_before[document] = was
                    self.state.run("UPDATE document SET plan = ? WHERE id = ?", plan, document)

    def _compare_entities(self, changed: ChangedNames) -> None:
        past: set[int] | None = None
        for iri, thing in changed.after.items():
            before = changed.before.get(iri)
            if before is None or before.entity == thing.entity:
                continue
            users = self._users(thing.number)
            new, old = thing.entity, before.entity
            if (new.unexpanded, new.unexpanded and new.label) != (
                old.unexpanded,
                old.unexpanded and old.label,
            ):
                changed.documents |= users
                continue
            # A past version's graph holds all that is known of what it names.
            if past is None:
                past = {n for (n,) in self.state.rows("SELECT id FROM document WHERE NOT current")}
            changed.documents |= users & past

    def _users(self, thing: int) -> set[int]:
        users: set[int] = set()
        for (documents,) in self.state.rows(
            "SELECT documents FROM name WHERE thing = ?1 UNION ALL "
            "SELECT documents FROM name WHERE meaning = ?1 AND meaning <> thing",
            thing,
        ):
            users.update(unpack(documents))
        users.update(
            number
            for (number,) in self.state.rows(
                "SELECT document.id FROM document JOIN family ON family.id = document.family "
                "WHERE family.thing = ?",
                thing,
            )
        )
        return users


def read_things(state: StateFile, condition: str, *values: object) -> Iterator[Thing]:
    """Yield the things under a condition of our own."""
    for number, key, entity, shapes in state.rows(
        f"SELECT id, key, entity, shapes FROM thing WHERE {condition}",  # noqa: S608 - our own words
        *values,
    ):
        yield Thing(number, Key(*json.loads(key)), read_entity(entity), tuple(unpack(shapes)))


def members_of(state: StateFile, shape: int) -> dict[Key, str]:
    """Return the keys and the IRIs of the things that have a shape, in order of the keys."""
    rows: Iterable[tuple[str, str]] = state.rows(
        "SELECT thing.key, thing.iri FROM shape JOIN thing ON thing.id = shape.thing "
        "WHERE shape.hash = ?",
        shape,
    )
    return dict(sorted((Key(*json.loads(key)), iri) for key, iri in rows))
