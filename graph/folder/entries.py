"""Files that carry the hash of their own content: a damaged one is as good as none."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from graph.folder.durable import write_atomically

__all__ = ["read_entry", "write_entry"]


def write_entry(path: Path, content: bytes, *, temporary_folder: Path, **header: str) -> None:
    """Write a file: one line with the header and the hash of all else, and then the content.

    It is not synced: a bad entry is read as missing.

    Raises:
        OSError: If the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    line = _line(header | {"sha256": _hash(header, content)})
    write_atomically(path, line + b"\n" + content, sync=False, temporary_folder=temporary_folder)


def read_entry(path: Path) -> tuple[Mapping[str, str], bytes] | None:
    """Return the header and the content of an entry; None when it is missing or damaged."""
    try:
        line, _, content = path.read_bytes().partition(b"\n")
        header = json.loads(line)
    except (OSError, ValueError):
        return None
    if not isinstance(header, dict):
        return None
    named = {name: value for name, value in header.items() if name != "sha256"}
    if header.get("sha256") != _hash(named, content) or line != _line(header):
        return None
    return header, content


def _hash(header: Mapping[str, str], content: bytes) -> str:
    return hashlib.sha256(_line(header) + b"\n" + content).hexdigest()


def _line(header: Mapping[str, str]) -> bytes:
    return json.dumps(header, ensure_ascii=True, sort_keys=True).encode("ascii")
