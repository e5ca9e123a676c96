"""The organisation as a whole: rows with reasons, in every format."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from graph.reading.analysis import ANALYSES
from orggraph.cli.analysing import AnalysisName
from orggraph.cli.program import program


def analyse(built_graph: Path, *arguments: str) -> Result:
    """Return how ``orggraph analyse`` ended on the graph of the five descriptions."""
    return CliRunner().invoke(program, ["analyse", *arguments, "--graph", str(built_graph)])


def test_every_analysis_can_be_asked_for() -> None:
    """The command offers what there is, in the same order."""
    assert [name.value for name in AnalysisName] == [each.name for each in ANALYSES]


def test_directors_side_by_side_put_a_post_one_layer_below(built_graph: Path) -> None:
    """Two directors of one post are named in one row; the layers are no tree."""
    done = analyse(built_graph, "layers", "--format", "json")
    rows = {row["name"]: row for row in json.loads(done.stdout)}

    row = rows["Parent Community Coordinator, Division of Student, Family and School Services"]
    assert done.exit_code == 0
    assert row["layer"] == 1
    assert row["reason"] == (
        "under direction of Division of Family and Community Engagement; principal"
    )


def test_similar_needs_a_role_and_finds_its_like(built_graph: Path) -> None:
    """Without a role nothing can be like it; with one the rows say what both have."""
    missing = analyse(built_graph, "similar")
    found = analyse(built_graph, "similar", "0931", "--format", "csv", "--limit", "1")

    assert missing.exit_code == 2
    assert "name it: orggraph analyse similar POST" in " ".join(missing.stderr.split())
    assert found.stdout.splitlines()[0] == "role,code,score,shared,words,iri"
    assert "Individualized Education Program" in found.stdout
    assert found.stderr == "the first 1 row; more with a higher --limit\n"


def test_a_role_is_refused_where_none_is_asked_about(built_graph: Path) -> None:
    """A name that would be ignored is an error."""
    done = analyse(built_graph, "span", "0931")

    assert done.exit_code == 2
    assert "name no post" in " ".join(done.stderr.split())


def test_nothing_of_the_kind_is_said(built_graph: Path) -> None:
    """No circles is good news, and status 0."""
    done = analyse(built_graph, "cycles")

    assert (done.exit_code, done.stderr) == (0, "nothing of the kind in the graph\n")
