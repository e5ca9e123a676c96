"""A store made from another one by a change: what both hold is shared on disk.

The engine keeps quads in files that it never alters once they are written. The new store begins as
a second set of names for the files of the old one, and writes its own files for what changes; the
old store stays as it was, byte for byte.
"""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Self

import pyoxigraph

from graph.answers import Iri
from graph.errors import GraphFolderError
from graph.read_models.read_models import Counts
from graph.store.held_engine import HeldEngine
from graph.store.interface import Literal, Object
from graph.store.quads_file import format_of, iter_file
from graph.store.quads_hash import QuadsHash
from graph.vocabulary import Rdf

__all__ = ["ChangingStore"]

_MUCH: Final = 16 << 20
"""From so many bytes on, loading in bulk is faster than one transaction."""

_TYPE: Final = pyoxigraph.NamedNode(Rdf.TYPE)
_DEFAULT: Final = pyoxigraph.DefaultGraph()
_Graph = pyoxigraph.NamedNode | pyoxigraph.DefaultGraph


class ChangingStore(HeldEngine):
    """A store that is being changed; a context manager.

    Attributes:
        quads: How many quads it holds, all graphs together.
        triples: How many triples the default graph holds.
        quads_hash: Their hash.
    """

    def __init__(self, engine: pyoxigraph.Store, folder: Path, counts: Counts) -> None:
        super().__init__(engine)
        self._folder = folder
        self.quads = counts.quads
        self.triples = counts.triples
        self.quads_hash = QuadsHash(counts.sha256)

    @classmethod
    def begin(cls, source: Path, folder: Path, counts: Counts) -> Self:
        """Return a store in a new folder that holds what the store in ``source`` holds.

        Args:
            source: The folder of a store that nobody writes to.
            folder: The new folder.
            counts: What is known of the store in ``source``.

        Raises:
            GraphFolderError: If the source is damaged, or the new folder cannot be written to.
        """
        try:
            pyoxigraph.Store.read_only(str(source)).backup(str(folder))
            return cls(pyoxigraph.Store(str(folder)), folder, counts)
        except (OSError, RuntimeError) as error:
            raise GraphFolderError(
                f"{source}: store cannot be taken over ({error})", folder=source
            ) from error

    def finish(self) -> None:
        """Write what has changed to the files of the store.

        Raises:
            OSError: If the disk is full.
        """
        try:
            # A checkpoint of this store shares its files, and not what waits in memory.
            self.engine.flush()
        except RuntimeError as error:
            raise OSError(f"{self._folder}: {error}") from error

    # changes

    def remove_graph(self, name: str) -> None:
        """Take away a named graph.

        Raises:
            OSError: If the disk is full.
        """
        graph = pyoxigraph.NamedNode(name)
        quads = self._quads(None, graph)
        for subject, group in itertools.groupby(quads, key=lambda quad: quad.subject):
            self._forget(name, subject, list(group))
        self.engine.remove_graph(graph)

    def remove_subject(self, subject: str, name: str) -> None:
        """Take away what a named graph says of one subject.

        Raises:
            OSError: If the disk is full.
        """
        gone = list(self._quads(subject, pyoxigraph.NamedNode(name)))
        if gone:
            self._forget(name, gone[0].subject, gone)
        for quad in gone:
            self.engine.remove(quad)

    def change_triples(self, removed: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
        """Return the subjects of the default graph that have changed, sorted.

        Args:
            removed: Lines of N-Quads; those that the store does not hold change nothing.
            added: Lines of N-Quads; those that it holds already change nothing.

        Raises:
            OSError: If the disk is full.
        """
        gone = [quad for quad in _parsed(removed) if quad in self.engine]
        new = [quad for quad in _parsed(added) if quad not in self.engine]
        subjects = tuple(sorted({_text(quad.subject) for quad in (*gone, *new)}))
        for subject in subjects:
            if properties := self.properties(subject):
                self.quads_hash.remove(None, subject, properties)
        for quad in gone:
            self.engine.remove(quad)
        self.engine.extend(new)
        for subject in subjects:
            if properties := self.properties(subject):
                self.quads_hash.add(None, subject, properties)
        self.quads += len(new) - len(gone)
        self.triples += len(new) - len(gone)
        return subjects

    def add_file(self, path: Path) -> None:
        """Add a file of quads: whole named graphs, or whole subjects of one, that are new here.

        Raises:
            GraphFolderError: If the file is not what its name says, or its quads stand apart.
            OSError: If the disk is full.
        """
        for graph, subject, properties in iter_file(path):
            self.quads += len(properties)
            self.quads_hash.add(graph, subject, properties)
        if path.stat().st_size > _MUCH:
            self.engine.bulk_load(path=str(path), format=format_of(path))
        elif path.stat().st_size:
            self.engine.extend(pyoxigraph.parse(path=str(path), format=format_of(path)))

    def _forget(self, name: str, subject: object, quads: list[pyoxigraph.Quad]) -> None:
        self.quads -= len(quads)
        self.quads_hash.remove(name, _text(subject), [_property(quad) for quad in quads])

    # looking

    def properties(self, subject: str, name: str | None = None) -> list[tuple[str, Object]]:
        """Return the predicates and objects of a subject in one graph (None: the default graph)."""
        graph: _Graph = _DEFAULT if name is None else pyoxigraph.NamedNode(name)
        return [_property(quad) for quad in self._quads(subject, graph)]

    def find_type_graph(self, subject: str) -> str | None:
        """Return a named graph that says of what class a subject is; None when none does."""
        found = self.engine.quads_for_pattern(pyoxigraph.NamedNode(subject), _TYPE, None, None)
        names = (quad.graph_name for quad in found)
        return min((n.value for n in names if isinstance(n, pyoxigraph.NamedNode)), default=None)

    def _quads(self, subject: str | None, graph: _Graph) -> Iterator[pyoxigraph.Quad]:
        node = None if subject is None else pyoxigraph.NamedNode(subject)
        return self.engine.quads_for_pattern(node, None, None, graph)


def _parsed(lines: Iterable[str]) -> Iterator[pyoxigraph.Quad]:
    text = "".join(lines).encode()
    yield from pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)


def _property(quad: pyoxigraph.Quad) -> tuple[str, Object]:
    term = quad.object
    if isinstance(term, pyoxigraph.Literal):
        return quad.predicate.value, Literal(term.value, term.datatype.value, term.language or "")
    return quad.predicate.value, Iri(_text(term))


def _text(term: object) -> str:
    return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)
