"""The organisation as a network: nodes and edges with plain attributes, and a networkx graph."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from graph.answers import Edge, Node
from graph.reading.reader import GraphReader

if TYPE_CHECKING:
    import networkx

__all__ = [
    "EDGE_ATTRIBUTES",
    "NODE_ATTRIBUTES",
    "Attributes",
    "edge_attributes",
    "iter_network_edges",
    "iter_network_nodes",
    "network_of",
    "node_attributes",
]

Attributes: TypeAlias = dict[str, str | int | float | bool]

_ATTRIBUTES: Final = frozenset({"role", "grade"})

NODE_ATTRIBUTES: Final[dict[str, str]] = {
    "label": "string",
    "kind": "string",
    "code": "string",
    "acronym": "string",
    "described": "boolean",
    "generic": "boolean",
    "unexpanded": "boolean",
    "root": "boolean",
}
"""The attributes that a node may have, with their types, in the order in which they are written."""

EDGE_ATTRIBUTES: Final[dict[str, str]] = {
    "relation": "string",
    "predicate": "string",
    "inferred": "boolean",
    "weight": "double",
    "confidence": "double",
    "quote": "string",
    "document": "string",
    "source_file": "string",
    "start": "integer",
    "end": "integer",
}
"""The attributes that an edge may have; those from "confidence" on are of its best quote."""


def node_attributes(node: Node) -> Attributes:
    """Return what is known of a node, without what is not known."""
    values: dict[str, str | int | float | bool | None] = {
        name: getattr(node, name) for name in NODE_ATTRIBUTES
    }
    return {name: value for name, value in values.items() if value is not None}


def edge_attributes(edge: Edge) -> Attributes:
    """Return what is known of an edge: its weight is the number of its quotes, at least one."""
    attributes: Attributes = {
        "relation": edge.relation,
        "predicate": edge.predicate,
        "inferred": edge.is_inferred,
        "weight": float(max(len(edge.quotes), 1)),
    }
    if edge.quotes:
        best = edge.quotes[0]
        attributes |= {
            "confidence": best.confidence,
            "quote": best.text,
            "document": best.document,
            "source_file": best.source,
            "start": best.start,
            "end": best.end,
        }
    return attributes


def iter_network_nodes(reader: GraphReader, kinds: Sequence[str] = ()) -> Iterator[Node]:
    """Yield the nodes of those kinds, by kind, label and IRI.

    When empty, all that edges lead to: roles and pay grades are attributes of posts.
    """
    for node in reader.iter_nodes(kinds):
        if kinds or node.kind not in _ATTRIBUTES:
            yield node


def iter_network_edges(
    reader: GraphReader, kinds: Sequence[str] = (), relations: Sequence[str] = ()
) -> Iterator[Edge]:
    """Yield the edges of those relations between nodes of those kinds, with quotes."""
    for edge in reader.iter_edges(relations, quotes=True):
        if not kinds or (edge.source.kind in kinds and edge.target.kind in kinds):
            yield edge


def network_of(
    reader: GraphReader, kinds: Sequence[str] = (), relations: Sequence[str] = ()
) -> "networkx.MultiDiGraph[str]":
    """Return the organisation as a networkx graph; nodes are IRIs, edge keys are relations.

    Nodes and edges have the attributes of NODE_ATTRIBUTES and EDGE_ATTRIBUTES. An edge points from
    the one who is directed to the one who directs, from the part to the whole, from the role to
    the program.
    """
    # Imported here: it takes longer than opening a graph.
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in iter_network_nodes(reader, kinds):
        network.add_node(node.iri, **node_attributes(node))
    for edge in iter_network_edges(reader, kinds, relations):
        network.add_edge(
            edge.source.iri, edge.target.iri, key=edge.relation, **edge_attributes(edge)
        )
    return network
