"""Sources -> extractions in the cache and their summaries: the first pass of a build.

Reading one file depends on that file alone. What was read is kept in the graph folder under the
hash of its bytes and of the code that read it, so that the next build reads only what is new.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath

from graph.workspace import Workspace
from ingest.extraction import extract
from ingest.naming import TitleWords
from ingest.profile_files import load_profile
from ingest.readers import Rejection, find_sources, read_source
from ingest.record import Extraction
from ingest.resolution import Resolver
from ingest.summary import DocumentSummary, summarise

__all__ = [
    "Intake",
    "Progress",
    "code_version",
    "extractor_version",
    "summary_of",
    "take_in",
    "title_words",
]

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Intake:
    """What came of reading the sources.

    Attributes:
        extractor: The version of the code that read them.
        names: The name of the file, without folders, by the SHA-256 of its bytes.
        documents: The descriptions, by SHA-256 and part.
        left_out: How many descriptions are dated later than what was asked for.
        extracted: How many descriptions were not in the cache.
        rejections: What could not be read, in order of the sources.
        duplicates: Files with the bytes of another one: (left out, kept).
        mended: What was kept of earlier builds, was damaged and was made anew, each as a clause.
    """

    extractor: str
    names: dict[str, str] = field(default_factory=dict)
    documents: set[tuple[str, int]] = field(default_factory=set)
    left_out: int = 0
    extracted: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def take_in(
    workspace: Workspace,
    sources: Sequence[Path | str],
    resolver: Resolver,
    tell: Progress,
    *,
    as_of: str | None = None,
    anew: bool = False,
) -> Intake:
    """Return what came of reading the sources; their summaries go to the resolver.

    Args:
        workspace: Where texts and extractions are kept.
        sources: Files, folders, patterns, or "-" for standard input.
        resolver: Takes in the summaries.
        tell: Called before each file.
        as_of: The last month, "YYYY-MM", whose descriptions are taken; None takes all.
        anew: Whether to read everything again, and to trust nothing that was kept.

    Raises:
        OSError: If the workspace cannot be written to.
        ProfileError: If a profile is damaged.
    """
    intake = Intake(extractor_version())
    names = list(find_sources(sources))
    paths: dict[str, str] = {}
    for number, name in enumerate(names):
        tell("read", number, len(names))
        found = _read(workspace, intake, name, anew=anew)
        if isinstance(found, Rejection):
            intake.rejections.append(found)
            continue
        sha256 = found[0].sha256
        kept = name
        if sha256 in paths:
            kept, left_out = sorted((paths[sha256], name), key=lambda n: (PurePath(n).name, n))
            intake.duplicates.append((left_out, kept))
        else:
            for extraction in found:
                summary = summary_of(extraction)
                if as_of is not None and summary.latest > as_of:
                    intake.left_out += 1
                    continue
                resolver.add(summary)
                intake.documents.add((sha256, extraction.part))
        paths[sha256] = kept
        intake.names[sha256] = PurePath(kept).name or kept
    tell("read", len(names), len(names))
    return intake


def _read(
    workspace: Workspace, intake: Intake, name: str, *, anew: bool
) -> tuple[Extraction, ...] | Rejection:
    documents = read_source(name)
    if isinstance(documents, Rejection):
        return documents
    if not documents:
        return Rejection(name, "", "there is no description in it", "leave the file out")
    first = documents[0]
    cached = None if anew else workspace.read_cached(first.sha256, intake.extractor)
    if cached is not None:
        if not workspace.has_text(first.sha256):
            workspace.write_text(first.sha256, first.text, first.encoding)
            intake.mended.append(f"the text of {name} was lost and was kept again")
        return tuple(Extraction.from_dict(record) for record in cached)
    if not anew and workspace.has_cached(first.sha256, intake.extractor):
        intake.mended.append(f"what was kept of {name} was damaged, and it was read anew")
    try:
        extractions = tuple(extract(document) for document in documents)
    except Exception as error:  # One file that breaks a rule must not cost all others.
        reason = f"reading it failed ({type(error).__name__}: {error})"
        return Rejection(name, "", reason, "report it with the file, and leave the file out")
    intake.extracted += len(extractions)
    workspace.write_text(first.sha256, first.text, first.encoding)
    records = [extraction.to_dict() for extraction in extractions]
    workspace.write_cached(first.sha256, intake.extractor, records)
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
        elif entry.name.endswith((".py", ".toml")):
            yield name, entry.read_bytes()
