"""A long run: ``python -m tests.fuzz --runs 1000000 --folder DIR [--target NAME] [--seed N]``.

Targets take turns. An input that crashes its target, breaks a promise or takes too long is written
to the folder and counted; the run goes on. Ended in any way, the same command goes on with it. At
the end (and with ``--runs 0``) a table is printed, and written to the folder as ``table.json``.
"""

import argparse
import json
import logging
import os
import resource
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from tests.fuzz.long_run import LongRun, table
from tests.fuzz.targets import TARGETS

MEMORY = 4 << 30


class StoppedError(BaseException):
    """Somebody asked the run to end."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StoppedError


def main() -> int:
    """Return the exit status: 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="executions in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e6)
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        run = LongRun(options.folder, options.seed, options.target or list(TARGETS))
    except ValueError as error:
        parser.error(str(error))
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        run.run(options.runs, time.time() + 60 * options.minutes)
    except StoppedError:
        sys.stdout.write(f"stopped after {run.next:,}; the same command goes on\n")
    rows = run.rows()
    figures = {
        "seed": options.seed,
        "python": sys.version.split()[0],
        "processors": os.cpu_count(),
        "targets": [asdict(row) for row in rows],
    }
    text = json.dumps(figures, indent=2)
    (options.folder / "table.json").write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(table(rows))
    return 1 if any(row.crashes or row.hangs for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
