"""A person sees which names may be one, decides, and can take the decision back."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from orggraph.cli.program import program

TEXT = (
    "WORKING TITLE: {title}\n"
    "SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of "
    "the director of the {unit}, {duty}.\n"
)


def run(*arguments: str | Path) -> Result:
    """Return how a command ended."""
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def pairs() -> Any:
    """Return the pairs that are left to decide."""
    done = run("review", "--graph", "parks", "--format", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def sources(elsewhere: Path) -> Path:
    """Give two descriptions that name one unit by two words, and build their graph."""
    folder = elsewhere / "sources"
    folder.mkdir()
    for title, unit, duty in (
        ("Gardener", "Office of Parks", "waters plants"),
        ("Digger", "Division of Parks", "digs holes"),
    ):
        text = TEXT.format(title=title, unit=unit, duty=duty)
        (folder / f"{title.lower()}.txt").write_text(text, encoding="utf-8")
    assert run("build", folder, "--graph", "parks").exit_code == 0
    return folder


def test_a_pair_is_listed_with_words_of_both(sources: Path) -> None:
    """Each name stands with a quote and its file; the table says the same in words."""
    (pair,) = pairs()
    table = run("review", "--graph", "parks").stdout

    assert (pair["kind"], pair["first"], pair["second"]) == (
        "unit",
        "Division of Parks",
        "Office of Parks",
    )
    assert (pair["first_source"], pair["second_source"]) == ("digger.txt", "gardener.txt")
    assert table.splitlines()[0].startswith("unit: Division of Parks | Office of Parks (")
    assert pair["second_quote"] in table


def test_an_accepted_pair_is_one_after_the_next_build(sources: Path) -> None:
    """The file is written, the next build merges, and without the file they are two again."""
    before = run("info", "--graph", "parks", "--format", "json").stdout

    decided = run(
        "review", "accept", "Office of Parks", "Division of Parks", "--graph", "parks",
        "--reason", "one office",
    )  # fmt: skip
    file = Path("parks") / "aliases.yaml"
    run("build", sources, "--graph", "parks")

    assert decided.exit_code == 0
    assert decided.stderr == f"written to {file}; the next build applies it\n"
    assert "reason: one office" in file.read_text("utf-8")
    assert pairs() == []
    assert "Office of Parks" in run("chain", "Digger", "--graph", "parks").stdout.splitlines()[1]

    file.unlink()
    run("build", sources, "--graph", "parks")
    after = json.loads(run("info", "--graph", "parks", "--format", "json").stdout)
    assert after["sha256"] == json.loads(before)["sha256"]


def test_a_rejected_pair_is_not_listed_again(sources: Path) -> None:
    """The two stay two, and nobody is asked again; another file can be named."""
    file = sources.parent / "decisions.yaml"

    run(
        "review", "reject", "Office of Parks", "Division of Parks", "--graph", "parks",
        "--aliases", file,
    )  # fmt: skip
    run("build", sources, "--graph", "parks", "--aliases", file)

    assert pairs() == []
    assert "Division of Parks" in run("chain", "Digger", "--graph", "parks").stdout.splitlines()[1]


def test_things_of_two_kinds_are_never_one(sources: Path) -> None:
    """A post and a unit cannot be accepted as one: usage error, and nothing is written."""
    done = run("review", "accept", "Gardener", "Office of Parks", "--graph", "parks")

    assert done.exit_code == 2
    assert "is a post" in done.stderr
    assert not (Path("parks") / "aliases.yaml").exists()


def test_an_unknown_name_is_status_1(sources: Path) -> None:
    """A name that the graph does not hold is told, and nothing is written."""
    done = run("review", "reject", "Office of Ponds", "Office of Parks", "--graph", "parks")

    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert not (Path("parks") / "aliases.yaml").exists()


def test_where_nothing_is_left_the_list_says_so(sources: Path) -> None:
    """After every decision the list is empty, and standard error says so."""
    run("review", "reject", "Office of Parks", "Division of Parks", "--graph", "parks")
    run("build", sources, "--graph", "parks")

    done = run("review", "--graph", "parks")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "nothing to decide\n")


def test_another_decision_says_what_was_there(sources: Path) -> None:
    """Accepting what was rejected is told; undo takes it back, and says when there is nothing."""
    names = ("Office of Parks", "Division of Parks", "--graph", "parks")
    run("review", "reject", *names)
    file = Path("parks") / "aliases.yaml"

    changed = run("review", "accept", *names).stderr
    undone = run("review", "undo", "Division of Parks", "Office of Parks", "--graph", "parks")
    again = run("review", "undo", *names)

    assert changed == (
        f"written to {file} (was rejected; is accepted now); the next build applies it\n"
    )
    assert undone.stderr == f"taken out of {file} (accepted before); the next build applies it\n"
    assert "Parks" not in file.read_text("utf-8")
    assert (again.exit_code, again.stderr) == (
        1,
        f"{file}: nothing was decided about 'Office of Parks' and 'Division of Parks'\n",
    )
