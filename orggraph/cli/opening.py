"""The command that opens the dashboard."""

from typing import Annotated

import typer

from orggraph.cli.options import DEFAULT_FOLDER, GraphOption

__all__ = ["dashboard"]


def dashboard(
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="N", min=1, max=65535, help="The port; 8501 or the next free one."
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the browser, or only serve.")
    ] = True,
) -> None:
    """Open the graph in the browser.

    Only this computer can reach the pages. Ctrl-C ends them.

    Example: orggraph dashboard --graph demo/graph
    """
    from dashboard.serve import run

    run(graph, port=port, open_browser=browser)
