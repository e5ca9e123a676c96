"""A picture as a file: SVG, and an HTML page that holds it and needs nothing else.

Every text is escaped here; nothing of a document can become markup. The same picture gives the
same bytes.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from dashboard.views.palette import PAPER, Theme, box_colours
from dashboard.views.picture import Picture

__all__ = ["to_html", "to_svg"]

_LETTER: Final = 7.1
_LINE: Final = 16
_PADDING: Final = 12
_MARGIN: Final = 40
_FONT: Final = "system-ui, 'Source Sans 3', 'Segoe UI', sans-serif"


def to_svg(picture: Picture, *, title: str, theme: Theme = "light") -> bytes:
    """Return the picture as an SVG file in UTF-8."""
    return "\n".join(_svg_lines(picture, title, theme)).encode("utf-8") + b"\n"


def to_html(picture: Picture, *, title: str, note: str) -> bytes:
    """Return an HTML page with the picture and a note under it; it works without a network."""
    drawing = "\n".join(_svg_lines(picture, title, "light"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>body {{ font-family: {_FONT}; margin: 2rem }} svg {{ height: auto; max-width: 100% }}</style>
</head>
<body>
<h1>{escape(title)}</h1>
{drawing}
<p>{escape(note)}</p>
</body>
</html>
"""
    return page.encode("utf-8")


def _svg_lines(picture: Picture, title: str, theme: Theme) -> Iterator[str]:
    boxes = {str(node["id"]): _box(node) for node in picture.nodes}
    left = min((x - w / 2 for x, _, w, _ in boxes.values()), default=0) - _MARGIN
    top = min((y - h / 2 for _, y, _, h in boxes.values()), default=0) - _MARGIN
    right = max((x + w / 2 for x, _, w, _ in boxes.values()), default=0) + _MARGIN
    bottom = max((y + h / 2 for _, y, _, h in boxes.values()), default=0) + _MARGIN
    width, height = right - left, bottom - top
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.0f}" '
        f'height="{height:.0f}" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" '
        f'font-family="{escape(_FONT)}" font-size="13">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<desc>{escape(picture.alternative)}</desc>"
    yield (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{PAPER[theme]}"/>'
    )
    for edge in picture.edges:
        yield from _edge_lines(edge, boxes, theme)
    for node in picture.nodes:
        yield from _node_lines(node, boxes[str(node["id"])], theme)
    yield "</svg>"


def _box(node: Mapping[str, Any]) -> tuple[float, float, float, float]:
    lines = str(node["label"]).split("\n")
    width = max(len(line) for line in lines) * _LETTER + 2 * _PADDING
    return float(node["x"]), float(node["y"]), width, len(lines) * _LINE + _PADDING


def _node_lines(
    node: Mapping[str, Any], box: tuple[float, float, float, float], theme: Theme
) -> Iterator[str]:
    x, y, width, height = box
    fill, ink, border = box_colours(str(node["group"]), theme)
    shape = node["shapeProperties"]
    yield (
        f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="{min(shape["borderRadius"], height / 2):.0f}" fill="{fill}" '
        f'stroke="{border}"{_dashes(shape["borderDashes"])}>'
        f"<title>{escape(str(node['name']))}: {escape(str(node['caption']))}</title></rect>"
    )
    lines = str(node["label"]).split("\n")
    first = y - (len(lines) - 1) * _LINE / 2 + 4.5
    for number, line in enumerate(lines):
        yield (
            f'<text x="{x:.1f}" y="{first + number * _LINE:.1f}" text-anchor="middle" '
            f'fill="{ink}">{escape(line)}</text>'
        )


def _edge_lines(
    edge: Mapping[str, Any], boxes: Mapping[str, tuple[float, float, float, float]], theme: Theme
) -> Iterator[str]:
    start, end = boxes[str(edge["from"])], boxes[str(edge["to"])]
    (x1, y1), (x2, y2) = _border(start, end), _border(end, start)
    color = str(edge[theme])
    yield (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" '
        f'stroke-width="1.6"{_dashes(edge["dashes"])}/>'
    )
    yield f'<path d="{_arrow(x1, y1, x2, y2)}" fill="{color}"/>'
    yield (
        f'<text x="{(x1 + x2) / 2:.1f}" y="{(y1 + y2) / 2 + 4:.1f}" text-anchor="middle" '
        f'font-size="11" fill="{color}" stroke="{PAPER[theme]}" stroke-width="4" '
        f'paint-order="stroke">{escape(str(edge["label"]))}</text>'
    )


def _dashes(value: object) -> str:
    if not isinstance(value, list):
        return ""
    return f' stroke-dasharray="{" ".join(str(length) for length in value)}"'


def _border(
    box: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float]:
    """Return where the line from the middle of a box to another box leaves the first one."""
    x, y, width, height = box
    dx, dy = other[0] - x, other[1] - y
    if dx == 0 and dy == 0:
        return x, y
    reach = min(
        width / 2 / abs(dx) if dx else float("inf"), height / 2 / abs(dy) if dy else float("inf")
    )
    return x + dx * min(reach, 1), y + dy * min(reach, 1)


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    back_x, back_y = x2 - 9 * ux, y2 - 9 * uy
    return (
        f"M{x2:.1f} {y2:.1f}L{back_x - 4 * uy:.1f} {back_y + 4 * ux:.1f}"
        f"L{back_x + 4 * uy:.1f} {back_y - 4 * ux:.1f}Z"
    )
