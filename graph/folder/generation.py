"""Generations: whole states of a graph on disk.

A generation is a folder with an Oxigraph store, the read models, what the build reported, and
``manifest.json``: the last file to be written, so that a folder without one is unfinished.
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from graph.errors import GraphFolderError

__all__ = ["FORMAT", "MANIFEST", "READ_MODELS", "Generation", "as_json", "drop_generation"]

FORMAT: Final = "orggraph-generation/1"
MANIFEST: Final = "manifest.json"
READ_MODELS: Final = "read-models.sqlite"


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole generation.

    Attributes:
        number: Its number; a later build has a higher one.
        folder: Where it is.
        manifest: "format", "quads" and "triples" (counts), "quads_sha256" (see `QuadsHash`),
            "input_key" (what the caller of the build says it was made from), "files" (the size and
            the hash of each), "sha256" (of the manifest's other values).
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
        return self.folder / READ_MODELS

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
