"""Routes of our own beside Streamlit's: the vis-network file that pyvis installs, and health."""

import importlib.util
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

__all__ = ["HEALTH_PATH", "VIS_NETWORK_PATH", "find_vis_network", "own_routes"]

VIS_NETWORK_PATH: Final = "/orggraph/vis-network.js"
HEALTH_PATH: Final = "/orggraph/health"


def find_vis_network() -> Path | None:
    """Return the newest vis-network file inside the installed pyvis, or None without pyvis."""
    spec = importlib.util.find_spec("pyvis")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "lib"
    found = sorted(folder.glob("vis-*/vis-network.min.js"))
    return found[-1] if found else None


def own_routes(vis_network: Path) -> list[BaseRoute]:
    """Return the routes: the drawing library, cached for a day, and the health check."""

    async def serve_vis_network(_request: Request) -> Response:
        return FileResponse(
            vis_network,
            media_type="text/javascript",
            headers={"cache-control": "public, max-age=86400"},
        )

    async def serve_health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})

    return [
        Route(VIS_NETWORK_PATH, serve_vis_network),
        Route(HEALTH_PATH, serve_health),
    ]
