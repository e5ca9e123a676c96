"""What a build puts right in a graph folder before it begins, and clears away when it is done.

Whoever calls these functions holds the folder's lock. Killed in the middle, they leave a folder
that the next build mends as well.
"""

import contextlib
import os
import sqlite3
from collections.abc import Set
from pathlib import Path

from graph.errors import GraphFolderError
from graph.folder.durable import TEMPORARY_SUFFIX, sync_folder, write_atomically
from graph.folder.generation import Generation, drop_generation
from graph.folder.stamps import find_written_to

__all__ = [
    "documents_of",
    "drop_unfinished",
    "drop_unneeded",
    "find_damage",
    "find_sound",
    "mend",
    "numbers",
]


def numbers(folder: Path) -> list[int]:
    """Return the numbers of all generations that are there, whole or not, in order."""
    names = (path.name for path in (folder / "generations").iterdir())
    return sorted(int(name) for name in names if name.isdecimal() and name.isascii())


def find_damage(folder: Path, number: int) -> str:
    """Return what a look at a generation finds amiss, as a clause; "" if nothing.

    No file is read but the manifest, and what was written to since it was whole: this is no
    verification.
    """
    try:
        generation = Generation.read(folder / "generations" / str(number))
    except GraphFolderError:
        return "its manifest is lost or damaged"
    try:
        fault = find_written_to(folder, generation)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return "" if fault is None else ": ".join(fault)


def find_sound(folder: Path, *, below: int | None = None) -> int | None:
    """Return the number of the newest generation (below a number) without damage, or None."""
    for number in reversed(numbers(folder)):
        if (below is None or number < below) and not find_damage(folder, number):
            return number
    return None


def mend(folder: Path) -> tuple[str, ...]:
    """Return what was amiss with the current generation; an older sound one stands in for it.

    Raises:
        OSError: If the folder cannot be written to.
    """
    try:
        text = (folder / "CURRENT").read_bytes()
    except FileNotFoundError:
        text = b""
    number = int(text) if text.strip().isdigit() else None
    if number is not None and text == b"%d\n" % number:
        damage = find_damage(folder, number)
        if not damage:
            _mend_report(folder, number)
            return ()
        damage = f"generation {number} was damaged ({damage})"
        stand_in = find_sound(folder, below=number)
    else:
        stand_in = find_sound(folder)
        if not text and stand_in is None:
            return ()  # nothing was built here yet
        damage = "CURRENT was lost or damaged"
    if stand_in is None:
        return (f"{damage}; everything is built anew",)
    write_atomically(folder / "CURRENT", b"%d\n" % stand_in)
    _mend_report(folder, stand_in)
    return (f"{damage}; generation {stand_in} stood in for it",)


def _mend_report(folder: Path, number: int) -> None:
    """Copy a generation's report to where people look for it, unless it is there."""
    report = (folder / "generations" / str(number) / "report.json").read_bytes()
    with contextlib.suppress(OSError):
        if (folder / "report.json").read_bytes() == report:
            return
    write_atomically(folder / "report.json", report)


def drop_unfinished(folder: Path, current: int | None) -> None:
    """Remove all generations but the current one and the newest sound one before it.

    What a killed write left behind goes, too.

    Raises:
        OSError: If something cannot be removed.
    """
    kept = {current, find_sound(folder, below=current)} if current is not None else set()
    for number in numbers(folder):
        if number not in kept:
            drop_generation(folder / "generations" / str(number))
    for path in folder.glob(f".*{TEMPORARY_SUFFIX}"):
        path.unlink(missing_ok=True)
    sync_folder(folder / "generations")


def drop_unneeded(folder: Path, sources: Set[str], extractor: str) -> int:
    """Return how many texts and cached extractions were removed: those that nothing needs.

    Needed are the sources of this build, and those of every generation that is still there,
    perhaps only because somebody reads it. Nothing is removed where that cannot be told.

    Args:
        folder: The graph folder.
        sources: The SHA-256 of each document of this build.
        extractor: The extractor whose cached extractions are of use.

    Raises:
        OSError: If something cannot be removed.
    """
    needed = set(sources)
    try:
        for number in numbers(folder):
            needed |= documents_of(folder / "generations" / str(number))
    except (GraphFolderError, sqlite3.Error):
        return 0
    removed = 0
    for name in _entries(folder / "texts"):
        removed += _drop(folder / "texts", name, needed)
    for version in _entries(folder / "extractions"):
        if not (folder / "extractions" / version).is_dir():
            removed += _drop(folder / "extractions", version, needed)
            continue
        kept = needed if version == extractor else frozenset[str]()
        for name in _entries(folder / "extractions" / version):
            removed += _drop(folder / "extractions" / version, name, kept)
        if version != extractor:
            _remove_folder(folder / "extractions" / version)
    return removed


def documents_of(generation: Path) -> set[str]:
    """Return the SHA-256 of every document that a generation quotes.

    Raises:
        GraphFolderError: If it has no manifest.
        sqlite3.Error: If its read models cannot be asked.
    """
    read_models = Generation.read(generation).read_models
    database = sqlite3.connect(f"{read_models.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return {row[0] for row in database.execute("SELECT sha256 FROM version")}
    finally:
        database.close()


def _entries(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def _drop(folder: Path, name: str, needed: Set[str]) -> int:
    """Return how many files were removed from one folder of a hundred entries or so."""
    place = folder / name
    if not place.is_dir():
        place.unlink(missing_ok=True)
        return 1
    unneeded = [entry for entry in _entries(place) if entry not in needed]
    for entry in unneeded:
        (place / entry).unlink(missing_ok=True)
    if unneeded:
        _remove_folder(place)
    return len(unneeded)


def _remove_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # it is not empty
        folder.rmdir()
