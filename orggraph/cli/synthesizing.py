"""The command that writes invented organisations with their truth."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.counted import counted
from orggraph.cli.progress import progress_bar

__all__ = ["synthesize"]


def synthesize(
    count: Annotated[int, typer.Argument(metavar="N", min=1, help="How many files to write.")],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A new or empty folder.")
    ],
    seed: Annotated[int, typer.Option(metavar="S", help="Another number, other files.")] = 0,
    size: Annotated[
        int,
        typer.Option(min=2000, max=50_000, metavar="CHARS", help="The length of a description."),
    ] = 7000,
    broken: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="RATE", help="The share of files that are spoiled."),
    ] = 0.0,
    versions: Annotated[
        float,
        typer.Option(min=0, max=0.5, metavar="RATE", help="The share that are former versions."),
    ] = 0.06,
    copies: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="RATE", help="The share with the bytes of another."),
    ] = 0.0,
) -> None:
    """Write descriptions of invented organisations, each with what it states.

    NAME.gold.json beside NAME.txt holds the labels that evaluate reads; files.jsonl lists every
    file, which of them are former versions, and how a broken one is broken. The same N, seed and
    options give the same bytes. Nothing in them is real.

    Example: orggraph synthesize 200 --seed 7 -o invented
    """
    from ingest.synthesis import Recipe, write_series

    recipe = Recipe(
        count=count, seed=seed, size=size, broken=broken, versions=versions, copies=copies
    )
    with progress_bar() as progress:
        written = write_series(recipe, output, progress)
    told = (
        ("files", counted(written["files"], "file")),
        ("descriptions", f"{written['descriptions']:,} with labels"),
        ("former", counted(written["former"], "former version")),
        ("broken", f"{written['broken']:,} broken"),
        ("copies", counted(written["copies"], "copy")),
    )
    figures = ", ".join(words for name, words in told if written[name])
    sys.stdout.write(f"{output}: {figures}\n")
