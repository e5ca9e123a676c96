"""The kept texts and cached extractions: each whole, none lost, none that nothing needs."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

from graph.folder.entries import read_entry
from graph.verification.report import ANEW, BUILD, Fault

__all__ = ["KeptTexts", "find_extraction_faults", "find_orphans"]

Tell = Callable[[int, int], None]


class KeptTexts:
    """The texts of a graph folder: every one is looked at once.

    Attributes:
        names: The documents whose text is there and whole, by SHA-256.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names: set[str] = set()
        self._last: tuple[str, str] = ("", "")

    def find_faults(self, needed: Set[str], tell: Tell) -> Iterator[Fault]:
        """Yield lost and altered texts; ``needed`` are the documents of all generations."""
        there = dict(_entries(self._folder / "texts"))
        for number, (name, path) in enumerate(sorted(there.items())):
            tell(number, len(there))
            entry = read_entry(path)
            if entry is None or not _is_of_its_bytes(name, *entry):
                yield Fault("the text was altered", f"texts/{name[:2]}/{name}", ANEW)
            else:
                self.names.add(name)
        tell(len(there), len(there))
        for name in sorted(needed - there.keys()):
            yield Fault("the text is lost", f"texts/{name[:2]}/{name}", BUILD)

    def text(self, sha256: str) -> str:
        """Return a text that was found whole."""
        if self._last[0] != sha256:
            entry = read_entry(self._folder / "texts" / sha256[:2] / sha256)
            content = b"" if entry is None else entry[1]
            self._last = (sha256, content.decode("utf-8", "surrogatepass"))
        return self._last[1]


def _is_of_its_bytes(sha256: str, header: Mapping[str, str], content: bytes) -> bool:
    """Return whether a text that holds every byte of its document still does."""
    if header.get("exact") != "yes":
        return True  # the text of a page or a PDF: only the entry's own hash can tell
    try:
        text = content.decode("utf-8", "surrogatepass")
        return hashlib.sha256(text.encode(header["encoding"])).hexdigest() == sha256
    except (LookupError, UnicodeError):
        return False


def find_extraction_faults(folder: Path, needed: Set[str], tell: Tell) -> Iterator[Fault]:
    """Yield damaged cached extractions, and those of ``needed`` documents that are lost."""
    found: set[str] = set()
    versions = [path for path in sorted((folder / "extractions").iterdir()) if path.is_dir()]
    there = [entry for version in versions for entry in _entries(version)]
    for number, (name, path) in enumerate(there):
        tell(number, len(there))
        found.add(name)
        entry = read_entry(path)
        if entry is None or not _is_json_lines(entry[1]):
            where = path.relative_to(folder).as_posix()
            yield Fault("the cached extraction was altered", where, BUILD)
    tell(len(there), len(there))
    for name in sorted(needed - found):
        yield Fault("the cached extraction is lost", f"extractions/*/{name[:2]}/{name}", BUILD)


def _is_json_lines(content: bytes) -> bool:
    try:
        return all(isinstance(json.loads(line), dict) for line in content.splitlines())
    except ValueError:
        return False


def find_orphans(folder: Path, needed: Set[str]) -> Iterator[Fault]:
    """Yield files that belong to nothing: no generation and no source of the last build."""
    cached = set()
    for version in sorted((folder / "extractions").iterdir()):
        cached |= {name for name, _ in _entries(version)} if version.is_dir() else set()
    texts = dict(_entries(folder / "texts"))
    owned = {
        "texts": {path for name, path in texts.items() if name in needed or name in cached},
        "extractions": {
            path
            for version in (folder / "extractions").iterdir()
            if version.is_dir()
            for name, path in _entries(version)
            if name in texts or name in needed
        },
    }
    for kind, paths in owned.items():
        for path in sorted((folder / kind).rglob("*")):
            if not path.is_dir() and path not in paths:
                where = path.relative_to(folder).as_posix()
                yield Fault("the file belongs to nothing", where, BUILD)


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the entries that stand where their name says, in order."""
    for part in sorted(folder.iterdir()):
        if part.is_dir():
            for path in sorted(part.iterdir()):
                if path.name[:2] == part.name and path.is_file():
                    yield path.name, path
