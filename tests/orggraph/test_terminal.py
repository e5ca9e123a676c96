"""Text from documents cannot command a terminal, a spreadsheet or a reader's eye."""

import json

import pytest

from orggraph.cli.terminal import guard_cell, one_line, plain_json, visible

HOSTILE = "a\x1b[2Jb\x07c\x9bd\u202ee\u2066f\u2028g\ud800"


def test_control_characters_are_written_out() -> None:
    """Escape, bell, C1, bidirectional and separator characters are shown as escapes."""
    assert visible(HOSTILE) == r"a\x1b[2Jb\x07c\x9bd\u202ee\u2066f\u2028g\ud800"


@pytest.mark.parametrize("text", ["Ünïted Nations", "家族", "👩‍👧 family", "State¿s"])
def test_letters_of_every_script_stay(text: str) -> None:
    """Letters, signs and joined emoji are shown as they are."""
    assert visible(text) == text


def test_a_cell_is_one_line() -> None:
    """Line breaks and tabs fold into one blank, and the rest is written out."""
    assert one_line("  a\r\n\tb\u2028c \x1b ") == r"a b c \x1b"


def test_json_means_the_same_without_control_characters() -> None:
    """The escaped JSON loads as the same text, and no control character stands in it."""
    written = plain_json(json.dumps({"quote": HOSTILE}, ensure_ascii=False))

    assert json.loads(written) == {"quote": HOSTILE}
    assert visible(written) == written


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "  ="])
def test_a_formula_start_is_guarded(start: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe instead."""
    assert guard_cell(f"{start}cmd()") == f"'{start}cmd()"


def test_an_ordinary_cell_stays() -> None:
    """A sign inside a cell is no formula."""
    assert guard_cell("Grade 20 = BD") == "Grade 20 = BD"
