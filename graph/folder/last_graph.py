"""The graph of the last build, asked for what an incremental build has to know of it."""

import json
from collections.abc import Collection, Iterable, Iterator
from types import TracebackType
from typing import Final, Self

import pyoxigraph

from graph.folder.generation import Generation
from graph.model import Literal, Term
from graph.read_models.read_database import ReadDatabase
from graph.vocabulary import Osg, Rdf

__all__ = ["Claimed", "LastGraph"]

Claimed = tuple[str, str, Term]
"""Subject, predicate and object of a claim."""

_SUBJECT: Final = pyoxigraph.NamedNode(Rdf.SUBJECT)
_PREDICATE: Final = pyoxigraph.NamedNode(Rdf.PREDICATE)
_OBJECT: Final = pyoxigraph.NamedNode(Rdf.OBJECT)
_REFERS_TO: Final = pyoxigraph.NamedNode(Osg.REFERS_TO)
_CANDIDATE: Final = pyoxigraph.NamedNode(Osg.CANDIDATE)


class LastGraph:
    """One generation, opened read-only; a context manager.

    Args:
        generation: The generation.

    Raises:
        GraphFolderError: If its read models are missing or damaged, or another release wrote them.
        OSError: If its store cannot be opened.
    """

    def __init__(self, generation: Generation) -> None:
        self._database = ReadDatabase(generation.read_models)
        self._store = pyoxigraph.Store.read_only(str(generation.store_folder))
        self._current: dict[str, bool] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    # versions

    def claims(self, version: str) -> tuple[Claimed, ...]:
        """Return what a version claims, in any order."""
        graph = pyoxigraph.NamedNode(version)
        parts = [
            {
                quad.subject: quad.object
                for quad in self._store.quads_for_pattern(None, predicate, None, graph)
            }
            for predicate in (_SUBJECT, _PREDICATE, _OBJECT)
        ]
        subjects, predicates, objects = parts
        return tuple(
            (_iri(subject), _iri(predicates[claim]), _term(objects[claim]))
            for claim, subject in subjects.items()
        )

    def named_in(self, version: str) -> set[str]:
        """Return the IRIs of what a version's claims and mentions name."""
        graph = pyoxigraph.NamedNode(version)
        return {
            quad.object.value
            for predicate in (_SUBJECT, _OBJECT, _REFERS_TO)
            for quad in self._store.quads_for_pattern(None, predicate, None, graph)
            if isinstance(quad.object, pyoxigraph.NamedNode)
        }

    def is_named(self, iri: str, *, but: Collection[str]) -> bool:
        """Return whether a current version, other than some, names an entity."""
        node = pyoxigraph.NamedNode(iri)
        for predicate in (_REFERS_TO, _OBJECT, _SUBJECT):
            for quad in self._store.quads_for_pattern(None, predicate, node, None):
                graph = quad.graph_name
                if isinstance(graph, pyoxigraph.NamedNode):
                    version = graph.value
                    if version not in but and self._is_current(version):
                        return True
        return False

    def iter_supporters(
        self, subject: str, relations: Iterable[str], target: Term | None
    ) -> Iterator[str]:
        """Yield the current versions that claim one of the relations of a subject.

        Args:
            subject: The IRI of whom the claims are about.
            relations: The IRIs of the relations.
            target: What the claims point to; None for anything.
        """
        numbers = [number for iri in relations if (number := self._database.relation(iri))]
        condition, values = "", list[str]()
        if isinstance(target, Literal):
            condition, values = "AND claim.object IS NULL AND claim.literal = ?", [target.value]
        elif target is not None:
            condition = "AND claim.object = (SELECT id FROM node WHERE iri = ?)"
            values = [target]
        rows = self._database.iter_rows(
            "SELECT DISTINCT version.iri FROM claim "  # noqa: S608 - our own condition, values bound
            "JOIN version ON version.id = claim.version "
            "WHERE claim.subject = (SELECT id FROM node WHERE iri = ?) "
            "AND claim.relation IN (SELECT value FROM json_each(?)) "
            f"AND claim.live {condition}",
            (subject, json.dumps(numbers), *values),
        )
        yield from (version for (version,) in rows)

    def _is_current(self, version: str) -> bool:
        if version not in self._current:
            found = self._database.rows("SELECT current FROM version WHERE iri = ?", (version,))
            self._current[version] = bool(found and found[0][0])
        return self._current[version]

    # the current organisation

    def lines_about(self, subject: str, predicates: Collection[str]) -> set[str]:
        """Return the lines of the default graph about a subject, of some predicates."""
        found = self._store.quads_for_pattern(
            pyoxigraph.NamedNode(subject), None, None, pyoxigraph.DefaultGraph()
        )
        return {f"{quad} .\n" for quad in found if quad.predicate.value in predicates}

    def count_of_kind(self, kind: str) -> int:
        """Return how many entities of a kind there are."""
        rows = self._database.rows("SELECT value FROM fact_of_build WHERE name = 'kinds'")
        return int(json.loads(rows[0][0]).get(kind, 0))

    # what spans documents

    def review_about(self, iri: str, graph: str) -> set[str]:
        """Return the subjects of the review graph that point to an IRI."""
        node, name = pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(graph)
        return {
            _iri(quad.subject)
            for predicate in (_REFERS_TO, _CANDIDATE)
            for quad in self._store.quads_for_pattern(None, predicate, node, name)
        }

    def has_subject(self, subject: str, graph: str) -> bool:
        """Return whether a named graph says anything of a subject."""
        found = self._store.quads_for_pattern(
            pyoxigraph.NamedNode(subject), None, None, pyoxigraph.NamedNode(graph)
        )
        return next(found, None) is not None


def _iri(term: object) -> str:
    return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)


def _term(term: object) -> Term:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value)
    return _iri(term)
