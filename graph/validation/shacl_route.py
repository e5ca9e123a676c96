"""The shapes as SHACL, checked by pyshacl: the standard's own words, for a second opinion.

All graphs are laid into one, the texts and the terms of the known vocabularies beside them. No
inference runs before: it would give nodes the very classes whose lack is the fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import pyoxigraph
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from graph.answers import Iri
from graph.errors import MissingExtraError
from graph.store.interface import Literal, Object
from graph.validation.report import Result
from graph.validation.shapes import (
    SHAPES_NAMESPACE,
    VOCABULARY_TERM,
    Shape,
    known_terms,
    shapes_folder,
)
from graph.vocabulary import Xsd

__all__ = ["check_by_shacl"]

_SH: Final = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_TEXT: Final = rdflib.URIRef(f"{SHAPES_NAMESPACE}text")
_LANGUAGE_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def check_by_shacl(
    engine: pyoxigraph.Store, shapes: Iterable[Shape], texts: Mapping[str, str | None]
) -> Iterator[Result]:
    """Yield what the shapes find in a store and the texts of its versions, in no special order.

    Raises:
        MissingExtraError: If pyshacl is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError(
            "the SHACL route needs pyshacl; run: pip install 'orggraph[shacl]', "
            "or take the other route: --route sparql",
            extra="shacl",
        ) from error
    rules, names = _read_rules(shapes)
    data = _lay_together(engine, texts)
    _, found, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", inplace=True)
    for result in found.subjects(rdflib.RDF.type, _SH.ValidationResult):
        focus = _object(found.value(result, _SH.focusNode))
        path = found.value(result, _SH.resultPath)
        if focus is not None:
            yield Result(
                names[found.value(result, _SH.sourceShape)],
                focus,
                str(path) if isinstance(path, rdflib.URIRef) else None,
                _object(found.value(result, _SH.value)),
            )


def _read_rules(shapes: Iterable[Shape]) -> tuple[rdflib.Graph, Mapping[Any, str]]:
    """Return all rules as one graph, and for each node of it the name of its shape."""
    rules = rdflib.Graph()
    rules.parse(shapes_folder() / "prefixes.ttl")
    names: dict[Any, str] = {}
    for shape in shapes:
        single = rdflib.Graph().parse(shape.turtle)
        names.update(dict.fromkeys(single.subjects(), shape.name))
        rules += single
    return rules, names


class _PreparingGraph(rdflib.Graph):
    """A graph that parses a query once: pyshacl asks the same one for every focus node."""

    def query(self, query_object: Any, *settings: Any, **options: Any) -> Any:
        """Return the answer to a query."""
        if isinstance(query_object, str):
            query_object = _prepare(query_object)
        return super().query(query_object, *settings, **options)


@cache
def _prepare(query: str) -> Query:
    return prepareQuery(query)


def _lay_together(engine: pyoxigraph.Store, texts: Mapping[str, str | None]) -> rdflib.Graph:
    data = _PreparingGraph()
    for quad in engine:
        data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    for version, text in texts.items():
        if text is not None:
            data.add((rdflib.URIRef(version), _TEXT, rdflib.Literal(text, datatype=Xsd.STRING)))
    for namespace, terms in known_terms().items():
        for term in sorted(terms):
            data.add(
                (rdflib.URIRef(namespace), rdflib.URIRef(VOCABULARY_TERM), rdflib.URIRef(term))
            )
    return data


def _term(term: object) -> rdflib.term.Identifier:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    return rdflib.Literal(str(term))


def _object(term: object) -> Object | None:
    if isinstance(term, rdflib.Literal):
        plain = _LANGUAGE_STRING if term.language else Xsd.STRING.value
        return Literal(str(term), str(term.datatype or plain), term.language or "")
    if isinstance(term, rdflib.BNode):
        return Iri(f"_:{term}")
    return None if term is None else Iri(str(term))
