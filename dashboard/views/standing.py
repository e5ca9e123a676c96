"""Who stands above whom in the whole organisation: computed once a build, asked for by many pages.

Nothing is forced into a tree. Only for the size of an entity everybody is counted once: under the
entity to which the strongest relation leads (part of, heads, under direction of, supervises, in
this order).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from graph.answers import Node

__all__ = ["DOWNWARD", "HIERARCHY", "LineSource", "Standing", "find_standing"]

HIERARCHY: Final = ("subOrganizationOf", "heads", "underDirectionOf", "supervises", "postIn")
DOWNWARD: Final = frozenset({"supervises"})


class LineSource(Protocol):
    """Where all lines come from: the part of `GraphReader` that is needed here."""

    def iter_lines(self, relations: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
        """Yield every edge of the relations as source IRI, relation, target IRI."""
        ...

    def get_node(self, iri: str) -> Node:
        """Return an entity."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """The tops of an organisation, and how many stand under whom.

    Attributes:
        tops: The IRIs of those under whom somebody stands and who stand under nobody, the largest
            first, then by label.
        direct: How many entities stand directly under one, by IRI; those with none are left out.
        sizes: How many stand under one at any depth, each counted once in the whole organisation.
    """

    tops: tuple[str, ...]
    direct: Mapping[str, int]
    sizes: Mapping[str, int]


def find_standing(source: LineSource) -> Standing:
    """Return who stands above whom, from every such line of the graph."""
    uppers = _uppers(source)
    direct: dict[str, int] = {}
    for found in uppers.values():
        for upper in found:
            direct[upper] = direct.get(upper, 0) + 1
    sizes = _sizes(uppers, direct)
    tops = [iri for iri in direct if iri not in uppers]
    labels = {iri: source.get_node(iri).label for iri in tops}
    order = sorted(tops, key=lambda iri: (-max(sizes.get(iri, 0), direct[iri]), labels[iri], iri))
    return Standing(tuple(order), direct, sizes)


def _uppers(source: LineSource) -> dict[str, dict[str, int]]:
    """Return for each entity those above it, with the rank of the strongest relation."""
    ranks = {relation: rank for rank, relation in enumerate(HIERARCHY)}
    uppers: dict[str, dict[str, int]] = {}
    for start, relation, end in source.iter_lines(HIERARCHY):
        lower, upper = (end, start) if relation in DOWNWARD else (start, end)
        if lower != upper:
            found = uppers.setdefault(lower, {})
            found[upper] = min(found.get(upper, len(ranks)), ranks[relation])
    return uppers


def _sizes(uppers: Mapping[str, Mapping[str, int]], direct: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many stand under each, everybody counted under one alone, from below upward."""
    first = {
        lower: min(found, key=lambda upper: (found[upper], upper))
        for lower, found in uppers.items()
    }
    waiting: dict[str, int] = {}
    for upper in first.values():
        waiting[upper] = waiting.get(upper, 0) + 1
    sizes: dict[str, int] = {}
    ready = [iri for iri in {**first, **dict.fromkeys(direct)} if iri not in waiting]
    while ready:
        lower = ready.pop()
        if lower in first:
            upper = first[lower]
            sizes[upper] = sizes.get(upper, 0) + sizes.get(lower, 0) + 1
            waiting[upper] -= 1
            if waiting[upper] == 0:
                ready.append(upper)
    return sizes
