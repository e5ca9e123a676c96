"""A network as pyvis builds it: nodes, edges and options, with every position computed here.

The picture of one entity stands in layers: those who direct it above, it in the middle, those
under it below, offices to the left, what it touches to the right. Nothing moves by itself.
"""

import json
import math
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from pyvis.network import Network

from dashboard.views.evidence import edge_key
from dashboard.views.words import node_caption, relation_style
from graph.answers import Edge, Node
from graph.counted import counted

__all__ = ["MAX_NODES", "More", "Picture", "draw", "ego_positions", "legend_of", "place_in_text"]

Direction: TypeAlias = Literal["mixed", "horizontal"]
MAX_NODES: Final = 300
COLUMN: Final = 240
LINE: Final = 70
LAYER: Final = 150
ACROSS: Final = 4
TALLEST: Final = 860
LABEL_WIDTH: Final = 22
LABEL_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class More:
    """A node that stands for entities left out: how many, beside whom, by which relation."""

    beside: str
    relation: str
    incoming: bool
    count: int

    @property
    def key(self) -> str:
        """Return the node's name in the picture."""
        return f"more:{'in' if self.incoming else 'out'}:{self.relation}"


@dataclass(frozen=True, slots=True)
class Picture:
    """What the canvas draws; ``alternative`` says in words what is to be seen."""

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    options: Mapping[str, Any]
    height: int
    alternative: str
    legend: tuple[dict[str, Any], ...] = ()


def legend_of(
    edges: Iterable[Edge], hidden: frozenset[str] = frozenset()
) -> tuple[dict[str, Any], ...]:
    """Return one entry a relation: its words, stroke and colours, its number, whether hidden."""
    counts: dict[str, int] = {}
    for edge in edges:
        counts[edge.relation] = counts.get(edge.relation, 0) + 1
    return tuple(
        {
            "relation": relation,
            "words": relation_style(relation).words,
            "light": relation_style(relation).light,
            "dark": relation_style(relation).dark,
            "dashes": list(relation_style(relation).dashes),
            "count": counts.get(relation, 0),
            "hidden": relation in hidden,
        }
        for relation in sorted({*counts, *hidden})
    )


_VERTICAL: Final = frozenset({"underDirectionOf", "supervises", "subOrganizationOf", "headedBy"})
_OPTIONS: Final[dict[str, Any]] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "keyboard": False,
        "tooltipDelay": 3_600_000,
        "zoomView": True,
        "selectConnectedEdges": False,
    },
    "nodes": {
        "shape": "box",
        "borderWidth": 1,
        "borderWidthSelected": 3,
        "margin": 10,
        "widthConstraint": {"maximum": 190},
        "font": {"size": 14, "multi": False},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "smooth": {"enabled": True, "type": "cubicBezier", "roundness": 0.45},
        "font": {"size": 12, "multi": False, "strokeWidth": 5, "align": "horizontal"},
        "selectionWidth": 2,
        "width": 1.6,
    },
}


def ego_positions(
    center: Node,
    above: Sequence[Sequence[str]],
    below: Sequence[str],
    left: Sequence[str],
    right: Sequence[str],
) -> dict[str, tuple[int, int]]:
    """Return x and y of every node: layers above and below, a column at each side.

    Args:
        center: The entity in the middle, at (0, 0).
        above: Keys of the nodes of each step upward, nearest first.
        below: Keys of the nodes under the center, laid in rows of four.
        left: Keys of the left column; it stands around the height of the center, or below it.
        right: Keys of the right column.
    """
    places = {center.iri: (0, 0)}
    widest = max([1, *(len(level) for level in above)])
    for step, level in enumerate(above, start=1):
        _place_row(places, level, -LAYER * step)
    for row in range(math.ceil(len(below) / ACROSS)):
        keys = below[row * ACROSS : (row + 1) * ACROSS]
        widest = max(widest, len(keys))
        _place_row(places, keys, LAYER * (row + 1))
    side = int(COLUMN * max((widest + 1) / 2, 1.3))
    for keys, x in ((left, -side), (right, side)):
        first = -(len(keys) - 1) * LINE // 2
        if above:  # no line may run through those who direct
            first = max(first, -LINE)
        for place, key in enumerate(keys):
            places.setdefault(key, (x, first + place * LINE))
    return places


def _place_row(places: dict[str, tuple[int, int]], keys: Iterable[str], y: int) -> None:
    new = [key for key in keys if key not in places]
    for place, key in enumerate(new):
        places[key] = (int((place - (len(new) - 1) / 2) * COLUMN), y)


def draw(
    center: str,
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    places: Mapping[str, tuple[int, int]],
    more: Sequence[More] = (),
    *,
    direction: Direction = "mixed",
    inferred: str = " (inferred)",
) -> Picture:
    """Return the picture of nodes and edges at their places, built with pyvis.

    Nodes without a place and edges to them are left out. The second and later directors of a
    node, and every edge that no text states, are dashed. `direction` is how lines leave a node:
    sideways in a chart that grows to the right, up and down for reporting lines in mixed ones.
    `inferred` is added to the label of an edge without a quote.
    """
    network = Network(directed=True, cdn_resources="local")
    shown: dict[str, Node] = {}
    for node in nodes:
        if node.iri in places and node.iri not in shown and len(shown) < MAX_NODES:
            shown[node.iri] = node
            _add_node(network, node, places[node.iri], is_center=node.iri == center)
    directed: set[str] = set()
    drawn: set[str] = set()
    for edge in sorted(edges, key=place_in_text):
        key = edge_key(edge.source.iri, edge.relation, edge.target.iri)
        if key in drawn or edge.source.iri not in shown or edge.target.iri not in shown:
            continue
        drawn.add(key)
        second = edge.relation == "underDirectionOf" and edge.source.iri in directed
        if edge.relation == "underDirectionOf":
            directed.add(edge.source.iri)
        _add_edge(
            network,
            edge,
            key,
            is_dashed=second or not edge.quotes,
            direction=direction,
            inferred=inferred,
        )
    for group in more:
        if group.key in places and group.beside in shown:
            _add_more(network, group, places[group.key])
    network.set_options(json.dumps(_OPTIONS))
    drawn_nodes, drawn_edges, *_, options = network.get_network_data()
    ys = [y for _, y in places.values()] or [0]
    return Picture(
        nodes=tuple(drawn_nodes),
        edges=tuple(drawn_edges),
        options=json.loads(options),
        height=min(max(max(ys) - min(ys) + 160, 220), TALLEST),
        alternative=(
            f"Network of {shown[center].label}: "
            f"{counted(len(shown) - 1, 'neighbour')}, "
            f"{counted(len(drawn), 'relation')}. The table below lists them."
            if center in shown
            else f"Network of {len(shown)} entities. The table below lists them."
        ),
    )


def place_in_text(edge: Edge) -> int:
    """Return where an edge is first stated; an inferred edge comes last.

    The director whom a text names first is the first one; the others are second.
    """
    return min((quote.start for quote in edge.quotes), default=sys.maxsize)


def _add_node(network: Network, node: Node, place: tuple[int, int], *, is_center: bool) -> None:
    undescribed = (node.kind == "post" and not node.described) or node.kind == "group"
    network.add_node(
        node.iri,
        label=_wrapped(node.label),
        shape="box",
        x=place[0],
        y=place[1],
        group="center" if is_center else node.kind,
        caption=node_caption(node),
        name=node.label,
        shapeProperties={
            "borderDashes": [5, 4] if undescribed or node.unexpanded else False,
            "borderRadius": 3 if node.kind == "post" else 14,
        },
        borderWidth=2 if is_center else 1,
    )


def _add_edge(
    network: Network, edge: Edge, key: str, *, is_dashed: bool, direction: Direction, inferred: str
) -> None:
    style = relation_style(edge.relation)
    dashes: list[int] | bool = list(style.dashes) or ([8, 5] if is_dashed else False)
    sideways = direction == "horizontal" or edge.relation not in _VERTICAL
    words = style.words if edge.quotes else style.words + inferred
    network.add_edge(
        edge.source.iri,
        edge.target.iri,
        id=key,
        label=words,
        relation=edge.relation,
        dashes=dashes,
        light=style.light,
        dark=style.dark,
        quotes=len(edge.quotes),
        smooth=_curve(sideways=sideways),
    )


def _curve(*, sideways: bool) -> dict[str, Any]:
    return {
        "enabled": True,
        "type": "cubicBezier",
        "roundness": 0.45,
        "forceDirection": "horizontal" if sideways else "vertical",
    }


def _add_more(network: Network, group: More, place: tuple[int, int]) -> None:
    network.add_node(
        group.key,
        label=f"+{group.count} more",
        shape="box",
        x=place[0],
        y=place[1],
        group="more",
        caption="left out of the picture; Enter shows them",
        name=f"{group.count} more",
        shapeProperties={"borderDashes": [2, 3], "borderRadius": 14},
    )
    style = relation_style(group.relation)
    ends = (group.key, group.beside) if group.incoming else (group.beside, group.key)
    network.add_edge(
        *ends,
        id=f"{group.key}:edge",
        label=style.words,
        relation=group.relation,
        dashes=list(style.dashes) or False,
        light=style.light,
        dark=style.dark,
        quotes=0,
        smooth=_curve(sideways=group.relation not in _VERTICAL),
    )


def _wrapped(label: str) -> str:
    lines = textwrap.wrap(label, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder="…")
    return "\n".join(lines) or "(no name)"
