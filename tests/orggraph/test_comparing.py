"""``orggraph diff`` tells what was rewritten in the descriptions, with both sentences."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.reading.reader import GraphReader
from orggraph.cli.program import program

WORKER = "pupil-personnel-worker.txt"
COORDINATOR = "parent-community-coordinator.txt"


def diff(*arguments: str | Path) -> Result:
    """Return how a comparison ended."""
    return CliRunner().invoke(program, ["diff", *map(str, arguments)])


@pytest.fixture
def rewritten(tmp_path: Path, descriptions: tuple[Path, ...]) -> Path:
    """Give a copy of the descriptions that may be rewritten."""
    folder = tmp_path / "rewritten"
    folder.mkdir()
    for file in descriptions:
        shutil.copy(file, folder / file.name)
    return folder


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words of one description, wherever they stand."""
    file = folder / name
    text = file.read_bytes()
    assert old.encode() in text
    file.write_bytes(text.replace(old.encode(), new.encode()))


def test_same_descriptions_have_no_difference(
    rewritten: Path, descriptions: tuple[Path, ...]
) -> None:
    """A copy of the folder gives the same graph."""
    result = diff(descriptions[0].parent, rewritten, "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("no difference\n")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            WORKER,
            "the director of the Division of Pupil Personnel Services",
            "the Chief of Schools",
            "~ Pupil Personnel Worker (0931): director changed from “director, Division of Pupil "
            "Personnel Services” (not named any more) to “Chief of Schools”",
        ),
        (
            WORKER,
            "GRADE: BD",
            "GRADE: BE",
            "~ Pupil Personnel Worker (0931): pay grade changed from “BD” to “BE”",
        ),
        (
            COORDINATOR,
            "Division of Family and Community Engagement",
            "Division of Family and Community Partnerships",
            "~ unit renamed from “Division of Family and Community Engagement” to "
            "“Division of Family and Community Partnerships”",
        ),
        (
            WORKER,
            "WORKING TITLE: Pupil Personnel Worker",
            "WORKING TITLE: Pupil Services Worker",
            "~ post renamed from “Pupil Personnel Worker” to “Pupil Services Worker”",
        ),
    ],
)
def test_rewritten_description_is_one_change(
    rewritten: Path, descriptions: tuple[Path, ...], name: str, old: str, new: str, told: str
) -> None:
    """What was rewritten is told in one change, and both sides are quoted."""
    rewrite(rewritten, name, old, new)
    result = diff(descriptions[0].parent, rewritten)
    assert result.exit_code == 0
    change, *quotes = result.stdout.splitlines()
    assert change == told
    assert sorted({quote.partition(":")[0].strip() for quote in quotes}) == ["after", "before"]
    assert all(name in quote for quote in quotes)


def test_formats_and_status(rewritten: Path, descriptions: tuple[Path, ...]) -> None:
    """JSON and CSV hold the same change; --strict makes a difference a "no"."""
    rewrite(rewritten, WORKER, "MONTHS: 12", "MONTHS: 10")
    before = descriptions[0].parent
    answer = json.loads(diff(before, rewritten, "--format", "json").stdout)
    (change,) = answer["changes"]
    assert answer["counts"] == {
        "added": 0,
        "removed": 0,
        "changed": 1,
        "renamed": 0,
        "merged": 0,
    }
    assert (change["property"], change["before"], change["after"]) == (
        "months per year", ["12"], ["10"],
    )  # fmt: skip
    assert [quote["text"] for quote in change["quotes_before"]] == ["12"]
    assert [quote["text"] for quote in change["quotes_after"]] == ["10"]
    result = diff(before, rewritten, "--format", "csv", "--strict")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (result.exit_code, row["before"], row["after"]) == (1, "12", "10")


def test_two_versions_of_one_description(rewritten: Path, descriptions: tuple[Path, ...]) -> None:
    """Two files are compared as if each were all there is."""
    (before,) = (file for file in descriptions if file.name == WORKER)
    rewrite(rewritten, WORKER, "GRADE: BD", "GRADE: BE")
    result = diff(before, rewritten / WORKER)
    assert "pay grade changed from “BD” to “BE”" in result.stdout
    assert "1 changed" in result.stderr


def test_two_versions_that_a_graph_knows(
    rewritten: Path, descriptions: tuple[Path, ...], tmp_path: Path
) -> None:
    """Versions are named by the beginning of their SHA-256, or by their IRI."""
    (before,) = (file for file in descriptions if file.name == WORKER)
    changed = rewritten / "worker-2024.txt"
    changed.write_bytes(before.read_bytes().replace(b"GRADE: BD", b"GRADE: BE"))
    graph = tmp_path / "graph"
    CliRunner().invoke(program, ["build", str(before), str(changed), "--graph", str(graph)])
    with GraphReader.open(graph) as reader:
        versions = {version.source: version for version in reader.versions()}
    old, new = versions[WORKER], versions[changed.name]
    result = diff(old.sha256[:12], new.iri, "--graph", graph)
    assert "pay grade changed from “BD” to “BE”" in result.stdout
    assert "worker-2024.txt" in result.stdout
    missing = diff("0123456789ab", new.iri, "--graph", graph)
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "is no version of" in missing.stderr


def test_graph_folders_and_generations(built_graph: Path) -> None:
    """A graph folder, a number and FOLDER@N mean generations; against itself all are empty."""
    for argument in (str(built_graph), "1", f"{built_graph}@1"):
        result = diff(built_graph, argument, "--graph", built_graph)
        assert (result.exit_code, result.stdout) == (0, "")
    result = diff(built_graph, "9", "--graph", built_graph)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "generation 9 is not kept; there are 1" in result.stderr


def test_what_cannot_be_read_is_said(
    rewritten: Path, descriptions: tuple[Path, ...], tmp_path: Path
) -> None:
    """A file that is no description is named, and the rest compared; nothing at all is an error."""
    (rewritten / "empty.txt").write_bytes(b"")
    result = diff(descriptions[0].parent, rewritten)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "empty.txt: not read: " in result.stderr
    assert diff(tmp_path / "nowhere", rewritten).exit_code == 2
