"""Reading in a process of its own, which is ended where a file asks for too much of it.

Libraries for pages, PDF and Word documents are large, and their files come from strangers: one
that loops, swells or breaks them must cost no more than itself. The process reads one file after
the other, and is started again after one that ended it.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Final

from ingest import limits
from ingest.readers.rejection import UnreadableError

__all__ = ["PROGRAM", "process", "read_apart", "stop"]

PROGRAM: Final = Path(__file__).with_name("reading_child.py")
"""What the process runs."""

_ANEW: Final = "save it again from its source, or as plain text"
_PATIENCE: Final = 4
"""Where the machine is busy, so many times the processor's seconds may pass on the clock."""

_GRACE_SECONDS: Final = 10.0

_lock = threading.Lock()
_child: "subprocess.Popen[bytes] | None" = None
_owner = 0
_inherited: "list[subprocess.Popen[bytes]]" = []


def read_apart(data: bytes, file_format: str) -> tuple[str, str]:
    """Return the text of a page, a PDF or a Word document, and its encoding.

    Raises:
        UnreadableError: If it cannot be read, or not within the limits.
        ImportError: If the format's library is not installed.
    """
    with _lock:
        answer = _ask(data, file_format)
    if "missing" in answer:
        raise ImportError(str(answer["missing"]), name=str(answer["missing"]))
    if "reason" in answer:
        raise UnreadableError(answer["reason"], answer["remedy"], place=answer["place"])
    return answer["text"], answer["encoding"]


def process() -> "subprocess.Popen[bytes] | None":
    """Return the reading process of this process, if it has one."""
    return _child if _owner == os.getpid() else None


def stop() -> None:
    """End the process; the next reading starts another."""
    global _child
    if _child is not None and _owner == os.getpid():
        for pipe in (_child.stdin, _child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            _child.wait(_GRACE_SECONDS)  # it ends where its input does, unless it is at work
        except subprocess.TimeoutExpired:
            _child.kill()
            _child.wait()
    _child = None


atexit.register(stop)


def _ask(data: bytes, file_format: str) -> dict[str, Any]:
    request = {
        "format": file_format,
        "bytes": len(data),
        "seconds": limits.MAX_READING_SECONDS,
        "memory": limits.MAX_READING_BYTES,
        "limits": {name: getattr(limits, name) for name in limits.__all__},
    }
    content = json.dumps(request).encode("ascii") + b"\n" + data
    answer = _try(content, file_format)
    if answer.get("status") == str(-signal.SIGKILL):
        # Somebody else ended it, perhaps while it was idle: that is not the file's fault.
        answer = _try(content, file_format)
    return answer


def _try(request: bytes, file_format: str) -> dict[str, Any]:
    child = _started()
    try:
        line = _exchange(child, request)
        answer = _ended(child, file_format, in_time=line is not None)
        if line:
            answer = json.loads(line)
    except BaseException:
        stop()  # an answer that nobody waits for must not be taken for the next one's
        raise
    if not line or "ends" in answer:
        stop()
    return answer


def _exchange(child: "subprocess.Popen[bytes]", request: bytes) -> bytes | None:
    """Return the child's answer, a line: empty if it ended, None if it took too long."""
    incoming, outgoing = _pipes(child)
    with contextlib.suppress(BrokenPipeError):
        incoming.write(request)
        incoming.flush()
    until = time.monotonic() + _PATIENCE * limits.MAX_READING_SECONDS
    pieces: list[bytes] = []
    while not (pieces and pieces[-1].endswith(b"\n")):
        left = until - time.monotonic()
        if left <= 0 or not select.select([outgoing], [], [], left)[0]:
            child.kill()
            return None
        piece = os.read(outgoing.fileno(), 1 << 20)
        if not piece:
            child.wait()
            return b""
        pieces.append(piece)
    return b"".join(pieces)


def _ended(child: "subprocess.Popen[bytes]", file_format: str, *, in_time: bool) -> dict[str, Any]:
    """Return the answer for a child that gave none."""
    code = child.returncode
    if not in_time or code == -signal.SIGXCPU:
        reason = f"reading it takes longer than {limits.MAX_READING_SECONDS} seconds"
    else:
        reason = f"it breaks the reader of {file_format} files (status {code})"
    return {"reason": reason, "remedy": _ANEW, "place": "", "status": str(code)}


def _pipes(child: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child was started without pipes")
    return child.stdin, child.stdout


def _started() -> "subprocess.Popen[bytes]":
    global _child, _owner
    if _child is not None and _owner == os.getpid() and _child.poll() is None:
        return _child
    if _owner == os.getpid():
        stop()
    elif _child is not None:
        _inherited.append(_child)  # of the process that this one was forked from: not to be ended
    # A list of fixed arguments and no shell; the file's bytes go through the pipe.
    _child = subprocess.Popen(  # noqa: S603 - see above
        [sys.executable, "-I", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _owner = os.getpid()
    return _child
