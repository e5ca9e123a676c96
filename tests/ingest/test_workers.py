"""Workers: the same results as without them, and one lost process costs one item."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
from pathlib import Path

import pytest

from graph.errors import GraphFolderError
from ingest.building.workers import Lost, Workers, default_jobs, serve


def squares(batch: Sequence[int]) -> list[int]:
    return [number * number for number in batch]


def batches(count: int, size: int) -> Iterator[list[int]]:
    for start in range(0, count, size):
        yield list(range(start, min(start + size, count)))


def run(workers: Workers, work: object, count: int, size: int) -> dict[int, int | Lost]:
    """Return what came of each number."""
    found: dict[int, int | Lost] = {}
    for batch, results in workers.run(work, batches(count, size), count=count):  # type: ignore[arg-type] # any of the works here
        for index, number in enumerate(batch):
            found[number] = results if isinstance(results, Lost) else results[index]
    return found


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_each_item_comes_once(jobs: int, size: int) -> None:
    """Every item has its result, however many workers there are and however large a batch is."""
    with Workers(squares, jobs=jobs) as workers:
        for count in (100, 70):
            expected = {number: number * number for number in range(count)}
            assert run(workers, squares, count, size) == expected


def test_few_items_need_no_worker() -> None:
    """What is done sooner than a process starts is done here."""

    def process(batch: Sequence[int]) -> list[int]:
        return [os.getpid()] * len(batch)

    with Workers(process, jobs=2) as workers:
        assert set(run(workers, process, 63, 10).values()) == {os.getpid()}
        assert os.getpid() not in run(workers, process, 64, 10).values()


def test_a_worker_has_no_workers_of_its_own() -> None:
    """A process that may start none does the work itself."""

    def nested(batch: Sequence[int]) -> list[int]:
        with Workers(squares, jobs=2) as inner:
            found = run(inner, squares, 100, 10)
        return [int(found[number]) for number in batch]  # type: ignore[arg-type] # none is lost

    with Workers(nested, jobs=2) as workers:
        assert run(workers, nested, 64, 16)[63] == 63 * 63


def test_an_item_that_kills_its_worker_is_lost_alone(tmp_path: Path) -> None:
    """The batch is tried again and then item by item; all others have their results."""

    def die_at_13(batch: Sequence[int]) -> list[int]:
        with (tmp_path / f"{batch[0]}-{len(batch)}").open("a", encoding="ascii") as file:
            file.write("x")
        if 13 in batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(batch)

    with Workers(die_at_13, jobs=2) as workers:
        found = run(workers, die_at_13, 100, 10)
    lost = found.pop(13)
    assert isinstance(lost, Lost)
    assert lost.reason.startswith("the process that worked on it was killed")
    assert found == {number: number * number for number in range(100) if number != 13}
    tries = {path.name: len(path.read_text("ascii")) for path in tmp_path.iterdir()}
    assert (tries["10-10"], tries["13-1"], tries["14-1"], tries["0-10"]) == (2, 1, 1, 1)


def test_a_worker_lost_once_costs_nothing(tmp_path: Path) -> None:
    """A worker that somebody kills is replaced, and its batch is done by another one."""

    def die_once(batch: Sequence[int]) -> list[int]:
        mark = tmp_path / "died"
        if 50 in batch and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(batch)

    with Workers(die_once, jobs=2) as workers:
        found = run(workers, die_once, 100, 10)
    assert (tmp_path / "died").exists()
    assert found == {number: number * number for number in range(100)}


def test_an_item_that_takes_too_long_is_lost_alone() -> None:
    """A batch that does not end is split, and the item at fault is given up."""

    def hang_at_42(batch: Sequence[int]) -> list[int]:
        if 42 in batch:
            time.sleep(600)
        return squares(batch)

    with Workers(hang_at_42, jobs=2, item_seconds=0.5) as workers:
        found = run(workers, hang_at_42, 100, 10)
    assert found.pop(42) == Lost("it took longer than 0.5 seconds")
    assert found == {number: number * number for number in range(100) if number != 42}


def test_what_the_work_raises_is_raised_here() -> None:
    """An error of a worker arrives as itself, or as words where it cannot be sent."""

    class UnsendableError(Exception):
        pass

    def refuse(batch: Sequence[int]) -> list[int]:
        raise GraphFolderError("no", folder=Path("here"))

    def fail(batch: Sequence[int]) -> list[int]:
        raise UnsendableError("oh")

    with Workers(refuse, fail, squares, jobs=2) as workers:
        with pytest.raises(GraphFolderError, match="no") as caught:
            run(workers, refuse, 100, 10)
        assert caught.value.folder == Path("here")
        with pytest.raises(RuntimeError, match="UnsendableError: oh"):
            run(workers, fail, 100, 10)
        assert run(workers, squares, 100, 10)[99] == 99 * 99


def test_no_process_is_left(tmp_path: Path) -> None:
    """At the end of the block all workers are gone, also those that are at work."""

    def note(batch: Sequence[int]) -> list[int]:
        (tmp_path / str(os.getpid())).touch()
        if 60 in batch:
            time.sleep(600)
        return squares(batch)

    with Workers(note, jobs=2) as workers:
        for _ in workers.run(note, batches(100, 10), count=100):
            break
    processes = [int(path.name) for path in tmp_path.iterdir()]
    assert processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_worker_killed_between_two_works_is_replaced(tmp_path: Path) -> None:
    """Whoever is gone when there is work again costs nothing."""

    def note(batch: Sequence[int]) -> list[int]:
        (tmp_path / str(os.getpid())).touch()
        return squares(batch)

    with Workers(note, jobs=2) as workers:
        run(workers, note, 100, 10)
        for path in tmp_path.iterdir():
            os.kill(int(path.name), signal.SIGKILL)
        assert run(workers, note, 100, 10) == {number: number * number for number in range(100)}


def test_a_worker_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    """A library that does not let go does not keep the build."""

    def cling(batch: Sequence[int]) -> list[int]:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        (tmp_path / str(os.getpid())).touch()
        return squares(batch)

    with Workers(cling, jobs=2) as workers:
        for _ in workers.run(cling, batches(100, 10), count=100):
            break
    for path in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)


def test_a_worker_answers_until_nobody_asks() -> None:
    """Results and errors are answers; at the end of the requests it is done."""

    def refuse(batch: Sequence[int]) -> list[int]:
        raise ValueError("no")

    ours, theirs = Pipe()
    ours.send((0, [2, 3]))
    ours.send((1, [2]))
    ours.send((0, [4]))
    received = []

    def last(batch: Sequence[int]) -> list[int]:
        received.extend([ours.recv(), ours.recv()])
        ours.close()
        return batch  # type: ignore[return-value] # nobody hears it any more

    ours.send((2, [5]))
    serve(theirs, [squares, refuse, last])
    assert received[0] == (True, [4, 9])
    assert (received[1][0], str(received[1][1])) == (False, "no")
    theirs.close()


def test_as_many_jobs_as_cores() -> None:
    """By default there is one worker for each core that may be used."""
    assert 1 <= default_jobs() <= (os.cpu_count() or 1)
