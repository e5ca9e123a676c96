"""The seal of a generation: the size and the hash of every file in it, and of the manifest itself.

It stands in the manifest, the last file of a generation to be written. A look at the sizes finds
what was cut short or lost, and costs no reading; the hashes find every flipped byte.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

__all__ = [
    "file_hash",
    "files_at_fault",
    "names_below",
    "seal_files",
    "sealed",
    "self_hash",
    "shared_seals",
]

_SELF: Final = "sha256"


def sealed(
    manifest: Mapping[str, Any], folder: Path, *, but: str, known: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a manifest with the seal of a folder's files (all but the manifest's) and of itself.

    Args:
        manifest: Its other values.
        folder: The folder.
        but: The name of the manifest's file.
        known: The seals of files that need no reading, by name.

    Raises:
        OSError: If a file cannot be read.
    """
    values = dict(manifest) | {"files": seal_files(folder, but=but, known=known)}
    return values | {_SELF: self_hash(values)}


def seal_files(
    folder: Path, *, but: str, known: Mapping[str, Any] | None = None
) -> dict[str, dict[str, Any]]:
    """Return the size in bytes and the SHA-256 of each file in and below a folder, by name.

    Args:
        folder: The folder.
        but: A name to leave out.
        known: The seals of files that need no reading, by name.

    Raises:
        OSError: If a file cannot be read.
    """
    known = known or {}
    return {
        name: known.get(name)
        or {"bytes": (folder / name).stat().st_size, "sha256": file_hash(folder / name)}
        for name in sorted(names_below(folder))
        if name != but
    }


def shared_seals(folder: Path, other: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the seals of the files of a folder that are files of a sealed one under another name.

    Raises:
        OSError: If a folder cannot be read.
    """
    return {
        name: seal
        for name, seal in dict(manifest.get("files", {})).items()
        if (folder / name).exists() and (folder / name).samefile(other / name)
    }


def names_below(folder: Path) -> Iterator[str]:
    """Yield the names of the files in and below a folder, with slashes, in any order."""
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            yield path.relative_to(folder).as_posix()


def file_hash(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def self_hash(manifest: Mapping[str, Any]) -> str:
    """Return the hash of a manifest without its own hash: of its JSON, keys sorted.

    >>> self_hash({"quads": 1}) == self_hash({"sha256": "anything", "quads": 1})
    True
    """
    values = {name: value for name, value in manifest.items() if name != _SELF}
    text = json.dumps(values, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def files_at_fault(folder: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each sealed file that is lost or of another size, with what is wrong, by name.

    A look at the folder only: no file is read. A manifest without a seal has no fault here.
    """
    files = manifest.get("files", {})
    for name, expected in sorted(files.items()) if isinstance(files, dict) else ():
        try:
            size = (folder / name).stat().st_size
        except OSError:
            yield name, "the file is lost"
        else:
            if size != expected["bytes"]:
                yield name, f"the file has {size:,} bytes, not {expected['bytes']:,}"
