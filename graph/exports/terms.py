"""Terms and lines of N-Quads, taken apart; and short names for IRIs.

IRIs are shortened by the prefixes of the vocabulary and by one prefix for each kind of entity and
of document part, which stands for the graph's own base: ``post:0931-pupil-personnel-worker``.
"""

import re
from typing import Final, NamedTuple

from graph.vocabulary import ENTITY_KINDS, PREFIXES

__all__ = ["Line", "Names", "graph_of_line", "read_line"]

_LITERAL: Final = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?'
_QUAD: Final = re.compile(
    rf"(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|{_LITERAL})(?: (<[^>]*>|_:\S+))? \.\n", re.DOTALL
)
_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*)")
_FOLDERS: Final = {
    **{f"id/{kind}/": kind for kind in ENTITY_KINDS},
    **{f"{name}/": name for name in ("doc", "claim", "mention", "finding")},
}
_MOST_KEPT: Final = 200_000


class Line(NamedTuple):
    """A line of N-Quads: its terms as they are written there; ``graph`` None for the default."""

    subject: str
    predicate: str
    object: str
    graph: str | None


def read_line(line: bytes) -> Line:
    """Return the terms of a line.

    Raises:
        ValueError: If it is no line of N-Quads.
    """
    found = _QUAD.fullmatch(line.decode())
    if found is None:
        raise ValueError(f"not a line of N-Quads: {line!r}")
    return Line(found[1], found[2], found[3], found[4])


def graph_of_line(line: bytes) -> bytes:
    """Return the graph of a line, empty for the default graph, to sort lines by.

    Raises:
        ValueError: If it is no line of N-Quads.
    """
    return (read_line(line).graph or "").encode()


class Names:
    """Short names for IRIs, and the prefixes that were used for them."""

    def __init__(self) -> None:
        self._iri_of = dict(PREFIXES)
        self._prefix_of = {iri: prefix for prefix, iri in PREFIXES.items()}
        self._used: set[str] = set()
        self._known: dict[str, str | None] = {}

    def used(self) -> list[tuple[str, str]]:
        """Return the prefixes that were used with what they stand for, sorted."""
        return sorted((prefix, self._iri_of[prefix]) for prefix in self._used)

    def find_short(self, iri: str) -> str | None:
        """Return the short name of an IRI, or None when no prefix fits it."""
        if iri not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[iri] = self._shortened(iri)
        return self._known[iri]

    def _shortened(self, iri: str) -> str | None:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace, local = iri[:cut], iri[cut:]
        if not _LOCAL_NAME.fullmatch(local):
            return None
        prefix = self._prefix_of.get(namespace) or self._new_prefix(namespace)
        if prefix is None:
            return None
        self._used.add(prefix)
        return f"{prefix}:{local}"

    def _new_prefix(self, namespace: str) -> str | None:
        for folder, prefix in _FOLDERS.items():
            # The first base that is met takes the prefix; the graph of one organisation has one.
            if namespace.endswith(f"/{folder}") and prefix not in self._iri_of:
                self._iri_of[prefix] = namespace
                self._prefix_of[namespace] = prefix
                return prefix
        return None
