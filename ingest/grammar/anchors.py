"""Anchors: where a cue may begin, found by plain literals before any pattern is tried."""

import re
from collections.abc import Iterable, Iterator

from ingest.reading import Reading

__all__ = ["anchored", "find_anchors", "shortest"]


def anchored(
    reading: Reading, pattern: re.Pattern[str], literals: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in the content of a reading, in text order, none overlapping.

    Args:
        reading: The description.
        pattern: Matches from the beginning of a word on.
        literals: Beginnings in lower case, one of which every match has.
    """
    span = reading.content
    end = span.start
    for position in find_anchors(reading.lowered, literals, span.start, span.end):
        if position >= end and (found := pattern.match(reading.text, position, span.end)):
            end = found.end()
            yield found


def find_anchors(lowered: str, literals: Iterable[str], start: int, end: int) -> list[int]:
    """Return where words begin with one of the literals, in order.

    >>> find_anchors("work as a coworker", ("work", "co"), 0, 18)
    [0, 10]
    """
    found: set[int] = set()
    for literal in literals:
        position = lowered.find(literal, start, end)
        while position >= 0:
            if position == 0 or not lowered[position - 1].isalnum():
                found.add(position)
            position = lowered.find(literal, position + len(literal), end)
    return sorted(found)


def shortest(literals: Iterable[str]) -> tuple[str, ...]:
    """Return the literals without those that begin with another one.

    >>> shortest(["partnership", "partner", "work"])
    ('partner', 'work')
    """
    kept: list[str] = []
    for literal in sorted(set(literals)):
        if not kept or not literal.startswith(kept[-1]):
            kept.append(literal)
    return tuple(kept)
