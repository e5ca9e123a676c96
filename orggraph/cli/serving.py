"""The command that answers SPARQL over HTTP until it is told to stop."""

import signal
from contextlib import suppress
from typing import Annotated, Any

import typer

from orggraph.cli.options import DEFAULT_FOLDER, GraphOption
from orggraph.cli.output import print_note

__all__ = ["serve"]


def serve(
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0: any free one.")
    ] = 7878,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name the endpoint may be called by."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(metavar="N", min=1, help="Stop a query after so long.")
    ] = 30.0,
    rows: Annotated[
        int, typer.Option(metavar="N", min=1, help="Refuse an answer of more rows.")
    ] = 100_000,
) -> None:
    """Answer SPARQL over HTTP at /sparql, read-only, until Ctrl-C.

    Whole graphs are at /store (?default, ?graph=IRI), a page to type queries on is at /. When a
    build makes a new graph, requests from then on are answered by it, and none is lost. Only this
    machine can reach the endpoint unless --host says otherwise.

    Example: orggraph serve --graph demo/graph
    """
    from graph.endpoint.hosts import is_loopback
    from graph.endpoint.limits import Limits
    from graph.endpoint.server import Endpoint

    limits = Limits(seconds=seconds, rows=rows)
    # Whoever has read where it is may end it at once, before it has begun to wait.
    with (
        Endpoint(
            graph, host=host, port=port, limits=limits, allowed_hosts=allow_host or ()
        ) as endpoint,
        suppress(KeyboardInterrupt),
    ):
        signal.signal(signal.SIGTERM, _interrupt)
        if not is_loopback(host):
            print_note("everybody who can reach this machine can read the graph; there is no login")
        print_note(f"SPARQL at {endpoint.address}; end with Ctrl-C")
        endpoint.run()


def _interrupt(*_: Any) -> None:
    """End like Ctrl-C does.

    Raises:
        KeyboardInterrupt: Always.
    """
    raise KeyboardInterrupt
