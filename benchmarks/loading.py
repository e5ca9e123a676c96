"""Loading: a graph's quads made a generation, beside the engine's bare bulk load of that file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph

from benchmarks.harness import Figure, Goal, Stage, ratio_of
from graph.folder.workspace import Workspace

__all__ = ["measure"]

LARGE: Final = 1_000
"""From so many descriptions on, loading takes longer than making the files sure on disk."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the rate of both, and their ratio."""
    lines = stage.lines
    if not lines.exists():
        yield Figure(
            benchmark="load",
            name="load against bare bulk_load",
            value=None,
            unit="times",
            documents=stage.documents,
            meaning="not measured: the build benchmark keeps the quads of 10,000 texts at most",
        )
        return
    quads = sum(1 for _ in pyoxigraph.parse(path=str(lines), format=pyoxigraph.RdfFormat.TRIG))
    place = stage.scratch / "loading"

    def ours() -> None:
        shutil.rmtree(place, ignore_errors=True)
        workspace = Workspace.create(place)
        with workspace.lock(), workspace.begin_generation() as generation:
            _link(lines, generation.trig_path)
            generation.load()
            generation.publish({"documents": stage.documents})

    def bare() -> None:
        shutil.rmtree(place, ignore_errors=True)
        store = pyoxigraph.Store(str(place))
        store.bulk_load(path=str(lines), format=pyoxigraph.RdfFormat.TRIG)

    rounds = 3 if quads < 2_000_000 else 1
    mine, other, ratio = ratio_of(ours, bare, rounds)
    shutil.rmtree(place, ignore_errors=True)
    for name, seconds, meaning in (
        ("load with read models", mine, "bulk load, optimise, read models, hashes, sync, switch"),
        ("bare bulk_load", other, "pyoxigraph.Store(folder).bulk_load of the same file"),
    ):
        yield Figure(
            benchmark="load",
            name=name,
            value=quads / seconds,
            unit="quads/s",
            documents=stage.documents,
            meaning=f"wall clock, best of {rounds}: {meaning}",
        )
    yield Figure(
        benchmark="load",
        name="load against bare bulk_load",
        value=ratio,
        unit="times",
        documents=stage.documents,
        meaning="wall clock of the first divided by that of the second, run in turn",
        goal=Goal(at_most=1.3) if stage.documents >= LARGE else None,
    )


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copyfile(source, target)
