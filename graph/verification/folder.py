"""A whole graph folder: the switch, every generation that is there, the texts, the cache."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from graph.errors import GraphFolderError
from graph.folder.durable import TEMPORARY_SUFFIX
from graph.folder.generation import MANIFEST, Generation
from graph.folder.lock import is_held
from graph.folder.mending import documents_of, numbers
from graph.folder.workspace import Workspace
from graph.verification.kept_entries import KeptTexts, find_extraction_faults, find_orphans
from graph.verification.read_model_check import find_read_model_faults
from graph.verification.report import BUILD, Fault, Progress, Verification
from graph.verification.sealed_files import find_file_faults, read_manifest, report_faults
from graph.verification.stored_quads import Checked, find_store_faults

__all__ = ["verify"]


def verify(folder: Path | str, *, progress: Progress | None = None) -> Verification:
    """Return what is wrong with a graph folder. Nothing in it is changed.

    Raises:
        GraphFolderError: If there is no graph folder, or nothing was built in it yet.
    """
    workspace = Workspace.open(folder)
    tell = progress or _say_nothing
    finished = (workspace.folder / "generations").glob(f"*/{MANIFEST}")
    if not (workspace.folder / "CURRENT").exists() and not any(finished):
        raise GraphFolderError(
            f"{workspace.folder}: nothing was built here yet; run 'orggraph build'",
            folder=workspace.folder,
        )
    look = _Look(workspace.folder, tell)
    building = is_held(workspace.folder / "lock")
    with contextlib.ExitStack() as opened:
        faults = list(look.find_faults(opened))
        building = building or is_held(workspace.folder / "lock")
        if not building:
            faults += look.find_orphans()
    checked = dict(sorted(look.checked.items()))
    return Verification(str(folder), tuple(faults), checked, building)


class _Look:
    """One look at a folder, from the switch to the last cached extraction."""

    def __init__(self, folder: Path, tell: Progress) -> None:
        self._folder = folder
        self._tell = tell
        self.checked: Counter[str] = Counter()
        self._current: int | None = None
        self._generations: dict[int, Generation] = {}
        self._faulty: dict[int, set[str]] = {}
        self._needed: set[str] = set()
        self._current_documents: set[str] = set()

    def find_faults(self, opened: contextlib.ExitStack) -> Iterator[Fault]:
        """Yield all faults but orphans; generations are held in use until ``opened`` ends."""
        yield from self._switch()
        yield from self._manifests(opened)
        yield from self._files()
        yield from self._report()
        texts = KeptTexts(self._folder)
        yield from texts.find_faults(self._needed, partial(self._tell, "texts"))
        self.checked["texts"] = len(texts.names)
        yield from find_extraction_faults(
            self._folder, self._current_documents, partial(self._tell, "extractions")
        )
        for number, generation in self._generations.items():
            # A store with altered files is not opened: what it would do is anybody's guess.
            if not any(name.startswith("store/") for name in self._faulty[number]):
                yield from self._quads(generation, texts)

    def find_orphans(self) -> Iterator[Fault]:
        """Yield what a killed build left behind: the next one removes it."""
        for number in numbers(self._folder):
            where = f"generations/{number}"
            if self._current is not None and number > self._current:
                yield Fault("an interrupted build left this behind", where, BUILD)
            elif number != self._current and not (self._folder / where / MANIFEST).exists():
                left = f"{where}/{MANIFEST}"
                yield Fault("an interrupted build left a generation without it", left, BUILD)
        for path in sorted(self._folder.glob(f".*{TEMPORARY_SUFFIX}")):
            yield Fault("an interrupted build left this behind", path.name, BUILD)
        yield from find_orphans(self._folder, self._needed)

    def _switch(self) -> Iterator[Fault]:
        try:
            text = (self._folder / "CURRENT").read_bytes()
        except FileNotFoundError:
            yield Fault("the file is lost", "CURRENT", BUILD)
            return
        except OSError as error:
            yield Fault(f"it cannot be read ({error.strerror})", "CURRENT", BUILD)
            return
        number = int(text) if text.strip().isdigit() else None
        if number is None or text != b"%d\n" % number:
            yield Fault("it does not hold the number of a generation", "CURRENT", BUILD)
            return
        self._current = number
        if number not in numbers(self._folder):
            yield Fault(f"it names generation {number}, which is lost", "CURRENT", BUILD)

    def _manifests(self, opened: contextlib.ExitStack) -> Iterator[Fault]:
        for number in numbers(self._folder):
            if self._current is not None and number > self._current:
                continue  # it is being written, or was left behind
            where = f"generations/{number}"
            if number != self._current and not (self._folder / where / MANIFEST).exists():
                continue  # it is being dropped, or dropping it was interrupted
            found = read_manifest(self._folder / where, where)
            if isinstance(found, Fault):
                yield found
                continue
            with contextlib.suppress(GraphFolderError):  # it has been dropped just now
                opened.enter_context(found.in_use())
                self._generations[number] = found

    def _files(self) -> Iterator[Fault]:
        for number, generation in self._generations.items():
            where = f"generations/{number}"
            self._faulty[number] = set()
            for each in find_file_faults(generation, where, partial(self._tell, f"{where} files")):
                self._faulty[number].add(each.where.removeprefix(f"{where}/"))
                yield each
            self.checked["files"] += len(generation.manifest["files"])
            with contextlib.suppress(GraphFolderError, sqlite3.Error):
                documents = documents_of(generation.folder)
                self._needed |= documents
                if number == self._current:
                    self._current_documents = documents

    def _report(self) -> Iterator[Fault]:
        generation = self._generations.get(self._current or 0)
        if generation is not None and "report.json" not in self._faulty[generation.number]:
            yield from report_faults(self._folder, generation)

    def _quads(self, generation: Generation, texts: KeptTexts) -> Iterator[Fault]:
        where = f"generations/{generation.number}"
        counts = Checked()
        tell = partial(self._tell, f"{where} quotes")
        yield from find_store_faults(generation, where, texts, counts, tell)
        self.checked["quads"] += counts.quads
        self.checked["quotes"] += counts.quotes
        yield from find_read_model_faults(generation, where, self._tell)
        self.checked["generations"] += 1


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    """Take no notice of progress."""
