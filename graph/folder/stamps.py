"""Stamps: what the file system said of a generation's files when they were known to be whole.

A look at the stamps finds what somebody wrote to since, whatever its size is now, and reads no
file; only a file with another stamp is hashed, and compared with the seal. What changes without
the file system knowing (a flipped bit on the disk) has the stamp it had: that, hashes alone find.

The stamps stand beside the generations, in a file that may be lost: then all files are hashed once.
They are no part of a manifest, because a copied folder is as good and has other ones.
"""

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.folder.durable import write_atomically
from graph.folder.generation import Generation
from graph.folder.seal import file_hash, files_at_fault

__all__ = ["FILE", "altered_files", "find_written_to", "forget_stamps", "note_stamps"]

FILE: Final = "stamps.json"
"""The name of the file in a graph folder."""

_Stamps = dict[str, dict[str, list[int]]]


def find_written_to(folder: Path, generation: Generation) -> tuple[str, str] | None:
    """Return a file of a generation that is not as it was sealed, with what is wrong; None if none.

    Args:
        folder: The graph folder, whose lock the caller holds.
        generation: The generation.

    Raises:
        OSError: If a file cannot be read.
    """
    for fault in files_at_fault(generation.folder, generation.manifest):
        return fault
    known = _read(folder).get(str(generation.number), {})
    doubtful = [
        name
        for name in generation.manifest.get("files", {})
        if _stamp(generation.folder / name) != known.get(name)
    ]
    for fault in altered_files(generation, doubtful):
        return fault
    if doubtful:
        note_stamps(folder, generation)
    return None


def altered_files(generation: Generation, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield which files of a generation have other bytes than were sealed, with what is wrong.

    Args:
        generation: The generation.
        names: The files to be read; others than those of the generation are left out.

    Raises:
        OSError: If a file cannot be read.
    """
    files: Mapping[str, Any] = generation.manifest.get("files", {})
    for name in sorted(files.keys() & set(names)):
        if file_hash(generation.folder / name) != files[name]["sha256"]:
            yield name, "the file was altered"


def note_stamps(folder: Path, generation: Generation) -> None:
    """Note that the files of a generation are whole as they are now.

    What is known of generations that went is forgotten.
    """
    files = generation.manifest.get("files", {})
    stamps = _read(folder)
    stamps[str(generation.number)] = {name: _stamp(generation.folder / name) for name in files}
    _write(folder, stamps)


def forget_stamps(folder: Path, number: int) -> None:
    """Let the next look at a generation hash all its files."""
    stamps = _read(folder)
    stamps.pop(str(number), None)
    _write(folder, stamps)


def _stamp(path: Path) -> list[int]:
    """Return size, time and number of a file; the time of change is that of its names, too."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _read(folder: Path) -> _Stamps:
    try:
        stamps = json.loads((folder / FILE).read_bytes())
        return {number: dict(files) for number, files in stamps.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(folder: Path, stamps: _Stamps) -> None:
    there = {n: files for n, files in stamps.items() if (folder / "generations" / n).exists()}
    text = json.dumps(there, sort_keys=True, separators=(",", ":"))
    with contextlib.suppress(OSError):  # they only save work
        write_atomically(folder / FILE, f"{text}\n".encode(), sync=False)
