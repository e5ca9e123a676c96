"""Files that are either whole or not there, also after a power cut."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

__all__ = [
    "TEMPORARY_SUFFIX",
    "replace_file",
    "sync_file",
    "sync_folder",
    "sync_tree",
    "write_atomically",
]

TEMPORARY_SUFFIX: Final = ".unfinished"


@contextlib.contextmanager
def replace_file(
    path: Path, *, sync: bool = True, temporary_folder: Path | None = None
) -> Iterator[IO[bytes]]:
    """Yield a binary file that takes the place of ``path`` when the block ends without an error.

    It is written beside ``path``, or in a folder of the same file system, and renamed; after an
    error nothing of it stays. ``sync`` makes it outlast a power cut, which costs some milliseconds.
    A link is followed; a device or a pipe is written into, for it cannot be replaced by a file.

    Raises:
        OSError: If the folder cannot be written to, or the disk is full.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    if path.is_symlink():
        path = path.resolve()
    owner = f"{os.getpid()}-{threading.get_ident()}"
    temporary = (temporary_folder or path.parent) / f".{path.name}.{owner}{TEMPORARY_SUFFIX}"
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(path.parent)


def write_atomically(
    path: Path, content: bytes, *, sync: bool = True, temporary_folder: Path | None = None
) -> None:
    """Write a whole file by `replace_file`.

    Raises:
        OSError: If the folder cannot be written to, or the disk is full.
    """
    with replace_file(path, sync=sync, temporary_folder=temporary_folder) as file:
        file.write(content)


def sync_file(path: Path) -> None:
    """Make the content of a file outlast a power cut.

    Raises:
        OSError: If the file cannot be opened or synced.
    """
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut.

    Raises:
        OSError: If the folder cannot be opened or synced.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make everything in a folder and below it outlast a power cut.

    Raises:
        OSError: If something in it cannot be opened or synced.
    """
    for directory, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync_file(Path(directory) / name)
        sync_folder(Path(directory))
