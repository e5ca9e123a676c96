"""The commands that make a graph and say what is in it: build, info."""

import dataclasses
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_json, print_note, print_table
from orggraph.cli.progress import progress_bar
from orggraph.cli.terminal import visible

__all__ = ["build", "info"]


class ReportFormat(StrEnum):
    """How the report of a build is printed."""

    TEXT = "text"
    JSON = "json"


def build(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE...", help="Files and folders of descriptions.")
    ],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    aliases: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Names that a person decided; default: aliases.yaml in the graph folder.",
        ),
    ] = None,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="What the graph's own IRIs begin with.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The organisation as it was then: 2019, 2019-07 or 2019-07-01.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="How many processes work side by side; default: one for each core.",
            show_default=False,
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read all again; trust nothing that was kept.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a source could not be read.")
    ] = False,
    output_format: Annotated[
        ReportFormat, typer.Option("--format", help="How the report is printed.")
    ] = ReportFormat.TEXT,
) -> None:
    """Build the graph of a set of descriptions.

    A source that cannot be read is reported with its reason, and the rest is built. Whoever reads
    the graph meanwhile keeps the last one until the new one is whole.

    Example: orggraph build data/descriptions --graph demo/graph --aliases data/aliases.yaml
    """
    from ingest.pipeline import build_graph

    with progress_bar() as progress:
        report = build_graph(
            sources,
            graph,
            base=base,
            aliases=aliases,
            as_of=as_of,
            jobs=jobs,
            anew=anew,
            progress=progress,
        )
    if output_format is ReportFormat.JSON:
        print_json(report.to_dict())
    else:
        sys.stdout.writelines(f"{visible(line)}\n" for line in report.lines())
    for rejection in report.rejections:
        print_note(f"orggraph: not read: {rejection}")
    if report.rejections and strict:
        raise typer.Exit(1)


def info(
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check every hash, count, quote and file instead.")
    ] = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print how much the graph holds, and of what; or check that it is whole.

    With --verify each fault is a row: what is wrong, where, and what to do. Exit status 1 where
    there is one.

    Example: orggraph info --graph demo/graph
    """
    if verify:
        _verify(graph, output_format)
        return
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        found = reader.info()
    if output_format is OutputFormat.JSON:
        print_json(dataclasses.asdict(found))
        return
    rows = [
        ("generation", "", found.generation),
        ("sha256", "", found.sha256),
        ("quads", "", found.quads),
        ("triples", "current graph", found.triples),
        ("posts", "described", found.described_posts),
        *(("entities", kind, count) for kind, count in found.kinds.items()),
        *(("edges", relation, count) for relation, count in found.relations.items()),
        ("claims", "", found.claims),
        ("document versions", "", found.versions),
        ("mentions", "", found.mentions),
        ("mentions", "unresolved", found.unresolved),
        *(("findings", kind, count) for kind, count in found.findings.items()),
    ]
    print_table(Table(("what", "of", "count"), tuple(rows)), output_format)


def _verify(graph: Path, output_format: OutputFormat) -> None:
    from graph.verification.folder import verify

    with progress_bar() as progress:
        found = verify(graph, progress=progress)
    if output_format is OutputFormat.JSON:
        print_json(dataclasses.asdict(found) | {"whole": found.is_whole})
    elif found.faults or output_format is OutputFormat.CSV:
        rows = tuple((fault.what, fault.where, fault.remedy) for fault in found.faults)
        print_table(Table(("what", "where", "what to do"), rows), output_format)
    if found.building:
        print_note("a build is at work: what it is writing was not looked at")
    counts = ", ".join(
        f"{number:,} {name.removesuffix('s') if number == 1 else name}"
        for name, number in found.checked.items()
    )
    faults = f"{len(found.faults):,} fault{'' if len(found.faults) == 1 else 's'}"
    print_note(f"{graph}: {'whole' if found.is_whole else faults} ({counts})")
    if not found.is_whole:
        raise typer.Exit(1)
