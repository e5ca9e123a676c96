"""The shapes in ``graph/shapes``: each as SHACL (``NAME.ttl``) and as SPARQL (``NAME.rq``).

The Turtle file also says what a shape is called, how bad a fault is, how it is put in words and
what to do about it. The query gives one row a fault: ``?focus``, ``?path`` and ``?value``, of
which the last two may be unbound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.validation.report import Severity
from graph.vocabulary import PREFIXES

__all__ = ["VOCABULARY_TERM", "Shape", "known_terms", "load_shapes", "shapes_folder"]

SHAPES_NAMESPACE: Final = "https://w3id.org/orggraph/shapes#"
VOCABULARY_TERM: Final = f"{SHAPES_NAMESPACE}term"
_SH: Final = "http://www.w3.org/ns/shacl#"
_NO_SHAPES: Final = frozenset({"prefixes", "known-terms"})


@dataclass(frozen=True, slots=True)
class Shape:
    """One rule that a graph should keep.

    Attributes:
        name: Its name, which is also the name of its two files.
        title: The rule in a sentence.
        severity: How bad a fault is.
        message: What to say of a fault; ``{?this}``, ``{?path}`` and ``{?value}`` stand for its
            parts.
        remedy: What to do about a fault.
        query: The rule as SPARQL.
        turtle: The file with the rule as SHACL.
    """

    name: str
    title: str
    severity: Severity
    message: str
    remedy: str
    query: str
    turtle: Path

    @property
    def iri(self) -> str:
        """Return the IRI of the shape."""
        return SHAPES_NAMESPACE + self.name


def shapes_folder() -> Path:
    """Return the folder of the shapes."""
    return Path(__file__).resolve().parent.parent / "shapes"


@cache
def load_shapes() -> tuple[Shape, ...]:
    """Return all shapes, by name."""
    files = sorted(shapes_folder().glob("*.ttl"))
    return tuple(_read_shape(file) for file in files if file.stem not in _NO_SHAPES)


@cache
def known_terms() -> Mapping[str, frozenset[str]]:
    """Return the terms of every vocabulary that is known, by the vocabulary's namespace."""
    terms: dict[str, set[str]] = {}
    listed = pyoxigraph.parse(path=str(shapes_folder() / "known-terms.ttl"))
    for quad in listed:
        if quad.predicate.value == VOCABULARY_TERM:
            terms.setdefault(_value(quad.subject), set()).add(_value(quad.object))
    own = PREFIXES["osg"]
    vocabulary = shapes_folder().parent / "vocabulary.ttl"
    described = {_value(quad.subject) for quad in pyoxigraph.parse(path=str(vocabulary))}
    terms[own] = {term for term in described if term.startswith(own)}
    return {namespace: frozenset(terms[namespace]) for namespace in sorted(terms)}


def _read_shape(file: Path) -> Shape:
    said = {
        quad.predicate.value.removeprefix(_SH): _value(quad.object)
        for quad in pyoxigraph.parse(path=str(file))
        if _value(quad.subject) == SHAPES_NAMESPACE + file.stem
    }
    return Shape(
        name=file.stem,
        title=said["name"],
        severity=Severity(said["severity"].removeprefix(_SH).lower()),
        message=said["message"],
        remedy=said["description"],
        query=file.with_suffix(".rq").read_text(encoding="utf-8"),
        turtle=file,
    )


def _value(term: object) -> str:
    if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal):
        return term.value
    return str(term)
