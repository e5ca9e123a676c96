"""The outline of an organisation, ways between its members, and what they share."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.command import chain_trail
from dashboard.views.paths import (
    compare,
    comparison_grid,
    hops_of,
    path_grid,
    path_picture,
    way_label,
)
from dashboard.views.standing import find_standing
from dashboard.views.tree import (
    Outline,
    make_outline,
    outline_grid,
    outline_items,
    outline_picture,
)
from dashboard.views.treemap import Place, map_items, squarified
from graph.answers import Node
from tests.dashboard.small_graph import SmallGraph, quote

WORDS = "stated"


def graph_of(pairs: list[tuple[str, str, str]]) -> SmallGraph:
    """Return a graph of edges (source, relation, target); names in capitals are units."""
    names = sorted({name for source, _, target in pairs for name in (source, target)})
    nodes = [
        Node(name, "unit" if name.isupper() else "post", name, described=name.islower())
        for name in names
    ]
    quotes = [
        quote("v", WORDS, WORDS, source, relation, target) for source, relation, target in pairs
    ]
    return SmallGraph.of(nodes, quotes, {"v": WORDS})


ORGANISATION = graph_of(
    [
        ("ARTS", "subOrganizationOf", "SCHOOLS"),
        ("head", "heads", "ARTS"),
        ("aide", "underDirectionOf", "head"),
        ("aide", "underDirectionOf", "principal"),
        ("head", "supervises", "clerk"),
    ]
)


def outline_of(graph: SmallGraph, tops: tuple[str, ...], levels: int, limit: int = 1000) -> Outline:
    """Return the outline under the tops, with quotes."""
    standing = find_standing(graph)
    return make_outline(
        graph, standing, tops or standing.tops, levels=levels, limit=limit, quotes=True
    )


def test_tops_are_those_who_stand_under_nobody() -> None:
    """A top has somebody below and nobody above."""
    assert find_standing(ORGANISATION).tops == ("SCHOOLS", "principal")


def test_the_outline_goes_from_the_top_down_in_order() -> None:
    """Offices, their heads, and those under them stand indented, with how they belong."""
    outline = outline_of(ORGANISATION, ("SCHOOLS",), 6)
    assert [(row.depth, row.node.label, row.words) for row in outline.rows] == [
        (0, "SCHOOLS", ""),
        (1, "ARTS", "contains"),
        (2, "head", "headed by"),
        (3, "aide", "directs"),
        (3, "clerk", "supervises"),
    ]
    assert not outline.is_cut


def test_whoever_has_two_directors_stands_under_both() -> None:
    """Nothing is forced into a tree."""
    outline = outline_of(ORGANISATION, (), 6)
    assert [row.node.label for row in outline.rows].count("aide") == 2


def test_only_so_many_levels_are_opened_and_the_rest_is_counted() -> None:
    """An entity that is not opened says how many stand under it."""
    outline = outline_of(ORGANISATION, ("SCHOOLS",), 1)
    assert [(row.node.label, row.opened, row.below) for row in outline.rows] == [
        ("SCHOOLS", True, 1),
        ("ARTS", False, 1),
    ]
    items = outline_items(outline)
    assert items[1]["focus"] == "/organisation?id=ARTS"
    assert outline_grid(outline).records()[1]["name"] == "ARTS"


def test_a_circle_is_opened_once() -> None:
    """Two who direct each other do not make an endless outline."""
    circle = graph_of([("a", "underDirectionOf", "b"), ("b", "underDirectionOf", "a")])
    rows = outline_of(circle, ("a",), 6).rows
    assert [(row.node.label, row.repeated) for row in rows] == [
        ("a", False),
        ("b", False),
        ("a", True),
    ]
    assert outline_items(outline_of(circle, ("a",), 6))[2]["note"] == "opened elsewhere"


def test_the_outline_is_cut_at_its_limit() -> None:
    """A wide organisation stops at the limit and says so."""
    wide = graph_of([(f"r{number}", "underDirectionOf", "boss") for number in range(20)])
    outline = outline_of(wide, ("boss",), 2, 5)
    assert len(outline.rows) == 5
    assert outline.is_cut
    assert (outline.rows[0].below, outline.rows[0].hidden) == (20, 16)


def test_the_upper_levels_are_kept_when_there_are_too_many() -> None:
    """A large first branch does not push the others out."""
    wide = graph_of(
        [
            *((f"r{number}", "underDirectionOf", "a") for number in range(20)),
            *((name, "underDirectionOf", "boss") for name in ("a", "b", "c")),
        ]
    )
    outline = outline_of(wide, ("boss",), 3, 10)
    assert [row.node.label for row in outline.rows if row.depth == 1] == ["a", "b", "c"]
    assert len(outline.rows) == 10


def test_everybody_is_counted_once() -> None:
    """Whoever has two directors adds to one of them only; a circle ends."""
    sizes = find_standing(ORGANISATION).sizes
    assert sizes == {"SCHOOLS": 4, "ARTS": 3, "head": 2}
    assert find_standing(ORGANISATION).direct == {
        "SCHOOLS": 1, "ARTS": 1, "head": 2, "principal": 1,
    }  # fmt: skip
    circle = graph_of([("a", "underDirectionOf", "b"), ("b", "underDirectionOf", "a")])
    assert find_standing(circle).tops == ()


def test_a_box_of_the_map_is_as_large_as_what_stands_under_it() -> None:
    """Areas follow the numbers, inner boxes lie in outer ones, and each says what it is."""
    graph = graph_of(
        [
            *((f"r{number}", "underDirectionOf", "large") for number in range(8)),
            ("x", "underDirectionOf", "small"),
            *((name, "postIn", "OFFICE") for name in ("large", "small")),
        ]
    )
    standing = find_standing(graph)
    outline = make_outline(graph, standing, standing.tops, levels=1)
    boxes = {box["label"]: box for box in map_items(outline, standing.sizes)}
    area = {label: box["width"] * box["height"] for label, box in boxes.items()}
    assert area["large"] / area["small"] == pytest.approx(9 / 2, rel=0.01)
    assert boxes["OFFICE"]["says"] == "OFFICE. Office, 2 directly below"
    assert boxes["large"]["address"] == "/organisation?id=large"
    for label in ("large", "small"):
        inner, outer = boxes[label], boxes["OFFICE"]
        assert outer["left"] <= inner["left"]
        assert inner["left"] + inner["width"] <= outer["left"] + outer["width"]
        assert outer["top"] <= inner["top"]
        assert inner["top"] + inner["height"] <= outer["top"] + outer["height"]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40))
def test_rectangles_fill_the_map_without_overlapping(weights: list[int]) -> None:
    """Each has its share of the area, all lie inside, and no two overlap."""
    order = sorted(map(float, weights), reverse=True)
    places = squarified(order, Place(10, 20, 300, 200))
    for weight, place in zip(order, places, strict=True):
        assert place.width * place.height == pytest.approx(60_000 * weight / sum(order), rel=1e-6)
        assert place.x >= 10 - 1e-6
        assert place.y >= 20 - 1e-6
        assert place.x + place.width <= 310 + 1e-6
        assert place.y + place.height <= 220 + 1e-6
    for one, other in itertools.combinations(places, 2):
        apart = (
            one.x + one.width <= other.x + 1e-6
            or other.x + other.width <= one.x + 1e-6
            or one.y + one.height <= other.y + 1e-6
            or other.y + other.height <= one.y + 1e-6
        )
        assert apart


def test_a_director_without_a_description_leads_to_the_work_list() -> None:
    """Only an undescribed role that directs somebody does."""
    graph = graph_of([("aide", "underDirectionOf", "boss"), ("aide", "postIn", "OFFICE")])
    graph.nodes["boss"] = Node("boss", "post", "boss")
    graph.made.clear()
    items = outline_items(outline_of(graph, (), 3))
    todo = {item["label"]: item["todo"] for item in items}
    assert todo == {"boss": "/quality?check=undescribed", "aide": "", "OFFICE": ""}


def test_in_the_chart_everybody_stands_to_the_right_of_those_above() -> None:
    """Each edge of the chart leads from a column to one further left."""
    outline = outline_of(ORGANISATION, (), 6)
    picture = outline_picture(outline, center="")
    x = {node["id"]: node["x"] for node in picture.nodes}
    assert len({(node["x"], node["y"]) for node in picture.nodes}) == len(picture.nodes)
    for edge in picture.edges:
        if edge["relation"] != "supervises":
            assert x[edge["to"]] < x[edge["from"]]


def test_a_trail_names_every_step_from_the_top() -> None:
    """Several directors of one step stand together; each leads to its own view."""
    trail = chain_trail(ORGANISATION.chain("aide"))
    assert [[place["label"] for place in step] for step in trail] == [
        ["The whole organisation"],
        ["head", "principal"],
        ["aide"],
    ]
    assert [place["address"] for place in trail[1]] == [
        "/organisation?id=head",
        "/organisation?id=principal",
    ]


def test_a_way_is_told_by_what_it_leads_through() -> None:
    """Neighbours are connected directly; others through those between; oneself by no step."""
    direct, far, none = (
        ORGANISATION.connections("aide", goal)[0] for goal in ("head", "clerk", "aide")
    )
    assert way_label(direct) == "directly"
    assert way_label(far) == "head"
    assert hops_of(none) == ()


def test_a_step_is_proved_by_its_best_sentence() -> None:
    """Of several edges between two, the one whose quote is most certain stands for the step."""
    graph = graph_of([("a", "collaboratesWith", "b"), ("b", "supervises", "a")])
    weak, strong = graph.quotes
    graph = SmallGraph(graph.nodes, (replace(weak, confidence=0.2), strong), graph.texts)
    hop = hops_of(graph.connections("a", "b")[0])[0]
    assert (hop.edge.relation, hop.forward) == ("supervises", False)


def test_each_step_of_a_way_is_quoted() -> None:
    """The table of a way names both ends, the relation as walked, and the words."""
    hops = hops_of(ORGANISATION.connections("principal", "clerk")[0])
    assert [
        (row["from"], row["relation"], row["to"], row["quote"]) for row in path_grid(hops).records()
    ] == [
        ("principal", "directs", "aide", WORDS),
        ("aide", "under direction of", "head", WORDS),
        ("head", "supervises", "clerk", WORDS),
    ]
    assert [node["x"] for node in path_picture(hops).nodes] == [0, 300, 600, 900]


def test_a_comparison_tells_what_both_and_what_one_has() -> None:
    """Shared directors stand under both; the rest under the one that has it."""
    graph = graph_of(
        [
            ("a", "underDirectionOf", "boss"),
            ("b", "underDirectionOf", "boss"),
            ("a", "knowsProgram", "READ"),
            ("b", "runsProgram", "READ"),
        ]
    )
    items = compare(graph, "a", "b")
    assert [(item.side, item.relation, item.other.label) for item in items] == [
        ("both", "underDirectionOf", "boss"),
        ("first", "knowsProgram", "READ"),
        ("second", "runsProgram", "READ"),
    ]
    assert comparison_grid(items, "both", "c").records() == (
        {
            "relation": "under direction of",
            "other": "boss",
            "kind": "Role",
            "quote": WORDS,
            "second_quote": WORDS,
        },
    )
