"""Completions, saved questions as cards, and answers as table, network and bars."""

import shlex

from dashboard.views.asking import (
    Bars,
    answer_grid,
    answer_picture,
    bars_of,
    completions,
    error_text,
    names_of,
    question_line,
    question_text,
    questions_grid,
    terminal_lines,
)
from graph.answers import Iri, Node, NodePage, Table
from graph.errors import NotFoundError, QueryError
from graph.querying.query import get_question, saved_questions

NODES = {
    "https://example.org/a": Node("https://example.org/a", "post", "Aide"),
    "https://example.org/b": Node("https://example.org/b", "program", "Reading", acronym="RD"),
}


class Source:
    """Two entities."""

    def get_node(self, iri: str) -> Node:
        """Return one of them."""
        if iri not in NODES:
            raise NotFoundError("not here")
        return NODES[iri]

    def list_nodes(self, kind: str, *, limit: int = 50, offset: int = 0) -> NodePage:
        """Return those of a kind."""
        found = tuple(node for node in NODES.values() if node.kind == kind)
        return NodePage(found[offset : offset + limit], len(found))


ANSWER = Table(
    ("role", "program", "name", "count"),
    ((Iri("https://example.org/a"), Iri("https://example.org/b"), "Aide: the first", 3),),
)


def test_terms_prefixes_and_names_are_completed() -> None:
    """Own terms, prefixes, keywords and the graph's own names are offered."""
    offered = {item["text"]: item["words"] for item in completions(Source())}
    assert offered["osg:underDirectionOf"] == "osg:underDirectionOf"
    assert offered["PREFIX org: <http://www.w3.org/ns/org#>"] == "org:"
    assert offered["<https://example.org/b>"] == "Reading (RD)"
    assert "SELECT" in offered


def test_an_answer_names_its_entities_and_links_to_them() -> None:
    """An IRI of the graph is shown by its name; other text stays as it is."""
    table = answer_grid(ANSWER, Source())
    assert table.rows[0].cells == ("Aide", "Reading", "Aide: the first", 3)
    assert table.rows[0].links == {
        "role": "/role?id=https%3A%2F%2Fexample.org%2Fa",
        "program": "/programs?id=https%3A%2F%2Fexample.org%2Fb",
    }
    assert table.caption == "1 row"


def test_a_name_beside_its_iri_becomes_the_link() -> None:
    """The column of IRIs stands in the files only; a quote and a number look like what they are."""
    iri = Iri("https://example.org/a")
    answer = Table(("role", "quote", "end", "role_iri"), (("The aide", "aides", 3, iri),))
    table = answer_grid(answer, Source())
    assert [column.kind for column in table.columns] == ["text", "quote", "number", "file"]
    assert table.rows[0].cells[0] == "The aide"
    assert table.rows[0].links["role"] == "/role?id=https%3A%2F%2Fexample.org%2Fa"
    assert bars_of(answer) is None


def test_the_same_can_be_asked_in_a_shell() -> None:
    """Whatever stands in a query or a value, the shell gets it as one word."""
    query = "SELECT ?a { ?a ?b 'it''s $HOME' }\nSPARQL"
    words = shlex.split(terminal_lines(query, "my graph"), comments=True)
    assert words[2] == query
    assert words[-2] == f"query={query}"
    question = get_question("touching-program")
    line = question_line(question, {"program": "METS; rm -rf 'x'"}, "my graph")
    assert shlex.split(line) == [
        "orggraph", "query", "touching-program", "--set", "program=METS; rm -rf 'x'",
        "--format", "csv", "--graph", "my graph",
    ]  # fmt: skip


def test_a_long_answer_says_what_is_left_out() -> None:
    """The screen shows the first rows; the row limit is told."""
    long = Table(("n",), tuple((number,) for number in range(300)), truncated=True)
    table = answer_grid(long, Source())
    assert len(table.rows) == 200
    assert table.caption == "first 200 of 300 rows; stopped at the row limit"


def test_two_entities_a_row_make_a_network() -> None:
    """Entities of a row are joined; an answer without two gives no picture."""
    picture = answer_picture(ANSWER, Source())
    assert picture is not None
    assert [(edge["from"], edge["to"], edge["label"]) for edge in picture.edges] == [
        ("https://example.org/a", "https://example.org/b", "row")
    ]
    assert answer_picture(Table(("n",), ((1,), ("x",))), Source()) is None


def test_a_name_and_a_number_make_bars() -> None:
    """The first text column names the bars, the first number measures them."""
    bars = bars_of(ANSWER)
    assert bars == Bars("name", "count", (("Aide: the first", 3.0),))
    assert names_of((("x", 1.0),)) == {"name": ["x"], "value": [1.0]}
    assert bars_of(Table(("a",), (("x",),))) is None
    assert bars_of(Table(("a", "b"), ((True, "x"),))) is None
    assert bars_of(Table(("a",), ())) is None


def test_a_saved_question_becomes_a_query_to_start_from() -> None:
    """The header gives way to a line for each parameter."""
    text = question_text(get_question("touching-program"))
    assert text.startswith("# Roles that touch a program\n# put the program")
    assert "# columns:" not in text
    assert "$program" in text


def test_every_saved_question_has_a_card() -> None:
    """The list holds all questions, each with its address."""
    table = questions_grid(saved_questions())
    assert len(table.rows) == len(saved_questions())
    assert table.rows[0].links["question"].startswith("/query?ask=")


def test_an_error_names_its_line_where_it_is_known() -> None:
    """Line and column stand before the message."""
    assert error_text(QueryError("no", line=2, column=5)) == "Line 2, column 5: no"
    assert error_text(QueryError("no", line=2)) == "Line 2: no"
    assert error_text(QueryError("no")) == "no"
