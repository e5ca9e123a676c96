"""Entities from the names that are one: the label, the other names, the IRI.

The label is the name that most current descriptions use; among equals one in mixed case, then the
shorter, then the first in order. The last part of the IRI is the label's slug (for described posts
the code and the title). Where two things come to one slug, the one whose first file has the lower
SHA-256 keeps it; another employer's gets the employer's name behind it, any other one "-2" and so
on, and a finding says so.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from graph.iri import IriSpace, slug
from graph.model import Entity, Finding, Merge
from ingest.resolution.aliases import Alias, Aliases
from ingest.resolution.clustering import Key
from ingest.resolution.joining import FOLDED, SAME_UNIT, Joining
from ingest.resolution.names_table import NameRow
from ingest.resolution.naming import UNIT_WORDS, bare_acronym, fold_name
from ingest.resolution.summary import NameUse
from ingest.resolution.versions import VersionGroup

__all__ = ["MadeEntities", "make_entities"]

_BARE_WORDS: Final = UNIT_WORDS | {
    "agency", "board", "city", "class", "commission", "committee", "council", "county",
    "description", "district", "employer", "group", "organization", "panel", "position", "post",
    "program", "project", "school", "service", "state", "system", "team",
}  # fmt: skip
"""Words that alone are nobody's name, though one text may use them for somebody."""


@dataclass(slots=True)
class MadeEntities:
    """The entities, and what making them brought to light.

    Attributes:
        entities: By IRI.
        iri_of: The IRI of every key.
        description_slugs: The last part of a description's IRI, by the key of its post.
        merges: Names that were taken for another name of one entity.
        findings: Collisions of IRIs.
        tries: The IRIs that were tried for each entity, by its IRI: the last is its own.
        slug_tries: The same for the last parts of descriptions' IRIs, by the key of the post.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    iri_of: dict[Key, str] = field(default_factory=dict)
    description_slugs: dict[Key, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    slug_tries: dict[Key, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Draft:
    """An entity before its IRI is known to be its own."""

    keys: list[Key]
    entity: Entity
    slug: str
    first_sha256: str
    pinned: str | None = None
    group: VersionGroup | None = None
    merges: list[tuple[str, str]] = field(default_factory=list)


def make_entities(joining: Joining, aliases: Aliases, space: IriSpace) -> MadeEntities:
    """Return the entities of everything that was joined, each with an IRI of its own."""
    return _EntityMaker(joining, aliases, space).make()


class _EntityMaker:
    def __init__(self, joining: Joining, aliases: Aliases, space: IriSpace) -> None:
        self.joining = joining
        self.space = space
        self.labels: dict[Key, str] = {}
        self.aliases: dict[Key, Alias] = {}
        for alias in aliases.entries:
            for name in (alias.name, *alias.same, *(r.former for r in alias.renamed)):
                for key in joining.keys_named(alias.kind, name):
                    self.aliases.setdefault(joining.clustering.find(key), alias)

    def make(self) -> MadeEntities:
        made = MadeEntities()
        clusters = sorted(self.joining.clusters(), key=lambda pair: pair[0].kind == "post")
        drafts = [self.draft(root, keys) for root, keys in clusters]
        self.settle(drafts, made)
        self.settle_descriptions(made)
        return made

    def draft(self, root: Key, keys: list[Key]) -> _Draft:
        rows = [row for key in keys for row in self.joining.rows_of.get(key, ())]
        groups = [self.joining.described[key] for key in keys if key in self.joining.described]
        group = min(groups, key=lambda g: g.first_sha256) if groups else None
        alias = self.aliases.get(root)
        named = [row for row in rows if not _is_bare(row, root)] or rows
        label = self.label(root, named, group, alias)
        self.labels.update(dict.fromkeys(keys, label))
        former = tuple(r.former for r in alias.renamed) if alias else ()
        acronyms = tuple(sorted(self.joining.acronyms_of(keys)))
        others = self.other_names(rows, groups, label, (*acronyms, *former))
        entity = Entity(
            iri="",
            kind=root.kind,
            label=label,
            alternative_labels=others,
            acronyms=acronyms,
            former_names=former,
            replaced_iris=tuple(self.whole_iri(root.kind, part) for part in alias.was)
            if alias
            else (),
            notation=_notation(rows, group),
            described=group is not None,
            generic=any(row.use.generic for row in rows),
            unexpanded=bool(rows) and group is None and all(key.acronym for key in keys),
            root=root.kind == "unit" and any(row.use.root for row in rows),
        )
        shas = [row.first_sha256 for row in rows] + [g.first_sha256 for g in groups]
        return _Draft(
            keys=keys,
            entity=entity,
            slug=_slug_of(entity, group),
            first_sha256=min(shas),
            pinned=alias.iri if alias else None,
            group=group,
            merges=self.merge_reasons(keys, label, alias),
        )

    def label(
        self, root: Key, rows: list[NameRow], group: VersionGroup | None, alias: Alias | None
    ) -> str:
        if group is not None:
            current = group.current
            return current.title or f"untitled {current.sha256[:12]}"
        if alias is not None:
            return alias.name
        if root.kind != "post":
            return _most_used((row.use.name, row) for row in rows)
        title = _most_used((self.joining.title_and_unit(row)[0], row) for row in rows)
        keys = [key for row in rows if (key := self.joining.unit_key(row)) is not None]
        return f"{title}, {self.labels[keys[0]]}" if keys else title

    def other_names(
        self,
        rows: list[NameRow],
        groups: list[VersionGroup],
        label: str,
        known: Iterable[str],
    ) -> tuple[str, ...]:
        names: set[str] = set()
        live = [row for row in rows if row.live] or rows
        for row in live:
            use = row.use
            names.add(_full_name(use))
            names.update(_plain(alias) for alias in use.aliases)
        for group in groups:
            current = group.current
            own = (current.official_title, *(name for name, _ in current.own_names))
            # A title of one word ("Coordinator") is many posts' and nobody's other name.
            names.update(name for name in own if " " in name)
            names.add(current.title)
        seen = {label.casefold(), *(name.casefold() for name in known)}
        kept = []
        for name in sorted(names, key=lambda n: (n.isupper(), n.casefold(), n)):
            if name.casefold() not in seen and fold_name(name) not in _BARE_WORDS and name:
                seen.add(name.casefold())
                kept.append(name)
        return tuple(sorted(kept))

    def merge_reasons(
        self, keys: list[Key], label: str, alias: Alias | None
    ) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        renamed = {} if alias is None else {fold_name(r.former): r.on for r in alias.renamed}
        for key in keys:
            default = SAME_UNIT if key.kind == "post" else FOLDED
            reason = self.joining.clustering.reason_for(key) or default
            for row in self.joining.rows_of.get(key, ()):
                name = _full_name(row.use)
                if row.live and name.casefold() != label.casefold():
                    on = renamed.get(fold_name(name))
                    found.setdefault(
                        name, f"renamed, says the aliases file, on {on}" if on else reason
                    )
        return sorted(found.items())

    def settle(self, drafts: list[_Draft], made: MadeEntities) -> None:
        taken: dict[str, _Draft] = {}
        order = sorted(drafts, key=lambda d: (d.pinned is None, d.first_sha256, d.keys[0]))
        for draft in order:
            first = wanted = self.whole_iri(draft.entity.kind, draft.pinned or draft.slug)
            scope = draft.keys[0].scope
            if wanted in taken and scope and taken[wanted].keys[0].scope != scope:
                wanted = f"{wanted}-{slug(scope)}"
            tries = _tries(wanted, taken)
            iri = tries[-1]
            made.tries[iri] = (first, *tries)
            draft.entity = replace(draft.entity, iri=iri)
            if iri != wanted:
                made.findings.append(self.collision(taken[wanted].entity, draft.entity))
            taken[iri] = draft
        for draft in drafts:
            made.entities[draft.entity.iri] = draft.entity
            made.iri_of.update(dict.fromkeys(draft.keys, draft.entity.iri))
            made.merges += [
                Merge(
                    self.space.review("merge", draft.entity.iri, name),
                    draft.entity.iri,
                    name,
                    reason,
                )
                for name, reason in draft.merges
            ]

    def settle_descriptions(self, made: MadeEntities) -> None:
        groups = sorted(self.joining.described.items(), key=lambda i: (i[1].first_sha256, i[0]))
        taken: set[str] = set()
        for key, group in groups:
            made.slug_tries[key] = _tries(_described_slug(group), taken)
            made.description_slugs[key] = made.slug_tries[key][-1]
            taken.add(made.description_slugs[key])

    def whole_iri(self, kind: str, part: str) -> str:
        return part if ":" in part else self.space.entity(kind, part)

    def collision(self, first: Entity, second: Entity) -> Finding:
        return Finding(
            iri=self.space.review("finding", "iri_collision", first.iri, second.iri),
            kind="iri_collision",
            message=(
                f"two names come to one IRI: {first.label!r} keeps it, {second.label!r} has a "
                "number; pin one with 'iri:' in the aliases file"
            ),
            candidates=(first.iri, second.iri),
        )


def _tries(wanted: str, taken: Container[str]) -> tuple[str, ...]:
    """Return the names that were tried until one was free: the last."""
    names = [wanted]
    while names[-1] in taken:
        names.append(f"{wanted}-{len(names) + 1}")
    return tuple(names)


def _full_name(use: NameUse) -> str:
    return f"{use.name}, {use.of_unit}" if use.kind == "post" and use.of_unit else use.name


def _is_bare(row: NameRow, root: Key) -> bool:
    use = row.use
    bare = bare_acronym(use.kind, use.name, use.acronym or None)
    return not root.acronym and bare is not None and not use.of_unit


def _most_used(names: Iterable[tuple[str, NameRow]]) -> str:
    counts: dict[str, tuple[int, int]] = {}
    for name, row in names:
        live, total = counts.get(name, (0, 0))
        counts[name] = (live + row.live, total + row.total)
    return min(
        counts,
        key=lambda n: (-counts[n][0], -counts[n][1], n.isupper() or n.islower(), len(n), n),
    )


def _plain(alias: str) -> str:
    return alias[4:] if alias[:4].casefold() == "the " else alias


def _notation(rows: list[NameRow], group: VersionGroup | None) -> str | None:
    if group is not None:
        return group.current.code or None
    codes = [row.use.of_unit for row in rows if row.use.kind == "role" and row.use.of_unit]
    return min(codes, default=None)


def _slug_of(entity: Entity, group: VersionGroup | None) -> str:
    if group is not None:
        return _described_slug(group)
    if entity.kind == "role" and entity.notation:
        return slug(f"{entity.notation} {entity.label}")
    return slug(entity.label)


def _described_slug(group: VersionGroup) -> str:
    current = group.current
    return slug(f"{current.code} {current.title or f'untitled {current.sha256[:12]}'}")
