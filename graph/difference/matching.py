"""Which thing of the earlier graph is which thing of the later one, also under another name.

First what is said outright: the same IRI, a former name or IRI in the aliases file, the same code,
the same name. What is gone, while the later graph gives its name or IRI to a thing that was there
before, was merged into that one. What is left over may have been renamed: then a thing is gone,
another is there in its stead, the same posts speak of it in the same way, and the names have words
in common (or very many speak of it). A director of another name is another director, unless the
unit that they head was renamed with them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.difference.changes import Thing
from graph.folding import fold, fold_loosely
from graph.vocabulary import Org, Osg

__all__ = ["Matching", "match_things"]

# Words in common of all words: what is enough beside how many places that speak of both alike.
_ALIKE: Final = 0.5
_ALIKE_IN_TWO_PLACES: Final = 0.3
_ALIKE_POSTS: Final = 0.75
_ENOUGH_PLACES: Final = 0.5
_MANY_PLACES: Final = 3
_MOST_IN_A_PLACE: Final = 20
_UNKNOWN: Final = "~"
_NEVER_RENAMED: Final = frozenset({"role", "grade"})
_BELONGING: Final = frozenset({str(Osg.HEADS), str(Org.POST_IN)})
_Things = Mapping[str, Thing]
_Place = tuple[str, bool, str]


@dataclass(frozen=True, slots=True)
class Matching:
    """Which thing is which.

    Attributes:
        pairs: For each thing of the earlier graph that is still there its key in the later one.
        merged: For each that is one with another now the key of that one in the later graph.
    """

    pairs: Mapping[str, str]
    merged: Mapping[str, str]


def match_things(before: _Things, after: _Things) -> Matching:
    """Return which thing of the earlier graph is which thing of the later one."""
    pairs = {key: key for key, thing in before.items() if _is_same_kind(thing, after.get(key))}
    for candidates in (_by_history, _by_code, _by_name):
        found = candidates(_left(before, pairs), _left_over(after, pairs))
        pairs.update(_one_to_one(found))
    merged = dict(_merged(_left(before, pairs), after))
    # Where nothing but that one thing became of it, it has another name only.
    alone = set(_one_to_one(iter([*merged.items(), *pairs.items()])))
    pairs.update(pair for pair in merged.items() if pair in alone)
    merged = {old: new for old, new in merged.items() if old not in pairs}
    _match_renamed({k: t for k, t in before.items() if k not in merged}, after, pairs)
    return Matching(pairs, merged)


def _is_same_kind(first: Thing, second: Thing | None) -> bool:
    return second is not None and first.kind == second.kind


def _left(before: _Things, pairs: Mapping[str, str]) -> _Things:
    return {key: thing for key, thing in before.items() if key not in pairs}


def _left_over(after: _Things, pairs: Mapping[str, str]) -> _Things:
    taken = set(pairs.values())
    return {key: thing for key, thing in after.items() if key not in taken}


def _by_history(before: _Things, after: _Things) -> Iterator[tuple[str, str]]:
    """Yield what the later graph says was known by another IRI or name."""
    named: dict[tuple[str, str], list[str]] = {}
    for old in before.values():
        named.setdefault((old.kind, fold(old.label)), []).append(old.key)
    for new in after.values():
        yield from ((key, new.key) for key in new.replaces & before.keys())
        for name in new.former_names:
            yield from ((key, new.key) for key in named.get((new.kind, name), ()))


def _by_code(before: _Things, after: _Things) -> Iterator[tuple[str, str]]:
    """Yield described posts of one code."""
    coded: dict[str, list[str]] = {}
    for old in before.values():
        if old.kind == "post" and old.code is not None:
            coded.setdefault(old.code, []).append(old.key)
    for new in after.values():
        if new.kind == "post" and new.code is not None:
            yield from ((key, new.key) for key in coded.get(new.code, ()))


def _by_name(before: _Things, after: _Things) -> Iterator[tuple[str, str]]:
    """Yield things of one kind and name, such as a post that has got a description."""
    known: dict[tuple[str, str], list[str]] = {}
    for old in before.values():
        for name in old.names:
            known.setdefault((old.kind, name), []).append(old.key)
    for new in after.values():
        for key in known.get((new.kind, fold(new.label)), ()):
            yield key, new.key


def _merged(gone: _Things, after: _Things) -> Iterator[tuple[str, str]]:
    """Yield what is gone, and what the later graph says it is: by another name, or another IRI."""
    known: dict[tuple[str, str], set[str]] = {}
    for new in after.values():
        for name in new.names:
            known.setdefault((new.kind, name), set()).add(new.key)
        for key in new.replaces & gone.keys():
            known.setdefault((new.kind, key), set()).add(new.key)
    for old in gone.values():
        found = known.get((old.kind, old.key)) or known.get((old.kind, fold(old.label)), set())
        if len(found) == 1:
            yield old.key, min(found)


def _one_to_one(found: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of which neither side is in another pair."""
    pairs = sorted(set(found))
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    yield from ((old, new) for old, new in pairs if olds[old] == news[new] == 1)


def _match_renamed(before: _Things, after: _Things, pairs: dict[str, str]) -> None:
    """Add the things that were renamed, round after round: each may make another one sure."""
    speakers_before, speakers_after = _speakers(before), _speakers(after)
    while True:
        taken = {new: new for new in pairs.values()}
        places_before = {
            key: _places(thing, before, speakers_before, pairs)
            for key, thing in _left(before, pairs).items()
            if thing.kind not in _NEVER_RENAMED
        }
        places_after = {
            key: _places(thing, after, speakers_after, taken)
            for key, thing in _left_over(after, pairs).items()
        }
        found: list[tuple[float, int, str, str]] = []
        for old_key, new_key in _sharing(places_before, places_after):
            old, new = before[old_key], after[new_key]
            shared = places_before[old_key] & places_after[new_key]
            of_all = len(shared) / len(places_before[old_key] | places_after[new_key])
            alike = _likeness(old.label, new.label)
            if old.kind == new.kind and _is_renamed(old, shared, alike, of_all):
                found.append((-alike, -len(shared), old_key, new_key))
        accepted = list(_best_first(found))
        if not accepted:
            return
        pairs.update(accepted)


def _sharing(
    before: Mapping[str, frozenset[_Place]], after: Mapping[str, frozenset[_Place]]
) -> list[tuple[str, str]]:
    """Return the pairs that share a place which only few things have, sorted."""
    having: dict[_Place, list[str]] = {}
    for key, places in after.items():
        for place in places:
            having.setdefault(place, []).append(key)
    pairs = {
        (old, new)
        for old, places in before.items()
        for place in places
        if len(having.get(place, ())) <= _MOST_IN_A_PLACE
        for new in having.get(place, ())
    }
    return sorted(pairs)


def _best_first(found: list[tuple[float, int, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the best pairs, the most alike first, none of whose sides is in a better one."""
    olds: set[str] = set()
    news: set[str] = set()
    for _, _, old, new in sorted(found):
        if old not in olds and new not in news:
            yield old, new
        olds.add(old)
        news.add(new)


def _is_renamed(old: Thing, shared: frozenset[_Place], alike: float, of_all: float) -> bool:
    if old.kind == "post" and not old.is_described:
        # A director is known by the unit: either that was renamed, or the names are nearly one.
        is_of_renamed = any(
            is_own and relation in _BELONGING and not other.startswith(_UNKNOWN)
            for relation, is_own, other in shared
        )
        if not is_of_renamed:
            return alike >= _ALIKE_POSTS and of_all >= _ENOUGH_PLACES
    if of_all == 1 and len(shared) >= _MANY_PLACES:
        return True
    enough = _ALIKE if len(shared) == 1 else _ALIKE_IN_TWO_PLACES
    return alike >= enough and of_all >= _ENOUGH_PLACES


def _likeness(first: str, second: str) -> float:
    """Return the share of words that two names have in common.

    >>> _likeness("Division of Outreach", "Division of Community Outreach")
    0.6666666666666666
    """
    words, others = set(fold_loosely(first).split()), set(fold_loosely(second).split())
    return len(words & others) / len(words | others) if words and others else 0.0


def _speakers(things: _Things) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each thing what points to it: the relation and the key of who does."""
    speakers: dict[str, list[tuple[str, str]]] = {}
    for thing in things.values():
        for edge in thing.edges:
            if not edge.is_value:
                speakers.setdefault(edge.target, []).append((edge.relation, thing.key))
    return speakers


def _places(
    thing: Thing,
    things: _Things,
    speakers: Mapping[str, list[tuple[str, str]]],
    pairs: Mapping[str, str],
) -> frozenset[_Place]:
    """Return where the graph speaks of a thing: the relation, whether it is its own, and with whom.

    Who is not matched yet stands there by its name, without the words of this thing's own name.
    """
    own_words = set(fold_loosely(thing.label).split())

    def known(key: str) -> str:
        if key in pairs:
            return pairs[key]
        other = things.get(key)
        if other is None:
            return key
        words = [word for word in fold_loosely(other.label).split() if word not in own_words]
        return f"{_UNKNOWN}{other.kind} {' '.join(words)}"

    own = (
        (edge.relation, True, edge.target if edge.is_value else known(edge.target))
        for edge in thing.edges
    )
    of_others = (
        (relation, False, known(speaker)) for relation, speaker in speakers.get(thing.key, ())
    )
    return frozenset((*own, *of_others))
