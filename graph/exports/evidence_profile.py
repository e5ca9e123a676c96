"""RDF with the whole proof: every claim as a Web Annotation that any annotation tool understands.

To the plain export it adds, for each claim, an ``oa:Annotation`` whose body is the claim and whose
target is a ``oa:SpecificResource`` of the version, selected by position (section 4.2.5 of the Web
Annotation Data Model) and by quote with the words before and after it (section 4.2.4). Triple
formats hold the current organisation and what the current documents say of it, in one graph.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import pyoxigraph

from graph.answers import Quote
from graph.errors import ExportError, NotFoundError
from graph.exports.line_order import LineSorter
from graph.exports.rdf import QUAD_FORMATS, RDF_FORMATS, ExportReport, RdfFormat, write_lines
from graph.folder.durable import replace_file
from graph.quads import literal
from graph.reading.reader import GraphReader
from graph.vocabulary import PREFIXES, Oa, Rdf

__all__ = ["CONTEXT_LENGTH", "export_evidence", "write_evidence"]

CONTEXT_LENGTH: Final = 32
"""How many characters before and after a quote its selector holds."""

_OA: Final = PREFIXES["oa"]
_TYPE: Final = f"<{Rdf.TYPE}>"
_OFFSET: Final = f"^^<{PREFIXES['xsd']}nonNegativeInteger>"


def write_evidence(reader: GraphReader, rdf_format: RdfFormat, stream: IO[bytes]) -> ExportReport:
    """Return a report after writing a graph with its annotations to a binary stream.

    Raises:
        ExportError: If the format is unknown, a text is missing, or the stream cannot be written.
        BrokenPipeError: If whoever reads the stream went away.
    """
    if rdf_format not in RDF_FORMATS:
        raise ExportError(f"no format {rdf_format!r}; there are {', '.join(RDF_FORMATS)}")
    quads = rdf_format in QUAD_FORMATS

    def produce(lines: LineSorter) -> None:
        for line in _lines(reader, quads=quads):
            lines.write(line)

    try:
        return write_lines(produce, rdf_format, stream)
    except NotFoundError as error:
        raise ExportError(str(error)) from error


def export_evidence(reader: GraphReader, rdf_format: RdfFormat, path: Path) -> ExportReport:
    """Return a report after writing to a file, which is replaced once it is whole.

    Raises:
        ExportError: If the format is unknown, a text is missing, or the file cannot be written.
    """
    try:
        with replace_file(path, sync=False) as file:
            return write_evidence(reader, rdf_format, file)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error})") from error


def _lines(reader: GraphReader, *, quads: bool) -> Iterator[bytes]:
    """Yield the lines of N-Quads, or of N-Triples, in no order."""
    versions = [version for version in reader.versions() if quads or version.is_current]
    graphs: list[str | None] = [None, *(version.iri for version in versions)]
    if quads:
        graphs = [None, *reader.store.named_graphs()]
    for graph in graphs:
        yield from _plain_lines(reader, graph, quads=quads)
    for version in versions:
        end = f" <{version.iri}> .\n" if quads else " .\n"
        text = reader.text_of(version.iri)
        for quote in reader.claims_in(version.iri):
            for line in _annotation(quote, text):
                yield f"{line}{end}".encode("utf-8", "replace")


def _plain_lines(reader: GraphReader, graph: str | None, *, quads: bool) -> Iterator[bytes]:
    node = pyoxigraph.DefaultGraph() if graph is None else pyoxigraph.NamedNode(graph)
    content = reader.store.engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=node)
    end = b" .\n" if graph is None or not quads else f" <{graph}> .\n".encode()
    for line in (content or b"").split(b"\n"):
        if line:
            yield line.removesuffix(b" .") + end


def _annotation(quote: Quote, text: str) -> Iterator[str]:
    """Yield the triples of one claim's annotation, without their end."""
    annotation, target, position, words = (
        f"<{quote.claim}#{part}>" for part in ("annotation", "target", "position", "quote")
    )
    before = text[max(quote.start - CONTEXT_LENGTH, 0) : quote.start]
    after = text[quote.end : quote.end + CONTEXT_LENGTH]
    yield f"{annotation} {_TYPE} <{_OA}Annotation>"
    yield f"{annotation} <{_OA}motivatedBy> <{_OA}identifying>"
    yield f"{annotation} <{_OA}hasBody> <{quote.claim}>"
    yield f"{annotation} <{_OA}hasTarget> {target}"
    yield f"{target} {_TYPE} <{_OA}SpecificResource>"
    yield f"{target} <{_OA}hasSource> <{quote.version}>"
    yield f"{target} <{_OA}hasSelector> {position}"
    yield f"{target} <{_OA}hasSelector> {words}"
    yield f"{position} {_TYPE} <{_OA}TextPositionSelector>"
    yield f'{position} <{Oa.START}> "{quote.start}"{_OFFSET}'
    yield f'{position} <{Oa.END}> "{quote.end}"{_OFFSET}'
    yield f"{words} {_TYPE} <{_OA}TextQuoteSelector>"
    yield f"{words} <{Oa.EXACT}> {literal(quote.text)}"
    yield f"{words} <{_OA}prefix> {literal(before)}"
    yield f"{words} <{_OA}suffix> {literal(after)}"
