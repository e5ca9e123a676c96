"""RDF in six formats, from the store to a stream or a file.

Formats of triples hold the current organisation; formats of quads add the graphs of the documents.
All of them are sorted, so that they depend on nothing but the graph, and so that two exports can be
compared line by line.
"""

import itertools
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias, get_args

import pyoxigraph

from graph.errors import ExportError
from graph.exports.jsonld import write_jsonld
from graph.exports.line_order import LineSorter
from graph.exports.terms import graph_of_line
from graph.exports.turtle import write_turtle
from graph.exports.xml_characters import XmlCharacterFilter
from graph.folder.durable import replace_file
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import PREFIXES

__all__ = [
    "QUAD_FORMATS",
    "RDF_FORMATS",
    "ExportReport",
    "RdfFormat",
    "export_rdf",
    "media_type",
    "write_lines",
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
    quads = rdf_format in QUAD_FORMATS
    return write_lines(lambda lines: _dump(store, lines, quads=quads), rdf_format, stream)


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


def write_lines(
    produce: Callable[[LineSorter], None], rdf_format: RdfFormat, stream: IO[bytes]
) -> ExportReport:
    """Return a report after writing lines of N-Quads (of N-Triples, for triples) in a format.

    Args:
        produce: Writes the lines, in any order, to the sorter that it is given.
        rdf_format: One of RDF_FORMATS.
        stream: Where to write.

    Raises:
        ExportError: If the stream cannot be written to.
        BrokenPipeError: If whoever reads the stream went away.
    """
    by_graph = rdf_format in {"trig", "jsonld"}
    try:
        with LineSorter(key=graph_of_line if by_graph else None) as lines:
            produce(lines)
            each_once = (line for line, _ in itertools.groupby(lines.lines()))
            if rdf_format == "rdfxml":
                return ExportReport(rdf_format, _write_xml(each_once, stream))
            if rdf_format == "jsonld":
                write_jsonld(each_once, stream)
            elif rdf_format in {"turtle", "trig"}:
                write_turtle(each_once, stream)
            else:
                stream.writelines(each_once)
    except BrokenPipeError:
        # Who reads the stream has seen enough: nobody is to be told of an error.
        raise
    except OSError as error:
        raise ExportError(f"the export could not be written: {error}") from error
    return ExportReport(rdf_format)


def _dump(store: OxigraphStore, lines: LineSorter, *, quads: bool) -> None:
    store.engine.dump(
        lines,  # type: ignore[arg-type]  # whatever has write() will do
        pyoxigraph.RdfFormat.N_QUADS if quads else pyoxigraph.RdfFormat.N_TRIPLES,
        from_graph=None if quads else pyoxigraph.DefaultGraph(),
    )


def _write_xml(lines: Iterable[bytes], stream: IO[bytes]) -> tuple[tuple[str, int], ...]:
    characters = XmlCharacterFilter(stream)
    with tempfile.TemporaryFile() as file:
        file.writelines(lines)
        file.seek(0)
        pyoxigraph.serialize(
            pyoxigraph.parse(file, pyoxigraph.RdfFormat.N_TRIPLES),
            characters,  # type: ignore[arg-type]  # whatever has write() will do
            pyoxigraph.RdfFormat.RDF_XML,
            prefixes=PREFIXES,
        )
    characters.finish()
    return characters.replaced()
