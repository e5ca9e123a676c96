"""Building: a first build, one with nothing changed, and one with one description changed.

Each runs as ``orggraph build`` in a process of its own, as a user would start it.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks.harness import Figure, Goal, Stage, Usage, folder_bytes, run_child

__all__ = ["measure"]

REAL: Final = Path(__file__).resolve().parent.parent / "data" / "descriptions"
KEPT: Final = 10_000
"""Up to this size the quads are kept for the benchmark of loading: those of more fill disks."""

REAL_BESIDE: Final = 100
"""Up to this size the real descriptions are built too, to show that the others are like them."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield rate, memory and disk of a first build, and what the two next builds take."""
    shutil.rmtree(stage.graph, ignore_errors=True)
    first, report = build(stage, keep_lines=stage.documents <= KEPT)
    count = report["documents"]
    posts = report["entities"]["post"]

    def figure(
        name: str, value: float, unit: str, meaning: str, goal: Goal | None = None
    ) -> Figure:
        return Figure(
            benchmark="build",
            name=name,
            value=value,
            unit=unit,
            documents=stage.documents,
            meaning=meaning,
            goal=goal,
        )

    yield figure(
        "first build",
        count / first.wall,
        "documents/s",
        f"wall clock of a build of {count} descriptions, process start to end",
        Goal(at_least=250) if stage.documents >= 10_000 else None,
    )
    yield figure(
        "first build, CPU a description",
        1000 * first.cpu / count,
        "ms",
        "CPU time of all its processes, divided by the descriptions",
    )
    yield figure(
        "memory of the first build",
        first.peak / 1e6,
        "MB",
        "the largest memory of all its processes together (proportional set size)",
        Goal(at_most=1500),
    )
    yield figure(
        "disk a post",
        folder_bytes(stage.graph) / 1000 / posts,
        "kB",
        f"the graph folder, texts and cache included, divided by {posts} posts",
    )
    for what in ("quads", "claims"):
        yield figure(f"{what} a description", report[what] / count, what, "all graphs together")
    if stage.documents <= REAL_BESIDE:
        real = build(replace(stage, sources=REAL, graph=stage.scratch / "real"))[1]
        for what in ("quads", "claims"):
            each = real[what] / real["documents"]
            yield figure(f"{what} a real description", each, what, f"the same of {REAL.name}")
    again, report = build(stage)
    _must(report["unchanged"] and report["extracted"] == 0, "the second build wrote something")
    yield figure(
        "nothing changed",
        again.wall,
        "s",
        "wall clock of a second build of the same sources, process start to end",
        Goal(at_most=1.0) if stage.documents <= 10_000 else None,
    )
    yield figure("nothing changed, CPU", again.cpu, "s", "its CPU time")
    changed = sorted(stage.sources.rglob("*.txt"))[stage.documents // 2]
    text = changed.read_bytes()
    try:
        changed.write_bytes(text + b"\nServes on the Harbor Lights Committee.\n")
        once, report = build(stage)
    finally:
        changed.write_bytes(text)
    _must(report["extracted"] == 1, f"{report['extracted']} descriptions were extracted for one")
    yield figure(
        "one description changed",
        once.wall,
        "s",
        "wall clock of a build after one file was changed, process start to end",
        Goal(at_most=2.0) if stage.documents <= 10_000 else None,
    )
    yield figure("one description changed, CPU", once.cpu, "s", "its CPU time")


def build(stage: Stage, *, keep_lines: bool = False) -> tuple[Usage, dict[str, Any]]:
    """Return what a build took, and its report.

    With ``keep_lines`` it runs by the Python call, and the quads that it loads stay in a file.
    """
    places = [str(stage.sources), str(stage.graph)]
    if keep_lines:
        command = [sys.executable, "-m", "benchmarks.keeping", *places, str(stage.lines)]
    else:
        command = [sys.executable, "-m", "orggraph", "build", places[0], "--graph", places[1]]
        command += ["--format", "json"]
    usage = run_child(command, _root())
    return usage, json.loads(usage.output)


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _must(holds: object, message: str) -> None:
    if not holds:
        raise RuntimeError(message)
