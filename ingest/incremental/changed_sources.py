"""What differs between the sources and decisions of two builds, and whether it is little."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.iri import IriSpace, default_base
from ingest.building.intake import Intake
from ingest.incremental.build_state import read_header, text_of
from ingest.resolution.aliases import Alias, Aliases
from ingest.resolution.aliases_file import parse_aliases
from ingest.resolution.names_table import scopes_of
from ingest.resolution.resolution import main_employer

__all__ = ["LARGEST_SHARE", "ChangedSources", "StateKey", "is_many"]

LARGEST_SHARE: Final = 0.2
"""The share of documents that may have changed for a build that is not a full one."""

_FEWEST: Final = 3
"""So many changed documents are few, whatever their share."""


@dataclass(frozen=True, slots=True)
class StateKey:
    """What must be the same in two builds for the second to begin with what the first left.

    Attributes:
        code: The versions of the code that reads and writes.
        base: The base that the user named, None for none.
    """

    code: tuple[str, str]
    base: str | None


@dataclass(frozen=True, slots=True)
class ChangedSources:
    """What differs between the last build and this one.

    Attributes:
        added: Documents that are new, by SHA-256 and part; a changed file is one of them.
        removed: Documents that are gone.
        renamed: SHA-256 of files whose name is another one.
        employers: How many descriptions give each name of an employer, "" for none.
        scopes: The scope of each employer's name, also of those that went.
        space: The IRIs under the base.
        aliases: Decisions that came or went.
    """

    added: frozenset[tuple[str, int]]
    removed: frozenset[tuple[str, int]]
    renamed: frozenset[str]
    employers: Mapping[str, int]
    scopes: Mapping[str, str]
    space: IriSpace
    aliases: tuple[Alias, ...]

    @classmethod
    def make(
        cls, database: sqlite3.Connection, intake: Intake, aliases: Aliases, key: StateKey
    ) -> "ChangedSources | None":
        """Return what differs; None where that concerns all documents, or too many.

        Args:
            database: The state of the last build.
            intake: What came of reading the sources.
            aliases: What a person decided.
            key: What must be the same as in the last build.

        Raises:
            sqlite3.Error: If the state is damaged.
        """
        facts = {
            name: json.loads(value)
            for name, value in database.execute("SELECT name, value FROM fact")
        }
        if facts.get("key") != text_of([*key.code, key.base]):
            return None
        known = {
            (sha256, part): json.loads(source)
            for sha256, part, source in database.execute(
                "SELECT sha256, part, source FROM document"
            )
        }
        added, removed = intake.documents - known.keys(), known.keys() - intake.documents
        if is_many(max(len(added), len(removed)), of=len(known)):
            return None
        employers: Counter[str] = Counter(facts["employers"])
        employers.update(summary.employer for summary in intake.summaries(added))
        for document in removed:
            (header,) = database.execute(
                "SELECT header FROM document WHERE sha256 = ? AND part = ?", document
            ).fetchone()
            employers[read_header(header).employer] -= 1
        employers = +employers
        scopes = scopes_of(employers)
        # Whose a description without an employer is, and the base, concern all descriptions.
        if scopes[""] != scopes_of(facts["employers"])[""]:
            return None
        space = IriSpace(key.base or default_base(main_employer(employers, scopes)))
        if space.base != facts["base"] or _has_odd_pin(aliases, space):
            return None
        before = parse_aliases(facts["aliases"]).entries
        changed = {*before} ^ {*aliases.entries}
        return cls(
            added=frozenset(added),
            removed=frozenset(removed),
            renamed=frozenset(
                sha256
                for (sha256, _), source in known.items()
                if intake.names.get(sha256, source) != source
            ),
            employers=dict(sorted(employers.items())),
            scopes={**scopes_of(facts["employers"]), **scopes},
            space=space,
            aliases=tuple(sorted(changed, key=repr)),
        )


def _has_odd_pin(aliases: Aliases, space: IriSpace) -> bool:
    """Return whether a person pinned a thing to an IRI that something else of the graph may have.

    The lines of that IRI are then not the thing's alone.
    """
    own, things = space.base, f"{space.base}id/"
    schemes = space.scheme("")
    return any(
        alias.iri is not None
        and alias.iri.startswith(own)
        and (not alias.iri.startswith(things) or alias.iri.startswith(schemes))
        for alias in aliases.entries
    )


def is_many(changed: int, *, of: int) -> bool:
    """Return whether so many of the documents have changed that all are better made anew."""
    return changed > max(_FEWEST, LARGEST_SHARE * of)
