"""Two entities are connected by the shortest ways, each step with the words that state it."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from orggraph.cli.program import program


def path(built_graph: Path, *arguments: str) -> Result:
    """Return how ``orggraph path`` ended on the graph of the five descriptions."""
    return CliRunner().invoke(program, ["path", *arguments, "--graph", str(built_graph)])


def rows(result: Result) -> Any:
    """Return the JSON that was printed, after checking that it ended well."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_two_roles_meet_in_the_program_they_share(built_graph: Path) -> None:
    """Both touch one program, and each edge keeps the direction its text gives it."""
    found = rows(path(built_graph, "0931", "6515", "--format", "json"))

    assert {(row["way"], row["step"]) for row in found} == {(1, 1), (1, 2)}
    assert {row["object"] for row in found} == {"Individualized Education Program"}
    assert next(row["subject"] for row in found if row["step"] == 1) == "Pupil Personnel Worker"
    assert all(row["quote"] for row in found)


def test_relations_and_ways_can_be_limited(built_graph: Path) -> None:
    """Along reporting lines only, the way goes over those lines; one way is one way."""
    lines = rows(
        path(
            built_graph,
            "6515",
            "principal",
            "--relation",
            "underDirectionOf",
            "--limit",
            "1",
            "--format",
            "json",
        )
    )

    assert [(row["way"], row["relation"], row["object"]) for row in lines] == [
        (1, "underDirectionOf", "principal")
    ]


def test_what_is_not_connected_is_status_1(built_graph: Path) -> None:
    """No line of command joins two divisions: standard error says so, with both names."""
    done = path(built_graph, "0931", "6515", "--relation", "underDirectionOf")

    assert done.exit_code == 1
    assert done.stderr.startswith("'Pupil Personnel Worker' and 'Parent Community Coordinator")
    assert done.stderr.endswith("are not connected\n")


def test_no_way_leads_from_a_role_to_itself(built_graph: Path) -> None:
    """Two names of one role need no step, and that is said."""
    done = path(built_graph, "0931", "Pupil Personnel Worker")

    assert done.exit_code == 0
    assert done.stderr == "both are 'Pupil Personnel Worker': no step between them\n"


def test_an_unknown_end_is_status_1(built_graph: Path) -> None:
    """The name that is not there stands in the message."""
    done = path(built_graph, "0931", "Astronaut")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "'Astronaut'" in done.stderr
