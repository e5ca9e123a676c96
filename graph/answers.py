"""The rows that questions are answered with: frozen values without behaviour.

Every page, command and export reads these and nothing else of the graph, so a field is only ever
added, never renamed. Offsets are code points of the source text, end exclusive. A relation is
named by the local name of its property ("underDirectionOf"), a kind by a word of the extraction
record ("post", "unit", "program", "agency", "team", "law", "event", "system", "credential") or
by one of "role", "grade", "description".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "Card",
    "Cell",
    "Chain",
    "Connection",
    "Coverage",
    "Duty",
    "Edge",
    "Finding",
    "GraphInfo",
    "Hop",
    "Iri",
    "Mention",
    "Neighbourhood",
    "Node",
    "NodePage",
    "Property",
    "Quote",
    "RelationCount",
    "SearchHit",
    "SearchPage",
    "Table",
    "Touch",
    "Version",
]


class Iri(str):
    """A cell of an answer that is an IRI and not text; otherwise an ordinary string."""

    __slots__ = ()


Cell: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the current organisation, as much of it as a list or a picture shows.

    Attributes:
        iri: Its IRI.
        kind: Its kind (see the module).
        label: Its name; of a post that heads a unit, with the unit.
        code: The official code of a described post; otherwise None.
        acronym: Its acronym; for an unexpanded one the same as the label.
        described: For posts: True when a class description describes it.
        generic: For posts: True for "principal", "teacher": any school's.
        unexpanded: True when only the acronym is known.
        root: True for the employer itself.
    """

    iri: str
    kind: str
    label: str
    code: str | None = None
    acronym: str | None = None
    described: bool = False
    generic: bool = False
    unexpanded: bool = False
    root: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim: one statement with the words of one document that prove it.

    Attributes:
        claim: The IRI of the claim.
        subject: The IRI of the subject.
        subject_label: Its name.
        relation: The local name of the predicate, the most specific one.
        object: The IRI of the object, or the text of a literal (a group such as "parents").
        object_label: Its name, or the same text.
        text: The quote, ``text_of(version)[start:end]``.
        version: The IRI of the version of the description that says so.
        document: The title of that description.
        source: The file's name.
        start: The first character of the quote.
        end: The character after the last.
        section: The name of the section the quote stands in.
        rule: The name of the rule that read it.
        confidence: From 0 to 1.
        qualifiers: Sorted pairs that narrow the statement ("joined_by", "or").
    """

    claim: str
    subject: str
    subject_label: str
    relation: str
    object: str
    object_label: str
    text: str
    version: str
    document: str
    source: str
    start: int
    end: int
    section: str
    rule: str
    confidence: float
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two entities with its quotes, best first."""

    source: Node
    relation: str
    predicate: str
    target: Node
    quotes: tuple[Quote, ...] = ()

    @property
    def confidence(self) -> float | None:
        """Return the confidence of the best quote; None when no quotes were asked for."""
        return max((quote.confidence for quote in self.quotes), default=None)

    @property
    def is_inferred(self) -> bool:
        """Return True when only titles state it ("Director, Department of Y"), no sentence."""
        return all(("inferred", "true") in quote.qualifiers for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Chain:
    """The reporting lines from one entity upward (or downward), level by level.

    Attributes:
        start: Where the chain begins.
        down: True for those below instead of those above.
        levels: For each step the edges that lead to it, several directors side by side. An edge
            always keeps its own direction: from the one who is directed to the one who directs.
            Relations: "underDirectionOf"; upward from a unit also "headedBy" (to a post that heads
            it) and "subOrganizationOf"; downward from a head also "headedBy", and "supervises".
        not_stated: Where the text ends: entities reached that state nobody further.
        repeated: Edges that lead back to an entity already reached; they are not followed.
        groups: Downward: the claims that the start supervises people who are no entity of the
            graph ("all staff members"), in the words of the text.
    """

    start: Node
    down: bool
    levels: tuple[tuple[Edge, ...], ...]
    not_stated: tuple[Node, ...]
    repeated: tuple[Edge, ...] = ()
    groups: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Touch:
    """One role x how x quote of a program, agency or team; field names are column names.

    ``document`` is the title of the description and ``source`` the name of its file.
    """

    role: str
    code: str | None
    how: str
    target: str
    quote: str
    document: str
    start: int
    end: int
    confidence: float
    role_iri: str
    target_iri: str
    version: str
    claim: str
    source: str


@dataclass(frozen=True, slots=True)
class Property:
    """A literal value of an entity ("monthsPerYear", 12), or a link to one of its attributes."""

    name: str
    value: Cell
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many edges of one relation an entity has, in one direction."""

    relation: str
    incoming: bool
    count: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty line of a version, in order, counted from 1."""

    iri: str
    position: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a class description. Dates are "YYYY-MM" or None."""

    iri: str
    description: str
    label: str
    source: str
    part: int
    sha256: str
    issued: str | None
    modified: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: the entity it stands for, or why that is not known."""

    iri: str
    version: str
    kind: str
    text: str
    start: int
    end: int
    refers_to: str | None
    reason: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that a person should look at."""

    iri: str
    version: str
    kind: str
    message: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one entity that fits on its page; edges are asked for apart.

    Attributes:
        node: The entity.
        names: Its other names, sorted.
        types: The IRIs of its classes, sorted.
        properties: Its literal values and attributes (grade, official title), sorted by name.
        relations: How many edges of which relation it has.
        versions: Of a described post: the versions of its description, the current one first.
        duties: Of a described post: the duties of the current version in order.
        groups: What it is said to do with people who are no entity of the graph ("parents",
            "all staff members"): the object of such a claim is the words of the text.
    """

    node: Node
    names: tuple[str, ...]
    types: tuple[str, ...]
    properties: tuple[Property, ...]
    relations: tuple[RelationCount, ...]
    versions: tuple[Version, ...] = ()
    duties: tuple[Duty, ...] = ()
    groups: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class NodePage:
    """One page of a list, and how long the whole list is."""

    nodes: tuple[Node, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An entity found, and why: "code", "acronym", "name", "near" (typing error), "quote"."""

    node: Node
    why: str
    matched: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first.

    Attributes:
        hits: The hits of this page.
        total: How many there are on all pages.
        counts: How many there are of each kind, whatever kinds were asked for.
        at_least: True when the words are so common that not every name and quote was looked at;
            then there are more than ``total`` and the counts say.
    """

    hits: tuple[SearchHit, ...]
    total: int
    counts: Mapping[str, int]
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around an entity for a picture.

    Attributes:
        center: The IRI asked for.
        nodes: The nodes shown, the center first, then by distance and label.
        edges: All edges between the nodes shown.
        distance: Steps from the center, by IRI.
        hidden: How many edges of a shown node lead to nodes left out, by the node's IRI.
    """

    center: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    distance: Mapping[str, int]
    hidden: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a connection, with every edge between its two ends, whichever way it points."""

    start: Node
    end: Node
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A shortest way between two entities; no hops when both are the same."""

    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one relation: how many edges it has, and how many of them a sentence proves."""

    relation: str
    edges: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: columns and rows of plain values; ``truncated`` at the row limit.

    A yes-or-no query has the one column "answer"; a graph query "subject", "predicate", "object".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class GraphInfo:
    """Counts and build facts of an opened generation.

    Attributes:
        generation: The number of the generation.
        sha256: The hash of the graph's quads (see `QuadsHash`).
        quads: The number of quads, all graphs together.
        triples: The number of triples of the current organisation.
        kinds: Number of entities by kind, sorted by kind.
        described_posts: Posts with a description.
        relations: Number of edges by relation, sorted.
        claims: Number of claims.
        versions: Number of document versions.
        mentions: Number of mentions.
        unresolved: Mentions without an entity.
        findings: Number of findings by kind, sorted.
        report: What the build wrote to report.json (may be empty).
    """

    generation: int
    sha256: str
    quads: int
    triples: int
    kinds: Mapping[str, int]
    described_posts: int
    relations: Mapping[str, int]
    claims: int
    versions: int
    mentions: int
    unresolved: int
    findings: Mapping[str, int]
    report: Mapping[str, object] = field(default_factory=dict)
