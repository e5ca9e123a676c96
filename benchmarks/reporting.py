"""Reporting: figures as a table for the terminal and as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from itertools import pairwise

from benchmarks.harness import Figure, Goal

__all__ = ["as_json", "growth", "read_json", "row", "table"]

_LIBRARIES = ("pyoxigraph", "rdflib")


def row(figure: Figure) -> str:
    """Return a figure as one line: what, how much of which unit, and whether its goal holds."""
    value = "-" if figure.value is None else _number(figure.value)
    place = f"{figure.documents:>8,}  {figure.benchmark:<10} {figure.name:<38}"
    line = f"{place} {value:>12} {figure.unit}"
    if figure.goal is None or figure.value is None:
        return line
    verdict = "holds" if figure.goal.holds(figure.value) else "MISSED"
    return f"{line:<88} {figure.goal}: {verdict}"


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a table, a benchmark after the other, by number of descriptions."""
    head = f"{'texts':>8}  {'benchmark':<10} {'what':<38} {'value':>12} unit"
    names = list(dict.fromkeys(figure.benchmark for figure in figures))
    order = {name: number for number, name in enumerate(names)}
    ordered = sorted(figures, key=lambda figure: (order[figure.benchmark], figure.documents))
    return "\n".join([head, *map(row, ordered)])


def growth(figures: Sequence[Figure], name: str) -> list[tuple[int, float]]:
    """Return how many times a figure's value at the next smaller size each larger size has."""
    line = sorted(
        (figure.documents, figure.value)
        for figure in figures
        if figure.name == name and figure.value
    )
    return [(documents, value / before) for (_, before), (documents, value) in pairwise(line)]


def as_json(figures: Sequence[Figure]) -> str:
    """Return the figures with what they were taken on."""
    about = {
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "figures": [asdict(figure) for figure in figures],
    }
    return json.dumps(about, indent=1, ensure_ascii=False) + "\n"


def read_json(text: str) -> list[Figure]:
    """Return the figures that `as_json` wrote."""
    return [
        Figure(**{**figure, "goal": Goal(**figure["goal"]) if figure["goal"] else None})
        for figure in json.loads(text)["figures"]
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}" if value >= 0.1 else f"{value:.4f}"
