"""A long run: seeded inputs for the targets in turn, counted by target, to be gone on with later.

The input of a target's n-th execution depends on the seed, the target and n alone, so that every
finding can be made again. What was counted stands in ``run.json`` in the folder of the run; the
number that is being worked on stands in ``now``, so that an input that ends the whole process is
found, too, by the run that goes on.
"""

import gc
import hashlib
import json
import mmap
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

from ingest.readers.bounded import read_apart
from ingest.readers.rejection import UnreadableError
from tests.fuzz.mutation import make_input
from tests.fuzz.small_files import seeds
from tests.fuzz.targets import TARGETS

__all__ = ["LongRun", "Row", "table"]

SECONDS: Final = 30
"""Processor time that an input may take before it counts as a hang."""

KEEP_EVERY: Final = 1_000
_APART: Final = ("docx", "html", "markdown", "pdf")
"""The formats that are read in a process of their own."""
_COLUMNS: Final = ("executions", "read", "bytes", "stopped", "crashes", "hangs")


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one target.

    Attributes:
        target: Its name.
        executions: How many inputs it was given.
        read: How many of them were read; the others were refused with a reason.
        bytes: How long the inputs were in all.
        seconds: Processor time, the making of the inputs included.
        stopped: How many were ended by the limits of the process that reads such files.
        crashes: How many raised an error or broke a promise.
        hangs: How many took too long.
    """

    target: str
    executions: int
    read: int
    bytes: int
    seconds: float
    stopped: int
    crashes: int
    hangs: int


class HangError(BaseException):
    """An input took too long. No `Exception`, so that no target takes it for a bad file."""


class LongRun:
    """A run that can be gone on with.

    Args:
        folder: Where counts and findings are kept.
        seed: Of the inputs.
        names: The targets, which take turns.

    Raises:
        ValueError: If the folder holds a run of another seed or of other targets.
    """

    def __init__(self, folder: Path, seed: int, names: Sequence[str]) -> None:
        self.folder = folder
        self.next = 0
        self._of = {"seed": seed, "targets": list(names)}
        self._names = tuple(names)
        self._inputs = {name: seeds(name) for name in names}
        self._counts: dict[str, Counter[str]] = {column: Counter() for column in _COLUMNS}
        self._seconds: dict[str, float] = dict.fromkeys(names, 0.0)
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "run.json"
        if self._path.exists():
            self._go_on(json.loads(self._path.read_text(encoding="utf-8")))
        self._fatal: set[int] = set()
        self._now = _counter(folder / "now")
        self._take_up_what_ended_the_process()
        # what is there now stays; the collector need not look at it after every thousand inputs
        gc.collect()
        gc.freeze()

    def run(self, executions: int, until: float) -> None:
        """Go on until there were so many executions in all, or until a moment on the clock."""
        signal.signal(signal.SIGPROF, _too_long)
        try:
            while self.next < executions and time.time() < until:
                self._step()
                if self.next % KEEP_EVERY == 0:
                    self.keep()
        finally:
            self.keep()

    def rows(self) -> tuple[Row, ...]:
        """Return what came of each target."""
        return tuple(
            Row(
                target=name,
                seconds=round(self._seconds[name], 1),
                **{column: self._counts[column][name] for column in _COLUMNS},
            )
            for name in self._names
        )

    def keep(self) -> None:
        """Write what was counted, for whoever goes on."""
        kept = self._of | {"next": self.next, "counts": self._counts, "seconds": self._seconds}
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        new.replace(self._path)

    def input_of(self, number: int) -> tuple[str, bytes]:
        """Return the target and the input of an execution."""
        name = self._names[number % len(self._names)]
        chance = random.Random(f"{self._of['seed']}-{name}-{number}")  # noqa: S311 - repeatable, no secret
        return name, make_input(name, chance, self._inputs[name])

    def _step(self) -> None:
        number = self.next
        if number in self._fatal:
            self._pass_over(number)
            return
        self._now[:8] = (number + 1).to_bytes(8, "little")
        began = time.process_time()
        name, data = self.input_of(number)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            self._counts["read"][name] += TARGETS[name](data)
        except HangError:
            column = "stopped" if _is_stopped(name, data) else "hangs"
            self._counts[column][name] += 1
            if column == "hangs":
                self._save(name, data, "it took too long\n" + traceback.format_exc())
        except Exception:
            self._counts["crashes"][name] += 1
            self._save(name, data, traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._counts["executions"][name] += 1
        self._counts["bytes"][name] += len(data)
        self._seconds[name] += time.process_time() - began
        self.next = number + 1
        self._now[:8] = bytes(8)

    def _pass_over(self, number: int) -> None:
        name, data = self.input_of(number)
        self._counts["crashes"][name] += 1
        self._counts["executions"][name] += 1
        self._counts["bytes"][name] += len(data)
        self._save(name, data, "it ended the process, twice\n")
        self.next = number + 1
        self.keep()

    def _save(self, name: str, data: bytes, why: str) -> None:
        stem = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
        (self.folder / stem).write_bytes(data)
        (self.folder / f"{stem}.trace").write_text(why, encoding="utf-8")

    def _go_on(self, kept: Mapping[str, Any]) -> None:
        if {name: kept[name] for name in self._of} != self._of:
            raise ValueError(f"{self.folder}: a run of another seed or target; name another folder")
        self.next = int(kept["next"])
        self._counts = {column: Counter(kept["counts"][column]) for column in _COLUMNS}
        self._seconds = {name: float(value) for name, value in kept["seconds"].items()}

    def _take_up_what_ended_the_process(self) -> None:
        """Note the input that was being worked on when the last process ended without a word.

        Once, that may have been anybody's doing; an input that ends two processes is a crash.
        """
        ended, suspect = (int.from_bytes(self._now[at : at + 8], "little") for at in (0, 8))
        if ended > self.next:
            if ended == suspect:
                self._fatal.add(ended - 1)
            self._now[8:] = ended.to_bytes(8, "little")
        self._now[:8] = bytes(8)


def table(rows: Sequence[Row]) -> str:
    """Return the counts as lines, with their sums."""
    head = ("target", "executions", "read", "mean bytes", "CPU s", "a second", "stopped",
            "crashes", "hangs")  # fmt: skip
    total = Row(
        target="all",
        seconds=sum(row.seconds for row in rows),
        **{column: sum(getattr(row, column) for row in rows) for column in _COLUMNS},
    )
    lines = [head, *(_cells(row) for row in (*rows, total))]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "".join(
        line[0].ljust(widths[0])
        + "".join(
            "  " + cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)
        )
        + "\n"
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    executions = max(1, row.executions)
    return (
        row.target,
        f"{row.executions:,}",
        f"{100 * row.read / executions:.0f} %",
        f"{row.bytes / executions:,.0f}",
        f"{row.seconds:,.0f}",
        f"{row.executions / row.seconds:,.0f}" if row.seconds else "-",
        f"{row.stopped:,}",
        f"{row.crashes:,}",
        f"{row.hangs:,}",
    )


def _counter(path: Path) -> mmap.mmap:
    """Return two numbers in a file, of eight bytes each, that outlast this process."""
    if not path.exists():
        path.write_bytes(bytes(16))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 16)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise HangError


def _is_stopped(name: str, data: bytes) -> bool:
    """Return whether what is too long here is ended by the limits of the reading process."""
    if name not in _APART:
        return False
    start = b"" if name != "pdf" or data.startswith(b"%PDF-") else b"%PDF-1.4\n"
    try:
        read_apart(start + data, name)
    except UnreadableError:
        return True
    return False
