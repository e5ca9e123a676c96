"""RDF in six formats, from the store to a stream or a file.

Formats of triples hold the current organisation; formats of quads add the graphs of the documents.
N-Triples, N-Quads, Turtle and TriG are sorted, so that two exports can be compared line by line;
RDF/XML and JSON-LD stand in the order of the store's index, which depends on nothing but the graph.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias, get_args

import pyoxigraph

from graph.durable import replace_file
from graph.errors import ExportError
from graph.exports.line_order import LineSorter
from graph.exports.turtle import graph_of_line, write_turtle
from graph.exports.xml_characters import XmlCharacterFilter
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import PREFIXES

__all__ = [
    "QUAD_FORMATS",
    "RDF_FORMATS",
    "ExportReport",
    "RdfFormat",
    "export_rdf",
    "media_type",
    "write_rdf",
]

RdfFormat: TypeAlias = Literal["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
RDF_FORMATS: Final[tuple[RdfFormat, ...]] = get_args(RdfFormat)
QUAD_FORMATS: Final = frozenset({"nquads", "trig", "jsonld"})
"""The formats that hold the graphs of the documents, too."""

_FORMATS: Final[dict[RdfFormat, pyoxigraph.RdfFormat]] = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        format: The format.
        replaced: How often each character that the format forbids was replaced by U+FFFD, by
            its name ("U+0007"), sorted. Only RDF/XML has such characters.
    """

    format: RdfFormat
    replaced: tuple[tuple[str, int], ...] = ()


def media_type(rdf_format: RdfFormat) -> str:
    """Return the media type of a format.

    >>> media_type("turtle")
    'text/turtle'
    """
    return _FORMATS[rdf_format].media_type


def write_rdf(store: OxigraphStore, rdf_format: RdfFormat, stream: IO[bytes]) -> ExportReport:
    """Return a report after writing a store to a binary stream.

    Raises:
        ExportError: If the format is unknown, or the stream cannot be written to.
        BrokenPipeError: If whoever reads the stream went away.
    """
    if rdf_format not in _FORMATS:
        raise ExportError(f"no format {rdf_format!r}; there are {', '.join(RDF_FORMATS)}")
    try:
        return _write(store, rdf_format, stream)
    except BrokenPipeError:
        # Who reads the stream has seen enough: nobody is to be told of an error.
        raise
    except OSError as error:
        raise ExportError(f"the export could not be written: {error}") from error


def export_rdf(store: OxigraphStore, rdf_format: RdfFormat, path: Path) -> ExportReport:
    """Return a report after writing a store to a file, which is replaced once it is whole.

    Raises:
        ExportError: If the format is unknown, or the file cannot be written.
    """
    try:
        with replace_file(path, sync=False) as file:
            return write_rdf(store, rdf_format, file)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error})") from error


def _write(store: OxigraphStore, rdf_format: RdfFormat, stream: IO[bytes]) -> ExportReport:
    if rdf_format == "jsonld":
        _dump(store, rdf_format, stream)
    elif rdf_format == "rdfxml":
        characters = XmlCharacterFilter(stream)
        _dump(store, rdf_format, characters)
        characters.finish()
        return ExportReport(rdf_format, characters.replaced())
    elif rdf_format in {"ntriples", "nquads"}:
        with LineSorter() as lines:
            _dump(store, rdf_format, lines)
            stream.writelines(lines.lines())
    else:
        with LineSorter(key=graph_of_line if rdf_format == "trig" else None) as lines:
            _dump(store, "nquads" if rdf_format == "trig" else "ntriples", lines)
            write_turtle(lines.lines(), stream)
    return ExportReport(rdf_format)


def _dump(
    store: OxigraphStore, rdf_format: RdfFormat, stream: IO[bytes] | LineSorter | XmlCharacterFilter
) -> None:
    store.engine.dump(
        stream,  # type: ignore[arg-type]  # whatever has write() will do
        _FORMATS[rdf_format],
        from_graph=None if rdf_format in QUAD_FORMATS else pyoxigraph.DefaultGraph(),
        prefixes=PREFIXES,
    )
