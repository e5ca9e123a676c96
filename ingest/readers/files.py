"""Files: bytes -> the descriptions in them, or the reason why they cannot be read."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest import limits
from ingest.document import SourceDocument, Span
from ingest.profile_files import choose_profile
from ingest.readers.formats import extract_text, find_format
from ingest.readers.parts import split_parts
from ingest.readers.rejection import Rejection, UnreadableError
from ingest.readers.sources import load_source

__all__ = ["read_bytes", "read_source"]

_SPLIT = "split it into one file a description"


def read_source(path: str | Path) -> tuple[SourceDocument, ...] | Rejection:
    """Return the descriptions in a file, or why it cannot be read; ``-`` is standard input."""
    data = load_source(path)
    return data if isinstance(data, Rejection) else read_bytes(str(path), data)


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
        digest = hashlib.sha256(data).hexdigest()
        whole = SourceDocument(name, 1, text, digest, encoding, 0, len(text))
        spans = split_parts(text, choose_profile(whole))
        _check_descriptions(spans)
    except UnreadableError as error:
        return Rejection(name, error.place, error.reason, error.remedy)
    return tuple(
        replace(whole, part=number, start=span.start, end=span.end)
        for number, span in enumerate(spans, start=1)
    )


def _check_size(data: bytes) -> None:
    if not data:
        raise UnreadableError("the file is empty", "save the text again or leave the file out")
    if len(data) > limits.MAX_FILE_BYTES:
        reason = f"the file is larger than {limits.MAX_FILE_BYTES // 1_000_000} MB"
        raise UnreadableError(reason, _SPLIT)


def _check_descriptions(spans: Sequence[Span]) -> None:
    longest = max(spans, key=lambda span: span.end - span.start)
    if longest.end - longest.start > limits.MAX_DESCRIPTION_CHARACTERS:
        most = f"{limits.MAX_DESCRIPTION_CHARACTERS:,}"
        reason = f"a description in it is longer than {most} characters"
        raise UnreadableError(reason, _SPLIT, place=f"character {longest.start}")


def _check_text(text: str) -> None:
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        reason = f"the text is longer than {limits.MAX_TEXT_CHARACTERS:,} characters"
        raise UnreadableError(reason, _SPLIT)
    if not any(character.isalnum() for character in text):
        raise UnreadableError("the file holds no words", "save the text again or leave it out")
