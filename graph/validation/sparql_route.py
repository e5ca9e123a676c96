"""The shapes as SPARQL queries: the fast route, and the one that is taken unless asked otherwise.

The organisation is looked for in the default graph, claims and versions in named graphs, as a build
writes them. A stranger's file is laid out in the same way when it is read.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pyoxigraph

from graph.answers import Iri
from graph.store.interface import Literal, Object
from graph.validation.report import Result
from graph.validation.shapes import SHAPES_NAMESPACE, Shape
from graph.validation.terms import vocabulary_lacking

__all__ = ["check_by_sparql", "solutions"]


def check_by_sparql(engine: pyoxigraph.Store, shapes: Iterable[Shape]) -> Iterator[Result]:
    """Yield what the shapes find in a store, shape by shape."""
    for shape in shapes:
        answer = engine.query(shape.query, custom_functions=_FUNCTIONS)
        for row in solutions(answer):
            focus, path, value = (_cell(row, name) for name in ("focus", "path", "value"))
            if focus is not None:
                yield Result(shape.name, focus, None if path is None else str(path), value)


def solutions(answer: object) -> pyoxigraph.QuerySolutions:
    """Return the rows of the answer to a SELECT query.

    Raises:
        TypeError: If the query was of another kind.
    """
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise TypeError("not the answer to a SELECT query")
    return answer


def _is_unknown_term(term: object) -> pyoxigraph.Literal:
    is_unknown = isinstance(term, pyoxigraph.NamedNode) and vocabulary_lacking(term.value)
    return pyoxigraph.Literal(bool(is_unknown))


_FUNCTIONS: Final[dict[pyoxigraph.NamedNode, Callable[..., Any]]] = {
    pyoxigraph.NamedNode(f"{SHAPES_NAMESPACE}isUnknownTerm"): _is_unknown_term
}


def _cell(row: pyoxigraph.QuerySolution, name: str) -> Object | None:
    try:
        term = row[name]
    except KeyError:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return Iri(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return Iri(f"_:{term.value}")
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return None
