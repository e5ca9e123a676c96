"""A graph held in memory that answers as `GraphReader` does, for tests of the pages.

It is made of nodes, quotes and texts; edges follow from the quotes.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import networkx

from graph.answers import (
    Card,
    Chain,
    Connection,
    Coverage,
    Edge,
    Finding,
    GraphInfo,
    Hop,
    Mention,
    Node,
    NodePage,
    Property,
    Quote,
    RelationCount,
    SearchHit,
    SearchPage,
    Table,
    Version,
)
from graph.errors import NotFoundError, QueryError
from graph.querying.query import get_question

__all__ = ["SmallGraph", "quote"]


def quote(
    version: str, text: str, words: str, subject: str, relation: str, target: str, nth: int = 0
) -> Quote:
    """Return the claim of a relation whose words stand for the nth time in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Quote(
        claim=f"claim:{subject}:{relation}:{target}:{start}",
        subject=subject,
        subject_label=subject,
        relation=relation,
        object=target,
        object_label=target,
        text=words,
        version=version,
        document=version,
        source=f"{version}.txt",
        start=start,
        end=start + len(words),
        section="summary",
        rule="test/rule",
        confidence=0.9,
    )


@dataclass
class SmallGraph:
    """Nodes by IRI, quotes, and the text of each version."""

    nodes: dict[str, Node]
    quotes: tuple[Quote, ...]
    texts: dict[str, str]
    versions_of: dict[str, str] = field(default_factory=dict)
    properties: dict[str, tuple[Property, ...]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    generation: int = 1
    current: bool = True
    closed: bool = False
    made: dict[str, tuple[Edge, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, nodes: Iterable[Node], quotes: Iterable[Quote], texts: dict[str, str]
    ) -> "SmallGraph":
        """Return a graph whose quotes carry the labels of their nodes."""
        by_iri = {node.iri: node for node in nodes}
        labelled = tuple(
            replace(
                item,
                subject_label=by_iri[item.subject].label,
                object_label=by_iri[item.object].label,
            )
            for item in quotes
        )
        return cls(by_iri, labelled, texts)

    def is_current(self) -> bool:
        """Return whether no newer generation was announced."""
        return self.current

    def close(self) -> None:
        """Remember that the graph was closed."""
        self.closed = True

    def get_node(self, iri: str) -> Node:
        """Return the node or raise NotFoundError."""
        if iri not in self.nodes:
            raise NotFoundError(f"nothing has the IRI {iri}")
        return self.nodes[iri]

    def all_edges(self) -> tuple[Edge, ...]:
        """Return every edge with its quotes, made once."""
        if "" not in self.made:
            grouped: dict[tuple[str, str, str], list[Quote]] = {}
            for item in self.quotes:
                grouped.setdefault((item.relation, item.subject, item.object), []).append(item)
            self.made[""] = tuple(
                Edge(self.nodes[a], relation, f"osg:{relation}", self.nodes[b], tuple(found))
                for (relation, a, b), found in grouped.items()
            )
        return self.made[""]

    def at(self, iri: str) -> tuple[Edge, ...]:
        """Return the edges that begin or end at a node, made once."""
        if iri not in self.made:
            found: dict[str, list[Edge]] = {place: [] for place in self.nodes}
            for edge in self.all_edges():
                for end in {edge.source.iri, edge.target.iri}:
                    found[end].append(edge)
            self.made.update({place: tuple(edges) for place, edges in found.items()})
        return self.made[iri]

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
        """Return the edges of an entity, outgoing first."""
        ends = ((False, "source"), (True, "target"))
        found = [
            edge
            for is_incoming, end in ends
            if incoming in {None, is_incoming}
            for edge in self.at(iri)
            if getattr(edge, end).iri == iri and (not relations or edge.relation in relations)
        ]
        cut = found[offset : None if limit is None else offset + limit]
        return tuple(edge if quotes else replace(edge, quotes=()) for edge in cut)

    def iter_edges(
        self,
        relations: Sequence[str] = (),
        *,
        quotes: bool = False,  # noqa: ARG002 - the signature of GraphReader
    ) -> Iterator[Edge]:
        """Yield every edge of the relations."""
        yield from (
            edge for edge in self.all_edges() if not relations or edge.relation in relations
        )

    def iter_lines(self, relations: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
        """Yield every edge of the relations as IRI, relation and IRI, by source."""
        found = [(e.source.iri, e.relation, e.target.iri) for e in self.iter_edges(relations)]
        yield from sorted(found)

    def iter_nodes(self, kinds: Sequence[str] = ()) -> Iterator[Node]:
        """Yield every node of the kinds."""
        yield from (node for node in self.nodes.values() if not kinds or node.kind in kinds)

    def connections(
        self, start: str, goal: str, *, relations: Sequence[str] = (), limit: int = 10
    ) -> tuple[Connection, ...]:
        """Return the shortest ways between two nodes."""
        lines = networkx.Graph((a, b) for a, _, b in self.iter_lines(relations))
        lines.add_nodes_from((start, goal))
        if not networkx.has_path(lines, start, goal):
            return ()
        ways = sorted(networkx.all_shortest_paths(lines, start, goal))[:limit]
        return tuple(
            Connection(tuple(self.hop(a, b) for a, b in itertools.pairwise(way))) for way in ways
        )

    def hop(self, start: str, end: str) -> Hop:
        """Return the step between two neighbours with every edge between them."""
        edges = [edge for edge in self.at(start) if end in {edge.source.iri, edge.target.iri}]
        return Hop(self.nodes[start], self.nodes[end], tuple(edges))

    def ask(
        self,
        name: str,
        values: Mapping[str, str] | None = None,  # noqa: ARG002 - the signature of GraphReader
    ) -> Table:
        """Return who directs whom, or an empty answer with the columns of the question."""
        if name != "span-of-control":
            return Table(get_question(name).columns, ())
        counts: dict[str, int] = {}
        for edge in self.iter_edges(("underDirectionOf",)):
            counts[edge.target.iri] = counts.get(edge.target.iri, 0) + 1
        rows = tuple(
            (self.nodes[iri].label, self.nodes[iri].kind, count, iri)
            for iri, count in counts.items()
        )
        return Table(("director", "kind", "reports", "director_iri"), rows)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return that every edge has a quote, by relation."""
        counts: dict[str, int] = {}
        for edge in self.all_edges():
            counts[edge.relation] = counts.get(edge.relation, 0) + 1
        return tuple(Coverage(name, count, count) for name, count in sorted(counts.items()))

    def unquoted_edges(
        self,
        *,
        limit: int = 500,  # noqa: ARG002 - the signature of GraphReader
    ) -> tuple[Edge, ...]:
        """Return nothing: every edge has a quote."""
        return ()

    def findings(
        self,
        version: str | None = None,  # noqa: ARG002 - the signature of GraphReader
    ) -> tuple[Finding, ...]:
        """Return nothing to look at."""
        return ()

    def mentions(
        self,
        version: str | None = None,  # noqa: ARG002 - the signature of GraphReader
        *,
        unresolved: bool = False,  # noqa: ARG002 - likewise
    ) -> tuple[Mention, ...]:
        """Return no mention."""
        return ()

    def get_entity(self, iri: str) -> Card:
        """Return the card of a node."""
        node = self.get_node(iri)
        counts: dict[tuple[str, bool], int] = {}
        for edge in self.at(iri):
            for end, is_incoming in ((edge.source, False), (edge.target, True)):
                if end.iri == iri:
                    key = (edge.relation, is_incoming)
                    counts[key] = counts.get(key, 0) + 1
        version = self.versions_of.get(iri)
        return Card(
            node=node,
            names=(),
            types=(),
            properties=self.properties.get(iri, ()),
            relations=tuple(RelationCount(*key, count) for key, count in counts.items()),
            versions=(self.get_version(version),) if version else (),
        )

    def chain(
        self, iri: str, *, down: bool = False, quotes: bool = True, depth: int | None = None
    ) -> Chain:
        """Return the lines above or below a node, by underDirectionOf alone."""
        levels: list[tuple[Edge, ...]] = []
        seen, here = {iri}, [iri]
        ends: list[Node] = []
        while here and (depth is None or len(levels) < depth):
            level: list[Edge] = []
            for place in here:
                found = self.edges(place, ("underDirectionOf",), incoming=down, quotes=quotes)
                level.extend(found)
                if not found:
                    ends.append(self.nodes[place])
            if level:
                levels.append(tuple(level))
            above = [(edge.source if down else edge.target).iri for edge in level]
            here = [place for place in dict.fromkeys(above) if place not in seen]
            seen.update(here)
        return Chain(self.nodes[iri], down, tuple(levels), tuple(ends))

    def search(
        self,
        text: str,
        kinds: Sequence[str] = (),
        *,
        unit: str | None = None,  # noqa: ARG002 - the signature of GraphReader
        limit: int = 50,
        offset: int = 0,
    ) -> SearchPage:
        """Return the nodes whose label or acronym contains the text."""
        words = text.casefold()
        every = [
            node
            for node in self.nodes.values()
            if words in node.label.casefold() or words == (node.acronym or "").casefold()
        ]
        counts: dict[str, int] = {}
        for node in every:
            counts[node.kind] = counts.get(node.kind, 0) + 1
        kept = [node for node in every if not kinds or node.kind in kinds]
        hits = tuple(SearchHit(node, "name", node.label) for node in kept[offset : offset + limit])
        return SearchPage(hits, len(kept), counts)

    def list_nodes(self, kind: str, *, limit: int = 50, offset: int = 0) -> NodePage:
        """Return one page of the nodes of a kind."""
        found = tuple(node for node in self.nodes.values() if node.kind == kind)
        return NodePage(found[offset : offset + limit], len(found))

    def get_version(self, iri: str) -> Version:
        """Return a version whose label is its IRI."""
        if iri not in self.texts:
            raise NotFoundError(f"no version {iri}")
        return Version(
            iri=iri,
            description=f"doc:{iri}",
            label=iri,
            source=self.sources.get(iri, f"{iri}.txt"),
            part=1,
            sha256="0" * 64,
            issued="1999-04",
            modified=None,
            is_current=True,
        )

    def text_of(self, version: str) -> str:
        """Return the text of a version."""
        return self.texts[version]

    def query(
        self,
        sparql: str,
        *,
        limit_seconds: float = 30.0,  # noqa: ARG002 - the signature of GraphReader
        limit_rows: int = 10_000,
    ) -> Table:
        """Return every node, or raise QueryError for a query that has the word ERROR."""
        if "ERROR" in sparql:
            raise QueryError("expected a variable", line=3, column=7)
        rows = tuple((node.iri, node.label) for node in self.nodes.values())
        return Table(("iri", "label"), rows[:limit_rows], len(rows) > limit_rows)

    def info(self) -> GraphInfo:
        """Return the counts."""
        kinds: dict[str, int] = {}
        for node in self.nodes.values():
            kinds[node.kind] = kinds.get(node.kind, 0) + 1
        described = sum(node.described for node in self.nodes.values())
        return GraphInfo(
            generation=self.generation,
            sha256="0" * 64,
            quads=0,
            triples=0,
            kinds=kinds,
            described_posts=described,
            relations={},
            claims=len(self.quotes),
            versions=len(self.texts),
            mentions=0,
            unresolved=0,
            findings={},
        )
