"""One file -> its extractions in the cache and their summaries: the work of one moment of pass one.

It depends on the bytes of the file alone, so that files can be read side by side and in any order.
What was read is kept in the graph folder under the hash of its bytes and of the code that read it.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.folder.workspace import Workspace
from ingest.building.source_index import Part, Stamp, read_stamp
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.profile_files import load_profile
from ingest.readers import STANDARD_INPUT, Rejection, load_source, read_bytes
from ingest.record import Extraction
from ingest.resolution.naming import TitleWords
from ingest.resolution.summary import DocumentSummary, summarise

__all__ = ["Extract", "FileReader", "ReadFile", "summary_of", "title_words"]

Extract = Callable[[SourceDocument], Extraction]
"""Extraction, as a function that is handed in."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of reading one file.

    Attributes:
        name: The name by which the user gave it.
        outcome: The SHA-256 of its bytes, or why they cannot be read.
        parts: The descriptions in it; None where they are in the cache and were not looked at.
        extracted: How many of them were not in the cache.
        stamp: What the file system says of it; None where that changed while it was read, or where
            the outcome says nothing of the file's bytes.
        seen_ns: When reading began, in nanoseconds since 1970.
        kept: What the file system says of the file with its cached extractions.
        mended: What was kept of it, was damaged and was made anew, as a clause; "" for nothing.
    """

    name: str
    outcome: str | Rejection
    parts: tuple[Part, ...] | None = ()
    extracted: int = 0
    stamp: Stamp | None = None
    seen_ns: int = 0
    kept: Stamp | None = None
    mended: str = ""


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files for one graph folder.

    Attributes:
        workspace: Where texts and extractions are kept.
        extractor: The version of the code that reads.
        extract: Reads one description.
        anew: Whether everything is read again, whatever is in the cache.
    """

    workspace: Workspace
    extractor: str
    extract: Extract = extract
    anew: bool = False

    def look_into(self, names: Sequence[str]) -> list[ReadFile]:
        """Return what comes of reading files, without looking into what is cached of them.

        Raises:
            OSError: If the workspace cannot be written to.
            ProfileError: If a profile is damaged.
        """
        return [self.read(name, summarise_cached=False) for name in names]

    def read_all(self, names: Sequence[str]) -> list[ReadFile]:
        """Return what comes of reading files.

        Raises:
            OSError: If the workspace cannot be written to.
            ProfileError: If a profile is damaged.
        """
        return [self.read(name) for name in names]

    def read(self, name: str, *, summarise_cached: bool = True) -> ReadFile:
        """Return what came of reading a file; what is new of it is in the cache then.

        Args:
            name: The name by which the user gave it.
            summarise_cached: Whether to look into extractions that are in the cache already.

        Raises:
            OSError: If the workspace cannot be written to.
            ProfileError: If a profile is damaged.
        """
        seen_ns = time.time_ns()
        stamp = read_stamp(name)
        data = load_source(name)
        if isinstance(data, Rejection):
            return ReadFile(name, data)
        if read_stamp(name) != stamp:
            stamp = None
        sha256 = hashlib.sha256(data).hexdigest()
        was_cached = not self.anew and self.workspace.has_cached(sha256, self.extractor)
        read = None
        if was_cached:
            look = summarise_cached or name == STANDARD_INPUT  # which is read once
            read = self._read_cached(name, data, sha256, summarise=look)
        if read is None:
            read = self._read_anew(name, data)
            if was_cached and isinstance(read.outcome, str):
                mended = f"what was kept of {name} was damaged, and it was read anew"
                read = replace(read, mended=mended)
        return replace(read, stamp=stamp, seen_ns=seen_ns)

    def extractions_of(self, sha256: str, name: str) -> tuple[Extraction, ...] | None:
        """Return the extractions of a file: from the cache or, where that is damaged, read again.

        Returns:
            None when the file has other bytes by now, or cannot be read any more.

        Raises:
            OSError: If the workspace cannot be written to.
        """
        extractions = self._cached(sha256)
        if extractions is None:
            data = load_source(name)
            if isinstance(data, Rejection) or hashlib.sha256(data).hexdigest() != sha256:
                return None
            found = self._extract(name, data)
            extractions = None if isinstance(found, Rejection) else found
        return extractions

    def _read_cached(
        self, name: str, data: bytes, sha256: str, *, summarise: bool
    ) -> ReadFile | None:
        parts: tuple[Part, ...] | None = None
        if summarise:
            extractions = self._cached(sha256)
            if extractions is None:
                return None
            parts = tuple(Part.of(summary_of(extraction)) for extraction in extractions)
        elif not self.workspace.has_whole_cached(sha256, self.extractor):
            return None
        mended = ""
        if not self.workspace.has_text(sha256):
            documents = read_bytes(name, data)
            if isinstance(documents, Rejection):
                return None
            self.workspace.write_text(sha256, documents[0].text, documents[0].encoding)
            mended = f"the text of {name} was lost and was kept again"
        return ReadFile(name, sha256, parts, kept=self._kept(sha256), mended=mended)

    def _read_anew(self, name: str, data: bytes) -> ReadFile:
        extractions = self._extract(name, data)
        if isinstance(extractions, Rejection):
            return ReadFile(name, extractions)
        sha256 = extractions[0].sha256
        parts = tuple(Part.of(summary_of(extraction)) for extraction in extractions)
        return ReadFile(name, sha256, parts, len(parts), kept=self._kept(sha256))

    def _kept(self, sha256: str) -> Stamp | None:
        return read_stamp(self.workspace.cache_name(sha256, self.extractor))

    def _cached(self, sha256: str) -> tuple[Extraction, ...] | None:
        records = self.workspace.read_cached(sha256, self.extractor)
        return None if records is None else tuple(map(Extraction.from_dict, records))

    def _extract(self, name: str, data: bytes) -> tuple[Extraction, ...] | Rejection:
        documents = read_bytes(name, data)
        if isinstance(documents, Rejection):
            return documents
        if not documents:
            return Rejection(name, "", "there is no description in it", "leave the file out")
        try:
            extractions = tuple(self.extract(document) for document in documents)
        except Exception as error:  # One file that breaks a rule must not cost all others.
            reason = f"reading it failed ({type(error).__name__}: {error})"
            return Rejection(name, "", reason, "report it with the file, and leave the file out")
        first = documents[0]
        self.workspace.write_text(first.sha256, first.text, first.encoding)
        records = [extraction.to_dict() for extraction in extractions]
        self.workspace.write_cached(first.sha256, self.extractor, records)
        return extractions


@cache
def title_words(profile: str) -> TitleWords:
    """Return what the words of a title say, by the profile of that name.

    Raises:
        ProfileError: If there is no such profile.
    """
    words = load_profile(profile).words
    return TitleWords(
        head_words=words("head_words"),
        not_head_words=words("not_head_words"),
        generic_posts=words("generic_posts"),
    )


def summary_of(extraction: Extraction) -> DocumentSummary:
    """Return what resolution needs to know of an extraction, by its profile.

    Raises:
        ProfileError: If there is no such profile.
    """
    employer = load_profile(extraction.profile).employer
    return summarise(extraction, title_words(extraction.profile), employer)
