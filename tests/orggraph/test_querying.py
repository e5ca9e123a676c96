"""Questions are asked by name, from a file and from standard input, and stopped at their limit."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from graph.answers import Table
from graph.errors import QueryTimeoutError
from graph.querying.query import saved_questions
from graph.reading.reader import GraphReader
from orggraph.cli.program import program

COUNT_POSTS = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX osg: <https://w3id.org/orggraph/ns#>
SELECT (COUNT(?post) AS ?posts) { ?post a osg:DescribedPost }
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"


def query(built_graph: Path, *arguments: str, given: str = "") -> Result:
    """Return how a query ended on the graph of the five descriptions."""
    return CliRunner().invoke(
        program, ["query", *arguments, "--graph", str(built_graph)], input=given
    )


def rows(result: Result) -> Any:
    """Return the JSON that a query printed, after checking that it ended well."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_list_names_every_saved_question(elsewhere: Path) -> None:
    """At least the fifteen questions are listed, without a graph."""
    listed = json.loads(CliRunner().invoke(program, ["query", "--list", "--format", "json"]).stdout)

    assert [row["name"] for row in listed] == [question.name for question in saved_questions()]
    assert len(listed) >= 15
    assert all(row["question"] for row in listed)


@pytest.mark.parametrize("name", [question.name for question in saved_questions()])
def test_a_saved_question_is_answered_with_its_columns(built_graph: Path, name: str) -> None:
    """Each question runs with its own examples and prints the columns that its header promises."""
    (question,) = (each for each in saved_questions() if each.name == name)
    values = [
        part
        for parameter in question.parameters
        for part in ("--set", f"{parameter.name}={parameter.example}")
    ]

    answer = query(built_graph, name, *values, "--format", "csv")

    assert answer.exit_code == 0, answer.stderr
    assert answer.stdout.splitlines()[0].split(",") == list(question.columns)


def test_sparql_comes_from_standard_input_or_a_file(built_graph: Path, tmp_path: Path) -> None:
    """The same text gives the same answer both ways."""
    file = tmp_path / "posts.rq"
    file.write_text(COUNT_POSTS, encoding="utf-8")

    piped = rows(query(built_graph, "-", "--format", "json", given=COUNT_POSTS))
    read = rows(query(built_graph, str(file), "--format", "json"))

    assert piped == read == [{"posts": 5}]


def test_a_yes_or_no_query_prints_its_answer(built_graph: Path) -> None:
    """ASK has one column and one row."""
    assert rows(query(built_graph, "-", "--format", "json", given="ASK { ?s ?p ?o }")) == [
        {"answer": True}
    ]


def test_a_graph_query_prints_triples(built_graph: Path) -> None:
    """CONSTRUCT has the three columns of a triple."""
    found = rows(
        query(
            built_graph,
            "-",
            "--format",
            "json",
            given="CONSTRUCT { ?s a <https://example.org/Thing> } WHERE { ?s ?p ?o } LIMIT 1",
        )
    )

    assert [sorted(row) for row in found] == [["object", "predicate", "subject"]]
    assert found[0]["object"] == "https://example.org/Thing"


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT WHERE {", "error at 1:"),
        ("DELETE WHERE { ?s ?p ?o }", ""),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_query_that_cannot_be_run_is_status_2(built_graph: Path, sparql: str, says: str) -> None:
    """A mistake is told with its line; updates and calls to other servers are refused in words."""
    answer = query(built_graph, "-", given=sparql)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert says in answer.stderr


def test_a_query_is_stopped_at_its_limit(built_graph: Path) -> None:
    """A query that would run for minutes ends with status 2 and says which limit it met."""
    answer = query(built_graph, "-", "--seconds", "1", given=ENDLESS)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "1" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_rows_beyond_the_limit_are_told(built_graph: Path) -> None:
    """The rows that fit are printed, and standard error says that there are more."""
    answer = query(
        built_graph, "-", "--rows", "2", "--format", "json", given="SELECT * { ?s ?p ?o }"
    )

    assert len(json.loads(answer.stdout)) == 2
    assert answer.stderr == "only the first 2 rows; ask for more with --rows\n"

    answer = query(built_graph, "posts", "--rows", "3", "--format", "json")
    assert len(json.loads(answer.stdout)) == 3
    assert answer.stderr == "only the first 3 rows; ask for more with --rows\n"


def test_a_saved_question_has_the_limit_that_is_given(
    built_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit reaches the question; the error is one line that says how to give it more time."""
    limits: list[float] = []

    def stopped(*_: object, limit_seconds: float, limit_rows: int) -> Table:
        limits.extend((limit_seconds, limit_rows))
        raise QueryTimeoutError("the question 'posts' was stopped", limit_seconds=limit_seconds)

    monkeypatch.setattr(GraphReader, "ask", stopped)
    answer = query(built_graph, "posts", "--seconds", "7")

    assert (answer.exit_code, answer.stdout, limits) == (2, "", [7, 1_000_000])
    assert answer.stderr == "orggraph: the question 'posts' was stopped\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-", "--set", "program=METS"),
        ("unit-tree", "--set", "no equals sign"),
    ],
)
def test_wrong_usage_is_status_2(built_graph: Path, arguments: tuple[str, ...]) -> None:
    """No question, a parameter for own SPARQL and a malformed pair are usage errors."""
    answer = query(built_graph, *arguments, given="ASK {}")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Usage: " in answer.stderr


def test_a_file_of_another_encoding_is_told(built_graph: Path, tmp_path: Path) -> None:
    """A query file that is not UTF-8 is named with the byte at fault."""
    file = tmp_path / "latin.rq"
    file.write_bytes("ASK { ?s ?p 'é' }".encode("latin-1"))

    answer = query(built_graph, str(file))

    assert answer.exit_code == 2
    assert "not UTF-8 text at byte 13" in answer.stderr
