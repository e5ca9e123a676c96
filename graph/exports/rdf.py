"""RDF in six formats, from the store to a stream or a file.

Formats of triples hold the current organisation; formats of quads add the graphs of the documents.
N-Triples and N-Quads are sorted by code point, the others stand in the order of the store's index,
which depends on nothing but the graph.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias, get_args

import pyoxigraph

from graph.durable import replace_file
from graph.errors import ExportError
from graph.exports.line_order import write_sorted_lines
from graph.exports.xml_characters import XmlCharacterFilter
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import PREFIXES

__all__ = [
    "PROFILES",
    "QUAD_FORMATS",
    "RDF_FORMATS",
    "ExportReport",
    "Profile",
    "RdfFormat",
    "export_rdf",
    "media_type",
    "write_rdf",
]

RdfFormat: TypeAlias = Literal["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
Profile: TypeAlias = Literal["plain", "evidence"]
RDF_FORMATS: Final[tuple[RdfFormat, ...]] = get_args(RdfFormat)
PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)
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


def write_rdf(
    store: OxigraphStore,
    rdf_format: RdfFormat,
    stream: IO[bytes],
    *,
    profile: Profile = "plain",
) -> ExportReport:
    """Return a report after writing a store to a binary stream.

    Raises:
        ExportError: If the format or the profile is unknown, or the stream cannot be written to.
    """
    if rdf_format not in _FORMATS:
        raise ExportError(f"no format {rdf_format!r}; there are {', '.join(RDF_FORMATS)}")
    if profile != "plain":
        raise ExportError(f"no profile {profile!r}; there is plain")
    try:
        if rdf_format in {"ntriples", "nquads"}:
            write_sorted_lines(lambda lines: _dump(store, rdf_format, lines), stream)
            return ExportReport(rdf_format)
        if rdf_format == "rdfxml":
            characters = XmlCharacterFilter(stream)
            _dump(store, rdf_format, characters)
            characters.finish()
            return ExportReport(rdf_format, characters.replaced())
        _dump(store, rdf_format, stream)
    except OSError as error:
        raise ExportError(f"the export could not be written: {error}") from error
    return ExportReport(rdf_format)


def export_rdf(
    store: OxigraphStore, rdf_format: RdfFormat, path: Path, *, profile: Profile = "plain"
) -> ExportReport:
    """Return a report after writing a store to a file, which is replaced once it is whole.

    Raises:
        ExportError: If the format or the profile is unknown, or the file cannot be written.
    """
    try:
        with replace_file(path, sync=False) as file:
            return write_rdf(store, rdf_format, file, profile=profile)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error})") from error


def _dump(
    store: OxigraphStore, rdf_format: RdfFormat, stream: IO[bytes] | XmlCharacterFilter
) -> None:
    store.engine.dump(
        stream,  # type: ignore[arg-type]  # whatever has write() will do
        _FORMATS[rdf_format],
        from_graph=None if rdf_format in QUAD_FORMATS else pyoxigraph.DefaultGraph(),
        prefixes=PREFIXES,
    )
