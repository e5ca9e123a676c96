"""Decisions about names, written to the aliases file."""

from pathlib import Path

import pytest

from graph.errors import AliasesError
from ingest.resolution.aliases_file import read_aliases
from ingest.resolution.decisions import aliases_file, decide


def test_a_decision_is_written_and_can_be_turned_round(tmp_path: Path) -> None:
    """Accepting adds another name with the reason; rejecting later replaces it."""
    path = tmp_path / "aliases.yaml"
    decide(path, "accept", kind="unit", name="X Office", other="X Division", reason="renamed")
    entry = read_aliases(path).entries[0]
    assert (entry.same, entry.different, entry.reason) == (("X Division",), (), "renamed")
    decide(path, "reject", kind="unit", name="X Office", other="X Division", reason="")
    entry = read_aliases(path).entries[0]
    assert (entry.same, entry.different) == ((), ("X Division",))
    assert [file.name for file in tmp_path.iterdir()] == ["aliases.yaml"]


def test_a_broken_aliases_file_is_left_as_it_is(tmp_path: Path) -> None:
    """What cannot be understood is not overwritten."""
    path = tmp_path / "aliases.yaml"
    path.write_text("- nonsense: [", encoding="utf-8")
    with pytest.raises(AliasesError):
        decide(path, "accept", kind="unit", name="a", other="b", reason="")
    assert path.read_text(encoding="utf-8") == "- nonsense: ["


def test_the_decisions_go_where_the_build_read_them(tmp_path: Path) -> None:
    """The file that the build names is used, else the one in the graph folder."""
    assert aliases_file(tmp_path, None) == tmp_path / "aliases.yaml"
    assert aliases_file(tmp_path, "/elsewhere/a.yaml") == Path("/elsewhere/a.yaml")
