"""Decisions about names: accepting and rejecting, and the file that holds them."""

from pathlib import Path

import pytest

from graph.errors import AliasesError
from ingest.resolution.aliases import Alias, Aliases, Renaming
from ingest.resolution.aliases_file import format_aliases, parse_aliases, read_aliases

FULL = """\
- name: Office of Talent
  kind: unit
  iri: office-of-talent
  was: [office-of-personnel, "https://example.org/old"]
  same: [Talent Office, talent bureau]
  not: Office of Talent Search
  renamed:
    - from: Office of Personnel
      on: 2021-07
    - {from: Office of Staff}
  reason: decided in July
"""
TALENT = Alias(
    name="Office of Talent",
    kind="unit",
    iri="office-of-talent",
    was=("https://example.org/old", "office-of-personnel"),
    same=("talent bureau", "Talent Office"),
    different=("Office of Talent Search",),
    renamed=(Renaming("Office of Staff"), Renaming("Office of Personnel", "2021-07")),
    reason="decided in July",
)


def test_a_file_with_every_key() -> None:
    """Each key is read, lists are sorted, and a single value stands for a list of one."""
    assert parse_aliases(FULL) == Aliases((TALENT,))


def test_the_canonical_form_gives_the_same_decisions_back() -> None:
    """Formatting and parsing are inverse, and the canonical text is its own canonical form."""
    text = format_aliases(parse_aliases(FULL))
    assert parse_aliases(text) == Aliases((TALENT,))
    assert format_aliases(parse_aliases(text)) == text
    assert text.splitlines()[2:5] == [
        "- name: Office of Talent",
        "  kind: unit",
        "  iri: office-of-talent",
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]\n"])
def test_a_file_without_decisions(text: str) -> None:
    """An empty file decides nothing, and no decisions give a file that says so."""
    assert parse_aliases(text) == Aliases()
    assert parse_aliases(format_aliases(Aliases())) == Aliases()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\n", 1, "expected a list of entries"),
        ("- just text\n", 1, "expected 'key: value'"),
        ("- name: X\n  kind: unit\n  colour: red\n", 3, "unknown key 'colour'"),
        ("- name: X\n  name: Y\n  kind: unit\n", 2, "key 'name' stands twice"),
        ("- kind: unit\n", 1, "needs the key 'name'"),
        ("- name: X\n", 1, "needs the key 'kind'"),
        ("- name: X\n  kind: planet\n", 2, "unknown kind 'planet'"),
        ("- name: ''\n  kind: unit\n", 1, "expected a text"),
        ("- name: [X]\n  kind: unit\n", 1, "expected a text"),
        ("- name: X\n  kind: unit\n  iri: Not A Slug\n", 3, "neither a last part of an IRI"),
        ("- name: X\n  kind: unit\n  renamed: [{on: 2021}]\n", 3, "needs the key 'from'"),
        ("- name: X\n  kind: unit\n  renamed: {from: Y, on: May}\n", 3, "'May' is no date"),
        ("- name: X\n  kind: unit\n  renamed: Y\n", 3, "expected a list"),
        ("- name: X\n  kind: unit\n  same: {a: b}\n", 3, "expected a list of texts"),
        ("- name: X: Y\n", 1, "no YAML"),
        ("- name: !!python/object:os.system X\n  kind: [", 2, "no YAML"),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_line(
    text: str, line: int, message: str
) -> None:
    """An error says the file, the line and what was expected."""
    with pytest.raises(AliasesError, match=message.replace("'", ".")) as caught:
        parse_aliases(text, Path("some.yaml"))
    assert (caught.value.path, caught.value.line) == (Path("some.yaml"), line)
    assert str(caught.value).startswith(f"some.yaml, line {line}: ")


def test_reading_a_file(tmp_path: Path) -> None:
    """A missing file decides nothing; one that is no text is an error."""
    path = tmp_path / "aliases.yaml"
    assert read_aliases(path) == Aliases()
    path.write_text(FULL, encoding="utf-8")
    assert read_aliases(path) == Aliases((TALENT,))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AliasesError, match="cannot be read"):
        read_aliases(path)


def test_accepting_adds_a_name_and_takes_back_a_rejection() -> None:
    """Accepting makes an entry where there is none, and ends what was told apart on both sides."""
    rejected = (
        Aliases().reject("unit", "Office A", "Office B").reject("unit", "Office B", "office a")
    )
    accepted = rejected.accept("unit", "Office A", "Office B", reason="same address")
    assert accepted.entries == (
        Alias(name="Office A", kind="unit", same=("Office B",), reason="same address"),
    )


def test_rejecting_takes_back_an_acceptance() -> None:
    """Rejecting what was accepted leaves only the rejection, whatever the spelling."""
    accepted = Aliases().accept("unit", "Field Office", "Ward Office")
    rejected = accepted.reject("unit", "field  office", "Ward Offices")
    assert rejected.entries == (
        Alias(name="Field Office", kind="unit", different=("Ward Offices",)),
    )


def test_decisions_about_other_kinds_are_left_alone() -> None:
    """A program and a unit of one name have an entry each."""
    aliases = Aliases().accept("unit", "Start", "S").accept("program", "Start", "T")
    assert [(entry.kind, entry.same) for entry in aliases.entries] == [
        ("program", ("T",)),
        ("unit", ("S",)),
    ]
