"""Extractions from the cache, assembled, as lines in files: the work of one moment of pass two.

What is written depends on the descriptions of the batch and on their part of the resolution alone,
so that batches can be written side by side and in any order.
"""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graph.errors import GraphFolderError
from graph.quads import description_lines, statement_line
from graph.trig import description_graph_block
from ingest.assembly.assembly import AssembledDocument, assemble
from ingest.building.file_reading import FileReader, title_words
from ingest.resolution.document_resolution import DocumentPart, resolution_from_part
from ingest.resolution.resolution import Resolution

__all__ = ["DocumentWriter", "WritingTask", "WrittenBatch"]


class WritingTask(NamedTuple):
    """One description to be written.

    Attributes:
        number: Its place among all that are written.
        folder: Where the lines go.
        path: The name by which the user gave its file.
        name: The name of its file, without folders.
        part: What was resolved about it.
    """

    number: int
    folder: str
    path: str
    name: str
    part: DocumentPart


@dataclass(slots=True)
class WrittenBatch:
    """What was written of a batch of descriptions.

    Attributes:
        plain: The file with the lines of the current organisation, sorted, each once.
        graphs: The file with the graphs of the versions, in the order of the batch.
        claims: How many claims.
        past_versions: How many versions that are not current.
        findings: How many findings, by kind.
        live: The IRIs of what current versions name.
    """

    plain: Path
    graphs: Path
    claims: int = 0
    past_versions: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    live: set[str] = field(default_factory=set)

    def count(self, assembled: AssembledDocument) -> None:
        """Take one description into the figures."""
        self.claims += len(assembled.content.claims)
        self.findings.update(finding.kind for finding in assembled.content.findings)
        if assembled.description is None:
            self.past_versions += 1
        else:
            self.live.update(assembled.entities)


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """Writes descriptions that were read.

    Attributes:
        reader: Knows the cached extractions.
        owner: The process that the build runs in: once it is gone, nothing is written.
    """

    reader: FileReader
    owner: int = field(default_factory=os.getpid)

    def write(self, tasks: Sequence[WritingTask]) -> WrittenBatch:
        """Return what was written of a batch of descriptions.

        Raises:
            GraphFolderError: If an extraction is gone and cannot be made again.
            OSError: If the disk is full.
        """
        first = Path(tasks[0].folder) / f"batch-{tasks[0].number:09}"
        written = WrittenBatch(first.with_suffix(".plain"), first.with_suffix(".graphs"))
        plain: set[str] = set()
        graphs: list[str] = []
        for task in tasks:
            resolution = resolution_from_part(task.part)
            assembled = self._assembled(task, resolution)
            written.count(assembled)
            plain.update(map(statement_line, assembled.statements))
            if assembled.description is not None:
                plain.update(description_lines(assembled.description))
            scheme = resolution.space.scheme("programs")
            graphs += description_graph_block(assembled.content, scheme=scheme)
        self._check_owner()
        written.plain.write_bytes("".join(sorted(plain)).encode("utf-8"))
        written.graphs.write_bytes("".join(graphs).encode("utf-8"))
        return written

    def _assembled(self, task: WritingTask, resolution: Resolution) -> AssembledDocument:
        part = task.part
        for extraction in self.reader.extractions_of(part.sha256, task.path) or ():
            if extraction.part == part.part:
                titles = title_words(extraction.profile)
                return assemble(extraction.renamed(task.name), resolution, titles)
        raise GraphFolderError(
            f"{task.path}: changed during the build; build again",
            folder=self.reader.workspace.folder,
        )

    def _check_owner(self) -> None:
        if self.owner not in {os.getpid(), os.getppid()}:
            raise SystemExit(0)
