"""Extraction: a source document -> the record of what it states. Pure: no files, clock or state."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, Final

from ingest.document import SourceDocument
from ingest.findings import find_findings
from ingest.layout import read_layout
from ingest.profile import Profile
from ingest.profile_files import choose_profile
from ingest.reading import Reading, make_reading
from ingest.record import Evidence, Extraction, Fact, Mention

__all__ = ["GRAMMAR", "extract"]

GRAMMAR: Final = (
    "supervision",
    "subordinates",
    "units",
    "programs",
    "agencies",
    "teams",
    "touches",
    "collaboration",
    "credentials",
)
"""The grammar modules, in the order in which equal findings are ranked."""


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
    facts = _merged(_facts(reading))
    return Extraction(
        source=document.source,
        part=document.part,
        sha256=document.sha256,
        encoding=document.encoding,
        profile=profile.name,
        fields=layout.fields,
        sections=layout.sections,
        duties=layout.duties,
        mentions=_mentions(reading),
        facts=facts,
        findings=find_findings(reading),
    )


@cache
def _modules() -> tuple[Any, ...]:
    found = []
    for name in GRAMMAR:
        try:
            found.append(import_module(f"ingest.grammar.{name}"))
        except ModuleNotFoundError:
            continue
    return tuple(found)


def _facts(reading: Reading) -> Iterator[Fact]:
    for module in _modules():
        if hasattr(module, "find_facts"):
            yield from module.find_facts(reading)


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    found: dict[tuple[int, int, str], Mention] = {}
    for module in _modules():
        if hasattr(module, "find_mentions"):
            for mention in module.find_mentions(reading):
                found.setdefault((mention.start, mention.end, mention.kind), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.start, m.end, m.kind)))


def _merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each once with all its spans, in the order of their first span."""
    by_key: dict[Any, Fact] = {}
    for fact in facts:
        key = (
            fact.relation,
            fact.subject.kind,
            fact.subject.name,
            fact.subject.of_unit,
            fact.subject.is_self,
            fact.object.kind,
            fact.object.name,
            fact.object.of_unit,
            fact.qualifiers,
        )
        known = by_key.get(key)
        if known is None:
            by_key[key] = replace(fact, evidence=_in_order(fact.evidence))
        else:
            best = max(known, fact, key=lambda f: f.confidence)
            by_key[key] = replace(best, evidence=_in_order((*known.evidence, *fact.evidence)))
    return tuple(
        sorted(
            by_key.values(),
            key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.relation, f.object.name),
        )
    )


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=lambda e: (e.start, e.end)))
