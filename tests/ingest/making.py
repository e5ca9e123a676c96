"""Extractions made by hand from short texts: every quote is looked up in its text."""

import hashlib
from collections.abc import Sequence

from ingest.record import (
    Duty,
    Evidence,
    Extraction,
    Fact,
    Fields,
    FieldValue,
    Finding,
    Mention,
    Reference,
    Section,
)
from ingest.resolution.naming import TitleWords
from ingest.resolution.resolution import Resolution, Resolver
from ingest.resolution.summary import summarise

TITLES = TitleWords(
    head_words=["director", "chief", "associate superintendent"],
    not_head_words=["deputy", "assistant"],
    generic_posts=["principal", "teacher"],
)

Place = (
    tuple[str, Reference, Reference, str] | tuple[str, Reference, Reference, str, dict[str, str]]
)


def self_of(title: str, of_unit: str | None = None, *aliases: str) -> Reference:
    """Return a reference to the described post."""
    return Reference("post", title, of_unit, aliases=aliases, is_self=True)


def post(name: str, of_unit: str | None = None, acronym: str | None = None) -> Reference:
    """Return a reference to another post."""
    return Reference("post", name, of_unit, acronym)


def named(kind: str, name: str, acronym: str | None = None, *, root: bool = False) -> Reference:
    """Return a reference to something that is no post."""
    return Reference(kind, name, None, acronym, root=root)


def fact(
    text: str,
    relation: str,
    subject: Reference,
    target: Reference,
    *quotes: str,
    confidence: float = 0.9,
    rule: str = "test/by-hand",
    **qualifiers: str | bool | None,
) -> Fact:
    """Return a fact that the quotes prove, each looked up in the text."""
    evidence = tuple(
        Evidence(quote, text.index(quote), text.index(quote) + len(quote), "summary")
        for quote in quotes
    )
    pairs = tuple(sorted(qualifiers.items()))
    return Fact(relation, subject, target, pairs, rule, confidence, evidence)


def value(text: str, raw: str, meaning: str | int | bool | None = None) -> FieldValue:  # noqa: FBT001 - a field's value may be a truth value
    """Return a header field, looked up in the text."""
    start = text.index(raw)
    return FieldValue(raw if meaning is None else meaning, raw, start, start + len(raw))


def mention(text: str, kind: str, quote: str, name: str | None = None) -> Mention:
    """Return a mention, looked up in the text."""
    start = text.index(quote)
    return Mention(kind, name or quote, None, (), quote, start, start + len(quote), "summary")


def extraction(
    text: str,
    *,
    title: str | None = None,
    code: str | None = None,
    official: str | None = None,
    grade: str | None = None,
    facts: Sequence[Fact] = (),
    mentions: Sequence[Mention] = (),
    findings: Sequence[Finding] = (),
    duties: Sequence[str] = (),
    established: str | None = None,
    revised: Sequence[str] = (),
    source: str = "folder/sample.txt",
    part: int = 1,
    sha256: str | None = None,
) -> Extraction:
    """Return an extraction of a text; strings that name fields stand in the text."""

    def find(raw: str | None) -> FieldValue | None:
        return None if raw is None else value(text, raw)

    return Extraction(
        source=source,
        part=part,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        profile="generic",
        fields=Fields(
            working_title=find(title),
            official_title=find(official),
            code=find(code),
            grade=find(grade),
            established=None if established is None else FieldValue(established, "", 0, 0),
            revised=tuple(FieldValue(month, "", 0, 0) for month in revised),
        ),
        sections=(Section("summary", "SUMMARY:", 0, len(text)),),
        duties=tuple(Duty(line, text.index(line), text.index(line) + len(line)) for line in duties),
        mentions=tuple(mentions),
        facts=tuple(facts),
        findings=tuple(findings),
    )


def resolve(*extractions: Extraction, employer: str = "") -> Resolution:
    """Return what resolution decides about extractions alone."""
    resolver = Resolver()
    for item in extractions:
        resolver.add(summarise(item, TITLES, (employer,) if employer else ()))
    return resolver.finish("https://example.org/t/")
