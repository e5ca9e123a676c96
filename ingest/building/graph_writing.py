"""The second pass of a build: extractions from the cache as lines of the graph, side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.errors import GraphFolderError
from graph.quads import entity_lines, scheme_lines
from graph.trig import review_block
from ingest.building.document_writing import DocumentWriter, WritingTask, WrittenBatch
from ingest.building.graph_file import GraphFile
from ingest.building.intake import Intake, Progress
from ingest.building.workers import Lost, Workers
from ingest.resolution.document_resolution import resolution_part
from ingest.resolution.resolution import Resolution, Resolver

__all__ = ["SCHEME_LABEL", "Resolved", "Written", "write_graph"]

SCHEME_LABEL: Final = "Programs"
"""The label of the concept scheme that programs stand in."""

_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was decided about names, and who knows the names of each description.

    Attributes:
        resolution: What was decided.
        resolver: Who decided it.
    """

    resolution: Resolution
    resolver: Resolver


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
    file: GraphFile,
    intake: Intake,
    resolved: Resolved,
    writer: DocumentWriter,
    workers: Workers,
    tell: Progress,
    *,
    batch: int = _BATCH,
) -> Written:
    """Return what was written to the file, in an order that follows from names and hashes alone.

    Args:
        file: Where the lines go; it is finished.
        intake: What came of reading the sources.
        resolved: What was decided about their names.
        writer: Writes one batch of descriptions.
        workers: Made for the work of the writer.
        tell: Called before each batch.
        batch: How many descriptions are written at a time; it changes no byte.

    Raises:
        GraphFolderError: If an extraction is gone, or a description cannot be assembled.
        OSError: If the disk is full.
    """
    written = Written()
    resolution = resolved.resolution
    scheme = resolution.space.scheme("programs")
    documents = sorted(intake.documents, key=lambda d: resolution.plans[d].version)
    tell("assemble", 0, len(documents))
    batches = _batches(file, intake, resolved, documents, batch)
    done = 0
    for tasks, part in workers.run(writer.write, batches, count=len(documents)):
        if isinstance(part, Lost):
            raise GraphFolderError(
                f"{tasks[0].path}: assembling it failed: {part.reason}; leave it out",
                folder=intake.reader.workspace.folder,
            )
        _take(part, written, resolution)
        file.take_plain(part.plain)
        file.take_graphs(tasks[0].number, part.graphs)
        done += len(tasks)
        tell("assemble", done, len(documents))
    entities = [resolution.entities[iri] for iri in sorted(written.live)]
    for entity in entities:
        file.add_plain(entity_lines(entity, scheme=scheme))
    if any(entity.kind == "program" for entity in entities):
        file.add_plain(scheme_lines(scheme, SCHEME_LABEL))
    file.add_graph(review_block(resolution.review))
    file.finish()
    return written


def _batches(
    file: GraphFile,
    intake: Intake,
    resolved: Resolved,
    documents: Sequence[tuple[str, int]],
    size: int,
) -> Iterator[list[WritingTask]]:
    for start in range(0, len(documents), size):
        yield [
            WritingTask(
                number,
                str(file.folder),
                intake.paths[document[0]],
                intake.names[document[0]],
                resolution_part(
                    resolved.resolution, document, resolved.resolver.names_of(document)
                ),
            )
            for number, document in enumerate(documents[start : start + size], start)
        ]


def _take(part: WrittenBatch, written: Written, resolution: Resolution) -> None:
    written.claims += part.claims
    written.past_versions += part.past_versions
    written.findings.update(part.findings)
    # One string for each IRI is enough, whatever process it came from.
    written.live.update(resolution.entities[iri].iri for iri in part.live)
