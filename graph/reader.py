"""One opened generation of a graph: every answer of the command line and of the pages.

>>> with GraphReader.open(folder) as reader:            # doctest: +SKIP
...     reader.chain(reader.find_post("Pupil Personnel Worker").iri)
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.answers import (
    Card,
    Chain,
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

__all__ = ["GraphReader"]


class GraphReader:
    """The current generation of a graph folder, opened read-only; a context manager.

    It never waits for a writer and shows one frozen state until it is closed. Methods that take
    ``iri`` raise `NotFoundError` when the graph has no such entity.
    """

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Return a reader of the current generation in a graph folder.

        Raises:
            GraphFolderError: If there is no folder, or no whole generation in it.
        """
        raise NotImplementedError

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def close(self) -> None:
        """Close the generation; the reader cannot be asked afterwards."""

    @property
    def generation(self) -> int:
        """Return the number of the opened generation."""
        raise NotImplementedError

    def is_current(self) -> bool:
        """Return True while no newer generation was published."""
        raise NotImplementedError

    # finding

    def find_entities(self, text: str, kinds: Sequence[str] = ()) -> tuple[Node, ...]:
        """Return the entities of that IRI, code, name, acronym or plural, case folded.

        Described posts first, then by label; empty when nothing has exactly that name. ``kinds``
        narrows the answer; all kinds when empty.
        """
        raise NotImplementedError

    def find_post(self, text: str) -> Node:
        """Return the one post of that name, code or IRI (or unit, when no post has the name).

        Raises:
            NotFoundError: If none has the name (the message suggests near ones), or several do
                (the message lists them).
        """
        raise NotImplementedError

    def get_node(self, iri: str) -> Node:
        """Return the entity.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        raise NotImplementedError

    def get_entity(self, iri: str) -> Card:
        """Return the entity's card: names, literal values, counts of relations, duties.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        raise NotImplementedError

    def list_nodes(self, kind: str, *, limit: int = 50, offset: int = 0) -> NodePage:
        """Return one page of the entities of a kind, by label then IRI."""
        raise NotImplementedError

    def iter_nodes(self, kinds: Sequence[str] = ()) -> Iterator[Node]:
        """Yield every entity of the kinds (all kinds when empty), by kind, label, IRI."""
        raise NotImplementedError

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
        raise NotImplementedError

    # edges

    def chain(
        self, iri: str, *, down: bool = False, quotes: bool = True, depth: int | None = None
    ) -> Chain:
        """Return the reporting lines above (or below) an entity, level by level.

        ``quotes=False`` leaves the quotes out, which is faster; ``depth`` ends after so many steps.
        """
        raise NotImplementedError

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
        raise NotImplementedError

    def iter_edges(self, relations: Sequence[str] = (), *, quotes: bool = False) -> Iterator[Edge]:
        """Yield every edge of the relations (all when empty), by source IRI, relation, target."""
        raise NotImplementedError

    def neighbourhood(
        self, iri: str, depth: int = 1, *, relations: Sequence[str] = (), limit: int = 300
    ) -> Neighbourhood:
        """Return the nodes within ``depth`` steps in any direction and the edges between them."""
        raise NotImplementedError

    def touches(
        self, target: str, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Touch, ...]:
        """Return one row per role x how x quote for a program, agency or team (IRI or name).

        Sorted by role, how, document, start. A name that several entities bear gives all of them.

        Raises:
            NotFoundError: If nothing has that name; the message suggests near ones.
        """
        raise NotImplementedError

    # evidence

    def claims_about(
        self, iri: str, relation: str | None = None, other: str | None = None
    ) -> tuple[Quote, ...]:
        """Return the claims whose subject or object is the entity (and whose other end is)."""
        raise NotImplementedError

    def claims_in(self, version: str) -> tuple[Quote, ...]:
        """Return every claim that a version makes, in the order of the text."""
        raise NotImplementedError

    def get_claim(self, iri: str) -> Quote:
        """Return one claim.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        raise NotImplementedError

    def text_of(self, version: str) -> str:
        """Return the whole source text of a version (of the file, when it held several).

        Raises:
            NotFoundError: If the graph has no such version, or its text is gone.
        """
        raise NotImplementedError

    def get_version(self, iri: str) -> Version:
        """Return one version of a description.

        Raises:
            NotFoundError: If the graph has none of that IRI.
        """
        raise NotImplementedError

    def versions(self, description: str | None = None) -> tuple[Version, ...]:
        """Return all versions (of one description, IRI of it or of its post), current first."""
        raise NotImplementedError

    def mentions(
        self, version: str | None = None, *, unresolved: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions of a version (of all), in the order of the text."""
        raise NotImplementedError

    def findings(self, version: str | None = None) -> tuple[Finding, ...]:
        """Return the findings of a version (of all), in the order of the text."""
        raise NotImplementedError

    # questions

    def ask(self, name: str, values: Mapping[str, str] | None = None) -> Table:
        """Return the answer to a saved question; ``values`` are its parameters, by name.

        Raises:
            NotFoundError: If there is no such question.
            QueryError: If a parameter is missing, unknown, or not of its type.
        """
        raise NotImplementedError

    def query(self, sparql: str, *, limit_seconds: float = 30.0, limit_rows: int = 10_000) -> Table:
        """Return the answer to any SPARQL query, computed in a child process.

        Raises:
            QueryError: If the query does not parse, is an update, uses SERVICE, or took too long.
        """
        raise NotImplementedError

    def info(self) -> GraphInfo:
        """Return counts and build facts."""
        raise NotImplementedError
