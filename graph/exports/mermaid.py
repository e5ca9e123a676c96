"""A chain of command as a Mermaid flowchart, which many wikis and code hosts draw."""

from collections.abc import Iterator

from graph.answers import Chain, Edge, Node
from graph.exports.words import relation_in_words

__all__ = ["mermaid_of"]


def mermaid_of(chain: Chain) -> str:
    """Return a flowchart of a chain, those who direct on top.

    A solid arrow is a stated line of direction, a dotted one any other step. A node with a dashed
    border has no description. Where the text ends, it says so.
    """
    return "\n".join(_lines(chain)) + "\n"


def _lines(chain: Chain) -> Iterator[str]:
    names: dict[str, str] = {}
    yield "flowchart BT"
    for node in _nodes(chain):
        name = names[node.iri] = f"n{len(names)}"
        yield f'  {name}["{_escape(node.label)}"]'
        if not node.described:
            yield f"  style {name} stroke-dasharray: 4 3"
    for edge in _edges(chain):
        arrow = "-->" if edge.relation == "underDirectionOf" else "-.->"
        words = _escape(relation_in_words(edge.relation))
        yield f'  {names[edge.source.iri]} {arrow}|"{words}"| {names[edge.target.iri]}'
    for number, node in enumerate(chain.not_stated):
        yield f'  {names[node.iri]} -.-> s{number}(["not stated"])'


def _edges(chain: Chain) -> Iterator[Edge]:
    for level in (*chain.levels, chain.repeated):
        yield from level


def _nodes(chain: Chain) -> Iterator[Node]:
    seen = {chain.start.iri}
    yield chain.start
    for edge in _edges(chain):
        for node in (edge.source, edge.target):
            if node.iri not in seen:
                seen.add(node.iri)
                yield node


def _escape(text: str) -> str:
    """Return a text that is text to Mermaid: marks as entity codes, no control characters."""
    letters = []
    for letter in " ".join(text.split()):
        if letter.isalnum() or letter in " ,.'()/-":
            letters.append(letter)
        elif letter.isprintable():
            letters.append(f"#{ord(letter)};")
    return "".join(letters)
