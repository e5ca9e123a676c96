"""Changes between two builds: of every kind, repeatable, and judged by the graph they give."""

from pathlib import Path

from benchmarks.changing import KINDS
from benchmarks.falling import Ground, Try, sorted_lines
from benchmarks.falls import most_often
from ingest.resolution.aliases_file import read_aliases


def contents(ground: Ground) -> dict[str, bytes]:
    """Return the sources by name."""
    return {
        str(path.relative_to(ground.sources)): path.read_bytes()
        for path in sorted(ground.sources.rglob("*.txt"))
    }


def test_every_kind_of_change_is_made(tmp_path: Path) -> None:
    """Each changes what it is named for, and nothing else; the same seed makes the same."""
    ground = Ground(tmp_path / "one", documents=4, seed=3)
    ground.build()
    for kind in KINDS:
        before, decided = contents(ground), read_aliases(ground.graph / "aliases.yaml")
        ground.change()
        after = contents(ground)
        gone, come = before.keys() - after.keys(), after.keys() - before.keys()
        altered = [name for name in before.keys() & after.keys() if before[name] != after[name]]
        seen = (len(gone), len(come), len(altered))
        expected = {"change": (0, 0, 1), "add": (0, 1, 0), "rename": (1, 1, 0), "alias": (0, 0, 0),
                    "remove": (1, 0, 0)}  # fmt: skip
        assert (kind, seen) == (kind, expected[kind])
        if kind == "rename":
            assert before[gone.pop()] == after[come.pop()]
        is_decided = read_aliases(ground.graph / "aliases.yaml") != decided
        assert is_decided == (kind == "alias")
    assert ground.changes.made == dict.fromkeys(KINDS, 1)
    again = Ground(tmp_path / "two", documents=4, seed=3)
    again.build()
    for _ in KINDS:
        again.change()
    assert contents(again) == contents(ground)


def test_where_there_is_no_graph_a_decision_is_a_changed_file(tmp_path: Path) -> None:
    """Before the first build there are no names to decide about, and the change is another one."""
    ground = Ground(tmp_path, documents=2, seed=3)
    for _ in KINDS:
        ground.change()
    assert ground.changes.made == {"change": 2, "add": 1, "rename": 1, "remove": 1}


def test_a_graph_that_differs_from_a_first_build_is_no_survival(tmp_path: Path) -> None:
    """A whole graph of other sources than those that are there does not pass for the right one."""
    ground = Ground(tmp_path, documents=2, seed=3)
    ground.build()
    assert ground.is_as_built_anew()
    lines = sorted_lines(ground.graph)
    assert lines.splitlines() == sorted(lines.splitlines())
    ground.change()
    assert not ground.is_as_built_anew()


def test_what_was_told_most_often() -> None:
    """Lines that differ in their numbers count as one."""
    told = ["generation 2: 1,000 quads", "nothing changed", "generation 3: 9 quads"]
    assert (
        most_often([Try(survived=True, told=line) for line in told]) == "generation 2: 1,000 quads"
    )
    assert most_often([]) == ""
