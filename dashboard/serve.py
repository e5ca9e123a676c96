"""The dashboard's server: Streamlit on loopback, with our routes, headers and health check.

Streamlit is imported inside the functions, so that this module can be imported in no time and a
missing installation can be told in words.
"""

import errno
import importlib.util
import os
import signal
import socket
import sys
import traceback
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.shelf import GRAPH_VARIABLE, warm_up
from dashboard.theme import LOOPBACK, streamlit_options
from graph.errors import GraphFolderError, MissingExtraError, OrgGraphError

if TYPE_CHECKING:
    from streamlit.starlette import App

__all__ = ["DEFAULT_PORT", "DashboardError", "create_app", "run"]

DEFAULT_PORT: Final = 8501
PORTS_TRIED: Final = 50
_EXTRA: Final = ("streamlit", "pyvis")


class DashboardError(OrgGraphError):
    """The server cannot be started; the message says why and what to do."""


def run(graph_folder: Path, *, port: int | None = None, open_browser: bool = True) -> None:
    """Serve the dashboard of `graph_folder` on loopback until Ctrl-C, then return.

    Args:
        graph_folder: The folder that ``orggraph build`` wrote.
        port: The port to listen on; None takes 8501 or the next one that is free.
        open_browser: Whether to open the address in the browser of the user.

    Raises:
        MissingExtraError: If Streamlit or pyvis is not installed.
        GraphFolderError: If the folder holds no graph.
        DashboardError: If the port is taken.
    """
    _require_extra()
    _require_graph(graph_folder)
    chosen = _free_port(DEFAULT_PORT, PORTS_TRIED) if port is None else _free_port(port, 1)
    os.environ[GRAPH_VARIABLE] = str(graph_folder.resolve())
    address = f"http://localhost:{chosen}"
    app = create_app(address=address, open_browser=open_browser)
    with _without_traceback():
        app.run(config=streamlit_options(chosen))


def create_app(*, address: str, open_browser: bool) -> "App":
    """Return the ASGI application: the Streamlit pages inside our routes and headers.

    Raises:
        DashboardError: If the installed pyvis carries no vis-network file.
    """
    import streamlit
    from starlette.middleware import Middleware
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.starlette import App

    from dashboard.counting import COUNTS
    from dashboard.routes import find_vis_network, own_routes
    from dashboard.security import SecurityHeaders, content_policy, inline_script_hashes

    vis_network = find_vis_network()
    if vis_network is None:
        raise DashboardError(
            "the installed pyvis carries no vis-network file; "
            "reinstall it with \"pip install --force-reinstall 'pyvis>=0.3.2,<0.4'\""
        )
    # The first visitor may come by a deep link. Streamlit would then run a file of pages/ by
    # itself, without app.py; st.navigation, which registers our pages, sets the same switch.
    PagesManager.uses_pages_directory = False
    index_page = Path(streamlit.__file__).parent / "static" / "index.html"
    headers = Middleware(
        SecurityHeaders,
        policy=content_policy(inline_script_hashes(index_page)),
        allowed_hosts=(LOOPBACK, "localhost"),
    )

    @asynccontextmanager
    async def announce(_app: "App") -> AsyncGenerator[None, None]:
        sys.stdout.write(f"Dashboard on {address} (Ctrl-C ends it)\n")
        sys.stdout.flush()
        warm_up(COUNTS)
        if open_browser:
            webbrowser.open(address)
        yield

    return App(
        Path(__file__).parent / "app.py",
        routes=own_routes(vis_network),
        middleware=[headers],
        lifespan=announce,
        on_script_error=_tell_failure,
    )


def _tell_failure(error: Exception) -> bool:
    """Return True after the whole error went to the terminal and a sentence to the page."""
    import streamlit as st

    sys.stderr.write("".join(traceback.format_exception(error)))
    st.error(
        f"This page could not be drawn ({type(error).__name__}). Reload it, or go back; the "
        "terminal in which the dashboard runs says more."
    )
    return True


def _require_extra() -> None:
    missing = [name for name in _EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"the dashboard needs {' and '.join(missing)}; "
            "install with \"pip install 'orggraph[dashboard]'\"",
            extra="dashboard",
        )


def _require_graph(graph_folder: Path) -> None:
    if not (graph_folder / "CURRENT").exists():
        raise GraphFolderError(
            f"no graph in {graph_folder}; build one with "
            f"'orggraph build SOURCE... --graph {graph_folder}'",
            folder=graph_folder,
        )


def _free_port(first: int, count: int) -> int:
    for port in range(first, first + count):
        with socket.socket() as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                    raise
                continue
            return int(probe.getsockname()[1])
    tried = f"port {first} is" if count == 1 else f"ports {first} to {first + count - 1} are"
    raise DashboardError(f"{tried} taken; give another one with '--port NUMBER'")


def _without_traceback() -> AbstractContextManager[None]:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return suppress(KeyboardInterrupt)
