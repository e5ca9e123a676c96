"""The commands that ask answer from the graph, in every format, and say no with status 1."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from orggraph.cli.program import program


def ask(built_graph: Path, *arguments: str) -> Result:
    """Return what a command answers on the graph of the five descriptions."""
    return CliRunner().invoke(program, [*arguments, "--graph", str(built_graph)])


def rows(result: Result) -> Any:
    """Return the JSON that a command printed, after checking that it ended well."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_chain_is_drawn_with_its_quotes(built_graph: Path) -> None:
    """The pupil personnel worker's director heads a division; the words say so."""
    answer = ask(built_graph, "chain", "Pupil Personnel Worker")

    lines = answer.stdout.splitlines()
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert lines[0] == "Pupil Personnel Worker (0931)"
    assert lines[1] == (
        "└─ under direction of director, Division of Pupil Personnel Services (no description)"
    )
    assert "under the direction of the director of the Division" in lines[2].replace(
        "Under", "under"
    )
    assert lines[-1].endswith("└─ (who directs is not stated)")


def test_a_chain_has_every_director_side_by_side(built_graph: Path) -> None:
    """A principal and a division direct the parent community coordinator; an office is above."""
    answer = rows(ask(built_graph, "chain", "6515", "--format", "json"))

    steps = {(row["step"], row["relation"], row["object"], row["object_kind"]) for row in answer}
    assert {
        (1, "underDirectionOf", "principal", "post"),
        (1, "underDirectionOf", "Division of Family and Community Engagement", "unit"),
        (2, "subOrganizationOf", "Office of Student, Family and School Services", "unit"),
    } <= steps
    assert {row["relation"] for row in answer if row["step"] is None} == {"not stated"}


def test_a_chain_downward_names_groups_of_people(built_graph: Path) -> None:
    """Groups that no node stands for are drawn and listed with their quotes, once each."""
    drawn = ask(built_graph, "chain", "0287", "--down").stdout.splitlines()
    listed = rows(ask(built_graph, "chain", "0287", "--down", "--format", "json"))

    assert "└─ supervises staff members in the department (group)" in drawn
    assert "(nobody below is stated)" not in "".join(drawn)
    assert {
        (row["step"], row["relation"], row["object"], row["start"])
        for row in listed
        if row["object_kind"] == "group" and "staff" in row["object"]
    } == {
        (1, "supervises", "staff members in the department", 8019),
        (1, "supervises", "staff members in the department", 8657),
    }


def test_show_lists_groups_among_the_relations(built_graph: Path) -> None:
    """What a role does with people who are no node is shown with the other relations."""
    answer = ask(built_graph, "show", "0287", "--format", "csv")

    relations = {
        (row["relation"], row["object"]) for row in csv.DictReader(io.StringIO(answer.stdout))
    }
    assert ("supervises", "staff members in the department (group)") in relations
    assert ("collaboratesWith", "county agencies (group)") in relations


def test_a_chain_quotes_the_file(built_graph: Path, descriptions: tuple[Path, ...]) -> None:
    """Each quote of a chain stands in the named file at the given offsets."""
    texts = {file.name: file.read_bytes().decode("utf-8") for file in descriptions}

    answer = rows(ask(built_graph, "chain", "6515", "--format", "json"))

    quoted = [row for row in answer if row["quote"] is not None]
    assert quoted
    for row in quoted:
        text = texts[row["source"]]
        assert text[row["start"] : row["end"]] == row["quote"]


def test_those_below_a_director_are_found(built_graph: Path) -> None:
    """Downward from the head of a division stands the worker under that direction."""
    answer = rows(
        ask(
            built_graph,
            "chain",
            "director, Division of Pupil Personnel Services",
            "--down",
            "--format",
            "json",
        )
    )

    assert ("Pupil Personnel Worker", "underDirectionOf") in {
        (row["subject"], row["relation"]) for row in answer
    }


def test_touches_names_role_way_and_words(built_graph: Path) -> None:
    """METS is touched by one role, as knowledge and as something it refers parents to."""
    answer = rows(ask(built_graph, "touches", "METS", "--format", "json"))

    assert [(row["code"], row["how"]) for row in answer] == [
        ("6515", "knows"),
        ("6515", "refers_to"),
    ]
    assert all("METS" in row["quote"] for row in answer)


@pytest.mark.parametrize("name", ["IEP", "IEPs", "iep"])
def test_a_program_is_found_by_acronym_plural_and_case(built_graph: Path, name: str) -> None:
    """The spellings of an acronym give the same rows."""
    assert rows(ask(built_graph, "touches", name, "--format", "json")) == rows(
        ask(built_graph, "touches", "IEP", "--format", "json")
    )


def test_csv_and_table_hold_the_same_rows(built_graph: Path) -> None:
    """The three formats print the same roles."""
    as_json = rows(ask(built_graph, "touches", "IEP", "--format", "json"))
    as_csv = csv.DictReader(
        io.StringIO(ask(built_graph, "touches", "IEP", "--format", "csv").stdout)
    )
    as_table = ask(built_graph, "touches", "IEP").stdout.splitlines()

    assert [row["role"] for row in as_csv] == [row["role"] for row in as_json]
    # below each row of the table stands its quote
    assert len(as_table) == 2 * len(as_json) + 1
    for line, below, row in zip(as_table[1::2], as_table[2::2], as_json, strict=True):
        assert line.startswith(row["role"])
        assert below.startswith(f"    “{row['quote']}” ")
        assert below.endswith(f" {row['start']}-{row['end']}")


def test_show_gives_properties_relations_and_duties(built_graph: Path) -> None:
    """A role's page holds its code, its relations with their quotes, its duties in order."""
    (card,) = rows(ask(built_graph, "show", "0931", "--format", "json"))
    page = ask(built_graph, "show", "0931").stdout
    relations = ask(built_graph, "show", "0931", "--format", "csv").stdout

    assert card["node"]["label"] == "Pupil Personnel Worker"
    assert [duty["position"] for duty in card["duties"]] == list(range(1, len(card["duties"]) + 1))
    assert card["duties"][0]["text"] in page
    assert {(edge["relation"], edge["target"]["label"]) for edge in card["edges"]} >= {
        ("underDirectionOf", "director, Division of Pupil Personnel Services")
    }
    assert len(list(csv.reader(io.StringIO(relations)))) > len(card["edges"])


def test_a_chain_of_something_else_says_what_to_ask(built_graph: Path) -> None:
    """A program has no director: its kind, its whole name and the right command are told."""
    program_named = ask(built_graph, "chain", "METS")
    degree = ask(built_graph, "chain", "Master's degree")

    assert (program_named.exit_code, program_named.stderr) == (
        1,
        "orggraph: no post 'METS' in the graph, but a program, Multidisciplinary Educational "
        "Training and Support; who has to do with it: 'orggraph touches'\n",
    )
    assert degree.stderr.endswith("but a credential; what is known of it: 'orggraph show'\n")


def test_search_finds_names_before_quotes(built_graph: Path) -> None:
    """The beginning of a word is enough, and a kind narrows the answer."""
    answer = rows(ask(built_graph, "search", "pupil", "pers", "--format", "json"))
    units = rows(ask(built_graph, "search", "pupil", "--kind", "unit", "--format", "json"))

    assert answer[0]["name"] == "Pupil Personnel Worker"
    assert {row["kind"] for row in units} == {"unit"}


@pytest.mark.parametrize("words", ["", "  ", "&!"])
def test_a_search_without_a_word_is_wrong_usage(built_graph: Path, words: str) -> None:
    """Where no word is given, that is said, with what lists instead; nothing is printed."""
    answer = ask(built_graph, "search", words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "give a word to look for" in answer.stderr


def test_search_says_how_much_is_left_out(built_graph: Path) -> None:
    """A limit is told on standard error, with the whole number."""
    answer = ask(built_graph, "search", "school", "--limit", "1", "--format", "json")

    assert len(json.loads(answer.stdout)) == 1
    assert answer.stderr.startswith("1 of ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("chain", "Astronaut"),
        ("touches", "Moon Landing"),
        ("show", "Astronaut"),
        ("search", "astronaut"),
        ("query", "no-such-question"),
    ],
)
def test_what_is_not_there_is_status_1_and_one_line(
    built_graph: Path, arguments: tuple[str, ...]
) -> None:
    """An unknown name gives one line that says what to do, and no rows."""
    answer = ask(built_graph, *arguments)

    assert (answer.exit_code, len(answer.stderr.splitlines())) == (1, 1)


def test_what_no_role_touches_is_status_1(built_graph: Path) -> None:
    """A known name without a row is told apart from an unknown one."""
    answer = ask(built_graph, "touches", "Chief of Schools")

    assert (answer.exit_code, answer.stdout) == (1, "role  code  how  confidence  target\n")
    assert answer.stderr.startswith("no role touches 'Chief of Schools'; ")


@pytest.mark.parametrize("command", ["chain", "touches", "show", "search"])
def test_a_missing_graph_is_status_2(command: str, elsewhere: Path) -> None:
    """Without a graph each command says where it looked and how to build one."""
    answer = CliRunner().invoke(program, [command, "anything"])

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert "orggraph-data" in answer.stderr
    assert "orggraph build" in answer.stderr
