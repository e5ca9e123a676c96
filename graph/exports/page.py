"""A picture of a chain or of what is around an entity as one HTML file that needs nothing else.

No script, no style sheet, no font and no address outside: the picture is SVG drawn here, and below
it every edge stands in a table with the words that prove it. All text is escaped.
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.answers import Chain, Edge, Neighbourhood, Node
from graph.exports.words import relation_in_words

__all__ = ["page_of_chain", "page_of_neighbourhood"]

_WIDTH: Final = 220
_HEIGHT: Final = 56
_GAP: Final = 36
_ROW: Final = 150
_LETTERS: Final = 30
_MOST_IN_A_ROW: Final = 6

_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }}
figure {{ margin: 0; overflow-x: auto; }}
svg text {{ font: 13px sans-serif; fill: #1a1a1a; }}
svg rect {{ fill: #eef4fa; stroke: #0072b2; }}
svg .unit rect {{ fill: #fdf3dd; stroke: #a66f00; }}
svg .program rect {{ fill: #e0f3ec; stroke: #007a59; }}
svg .undescribed rect {{ stroke-dasharray: 5 4; }}
svg line {{ stroke: #555; }}
svg line.other {{ stroke-dasharray: 5 4; }}
table {{ border-collapse: collapse; margin-top: 2rem; }}
th, td {{ border: 1px solid #bbb; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
</style>
</head>
<body>
<h1>{title}</h1>
"""


def page_of_chain(chain: Chain) -> str:
    """Return a page with a chain of command: those who direct on top, then every quote."""
    rows: list[list[Node]] = [[chain.start]]
    seen = {chain.start.iri}
    for level in chain.levels:
        row = [node for edge in level for node in (edge.source, edge.target)]
        rows.append(_new(row, seen))
    if not chain.down:
        rows.reverse()
    edges = [edge for level in (*chain.levels, chain.repeated) for edge in level]
    what = "Below" if chain.down else "Above"
    ends = [node.label for node in chain.not_stated]
    note = f"Who directs is not stated: {'; '.join(ends)}." if ends else ""
    return _page(f"{what} {chain.start.label}", rows, edges, note)


def page_of_neighbourhood(around: Neighbourhood) -> str:
    """Return a page with what is around an entity, step by step from the top.

    Ask for the neighbourhood with its quotes, or the table has none.
    """
    last = max(around.distance.values(), default=0)
    rows = [
        [node for node in around.nodes if around.distance[node.iri] == step]
        for step in range(last + 1)
    ]
    hidden = sum(around.hidden.values())
    note = f"{hidden} more edges lead to what is not shown." if hidden else ""
    return _page(f"Around {around.nodes[0].label}", rows, around.edges, note)


def _new(row: Iterable[Node], seen: set[str]) -> list[Node]:
    found = []
    for node in row:
        if node.iri not in seen:
            seen.add(node.iri)
            found.append(node)
    return found


def _page(title: str, rows: Sequence[Sequence[Node]], edges: Sequence[Edge], note: str) -> str:
    lines = [
        _HEAD.format(title=_text(title)),
        *_picture(title, rows, edges),
        f"<p>{_text(note)}</p>\n" if note else "",
        *_table(edges),
        "</body>\n</html>\n",
    ]
    return "".join(lines)


def _picture(title: str, rows: Sequence[Sequence[Node]], edges: Sequence[Edge]) -> Iterator[str]:
    # A row that is too wide goes on below.
    lines = [
        row[place : place + _MOST_IN_A_ROW]
        for row in rows
        for place in range(0, len(row), _MOST_IN_A_ROW)
    ]
    widest = max(len(row) for row in lines)
    width, height = widest * (_WIDTH + _GAP) + _GAP, len(lines) * _ROW
    places = {
        node.iri: (
            (width - len(row) * (_WIDTH + _GAP) + _GAP) // 2 + place * (_WIDTH + _GAP),
            number * _ROW + _GAP,
        )
        for number, row in enumerate(lines)
        for place, node in enumerate(row)
    }
    yield f'<figure>\n<svg role="img" aria-label="{_text(title)}" width="{width}" '
    yield f'height="{height}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">\n'
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
    yield 'markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#555"/></marker>'
    yield "</defs>\n"
    for edge in edges:
        yield _line(edge, places)
    for row in lines:
        for node in row:
            yield from _box(node, *places[node.iri])
    yield "</svg>\n</figure>\n"


def _line(edge: Edge, places: Mapping[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = places[edge.source.iri], places[edge.target.iri]
    # From the side that faces the other box.
    y1, y2 = (y1, y2 + _HEIGHT) if y2 < y1 else (y1 + _HEIGHT, y2)
    kind = "" if edge.relation == "underDirectionOf" else ' class="other"'
    half = _WIDTH // 2
    words = _text(f"{edge.source.label} {relation_in_words(edge.relation)} {edge.target.label}")
    return (
        f'<line{kind} x1="{x1 + half}" y1="{y1}" x2="{x2 + half}" y2="{y2}" '
        f'marker-end="url(#tip)"><title>{words}</title></line>\n'
    )


def _box(node: Node, left: int, top: int) -> Iterator[str]:
    described = "" if node.described or node.kind != "post" else " undescribed"
    yield f'<g class="{_text(node.kind)}{described}"><title>{_text(node.label)}</title>'
    yield f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
    lines = _wrapped(node.label)
    for number, line in enumerate(lines):
        y = top + _HEIGHT // 2 + 5 - (len(lines) - 1) * 9 + number * 18
        yield f'<text x="{left + _WIDTH // 2}" y="{y}" text-anchor="middle">{_text(line)}</text>'
    yield "</g>\n"


def _wrapped(label: str) -> list[str]:
    """Return a label in two lines at most, the end cut off where it does not fit."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines[1:] = [f"{lines[1]} …"]
    return [line if len(line) <= _LETTERS + 2 else f"{line[:_LETTERS]}…" for line in lines]


def _table(edges: Iterable[Edge]) -> Iterator[str]:
    yield "<table>\n<thead><tr><th>Who</th><th>Relation</th><th>Whom</th><th>Words</th>"
    yield "<th>Document</th><th>Place</th></tr></thead>\n<tbody>\n"
    for edge in edges:
        start = "".join(
            f"<td>{_text(cell)}</td>"
            for cell in (edge.source.label, relation_in_words(edge.relation), edge.target.label)
        )
        if not edge.quotes:
            yield f"<tr>{start}<td></td><td></td><td></td></tr>\n"
        for quote in edge.quotes:
            place = f"{quote.start}-{quote.end}"
            end = "".join(f"<td>{_text(cell)}</td>" for cell in (quote.text, quote.document, place))
            yield f"<tr>{start}{end}</tr>\n"
    yield "</tbody>\n</table>\n"


def _text(text: str) -> str:
    """Return a text that is only text in HTML and in SVG, without controls and directions."""
    kept = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return html.escape(kept, quote=True)
