"""The command that runs a saved question or one's own SPARQL."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_note, print_table

__all__ = ["query"]


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
        int, typer.Option("--rows", metavar="N", min=1, help="At most so many rows.")
    ] = 10_000,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Run a saved question, or SPARQL of your own.

    SPARQL comes from a file or from standard input, and runs in a process of its own, which is
    ended at the time limit.

    Example: orggraph query roles-touching-program --set program=METS
    """
    from graph.query import list_questions

    if show_list:
        rows = ((q.name, q.title, tuple(p.name for p in q.parameters)) for q in list_questions())
        print_table(Table(("name", "question", "parameters"), tuple(rows)), output_format)
        return
    if question is None:
        raise typer.BadParameter("name a saved question (see --list), a file, or - for input")
    from graph.reader import GraphReader

    given = dict(_pair(text) for text in values or ())
    is_saved = question != "-" and question in {q.name for q in list_questions()}
    if given and not is_saved:
        raise typer.BadParameter("--set belongs to a saved question; --list shows them")
    with GraphReader.open(graph) as reader:
        if is_saved:
            answer = reader.ask(question, given)
        else:
            answer = reader.query(
                _sparql(question), limit_seconds=limit_seconds, limit_rows=limit_rows
            )
    print_table(Table(answer.columns, answer.rows), output_format)
    if answer.truncated:
        print_note(f"only the first {len(answer.rows)} rows; ask for more with --rows")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"--set {text!r}: write NAME=VALUE")
    return name, value


def _sparql(question: str) -> str:
    if question == "-":
        return sys.stdin.read()
    file = Path(question)
    if not file.is_file():
        raise typer.BadParameter(f"{question!r} is neither a saved question nor a file; see --list")
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{question}: not UTF-8 text at byte {error.start}") from error
