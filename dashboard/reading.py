"""Reading a description that was pasted or uploaded: in memory, for this reader alone."""

from dashboard.views.attempt import Attempt
from graph.errors import OrgGraphError
from graph.quads import entity_lines, statement_line
from graph.store.quads_file import nquads_of
from graph.trig import description_graph_block
from ingest.assembly.assembly import AssembledDocument, assemble
from ingest.building.file_reading import summary_of, title_words
from ingest.extraction import extract
from ingest.readers import Rejection, read_bytes
from ingest.record import Extraction
from ingest.resolution.resolution import Resolution, Resolver

__all__ = ["MAX_CHARACTERS", "claims_as_quads", "plain_triples", "read_attempts"]

MAX_CHARACTERS = 500_000


def read_attempts(name: str, data: bytes) -> tuple[Attempt, ...] | str:
    """Return what each description in the data states, or in words why it cannot be read."""
    try:
        documents = read_bytes(name, data)
    except OrgGraphError as error:
        return str(error)
    if isinstance(documents, Rejection):
        return str(documents)
    if any(len(document.text) > MAX_CHARACTERS for document in documents):
        return (
            f"{name}: longer than {MAX_CHARACTERS:,} characters; "
            "give one description, or build a graph of many with 'orggraph build'"
        )
    return tuple(Attempt(extract(document), document.text) for document in documents)


def plain_triples(extraction: Extraction) -> str:
    """Return the triples a stranger would use, as sorted N-Triples lines."""
    assembled, resolution = _assembled(extraction)
    scheme = resolution.space.scheme("programs")
    lines = {statement_line(statement) for statement in assembled.statements}
    for iri in assembled.entities:
        lines.update(entity_lines(resolution.entities[iri], scheme=scheme))
    return "".join(sorted(lines))


def claims_as_quads(extraction: Extraction) -> str:
    """Return the description's own graph, every claim with its quote, as N-Quads lines."""
    assembled, resolution = _assembled(extraction)
    scheme = resolution.space.scheme("programs")
    return nquads_of(description_graph_block(assembled.content, scheme=scheme))


def _assembled(extraction: Extraction) -> tuple[AssembledDocument, Resolution]:
    resolver = Resolver()
    resolver.add(summary_of(extraction))
    resolution = resolver.finish()
    return assemble(extraction, resolution, title_words(extraction.profile)), resolution
