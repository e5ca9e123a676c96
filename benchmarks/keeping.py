"""Keeping: a build that also keeps the file of quads that it loads, for the benchmark of loading.

``python -m benchmarks.keeping SOURCES GRAPH LINES`` builds, links the quads to LINES just before
they are loaded, which costs nothing, and prints the report as JSON.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from ingest.pipeline import build_graph

__all__ = ["main"]


def main(sources: Path, graph: Path, lines: Path) -> None:
    """Build, keep the quads, print the report."""

    def keep(stage: str, done: int, _total: int) -> None:
        if stage == "load" and not done:
            for quads in graph.rglob("graph.trig"):
                with suppress(OSError):  # another file system: the benchmark says it is missing
                    os.link(quads, lines)

    report = build_graph([sources], graph, progress=keep)
    sys.stdout.write(json.dumps(report.to_dict()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
