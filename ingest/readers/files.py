"""Files: a path, a folder, a pattern or standard input -> source documents, in a fixed order."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from ingest.document import SourceDocument
from ingest.profile_files import choose_profile
from ingest.readers.formats import SUFFIXES, extract_text, find_format
from ingest.readers.parts import split_parts
from ingest.readers.rejection import Rejection, UnreadableError

__all__ = ["STANDARD_INPUT", "find_sources", "load_source", "read_bytes", "read_source"]

STANDARD_INPUT: Final = "-"
"""The name of standard input."""

MAX_BYTES: Final = 50_000_000
"""The largest file that is read."""

MAX_CHARACTERS: Final = 5_000_000
"""The longest text that is read, in code points: some seven hundred descriptions."""


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
        return sorted(_readable_files(path)) or (name,)
    if has_magic(name):
        return sorted(f for f in glob(name, recursive=True) if Path(f).is_file()) or (name,)  # noqa: PTH207 - a Path cannot expand an absolute pattern
    return (name,)


def _readable_files(folder: Path) -> Iterator[str]:
    # Strings and not paths: a folder may hold a hundred thousand files.
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - see above
            file = os.path.join(place, name)  # noqa: PTH118 - see above
            if ending in SUFFIXES and not name.startswith(".") and os.path.isfile(file):  # noqa: PTH113
                yield file.removeprefix("./")


def read_source(path: str | Path) -> tuple[SourceDocument, ...] | Rejection:
    """Return the descriptions in a file, or why it cannot be read; ``-`` is standard input."""
    data = load_source(path)
    return data if isinstance(data, Rejection) else read_bytes(str(path), data)


def load_source(path: str | Path) -> bytes | Rejection:
    """Return the bytes of a file, one more than are read at most, or why it cannot be opened."""
    name = str(path)
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        endings = ", ".join(SUFFIXES)
        return Rejection(
            name, "", "there is no description in this folder", f"put files in it: {endings}"
        )
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return Rejection(name, "", reason, "check the path and its permissions")


def read_bytes(name: str, data: bytes) -> tuple[SourceDocument, ...] | Rejection:
    """Return the descriptions in a file's bytes, or why they cannot be read.

    Args:
        name: How the file is named in the result; its ending tells the format of a plain file.
        data: The file's bytes.
    """
    try:
        _check_size(data)
        text, encoding = extract_text(data, find_format(name, data))
        _check_text(text)
    except UnreadableError as error:
        return Rejection(name, error.place, error.reason, error.remedy)
    digest = hashlib.sha256(data).hexdigest()
    whole = SourceDocument(name, 1, text, digest, encoding, 0, len(text))
    return tuple(
        replace(whole, part=number, start=span.start, end=span.end)
        for number, span in enumerate(split_parts(text, choose_profile(whole)), start=1)
    )


def _check_size(data: bytes) -> None:
    if not data:
        raise UnreadableError("the file is empty", "save the text again or leave the file out")
    if len(data) > MAX_BYTES:
        reason = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise UnreadableError(reason, "split it into one file a description")


def _check_text(text: str) -> None:
    if not any(character.isalnum() for character in text):
        raise UnreadableError("the file holds no words", "save the text again or leave it out")
    if len(text) > MAX_CHARACTERS:
        reason = f"the text is longer than {MAX_CHARACTERS:,} characters"
        raise UnreadableError(reason, "split it into one file a description")
