"""Who touches which programs, agencies and teams."""

from dashboard.views.touching import (
    find_touching,
    how_counts,
    matrix_grid,
    shared_grid,
    targets_grid,
    touches_table,
)
from graph.answers import Node
from tests.dashboard.small_graph import SmallGraph, quote

WORDS = "in these words"
NODES = (
    Node("aide", "post", "Aide", code="01", described=True),
    Node("clerk", "post", "Clerk", described=True),
    Node("OFFICE", "unit", "Office"),
    Node("READ", "program", "Reading Daily", acronym="READ"),
    Node("none", "program", "Nobody's Program"),
    Node("clinic", "agency", "Clinic"),
    Node("BOE", "team", "BOE", acronym="BOE", unexpanded=True),
)
GRAPH = SmallGraph.of(
    NODES,
    [
        quote("v", WORDS, WORDS, source, relation, target)
        for source, relation, target in (
            ("aide", "knowsProgram", "READ"),
            ("aide", "runsProgram", "READ"),
            ("clerk", "knowsProgram", "READ"),
            ("aide", "collaboratesWith", "clinic"),
            ("aide", "collaboratesWith", "OFFICE"),
            ("OFFICE", "participatesIn", "BOE"),
        )
    ],
    {"v": WORDS},
)


def test_roles_are_counted_once_and_ways_apart() -> None:
    """A role that knows and runs a program is one role with two ways; offices are no targets."""
    touching = find_touching(GRAPH)
    read, none = touching.targets["program"]
    assert (read.node.label, read.roles) == ("Reading Daily", 2)
    assert read.how == (("knowsProgram", 2), ("runsProgram", 1))
    assert (none.roles, none.how) == (0, ())
    assert [item.node.iri for item in touching.targets["agency"]] == ["clinic"]
    assert shared_grid(touching).records() == ({"program": "Reading Daily", "roles": 2},)


def test_the_matrix_has_links_in_headings_and_cells() -> None:
    """A heading leads to the program, a cell to the sentence that says how."""
    table = matrix_grid(find_touching(GRAPH), "program")
    assert [(column.heading, column.address) for column in table.columns] == [
        ("Role", ""),
        ("READ", "/programs?id=READ"),
    ]
    assert [row.cells for row in table.rows] == [("Aide", "knows, runs"), ("Clerk", "knows")]
    assert table.rows[0].links["READ"].startswith("/programs?id=READ&edge=")
    agencies = matrix_grid(find_touching(GRAPH), "agency")
    assert [row.cells for row in agencies.rows] == [("Aide", "collaborates with")]
    assert matrix_grid(find_touching(GRAPH), "team").rows[0].cells == ("Office", "takes part in")


def test_a_list_says_how_each_is_touched() -> None:
    """An acronym that is the whole name is said once, with a note."""
    touching = find_touching(GRAPH)
    rows = targets_grid(touching.targets["program"], "program", offset=0, total=2).records()
    assert [(row["name"], row["acronym"], row["roles"], row["how"]) for row in rows] == [
        ("Reading Daily", "READ", 2, "knows 2, runs 1"),
        ("Nobody's Program", None, 0, ""),
    ]
    team = targets_grid(touching.targets["team"], "team", offset=50, total=51)
    assert team.caption == "51 to 51 of 51 teams"
    assert (team.records()[0]["acronym"], team.records()[0]["note"]) == (
        "",
        "name never spelled out",
    )


def test_every_quote_of_a_touch_is_a_row() -> None:
    """The table names role, code, how and words; what has no quote still has its row."""
    card = GRAPH.get_entity("READ")
    assert how_counts(card) == (("knowsProgram", 2), ("runsProgram", 1))
    edges = GRAPH.edges("READ", incoming=True)
    rows = touches_table(edges, card.node).records()
    assert [(row["role"], row["code"], row["how"], row["quote"]) for row in rows] == [
        ("Aide", "01", "knows", WORDS),
        ("Aide", "01", "runs", WORDS),
        ("Clerk", None, "knows", WORDS),
    ]
    bare = GRAPH.edges("READ", incoming=True, quotes=False)
    assert [row["quote"] for row in touches_table(bare, card.node).records()] == ["", "", ""]
