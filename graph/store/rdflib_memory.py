"""A store in rdflib's own memory: slow, well known, and the second opinion in tests."""

import contextlib
import itertools
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import rdflib
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Dataset
from rdflib.term import Node

from graph.answers import Cell, Iri, Table
from graph.errors import GraphFolderError, QueryError
from graph.store.interface import Literal, Object, SubjectGroup, cell_of

__all__ = ["RdflibStore"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class RdflibStore:
    """A store in memory whose SPARQL engine is rdflib's; a context manager."""

    def __init__(self) -> None:
        self._dataset = Dataset(default_union=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._dataset = Dataset(default_union=False)

    def load(self, path: Path) -> None:
        """Add a file of N-Quads, all of it or nothing.

        Raises:
            GraphFolderError: If the file is missing or is no N-Quads.
        """
        loaded = Dataset(default_union=False)
        try:
            with path.open("rb") as file, _without_warnings():
                loaded.parse(file, format="nquads")
        except (ParserError, ValueError) as error:
            raise GraphFolderError(f"{path}: not N-Quads ({error})", folder=path) from error
        except OSError as error:
            raise GraphFolderError(f"{path}: cannot be loaded ({error})", folder=path) from error
        self._dataset.addN(
            (subject, predicate, value, self._dataset.graph(graph))
            for subject, predicate, value, graph in loaded.quads()
        )

    def select(self, sparql: str, *, limit: int | None = None) -> Table:
        """Return the answer to a query.

        Raises:
            QueryError: If the query does not parse or cannot be answered.
        """
        with _without_warnings():
            try:
                answer = self._dataset.query(sparql)
            except Exception as error:
                raise QueryError(f"not a SPARQL query: {error}") from error
            if answer.type == "ASK":
                return Table(("answer",), ((bool(answer.askAnswer),),))
            columns: tuple[str, ...] = ("subject", "predicate", "object")
            found: Iterable[Any] = answer.graph or ()
            if answer.type == "SELECT":
                columns = tuple(str(variable) for variable in answer.vars or ())
                found = answer
            rows = iter(found)
            kept = tuple(tuple(map(_cell, row)) for row in itertools.islice(rows, limit))
            return Table(columns, kept, limit is not None and next(rows, None) is not None)

    def named_graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        names = (str(graph.identifier) for graph in self._dataset.graphs() if len(graph))
        return tuple(sorted(name for name in names if name != str(DATASET_DEFAULT_GRAPH_ID)))

    def iter_subjects(self, named_graph: str | None = None) -> Iterator[SubjectGroup]:
        """Yield the subjects of one graph, each once, in any order."""
        identifier = DATASET_DEFAULT_GRAPH_ID if named_graph is None else named_graph
        graph = self._dataset.graph(rdflib.URIRef(identifier))
        for subject in graph.subjects(unique=True):
            properties = tuple(
                (str(predicate), _object_of(value))
                for predicate, value in graph.predicate_objects(subject)
            )
            yield _iri_of(subject), properties

    def count(self) -> tuple[int, int]:
        """Return the number of quads in all graphs, and in the default graph."""
        default = len(self._dataset.graph(DATASET_DEFAULT_GRAPH_ID))
        return sum(1 for _ in self._dataset.quads()), default


@contextlib.contextmanager
def _without_warnings() -> Iterator[None]:
    # rdflib warns of parts of itself that it uses itself.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _iri_of(term: Node) -> str:
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def _object_of(term: Node) -> Object:
    if isinstance(term, rdflib.Literal):
        plain = _LANGUAGE_STRING if term.language else _STRING
        return Literal(str(term), str(term.datatype or plain), term.language or "")
    return Iri(_iri_of(term))


def _cell(term: Node | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return cell_of(str(term), str(term.datatype or _STRING))
    return Iri(_iri_of(term))
