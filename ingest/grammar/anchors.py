"""Anchors: where a cue may begin, found by plain literals before any pattern is tried.

One pass over the text finds the literals of all families of cues. This is the gate of the grammar:
a family of cues costs nothing where none of its literals stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.grammar.literals import COMPANION_REACH, companion_of, literals_of
from ingest.language.reading import Reading
from ingest.profile import Profile

__all__ = ["anchor_places", "anchored", "find_anchors", "matches_at_anchors"]


class _Claim(NamedTuple):
    """What a family asks of a place where one of the shortest literals stands.

    Attributes:
        family: The family of cues.
        longer: Its own literals that begin so; empty where the short one is its own.
        companion: What has to stand behind it; empty where nothing has to.
        free: Its own literals that begin so and need no companion.
    """

    family: str
    longer: tuple[str, ...]
    companion: str = ""
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Anchors:
    """A character that ends a word with the literal behind it, and who claims each literal."""

    pattern: re.Pattern[str]
    claims: Mapping[str, tuple[_Claim, ...]]


def anchored(reading: Reading, pattern: re.Pattern[str], family: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in the content of a reading, in text order, none overlapping.

    Args:
        reading: The description.
        pattern: Matches from the beginning of a word on.
        family: The family of cues, by one of whose literals every match begins.
    """
    text, last = reading.text, reading.content.end
    end = 0
    for position in find_anchors(reading, family):
        if position >= end and (found := pattern.match(text, position, last)):
            end = found.end()
            yield found


def matches_at_anchors(
    reading: Reading, pattern: re.Pattern[str], family: str
) -> Iterator[re.Match[str]]:
    """Yield what a pattern matches at each place where a cue of a family may begin, in order.

    One match may begin within another: "directly under the direction of".
    """
    text, last = reading.text, reading.content.end
    for position in find_anchors(reading, family):
        if found := pattern.match(text, position, last):
            yield found


def find_anchors(reading: Reading, family: str) -> list[int]:
    """Return where words of the content may begin a cue of a family, in order."""
    return anchor_places(reading)[family]


@lru_cache(maxsize=2)
def anchor_places(reading: Reading) -> Mapping[str, list[int]]:
    """Return the places of each family of cues."""
    anchors, span, lowered = _anchors(reading.profile), reading.content, reading.lowered
    positions: dict[str, list[int]] = {family: [] for family in literals_of(reading.profile)}
    begin = span.start
    if begin == 0:
        lowered, begin = f" {lowered}", 1
    shift = len(lowered) - len(reading.lowered)
    for found in anchors.pattern.finditer(lowered, begin - 1, span.end + shift):
        at = found.end()
        if lowered[at - 1].isalnum():
            continue
        for family, longer, companion, free in anchors.claims[found[1]]:
            if longer and not lowered.startswith(longer, at):
                continue
            lonely = companion and lowered.find(companion, at, at + COMPANION_REACH) < 0
            if lonely and not lowered.startswith(free, at):
                continue
            positions[family].append(at - shift)
    return positions


@cache
def _anchors(profile: Profile) -> _Anchors:
    literals = literals_of(profile)
    every = _shortest(literal for family in literals.values() for literal in family)
    claims = {
        stem: tuple(
            _claim(profile, family, stem, begun)
            for family, own in literals.items()
            if (begun := tuple(literal for literal in own if literal.startswith(stem)))
        )
        for stem in every
    }
    return _Anchors(re.compile(rf"[^a-z0-9](?=({_as_tree(every)}))"), claims)


def _claim(profile: Profile, family: str, stem: str, begun: tuple[str, ...]) -> _Claim:
    if stem not in begun:
        return _Claim(family, begun)
    free = tuple(literal for literal in begun if not companion_of(profile, family, literal))
    return _Claim(family, (), companion_of(profile, family, stem), free)


def _shortest(literals: Iterable[str]) -> list[str]:
    """Return the literals without those that begin with another one."""
    kept: list[str] = []
    for literal in sorted(set(literals)):
        if not kept or not literal.startswith(kept[-1]):
            kept.append(literal)
    return kept


def _as_tree(literals: list[str]) -> str:
    """Return a pattern that matches one of the literals and looks at each character once."""
    if len(literals) == 1:
        return re.escape(literals[0])
    rows: dict[str, list[str]] = {}
    for literal in literals:
        rows.setdefault(literal[0], []).append(literal[1:])
    branches = [re.escape(first) + _as_tree(rest) for first, rest in rows.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
