"""Extraction: a source document -> the record of what it states. Pure: no files, clock or state."""

from collections.abc import Callable, Iterable
from typing import Final

from ingest.calibration import calibrated
from ingest.document import SourceDocument
from ingest.findings import find_findings
from ingest.grammar import (
    agencies,
    collaboration,
    credentials,
    programs,
    subordinates,
    supervision,
    teams,
    touches,
    units,
)
from ingest.language.reading import Reading, make_reading
from ingest.layout.layout import read_layout
from ingest.profile import Profile
from ingest.profile_files import choose_profile
from ingest.record import Evidence, Extraction, Fact, Mention, Reference

__all__ = ["FACT_FINDERS", "MENTION_FINDERS", "extract"]

FACT_FINDERS: Final[tuple[Callable[[Reading], Iterable[Fact]], ...]] = (
    supervision.find_facts,
    subordinates.find_facts,
    units.find_facts,
    teams.find_facts,
    touches.find_facts,
    collaboration.find_facts,
    credentials.find_facts,
)
"""Every family of relations. Of equal facts with equal confidence the earlier one's rule stands."""

MENTION_FINDERS: Final[tuple[Callable[[Reading], Iterable[Mention]], ...]] = (
    units.find_mentions,
    programs.find_mentions,
    agencies.find_mentions,
    teams.find_mentions,
    collaboration.find_mentions,
    credentials.find_mentions,
)
"""Every family of names. Of two mentions of one kind in one place the earlier one stands."""

_TELLING_APART: Final = {"touches_program": {"how"}, "requires_credential": {"level"}}
"""Relation -> the qualifiers that make two facts of what else would be one."""


def extract(document: SourceDocument, profile: Profile | None = None) -> Extraction:
    """Return everything that one description states, every list in text order.

    Args:
        document: The description.
        profile: How to read it; by default the profile that its marks speak for most.
    """
    if profile is None:
        profile = choose_profile(document)
    layout = read_layout(document, profile)
    reading = make_reading(document, layout, profile)
    return Extraction(
        source=document.source,
        part=document.part,
        sha256=document.sha256,
        encoding=document.encoding,
        profile=profile.name,
        fields=layout.fields,
        sections=layout.sections,
        duties=layout.duties,
        mentions=_each_once(m for find in MENTION_FINDERS for m in find(reading)),
        facts=_merged(calibrated(fact) for find in FACT_FINDERS for fact in find(reading)),
        findings=find_findings(reading),
    )


def _each_once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    found: dict[tuple[int, int, str], Mention] = {}
    for mention in mentions:
        found.setdefault((mention.start, mention.end, mention.kind), mention)
    return tuple(found[key] for key in sorted(found))


def _merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each once with all its spans, in the order of their first span."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        apart = _TELLING_APART.get(fact.relation, set())
        qualifiers = tuple(pair for pair in fact.qualifiers if pair[0] in apart)
        key = (fact.relation, _identity(fact.subject), _identity(fact.object), qualifiers)
        groups.setdefault(key, []).append(fact)
    merged = (_as_one(group) for group in groups.values())
    return tuple(sorted(merged, key=_position))


def _identity(reference: Reference) -> tuple[str, str, str, bool]:
    unit = reference.of_unit or ""
    return (reference.kind, reference.name.casefold(), unit.casefold(), reference.is_self)


def _as_one(facts: list[Fact]) -> Fact:
    """Return equal facts as one: the surest one's words and rule, every span, every qualifier."""
    if len(facts) == 1 and len(facts[0].evidence) == 1:
        return facts[0]
    best = max(facts, key=lambda fact: fact.confidence)
    qualifiers = dict(best.qualifiers)
    for fact in facts:
        for name, value in fact.qualifiers:
            if qualifiers.get(name) is None:
                qualifiers[name] = value
    evidence = {(quote.start, quote.end): quote for fact in facts for quote in fact.evidence}
    return best._replace(
        qualifiers=tuple(sorted(qualifiers.items())),
        evidence=tuple(evidence[place] for place in sorted(evidence)),
    )


def _position(fact: Fact) -> tuple[int, int, str, str, str]:
    first: Evidence = fact.evidence[0]
    return (first.start, first.end, fact.relation, fact.object.name, fact.object.of_unit or "")
