"""Sources: a path, a folder, a pattern or standard input -> files in a fixed order, their bytes."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from ingest import limits
from ingest.readers.formats import SUFFIXES
from ingest.readers.rejection import Rejection

__all__ = ["STANDARD_INPUT", "find_sources", "load_source"]

STANDARD_INPUT: Final = "-"
"""The name of standard input."""

# what a shell opens for a program: <(command), /dev/stdin
_OPENED: Final = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_LEAVE_OUT: Final = "put a copy of the file there, or leave it out"
_KINDS: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def find_sources(names: Iterable[str | Path]) -> Iterator[str]:
    """Yield each file that the names stand for once: by name, sorted within a folder or pattern.

    A folder gives the readable files in it and below it, none of them hidden; and what is named
    like one and is none, and links and folders that are not followed. A name that matches nothing
    is yielded as it is. Reading such a name says what is wrong.
    """
    seen: set[str] = set()
    for name in names:
        for source in _expand(str(name)):
            if source not in seen:
                seen.add(source)
                yield source


def _expand(name: str) -> Iterable[str]:
    path = Path(name)
    if name == STANDARD_INPUT or path.is_file():
        return (name,)
    if path.is_dir():
        return sorted(_candidates(path)) or (name,)
    if has_magic(name):
        return sorted(f for f in glob(name, recursive=True) if not Path(f).is_dir()) or (name,)  # noqa: PTH207 - a Path cannot expand an absolute pattern
    return (name,)


def _candidates(folder: Path) -> Iterator[str]:
    # Strings and not paths: a folder may hold a hundred thousand files.
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            path = os.path.join(place, name)  # noqa: PTH118 - see above
            if os.path.islink(path):  # noqa: PTH114 - see above
                yield path.removeprefix("./")
        for name in names:
            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - see above
            path = os.path.join(place, name)  # noqa: PTH118 - see above
            if name.startswith("."):
                continue
            if ending in SUFFIXES or (not ending and _is_broken(path)):
                yield path.removeprefix("./")
    yield from (name.removeprefix("./") for name in closed)


def _is_broken(path: str) -> bool:
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114 - see above


def load_source(path: str | Path) -> bytes | Rejection:
    """Return the bytes of a file, one more than are read at most, or why it cannot be opened.

    It never waits: a pipe that is not open already, a socket or a device is a rejection.
    """
    name = str(path)
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(limits.MAX_FILE_BYTES + 1)
        descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return _read_open(name, descriptor)
        finally:
            os.close(descriptor)
    except ValueError:
        return Rejection(name, "", "no file can have this name", "check the path")
    except OSError as error:
        return _closed(name, error)


def _read_open(name: str, descriptor: int) -> bytes | Rejection:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        return _folder(name)
    if not stat.S_ISREG(mode):
        if not name.startswith(_OPENED):
            return _no_file(name, mode)
        os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read(limits.MAX_FILE_BYTES + 1)


def _folder(name: str) -> Rejection:
    if Path(name).is_symlink():
        reason = "it is a link to a folder, which is not followed"
        return Rejection(name, "", reason, "name the folder itself")
    endings = ", ".join(SUFFIXES)
    return Rejection(
        name, "", "there is no description in this folder", f"put files in it: {endings}"
    )


def _no_file(name: str, mode: int) -> Rejection:
    kind = _KINDS.get(stat.S_IFMT(mode), "something else")
    return Rejection(name, "", f"it is {kind}, not a file", _LEAVE_OUT)


def _closed(name: str, error: OSError) -> Rejection:
    if error.errno == errno.ENOENT and Path(name).is_symlink():
        return Rejection(name, "", "it is a link to a file that is not there", _LEAVE_OUT)
    if error.errno == errno.ENXIO:
        return _no_file(name, stat.S_IFSOCK)
    reason = (error.strerror or "it cannot be opened").lower()
    return Rejection(name, "", reason, "check the path and its permissions")
