"""Source text cut into pieces, so that every quote can be marked without counting in a browser.

A browser counts UTF-16 units and the graph counts code points. The text is therefore cut here, at
every place where a quote begins or ends, and the browser only puts the pieces side by side.
"""

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.answers import Quote

__all__ = ["Mark", "Segment", "cut", "edge_key", "marks_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One quote to be marked: ``text[start:end]``, and the edge that it proves."""

    edge: str
    relation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text and the indexes of the marks that cover it, in order."""

    text: str
    marks: tuple[int, ...]


def edge_key(subject: str, relation: str, target: str) -> str:
    """Return the short, stable name of an edge, for links.

    >>> edge_key("a", "heads", "b")
    '79948e5803cf'
    """
    joined = "\n".join((subject, relation, target))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:12]


def marks_of(quotes: Iterable[Quote], text: str) -> tuple[Mark, ...]:
    """Return the marks of quotes in the order of the text, each place once per edge.

    A quote that does not stand at its offsets is left out: a wrong mark is worse than none.
    """
    found = {
        Mark(edge_key(q.subject, q.relation, q.object), q.relation, q.start, q.end)
        for q in quotes
        if q.start < q.end and text[q.start : q.end] == q.text
    }
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, mark.edge)))


def cut(
    text: str, marks: Sequence[Mark], *, start: int = 0, end: int | None = None
) -> tuple[Segment, ...]:
    """Return ``text[start:end]`` in pieces that are each covered by the same marks throughout.

    The pieces joined give the text again; each piece knows the indexes of its marks.
    """
    stop = len(text) if end is None else end
    places = {start, stop}
    for mark in marks:
        places.update(min(max(place, start), stop) for place in (mark.start, mark.end))
    cuts = sorted(places)
    pieces = []
    for left, right in itertools.pairwise(cuts):
        covering = tuple(
            index for index, mark in enumerate(marks) if mark.start <= left and right <= mark.end
        )
        pieces.append(Segment(text[left:right], covering))
    return tuple(pieces)
