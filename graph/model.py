"""The nouns of the graph: frozen values that know nothing of RDF syntax or of a store.

An IRI is a string; a value that is not an IRI is a `Literal`. Offsets are code points of the
source text, end exclusive. Tuples that stand for sets are sorted by who makes them. What a document
has dozens of is a named tuple, which is made several times as fast as a frozen dataclass.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from graph.vocabulary import Xsd

__all__ = [
    "Claim",
    "Description",
    "DescriptionGraph",
    "DescriptionVersion",
    "Duty",
    "Entity",
    "Finding",
    "Literal",
    "Mention",
    "Merge",
    "Review",
    "ReviewCandidate",
    "Section",
    "Statement",
    "Term",
]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with a data type; the value is in the lexical form of the type."""

    value: str
    datatype: str = Xsd.STRING.value


Term: TypeAlias = str | Literal
"""An IRI, or a literal."""


class Statement(NamedTuple):
    """A triple of the current organisation."""

    subject: str
    predicate: str
    object: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something of the organisation that has a name.

    Attributes:
        iri: Its IRI.
        kind: One of ``vocabulary.ENTITY_KINDS``.
        label: The name people know it by.
        alternative_labels: Other names, sorted, without the label and the acronyms.
        acronyms: Its acronyms, sorted.
        former_names: Names it had before it was renamed, sorted.
        replaced_iris: IRIs it was known by before, sorted.
        notation: The official code, for a role or a described post.
        described: For posts: whether a current description describes it.
        generic: For posts: whether the title is any unit's, such as the principal of a school.
        unexpanded: Whether only its acronym is known.
        root: Whether it is the employer itself.
    """

    iri: str
    kind: str
    label: str
    alternative_labels: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    replaced_iris: tuple[str, ...] = ()
    notation: str | None = None
    described: bool = False
    generic: bool = False
    unexpanded: bool = False
    root: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """A class description, whatever its versions: the post it describes and what holds today."""

    iri: str
    title: str
    post: str
    current_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionVersion:
    """One description at one time; its IRI names the graph of what it says.

    Attributes:
        iri: Its IRI.
        description: The IRI of the description it is a version of.
        title: The working title in this version.
        sha256: The SHA-256 of the file's bytes, hexadecimal.
        source_name: The name of the file without the folders that lead to it.
        part: The number of the description in its file, from 1.
        encoding: The encoding in which the bytes were read.
        profile: The name of the layout profile.
        issued: When the class was established, "YYYY-MM", or None.
        modified: When it was revised, "YYYY-MM", in order of time.
        last_reviewed: When it was last reviewed, "YYYY-MM", or None.
    """

    iri: str
    description: str
    title: str
    sha256: str
    source_name: str
    part: int = 1
    encoding: str = "utf-8"
    profile: str = ""
    issued: str | None = None
    modified: tuple[str, ...] = ()
    last_reviewed: str | None = None


class Claim(NamedTuple):
    """One statement with one quote of one version that proves it.

    Attributes:
        iri: Its IRI.
        subject: The IRI of whom it is about.
        predicate: The most specific property.
        object: The IRI it points to; or a literal: the words for a group of people, or a value.
        version: The IRI of the version of the description.
        quote: The words, ``text[start:end]``.
        start: The first character.
        end: The character after the last.
        section: The name of the section.
        rule: The name of the rule that read it.
        confidence: From 0 to 1.
        qualifiers: Sorted pairs of the record's words: level, joined_by, or_designee, inferred.
    """

    iri: str
    subject: str
    predicate: str
    object: Term
    version: str
    quote: str
    start: int
    end: int
    section: str
    rule: str
    confidence: float
    qualifiers: tuple[tuple[str, str | bool], ...] = ()


class Duty(NamedTuple):
    """One duty line; ``position`` counts from 1."""

    iri: str
    position: int
    quote: str
    start: int
    end: int


class Section(NamedTuple):
    """A part of a version under one heading; ``position`` counts from 1."""

    iri: str
    position: int
    name: str
    heading: str
    start: int
    end: int


class Mention(NamedTuple):
    """A place where something is named: it refers to an entity, or there is a reason why not."""

    iri: str
    kind: str
    quote: str
    start: int
    end: int
    entity: str | None = None
    unresolved_because: str | None = None
    candidates: tuple[str, ...] = ()


class Finding(NamedTuple):
    """Something a person should look at; ``version`` is None where several documents meet."""

    iri: str
    kind: str
    message: str
    quote: str = ""
    start: int = 0
    end: int = 0
    version: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DescriptionGraph:
    """Everything one version of a description says: the content of its named graph.

    Attributes:
        version: The version.
        claims: In order of their IRIs.
        duties: In the order of the text.
        sections: In the order of the text.
        mentions: In order of their IRIs.
        findings: In order of their IRIs.
        entities: What it names, in order of IRIs; filled only for a version that is not the
            current one, whose names the current organisation may no longer hold.
    """

    version: DescriptionVersion
    claims: tuple[Claim, ...] = ()
    duties: tuple[Duty, ...] = ()
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A name that was taken for another name of one entity, and why."""

    iri: str
    entity: str
    surface_form: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewCandidate:
    """Two entities that may be one, and why; a person decides."""

    iri: str
    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """What resolution leaves to a person: the content of the review graph."""

    graph: str
    merges: tuple[Merge, ...] = ()
    candidates: tuple[ReviewCandidate, ...] = ()
    findings: tuple[Finding, ...] = ()
