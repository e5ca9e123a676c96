"""A chain of command drawn as a tree of lines, each director under the one who is directed."""

from collections.abc import Iterator
from typing import Final

from graph.answers import Chain, Edge, Node, Quote
from orggraph.cli.terminal import one_line

__all__ = ["chain_lines", "node_name", "relation_words"]

# (relation, drawn downward) -> how a line begins
_WORDS: Final = {
    ("underDirectionOf", False): "under direction of",
    ("underDirectionOf", True): "directs",
    ("headedBy", False): "headed by",
    ("headedBy", True): "heads",
    ("subOrganizationOf", False): "part of",
    ("subOrganizationOf", True): "has the part",
    ("supervises", True): "supervises",
}
_ENDING: Final = {False: "(who directs is not stated)", True: "(nobody below is stated)"}


def relation_words(relation: str, *, down: bool = False) -> str:
    """Return a relation in words, seen upward or downward."""
    return _WORDS.get((relation, down), relation)


def node_name(node: Node) -> str:
    """Return a node's name with its code, and what a reader must know about it."""
    remarks = [node.code or "", "any school's" if node.generic else ""]
    if node.kind == "post" and not (node.described or node.generic):
        remarks.append("no description")
    known = ", ".join(remark for remark in remarks if remark)
    return one_line(f"{node.label} ({known})" if known else node.label)


def chain_lines(chain: Chain) -> Iterator[str]:
    """Yield the lines of the drawing: the start, then every step with its quotes below it.

    A node that several lines reach is followed once; where the text states nothing further, the
    drawing says so.
    """
    beyond: dict[str, list[Edge]] = {}
    for edge in (*(edge for level in chain.levels for edge in level), *chain.repeated):
        near, _ = _ends(edge, down=chain.down)
        beyond.setdefault(near.iri, []).append(edge)
    yield node_name(chain.start)
    has_entities = chain.start.iri in beyond
    yield from _group_lines(chain, has_more=has_entities)
    if has_entities or not chain.groups:
        yield from _branches(chain.start, chain, beyond, "", {chain.start.iri})


def _group_lines(chain: Chain, *, has_more: bool) -> Iterator[str]:
    """Yield the groups of people that the start supervises, each with its quotes below it."""
    quotes: dict[str, list[Quote]] = {}
    for quote in chain.groups:
        quotes.setdefault(quote.object_label, []).append(quote)
    for group, said in quotes.items():
        is_last = not has_more and group == next(reversed(quotes))
        yield f"{'└─' if is_last else '├─'} supervises {one_line(group)} (group)"
        below = "   " if is_last else "│  "
        for quote in said:
            yield f"{below}“{one_line(quote.text)}” {quote.source} {quote.start}-{quote.end}"


def _ends(edge: Edge, *, down: bool) -> tuple[Node, Node]:
    """Return the end where the line comes from and the one it leads to.

    Edges point from who is directed to who directs; only "supervises" points down.
    """
    if down and edge.relation != "supervises":
        return edge.target, edge.source
    return edge.source, edge.target


def _branches(
    node: Node, chain: Chain, beyond: dict[str, list[Edge]], indent: str, drawn: set[str]
) -> Iterator[str]:
    edges = beyond.get(node.iri, [])
    if not edges:
        yield f"{indent}└─ {_ENDING[chain.down]}"
    for edge in edges:
        is_last = edge is edges[-1]
        _, far = _ends(edge, down=chain.down)
        again = " (see above)" if far.iri in drawn else ""
        words = relation_words(edge.relation, down=chain.down)
        yield f"{indent}{'└─' if is_last else '├─'} {words} {node_name(far)}{again}"
        below = indent + ("   " if is_last else "│  ")
        for quote in edge.quotes:
            yield f"{below}“{one_line(quote.text)}” {quote.source} {quote.start}-{quote.end}"
        if not again:
            drawn.add(far.iri)
            yield from _branches(far, chain, beyond, below, drawn)
