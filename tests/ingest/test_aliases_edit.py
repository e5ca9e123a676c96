"""Changing an aliases file: what a person wrote around a decision stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import AliasesError
from ingest.resolution.aliases import Alias, Aliases, Renaming, ordered
from ingest.resolution.aliases_edit import edit_aliases
from ingest.resolution.aliases_file import format_aliases, parse_aliases, read_aliases
from ingest.resolution.decisions import decide, undo

TEXT = """\
# Head of the file.

# why this one
- name: Office of Parks   # the large one
  kind: unit
  same:
    # heard in March
    - Parks Office  # from the minutes
    - Park Division
  reason: "a # in quotes"   # end

# last words
- kind: post
  name: Chief
  iri: chief
  not: [Chef, Chieftain] # cooks
"""


def accepted(text: str, *pairs: tuple[str, str, str]) -> str:
    """Return the text after these names were taken for one."""
    known = parse_aliases(text)
    for pair in pairs:
        known = known.accept(*pair)
    return edit_aliases(text, known)


def test_what_does_not_change_keeps_every_character() -> None:
    """The same decisions give the same text, and a new entry stands at the end."""
    assert edit_aliases(TEXT, parse_aliases(TEXT)) == TEXT
    longer = accepted(TEXT, ("unit", "Office of Streets", "Street Office"))
    assert longer.startswith(TEXT)
    assert longer[len(TEXT) :] == (
        "\n- name: Office of Streets\n  kind: unit\n  same:\n  - Street Office\n"
    )


def test_a_name_comes_and_goes_as_one_line() -> None:
    """A new name is a line at the end of its list; taken out again, the text is as before."""
    longer = accepted(TEXT, ("unit", "Office of Parks", "Greens"))
    assert longer == TEXT.replace("    - Park Division\n", "    - Park Division\n    - Greens\n")
    back = parse_aliases(longer).undo("unit", "Office of Parks", "Greens")
    assert edit_aliases(longer, back) == TEXT


def test_a_comment_outlives_its_line() -> None:
    """What stands beside a line that goes moves to a line of its own."""
    known = parse_aliases(TEXT).undo("unit", "Office of Parks", "Parks Office")
    assert "    # heard in March\n    # from the minutes\n    - Park Division\n" in edit_aliases(
        TEXT, known
    )
    known = parse_aliases(TEXT).reject("post", "Chief", "Chefin")
    assert edit_aliases(TEXT, known).endswith(
        "  iri: chief\n  # cooks\n  not:\n  - Chef\n  - Chefin\n  - Chieftain\n"
    )


def test_an_entry_that_says_nothing_more_goes_and_its_comments_stay() -> None:
    """Undoing the only decision of an entry takes the entry out."""
    text = (
        "# head\n\n# about it\n- name: A\n  kind: unit\n  same: B # so\n\n"
        "- name: C\n  kind: unit\n  not: D\n"
    )
    left = edit_aliases(text, parse_aliases(text).undo("unit", "B", "A"))
    assert left == "# head\n\n# about it\n# so\n\n- name: C\n  kind: unit\n  not: D\n"
    none = edit_aliases(left, parse_aliases(left).undo("unit", "C", "D"))
    assert parse_aliases(none) == Aliases()
    assert "# about it" in none


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only words\n",
        "# before\n[] # beside\n",
        "[{name: A, kind: unit, same: [X]}] # flow\n",
        "- {name: A, kind: unit, same: [X]} # flow\n",
        "- same: # on the dash\n    - X\n  name: A\n  kind: unit\n",
        "- name: A\n  kind: unit\n  same: &x\n    - X\n- name: C\n  kind: unit\n  same: *x\n",
        "  - name: A\n    kind: unit\n    same:\n    - X\n",
        "- name: A\r\n  kind: unit # so\r\n  same: X\r\n",
        "- name: A\n  kind: unit\n  same: >-\n    X\n\n# after\n",
        "- name: A\n  kind: unit\n  same: ['X\n    Y', Z] # two lines",
    ],
)
def test_every_layout_takes_a_decision_and_keeps_its_comments(text: str) -> None:
    """Whatever the layout, the file states the new decisions, and no comment is lost."""
    known = parse_aliases(text).accept("unit", "A", "Q", reason="told so")
    known = known.undo("unit", "A", "X")
    edited = edit_aliases(text, known)
    assert parse_aliases(edited) == known
    comments = [line[line.index("#") :].strip() for line in text.splitlines() if "#" in line]
    assert [comment for comment in comments if comment not in edited] == []
    assert ("\r\n" in edited) == ("\r\n" in text)


NAMES = st.sampled_from(["A", "B # b", "c: d", "É", "- e", "'f'", "A office"])
LISTS = st.lists(NAMES, max_size=3, unique=True).map(
    lambda names: tuple(sorted(names, key=lambda name: (name.casefold(), name)))
)
ENTRIES = st.builds(
    Alias,
    name=NAMES,
    kind=st.sampled_from(["unit", "post"]),
    iri=st.sampled_from([None, "slug"]),
    same=LISTS,
    different=LISTS,
    renamed=st.sampled_from([(), (Renaming("Old"),), (Renaming("Old", "2021"),)]),
    reason=st.sampled_from([None, "so", "# not a comment"]),
)
DECISIONS = st.lists(ENTRIES, max_size=4).map(lambda entries: Aliases(ordered(entries)))


@given(before=DECISIONS, after=DECISIONS)
def test_the_edited_text_states_the_new_decisions(before: Aliases, after: Aliases) -> None:
    """From any decisions to any others: the text says the new ones, comments included."""
    lines = format_aliases(before).splitlines()
    text = "".join(f"{line}\n" for line in [*lines, "# the end"])
    edited = edit_aliases(text, after)
    assert parse_aliases(edited) == after
    assert "# the end" in edited
    assert edit_aliases(text, before) == text


def test_a_decision_on_the_file_keeps_comments_and_can_be_undone(tmp_path: Path) -> None:
    """Deciding and undoing leave the text of the file as it was."""
    path = tmp_path / "aliases.yaml"
    path.write_text(TEXT, encoding="utf-8")
    decide(path, "reject", kind="unit", name="Parkway", other="Park Way", reason="two streets")
    assert read_aliases(path).entries[-1].different == ("Park Way",)
    undo(path, kind="unit", name="Park Way", other="Parkway")
    assert path.read_text(encoding="utf-8") == TEXT


def test_no_reason_is_lost() -> None:
    """A second decision of an entry adds its reason; a decision turned round replaces it."""
    known = Aliases().accept("unit", "A", "B", reason="one").accept("unit", "A", "C", reason="two")
    assert known.entries[0].reason == "one; two"
    assert known.accept("unit", "A", "C", reason="two").entries[0].reason == "one; two"
    turned = Aliases().accept("unit", "A", "B", reason="one").reject("unit", "A", "B", reason="no")
    assert turned.entries[0].reason == "no"


def test_a_file_that_cannot_be_understood_is_refused() -> None:
    """No edit is made of what states something else than decisions."""
    with pytest.raises(AliasesError, match="line 1"):
        edit_aliases("- nonsense: [", Aliases())
