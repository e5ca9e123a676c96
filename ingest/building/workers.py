"""Work in many processes: batches of items in any order; a lost process costs one item at most.

A worker that is gone (killed, out of memory) takes its batch with it. The batch is tried once more
in a new worker and then item by item; the item that ends its worker even alone comes back as
`Lost`, with the reason. So does one that takes longer than it may. The messages between a process
and its workers are those of `multiprocessing`; nothing of them is ever written to a file.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, Final, Generic, Self, TypeVar

from ingest.limits import MAX_DOCUMENT_SECONDS

__all__ = ["Lost", "Workers", "default_jobs", "serve"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Any], Any]

FEW: Final = 64
"""Fewer items than this are done sooner than workers are started."""

_END_SECONDS: Final = 2.0
_KILLED: Final = "the process that worked on it was killed, or there was not memory enough"


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes of an item that its workers do not survive.

    Attributes:
        reason: What happened, as a clause.
    """

    reason: str


@dataclass(slots=True)
class _Task(Generic[Item]):
    """A batch on its way, and how often a worker was lost over it."""

    batch: Sequence[Item]
    losses: int = 0
    since: float = 0.0

    def after_loss(self, *, was_slow: bool) -> "list[_Task[Item]]":
        """Return what is to be tried now: the batch once more, or each item alone, or nothing."""
        if self.losses == 0 and not was_slow:
            return [_Task(self.batch, 1)]
        if len(self.batch) > 1:
            return [_Task((item,), 1) for item in self.batch]
        return []


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    """A process and the way to it."""

    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """End the process: kindly, so that it leaves no half-written file, or else by force."""
        self.process.terminate()
        self.process.join(_END_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


class Workers:
    """Processes that wait for work; a context manager, at whose end none of them is left.

    Args:
        works: The functions that they may be asked to apply, each to one batch.
        jobs: How many processes work side by side; with 1, this process does the work itself.
        item_seconds: How long one item may take; a batch that takes as long is split.
    """

    def __init__(
        self,
        *works: Work,
        jobs: int | None = None,
        item_seconds: float = MAX_DOCUMENT_SECONDS,
    ) -> None:
        self.jobs = default_jobs() if jobs is None else jobs
        if multiprocessing.current_process().daemon:
            self.jobs = 1  # such a process may have no children
        self._works = works
        self._item_seconds = item_seconds
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all processes; they are started again when there is work."""
        while self._workers:
            self._workers.pop().end()

    def run(
        self,
        work: Callable[[Sequence[Item]], Result],
        batches: Iterable[Sequence[Item]],
        *,
        count: int,
    ) -> Iterator[tuple[Sequence[Item], Result | Lost]]:
        """Yield each batch, or each part of one that had to be split, with what came of it.

        Args:
            work: One of the functions that the workers were made for.
            batches: What it is applied to; taken as workers get free.
            count: How many items there are in all: few are not worth a process.

        Raises:
            Exception: What the work raised, wherever it was done.
        """
        if self.jobs < 2 or count < FEW:
            for batch in batches:
                yield batch, work(batch)
            return
        number = self._works.index(work)
        waiting: deque[_Task[Item]] = deque()
        coming = iter(batches)
        busy: dict[_Worker, _Task[Item]] = {}
        try:
            self._hand_out(number, waiting, coming, busy)
            while busy:
                for worker in self._ready(busy):
                    task = busy.pop(worker)
                    answer = _receive(worker)
                    if answer is None:
                        lost = self._after_loss(worker, task, waiting)
                    elif not answer[0]:
                        raise answer[1]
                    self._hand_out(number, waiting, coming, busy)
                    if answer is not None:
                        yield task.batch, answer[1]
                    elif lost is not None:
                        yield task.batch, lost
        finally:
            if busy:  # Whoever asks next must not get their answers.
                self.stop()

    def _after_loss(
        self, worker: _Worker, task: _Task[Item], waiting: deque[_Task[Item]]
    ) -> Lost | None:
        """Return what comes of a task whose worker is lost; None while there is hope."""
        was_slow = time.monotonic() - task.since >= self._item_seconds
        self._workers.remove(worker)
        worker.process.kill()
        worker.end()
        tasks = task.after_loss(was_slow=was_slow)
        waiting.extend(tasks)
        if tasks:
            return None
        return Lost(f"it took longer than {self._item_seconds:g} seconds" if was_slow else _KILLED)

    def _hand_out(
        self,
        number: int,
        waiting: deque[_Task[Item]],
        coming: Iterator[Sequence[Item]],
        busy: dict[_Worker, _Task[Item]],
    ) -> None:
        while len(busy) < self.jobs:
            if waiting:
                task = waiting.popleft()
            elif (batch := next(coming, None)) is not None:
                task = _Task(batch)
            else:
                return
            if len(self._workers) == len(busy):
                self._start()
            worker = next(worker for worker in self._workers if worker not in busy)
            task.since = time.monotonic()
            busy[worker] = task
            try:
                worker.connection.send((number, task.batch))
            except OSError:  # It is gone already, and is found so when its answer is awaited.
                continue

    def _ready(self, busy: dict[_Worker, _Task[Item]]) -> list[_Worker]:
        """Return the workers that have answered, have ended, or have taken too long."""
        first = min(task.since for task in busy.values()) + self._item_seconds
        places: list[Any] = [worker.connection for worker in busy]
        places += [worker.process.sentinel for worker in busy]
        ready = wait(places, max(0.0, first - time.monotonic()))
        late = time.monotonic() - self._item_seconds
        return [
            worker
            for worker, task in busy.items()
            if worker.connection in ready or worker.process.sentinel in ready or task.since <= late
        ]

    def _start(self) -> None:
        # Forking costs nothing and runs no script of the caller's again; elsewhere than on Linux
        # the libraries of the system do not bear it.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        ours, theirs = context.Pipe()
        others = [worker.connection for worker in self._workers]
        inherited = (ours, *others) if sys.platform == "linux" else ()
        process = context.Process(  # type: ignore[attr-defined]  # every context has processes
            target=_work, args=(theirs, self._works, inherited), daemon=True
        )
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))


def default_jobs() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serve(connection: Connection, works: Sequence[Work]) -> None:
    """Answer requests, each the number of a function and a batch, until nobody asks any more."""
    while True:
        try:
            number, batch = connection.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answer = (True, works[number](batch))
        except Exception as error:  # Whoever asked decides what it means.
            answer = (False, _sendable(error))
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionError):
            return


def _work(connection: Connection, works: Sequence[Work], inherited: Sequence[Connection]) -> None:
    for other in inherited:
        # While somebody has the other end of a pipe, its reader does not learn that it is alone.
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    serve(connection, works)


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _receive(worker: _Worker) -> tuple[bool, Any] | None:
    try:
        return worker.connection.recv() if worker.connection.poll() else None
    except (EOFError, OSError):
        return None


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own object, to see whether it can
    except Exception:  # Anything may go wrong with an error of somebody else's.
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
