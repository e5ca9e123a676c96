"""The hash of a graph, whatever the order of its quads: it can be kept while subjects change.

It is the sum, modulo 2**256, of one SHA-256 for each subject of each graph. A sum tells two graphs
apart by accident or by damage, which is what it is for; it is no seal against somebody who forges.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from graph.store.interface import Literal, Object

__all__ = ["QuadsHash"]

_MODULUS: Final = 1 << 256


class QuadsHash:
    """The hash of the quads that were added and not removed again.

    >>> quads = QuadsHash()
    >>> quads.add(None, "https://example.org/a", [("https://example.org/p", Literal("x", "d"))])
    >>> quads.remove(None, "https://example.org/a", [("https://example.org/p", Literal("x", "d"))])
    >>> quads.hexdigest() == QuadsHash().hexdigest()
    True
    """

    def __init__(self, hexdigest: str = "0") -> None:
        self._sum = int(hexdigest, 16)

    def add(
        self, graph: str | None, subject: str, properties: Sequence[tuple[str, Object]]
    ) -> None:
        """Take in everything that a graph (None: the default one) says of a subject."""
        self._sum = (self._sum + _number(graph, subject, properties)) % _MODULUS

    def remove(
        self, graph: str | None, subject: str, properties: Sequence[tuple[str, Object]]
    ) -> None:
        """Take out what was added of a subject."""
        self._sum = (self._sum - _number(graph, subject, properties)) % _MODULUS

    def hexdigest(self) -> str:
        """Return the hash as 64 hexadecimal digits."""
        return f"{self._sum:064x}"


def _number(graph: str | None, subject: str, properties: Sequence[tuple[str, Object]]) -> int:
    lines = [
        f'{name} "{value.text}"^^{value.datatype}@{value.language}'
        if isinstance(value, Literal)
        else f"{name} <{value}>"
        for name, value in properties
    ]
    lines.sort()
    text = "\n".join((graph or "", subject, *lines))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
