"""What somebody means by a name: one entity, or an error that says what to try."""

from collections.abc import Sequence
from typing import Final

from graph.answers import Node
from graph.errors import NotFoundError
from graph.read_models.read_database import ReadDatabase
from graph.reading.search import find_nodes, search

__all__ = ["find_one", "find_one_post", "find_touchable"]

_TOUCHED: Final = ("program", "agency", "team")
_ATTRIBUTES: Final = frozenset({"role", "grade", "description"})


def find_one_post(database: ReadDatabase, text: str) -> Node:
    """Return the one post of that name, code or IRI, or the unit when no post has the name.

    Raises:
        NotFoundError: If none has the name, or several posts do.
    """
    found = find_nodes(database, text, ("post",)) or find_nodes(database, text, ("unit",))
    if not found:
        other = find_nodes(database, text, ())
        failure = (
            _of_another_kind(text, other)
            if other
            else _not_found(database, text, "post", ("post", "unit"))
        )
        raise failure
    described = [node for node in found if node.described]
    if len(found) == 1 or len(described) == 1:
        return found[0]
    names = [f"{node.label} <{node.iri}>" for node in found]
    raise NotFoundError(
        f"{len(found)} posts are named {text!r}; name one by its IRI: {', '.join(names[:5])}",
        what=text,
        suggestions=tuple(node.iri for node in found),
    )


def find_one(database: ReadDatabase, text: str, kinds: Sequence[str]) -> Node:
    """Return the one entity of those kinds (of any, when empty) of that name, code or IRI.

    Raises:
        NotFoundError: If none has the name, or several do.
    """
    found = find_nodes(database, text, kinds)
    if not kinds:
        # A post and its role may bear one name and one code: what is asked about is the post.
        found = tuple(node for node in found if node.kind not in _ATTRIBUTES) or found
    if not found:
        failure = _not_found(database, text, " or ".join(kinds) or "entity", kinds)
        raise failure
    if len(found) == 1:
        return found[0]
    iris = tuple(node.iri for node in found)
    raise NotFoundError(
        f"{len(found)} are named {text!r}; name one by its IRI: {', '.join(iris[:5])}",
        what=text,
        suggestions=iris,
    )


def find_touchable(database: ReadDatabase, text: str) -> tuple[Node, ...]:
    """Return the programs, agencies or teams of that name; else whatever has the name.

    Raises:
        NotFoundError: If nothing has it.
    """
    found = find_nodes(database, text, _TOUCHED) or find_nodes(database, text, ())
    if not found:
        failure = _not_found(database, text, "program, agency or team", _TOUCHED)
        raise failure
    return found


def _of_another_kind(text: str, found: Sequence[Node]) -> NotFoundError:
    """Return the error for a name that no post has, but something that is asked about otherwise."""
    node = found[0]
    named = "" if node.label.casefold() == text.casefold() else f", {node.label}"
    asked = "who has to do with it: 'orggraph touches'"
    if node.kind not in _TOUCHED:
        asked = "what is known of it: 'orggraph show'"
    return NotFoundError(
        f"no post {text!r} in the graph, but a {node.kind}{named}; {asked}",
        what=text,
        suggestions=tuple(node.iri for node in found),
    )


def _not_found(database: ReadDatabase, text: str, what: str, kinds: Sequence[str]) -> NotFoundError:
    page = search(database, text, kinds, unit=None, limit=5, offset=0)
    near = tuple(hit.node.label for hit in page.hits if hit.why != "quote")
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    return NotFoundError(f"no {what} {text!r} in the graph{hint}", what=text, suggestions=near)
