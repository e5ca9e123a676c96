"""Quotes, touches, versions, mentions and findings, read from the read models."""

import json
from collections.abc import Sequence
from typing import Any, Final

from graph.answers import Duty, Finding, Mention, Quote, Touch, Version
from graph.errors import NotFoundError
from graph.read_models.entity_rows import RELATIONS
from graph.read_models.read_database import ReadDatabase

__all__ = [
    "find_touches",
    "list_duties",
    "list_findings",
    "list_mentions",
    "list_versions",
    "quotes_about",
    "quotes_about_groups",
]

_TOUCHES: Final = """
    SELECT subject.label, subject.code, touch.how, object.label, claim.quote, version.label,
           claim.start, claim."end", claim.confidence, subject.iri, object.iri, version.iri,
           claim.iri, version.source
    FROM touch
    JOIN claim ON claim.id = touch.claim
    JOIN version ON version.id = claim.version
    JOIN node AS subject ON subject.id = touch.subject
    JOIN node AS object ON object.id = touch.target
    WHERE touch.target = ?
    ORDER BY touch.target, touch.label, subject.iri, touch.how, touch.start, claim.iri
    LIMIT ?
"""


def find_touches(
    database: ReadDatabase, targets: Sequence[int], *, limit: int | None, offset: int
) -> tuple[Touch, ...]:
    """Return one row per role x how x quote: target by target, by role, how and place."""
    last = None if limit is None else offset + limit
    rows: list[tuple[Any, ...]] = []
    for target in targets:
        room = -1 if last is None else last - len(rows)
        rows += database.rows(_TOUCHES, (target, room))
    return tuple(Touch(*row) for row in rows[offset:last])


def quotes_about(
    database: ReadDatabase, number: int, relation: str | None, other: int | None
) -> tuple[Quote, ...]:
    """Return the live claims that have the entity at one end (and ``other`` at the other)."""
    relations = database.relations_named([relation]) if relation is not None else []
    if relation is not None and not relations:
        return ()
    narrowed = f"AND claim.relation IN ({', '.join(map(str, relations))})" if relations else ""
    ends = ("claim.subject", "claim.object"), ("claim.object", "claim.subject")
    found: dict[str, Quote] = {}
    for one, another in ends:
        values = [number] if other is None else [number, other]
        condition = "" if other is None else f"AND {another} = ?"
        quotes = database.quotes(
            f"WHERE {one} = ? {condition} {narrowed} AND claim.live "
            "ORDER BY version.iri, start, relation.name, claim.iri",
            values,
        )
        found.update((quote.claim, quote) for quote in quotes)
    return tuple(found.values())


def quotes_about_groups(
    database: ReadDatabase, number: int, relations: Sequence[str] = RELATIONS
) -> tuple[Quote, ...]:
    """Return the live claims of an entity about people who are no entity: their object is words.

    In the order of relation, document and text.
    """
    return database.quotes(
        "WHERE claim.subject = ? AND claim.object IS NULL AND claim.live "
        "AND relation.iri IN (SELECT value FROM json_each(?)) "
        "ORDER BY relation.name, version.iri, start, claim.iri",
        (number, json.dumps(list(relations))),
    )


def list_versions(database: ReadDatabase, condition: str, values: Sequence[Any]) -> list[Version]:
    """Return the versions under a condition of our own: current ones first, then by date."""
    rows = database.rows(
        "SELECT iri, description, label, source, part, sha256, issued, modified, current "  # noqa: S608 - our own condition, values bound
        f"FROM version {condition} "
        "ORDER BY current DESC, COALESCE(modified, issued, '') DESC, label, iri",
        values,
    )
    return [Version(*(*row[:8], bool(row[8]))) for row in rows]


def version_number(database: ReadDatabase, iri: str) -> int:
    """Return the number of a version.

    Raises:
        NotFoundError: If the graph has none of that IRI.
    """
    found = database.rows("SELECT id FROM version WHERE iri = ?", (iri,))
    if not found:
        raise NotFoundError(f"no version <{iri}> of a description in the graph", what=iri)
    number: int = found[0][0]
    return number


def list_duties(database: ReadDatabase, version: int) -> tuple[Duty, ...]:
    """Return the duties of a version in order."""
    rows = database.rows(
        'SELECT iri, position, quote, start, "end" FROM duty WHERE version = ? '
        "ORDER BY position, iri",
        (version,),
    )
    return tuple(Duty(*row) for row in rows)


def list_mentions(
    database: ReadDatabase, version: int | None, *, unresolved: bool
) -> tuple[Mention, ...]:
    """Return the mentions of a version (of all), in the order of the text."""
    conditions = ["1"]
    if version is not None:
        conditions.append("mention.version = ?")
    if unresolved:
        conditions.append("mention.node IS NULL")
    rows = database.rows(
        f"""
        SELECT mention.iri, version.iri, mention.kind, quote, start, "end",
               node.iri, mention.reason, candidates
        FROM mention
        JOIN version ON version.id = mention.version
        LEFT JOIN node ON node.id = mention.node
        WHERE {" AND ".join(conditions)} ORDER BY version.iri, start, "end", mention.iri
        """,  # noqa: S608 - conditions of our own, values bound
        () if version is None else (version,),
    )
    return tuple(Mention(*(*row[:8], tuple(json.loads(row[8])))) for row in rows)


def list_findings(database: ReadDatabase, version: int | None) -> tuple[Finding, ...]:
    """Return the findings of a version (of all), in the order of the text."""
    condition = "" if version is None else "WHERE finding.version = ?"
    rows = database.rows(
        f"""
        SELECT finding.iri, COALESCE(version.iri, ''), finding.kind, message, quote, start, "end"
        FROM finding LEFT JOIN version ON version.id = finding.version
        {condition} ORDER BY COALESCE(version.iri, ''), start, finding.iri
        """,  # noqa: S608 - a condition of our own, values bound
        () if version is None else (version,),
    )
    return tuple(Finding(*row) for row in rows)
