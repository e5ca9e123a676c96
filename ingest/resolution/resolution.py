"""Which names of many descriptions are one thing, and under which IRI: map and reduce.

Summaries (`summary`, one a description, the map) are added one by one in any order;
`Resolver.finish` then decides from the sorted names and from what a person decided (`joining` holds
the rules, `entities` makes labels and IRIs, `candidates` finds what is left to a person). The same
summaries and decisions give the same answer whatever their order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.iri import IriSpace, default_base
from graph.model import Entity, Finding, Review, ReviewCandidate
from ingest.resolution.aliases import Aliases
from ingest.resolution.candidates import find_candidates
from ingest.resolution.entities import MadeEntities, make_entities
from ingest.resolution.joining import Joining, described_key
from ingest.resolution.names_table import NameRow, NamesTable
from ingest.resolution.summary import DocumentSummary, NameUse
from ingest.resolution.versions import VersionGroup, group_versions

__all__ = ["Decision", "DescriptionPlan", "Resolution", "Resolver", "decide", "main_employer"]


@dataclass(frozen=True, slots=True)
class DescriptionPlan:
    """What resolution decided about one description in one file.

    Attributes:
        description: The IRI of the description.
        version: The IRI of this version.
        post: The IRI of the post that it describes.
        title: The title of this version, as its post is labelled.
        employer: The employer as the description's summary names it.
        is_current: Whether this version holds today.
    """

    description: str
    version: str
    post: str
    title: str
    employer: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """Every name's entity, every description's IRIs, and what is left to a person.

    Attributes:
        space: The IRIs under the base.
        entities: By IRI.
        plans: By SHA-256 and part.
        review: Merges, candidates and findings across documents.
        iris: By scope, kind, name and unit (or code) of a name.
        scopes: The scope of each employer's name.
    """

    space: IriSpace
    entities: Mapping[str, Entity]
    plans: Mapping[tuple[str, int], DescriptionPlan]
    review: Review
    iris: Mapping[tuple[str, str, str, str], str]
    scopes: Mapping[str, str]

    def find_iri(self, employer: str, kind: str, name: str, of_unit: str = "") -> str | None:
        """Return the IRI of what the descriptions of an employer call by a name, or None."""
        scope = self.scopes.get(employer)
        return None if scope is None else self.iris.get((scope, kind, name, of_unit))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about some names and descriptions that have to do with no others.

    Attributes:
        joining: Which names are one.
        made: The entities.
        groups: The descriptions with their versions.
        plans: By SHA-256 and part.
        iris: By scope, kind, name and unit (or code) of a name.
        findings: What spans documents and a person should look at, but for candidates.
    """

    joining: Joining
    made: MadeEntities
    groups: tuple[VersionGroup, ...]
    plans: Mapping[tuple[str, int], DescriptionPlan]
    iris: Mapping[tuple[str, str, str, str], str]
    findings: tuple[Finding, ...]


def decide(
    rows: Sequence[NameRow],
    scopes: Mapping[str, str],
    groups: Sequence[VersionGroup],
    aliases: Aliases,
    space: IriSpace,
) -> Decision:
    """Return what is decided about names and descriptions that have to do with no others.

    Args:
        rows: The names, sorted, with their counts.
        scopes: The scope of each employer's name.
        groups: The descriptions, sorted by key.
        aliases: What a person decided.
        space: The IRIs under the base.
    """
    joining = Joining(rows, scopes, groups, aliases)
    made = make_entities(joining, aliases, space)
    plans = {
        (version.sha256, version.part): plan
        for group in groups
        for version, plan in _plans(space, group, made)
    }
    iris = {
        (scopes[row.employer], row.use.kind, row.use.name, row.use.of_unit): made.iri_of[key]
        for key, named in joining.rows_of.items()
        for row in named
    }
    findings = (*made.findings, *_ties(space, groups, plans), *_unclear(space, joining, made))
    return Decision(joining, made, tuple(groups), plans, iris, findings)


class Resolver:
    """Takes in summaries and, at the end, decides.

    Args:
        aliases: What a person decided.

    Attributes:
        table: The names of what was added.
        decision: What `finish` decided.
    """

    def __init__(self, aliases: Aliases | None = None) -> None:
        self._aliases = aliases or Aliases()
        self.table = NamesTable()
        self.decision: Decision | None = None

    def add(self, summary: DocumentSummary) -> None:
        """Take in the summary of one description."""
        self.table.add(summary)

    def names_of(self, document: tuple[str, int]) -> Iterator[NameUse]:
        """Return the names of a description that was added, by its SHA-256 and part.

        Raises:
            KeyError: If it was not added.
        """
        return self.table.names_of(document)

    def give_up_deciding(self) -> None:
        """Give up what only deciding took; the names of each description stay known."""
        self.decision = None

    def finish(self, base: str | None = None) -> Resolution:
        """Return what was decided about everything that was added.

        Args:
            base: What every IRI begins with; by default made from the employer that more than half
                of those descriptions name that name one.

        Raises:
            ModelError: If the base is no IRI that ends in a slash.
        """
        table = self.table
        headers = table.headers
        scopes = table.scopes()
        groups = group_versions(headers, scopes)
        for group in groups:
            table.count_live((group.current.sha256, group.current.part))
        employers = Counter(summary.employer for summary in headers)
        space = IriSpace(base or default_base(main_employer(employers, scopes)))
        decision = decide(tuple(table.rows()), scopes, groups, self._aliases, space)
        self.decision = decision
        made = decision.made
        review = Review(
            space.review_graph,
            merges=tuple(sorted(made.merges, key=lambda merge: merge.iri)),
            candidates=_candidates(space, decision.joining, made),
            findings=tuple(sorted(decision.findings, key=lambda finding: finding.iri)),
        )
        return Resolution(space, made.entities, decision.plans, review, decision.iris, scopes)


def main_employer(employers: Mapping[str, int], scopes: Mapping[str, str]) -> str | None:
    """Return the employer that more than half of those descriptions name that name one, or None.

    Args:
        employers: How many descriptions give each name of an employer; "" for none.
        scopes: The scope of each employer's name.
    """
    names = Counter({name: count for name, count in employers.items() if name and count})
    by_scope = Counter[str]()
    for name, count in names.items():
        by_scope[scopes[name]] += count
    for scope, count in by_scope.items():
        if 2 * count > names.total():
            same = [name for name in names if scopes[name] == scope]
            return min(same, key=lambda name: (-names[name], name))
    return None


def _plans(
    space: IriSpace, group: VersionGroup, made: MadeEntities
) -> Iterator[tuple[DocumentSummary, DescriptionPlan]]:
    key = described_key(group)
    description = space.description(made.description_slugs[key])
    post = made.iri_of[key]
    for version in group.versions:
        yield (
            version,
            DescriptionPlan(
                description=description,
                version=space.version(description, version.sha256, version.part),
                post=post,
                title=version.title or made.entities[post].label,
                employer=version.employer,
                is_current=version is group.current,
            ),
        )


def _ties(
    space: IriSpace,
    groups: Iterable[VersionGroup],
    plans: Mapping[tuple[str, int], DescriptionPlan],
) -> Iterator[Finding]:
    for group in groups:
        if group.tied:
            first, second = (plans[v.sha256, v.part].version for v in group.versions[:2])
            yield Finding(
                iri=space.review("finding", "version_tie", first, second),
                kind="version_tie",
                message=(
                    f"two versions of {group.current.title!r} have the same latest date "
                    f"({group.current.latest or 'none'}); the one with the higher SHA-256 counts"
                ),
                candidates=(first, second),
            )


def _unclear(space: IriSpace, joining: Joining, made: MadeEntities) -> Iterator[Finding]:
    for key, others in sorted(joining.unclear.items()):
        iri = made.iri_of[key]
        candidates = tuple(sorted({made.iri_of[other] for other in others} - {iri}))
        if len(candidates) > 1:
            labels = ", ".join(repr(made.entities[other].label) for other in candidates)
            kind = "ambiguous_acronym" if key.acronym else "ambiguous_title"
            yield Finding(
                iri=space.review("finding", kind, iri),
                kind=kind,
                message=f"{made.entities[iri].label!r} may be any of {labels}; it is kept apart",
                candidates=(iri, *candidates),
            )


def _candidates(
    space: IriSpace, joining: Joining, made: MadeEntities
) -> tuple[ReviewCandidate, ...]:
    live = [key for key, rows in joining.rows_of.items() if any(row.live for row in rows)]
    found: dict[str, ReviewCandidate] = {}
    for first, second, reason in find_candidates(joining, [*live, *joining.described]):
        pair = sorted((made.iri_of[first], made.iri_of[second]))
        iri = space.review("candidate", *pair)
        found.setdefault(iri, ReviewCandidate(iri, pair[0], pair[1], reason))
    return tuple(found[iri] for iri in sorted(found))
