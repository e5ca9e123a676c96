"""The default store: Oxigraph, on disk or in memory."""

import itertools
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Self

import pyoxigraph

from graph.answers import Cell, Iri, Table
from graph.errors import GraphFolderError, QueryError
from graph.store.bulk_loading import load_in_pieces
from graph.store.held_engine import HeldEngine
from graph.store.interface import Literal, Object, SubjectGroup, cell_of
from graph.store.quads_file import format_of

__all__ = ["OxigraphStore", "syntax_error"]

_PLACE: Final = re.compile(r"\bat (\d+):(\d+)")


class OxigraphStore(HeldEngine):
    """A store in an Oxigraph database; a context manager."""

    def __init__(self, engine: pyoxigraph.Store, folder: Path | None = None) -> None:
        super().__init__(engine)
        self._folder = folder
        self._given_up = threading.Event()

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that is gone when it is closed."""
        return cls(pyoxigraph.Store())

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Return an empty store in a new folder, opened for writing.

        Raises:
            OSError: If the folder cannot be written to.
        """
        return cls(pyoxigraph.Store(str(folder)), folder)

    @classmethod
    def open_read_only(cls, folder: Path) -> Self:
        """Return the store in a folder; it shows one frozen state.

        Raises:
            GraphFolderError: If there is no store, or it is damaged.
        """
        try:
            return cls(pyoxigraph.Store.read_only(str(folder)), folder)
        except (OSError, RuntimeError) as error:
            raise GraphFolderError(
                f"{folder}: store cannot be opened ({error}); build again", folder=folder
            ) from error

    def give_up(self) -> None:
        """Have `load`, which runs on another thread, end soon and leave what it did unfinished."""
        self._given_up.set()

    def load(self, path: Path, tell: Callable[[int, int], None] | None = None) -> None:
        """Add a file of quads, all of it or nothing; of a very large one perhaps a part.

        Args:
            path: The file; its name says its format.
            tell: Called, on any thread, with how many pieces are loaded and how many there are.

        Raises:
            GraphFolderError: If the file is missing or is not what its name says.
        """
        try:
            with path.open("rb") as file:
                load_in_pieces(self.engine, file, self._given_up, syntax=format_of(path), tell=tell)
            if self._given_up.is_set():
                return
            self.engine.optimize()
            if self._folder is not None:
                self.engine.flush()
        except SyntaxError as error:
            said = GraphFolderError(f"{path}: not {format_of(path).name} ({error})", folder=path)
            # The frames of a failed load hold the engine, and with it the lock of its folder.
            raise said from error.with_traceback(None)
        except (OSError, RuntimeError) as error:
            said = GraphFolderError(f"{path}: cannot be loaded ({error})", folder=path)
            raise said from error.with_traceback(None)

    def select(self, sparql: str, *, limit: int | None = None) -> Table:
        """Return the answer to a query.

        Raises:
            QueryError: If the query does not parse or cannot be answered.
        """
        try:
            answer = self.engine.query(sparql)
            if isinstance(answer, pyoxigraph.QueryBoolean):
                return Table(("answer",), ((bool(answer),),))
            columns: tuple[str, ...]
            rows: Iterator[tuple[Cell, ...]]
            if isinstance(answer, pyoxigraph.QuerySolutions):
                columns = tuple(variable.value for variable in answer.variables)
                rows = (tuple(map(_cell, solution)) for solution in answer)
            else:
                columns = ("subject", "predicate", "object")
                rows = (tuple(map(_cell, triple)) for triple in answer)
            kept = tuple(itertools.islice(rows, limit))
            truncated = limit is not None and next(rows, None) is not None
        except SyntaxError as error:
            failure = syntax_error(error)
            raise failure from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query could not be answered: {error}") from error
        return Table(columns, kept, truncated)

    def named_graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self.engine.named_graphs()))

    def iter_subjects(self, named_graph: str | None = None) -> Iterator[SubjectGroup]:
        """Yield the subjects of one graph, each once, in the order of the store's index."""
        if self._folder is None:
            # In memory, quads stand in the order in which they came.
            groups: dict[str, list[tuple[str, Object]]] = {}
            for subject, properties in self._iter_runs(named_graph):
                groups.setdefault(subject, []).extend(properties)
            yield from ((subject, tuple(group)) for subject, group in groups.items())
        else:
            # On disk, the index is ordered by subject.
            yield from self._iter_runs(named_graph)

    def _iter_runs(self, named_graph: str | None) -> Iterator[SubjectGroup]:
        graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
        if named_graph is None:
            graph = pyoxigraph.DefaultGraph()
        else:
            graph = pyoxigraph.NamedNode(named_graph)
        last: str | None = None
        properties: list[tuple[str, Object]] = []
        for subject, predicate, value, _ in self.engine.quads_for_pattern(None, None, None, graph):
            name = _iri_of(subject)
            if name != last:
                if last is not None:
                    yield last, tuple(properties)
                last, properties = name, []
            properties.append((predicate.value, _object_of(value)))
        if last is not None:
            yield last, tuple(properties)

    def count(self) -> tuple[int, int]:
        """Return the number of quads in all graphs, and in the default graph."""
        default = self.engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
        return len(self.engine), sum(1 for _ in default)


def syntax_error(error: SyntaxError) -> QueryError:
    """Return the error for a query that the engine could not parse, with its place."""
    place = _PLACE.search(str(error))
    return QueryError(
        f"not a SPARQL query: {error}; updates are not allowed",
        line=int(place[1]) if place else None,
        column=int(place[2]) if place else None,
    )


def _iri_of(term: object) -> str:
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    return str(term)


def _object_of(term: object) -> Object:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(_iri_of(term))


def _cell(term: object) -> Cell:
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        return cell_of(term.value, term.datatype.value)
    return Iri(_iri_of(term))
