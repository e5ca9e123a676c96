"""Pictures, chains and tables of one entity."""

from dataclasses import replace

import pytest

from dashboard.views.command import chain_steps, reports_below, reports_page, reports_table
from dashboard.views.ego import ego_edges, ego_of, ego_picture
from dashboard.views.entity import card_facts, quotes_of, relations_table
from dashboard.views.evidence import edge_key
from dashboard.views.picture import MAX_NODES, Picture, draw
from graph.answers import Chain, Edge, Node, Property
from tests.dashboard.small_graph import SmallGraph, quote

TEXT = "Under direction of the principal and the Division of Arts. Knows READ. Supervises aides."
AIDE = Node("aide", "post", "Arts Aide", code="007", described=True)


def small_graph(reports: int = 2) -> SmallGraph:
    """Return a role with two directors (a post and a unit), a program and some reports."""
    names = [f"r{number}" for number in range(reports)]
    texts = {name: f"Under direction of the aide {name}." for name in names}
    nodes = [
        AIDE,
        Node("principal", "post", "principal", generic=True),
        Node("arts", "unit", "Division of Arts"),
        Node("office", "unit", "Office of Schools"),
        Node("read", "program", "READ", acronym="READ", unexpanded=True),
        *(Node(name, "post", f"Role {name}", described=True) for name in names),
    ]
    quotes = [
        quote("v", TEXT, "direction of the principal", "aide", "underDirectionOf", "principal"),
        quote("v", TEXT, "the Division of Arts", "aide", "underDirectionOf", "arts"),
        quote("v", TEXT, "Division", "arts", "underDirectionOf", "office"),
        quote("v", TEXT, "Knows READ", "aide", "knowsProgram", "read"),
        *(
            quote(
                name, texts[name], "Under direction of the aide", name, "underDirectionOf", "aide"
            )
            for name in names
        ),
    ]
    graph = SmallGraph.of(nodes, quotes, {"v": TEXT, **texts})
    graph.versions_of = {"aide": "v"}
    graph.properties = {
        "aide": (Property("monthsPerYear", 10), Property("overtimeEligible", value=False))
    }
    return graph


def picture_of(graph: SmallGraph, expanded: str | None = None) -> Picture:
    """Return the picture of the aide."""
    card = graph.get_entity("aide")
    groups, more = ego_edges(graph, card, expanded)
    return ego_picture(card, graph.chain("aide"), groups, more)


def test_both_directors_are_drawn_one_solid_one_dashed() -> None:
    """Two directors stand side by side above the role; the second one's line is dashed."""
    picture = picture_of(small_graph())
    lines = {
        edge["to"]: edge["dashes"]
        for edge in picture.edges
        if edge["from"] == "aide" and edge["relation"] == "underDirectionOf"
    }
    assert lines == {"principal": False, "arts": [8, 5]}
    places = {node["id"]: (node["x"], node["y"]) for node in picture.nodes}
    assert places["principal"][1] == places["arts"][1] < 0
    assert places["principal"][0] != places["arts"][0]
    assert places["office"][1] < places["arts"][1]


def test_layers_stand_above_below_and_beside() -> None:
    """Directors are above, reports below, what is touched to the right; physics is off."""
    picture = picture_of(small_graph())
    places = {node["id"]: (node["x"], node["y"]) for node in picture.nodes}
    assert places["aide"] == (0, 0)
    assert places["r0"][1] > 0
    assert places["read"][0] > 0
    assert picture.options["physics"]["enabled"] is False
    assert len(set(places.values())) == len(places)


def test_an_undescribed_director_looks_different() -> None:
    """A role without a description has a dashed border; a described one has not."""
    borders = {
        node["id"]: node["shapeProperties"]["borderDashes"]
        for node in picture_of(small_graph()).nodes
    }
    assert borders["principal"] == [5, 4]
    assert borders["aide"] is False
    assert borders["read"] == [5, 4]


def test_many_reports_are_grouped_and_can_be_shown() -> None:
    """Beyond the limit a node says how many are left out; expanding it shows them."""
    graph = small_graph(reports=30)
    picture = picture_of(graph)
    more = [node for node in picture.nodes if node["group"] == "more"]
    assert [node["label"] for node in more] == ["+22 more"]
    assert more[0]["id"] == "more:in:underDirectionOf"
    expanded = picture_of(graph, "more:in:underDirectionOf")
    assert len(expanded.nodes) == 5 + 30
    assert not [node for node in expanded.nodes if node["group"] == "more"]


def test_one_neighbour_too_many_is_shown_instead_of_counted() -> None:
    """A box that says "+1 more" would take the place of that one."""
    picture = picture_of(small_graph(reports=9))
    assert not [node for node in picture.nodes if node["group"] == "more"]
    assert len(picture.nodes) == 5 + 9


def test_never_more_than_three_hundred_nodes() -> None:
    """A picture stays small enough to be read, whatever it is given."""
    nodes = [Node(f"n{number}", "unit", "x") for number in range(MAX_NODES + 50)]
    places = {node.iri: (0, number) for number, node in enumerate(nodes)}
    assert len(draw("n0", nodes, (), places).nodes) == MAX_NODES


def test_a_label_is_capped_and_never_empty() -> None:
    """Long labels are wrapped to three lines; the full name stays available."""
    long = Node("n", "unit", "Office of " + "very long words " * 20)
    picture = draw("n", [long, Node("m", "unit", " ")], (), {"n": (0, 0), "m": (1, 1)})
    assert picture.nodes[0]["label"].count("\n") == 2
    assert picture.nodes[0]["label"].endswith("…")
    assert picture.nodes[0]["name"] == long.label
    assert picture.nodes[1]["label"] == "(no name)"


def test_an_edge_that_no_sentence_states_is_dashed_and_says_so() -> None:
    """An inferred edge is dashed and its label says inferred."""
    unit = Node("u", "unit", "Division")
    picture = draw(
        "aide",
        [AIDE, unit],
        [Edge(AIDE, "subOrganizationOf", "p", unit)],
        {
            "aide": (0, 0),
            "u": (0, 1),
        },
    )
    assert picture.edges[0]["label"] == "part of (inferred)"
    assert picture.edges[0]["dashes"] == [8, 5]
    assert picture.alternative.startswith("Network of Arts Aide: 1 neighbour, 1 relation.")


def test_the_chain_reads_from_the_top_down_to_the_role() -> None:
    """The highest step comes first, the role last, and where the text ends is said."""
    steps = chain_steps(small_graph().chain("aide"), selected="x")
    labels = [[node["label"] for node in level] for level in steps["levels"]]
    assert labels == [["Office of Schools"], ["principal", "Division of Arts"], ["Arts Aide"]]
    assert steps["end"] == "Above principal, Office of Schools no description states a director."
    first = steps["levels"][1][0]
    assert first["edges"] == [
        {
            "key": edge_key("aide", "underDirectionOf", "principal"),
            "words": "directs",
            "quoted": True,
        }
    ]
    assert [node["style"] for node in steps["levels"][1]] == ["undescribed", "unit"]


def test_a_role_without_a_director_says_so() -> None:
    """An empty chain tells that no description states a director, and a circle is told too."""
    alone = chain_steps(Chain(AIDE, False, (), (AIDE,)), selected=None)  # noqa: FBT003 - a row
    assert alone["end"] == "No description states who directs this."
    edge = Edge(AIDE, "underDirectionOf", "p", AIDE)
    circle = chain_steps(Chain(AIDE, False, (), (), (edge,)), selected=None)  # noqa: FBT003 - a row
    assert circle["end"].endswith("it is not followed.")


def test_reports_carry_their_own_number_of_reports() -> None:
    """The roles under a role are listed with the words and with how many are under each."""
    graph = small_graph()
    edges = graph.edges("aide", ("underDirectionOf",), incoming=True)
    table = reports_table(edges, {"r0": 4}, center=AIDE)
    assert table.records()[0] == {
        "role": "Role r0",
        "code": None,
        "relation": "directs",
        "below": 4,
        "quote": "Under direction of the aide",
    }
    assert table.rows[0].links == {"role": "/role?id=r0"}


@pytest.mark.parametrize(
    ("offset", "names"), [(0, ["Role r0", "Role r1"]), (2, ["Role r2", "Clerk"]), (4, [])]
)
def test_a_page_of_reports_goes_through_all_ways_of_directing(
    offset: int, names: list[str]
) -> None:
    """Those who say that they are directed come first, then those who are said to be supervised."""
    small = small_graph(reports=3)
    clerk = quote("v", TEXT, "Knows READ", "aide", "supervises", "clerk")
    nodes = [*small.nodes.values(), Node("clerk", "post", "Clerk")]
    graph = SmallGraph.of(nodes, [*small.quotes, clerk], small.texts)
    card = graph.get_entity("aide")
    assert reports_below(card) == 4
    page = reports_page(graph, card, limit=2, offset=offset)
    table = reports_table(page, {}, center=AIDE, offset=offset, total=4)
    assert [row["role"] for row in table.records()] == names


def test_groups_of_people_stand_in_the_picture_without_being_entities() -> None:
    """Parents have a dashed box of their own, whose line is the edge of the table and the text."""
    graph = small_graph()
    group = replace(
        graph.quotes[3], relation="collaboratesWith", object="parents", object_label="parents"
    )
    card = replace(graph.get_entity("aide"), groups=(group,))
    ego = ego_of(graph, card, graph.chain("aide"))
    box = next(node for node in ego.picture.nodes if node["name"] == "parents")
    assert (box["group"], box["shapeProperties"]["borderDashes"]) == ("group", [5, 4])
    line = next(edge for edge in ego.picture.edges if edge["to"] == box["id"])
    table = relations_table(ego.edges, center="aide", caption="", groups=card.groups)
    row = next(row for row in table.rows if row.cells[1] == "parents (group)")
    assert row.key == line["id"]
    hidden = ego_of(graph, card, graph.chain("aide"), hidden=frozenset({"collaboratesWith"}))
    assert [node for node in hidden.picture.nodes if node["name"] == "parents"] == []
    assert [entry["relation"] for entry in hidden.picture.legend if entry["hidden"]] == [
        "collaboratesWith"
    ]


def test_one_document_is_named_once_and_several_in_each_row() -> None:
    """The column of documents is shown only where it tells rows apart; files always have it."""
    graph = small_graph()
    edges = graph.edges("aide", ("knowsProgram", "underDirectionOf"), incoming=False)
    one = relations_table(edges, center="aide", caption="")
    assert one.caption == "In the words of “v”"
    assert "Document" not in [one.columns[place].heading for place in one.used_columns()]
    assert one.records()[0]["document"] == "v"
    other = replace(edges[0], quotes=(replace(edges[0].quotes[0], document="w"),))
    several = relations_table([*edges[1:], other], center="aide", caption="")
    assert "Document" in [several.columns[place].heading for place in several.used_columns()]


def test_the_table_twin_has_every_relation_with_its_offsets() -> None:
    """Each relation of the picture stands in the table with quote, rule, confidence, offsets."""
    graph = small_graph()
    edges = graph.edges("aide")
    table = relations_table(edges, center="aide", caption="c")
    assert len(table.rows) == len(edges)
    assert table.records()[0] == {
        "relation": "under direction of",
        "other": "principal",
        "quote": "direction of the principal",
        "document": "v",
        "section": "Summary",
        "rule": "test/rule",
        "confidence": 0.9,
        "start": 6,
        "end": 32,
    }
    inferred = relations_table(
        [Edge(AIDE, "heads", "p", Node("u", "unit", "U"))], center="aide", caption=""
    )
    assert inferred.records()[0]["rule"] == "inferred from a title"


def test_a_group_stands_in_the_table_without_a_link() -> None:
    """Parents are no entity: they are named as a group, with their words."""
    group = replace(small_graph().quotes[3], relation="collaboratesWith", object_label="parents")
    row = relations_table((), center="aide", caption="", groups=(group,)).rows[0]
    assert row.cells[:3] == ("collaborates with", "parents (group)", "Knows READ")
    assert row.links == {}


def test_a_card_shows_code_months_overtime_and_dates() -> None:
    """Values of the graph are shown in words; what is not stated is not shown."""
    facts = card_facts(small_graph().get_entity("aide"))
    assert facts.values == (
        ("Code", "007"),
        ("Months a year", "10"),
        ("Overtime", "no"),
        ("Established", "1999-04"),
    )


def test_each_claim_is_quoted_once() -> None:
    """An edge reached by two ways gives its quotes once."""
    edges = small_graph().edges("aide")
    assert len(quotes_of([*edges, *edges])) == len(edges)
