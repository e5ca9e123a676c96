"""The organisation as a map: boxes in boxes, each as large as what stands under it.

The layout is Bruls, Huizing and van Wijk's squarified treemap (2000), computed here, so that the
browser only places boxes. A map is as cut as the outline it is made of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.views.links import entity_link, link
from dashboard.views.tree import Outline, OutlineRow, row_style
from dashboard.views.words import node_caption

__all__ = ["HEIGHT", "Place", "map_items", "squarified"]

HEIGHT: Final = 640
_WIDTH: Final = 520
_HEAD: Final = 24
_GAP: Final = 3
_SMALLEST: Final = 7
_READABLE: Final = 40


@dataclass(slots=True)
class _Box:
    """A row of the outline with the rows under it and what it weighs."""

    row: OutlineRow
    weight: float
    inner: list["_Box"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in pixels of a map of the planned width."""

    x: float
    y: float
    width: float
    height: float


def map_items(outline: Outline, sizes: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return what the map component shows: boxes with places, outer ones before inner ones.

    Args:
        outline: The rows that are shown.
        sizes: How many stand under an entity at any depth, by IRI.

    Returns:
        One item a box; ``left`` and ``width`` in per cent of the map, ``top`` and ``height`` in
        pixels. Boxes too small to be seen are left out; the list has them.
    """
    return list(_items(_boxes(outline.rows, sizes), Place(0, 0, _WIDTH, HEIGHT)))


def _boxes(rows: Sequence[OutlineRow], sizes: Mapping[str, int]) -> list[_Box]:
    tops: list[_Box] = []
    above: list[_Box] = []
    for row in rows:
        box = _Box(row, 1.0 + sizes.get(row.node.iri, 0))
        del above[row.depth :]
        (above[-1].inner if above else tops).append(box)
        above.append(box)
    for top in tops:
        _weigh(top)
    return tops


def _weigh(box: _Box) -> float:
    if box.inner:
        box.weight = max(sum(_weigh(inner) for inner in box.inner), box.weight)
    return box.weight


def _items(boxes: Sequence[_Box], place: Place) -> Iterator[dict[str, Any]]:
    order = sorted(boxes, key=lambda box: (-box.weight, box.row.node.label, box.row.node.iri))
    places = squarified([box.weight for box in order], place)
    for box, here in zip(order, places, strict=True):
        if min(here.width, here.height) < _SMALLEST:
            continue
        yield _item(box, here)
        if box.inner and here.height > 2 * _HEAD:
            inner = Place(
                here.x + _GAP,
                here.y + _HEAD,
                here.width - 2 * _GAP,
                here.height - _HEAD - _GAP,
            )
            yield from _items(box.inner, inner)


def _item(box: _Box, here: Place) -> dict[str, Any]:
    row = box.row
    below = f"{row.below:,} directly below" if row.below else "nobody below"
    return {
        "left": round(100 * here.x / _WIDTH, 3),
        "width": round(100 * here.width / _WIDTH, 3),
        "top": round(here.y, 1),
        "height": round(here.height, 1),
        "depth": row.depth,
        "label": row.node.label,
        "says": f"{row.node.label}. {node_caption(row.node)}, {below}",
        "style": row_style(row.node),
        "open": bool(box.inner),
        "bare": here.width < _READABLE or here.height < _HEAD - 6,
        "address": link("organisation", id=row.node.iri) if row.below else entity_link(row.node),
    }


def squarified(weights: Sequence[float], place: Place) -> tuple[Place, ...]:
    """Return a rectangle for each weight, in their order, that together fill the place.

    Args:
        weights: Positive numbers, the largest first.
        place: What is to be filled.
    """
    total = sum(weights)
    if total <= 0 or place.width <= 0 or place.height <= 0:
        return tuple(Place(place.x, place.y, 0, 0) for _ in weights)
    areas = [weight * place.width * place.height / total for weight in weights]
    made: list[Place] = []
    start, rest = 0, place
    while start < len(areas):
        side = min(rest.width, rest.height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(
            areas[start:end], side
        ):
            end += 1
        row, rest = _row(areas[start:end], rest)
        made.extend(row)
        start = end
    return tuple(made)


def _worst(areas: Sequence[float], side: float) -> float:
    """Return how far from a square the worst rectangle of a row is; 1 is a square."""
    total = sum(areas)
    return max(
        max(side * side * area / (total * total), total * total / (side * side * area))
        for area in areas
    )


def _row(areas: Sequence[float], place: Place) -> tuple[list[Place], Place]:
    """Return the rectangles of a row along the shorter side, and what is left of the place."""
    total = sum(areas)
    made = []
    if place.width >= place.height:
        width = min(total / place.height, place.width)
        y = place.y
        for area in areas:
            made.append(Place(place.x, y, width, area / width))
            y += area / width
        return made, Place(place.x + width, place.y, place.width - width, place.height)
    height = min(total / place.width, place.height)
    x = place.x
    for area in areas:
        made.append(Place(x, place.y, area / height, height))
        x += area / height
    return made, Place(place.x, place.y + height, place.width, place.height - height)
