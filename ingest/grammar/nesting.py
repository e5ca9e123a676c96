"""Nesting: which unit belongs to which, by "in the", by chains of commas and by labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.grammar.unit_places import (
    LABEL_ORDER,
    NamedUnit,
    fold_unit,
    unit_of_run,
    units_of_label,
)
from ingest.language.reading import Reading
from ingest.record import Evidence, Fact

__all__ = ["find_parents"]

_FARTHEST: Final = 30
_INSIDE: Final = re.compile(
    r"\s*,?\s*\(?(?:which\s+is\s+|that\s+is\s+)?(?:a\s+|an\s+)?"
    r"(?:part\s+of|section\s+of|unit\s+of|in|within|of|under)\s+(?:the\s+)?$"
)
_COMMA: Final = re.compile(r"\s*,\s+$|\s+[-\u2013\u2014/]\s+$")
_LIST_GOES_ON: Final = re.compile(
    r"\s*[,;]?\s*(?:and|or|as well as|&)\b|\s*[,;]\s*(?:the\s+)?[A-Z]"
)
_RANKS: Final = {
    "section": 1, "unit": 1, "branch": 1, "shop": 1, "division": 2, "div": 2, "bureau": 3,
    "department": 4, "dept": 4, "office": 5, "ofc": 5, "directorate": 5, "administration": 5,
    "agency": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    child: NamedUnit
    parent: NamedUnit
    rule: str
    confidence: float
    labels: tuple[Evidence, ...] = ()


def find_parents(reading: Reading) -> Iterator[Fact]:
    """Yield what each unit belongs to, once, with all the spans that say so."""
    found: dict[tuple[str, str], list[_Pair]] = {}
    for pair in (*_by_label(reading), *_by_words(reading)):
        key = fold_unit(pair.child.name), fold_unit(pair.parent.name)
        found.setdefault(key, []).append(pair)
    for pairs in found.values():
        first = pairs[0]
        yield Fact(
            "part_of",
            first.child.reference(),
            first.parent.reference(),
            (),
            first.rule,
            first.confidence,
            tuple(dict.fromkeys(e for pair in pairs for e in _evidence(reading, pair))),
        )


def _by_words(reading: Reading) -> Iterator[_Pair]:
    """Yield the pairs that prose states: "X in the Y", "X, Y, Z" from small to large or back."""
    chain: list[NamedUnit] = []
    runs = [run for run in reading.runs if run.kind == "unit"]
    for first, second in pairwise([*runs, None]):
        if first is None:
            break
        unit = unit_of_run(reading, first)
        chain.append(unit)
        between = None
        if second is not None and 0 <= second.start - first.full_end <= _FARTHEST:
            between = reading.text[first.full_end : second.start]
        if between is not None and second is not None and _INSIDE.match(between):
            yield _Pair(unit, unit_of_run(reading, second), "units/inside", 0.95)
        if between is not None and _COMMA.match(between):
            continue
        yield from _of_chain(reading, chain)
        chain = []


def _of_chain(reading: Reading, chain: list[NamedUnit]) -> Iterator[_Pair]:
    """Yield the pairs of units joined by commas, unless they are a list of equals."""
    ranks = [_rank(unit.name) for unit in chain]
    if len(chain) == 1 or _LIST_GOES_ON.match(reading.text, chain[-1].end, chain[-1].end + 20):
        return
    rising = all(a < b for a, b in pairwise(ranks)) and ranks[0] > 0
    falling = all(a > b for a, b in pairwise(ranks)) and ranks[-1] > 0
    for before, after in pairwise(chain):
        if rising:
            yield _Pair(before, after, "units/chain", 0.8)
        elif falling:
            yield _Pair(after, before, "units/chain", 0.8)


def _by_label(reading: Reading) -> Iterator[_Pair]:
    """Yield the pairs of a header's labels: section, division, department, employer."""
    stated: dict[str, list[tuple[NamedUnit, Evidence]]] = {}
    for label in reading.layout.labels:
        if label.name in LABEL_ORDER and label.name not in stated:
            line = reading.evidence(label.label_start, label.end)
            units = units_of_label(reading, label)
            if units:
                stated[label.name] = [(unit, line) for unit in reversed(units)]
    chain = [pair for name in LABEL_ORDER for pair in stated.get(name, [])]
    for (child, below), (parent, above) in pairwise(chain):
        if not fold_unit(parent.name).endswith(fold_unit(child.name)):
            lines = (above, below) if above != below else (above,)
            yield _Pair(child, parent, "units/label", 0.9, lines)


def _rank(name: str) -> int:
    """Return how high a unit's head word ranks; 0 for one that has no rank."""
    words = name.lower().replace(".", "").split()
    return _RANKS.get(words[0]) or _RANKS.get(words[-1]) or 0


def _evidence(reading: Reading, pair: _Pair) -> tuple[Evidence, ...]:
    """Return the span over both units, or the two labelled lines that name them."""
    if pair.labels:
        return pair.labels
    start = min(pair.child.start, pair.parent.start)
    return (reading.evidence(start, max(pair.child.end, pair.parent.end)),)
