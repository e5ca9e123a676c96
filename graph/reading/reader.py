"""One opened generation of a graph: every answer of the command line and of the pages.

>>> with GraphReader.open(folder) as reader:            # doctest: +SKIP
...     reader.chain(reader.find_post("Pupil Personnel Worker").iri)
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from graph.answers import (
    Card,
    Chain,
    Connection,
    Coverage,
    Edge,
    Finding,
    GraphInfo,
    Mention,
    Neighbourhood,
    Node,
    NodePage,
    Quote,
    SearchPage,
    Table,
    Touch,
    Version,
)
from graph.errors import GraphFolderError, NotFoundError
from graph.read_models.read_database import ReadDatabase
from graph.reading import coverage, evidence, hierarchy, lookup, surroundings
from graph.reading import search as word_search
from graph.reading.cards import find_card, find_info
from graph.reading.opened import OpenedGeneration

if TYPE_CHECKING:
    from graph.store.oxigraph import OxigraphStore

__all__ = ["GraphReader"]


class GraphReader:
    """The current generation of a graph folder, opened read-only; a context manager.

    It never waits for a writer and shows one frozen state until it is closed. It may be shared by
    threads. What few questions need (the SPARQL engine, saved questions) is imported when it is
    first used. Methods that take
    ``iri`` raise `NotFoundError` when the graph has no such entity.
    """

    def __init__(self, opened: OpenedGeneration) -> None:
        self._opened = opened
        self._database = opened.database

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Return a reader of the current generation in a graph folder.

        Raises:
            GraphFolderError: If there is no folder, or no whole generation in it.
        """
        return cls(OpenedGeneration.current_of(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the generation; the reader cannot be asked afterwards."""
        self._opened.close()

    @property
    def generation(self) -> int:
        """Return the number of the opened generation."""
        return self._opened.generation.number

    def is_current(self) -> bool:
        """Return True while no newer generation was published."""
        return self._opened.is_current()

    # finding

    def find_entities(self, text: str, kinds: Sequence[str] = ()) -> tuple[Node, ...]:
        """Return the entities of that IRI, code, name, acronym or plural, case folded.

        Described posts first, then by label; empty when nothing has exactly that name. ``kinds``
        narrows the answer; all kinds when empty.
        """
        return word_search.find_nodes(self._database, text, kinds)

    def find_post(self, text: str) -> Node:
        """Return the one post of that name, code or IRI (or unit, when no post has the name).

        Raises:
            NotFoundError: If none has the name (the message suggests near ones), or several do
                (the message lists them).
        """
        return lookup.find_one_post(self._database, text)

    def get_node(self, iri: str) -> Node:
        """Return the entity.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        number = self._database.get_number(iri)
        return self._database.nodes([number])[number]

    def get_entity(self, iri: str) -> Card:
        """Return the entity's card: names, literal values, counts of relations, duties.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        return find_card(self._database, self._database.get_number(iri))

    def list_nodes(self, kind: str, *, limit: int = 50, offset: int = 0) -> NodePage:
        """Return one page of the entities of a kind, by label then IRI."""
        return word_search.list_nodes(self._database, kind, limit=limit, offset=offset)

    def iter_nodes(self, kinds: Sequence[str] = ()) -> Iterator[Node]:
        """Yield every entity of the kinds (all kinds when empty), by kind, label, IRI."""
        yield from word_search.iter_nodes(self._database, kinds)

    def search(
        self,
        text: str,
        kinds: Sequence[str] = (),
        *,
        unit: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> SearchPage:
        """Return one page of hits, names before quotes; ``unit`` (IRI) keeps only its posts.

        Each word must occur; the last one may be a beginning. Empty text lists everything.
        """
        number = None if unit is None else self._database.get_number(unit)
        return word_search.search(
            self._database, text, kinds, unit=number, limit=limit, offset=offset
        )

    # edges

    def chain(
        self, iri: str, *, down: bool = False, quotes: bool = True, depth: int | None = None
    ) -> Chain:
        """Return the reporting lines above (or below) an entity, level by level.

        ``quotes=False`` leaves the quotes out, which is faster; ``depth`` ends after so many steps.
        """
        return hierarchy.find_chain(
            self._database, self._database.get_number(iri), down=down, quotes=quotes, depth=depth
        )

    def edges(
        self,
        iri: str,
        relations: Sequence[str] = (),
        *,
        incoming: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
        quotes: bool = True,
    ) -> tuple[Edge, ...]:
        """Return the edges of an entity (``incoming`` None: both directions), outgoing first.

        Sorted by relation, then by the label of the other end.
        """
        return surroundings.list_edges(
            self._database,
            self._database.get_number(iri),
            relations,
            incoming=incoming,
            limit=limit,
            offset=offset,
            quotes=quotes,
        )

    def iter_edges(self, relations: Sequence[str] = (), *, quotes: bool = False) -> Iterator[Edge]:
        """Yield every edge of the relations (all when empty), by source IRI, relation, target."""
        yield from surroundings.iter_edges(self._database, relations, quotes=quotes)

    def iter_lines(self, relations: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
        """Yield every edge of the relations as source IRI, relation, target IRI: much faster."""
        yield from surroundings.iter_lines(self._database, relations)

    def neighbourhood(
        self,
        iri: str,
        depth: int = 1,
        *,
        relations: Sequence[str] = (),
        limit: int = 300,
        quotes: bool = False,
    ) -> Neighbourhood:
        """Return the nodes within ``depth`` steps in any direction and the edges between them.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        return surroundings.find_neighbourhood(
            self._database,
            self._database.get_number(iri),
            depth,
            relations,
            limit=limit,
            quotes=quotes,
        )

    def connections(
        self, start: str, goal: str, *, relations: Sequence[str] = (), limit: int = 10
    ) -> tuple[Connection, ...]:
        """Return the shortest ways between two entities (IRIs), each step with its quotes.

        Edges are walked in either direction. All ways are equally short; none when the two are not
        connected.

        Raises:
            NotFoundError: If the graph has no such entity.
        """
        from graph.reading.connections import find_connections

        return find_connections(
            self._database,
            self._database.get_number(start),
            self._database.get_number(goal),
            relations,
            limit=limit,
        )

    def touches(
        self, target: str, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Touch, ...]:
        """Return one row per role x how x quote for a program, agency or team (IRI or name).

        Sorted by target, role, how and place. A name that several entities bear gives all of them.

        Raises:
            NotFoundError: If nothing has that name; the message suggests near ones.
        """
        found = lookup.find_touchable(self._database, target)
        numbers = [self._database.get_number(node.iri) for node in found]
        return evidence.find_touches(self._database, numbers, limit=limit, offset=offset)

    # evidence

    def claims_about(
        self, iri: str, relation: str | None = None, other: str | None = None
    ) -> tuple[Quote, ...]:
        """Return the claims whose subject or object is the entity (and whose other end is)."""
        other_number = None if other is None else self._database.get_number(other)
        return evidence.quotes_about(
            self._database, self._database.get_number(iri), relation, other_number
        )

    def claims_in(self, version: str) -> tuple[Quote, ...]:
        """Return every claim that a version makes, in the order of the text."""
        number = evidence.version_number(self._database, version)
        return self._database.quotes(
            'WHERE claim.version = ? ORDER BY start, claim."end", relation.name, claim.iri',
            (number,),
        )

    def coverage(self) -> tuple[Coverage, ...]:
        """Return for each relation how many edges it has and how many have a quote, by name."""
        return coverage.find_coverage(self._database)

    def unquoted_edges(self, *, limit: int = 500) -> tuple[Edge, ...]:
        """Return the first edges that no quote proves, by relation and the names of their ends."""
        return coverage.list_unquoted(self._database, limit=limit)

    def get_claim(self, iri: str) -> Quote:
        """Return one claim.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        found = self._database.quotes("WHERE claim.iri = ?", (iri,))
        if not found:
            raise NotFoundError(f"no claim <{iri}> in the graph", what=iri)
        return found[0]

    def text_of(self, version: str) -> str:
        """Return the whole source text of a version (of the file, when it held several).

        Raises:
            NotFoundError: If the graph has no such version, or its text is gone.
        """
        sha256 = self.get_version(version).sha256
        try:
            return self._opened.read_text(sha256)
        except (GraphFolderError, ValueError) as error:
            raise NotFoundError(
                f"the text of <{version}> is missing or altered; build again from the sources",
                what=version,
            ) from error

    def get_version(self, iri: str) -> Version:
        """Return one version of a description.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        found = evidence.list_versions(self._database, "WHERE iri = ?", (iri,))
        if not found:
            raise NotFoundError(f"no version <{iri}> of a description in the graph", what=iri)
        return found[0]

    def versions(self, description: str | None = None) -> tuple[Version, ...]:
        """Return all versions (of one description, IRI of it or of its post), current first."""
        if description is None:
            return tuple(evidence.list_versions(self._database, "", ()))
        return tuple(
            evidence.list_versions(
                self._database,
                "WHERE description = ? OR post = (SELECT id FROM node WHERE node.iri = ?)",
                (description, description),
            )
        )

    def mentions(
        self, version: str | None = None, *, unresolved: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions of a version (of all), in the order of the text."""
        number = None if version is None else evidence.version_number(self._database, version)
        return evidence.list_mentions(self._database, number, unresolved=unresolved)

    def findings(self, version: str | None = None) -> tuple[Finding, ...]:
        """Return the findings of a version (of all), in the order of the text."""
        number = None if version is None else evidence.version_number(self._database, version)
        return evidence.list_findings(self._database, number)

    # questions

    def ask(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        *,
        limit_seconds: float = 30.0,
        limit_rows: int = 1_000_000,
    ) -> Table:
        """Return the answer to a saved question, computed in a child process.

        Args:
            name: The question.
            values: Its parameters, by name; an entity by its name, acronym, code or IRI.
            limit_seconds: When it is stopped.
            limit_rows: How many rows the answer has at most; the table says if it was cut.

        Raises:
            NotFoundError: If there is no such question, or nothing of a name that was given.
            QueryError: If a parameter is missing, unknown, or not of its type, or it took too long.
        """
        from graph.querying.free_query import QueryLimits, run_question
        from graph.querying.query import get_question, is_entity_type

        question = get_question(name)
        values = dict(values or {})
        for parameter in question.parameters:
            given = values.get(parameter.name)
            if given is not None and is_entity_type(parameter.type):
                kinds = () if parameter.type == "entity" else (parameter.type,)
                values[parameter.name] = lookup.find_one(self._database, given, kinds).iri
        limits = QueryLimits(seconds=limit_seconds, rows=limit_rows)
        return run_question(self._opened.store_folder, question, values, limits)

    def query(self, sparql: str, *, limit_seconds: float = 30.0, limit_rows: int = 10_000) -> Table:
        """Return the answer to any SPARQL query, computed in a child process.

        Raises:
            QueryError: If the query does not parse, is an update, uses SERVICE, or took too long.
        """
        from graph.querying.free_query import QueryLimits, run_query

        limits = QueryLimits(seconds=limit_seconds, rows=limit_rows)
        return run_query(self._opened.store_folder, sparql, limits)

    def info(self) -> GraphInfo:
        """Return counts and build facts."""
        return find_info(self._database, self._opened.generation)

    @property
    def database(self) -> ReadDatabase:
        """Return the read models of the generation, for analysis."""
        return self._database

    @property
    def store(self) -> "OxigraphStore":
        """Return the store of the generation, opened when it is first asked for.

        Raises:
            GraphFolderError: If it cannot be opened.
            ValueError: If the reader was closed.
        """
        return self._opened.store
