"""Sources -> extractions in the cache and their summaries: the first pass of a build.

Files that are unchanged since they were read last are not opened, and what is known of them is not
parsed: `source_index` knows their hashes and their summaries. All others are read, side by side
where they are many (`file_reading` says what reading one file is). What comes of it depends on the
files alone and not on the order in which they were read.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from graph.errors import SourceError
from ingest.building.file_reading import FileReader, ReadFile
from ingest.building.source_index import SourceIndex, read_stamp
from ingest.building.workers import Lost, Workers
from ingest.readers import STANDARD_INPUT, Rejection, find_sources
from ingest.resolution.summary import DocumentSummary

__all__ = [
    "Intake",
    "Progress",
    "code_version",
    "extractor_version",
    "take_in",
]

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

_BATCH: Final = 16
_REMEDY: Final = "split it, or leave it out"


@dataclass(slots=True)
class Intake:
    """What came of reading the sources.

    Attributes:
        reader: What read them.
        index: What knows their summaries.
        names: The name of the file, without folders, by the SHA-256 of its bytes.
        paths: The name by which the user gave it.
        documents: The descriptions, by SHA-256 and part.
        left_out: How many descriptions are dated later than what was asked for.
        extracted: How many descriptions were not in the cache.
        rejections: What could not be read, in order of the sources.
        duplicates: Files with the bytes of another one: (left out, kept).
        mended: What was kept of earlier builds, was damaged and was made anew, each as a clause.
    """

    reader: FileReader
    index: SourceIndex
    names: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    documents: set[tuple[str, int]] = field(default_factory=set)
    left_out: int = 0
    extracted: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    @property
    def extractor(self) -> str:
        """Return the version of the code that read the sources."""
        return self.reader.extractor

    def summaries(
        self, documents: Iterable[tuple[str, int]] | None = None
    ) -> Iterator[DocumentSummary]:
        """Yield the summaries of documents (of all by default), in order of hash and part.

        Raises:
            SourceError: If one is lost, and what it is made from is lost, too.
        """
        for sha256, part in sorted(self.documents if documents is None else documents):
            yield self.index.find_summary(sha256, part) or self._summary_again(sha256, part)

    def _summary_again(self, sha256: str, part: int) -> DocumentSummary:
        read = self.reader.read(self.paths[sha256])
        if read.outcome == sha256 and read.parts and read.kept is not None:
            self.index.put_file(sha256, read.kept, read.parts)
        summary = self.index.find_summary(sha256, part)
        if summary is None:
            raise SourceError(f"{self.paths[sha256]}: changed during the build; build again")
        return summary


def take_in(
    reader: FileReader,
    index: SourceIndex,
    workers: Workers,
    sources: Sequence[Path | str],
    tell: Progress,
    *,
    as_of: str | None = None,
    batch: int = _BATCH,
) -> Intake:
    """Return what came of reading the sources.

    Args:
        reader: Reads one file and keeps what it read.
        index: What is known of the sources; it learns what is new.
        workers: Made for the works of the reader.
        sources: Files, folders, patterns, or "-" for standard input.
        tell: Called before each file.
        as_of: The last month, "YYYY-MM", whose descriptions are taken; None takes all.
        batch: How many files are read at a time; it changes nothing of the result.

    Raises:
        OSError: If the workspace cannot be written to.
        ProfileError: If a profile is damaged.
    """
    names = list(find_sources(sources))
    tell("read", 0, len(names))
    taking = _Taking(Intake(reader, index), names, tell, workers, batch)
    if not reader.anew:
        taking.look()
    if not index.is_new:
        taking.read(reader.look_into)
    taking.read(reader.read_all)
    taking.reduce(as_of)
    index.forget_all_but(names, taking.intake.names)
    index.flush()
    tell("read", len(names), len(names))
    return taking.intake


class _Taking:
    """An intake while it goes on: what came of each name, in order of the names."""

    def __init__(
        self,
        intake: Intake,
        names: Sequence[str],
        tell: Progress,
        workers: Workers,
        batch: int,
    ) -> None:
        self.intake = intake
        self._names = names
        self._tell = tell
        self._workers = workers
        self._batch = batch
        self._outcomes: dict[str, str | Rejection] = {}
        self._dates: dict[str, Mapping[int, str]] = {}

    def look(self) -> None:
        """Find out which files are unchanged, without opening any."""
        for name in self._names:
            stamp = None if name == STANDARD_INPUT else read_stamp(name)
            sha256 = None if stamp is None else self.intake.index.find_source(name, stamp)
            if sha256 is None:
                continue
            if sha256 not in self._dates:
                dates = self._find_dates(sha256)
                if dates is None:
                    continue
                self._dates[sha256] = dates
            self._outcomes[name] = sha256

    def read(self, read: Callable[[Sequence[str]], list[ReadFile]]) -> None:
        """Read the files that are not known yet."""
        unknown = [name for name in self._names if name not in self._outcomes]
        if STANDARD_INPUT in unknown:  # which is this process's own
            unknown.remove(STANDARD_INPUT)
            self._take(*read([STANDARD_INPUT]))
        batches = (unknown[at : at + self._batch] for at in range(0, len(unknown), self._batch))
        for names, found in self._workers.run(read, batches, count=len(unknown)):
            for item in [_given_up(names[0], found)] if isinstance(found, Lost) else found:
                self._take(item)
            self._tell("read", len(self._outcomes), len(self._names))

    def reduce(self, as_of: str | None) -> None:
        """Take the outcomes in the order of the sources."""
        intake = self.intake
        for name in self._names:
            outcome = self._outcomes[name]
            if isinstance(outcome, Rejection):
                intake.rejections.append(outcome)
                continue
            kept = name
            if outcome in intake.paths:
                pair = (intake.paths[outcome], name)
                kept, left_out = sorted(pair, key=lambda n: (_file_name(n), n))
                intake.duplicates.append((left_out, kept))
            else:
                for part, latest in self._dates[outcome].items():
                    if as_of is not None and latest > as_of:
                        intake.left_out += 1
                    else:
                        intake.documents.add((outcome, part))
            intake.paths[outcome] = kept
            intake.names[outcome] = _file_name(kept)

    def _find_dates(self, sha256: str) -> Mapping[int, str] | None:
        reader = self.intake.reader
        kept = read_stamp(reader.workspace.cache_name(sha256, reader.extractor))
        if kept is None or not reader.workspace.has_text(sha256):
            return None
        return self.intake.index.find_file(sha256, kept)

    def _take(self, read: ReadFile) -> None:
        intake, outcome = self.intake, read.outcome
        if isinstance(outcome, str):
            if outcome not in self._dates and not self._learn(outcome, read):
                return  # It stays unknown, and the next reading looks into what is cached of it.
            if read.stamp is not None:
                intake.index.put_source(read.name, read.stamp, read.seen_ns, outcome)
        if read.mended:
            intake.mended.append(read.mended)
        self._outcomes[read.name] = outcome

    def _learn(self, sha256: str, read: ReadFile) -> bool:
        """Return whether the descriptions in a file are known now."""
        intake = self.intake
        if read.parts is not None:
            if read.kept is not None:
                intake.index.put_file(sha256, read.kept, read.parts)
            self._dates[sha256] = {part.number: part.latest for part in read.parts}
        elif read.kept is not None and (dates := intake.index.find_file(sha256)) is not None:
            intake.index.put_kept(sha256, read.kept)
            self._dates[sha256] = dates
        else:
            return False
        intake.extracted += read.extracted
        if read.extracted:
            intake.reader.workspace.sync_text_later(sha256)
        return True


def _file_name(name: str) -> str:
    return os.path.basename(name) or name  # noqa: PTH119 - of very many


def _given_up(name: str, lost: Lost) -> ReadFile:
    # Nothing is noted of the file: with more memory or time it may be read the next time.
    return ReadFile(name, Rejection(name, "", f"reading it failed: {lost.reason}", _REMEDY))


@cache
def extractor_version() -> str:
    """Return a name for this way of reading: another one whenever code or profiles change."""
    return f"extraction-{code_version('ingest')}"


@cache
def code_version(package: str) -> str:
    """Return twelve digits that change whenever a file of a package does."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(files(package), "")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        elif entry.name.endswith((".py", ".sql", ".toml")):
            yield name, entry.read_bytes()
