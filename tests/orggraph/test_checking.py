"""``orggraph validate`` prints faults with document and sentence and ends with a status."""

import json
from pathlib import Path

import rdflib
from typer.testing import CliRunner, Result

from orggraph.cli.program import program

FAULTY = """\
@prefix org: <http://www.w3.org/ns/org#> .
<https://example.org/clerk> a org:Post ; org:reportTo <https://example.org/chief> .
"""
WARNING = """\
@prefix org: <http://www.w3.org/ns/org#> .
<https://example.org/clerk> a org:Post ; org:reportsTo <https://example.org/chief> .
"""


def validate(*arguments: str | Path) -> Result:
    """Return how a check ended."""
    return CliRunner().invoke(program, ["validate", *map(str, arguments)])


def test_clean_graph_ends_with_0(built_graph: Path) -> None:
    """A graph without violations prints no rows; what was checked stands on standard error."""
    result = validate("--graph", built_graph)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "0 violations" in result.stderr


def test_folder_may_be_named_like_a_file(built_graph: Path) -> None:
    """A graph folder may also be given as the argument."""
    assert validate(built_graph).stderr == validate("--graph", built_graph).stderr


def test_violation_ends_with_1(tmp_path: Path) -> None:
    """A fault is printed in words with the statement it stands in."""
    file = tmp_path / "staff.ttl"
    file.write_text(FAULTY)
    result = validate(file)
    assert result.exit_code == 1
    assert "did you mean org:reportsTo?" in result.stdout
    assert "“<https://example.org/clerk> org:reportTo <https://example.org/chief> .”" in (
        result.stdout
    )


def test_warning_ends_with_0_unless_strict(tmp_path: Path) -> None:
    """A warning is shown; only --strict makes a "no" of it."""
    file = tmp_path / "staff.ttl"
    file.write_text(WARNING)
    assert validate(file).exit_code == 0
    assert "dangling-node" in validate(file).stdout
    assert validate(file, "--strict").exit_code == 1


def test_formats_say_the_same(tmp_path: Path) -> None:
    """JSON, CSV and Turtle hold the same fault."""
    file = tmp_path / "staff.ttl"
    file.write_text(FAULTY)
    (fault,) = json.loads(validate(file, "--format", "json").stdout)["results"]
    assert (fault["shape"], fault["place"]["document"]) == ("unknown-term", "staff.ttl")
    assert validate(file, "--format", "csv").stdout.splitlines()[1].startswith("violation,unknown")
    report = rdflib.Graph().parse(data=validate(file, "--format", "ttl").stdout, format="turtle")
    messages = report.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage"))
    assert [str(message) for message in messages] == [fault["message"]]


def test_unusable_input_ends_with_2(tmp_path: Path) -> None:
    """A folder without a graph and a file that is no RDF are one line on standard error."""
    assert validate("--graph", tmp_path).exit_code == 2
    (tmp_path / "x.ttl").write_text("<")
    result = validate(tmp_path / "x.ttl")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
