"""A long run: ``python -m tests.fuzz --runs 1000000 [--target NAME] [--seed N] [--minutes N]``.

Targets take turns. An input that crashes its target, breaks a promise or takes too long is written
to the folder that --save names, and counted; the run goes on.
"""

import argparse
import hashlib
import logging
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from ingest.readers.bounded import read_apart
from ingest.readers.rejection import UnreadableError
from tests.fuzz.mutation import mutate, seeds
from tests.fuzz.targets import TARGETS

SECONDS = 30
MEMORY = 4 << 30
APART = ("docx", "html", "markdown", "pdf")
"""The formats that are read in a process of their own."""


class HangError(BaseException):
    """An input took too long. No `Exception`, so that no target takes it for a bad file."""


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise HangError


def main() -> int:
    """Return the exit status: 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e6)
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--save", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    names = options.target or list(TARGETS)
    inputs = {name: seeds(name) for name in names}
    runs: Counter[str] = Counter()
    found: Counter[str] = Counter()
    end = time.monotonic() + 60 * options.minutes
    for number in range(options.runs):
        name = names[number % len(names)]
        data = mutate(random.Random(f"{options.seed}-{name}-{number}"), inputs[name])  # noqa: S311 - repeatable, no secret
        signal.alarm(SECONDS)
        try:
            TARGETS[name](data)
        except HangError:
            if _is_stopped(name, data):
                runs["stopped"] += 1
            else:
                found[name] += 1
                _save(options.save, name, data)
        except Exception:
            found[name] += 1
            _save(options.save, name, data)
        finally:
            signal.alarm(0)
        runs[name] += 1
        if number % 1_000 == 999:
            _tell(runs, found)
        if time.monotonic() > end:
            break
    _tell(runs, found)
    return 1 if found else 0


def _is_stopped(name: str, data: bytes) -> bool:
    """Return whether what is too long here is ended by the limits of the reading process."""
    if name not in APART:
        return False
    start = b"" if name != "pdf" or data.startswith(b"%PDF-") else b"%PDF-1.4\n"
    try:
        read_apart(start + data, name)
    except UnreadableError:
        return True
    return False


def _save(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    (folder / stem).write_bytes(data)
    (folder / f"{stem}.trace").write_text(traceback.format_exc(), encoding="utf-8")


def _tell(runs: Counter[str], found: Counter[str]) -> None:
    each = ", ".join(f"{name} {runs[name]:,}" for name in TARGETS if runs[name])
    stopped = runs["stopped"]
    if stopped:
        each += f"; {stopped:,} of them ended at the limit of time"
    line = (
        f"{runs.total() - stopped:,} runs, {found.total():,} found {dict(found) or ''} ({each})\n"
    )
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
