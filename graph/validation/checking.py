"""The two things that can be checked: a graph folder, and a file with anybody's RDF."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

import pyoxigraph

from graph.errors import GraphFolderError
from graph.folder.workspace import Workspace
from graph.store.interface import Literal as RdfLiteral
from graph.store.interface import Object
from graph.store.oxigraph import OxigraphStore
from graph.validation.locating import find_place, name_of
from graph.validation.rdf_files import read_rdf_file
from graph.validation.report import Place, Result, Severity, ValidationReport, Violation
from graph.validation.shapes import Shape, load_shapes
from graph.validation.sparql_route import check_by_sparql
from graph.validation.terms import short_form, suggest_term
from graph.validation.texts import QUOTE_SHAPE, find_misplaced_quotes, read_texts
from graph.vocabulary import Rdf

__all__ = ["ROUTES", "Route", "check_engine", "validate_file", "validate_graph"]

Route: TypeAlias = Literal["sparql", "shacl"]
ROUTES: Final[tuple[Route, ...]] = ("sparql", "shacl")
_PLACEHOLDER: Final = re.compile(r"\{\?(this|path|value)\}")


def validate_graph(folder: Path | str, *, route: Route = "sparql") -> ValidationReport:
    """Return what is wrong with the current generation of a graph folder.

    Every violation names the document and the sentence that it comes from.

    Raises:
        GraphFolderError: If there is no graph in the folder, or it is damaged.
        MissingExtraError: If the route is "shacl" and pyshacl is not installed.
    """
    workspace = Workspace.open(folder)
    generation = workspace.current()
    if generation is None:
        raise GraphFolderError(
            f"{folder}: nothing was built here yet; run 'orggraph build SOURCE'",
            folder=workspace.folder,
        )
    with generation.in_use(), OxigraphStore.open_read_only(generation.store_folder) as store:
        texts = read_texts(store.engine, workspace)
        return check_engine(store.engine, str(folder), texts=texts, route=route)


def validate_file(path: Path | str, *, route: Route = "sparql") -> ValidationReport:
    """Return what is wrong with a file of RDF: Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD.

    Raises:
        SourceError: If the file is missing or not RDF of the format that its name tells.
        MissingExtraError: If the route is "shacl" and pyshacl is not installed.
    """
    return check_engine(read_rdf_file(Path(path)), str(path), route=route)


def check_engine(
    engine: pyoxigraph.Store,
    source: str,
    *,
    texts: Mapping[str, str | None] | None = None,
    route: Route = "sparql",
) -> ValidationReport:
    """Return what is wrong with an opened store.

    Args:
        engine: The store.
        source: What the report calls it.
        texts: The text of each version by its IRI; None leaves the texts out.
        route: "sparql", or "shacl" by pyshacl.

    Raises:
        MissingExtraError: If the route is "shacl" and pyshacl is not installed.
    """
    shapes = {shape.name: shape for shape in load_shapes()}
    given = texts or {}
    if route == "sparql":
        results = set(check_by_sparql(engine, _queries(shapes, with_texts=texts is not None)))
        if texts is not None:
            results.update(find_misplaced_quotes(engine, texts))
    else:
        # Imported here: pyshacl and rdflib take long to import, and pyshacl may be missing.
        from graph.validation.shacl_route import check_by_shacl

        missing = find_misplaced_quotes(engine, {v: t for v, t in given.items() if t is None})
        results = {*check_by_shacl(engine, shapes.values(), given), *missing}
    found = (_violation(engine, shapes[result.shape], result, source) for result in results)
    return ValidationReport(source, route, tuple(sorted(shapes)), tuple(sorted(found, key=_order)))


def _queries(shapes: Mapping[str, Shape], *, with_texts: bool) -> Iterator[Shape]:
    """Yield the shapes to be asked of the store: what the texts tell better is not asked twice."""
    for name, shape in shapes.items():
        if not (with_texts and name == QUOTE_SHAPE):
            yield shape


def _violation(engine: pyoxigraph.Store, shape: Shape, result: Result, source: str) -> Violation:
    place = find_place(engine, result)
    value = result.value
    statement = _statement(engine, result)
    return Violation(
        shape=shape.name,
        severity=shape.severity,
        message=_message(engine, shape, result),
        remedy=shape.remedy,
        focus=str(result.focus.text if isinstance(result.focus, RdfLiteral) else result.focus),
        path=result.path,
        value=value.text if isinstance(value, RdfLiteral) else value,
        value_is_iri=value is not None and not isinstance(value, RdfLiteral),
        statement=statement,
        # A stranger's file is the document, and the statement is the sentence.
        place=place if place.document else Place(document=Path(source).name, quote=statement),
    )


def _message(engine: pyoxigraph.Store, shape: Shape, result: Result) -> str:
    words = {
        "this": name_of(engine, result.focus),
        "path": "value" if result.path is None else short_form(result.path),
        "value": "nothing" if result.value is None else name_of(engine, result.value),
    }
    if shape.name == "unknown-term" and result.value is not None:
        term = str(result.value)
        words["value"] = short_form(term)
        meant = suggest_term(term)
        if meant is not None:
            return f"{_fill(shape.message, words)}; did you mean {short_form(meant)}?"
    return _fill(shape.message, words)


def _fill(template: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: words[found[1]], template)


def _statement(engine: pyoxigraph.Store, result: Result) -> str:
    """Return the triple at fault as one reads it: for an unknown term, the first that uses it."""
    if result.shape == "unknown-term" and result.value is not None:
        term = pyoxigraph.NamedNode(str(result.value))
        kind = pyoxigraph.NamedNode(Rdf.TYPE)
        uses = (
            *engine.quads_for_pattern(None, term, None, None),
            *engine.quads_for_pattern(None, kind, term, None),
        )
        return min(map(_triple, uses), default="")
    if result.path is None or result.value is None or result.value == result.focus:
        return ""
    return f"{_short(result.focus)} {short_form(result.path)} {_short(result.value)} ."


def _triple(quad: pyoxigraph.Quad) -> str:
    subject, value = str(quad.subject), str(quad.object)
    if isinstance(quad.subject, pyoxigraph.NamedNode):
        subject = short_form(quad.subject.value)
    if isinstance(quad.object, pyoxigraph.NamedNode):
        value = short_form(quad.object.value)
    return f"{subject} {short_form(quad.predicate.value)} {value} ."


def _short(term: Object) -> str:
    if isinstance(term, RdfLiteral):
        return f'"{term.text}"'
    return short_form(term)


def _order(violation: Violation) -> tuple[object, ...]:
    place = violation.place
    return (
        violation.severity is not Severity.VIOLATION,
        violation.shape,
        place.document,
        -1 if place.start is None else place.start,
        violation.focus,
        violation.path or "",
        violation.value or "",
    )
