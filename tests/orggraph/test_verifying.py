"""orggraph info --verify: whole or not, as rows, JSON or CSV, and by its exit status."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from orggraph.cli.program import program


def verify(folder: Path, *options: str) -> Result:
    """Return how a verification ended."""
    return CliRunner().invoke(program, ["info", "--verify", "--graph", str(folder), *options])


@pytest.fixture
def damaged(built_graph: Path, tmp_path: Path) -> Path:
    """Give a copy of the graph with one altered letter in one text."""
    folder = Path(shutil.copytree(built_graph, tmp_path / "graph"))
    text = next(path for path in sorted((folder / "texts").rglob("*")) if path.is_file())
    text.write_bytes(text.read_bytes()[:-2] + b"#\n")
    return folder


def test_a_whole_graph(built_graph: Path) -> None:
    """Status 0, no row, and one line that says how much was looked at."""
    done = verify(built_graph)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{built_graph}: whole (")
    assert ", 1 generation, " in done.stderr


def test_a_damaged_graph(damaged: Path) -> None:
    """Status 1, and a row that says what, where and what to do, in every format."""
    done = verify(damaged)
    heading, row = done.stdout.splitlines()
    assert done.exit_code == 1
    assert heading.split() == ["what", "where", "what", "to", "do"]
    assert row.startswith("the text was altered  texts/")
    assert f"{damaged}: 1 fault (" in done.stderr

    as_json = json.loads(verify(damaged, "--format", "json").stdout)
    assert (as_json["whole"], as_json["faults"][0]["what"]) == (False, "the text was altered")
    rows = list(csv.reader(io.StringIO(verify(damaged, "--format", "csv").stdout)))
    assert rows == [
        ["what", "where", "what to do"],
        [as_json["faults"][0][name] for name in ("what", "where", "remedy")],
    ]


def test_no_graph(tmp_path: Path) -> None:
    """Status 2 where there is nothing to verify."""
    done = verify(tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no graph here; build one with" in done.stderr


def test_the_remedy_mends(damaged: Path, descriptions: tuple[Path, ...]) -> None:
    """What the row says to do makes the folder whole again."""
    remedy = json.loads(verify(damaged, "--format", "json").stdout)["faults"][0]["remedy"]
    assert remedy == "run 'orggraph build --anew' with the sources"
    sources = str(descriptions[0].parent)
    CliRunner().invoke(program, ["build", "--anew", sources, "--graph", str(damaged)])
    assert verify(damaged).exit_code == 0
