"""The document and the sentence that a fault comes from."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import pyoxigraph

from graph.store.interface import Literal, Object
from graph.validation.report import Place, Result
from graph.validation.terms import short_form
from graph.vocabulary import Oa, Osg, Prov, Rdf, Rdfs

__all__ = ["find_place", "name_of"]

_Node: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.BlankNode
_SUBJECT: Final = pyoxigraph.NamedNode(Rdf.SUBJECT)
_PREDICATE: Final = pyoxigraph.NamedNode(Rdf.PREDICATE)
_OBJECT: Final = pyoxigraph.NamedNode(Rdf.OBJECT)
_EXACT: Final = pyoxigraph.NamedNode(Oa.EXACT)
_START: Final = pyoxigraph.NamedNode(Oa.START)
_END: Final = pyoxigraph.NamedNode(Oa.END)
_DERIVED: Final = pyoxigraph.NamedNode(Prov.WAS_DERIVED_FROM)
_REFERS_TO: Final = pyoxigraph.NamedNode(Osg.REFERS_TO)
_DESCRIBED_BY: Final = pyoxigraph.NamedNode(Osg.DESCRIBED_BY)
_CURRENT: Final = pyoxigraph.NamedNode(Osg.CURRENT_VERSION)
_SOURCE_NAME: Final = pyoxigraph.NamedNode(Osg.SOURCE_NAME)
_LABEL: Final = pyoxigraph.NamedNode(Rdfs.LABEL)
_OFFSETS_UNKNOWN: Final = 1 << 60


def find_place(engine: pyoxigraph.Store, result: Result) -> Place:
    """Return the document and the sentence that a result comes from, as far as they are known.

    The nearest is taken: the quote of the node itself; the claim of the very statement; a claim
    about the node; a claim that points to it; a place that names it; the whole document.
    """
    focus = _node(result.focus)
    if focus is None:
        return Place()
    return (
        _quoted_place(engine, focus)
        or _first_place(engine, _claims(engine, focus, result))
        or _first_place(engine, _pointing(engine, _SUBJECT, focus))
        or _first_place(engine, _pointing(engine, _OBJECT, focus))
        or _first_place(engine, _pointing(engine, _REFERS_TO, focus))
        or _document_place(engine, focus)
        or Place()
    )


def name_of(engine: pyoxigraph.Store, term: Object) -> str:
    """Return the label of a node, or the node as it is; a literal in quotation marks."""
    if isinstance(term, Literal):
        return f'"{term.text}"'
    node = _node(term)
    label = None if node is None else _value(engine, node, _LABEL)
    return label or short_form(term)


def _node(term: Object | None) -> _Node | None:
    if term is None or isinstance(term, Literal):
        return None
    if term.startswith("_:"):
        return pyoxigraph.BlankNode(term[2:])
    return pyoxigraph.NamedNode(term)


def _claims(engine: pyoxigraph.Store, focus: _Node, result: Result) -> Iterator[_Node]:
    """Yield the claims of the very statement, if they agree in the property, else in the rest."""
    value = _node(result.value)
    path = None if result.path is None else pyoxigraph.NamedNode(result.path)
    claims = [
        claim
        for claim in _pointing(engine, _SUBJECT, focus)
        if value is None or value in _links(engine, claim, _OBJECT)
    ]
    exact = [claim for claim in claims if path in _links(engine, claim, _PREDICATE)]
    if exact or value is not None:
        yield from exact or claims


def _pointing(
    engine: pyoxigraph.Store, predicate: pyoxigraph.NamedNode, target: _Node
) -> Iterator[_Node]:
    for quad in engine.quads_for_pattern(None, predicate, target, None):
        if isinstance(quad.subject, pyoxigraph.NamedNode | pyoxigraph.BlankNode):
            yield quad.subject


def _first_place(engine: pyoxigraph.Store, nodes: Iterator[_Node]) -> Place | None:
    places = [place for node in nodes if (place := _quoted_place(engine, node)) is not None]
    return min(places, key=_order, default=None)


def _order(place: Place) -> tuple[str, str, int, str]:
    start = _OFFSETS_UNKNOWN if place.start is None else place.start
    return place.document, place.version or "", start, place.quote


def _quoted_place(engine: pyoxigraph.Store, node: _Node) -> Place | None:
    for quad in engine.quads_for_pattern(node, _EXACT, None, None):
        version = next(iter(_links(engine, node, _DERIVED)), quad.graph_name)
        if isinstance(quad.object, pyoxigraph.Literal):
            return Place(
                _document(engine, version),
                version.value if isinstance(version, pyoxigraph.NamedNode) else None,
                quad.object.value,
                _number(engine, node, _START),
                _number(engine, node, _END),
            )
    return None


def _document_place(engine: pyoxigraph.Store, focus: _Node) -> Place | None:
    """Return the first document, by name, that the node is a description, version or part of."""
    descriptions = (focus, *_links(engine, focus, _DESCRIBED_BY))
    versions: list[object] = list(descriptions)
    for description in descriptions:
        versions += _links(engine, description, _CURRENT)
    versions += (quad.graph_name for quad in engine.quads_for_pattern(focus, None, None, None))
    places = (
        Place(_document(engine, version), version.value)
        for version in versions
        if isinstance(version, pyoxigraph.NamedNode)
    )
    return min((place for place in places if place.document), key=_order, default=None)


def _document(engine: pyoxigraph.Store, version: object) -> str:
    if not isinstance(version, pyoxigraph.NamedNode):
        return ""
    return _value(engine, version, _SOURCE_NAME) or ""


def _links(
    engine: pyoxigraph.Store, node: _Node, predicate: pyoxigraph.NamedNode
) -> tuple[_Node, ...]:
    """Return the nodes that a property of a node points to, sorted."""
    values = {quad.object for quad in engine.quads_for_pattern(node, predicate, None, None)}
    nodes = (n for n in values if isinstance(n, pyoxigraph.NamedNode | pyoxigraph.BlankNode))
    return tuple(sorted(nodes, key=lambda each: each.value))


def _value(engine: pyoxigraph.Store, node: _Node, predicate: pyoxigraph.NamedNode) -> str | None:
    values = (quad.object for quad in engine.quads_for_pattern(node, predicate, None, None))
    texts = (value.value for value in values if isinstance(value, pyoxigraph.Literal))
    return min(texts, default=None)


def _number(engine: pyoxigraph.Store, node: _Node, predicate: pyoxigraph.NamedNode) -> int | None:
    text = _value(engine, node, predicate)
    return int(text) if text is not None and text.isdecimal() else None
