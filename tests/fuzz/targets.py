"""Fuzz targets: a function of bytes for every reader and for what reads strangers' words.

Each returns whether the input was read (and not refused), and raises `AssertionError` where a
promise is broken; any other error is a crash.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.endpoint.guard import check_query
from graph.endpoint.limits import Limits
from graph.endpoint.problems import RequestError
from graph.errors import AliasesError, ModelError
from graph.folding import fold
from graph.quads import entity_lines, statement_line
from graph.querying.query_worker import uses_service
from graph.trig import HEADER, description_graph_block
from ingest.assembly.assembly import assemble
from ingest.building.file_reading import summary_of, title_words
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.readers import Rejection, read_bytes
from ingest.readers.reading_child import answer
from ingest.record import Extraction
from ingest.resolution.aliases_file import format_aliases, parse_aliases
from ingest.resolution.resolution import Resolver
from orggraph.cli.terminal import guard_cell, one_line, plain_json, visible

__all__ = ["FOUND", "TARGETS", "check_extraction"]

FOUND: Final = Path(__file__).with_name("found")
"""Inputs that once broke something, TARGET-what: they are run by every short run."""

_ANSWERS: Final = {"text", "encoding"}, {"reason", "remedy", "place"}
_CONTROLS: Final = frozenset(
    {*map(chr, range(32)), *map(chr, range(127, 160))}
    | set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def fuzz_text(data: bytes) -> bool:
    """Plain text: read or rejected; what is read says where it stands."""
    found = read_bytes("x.txt", data)
    if isinstance(found, Rejection):
        assert found.reason
        assert found.remedy
        return False
    for document in found:
        check_extraction(document)
    return True


def _fuzz_format(file_format: str, data: bytes) -> bool:
    given = answer(data, file_format)
    given.pop("ends", None)
    assert set(given) in _ANSWERS, given
    json.dumps(given)
    if "text" in given:
        text = given["text"]
        check_extraction(SourceDocument("x", 1, text, "0" * 64, "utf-8", 0, len(text)))
    return "text" in given


def fuzz_html(data: bytes) -> bool:
    """Pages: read or rejected."""
    return _fuzz_format("html", data)


def fuzz_markdown(data: bytes) -> bool:
    """Markdown: read or rejected."""
    return _fuzz_format("markdown", data)


def fuzz_pdf(data: bytes) -> bool:
    """PDF: read or rejected."""
    return _fuzz_format("pdf", data if data.startswith(b"%PDF-") else b"%PDF-1.4\n" + data)


def fuzz_docx(data: bytes) -> bool:
    """Word documents: read or rejected."""
    return _fuzz_format("docx", data)


def fuzz_extractor(data: bytes) -> bool:
    """Any text, lone surrogates included: extracted, assembled, written as N-Quads, shown."""
    text = data.decode("utf-8", "surrogateescape")
    check_extraction(SourceDocument("x", 1, text, "0" * 64, "utf-8", 0, len(text)), graph=True)
    for shown in (visible(text), one_line(text), plain_json(json.dumps(text, ensure_ascii=False))):
        assert not _CONTROLS & set(shown)
        shown.encode()
    guarded = guard_cell(visible(text))
    assert not guarded.lstrip(" ").startswith(("=", "+", "-", "@"))
    fold(text)
    return True


def check_extraction(document: SourceDocument, *, graph: bool = False) -> None:
    """Extract a document and check what every extraction promises."""
    found = extract(document)
    text = document.text
    places = [
        *((quote.text, quote.start, quote.end) for fact in found.facts for quote in fact.evidence),
        *((mention.text, mention.start, mention.end) for mention in found.mentions),
        *((duty.text, duty.start, duty.end) for duty in found.duties),
    ]
    for words, start, end in places:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    record = json.loads(json.dumps(found.to_dict()))
    assert Extraction.from_dict(record) == found
    if graph:
        _check_graph(found)


def _check_graph(found: Extraction) -> None:
    resolver = Resolver()
    resolver.add(summary_of(found))
    resolution = resolver.finish()
    assembled = assemble(found, resolution, title_words(found.profile))
    scheme = resolution.space.scheme("programs")
    lines = [statement_line(statement) for statement in assembled.statements]
    for iri in assembled.entities:
        lines += entity_lines(resolution.entities[iri], scheme=scheme)
    block = list(description_graph_block(assembled.content, scheme=scheme))
    data = "".join((HEADER, *lines, *block)).encode()
    quads = list(pyoxigraph.parse(io.BytesIO(data), format=pyoxigraph.RdfFormat.TRIG))
    assert sum(quad.graph_name == pyoxigraph.DefaultGraph() for quad in quads) == len(lines)
    subjects = {q.subject for q in quads if q.graph_name != pyoxigraph.DefaultGraph()}
    assert len(subjects) == len(block) - 2  # without the lines that open and close the graph
    assert not any("\n" in line[:-1] for line in block)


def fuzz_aliases(data: bytes) -> bool:
    """The aliases file: understood, and then written so that it is understood as the same."""
    try:
        aliases = parse_aliases(data.decode("utf-8", "replace"))
    except (AliasesError, ModelError):
        return False
    assert parse_aliases(format_aliases(aliases)) == aliases
    return True


def fuzz_query(data: bytes) -> bool:
    """The gate of the endpoint: a query of this graph alone, or refused."""
    text = data.decode("utf-8", "replace")
    try:
        checked = check_query(text, Limits())
    except RequestError:
        return False
    assert not uses_service(checked.text)
    return True


TARGETS: Final[dict[str, Callable[[bytes], bool]]] = {
    "text": fuzz_text,
    "html": fuzz_html,
    "markdown": fuzz_markdown,
    "pdf": fuzz_pdf,
    "docx": fuzz_docx,
    "extractor": fuzz_extractor,
    "aliases": fuzz_aliases,
    "query": fuzz_query,
}
"""Every target by name."""
