"""Rows come out as an aligned table, as JSON and as CSV, with the same values."""

import csv
import io
import json
import re

import pytest

from orggraph.cli.output import OutputFormat, Table, print_note, print_table, table_of
from orggraph.cli.terminal import visible

TABLE = Table(
    ("role", "months", "described", "confidence", "names"),
    (
        ("Family Helper", 12, True, 0.975, ("A", "B")),
        ("=cmd()\x1b[31m\nnext", None, False, 1.0, ()),
        ("家族 agent", 10, None, None, ("C",)),
    ),
)


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def test_a_table_is_aligned_one_row_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns line up, also behind wide letters; nothing is cut and no escape gets through."""
    print_table(TABLE, OutputFormat.TABLE)

    assert capsys.readouterr().out == (
        "role                 months  described  confidence  names\n"
        "Family Helper        12      yes        0.97        A; B\n"
        "=cmd()\\x1b[31m next          no         1.00\n"
        "家族 agent           10                             C\n"
    )


def test_a_quote_stands_below_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    """A quote is printed below, with its file and offsets; a row without one has nothing below."""
    quoted = Table(
        ("role", "quote", "document", "source", "start", "end", "how"),
        (
            ("Family Helper", "knows\nMETS", "Family Helper", "helper.txt", 3, 13, "knows"),
            ("Nobody", None, None, None, None, None, "refers_to"),
        ),
    )

    print_table(quoted, OutputFormat.TABLE)

    assert capsys.readouterr().out == (
        "role           how\n"
        "Family Helper  knows\n"
        "    “knows METS” helper.txt 3-13\n"
        "Nobody         refers_to\n"
    )


def test_columns_are_folded_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow terminal the widest cells go on in the next line, and no line is wider."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    wide = Table(
        ("role", "unit", "quote"),
        (("Helper of 家族 and friends", "Division of Gardens and Ponds", "word " * 20),),
    )

    print_table(wide, OutputFormat.TABLE)

    lines = re.sub(r"\x1b\[\d*m", "", terminal.getvalue()).splitlines()
    assert lines[:3] == [
        "role                 unit",
        "Helper of 家族 and   Division of Gardens",
        "friends              and Ponds",
    ]
    assert max(len(line) for line in lines) <= 40


def test_json_keeps_the_values(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON rows are objects by column, numbers stay numbers, text stays whole."""
    print_table(TABLE, OutputFormat.JSON)

    assert json.loads(capsys.readouterr().out) == [
        {
            "role": "Family Helper",
            "months": 12,
            "described": True,
            "confidence": 0.975,
            "names": ["A", "B"],
        },
        {
            "role": "=cmd()\x1b[31m\nnext",
            "months": None,
            "described": False,
            "confidence": 1.0,
            "names": [],
        },
        {
            "role": "家族 agent",
            "months": 10,
            "described": None,
            "confidence": None,
            "names": ["C"],
        },
    ]


def test_csv_guards_formulas_and_keeps_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """A CSV reader gets the rows back; a formula is text, a number is not."""
    print_table(Table(("a", "b"), (("=1+1", -1), ("x,\ny", None))), OutputFormat.CSV)

    read = list(csv.reader(io.StringIO(capsys.readouterr().out)))

    assert read == [["a", "b"], ["'=1+1", "-1"], ["x,\ny", ""]]


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_no_format_lets_an_escape_reach_a_terminal(
    output_format: OutputFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, a title with terminal codes and Rich markup is shown, not obeyed."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")

    print_table(Table(("role",), (("[bold]x[/bold] \x1b[2J\x07",),)), output_format)

    shown = terminal.getvalue()
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown
    assert "[bold]x[/bold]" in shown


def test_a_note_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A remark does not mix with the rows, and its control characters are written out."""
    print_note("no post '\x1b[2J'")

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "no post '\\x1b[2J'\n")
    assert visible(captured.err.strip()) == captured.err.strip()


def test_a_table_takes_the_named_attributes() -> None:
    """Columns are attributes, under another heading where one is given."""
    found = table_of([TABLE], ("columns",), headings={"columns": "names"})

    assert found == Table(("names",), ((TABLE.columns,),))
