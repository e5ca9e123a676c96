"""Names that may be one thing: pairs for a person to decide, never merged by themselves.

Only things that current descriptions name are paired, and never what a person told apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from ingest.resolution.clustering import Key
from ingest.resolution.joining import Joining
from ingest.resolution.naming import adjective_form, split_unit

__all__ = ["REASONS", "Candidate", "Shape", "find_candidates", "is_named", "pairs_of", "shapes_of"]

_UNIT_WORD: Final = "one name under two words for a part of an organisation; perhaps reorganised"
_RENAMED: Final = "names that begin alike; perhaps renamed"
_LONGER: Final = "one name is the beginning of the other; perhaps renamed"
_ADJECTIVE: Final = "the same words but for an adjective's ending"
_KIND_WORD: Final = "the same name with and without the word for its kind"
_ORDER: Final = "the same words in another order"
_UNCLEAR: Final = "the text names one of several and does not say which"
_SAME_ACRONYM: Final = "one acronym, and most words are the same"
_KIND_WORDS: Final = frozenset({"initiative", "program", "project", "service", "system"})
_LARGE: Final = 30

REASONS: Final = (
    _UNCLEAR,
    _UNIT_WORD,
    _LONGER,
    _RENAMED,
    _ADJECTIVE,
    _KIND_WORD,
    _ORDER,
    _SAME_ACRONYM,
)
"""The reasons for a pair, the first that holds is told; a rule is its place here."""


class Shape(NamedTuple):
    """What the names under some keys have in common, by one rule: such keys may be one thing.

    Attributes:
        rule: The place of the rule in REASONS.
        kind: The kind of thing.
        scope: The scope of the keys.
        form: What they share.
    """

    rule: int
    kind: str
    scope: str
    form: str


class Candidate(NamedTuple):
    """Two keys that may be one thing, in sorted order, and why."""

    first: Key
    second: Key
    reason: str


def find_candidates(joining: Joining, live: Iterable[Key]) -> tuple[Candidate, ...]:
    """Return the pairs that a person should decide, sorted, each with the first reason found.

    Args:
        joining: What was joined by rule or by a person.
        live: The keys that current descriptions use.
    """
    clustering = joining.clustering
    roots = {clustering.find(key) for key in live}
    found: dict[tuple[Key, Key], int] = {}
    for rule, first, second in _pairs(joining, roots):
        a, b = sorted((clustering.find(first), clustering.find(second)))
        if a != b and not clustering.is_forbidden(a, b):
            found[a, b] = min(rule, found.get((a, b), rule))
    return tuple(Candidate(a, b, REASONS[rule]) for (a, b), rule in sorted(found.items()))


def _pairs(joining: Joining, roots: set[Key]) -> Iterator[tuple[int, Key, Key]]:
    for key, others in joining.unclear.items():
        if joining.clustering.find(key) in roots:
            yield from ((0, key, other) for other in others)
    named = sorted(filter(is_named, roots))
    counts = _ShapeCounts(len(named))
    for key in named:
        for shape in shapes_of(key, joining.acronyms_of((key,))):
            counts.add(shape)
    groups: dict[Shape, list[Key]] = {}
    for key in named:
        for shape in shapes_of(key, joining.acronyms_of((key,))):
            if counts.may_be_several(shape):
                groups.setdefault(shape, []).append(key)
    for shape, keys in groups.items():
        if len(keys) > 1:
            yield from ((shape.rule, first, second) for first, second in pairs_of(shape, keys))


class _ShapeCounts:
    """Which shapes more than one key may have, in a few bytes a key: most shapes are one key's.

    Two shapes may share a place, so that one of them passes for several; never the other way round.
    """

    def __init__(self, keys: int) -> None:
        self._places = bytearray(1 << max(10, (32 * keys).bit_length()))

    def add(self, shape: Shape) -> None:
        """Count a shape of a key."""
        place = hash(shape) % len(self._places)
        self._places[place] = min(2, self._places[place] + 1)

    def may_be_several(self, shape: Shape) -> bool:
        """Return False only for a shape that was added once."""
        return self._places[hash(shape) % len(self._places)] > 1


def is_named(root: Key) -> bool:
    """Return whether a key that stands for a thing is a name, and no acronym or description."""
    return not root.acronym and not root.folded.startswith("\x1f")


def shapes_of(key: Key, acronyms: Iterable[str]) -> Iterator[Shape]:
    """Yield what a key may have in common with others, by each rule.

    Args:
        key: The key of a name.
        acronyms: The acronyms that descriptions give to it.
    """
    kind, scope, folded, _ = key
    words = folded.split()
    if kind == "unit" and (parts := split_unit(folded)):
        yield Shape(1, kind, scope, parts[1])
        yield from (Shape(2, kind, scope, " ".join(words[:n])) for n in range(2, len(words) + 1))
        if len(words) > 2:
            yield Shape(3, kind, scope, " ".join(words[:3]))
    yield Shape(4, kind, scope, adjective_form(folded))
    if kind == "post":
        yield Shape(6, kind, scope, " ".join(sorted(words)))
    else:
        yield Shape(5, kind, scope, _without_kind_word(folded))
    yield from (Shape(7, kind, scope, acronym) for acronym in sorted(acronyms))


def pairs_of(shape: Shape, keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs among keys of one shape.

    Args:
        shape: What they have in common.
        keys: All keys of that shape, sorted.
    """
    if shape.rule == REASONS.index(_LONGER):
        for owner in keys:
            if owner.folded == shape.form:
                yield from ((owner, key) for key in keys if key != owner)
    elif shape.rule == REASONS.index(_SAME_ACRONYM):
        for first, second in combinations(keys[:_LARGE], 2):
            one, other = set(first.folded.split()), set(second.folded.split())
            if 2 * len(one & other) > max(len(one), len(other)):
                yield first, second
    else:
        # A person decides pair by pair; of very many alike only neighbours are shown.
        yield from combinations(keys, 2) if len(keys) <= _LARGE else pairwise(keys)


def _without_kind_word(folded: str) -> str:
    first, _, last = folded.rpartition(" ")
    return first if first and last in _KIND_WORDS else folded
