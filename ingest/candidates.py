"""Names that may be one thing: pairs for a person to decide, never merged by themselves.

Only things that current descriptions name are paired, and never what a person told apart.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from ingest.clustering import Key
from ingest.joining import Joining
from ingest.naming import adjective_form, split_unit

__all__ = ["Candidate", "find_candidates"]

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
    roots = sorted({clustering.find(key) for key in live})
    named = [key for key in roots if not key.acronym and not key.folded.startswith("\x1f")]
    found: dict[tuple[Key, Key], str] = {}
    for first, second, reason in _pairs(joining, roots, named):
        a, b = sorted((clustering.find(first), clustering.find(second)))
        if a != b and not clustering.is_forbidden(a, b):
            found.setdefault((a, b), reason)
    return tuple(Candidate(a, b, reason) for (a, b), reason in sorted(found.items()))


def _pairs(joining: Joining, roots: list[Key], named: list[Key]) -> Iterator[Candidate]:
    for key in sorted(joining.unclear):
        if joining.clustering.find(key) in roots:
            yield from (Candidate(key, other, _UNCLEAR) for other in joining.unclear[key])
    units = [key for key in named if key.kind == "unit" and split_unit(key.folded)]
    yield from _alike(units, _name_without_unit_word, _UNIT_WORD)
    yield from _longer(units)
    yield from _alike(units, _beginning, _RENAMED)
    yield from _alike(named, lambda key: adjective_form(key.folded), _ADJECTIVE)
    yield from _alike((k for k in named if k.kind != "post"), _without_kind_word, _KIND_WORD)
    posts = (key for key in named if key.kind == "post")
    yield from _alike(posts, lambda key: " ".join(sorted(key.folded.split())), _ORDER)
    yield from _same_acronym(joining, named)


def _name_without_unit_word(key: Key) -> str:
    parts = split_unit(key.folded)
    return "" if parts is None else parts[1]


def _beginning(key: Key) -> str:
    words = key.folded.split()
    return " ".join(words[:3]) if len(words) > 2 else ""


def _longer(units: list[Key]) -> Iterator[Candidate]:
    whole = {(key.scope, key.folded): key for key in units}
    for key in units:
        words = key.folded.split()
        for count in range(2, len(words)):
            shorter = whole.get((key.scope, " ".join(words[:count])))
            if shorter is not None:
                yield Candidate(shorter, key, _LONGER)


def _without_kind_word(key: Key) -> str:
    first, _, last = key.folded.rpartition(" ")
    return first if first and last in _KIND_WORDS else key.folded


def _alike(keys: Iterable[Key], form: Callable[[Key], str], reason: str) -> Iterator[Candidate]:
    groups: dict[tuple[str, str, str], list[Key]] = {}
    for key in keys:
        if shape := form(key):
            groups.setdefault((key.kind, key.scope, shape), []).append(key)
    for group in groups.values():
        # A person decides pair by pair; of very many alike only neighbours are shown.
        pairs = combinations(group, 2) if len(group) <= _LARGE else pairwise(group)
        yield from (Candidate(first, second, reason) for first, second in pairs)


def _same_acronym(joining: Joining, named: list[Key]) -> Iterator[Candidate]:
    by_acronym: dict[tuple[str, str, str], list[Key]] = {}
    for key in named:
        for acronym in sorted(joining.acronyms_of((key,))):
            by_acronym.setdefault((key.kind, key.scope, acronym), []).append(key)
    for keys in by_acronym.values():
        for first, second in combinations(keys[:_LARGE], 2):
            one, other = set(first.folded.split()), set(second.folded.split())
            if 2 * len(one & other) > max(len(one), len(other)):
                yield Candidate(first, second, _SAME_ACRONYM)
