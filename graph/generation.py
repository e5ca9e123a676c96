"""Generations: whole states of a graph on disk, and the one that is being written.

A generation is a folder with an Oxigraph store, the read models, what the build reported, and
``manifest.json``: the last file to be written, so that a folder without one is unfinished.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from graph.durable import sync_folder, sync_tree, write_atomically
from graph.errors import GraphFolderError
from graph.read_models import build_read_models
from graph.store.oxigraph import OxigraphStore

__all__ = ["FORMAT", "Generation", "GenerationWriter", "drop_generation"]

FORMAT: Final = "orggraph-generation/1"
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole generation.

    Attributes:
        number: Its number; a later build has a higher one.
        folder: Where it is.
        manifest: "format", "quads" and "triples" (counts), "quads_sha256" (of the sorted N-Quads),
            "read_models_sha256" (the same hash, as the read models are stamped with it),
            "input_key" (what the caller of the build says it was made from).
    """

    number: int
    folder: Path
    manifest: Mapping[str, Any] = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the generation in a folder.

        Raises:
            GraphFolderError: If it is unfinished, damaged, or of another format.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            number = int(folder.name)
        except (OSError, ValueError) as error:
            raise GraphFolderError(
                f"{folder}: generation cannot be read ({error})", folder=folder
            ) from error
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise GraphFolderError(f"{folder}: not a generation of format {FORMAT}", folder=folder)
        return cls(number, folder, manifest)

    @property
    def store_folder(self) -> Path:
        """Return the folder of the Oxigraph store."""
        return self.folder / "store"

    @property
    def read_models(self) -> Path:
        """Return the file of the read models."""
        return self.folder / "read-models.sqlite"

    def read_report(self) -> Mapping[str, Any]:
        """Return what the build reported; empty when the report cannot be read."""
        try:
            report = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return report if isinstance(report, dict) else {}

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the generation's files on disk for the length of the block.

        Raises:
            GraphFolderError: If it was dropped in the meantime.
        """
        try:
            descriptor = os.open(self.folder / MANIFEST, os.O_RDONLY)
        except OSError as error:
            raise GraphFolderError(
                f"{self.folder}: generation was dropped", folder=self.folder
            ) from error
        try:
            # Shared locks never conflict; only somebody who drops this generation holds another.
            with contextlib.suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            yield
        finally:
            os.close(descriptor)


class GenerationWriter:
    """A generation that is being written: quads, load, publish, in this order.

    Attributes:
        number: The number that it will have.
        quads_path: Where the caller writes the graph: sorted N-Quads, UTF-8, one line a quad.
    """

    def __init__(self, folder: Path, number: int, input_key: str | None) -> None:
        self.number = number
        self._folder = folder
        self._input_key = input_key
        self._manifest: dict[str, Any] | None = None
        self.quads_path = folder / "graph.nq"

    def load(self) -> Mapping[str, Any]:
        """Return the manifest after loading the quads and building the read models.

        The file of quads is removed; the store holds them.

        Raises:
            GraphFolderError: If the file is missing, is no N-Quads, or the disk is full.
        """
        try:
            with self.quads_path.open("rb") as file:
                quads_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            with OxigraphStore.create(self._folder / "store") as store:
                store.load(self.quads_path)
                counts = build_read_models(store, self._folder / "read-models.sqlite", quads_sha256)
        except OSError as error:
            raise GraphFolderError(
                f"{self._folder}: cannot be written ({error})", folder=self._folder
            ) from error
        self.quads_path.unlink()
        self._manifest = {
            "format": FORMAT,
            "input_key": self._input_key,
            "quads": counts.quads,
            "quads_sha256": quads_sha256,
            "triples": counts.triples,
        }
        return self._manifest

    def finish(self, report: Mapping[str, Any]) -> Generation:
        """Return the whole generation, safely on disk, not yet current.

        Raises:
            GraphFolderError: If it was not loaded, or the disk is full.
        """
        if self._manifest is None:
            raise GraphFolderError(
                f"{self._folder}: nothing was loaded; call load() first", folder=self._folder
            )
        try:
            write_atomically(self._folder / "report.json", as_json(report))
            sync_tree(self._folder)
            write_atomically(self._folder / MANIFEST, as_json(self._manifest))
            sync_folder(self._folder.parent)
        except OSError as error:
            raise GraphFolderError(
                f"{self._folder}: cannot be written ({error})", folder=self._folder
            ) from error
        return Generation(self.number, self._folder, self._manifest)


def drop_generation(folder: Path) -> bool:
    """Return True when a generation's folder was removed, False while a reader has it open.

    Raises:
        OSError: If the folder cannot be removed.
    """
    manifest = folder / MANIFEST
    if manifest.exists():
        descriptor = os.open(manifest, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        else:
            # Without a manifest no reader opens it any more, even if the removal is cut short.
            manifest.unlink()
        finally:
            os.close(descriptor)
    shutil.rmtree(folder)
    return True


def as_json(values: Mapping[str, Any]) -> bytes:
    """Return the bytes of a JSON file: keys sorted, indented, one line break at the end."""
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
