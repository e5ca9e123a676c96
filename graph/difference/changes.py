"""The nouns of a comparison."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Action", "Change", "Comparison", "Edge", "Quotation", "Thing"]


class Action(StrEnum):
    """What happened to a thing or to one of its properties."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """The words of one document that say so; offsets are code points, end exclusive."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A statement about a thing: the relation, and what it points to.

    Attributes:
        relation: The IRI of the property, the most specific one.
        target: The key of the thing it points to; for a value, the value.
        is_value: Whether it points to a value and not to a thing.
    """

    relation: str
    target: str
    is_value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A post, unit, program or other entity, as one graph knows it.

    Attributes:
        key: Its IRI without the base of the graph, so that graphs of two bases can be compared.
        iri: Its IRI.
        kind: One of ``vocabulary.ENTITY_KINDS``.
        label: Its name.
        names: Every name it is known by, its former names and acronyms included.
        former_names: Names it had before it was renamed.
        replaces: Keys it was known by before.
        code: The official code, if it has one.
        is_described: For posts: whether a description describes it.
        edges: What is said about it.
    """

    key: str
    iri: str
    kind: str
    label: str
    names: frozenset[str] = frozenset()
    former_names: frozenset[str] = frozenset()
    replaces: frozenset[str] = frozenset()
    code: str | None = None
    is_described: bool = False
    edges: frozenset[Edge] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two graphs.

    Attributes:
        action: What happened.
        kind: The kind of the thing: "post", "unit", "program", ...
        name: The name of the thing, the later one where it has two; of one that was merged, what
            it is part of now.
        code: Its official code, if it has one.
        property: What of it has changed ("director", "pay grade"); empty for the thing itself.
        before: What it was: names or values, sorted.
        after: What it is.
        words: The change as a sentence.
        quotes_before: What the earlier graph quotes for it.
        quotes_after: What the later graph quotes for it.
        iri_before: The IRI of the thing in the earlier graph, if it is there.
        iri_after: The IRI of the thing in the later graph, if it is there.
    """

    action: Action
    kind: str
    name: str
    code: str | None
    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    words: str
    quotes_before: tuple[Quotation, ...] = ()
    quotes_after: tuple[Quotation, ...] = ()
    iri_before: str | None = None
    iri_after: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two graphs.

    Attributes:
        before: What the earlier graph is called.
        after: What the later graph is called.
        changes: Posts first, then by kind, name and property.
    """

    before: str
    after: str
    changes: tuple[Change, ...]

    def counts(self) -> Mapping[Action, int]:
        """Return how often each thing happened."""
        found = Counter(change.action for change in self.changes)
        return {action: found[action] for action in Action}
