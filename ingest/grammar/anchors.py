"""Anchors: where a cue may begin, found by plain literals before any pattern is tried.

One pass over the text finds the literals of all families of cues. This is the gate of the grammar:
a family of cues costs nothing where none of its literals stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.grammar.literals import COMPANION_REACH, ahead_of, companion_of, literals_of
from ingest.language.reading import Reading
from ingest.profile import Profile

__all__ = ["anchor_places", "anchored", "find_anchors", "matches_at_anchors"]

_KEPT: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_FLAT: Final = bytes(byte if byte in _KEPT else ord(" ") for byte in range(256))


class _Claim(NamedTuple):
    """What a family asks of a place where one of the shortest literals stands.

    Attributes:
        family: The family of cues.
        longer: Its own literals that begin so; empty where the short one is its own.
        companion: What has to stand behind it; empty where nothing has to.
        free: Its own literals that begin so and need no companion.
        ahead: What has to stand right before it; empty where nothing has to.
    """

    family: str
    longer: tuple[str, ...]
    companion: str = ""
    free: tuple[str, ...] = ()
    ahead: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Anchors:
    """A blank with the first word of a flattened literal behind it, and what that may stand for.

    Attributes:
        pattern: Finds them in a flattened text; see `_flattened`.
        literals: What it finds -> the literals that look so once they are flattened, with their
            claims; None for a literal that stands wherever that is found.
    """

    pattern: re.Pattern[bytes]
    literals: Mapping[bytes, tuple[tuple[str | None, tuple[_Claim, ...]], ...]]


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
    # With a blank before it, each place of the flattened text is that before its character.
    flat = b" " + _flattened(lowered)
    for found in anchors.pattern.finditer(flat, span.start, span.end + 1):
        at = found.start()
        if at and (before := lowered[at - 1]) > "\x7f" and before.isalnum():
            continue
        for literal, claims in anchors.literals[found[0]]:
            if literal is not None and not lowered.startswith(literal, at):
                continue
            for family, longer, companion, free, ahead in claims:
                if longer and not lowered.startswith(longer, at):
                    continue
                if ahead and not lowered.endswith(ahead, 0, at):
                    continue
                lonely = companion and lowered.find(companion, at, at + COMPANION_REACH) < 0
                if lonely and not lowered.startswith(free, at):
                    continue
                positions[family].append(at)
    return positions


def _flattened(text: str) -> bytes:
    """Return a text in lower case as bytes, a blank for all but small letters and digits.

    One byte stands for each character. The engine finds a literal blank several times as fast as
    one of many characters between words, and looks at bytes only.
    """
    return text.encode("ascii", "replace").translate(_FLAT)


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
    stems = _shortest(_flattened(stem).decode("ascii") for stem in every)
    found: dict[bytes, list[tuple[str | None, tuple[_Claim, ...]]]] = {}
    for stem in every:
        own = _flattened(stem).decode("ascii")
        short = next(short for short in stems if own.startswith(short))
        word = short.partition(" ")[0]
        literal = None if stem == word else stem
        found.setdefault(f" {word}".encode("ascii"), []).append((literal, claims[stem]))
    return _Anchors(
        re.compile(f" {_as_tree(stems)}".encode("ascii")),
        {word: tuple(rows) for word, rows in found.items()},
    )


def _claim(profile: Profile, family: str, stem: str, begun: tuple[str, ...]) -> _Claim:
    if stem not in begun:
        return _Claim(family, begun)
    free = tuple(literal for literal in begun if not companion_of(profile, family, literal))
    return _Claim(family, (), companion_of(profile, family, stem), free, ahead_of(family, stem))


def _shortest(literals: Iterable[str]) -> list[str]:
    """Return the literals without those that begin with another one."""
    kept: list[str] = []
    for literal in sorted(set(literals)):
        if not kept or not literal.startswith(kept[-1]):
            kept.append(literal)
    return kept


def _as_tree(literals: list[str]) -> str:
    """Return a pattern that matches the first word of one of the literals, if the rest follows.

    It looks at each character once, and leaves the blank behind that word to the next one.
    """
    if len(literals) == 1:
        word, blank, rest = literals[0].partition(" ")
        return re.escape(word) + (f"(?={re.escape(blank + rest)})" if blank else "")
    rows: dict[str, list[str]] = {}
    for literal in literals:
        rows.setdefault(literal[0], []).append(literal[1:])
    branches = [
        f"(?= {_as_tree(rest)})" if first == " " else re.escape(first) + _as_tree(rest)
        for first, rest in rows.items()
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
