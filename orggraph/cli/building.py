"""The commands that make a graph and say what is in it: build, info."""

import dataclasses
import sys
from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_json, print_table

__all__ = ["build", "info"]


def info(
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what the graph holds: how many posts, offices, programs, claims, findings.

    Example: orggraph info --graph demo
    """
    from graph.reader import GraphReader

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
