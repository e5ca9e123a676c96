"""One extraction and what was resolved -> the model of one description in the graph.

A pure function of one document: nothing here looks at another, so that documents can be assembled
side by side and in any order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from graph.model import (
    Claim,
    Description,
    DescriptionGraph,
    DescriptionVersion,
    Duty,
    Finding,
    Mention,
    Section,
    Statement,
)
from ingest.assembly.claims import ClaimMaker, statements_of
from ingest.assembly.header_claims import months_of
from ingest.record import Extraction
from ingest.resolution.document_names import DocumentNames
from ingest.resolution.naming import TitleWords
from ingest.resolution.resolution import Resolution
from ingest.resolution.summary import NAMED_KINDS

__all__ = ["AssembledDocument", "assemble"]


@dataclass(frozen=True, slots=True)
class AssembledDocument:
    """One description as it stands in the graph.

    Attributes:
        content: The version's named graph.
        statements: The plain triples it supports; none for a version that is not current.
        description: What the current organisation knows of it; None for a past version.
        entities: The IRIs of everything it names, sorted.
    """

    content: DescriptionGraph
    statements: tuple[Statement, ...]
    description: Description | None
    entities: tuple[str, ...]


def assemble(
    extraction: Extraction, resolution: Resolution, titles: TitleWords
) -> AssembledDocument:
    """Return one description as it stands in the graph.

    Args:
        extraction: What was read from it.
        resolution: What was decided about all names; it knows those of this extraction.
        titles: What the words of a title say, by the profile of the extraction.

    Raises:
        KeyError: If the resolution does not know the description.
    """
    names = DocumentNames(extraction, resolution)
    plan = names.plan
    maker = ClaimMaker(extraction, names, titles)
    claims = maker.make()
    mentions = _mentions(extraction, names)
    named = _named(plan.post, claims, mentions)
    findings = [
        *maker.findings,
        *(names.finding(f.kind, f.message, f.text, f.start, f.end) for f in extraction.findings),
        *_unexpanded(claims, mentions, names, resolution),
    ]
    content = DescriptionGraph(
        version=_version(extraction, names),
        claims=claims,
        duties=_duties(extraction, names),
        sections=_sections(extraction, names),
        mentions=mentions,
        findings=_each_once(findings),
        entities=() if plan.is_current else tuple(resolution.entities[iri] for iri in named),
    )
    description = Description(plan.description, plan.title, plan.post, plan.version)
    return AssembledDocument(
        content=content,
        statements=statements_of(claims) if plan.is_current else (),
        description=description if plan.is_current else None,
        entities=named,
    )


def _version(extraction: Extraction, names: DocumentNames) -> DescriptionVersion:
    fields = extraction.fields
    return DescriptionVersion(
        iri=names.plan.version,
        description=names.plan.description,
        title=names.plan.title,
        sha256=extraction.sha256,
        source_name=PurePath(extraction.source).name or extraction.source,
        part=extraction.part,
        encoding=extraction.encoding,
        profile=extraction.profile,
        issued=next(iter(months_of(fields.established)), None),
        modified=months_of(*fields.revised),
        last_reviewed=next(iter(months_of(fields.last_reviewed)), None),
    )


def _duties(extraction: Extraction, names: DocumentNames) -> tuple[Duty, ...]:
    version, space = names.plan.version, names.space
    return tuple(
        Duty(space.duty(version, number), number, duty.text, duty.start, duty.end)
        for number, duty in enumerate(extraction.duties, start=1)
    )


def _sections(extraction: Extraction, names: DocumentNames) -> tuple[Section, ...]:
    version, space = names.plan.version, names.space
    return tuple(
        Section(space.section(version, number), number, s.name, s.heading, s.start, s.end)
        for number, s in enumerate(extraction.sections, start=1)
    )


def _mentions(extraction: Extraction, names: DocumentNames) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for mention in extraction.mentions:
        if mention.kind == "group":
            continue
        entity = names.entity_of(mention)
        iri = names.space.mention(extraction.sha256, mention.start, mention.end)
        if iri in found:
            iri = f"{iri}-{mention.kind}"
        found[iri] = Mention(
            iri=iri,
            kind=mention.kind,
            quote=mention.text,
            start=mention.start,
            end=mention.end,
            entity=entity,
            unresolved_because=None if entity else _why_unresolved(mention.kind),
        )
    return tuple(found[iri] for iri in sorted(found))


def _why_unresolved(kind: str) -> str:
    if kind in NAMED_KINDS:
        return "nothing is left of the name when it is written as an IRI"
    return "the text does not say what kind of thing it is"


def _named(post: str, claims: Iterable[Claim], mentions: Iterable[Mention]) -> tuple[str, ...]:
    iris = {post}
    for claim in claims:
        iris.add(claim.subject)
        if isinstance(claim.object, str):
            iris.add(claim.object)
    iris.update(mention.entity for mention in mentions if mention.entity is not None)
    return tuple(sorted(iris))


def _unexpanded(
    claims: Iterable[Claim],
    mentions: Iterable[Mention],
    names: DocumentNames,
    resolution: Resolution,
) -> Iterator[Finding]:
    """Yield a finding for each thing of which only the acronym is known, at its first place."""
    places = [(m.start, m.end, m.quote, m.entity) for m in mentions if m.entity is not None]
    places += [
        (claim.start, claim.end, claim.quote, iri)
        for claim in claims
        for iri in (claim.subject, claim.object)
        if isinstance(iri, str)
    ]
    seen: set[str] = set()
    for start, end, quote, iri in sorted(places):
        entity = resolution.entities.get(iri)
        if entity is not None and entity.unexpanded and iri not in seen:
            seen.add(iri)
            message = f"{entity.label!r} is an acronym that no description expands"
            yield names.finding("unexpanded_acronym", message, quote, start, end)


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.iri, finding)
    return tuple(found[iri] for iri in sorted(found))
