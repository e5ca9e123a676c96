"""The command that says what has changed between two graphs, or two states of the descriptions."""

import contextlib
import dataclasses
import re
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_json, print_note, print_table
from orggraph.cli.terminal import one_line

if TYPE_CHECKING:
    from graph.difference.changes import Change, Comparison, Quotation
    from graph.folder.generation import Generation

__all__ = ["diff"]

COLUMNS = (
    "action",
    "kind",
    "name",
    "code",
    "property",
    "before",
    "after",
    "quotes_before",
    "quotes_after",
)
# Graphs that are built only to be compared have this base, whoever the employer is.
_BASE = "https://example.org/compared/"
# The beginning of a file's SHA-256, or the IRI of a version.
_VERSION = re.compile(r"^[0-9a-f]{8,64}$|/v/[0-9a-f]{12}(-[0-9]+)?$")
_MARKS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~", "merged": "~"}


class DifferenceFormat(StrEnum):
    """How the differences are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def diff(
    before: Annotated[
        str, typer.Argument(metavar="A", help="A graph folder, FOLDER@N, N, or descriptions.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="The same, later.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    aliases: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Names that a person decided, for descriptions."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 where there is a difference.")
    ] = False,
    output_format: Annotated[
        DifferenceFormat, typer.Option("--format", help="In words, or as rows.")
    ] = DifferenceFormat.TEXT,
) -> None:
    """Print what has changed from A to B: posts, directors, offices, programs.

    Each of A and B is a graph folder (its current graph), FOLDER@N (its generation N), the number
    of a generation of the graph folder, or descriptions: a file, a folder, or a version that the
    graph folder knows (its IRI, or the beginning of its SHA-256), read as if it were the whole
    organisation. Every change is printed with what both sides say.

    Example: orggraph diff demo/graph@1 demo/graph
    """
    from graph.difference.comparing import compare_generations

    with _opened(before, graph, aliases) as earlier, _opened(after, graph, aliases) as later:
        comparison = compare_generations(earlier, later, (before, after))
    match output_format:
        case DifferenceFormat.JSON:
            print_json(_as_json(comparison))
        case DifferenceFormat.CSV:
            print_table(_rows(comparison), OutputFormat.CSV)
        case DifferenceFormat.TEXT:
            for change in comparison.changes:
                sys.stdout.writelines(f"{line}\n" for line in _lines(change))
    counts = ", ".join(f"{number} {action}" for action, number in comparison.counts().items())
    print_note(f"{before} -> {after}: {counts if comparison.changes else 'no difference'}")
    if strict and comparison.changes:
        raise typer.Exit(1)


@contextlib.contextmanager
def _opened(name: str, graph: Path, aliases: Path | None) -> Iterator["Generation"]:
    """Give the generation that an argument means; one that had to be built is gone afterwards.

    Yields:
        The generation.
    """
    from graph.difference.comparing import find_generation

    folder, at, number = name.rpartition("@")
    if name.isdecimal() and not Path(name).exists():
        yield find_generation(graph, int(name))
    elif at and number.isdecimal() and not Path(name).exists():
        yield find_generation(Path(folder), int(number))
    elif (Path(name) / "FORMAT").exists():
        yield find_generation(Path(name))
    else:
        with tempfile.TemporaryDirectory(prefix="orggraph-diff-") as made:
            is_version = _VERSION.search(name) is not None and not Path(name).exists()
            source = _write_version(name, graph, Path(made)) if is_version else Path(name)
            yield _built(source, Path(made) / "graph", aliases)


def _built(source: Path, folder: Path, aliases: Path | None) -> "Generation":
    """Return the graph of descriptions, made in a folder."""
    from graph.difference.comparing import find_generation
    from ingest.pipeline import build_graph

    report = build_graph([source], folder, base=_BASE, aliases=aliases)
    for rejection in report.rejections:
        print_note(f"{rejection.source}: not read: {rejection.reason}")
    return find_generation(folder)


def _write_version(name: str, graph: Path, folder: Path) -> Path:
    """Return a file with the text of a version that a graph knows.

    Raises:
        NotFoundError: If the graph has no such version, or several.
    """
    from graph.errors import NotFoundError
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        versions = [v for v in reader.versions() if v.iri == name or v.sha256.startswith(name)]
        if len({version.sha256 for version in versions}) != 1:
            raise NotFoundError(
                f"{name!r} is no version of {graph}, nor a file; 'orggraph show POST' lists them",
                what=name,
            )
        text = reader.text_of(versions[0].iri)
    file = folder / Path(versions[0].source).with_suffix(".txt").name
    file.write_text(text, "utf-8", "surrogatepass", newline="")
    return file


def _lines(change: "Change") -> Iterator[str]:
    yield f"{_MARKS[change.action]} {one_line(change.words)}"
    for side, quotes in (("before", change.quotes_before), ("after", change.quotes_after)):
        for quotation in quotes:
            yield f"    {side}: {_quoted(quotation)}"


def _quoted(quotation: "Quotation") -> str:
    place = f"{quotation.document} {quotation.start}-{quotation.end}"
    return f"“{one_line(quotation.text)}” {place}"


def _rows(comparison: "Comparison") -> Table:
    rows = (
        (
            change.action.value,
            change.kind,
            change.name,
            change.code,
            change.property,
            change.before,
            change.after,
            tuple(map(_quoted, change.quotes_before)),
            tuple(map(_quoted, change.quotes_after)),
        )
        for change in comparison.changes
    )
    return Table(COLUMNS, tuple(rows))


def _as_json(comparison: "Comparison") -> dict[str, Any]:
    return {
        "before": comparison.before,
        "after": comparison.after,
        "counts": dict(comparison.counts()),
        "changes": [dataclasses.asdict(change) for change in comparison.changes],
    }
