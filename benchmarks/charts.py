"""Charts: figures over the number of descriptions, as one SVG file of small line charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Final

from benchmarks.harness import Figure

__all__ = ["Panel", "draw", "panels_of"]

WIDTH: Final = 480
HEIGHT: Final = 260
COLUMNS: Final = 2
LEFT: Final = 64
TOP: Final = 40
PLOT_WIDTH: Final = 190
PLOT_HEIGHT: Final = 170
COLOURS: Final = ("#1f5fa8", "#b4501e", "#2f7d4f", "#7d3f98", "#8a6d00", "#555555")

_PANELS: Final = (
    ("Built a second", "build", ("first build",)),
    ("Memory of a build", "build", ("memory of the first build",)),
    ("Building again", "build", ("nothing changed", "one description changed")),
    (
        "Extracted a second on one core",
        "extraction",
        ("one core: orggraph", "one core: naive regular expressions"),
    ),
    ("Loaded a second", "load", ("load with read models", "bare bulk_load")),
    ("Open and first answer", "open", ("open and first answer", "orggraph chain as a command")),
    ("Chain of command with quotes", "ask", ("chain: ours", "chain: rdflib")),
    (
        "Names of the chain",
        "ask",
        (
            "names of the chain: ours",
            "names of the chain: bare Oxigraph",
            "names of the chain: rdflib",
        ),
    ),
    (
        "Who touches a program",
        "ask",
        ("touches: ours", "touches: bare Oxigraph", "touches: rdflib"),
    ),
    ("Search", "ask", ("search: ours", "search: bare Oxigraph", "search: rdflib")),
    ("Everybody below", "ask", ("subtree: ours", "subtree: bare Oxigraph", "subtree: rdflib")),
    ("Exports", "export", ("turtle: ours", "ntriples: ours", "nquads: ours")),
    ("Pages", "view", ("find", "role", "organisation")),
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: a line a name, each a list of (descriptions, value)."""

    title: str
    unit: str
    lines: Mapping[str, Sequence[tuple[int, float]]]


def panels_of(figures: Sequence[Figure]) -> list[Panel]:
    """Return a chart for each group of figures that were taken."""
    panels = []
    for title, benchmark, names in _PANELS:
        lines: dict[str, list[tuple[int, float]]] = {}
        unit = ""
        for figure in figures:
            if figure.benchmark == benchmark and figure.name in names and figure.value:
                lines.setdefault(figure.name, []).append((figure.documents, figure.value))
                unit = figure.unit
        if lines:
            panels.append(Panel(title, unit, lines))
    return panels


def draw(panels: Sequence[Panel]) -> str:
    """Return the charts as SVG; both axes of each are logarithmic."""
    rows = -(-len(panels) // COLUMNS)
    size = f'width="{WIDTH * COLUMNS}" height="{HEIGHT * max(1, rows)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for number, panel in enumerate(panels):
        x, y = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT
        parts += [f'<g transform="translate({x},{y})">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel) -> list[str]:
    points = [point for line in panel.lines.values() for point in line]
    across = _decades([documents for documents, _ in points])
    up = _decades([value for _, value in points])
    parts = [
        f'<text x="{LEFT}" y="18" font-weight="bold">{escape(panel.title)}</text>',
        f'<text x="{LEFT}" y="32" fill="#555">{escape(panel.unit)}, over descriptions</text>',
    ]
    for exponent in range(across[0], across[1] + 1):
        x = _place(10.0**exponent, across, LEFT, PLOT_WIDTH)
        parts += _rule(x, TOP, x, TOP + PLOT_HEIGHT)
        parts.append(_label(x, TOP + PLOT_HEIGHT + 15, _number(exponent), "middle"))
    for exponent in range(up[0], up[1] + 1):
        y = _place(10.0**exponent, up, TOP + PLOT_HEIGHT, -PLOT_HEIGHT)
        parts += _rule(LEFT, y, LEFT + PLOT_WIDTH, y)
        parts.append(_label(LEFT - 6, y + 4, _number(exponent), "end"))
    for number, (name, line) in enumerate(
        zip(_told_apart(panel), panel.lines.values(), strict=True)
    ):
        parts += _line(name, sorted(line), (across, up), number)
    return parts


def _told_apart(panel: Panel) -> list[str]:
    """Return what to call each line: who did it or, if that is the same, what was done."""
    who = [name.rpartition(": ")[2] for name in panel.lines]
    if len(set(who)) == len(who):
        return who
    return [name.partition(": ")[0] for name in panel.lines]


def _line(
    name: str,
    line: Sequence[tuple[int, float]],
    scales: tuple[tuple[int, int], tuple[int, int]],
    number: int,
) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    places = [
        (
            _place(documents, scales[0], LEFT, PLOT_WIDTH),
            _place(value, scales[1], TOP + PLOT_HEIGHT, -PLOT_HEIGHT),
        )
        for documents, value in line
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
    y = TOP + 12 + number * 16
    x = LEFT + PLOT_WIDTH + 12
    parts.append(f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{colour}"/>')
    parts.append(_label(x + 8, y, name, "start"))
    return parts


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten between which all values lie, at least one apart."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return (low, high) if high > low else (low, low + 1)


def _place(value: float, scale: tuple[int, int], start: float, length: float) -> float:
    return start + (log10(value) - scale[0]) / (scale[1] - scale[0]) * length


def _number(exponent: int) -> str:
    return f"{10**exponent:,}" if exponent >= 0 else f"{10.0**exponent:g}"


def _rule(x: float, y: float, to_x: float, to_y: float) -> list[str]:
    return [f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="#ddd"/>']


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
