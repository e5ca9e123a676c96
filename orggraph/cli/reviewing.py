"""The commands by which a person decides about names: review, and accept, reject, undo below it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from orggraph.cli.asking import find_named
from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_note, print_table
from orggraph.cli.terminal import one_line

if TYPE_CHECKING:
    from graph.answers import Node
    from graph.reading.reader import GraphReader
    from ingest.resolution.decisions import Decision

__all__ = ["review"]

COLUMNS = (
    "kind",
    "first",
    "second",
    "reason",
    "first_quote",
    "first_source",
    "second_quote",
    "second_source",
)

_PAST: Final = {"accept": "accepted", "reject": "rejected"}

review = typer.Typer(add_completion=False, rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(help="A name as the list shows it.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever reads the file next.")
]
AliasesOption = Annotated[
    Path | None,
    typer.Option(
        "--aliases", metavar="FILE", help="The file; default: the one the graph was built with."
    ),
]


@review.callback(invoke_without_command=True)
def list_candidates(
    context: typer.Context,
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List names that may be one thing, and decide.

    Each pair is listed with the reason and with words of both. "accept" writes into the aliases
    file that they are one, "reject" that they are not; the next build applies it, and taking the
    entry out of the file takes it back.

    Example: orggraph review --graph demo/graph
    """
    if context.invoked_subcommand is not None:
        return
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        rows = [_row(reader, pair) for pair in reader.ask("possible-merges").rows]
    if output_format is not OutputFormat.TABLE:
        print_table(Table(COLUMNS, tuple(rows)), output_format)
        return
    for kind, first, second, reason, *quotes in rows:
        sys.stdout.write(f"{kind}: {one_line(first)} | {one_line(second)} ({reason})\n")
        for text, source in (quotes[:2], quotes[2:]):
            if text:
                sys.stdout.write(f"    “{one_line(text)}” {one_line(source)}\n")
    if not rows:
        print_note("nothing to decide")


@review.command()
def accept(
    first: NameArgument,
    second: NameArgument,
    *,
    reason: ReasonOption = "",
    aliases: AliasesOption = None,
    graph: GraphOption = DEFAULT_FOLDER,
) -> None:
    """Decide that the second name is another name of the first.

    Example: orggraph review accept "Office of Parks" "Division of Parks" --reason "renamed 2020"
    """
    _decide("accept", first, second, reason, aliases, graph)


@review.command()
def reject(
    first: NameArgument,
    second: NameArgument,
    *,
    reason: ReasonOption = "",
    aliases: AliasesOption = None,
    graph: GraphOption = DEFAULT_FOLDER,
) -> None:
    """Decide that the two names are not one thing.

    Example: orggraph review reject "Office of Parks" "Office of Parking"
    """
    _decide("reject", first, second, reason, aliases, graph)


@review.command()
def undo(
    first: NameArgument,
    second: NameArgument,
    *,
    aliases: AliasesOption = None,
    graph: GraphOption = DEFAULT_FOLDER,
) -> None:
    """Take back what was decided about two names.

    Exit status 1 where nothing was decided about them.

    Example: orggraph review undo "Office of Parks" "Division of Parks"
    """
    from ingest.resolution import decisions

    file = _file(aliases, graph)
    before = _decided(file, first, second)
    if before is None:
        print_note(f"{file}: nothing was decided about {first!r} and {second!r}")
        raise typer.Exit(1)
    decisions.undo(file, kind=before.kind, name=first, other=second)
    print_note(f"taken out of {file} ({_PAST[before.verdict]} before); the next build applies it")


def _decide(
    verdict: Any, first: str, second: str, reason: str, aliases: Path | None, graph: Path
) -> None:
    from graph.reading.reader import GraphReader
    from ingest.resolution.decisions import decide

    file = _file(aliases, graph)
    with GraphReader.open(graph) as reader:
        kind = _common_kind(find_named(reader, first), find_named(reader, second))
    before = _decided(file, first, second)
    decide(file, verdict, kind=kind, name=first, other=second, reason=reason)
    changed = ""
    if before is not None and before.verdict != verdict:
        changed = f" (was {_PAST[before.verdict]}; is {_PAST[verdict]} now)"
    print_note(f"written to {file}{changed}; the next build applies it")


def _file(aliases: Path | None, graph: Path) -> Path:
    from graph.reading.reader import GraphReader
    from ingest.resolution.decisions import aliases_file

    with GraphReader.open(graph) as reader:
        return aliases or aliases_file(graph, reader.info().report.get("aliases"))


def _decided(file: Path, first: str, second: str) -> "Decision | None":
    """Return what the file says of two names, in either order."""
    from ingest.resolution.aliases_file import read_aliases
    from ingest.resolution.decisions import iter_decisions
    from ingest.resolution.naming import fold_name

    pair = {fold_name(first), fold_name(second)}
    found = (
        each
        for each in iter_decisions(read_aliases(file))
        if {fold_name(each.name), fold_name(each.other)} == pair
    )
    return next(found, None)


def _common_kind(first: "tuple[Node, ...]", second: "tuple[Node, ...]") -> str:
    kinds = [node.kind for node in first if node.kind in {other.kind for other in second}]
    if not kinds:
        there, here = first[0], second[0]
        raise typer.BadParameter(
            f"{there.label!r} is a {there.kind} and {here.label!r} a {here.kind}: not one thing"
        )
    return kinds[0]


def _row(reader: "GraphReader", pair: tuple[Any, ...]) -> tuple[Any, ...]:
    first, second, reason, first_iri, second_iri = pair
    return (
        reader.get_node(first_iri).kind,
        first,
        second,
        reason,
        *_words(reader, first_iri),
        *_words(reader, second_iri),
    )


def _words(reader: "GraphReader", iri: str) -> tuple[str | None, str | None]:
    """Return the words of a text that name an entity, and the file they stand in."""
    quotes = reader.claims_about(iri)
    return (quotes[0].text, quotes[0].source) if quotes else (None, None)
