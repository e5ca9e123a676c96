"""Runs the benchmarks: a table on the terminal, figures.json and figures.svg in a folder.

``python -m benchmarks.run`` measures with 100, 1,000 and 10,000 invented descriptions; ``--help``
lists the rest. It should be the only program at work on the machine.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks import (
    asking,
    building,
    exporting,
    extraction,
    loading,
    opening,
    viewing,
)
from benchmarks.charts import draw, panels_of
from benchmarks.corpora import corpus
from benchmarks.harness import Figure, Goal, Stage
from benchmarks.reporting import as_json, growth, read_json, row, table

__all__ = ["main"]

BENCHMARKS: Final[Mapping[str, Callable[[Stage], Iterator[Figure]]]] = {
    "extraction": extraction.measure,
    "build": building.measure,
    "load": loading.measure,
    "open": opening.measure,
    "ask": asking.measure,
    "export": exporting.measure,
    "view": viewing.measure,
}
SIZES: Final = (100, 1_000, 10_000)
_COST: Final = "first build, CPU a description"
_GROWTH: Final = "growth of the cost a description"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 after all chosen benchmarks were run; figures are printed as they are taken."""
    options = _parser().parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    for path in options.beside:
        figures += read_json(path.read_text(encoding="utf-8"))
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="orggraph-bench-", dir=options.work) as work:
        for documents in sorted(options.sizes):
            for figure in _measure(Path(work), documents, options.only):
                figures.append(figure)
                sys.stdout.write(f"{row(figure)}\n")
                sys.stdout.flush()
    figures = [figure for figure in figures if figure.name != _GROWTH]
    figures += _growth(figures)
    (options.output / "figures.json").write_text(as_json(figures), encoding="utf-8")
    (options.output / "figures.svg").write_text(draw(panels_of(figures)), encoding="utf-8")
    sys.stdout.write(f"\n{table(figures)}\n")
    took = time.perf_counter() - begun
    sys.stdout.write(f"\n{len(figures)} figures in {took:.0f} s; also in {options.output}\n")
    return 0


def _measure(work: Path, documents: int, only: Sequence[str]) -> Iterator[Figure]:
    sources = corpus(work, documents)
    scratch = work / f"scratch-{documents}"
    scratch.mkdir()
    graph = work / f"graph-{documents}"
    stage = Stage(documents, sources, graph, scratch, scratch / "graph.trig")
    if "build" not in only:  # the others need its graph all the same
        building.build(stage)
    for name in BENCHMARKS:
        if name in only:
            yield from BENCHMARKS[name](stage)
    shutil.rmtree(scratch)


def _growth(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield by how much the cost of a description grows from each size to the next."""
    for documents, times in growth(figures, _COST):
        yield Figure(
            benchmark="build",
            name=_GROWTH,
            value=100 * (times - 1),
            unit="%",
            documents=documents,
            meaning="CPU time a description of a first build, against the next smaller size",
            goal=Goal(at_most=10) if documents > 1_000 else None,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="how many descriptions, each size"
    )
    parser.add_argument(
        "--only", nargs="+", choices=BENCHMARKS, default=tuple(BENCHMARKS), help="which to run"
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("build/benchmarks"), help="where the figures go"
    )
    parser.add_argument(
        "--beside",
        type=Path,
        nargs="+",
        default=(),
        metavar="FIGURES.JSON",
        help="figures of earlier runs, for one table and chart of all",
    )
    parser.add_argument(
        "--work", type=Path, help="an existing folder for what is made on the way, then removed"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
