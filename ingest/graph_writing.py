"""The second pass of a build: extractions from the cache, one by one, as lines of the graph."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.errors import GraphFolderError
from graph.quads import (
    description_graph_lines,
    description_lines,
    entity_lines,
    review_lines,
    scheme_lines,
    statement_line,
)
from graph.workspace import Workspace
from ingest.assembly import AssembledDocument, assemble
from ingest.file_reading import title_words
from ingest.graph_file import GraphFile
from ingest.intake import Intake, Progress
from ingest.record import Extraction
from ingest.resolution import Resolution

__all__ = ["Written", "write_graph"]

_SCHEME_LABEL: Final = "Programs"


@dataclass(slots=True)
class Written:
    """What was written to the graph, for the report.

    Attributes:
        claims: How many claims.
        past_versions: How many versions that are not current.
        findings: How many findings of single documents, by kind.
        live: The IRIs of what current versions name.
    """

    claims: int = 0
    past_versions: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    live: set[str] = field(default_factory=set)


def write_graph(
    file: GraphFile, workspace: Workspace, intake: Intake, resolution: Resolution, tell: Progress
) -> Written:
    """Return what was written to the file, in an order that follows from names and hashes alone.

    Args:
        file: Where the lines go; it is finished.
        workspace: Where the extractions are kept.
        intake: What came of reading the sources.
        resolution: What was decided about their names.
        tell: Called before each description.

    Raises:
        GraphFolderError: If an extraction is gone.
        OSError: If the disk is full.
    """
    written = Written()
    scheme = resolution.space.scheme("programs")
    documents = sorted(intake.documents, key=lambda d: resolution.plans[d].version)
    for number, assembled in enumerate(_assembled(workspace, intake, resolution, documents)):
        tell("assemble", number, len(documents))
        _count(assembled, written)
        file.add_plain(statement_line(statement) for statement in assembled.statements)
        if assembled.description is not None:
            file.add_plain(description_lines(assembled.description))
        file.add_graph(description_graph_lines(assembled.content, scheme=scheme))
    entities = [resolution.entities[iri] for iri in sorted(written.live)]
    for entity in entities:
        file.add_plain(entity_lines(entity, scheme=scheme))
    if any(entity.kind == "program" for entity in entities):
        file.add_plain(scheme_lines(scheme, _SCHEME_LABEL))
    file.add_graph(review_lines(resolution.review))
    file.finish()
    tell("assemble", len(documents), len(documents))
    return written


def _assembled(
    workspace: Workspace,
    intake: Intake,
    resolution: Resolution,
    documents: Iterable[tuple[str, int]],
) -> Iterator[AssembledDocument]:
    for sha256, part in documents:
        records = workspace.read_cached(sha256, intake.extractor)
        if records is None:
            raise GraphFolderError(
                f"{workspace.folder}: an extraction vanished during the build; build again",
                folder=workspace.folder,
            )
        for record in records:
            if record["part"] == part:
                extraction = Extraction.from_dict(record).renamed(intake.names[sha256])
                yield assemble(extraction, resolution, title_words(extraction.profile))


def _count(assembled: AssembledDocument, written: Written) -> None:
    written.claims += len(assembled.content.claims)
    written.findings.update(finding.kind for finding in assembled.content.findings)
    if assembled.description is None:
        written.past_versions += 1
    else:
        written.live.update(assembled.entities)
