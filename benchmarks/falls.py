"""Falls, and what stands afterwards: ``python -m benchmarks.falls [--tries N] [--documents N]``.

Prints a table: the fault, how often it was tried, how often it was survived, what the user saw; and
below it what was changed between the builds, and what kind of builds mended. A try is survived when
the old or the new graph stands at once and when the next build makes the graph of a first build.
Faults that need a file system of their own are left out, and said so, where none can be mounted.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.falling import Ground, Try, finish, read_all_the_while, start
from graph.folder.workspace import Workspace
from ingest.building.workers import FEW as MANY

__all__ = ["FAULTS", "main"]

LAST_OPERATIONS: Final = 100
"""So many file operations of a build, the last of them, hold the switch; few tries are spread."""

Fault = Callable[[Ground, int], Iterator[Try]]

_LIMITED: Final = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    "sys.argv = ['orggraph', *sys.argv[2:]]; from orggraph.__main__ import main; main()"
)


def kill_first_build(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 at random moments of the first build."""
    ground.start_again()
    length = ground.seconds()
    for _ in range(tries):
        ground.start_again()
        ground.build_and_kill(ground.chance.uniform(0, length))
        yield ground.judge("")


def kill_full_build(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 at random moments of a second build of everything."""
    ground.build()
    length = ground.seconds("--anew")
    for _ in range(tries):
        before = ground.standing()
        ground.build_and_kill(ground.chance.uniform(0, length), "--anew")
        yield ground.judge(before)


def kill_incremental_build(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 at random moments of a build after a change, each of another kind."""
    ground.build()
    ground.change()
    length = ground.seconds()
    for _ in range(tries):
        before = ground.standing()
        ground.change()
        ground.build_and_kill(ground.chance.uniform(0, length))
        yield ground.judge(before)


def kill_at_switch_of_full_build(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 at each of the last file operations of a build of everything.

    The switch is among them, and the removal of the graph before the last one.
    """
    yield from _kill_at_last_operations(ground, tries, "--anew")


def kill_at_switch_of_incremental_build(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 at each of the last file operations of a build after a change.

    Each change is of another kind.
    """
    yield from _kill_at_last_operations(ground, tries)


def _kill_at_last_operations(ground: Ground, tries: int, *options: str) -> Iterator[Try]:
    for _ in range(3):  # so that there is an old graph to remove
        ground.build()
        ground.change()
    step = max(1, LAST_OPERATIONS // tries)
    for number in range(tries):
        before = ground.standing()
        ground.change()
        last = ground.operations("--jobs", "1", *options)
        ground.build_until(max(1, last - step * number), "--jobs", "1", *options)
        yield ground.judge(before)


def full_disk(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a limit on the size of files, so that writing fails somewhere in a build."""
    ground.build()
    for _ in range(tries):
        before = ground.standing()
        ground.change()
        most = str(ground.chance.choice((1_000, 20_000, 60_000, 200_000)))
        done = ground.build("--anew", program=["-c", _LIMITED, most])
        told = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        yield ground.judge(before, told=told)


def small_file_system(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a file system that is full in the middle of a build."""
    ground.start_again()
    ground.build()
    room = sum(path.stat().st_size for path in ground.graph.rglob("*") if path.is_file())
    ground.start_again()
    for _ in range(tries):
        size = int(room * ground.chance.uniform(0.1, 1.9))
        with mounted(ground.graph, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
            first = ground.build()
            ground.change()
            second = ground.build("--anew")
            told = (second.stderr or second.stdout).strip().rpartition("\n")[2]
            damage = ground.damage()
            stands = bool(ground.standing()) or first.returncode != 0
            _mount("-o", "remount,size=1g", ground.graph)
            after = ground.judge(ground.standing(), told=told)
            yield Try(after.survived and stands and not damage, after.told)


def read_only_folder(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a graph folder that may only be read."""
    ground.build()
    for _ in range(tries):
        before = ground.standing()
        ground.change()
        with mounted(ground.graph, "--bind", str(ground.graph)):
            _mount("-o", "remount,ro,bind", ground.graph)
            done = ground.build()
            stood = ground.standing() == before and not ground.damage()
        after = ground.judge(before, told=done.stderr.strip().rpartition("\n")[2])
        yield Try(after.survived and stood and done.returncode == 2, after.told)


@contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[None]:
    """Mount something on a folder for the length of the block.

    Raises:
        PermissionError: If this user may not mount.
    """
    folder.mkdir(exist_ok=True)
    if not _mount(*arguments, folder):
        raise PermissionError("nothing can be mounted here")
    try:
        yield
    finally:
        finish(["umount", "-l", str(folder)])


def _mount(*arguments: str | Path) -> bool:
    return finish(["mount", *map(str, arguments)]).returncode == 0


def lost_worker(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: kill -9 of one of the processes that read."""
    text = next(iter(sorted(ground.sources.rglob("*.txt"))))
    for number in range(2 * MANY):
        copy = text.read_text(encoding="utf-8") + f"Keeps copy {number}.\n"
        text.with_name(f"copy-{number}.txt").write_text(copy, encoding="utf-8")
    for _ in range(tries):
        ground.start_again()
        child = start(ground.command("--jobs", "2"))
        killed = _kill_child_of(child.pid, ground)
        output = child.communicate()[0]
        survived = child.returncode == 0 and not ground.damage() and killed
        after = ground.judge(ground.standing(), told=output.partition("\n")[0])
        yield Try(survived and after.survived, after.told)


def _kill_child_of(owner: int, ground: Ground) -> bool:
    children = Path(f"/proc/{owner}/task/{owner}/children")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            found = children.read_text(encoding="ascii").split()
        except OSError:
            return False
        if found:
            time.sleep(ground.chance.uniform(0, 0.5))
            try:
                os.kill(int(ground.chance.choice(found)), 9)
            except ProcessLookupError:
                return False
            return True
        time.sleep(0.01)
    return False


def corrupted_cache_entry(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: one flipped byte in a cached extraction."""
    ground.build()
    for _ in range(tries):
        entries = [p for p in sorted((ground.graph / "extractions").rglob("*")) if p.is_file()]
        _flip(ground, ground.chance.choice(entries))
        after = ground.judge(ground.standing(), told="")
        yield Try("damaged" in after.told and not ground.damage(), after.told)


def truncated_store(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a file of the current store is cut short; the graph before it stands in."""
    for _ in range(tries):
        ground.change()
        ground.build()
        current = Workspace.open(ground.graph).current()
        if current is None:
            continue
        files = [path for path in current.store_folder.iterdir() if path.stat().st_size]
        path = ground.chance.choice(sorted(files))
        os.truncate(path, ground.chance.randrange(path.stat().st_size))
        done = ground.build()
        lines = done.stdout.splitlines()
        told = next((line for line in lines if line.startswith("mended:")), "nothing")
        after = ground.judge(ground.standing(), told=told)
        yield Try(after.survived and "was damaged" in told, after.told)


def altered_file(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: one flipped byte in a file of the current graph, its size as it was."""
    for number in range(tries):
        ground.change()
        ground.build()
        current = Workspace.open(ground.graph).current()
        if current is None:
            continue
        files = [name for name, seal in sorted(current.manifest["files"].items()) if seal["bytes"]]
        _flip(ground, current.folder / ground.chance.choice(files))
        if number % 2:
            ground.change()
        done = ground.build()
        lines = done.stdout.splitlines()
        told = next((line for line in lines if line.startswith("mended:")), "nothing")
        after = ground.judge(ground.standing(), told=told)
        yield Try(after.survived and "the file was altered" in told, after.told)


def _flip(ground: Ground, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[ground.chance.randrange(len(content))] ^= 1
    path.write_bytes(content)


def two_builds(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a second build of the folder while one is at work."""
    ground.build()
    for _ in range(tries):
        before = ground.standing()
        ground.change()
        both = [start(ground.command("--anew")) for _ in range(2)]
        outputs = [child.communicate()[0] for child in both]
        codes = sorted(child.returncode for child in both)
        refused = [output for output in outputs if "is building here" in output]
        after = ground.judge(before, told=(refused or outputs)[0].strip())
        # they may also have come one after the other
        yield Try(
            after.survived and (codes == [0, 0] or (codes == [0, 2] and bool(refused))), after.told
        )


def readers_all_the_while(ground: Ground, tries: int) -> Iterator[Try]:
    """Yield tries: a reader asks in a loop while builds come and go; a try is one answer."""
    ground.build()
    answers, wrong, error = read_all_the_while(ground, max(2, tries // 10))
    for number in range(answers + (1 if error else 0)):
        yield Try(number >= wrong, error or "whole answers")


FAULTS: Final[dict[str, Fault]] = {
    "kill -9, first build": kill_first_build,
    "kill -9, second build of everything": kill_full_build,
    "kill -9, build after a change of any kind": kill_incremental_build,
    "kill -9 at the switch of a build of everything": kill_at_switch_of_full_build,
    "kill -9 at the switch after a change of any kind": kill_at_switch_of_incremental_build,
    "full disk (limit on file size)": full_disk,
    "full disk (small file system)": small_file_system,
    "read-only folder": read_only_folder,
    "lost worker": lost_worker,
    "corrupted cache entry": corrupted_cache_entry,
    "truncated store": truncated_store,
    "altered file of the same size": altered_file,
    "two builds at once": two_builds,
    "readers all the while": readers_all_the_while,
}
"""Every fault by name."""


def main() -> int:
    """Return the exit status: 0 where every try was survived."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.falls", description=__doc__)
    parser.add_argument("--tries", type=int, default=10)
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", metavar="WORD", help="faults with one of these words")
    options = parser.parse_args()
    failed = 0
    notes = []
    _print("| fault | tries | survived | what the user saw (most often) |\n|---|---|---|---|")
    for name, fault in FAULTS.items():
        if options.only and not any(word in name for word in options.only):
            continue
        folder = Path(tempfile.mkdtemp(prefix="orggraph-falls-"))
        try:
            ground = Ground(folder, documents=options.documents, seed=options.seed)
            tries = list(fault(ground, options.tries))
        except PermissionError as error:
            _print(f"| {name} | - | - | left out: {error} |")
            continue
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        survived = sum(each.survived for each in tries)
        failed += len(tries) - survived
        _print(f"| {name} | {len(tries)} | {survived} | {most_often(tries)} |")
        if ground.changes.made:
            notes.append(
                f"{name}: {_tally(ground.changes.made)}; killed {ground.killed}; "
                f"builds afterwards: {_tally(ground.builds)}"
            )
        for each in tries:
            if not each.survived:
                sys.stderr.write(f"{name}: {each.told}\n")
    _print("")
    for note in notes:
        _print(note)
    return 1 if failed else 0


def most_often(tries: Sequence[Try]) -> str:
    """Return what was told most often; lines that differ in numbers alone are as one."""
    kinds: dict[str, list[str]] = {}
    for each in tries:
        kinds.setdefault(re.sub(r"\d[\d,]*", "0", each.told), []).append(each.told)
    return max(kinds.values(), key=len, default=[""])[0]


def _tally(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
