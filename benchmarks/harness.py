"""What every benchmark shares: figures with a unit and a meaning, and ways to take time and memory.

Times are CPU time unless a figure says wall clock: the CPU time of one process hardly depends on
what else the machine does. Two ways of doing one thing are compared in turn within one run, so that
both meet the same machine.
"""

import gc
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

__all__ = [
    "Figure",
    "Goal",
    "Stage",
    "Usage",
    "cpu_seconds",
    "folder_bytes",
    "median_seconds",
    "ratio_of",
    "run_child",
]

SAMPLE_SECONDS: Final = 0.2
"""How often the memory of a child and of its children is looked at."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is to be: at least or at most a number."""

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        """Return whether a value is as it is to be."""
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )

    def __str__(self) -> str:
        """Return the goal in words."""
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return f"at most {self.at_most:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, and what it is.

    Attributes:
        benchmark: The benchmark that took it.
        name: What was measured, in a few words.
        value: The number; None where it could not be taken.
        unit: The unit of the number.
        documents: How many descriptions the graph was built of.
        meaning: How it was taken, in one sentence; or why it could not be.
        goal: What it is to be, if anything.
    """

    benchmark: str
    name: str
    value: float | None
    unit: str
    documents: int
    meaning: str
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What the benchmarks of one size work on.

    Attributes:
        documents: How many descriptions there are.
        sources: The folder of the descriptions.
        graph: The graph folder that was built of them.
        scratch: A folder for what is made on the way.
        lines: Where the quads of the graph lie as the build loaded them, if they were kept.
    """

    documents: int
    sources: Path
    graph: Path
    scratch: Path
    lines: Path


@dataclass(slots=True)
class Usage:
    """What a child process took, its own children included.

    Attributes:
        wall: Seconds of wall clock.
        cpu: Seconds of CPU time.
        peak: The largest memory of all its processes together, in bytes.
        output: What it printed.
    """

    wall: float
    cpu: float
    peak: int = 0
    output: str = ""
    samples: list[int] = field(default_factory=list)


def run_child(command: Sequence[str], folder: Path | None = None) -> Usage:
    """Return what a command took.

    Memory is the proportional set size of the process and of everything below it, looked at every
    fifth of a second; where the system does not tell (it is no Linux), it is 0.

    Raises:
        RuntimeError: If the command fails; the message holds the end of what it said.
    """
    before = os.times()
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        usage = Usage(0.0, 0.0)
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child.pid, usage, ended))
        watcher.start()
        output, errors = child.communicate()
        usage.wall = time.perf_counter() - begun
        ended.set()
        watcher.join()
    after = os.times()
    usage.cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    usage.peak = max(usage.samples, default=0)
    usage.output = output
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {errors[-2000:]}")
    return usage


def _watch(pid: int, usage: Usage, ended: threading.Event) -> None:
    while not ended.wait(SAMPLE_SECONDS):
        usage.samples.append(sum(_memory(each) for each in _family(pid)))


def _family(pid: int) -> list[int]:
    """Return a process and everything below it."""
    found = [pid]
    for each in found:
        try:
            for thread in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        except OSError:
            continue  # it has ended meanwhile
    return found


def _memory(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # it has ended meanwhile
    return 0


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of one call, in seconds, all threads of this process together."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def median_seconds(works: Sequence[Callable[[], object]]) -> float:
    """Return the median CPU time of several calls, each repeated until it can be measured."""
    return statistics.median(_repeated(work) for work in works)


def _repeated(work: Callable[[], object], least: float = 0.004) -> float:
    work()
    times = 1
    while True:
        begun = time.process_time()
        for _ in range(times):
            work()
        took = time.process_time() - begun
        if took >= least:
            return took / times
        times *= 4


def ratio_of(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float, float, float]:
    """Return the least wall clock of two ways of one thing, run in turn, and their ratio.

    The ratio is the median of the rounds' ratios. Wall clock, since both may use many threads.
    """
    pairs = []
    for number in range(rounds):
        order = (ours, theirs) if number % 2 == 0 else (theirs, ours)
        took = {work: _wall(work) for work in order}
        pairs.append((took[ours], took[theirs]))
    ratio = statistics.median(mine / other for mine, other in pairs)
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs), ratio


def _wall(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def folder_bytes(folder: Path) -> int:
    """Return how many bytes the files of a folder hold on disk, linked ones once."""
    seen: dict[int, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            about = path.stat()
            seen[about.st_ino] = about.st_blocks * 512
    return sum(seen.values())
