"""The command that runs a saved question or one's own SPARQL."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graph.counted import counted
from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_note, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.querying.query import Parameter

__all__ = ["query"]

_OWN_ROWS: Final = 10_000
_SAVED_ROWS: Final = 1_000_000


def query(
    question: Annotated[
        str | None, typer.Argument(help="A saved question, a file with SPARQL, or - for input.")
    ] = None,
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter of a saved question."),
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List the saved questions.")] = False,
    limit_seconds: Annotated[
        float, typer.Option("--seconds", metavar="N", min=0.1, help="Stop the query after so long.")
    ] = 30.0,
    limit_rows: Annotated[
        int | None,
        typer.Option(
            "--rows", metavar="N", min=1, help="At most so many rows: of your own SPARQL 10000."
        ),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Run a saved question, or SPARQL of your own.

    SPARQL comes from a file or from standard input. Either runs in a process of its own, which is
    ended at the time limit.

    Example: orggraph query touching-program --set program=METS
    """
    from graph.querying.query import get_question, saved_questions

    if show_list:
        listed = ((each.name, each.title, _example(each.parameters)) for each in saved_questions())
        print_table(Table(("name", "question", "parameters"), tuple(listed)), output_format)
        return
    if question is None:
        raise typer.BadParameter("name a saved question (see --list), a file, or - for input")
    given = dict(_pair(text) for text in values or ())
    sparql = _sparql(question)
    if sparql is None:
        get_question(question)  # says which there are before any graph is opened
    elif given:
        raise typer.BadParameter("--set belongs to a saved question; see --list")
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        if sparql is None:
            rows = limit_rows or _SAVED_ROWS
            answer = reader.ask(question, given, limit_seconds=limit_seconds, limit_rows=rows)
        else:
            rows = limit_rows or _OWN_ROWS
            answer = reader.query(sparql, limit_seconds=limit_seconds, limit_rows=rows)
    print_table(Table(answer.columns, answer.rows), output_format)
    if answer.truncated:
        print_note(f"only the first {counted(len(answer.rows), 'row')}; ask for more with --rows")


def _example(parameters: "Iterable[Parameter]") -> str:
    return " ".join(
        f"[{each.name}={each.example}]" if each.optional else f"{each.name}={each.example}"
        for each in parameters
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"--set {text!r}: write NAME=VALUE")
    return name, value


def _sparql(question: str) -> str | None:
    """Return the SPARQL of standard input or of a file; None where it names neither."""
    if question == "-":
        return sys.stdin.read()
    file = Path(question)
    if not file.is_file():
        return None
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{question}: not UTF-8 text at byte {error.start}") from error
