"""Anybody's RDF, read from a file into a store in memory; nothing is fetched from anywhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph

from graph.errors import SourceError

__all__ = ["RDF_ENDINGS", "read_rdf_file"]

_FORMATS: Final = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".turtle": pyoxigraph.RdfFormat.TURTLE,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".n3": pyoxigraph.RdfFormat.N3,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".owl": pyoxigraph.RdfFormat.RDF_XML,
    ".xml": pyoxigraph.RdfFormat.RDF_XML,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".json": pyoxigraph.RdfFormat.JSON_LD,
}
RDF_ENDINGS: Final = tuple(_FORMATS)


def read_rdf_file(path: Path) -> pyoxigraph.Store:
    """Return a store with what a file says; the ending of its name tells the format.

    Everything stands in the default graph, whatever graph the file has it in, and everything stands
    in a named graph: its own, or one that is named after the file.

    Relative IRIs are taken from the file's name under ``file:///``, wherever it stands.

    Raises:
        SourceError: If the ending is unknown, or the file is missing or not of that format.
    """
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise SourceError(f"{path}: not an RDF file by its name; known: {' '.join(RDF_ENDINGS)}")
    engine = pyoxigraph.Store()
    try:
        # Opened once before: the engine's own words for a missing file are the system's.
        path.open("rb").close()
        base = Path("/", path.name).as_uri()
        parsed = pyoxigraph.parse(path=str(path), format=rdf_format, base_iri=base)
        engine.bulk_extend(_lay_out(_rename_blank_nodes(parsed), pyoxigraph.NamedNode(base)))
    except SyntaxError as error:
        raise SourceError(f"{path}: not {rdf_format.name}: {error.msg}") from error
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read: {(error.strerror or str(error)).lower()}"
        ) from error
    return engine


def _lay_out(
    quads: Iterable[pyoxigraph.Quad], whole: pyoxigraph.NamedNode
) -> Iterator[pyoxigraph.Quad]:
    """Yield each quad in the default graph and in a named one."""
    for quad in quads:
        graph = quad.graph_name
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
        yield pyoxigraph.Quad(
            quad.subject,
            quad.predicate,
            quad.object,
            whole if isinstance(graph, pyoxigraph.DefaultGraph) else graph,
        )


def _rename_blank_nodes(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Yield the quads with blank nodes named by their order in the file, not by chance."""
    names: dict[pyoxigraph.BlankNode, pyoxigraph.BlankNode] = {}

    def renamed(term: Any) -> Any:
        if not isinstance(term, pyoxigraph.BlankNode):
            return term
        return names.setdefault(term, pyoxigraph.BlankNode(f"b{len(names) + 1}"))

    for quad in quads:
        yield pyoxigraph.Quad(
            renamed(quad.subject), quad.predicate, renamed(quad.object), renamed(quad.graph_name)
        )
