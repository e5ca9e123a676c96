"""Files: a path, a folder, a pattern or standard input -> source documents, in a fixed order."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from ingest.document import SourceDocument
from ingest.readers.decoding import UndecodableError, decode
from ingest.readers.rejection import Rejection

__all__ = ["STANDARD_INPUT", "SUFFIXES", "find_sources", "read_bytes", "read_source"]

STANDARD_INPUT: Final = "-"
"""The name of standard input."""

MAX_BYTES: Final = 50_000_000
"""The largest file that is read."""

SUFFIXES: Final = (".txt", ".text", ".html", ".htm", ".md", ".markdown", ".pdf", ".docx")
"""The file name endings, in lower case, that are taken from a folder."""


def find_sources(names: Iterable[str | Path]) -> Iterator[str]:
    """Yield each file that the names stand for once: by name, sorted within a folder or pattern.

    A folder gives the readable files in it and below it, none of them hidden. A name that matches
    nothing is yielded as it is, so that reading it says what is wrong.
    """
    seen: set[str] = set()
    for name in names:
        for source in _expand(str(name)):
            if source not in seen:
                seen.add(source)
                yield source


def _expand(name: str) -> Iterable[str]:
    path = Path(name)
    if name == STANDARD_INPUT or path.is_file():
        return (name,)
    if path.is_dir():
        found = sorted(
            str(entry)
            for entry in path.rglob("*")
            if entry.suffix.lower() in SUFFIXES
            and entry.is_file()
            and not any(part.startswith(".") for part in entry.relative_to(path).parts)
        )
        return found or (name,)
    if has_magic(name):
        return sorted(f for f in glob(name, recursive=True) if Path(f).is_file()) or (name,)  # noqa: PTH207 - a Path cannot expand an absolute pattern
    return (name,)


def read_source(path: str | Path) -> tuple[SourceDocument, ...] | Rejection:
    """Return the descriptions in a file, or why it cannot be read; ``-`` is standard input."""
    name = str(path)
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return Rejection(name, "", reason, "check the path and its permissions")
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> tuple[SourceDocument, ...] | Rejection:
    """Return the descriptions in a file's bytes, or why they cannot be read."""
    if not data:
        return Rejection(name, "", "the file is empty", "save the text again or leave the file out")
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        return Rejection(name, error.place, str(error), "save it as UTF-8 text")
    digest = hashlib.sha256(data).hexdigest()
    return (SourceDocument(name, 1, text, digest, encoding, 0, len(text)),)
