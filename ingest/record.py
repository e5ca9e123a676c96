"""The extraction record: what one description states, with the characters that say so.

This is the stable interface between reading and everything after it, written as one JSON object a
line by ``orggraph extract --format jsonl`` under the schema name ``orggraph-extraction/1``. What a
description holds many of is a named tuple: it is made three times as fast as a frozen dataclass.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

__all__ = [
    "KINDS",
    "RELATIONS",
    "SCHEMA",
    "Duty",
    "Evidence",
    "Extraction",
    "Fact",
    "FieldValue",
    "Fields",
    "Finding",
    "Mention",
    "Reference",
    "Section",
]

SCHEMA: Final = "orggraph-extraction/1"
KINDS: Final = (
    "post",
    "unit",
    "program",
    "agency",
    "team",
    "law",
    "event",
    "system",
    "credential",
    "group",
)
RELATIONS: Final = (
    "reports_to",
    "supervises",
    "part_of",
    "post_in",
    "heads",
    "touches_program",
    "collaborates_with",
    "participates_in",
    "requires_credential",
)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A header field: its value, the characters it was read from, and where they stand.

    Dates are "YYYY-MM"; months is a number; overtime is a truth value; everything else is text.
    """

    value: str | int | bool
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The header fields of a description; None where the text does not state one."""

    working_title: FieldValue | None = None
    official_title: FieldValue | None = None
    code: FieldValue | None = None
    grade: FieldValue | None = None
    months: FieldValue | None = None
    sq_oq: FieldValue | None = None
    overtime_eligible: FieldValue | None = None
    established: FieldValue | None = None
    revised: tuple[FieldValue, ...] = ()
    last_reviewed: FieldValue | None = None


class Section(NamedTuple):
    """A part of the text under one heading; ``start`` and ``end`` enclose the body."""

    name: str
    heading: str
    start: int
    end: int


class Duty(NamedTuple):
    """One duty line, without its line break and without its bullet."""

    text: str
    start: int
    end: int


class Reference(NamedTuple):
    """A named thing as one document knows it, before resolution.

    Attributes:
        kind: One of KINDS.
        name: The canonical name: the title of a post without its unit, the full name of a unit.
        of_unit: For posts only, the unit that the title names ("director of the Division of Y").
        acronym: The acronym that this document gives it, or the acronym it is only known by.
        aliases: Other surface forms in this document, in order of first appearance.
        is_self: True for the described post itself ("self" in JSON).
        root: True for the employer itself.
    """

    kind: str
    name: str
    of_unit: str | None = None
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    is_self: bool = False
    root: bool = False


class Mention(NamedTuple):
    """One place where an entity is named; ``text`` is the surface form.

    ``root`` is true where the employer itself is named; it is written only where it is true.
    """

    kind: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    text: str
    start: int
    end: int
    section: str
    root: bool = False


class Evidence(NamedTuple):
    """The words that prove a fact: at most 600 characters, holding the whole clause."""

    text: str
    start: int
    end: int
    section: str


class Fact(NamedTuple):
    """One statement of the text, once, with every span that says it.

    Attributes:
        relation: One of RELATIONS.
        subject: Who it is about; mostly the described post.
        object: To whom or what it points.
        qualifiers: Sorted pairs that narrow the relation: level, joined_by, or_designee, how, ...
        rule: The name of the rule that read it, for explanations and for measuring rules.
        confidence: The calibrated probability that the fact is right, from 0 to 1.
        evidence: At least one span.
    """

    relation: str
    subject: Reference
    object: Reference
    qualifiers: tuple[tuple[str, str | bool | None], ...]
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]


class Finding(NamedTuple):
    """Something in the text that a person should look at, with its place."""

    kind: str
    message: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything that was read from one description."""

    source: str
    part: int
    sha256: str
    encoding: str
    profile: str
    fields: Fields = field(default_factory=Fields)
    sections: tuple[Section, ...] = ()
    duties: tuple[Duty, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready values, keys in the order of the schema."""
        return {
            "schema": SCHEMA,
            "source": self.source,
            "part": self.part,
            "sha256": self.sha256,
            "encoding": self.encoding,
            "profile": self.profile,
            "fields": _fields_to_dict(self.fields),
            "sections": [s._asdict() for s in self.sections],
            "duties": [d._asdict() for d in self.duties],
            "mentions": [_mention_to_dict(m) for m in self.mentions],
            "facts": [_fact_to_dict(f) for f in self.facts],
            "findings": [f._asdict() for f in self.findings],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Extraction":
        """Return the extraction that `to_dict` wrote.

        Raises:
            ValueError: If the record is of another schema or lacks a key.
        """
        if record.get("schema") != SCHEMA:
            raise ValueError(f"not a record of {SCHEMA}: schema is {record.get('schema')!r}")
        try:
            return cls(
                source=record["source"],
                part=record["part"],
                sha256=record["sha256"],
                encoding=record["encoding"],
                profile=record["profile"],
                fields=_fields_from_dict(record["fields"]),
                sections=tuple(Section(**s) for s in record["sections"]),
                duties=tuple(Duty(**d) for d in record["duties"]),
                mentions=tuple(
                    Mention(**{**m, "aliases": tuple(m["aliases"])}) for m in record["mentions"]
                ),
                facts=tuple(_fact_from_dict(f) for f in record["facts"]),
                findings=tuple(Finding(**f) for f in record["findings"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a record of {SCHEMA}: {error}") from error

    def renamed(self, source: str) -> "Extraction":
        """Return the same reading under another source name (the text is the same bytes)."""
        return replace(self, source=source)


def _value_to_dict(value: FieldValue) -> dict[str, Any]:
    return {name: getattr(value, name) for name in FieldValue.__slots__}


def _mention_to_dict(mention: Mention) -> dict[str, Any]:
    out = {**mention._asdict(), "aliases": list(mention.aliases)}
    if not mention.root:
        del out["root"]
    return out


def _fields_to_dict(fields: Fields) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in Fields.__slots__:
        value = getattr(fields, name)
        if isinstance(value, tuple):
            out[name] = [_value_to_dict(v) for v in value]
        else:
            out[name] = None if value is None else _value_to_dict(value)
    return out


def _fields_from_dict(values: Mapping[str, Any]) -> Fields:
    out: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list):
            out[name] = tuple(FieldValue(**v) for v in value)
        else:
            out[name] = None if value is None else FieldValue(**value)
    return Fields(**out)


def _reference_to_dict(reference: Reference) -> dict[str, Any]:
    out: dict[str, Any] = {
        "kind": reference.kind,
        "name": reference.name,
        "of_unit": reference.of_unit,
        "acronym": reference.acronym,
    }
    if reference.aliases:
        out["aliases"] = list(reference.aliases)
    if reference.is_self:
        out["self"] = True
    if reference.root:
        out["root"] = True
    return out


def _reference_from_dict(value: Mapping[str, Any]) -> Reference:
    return Reference(
        kind=value["kind"],
        name=value["name"],
        of_unit=value.get("of_unit"),
        acronym=value.get("acronym"),
        aliases=tuple(value.get("aliases", ())),
        is_self=value.get("self", False),
        root=value.get("root", False),
    )


def _fact_to_dict(fact: Fact) -> dict[str, Any]:
    return {
        "relation": fact.relation,
        "subject": _reference_to_dict(fact.subject),
        "object": _reference_to_dict(fact.object),
        "qualifiers": dict(fact.qualifiers),
        "rule": fact.rule,
        "confidence": fact.confidence,
        "evidence": [e._asdict() for e in fact.evidence],
    }


def _fact_from_dict(value: Mapping[str, Any]) -> Fact:
    return Fact(
        relation=value["relation"],
        subject=_reference_from_dict(value["subject"]),
        object=_reference_from_dict(value["object"]),
        qualifiers=tuple(sorted(value["qualifiers"].items())),
        rule=value["rule"],
        confidence=value["confidence"],
        evidence=tuple(Evidence(**e) for e in value["evidence"]),
    )
