"""The lock that lets one process at a time write to a graph folder."""

import contextlib
import fcntl
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from graph.errors import LockedError

__all__ = ["hold_lock", "is_held"]

_held: set[Path] = set()


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock in a file for the length of the block.

    It is a record lock of the operating system: it ends with its owner, however that ends, so a
    dead owner needs no care; and worker processes that were forked do not inherit it. The file
    holds the owner's process number, for the message only.

    Raises:
        LockedError: If another process holds it, or this one already does.
        OSError: If the file cannot be written.
    """
    path = path.resolve()
    if path in _held:
        # Closing a second descriptor of the file would give up the lock that the first one holds.
        failure = _locked(path, os.getpid())
        raise failure
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            failure = _locked(path, _owner(descriptor))
            raise failure from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        _held.add(path)
        try:
            yield
        finally:
            _held.discard(path)
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Return whether somebody holds the lock; looking does not disturb it."""
    if path.resolve() in _held:
        return True  # closing the file here would give the lock up
    # struct flock: type, from where, start, length, process
    query = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        with path.open("rb") as file:
            answer = fcntl.fcntl(file, fcntl.F_GETLK, query)
    except OSError:
        return False
    return bool(struct.unpack("hhqqi", answer)[0] != fcntl.F_UNLCK)


def _owner(descriptor: int) -> int | None:
    text = os.pread(descriptor, 32, 0).strip()
    return int(text) if text.isdigit() else None


def _locked(path: Path, pid: int | None) -> LockedError:
    owner = "another process" if pid is None else f"process {pid}"
    return LockedError(
        f"{path.parent}: {owner} is building here; wait for it to end, or name another folder",
        folder=path.parent,
        pid=pid,
    )
