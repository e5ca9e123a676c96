"""Building tells what was read and what was not; bad input never hides the rest."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from orggraph.cli.program import program

GOOD = "pupil-personnel-worker.txt"
ERROR_PAGE = (
    "<!DOCTYPE html><html><head><title>404 Not Found</title></head>"
    "<body><h1>Not Found</h1><p>The requested page was not found.</p></body></html>"
)
BAD_FILES = {
    "a-binary.txt": b"PK\x03\x04\x00\x00\x00\x08\x00" + bytes(range(256)) * 4,
    "an-empty-one.txt": b"",
    "an-error-page.html": ERROR_PAGE.encode(),
}


def build(*arguments: str | Path) -> Result:
    """Return how a build ended."""
    return CliRunner().invoke(program, ["build", *map(str, arguments)])


@pytest.fixture
def sources(elsewhere: Path, descriptions: tuple[Path, ...]) -> Path:
    """Give a folder with one good description in it."""
    folder = elsewhere / "sources"
    folder.mkdir()
    (good,) = (file for file in descriptions if file.name == GOOD)
    shutil.copy(good, folder / GOOD)
    return folder


def test_a_build_says_what_it_read(sources: Path) -> None:
    """The report names the documents, the posts and the graph folder."""
    done = build(sources)
    report = json.loads(build(sources, "--format", "json").stdout)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "generation 1: 1 description, 1 read anew" in done.stdout
    assert report["rejections"] == []


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_rejected_and_the_rest_is_built(sources: Path, name: str) -> None:
    """Each bad file is named with a reason, the good one is in the graph, the status is 0."""
    (sources / name).write_bytes(BAD_FILES[name])

    done = build(sources)
    answer = CliRunner().invoke(program, ["chain", "0931"])

    (line,) = done.stderr.splitlines()
    assert done.exit_code == 0
    assert line.startswith("orggraph: not read: ")
    assert name in line
    assert "; " in line
    assert answer.stdout.startswith("Pupil Personnel Worker (0931)")


def test_strict_says_no_where_a_file_was_rejected(sources: Path) -> None:
    """With --strict the graph is built all the same, and the status is 1."""
    (sources / "an-empty-one.txt").write_bytes(b"")

    done = build(sources, "--strict")

    assert done.exit_code == 1
    assert CliRunner().invoke(program, ["chain", "0931"]).exit_code == 0


def test_a_missing_path_beside_a_good_one_is_a_rejection(sources: Path) -> None:
    """The missing path is named; the folder beside it is built."""
    done = build(sources, "nowhere.txt")

    assert done.exit_code == 0
    assert "nowhere.txt" in done.stderr
    assert CliRunner().invoke(program, ["chain", "0931"]).exit_code == 0


def test_another_encoding_is_read_and_recorded(sources: Path) -> None:
    """A cp1252 file gives the same names as the UTF-8 one, and its encoding is in the record."""
    text = (sources / GOOD).read_text("utf-8").replace("→", ">").replace("¿", "\u2019")
    (sources / GOOD).write_bytes(text.encode("cp1252"))

    done = CliRunner().invoke(program, ["extract", str(sources / GOOD)])

    record = json.loads(done.stdout)
    assert record["encoding"] == "cp1252"
    assert record["fields"]["working_title"]["value"] == "Pupil Personnel Worker"


@pytest.mark.parametrize("kind", ["missing", "empty folder", "only bad files"])
def test_nothing_to_read_is_status_2_and_keeps_the_graph(sources: Path, kind: str) -> None:
    """Where nothing at all can be read the build says so, and the graph that stood still stands."""
    build(sources)
    other = sources.parent / "other"
    if kind != "missing":
        other.mkdir()
    if kind == "only bad files":
        (other / "an-empty-one.txt").write_bytes(b"")

    done = build(other)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "other" in done.stderr
    assert ("no description in this folder" in done.stderr) == (kind == "empty folder")
    assert "Traceback" not in done.stderr
    assert CliRunner().invoke(program, ["chain", "0931"]).exit_code == 0


def test_an_earlier_organisation_is_built(sources: Path) -> None:
    """With --as-of the version that stood then directs, and later ones are left out."""
    text = (
        "WORKING TITLE: Gardener CODE: 0042\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of "
        "the director of the {unit}, digs.\n"
        "Date(s) Revised: {date}\n"
    )
    versions = sources.parent / "versions"
    versions.mkdir()
    for unit, date in (("Division of Ferns", "5/2010"), ("Division of Moss", "6/2018")):
        file = versions / f"{date[2:]}.txt"
        file.write_text(text.format(unit=unit, date=date), encoding="utf-8")

    build(versions, "--graph", "now")
    build(versions, "--graph", "then", "--as-of", "2012-01")

    directed = {
        name: CliRunner().invoke(program, ["chain", "0042", "--graph", name]).stdout
        for name in ("now", "then")
    }
    assert "director, Division of Moss" in directed["now"]
    assert "director, Division of Ferns" in directed["then"]
    assert "Division of Moss" not in directed["then"]


@pytest.mark.parametrize("date", ["yesterday", "1850"])
def test_a_date_that_gives_nothing_is_status_2(sources: Path, date: str) -> None:
    """A date that is none, and one before every description, are told in one line."""
    done = build(sources, "--as-of", date)

    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert date in done.stderr


def test_the_order_of_the_sources_does_not_matter(
    elsewhere: Path, descriptions: tuple[Path, ...]
) -> None:
    """Two builds of the same files in another order hold the same quads."""
    build(*descriptions, "--graph", "one")
    build(*reversed(descriptions), "--graph", "two")

    hashes = [
        json.loads(
            CliRunner().invoke(program, ["info", "--graph", name, "--format", "json"]).stdout
        )["sha256"]
        for name in ("one", "two")
    ]

    assert hashes[0] == hashes[1]
    assert len(hashes[0]) == 64


def test_a_folder_of_other_things_is_not_overwritten(sources: Path) -> None:
    """A folder that is not a graph is refused and stays as it was."""
    before = sorted(file.name for file in sources.iterdir())

    done = build(sources, "--graph", sources)

    assert done.exit_code == 2
    assert sorted(file.name for file in sources.iterdir()) == before


def test_a_file_in_place_of_the_graph_folder_is_told(sources: Path) -> None:
    """A graph folder cannot be a file: one line says so, and the file stays."""
    file = sources / GOOD
    before = file.read_bytes()

    done = build(sources, "--graph", file)

    assert (done.exit_code, file.read_bytes()) == (2, before)
    assert "a file stands where the graph folder would be" in done.stderr


def test_wrong_aliases_are_told_with_their_line(sources: Path) -> None:
    """A mistake in the aliases file is one line that names the file and the line."""
    aliases = sources.parent / "aliases.yaml"
    aliases.write_text("- name: [1, 2\n", encoding="utf-8")

    done = build(sources, "--aliases", aliases)

    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert "aliases.yaml, line " in line
