"""The options that several commands share, said once."""

from pathlib import Path
from typing import Annotated, Final

import typer

from orggraph import DEFAULT_GRAPH
from orggraph.cli.output import OutputFormat

__all__ = ["DEFAULT_FOLDER", "FormatOption", "GraphOption"]

DEFAULT_FOLDER: Final = Path(DEFAULT_GRAPH)

GraphOption = Annotated[
    Path,
    typer.Option("--graph", metavar="DIR", help="The graph folder.", show_default=True),
]
FormatOption = Annotated[
    OutputFormat, typer.Option("--format", case_sensitive=False, help="How rows are printed.")
]
