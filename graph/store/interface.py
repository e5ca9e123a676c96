"""What a store of quads can do: load, be asked with SPARQL, and be read through.

The interface is small on purpose: a remote server can stand behind it too. Everything else
(chains, cards, exports) is built on it once, for every store.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias

from graph.answers import Cell, Iri, Table

__all__ = ["Literal", "Object", "Store", "SubjectGroup", "cell_of"]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = frozenset(
    _XSD + name
    for name in (
        "integer",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
    )
)
_NUMBERS: Final = frozenset(_XSD + name for name in ("decimal", "double", "float"))


class Literal(NamedTuple):
    """A literal: its text, the IRI of its datatype, its language ("" for none)."""

    text: str
    datatype: str
    language: str = ""


Object: TypeAlias = Iri | Literal
SubjectGroup: TypeAlias = tuple[str, tuple[tuple[str, Object], ...]]
"""A subject with all its predicates and objects in one graph."""


class Store(Protocol):
    """A set of quads. The default graph holds only what no named graph holds (no union)."""

    def load(self, path: Path) -> None:
        """Add a file of N-Quads, all of it or nothing.

        Raises:
            GraphFolderError: If the file is missing or is no N-Quads.
        """

    def select(self, sparql: str, *, limit: int | None = None) -> Table:
        """Return the answer to a query: SELECT, ASK, CONSTRUCT or DESCRIBE.

        ``limit`` cuts the rows and marks the table as truncated.

        Raises:
            QueryError: If the query does not parse or cannot be answered.
        """

    def named_graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""

    def iter_subjects(self, named_graph: str | None = None) -> Iterator[SubjectGroup]:
        """Yield the subjects of one graph (None: the default graph), each once, in any order."""

    def count(self) -> tuple[int, int]:
        """Return the number of quads in all graphs, and in the default graph."""

    def close(self) -> None:
        """Give up the store's resources; nothing can be asked afterwards."""


def cell_of(text: str, datatype: str) -> Cell:
    """Return a literal as a plain value: numbers and truth values as such, the rest as text.

    >>> cell_of("12", "http://www.w3.org/2001/XMLSchema#integer")
    12
    >>> cell_of("1982-05", "http://www.w3.org/2001/XMLSchema#gYearMonth")
    '1982-05'
    """
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _NUMBERS and text.strip("+-") not in {"NaN", "INF"}:
            return float(text)
    except ValueError:
        return text
    if datatype == f"{_XSD}boolean" and text in {"true", "false", "1", "0"}:
        return text in {"true", "1"}
    return text
