"""The server: what it refuses, which headers it sends, which port it takes."""

import asyncio
import importlib.util
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard import serve
from dashboard.routes import HEALTH_PATH, VIS_NETWORK_PATH, find_vis_network, own_routes
from dashboard.security import SecurityHeaders, content_policy, inline_script_hashes
from dashboard.theme import LOOPBACK, streamlit_options
from graph.errors import GraphFolderError, MissingExtraError


def test_a_folder_without_a_graph_is_refused_with_the_next_step(tmp_path: Path) -> None:
    """The message names the folder and the command that builds a graph."""
    with pytest.raises(GraphFolderError, match="orggraph build SOURCE"):
        serve.run(tmp_path, open_browser=False)


def test_a_missing_installation_is_told_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Streamlit the extra to install is named."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"orggraph\[dashboard\]") as caught:
        serve.run(tmp_path, open_browser=False)
    assert caught.value.extra == "dashboard"


def test_a_port_that_was_named_and_is_taken_is_refused(tmp_path: Path) -> None:
    """The server does not move to another port than the one that was asked for."""
    (tmp_path / "CURRENT").write_text("1\n", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serve.DashboardError, match=f"port {port} is taken"):
            serve.run(tmp_path, port=port, open_browser=False)


def test_only_loopback_is_served_and_nothing_is_reported() -> None:
    """The server binds loopback, sends no statistics, shows no traceback, takes 5 MB."""
    options = streamlit_options(8501)
    assert options["server.address"] == "127.0.0.1"
    assert options["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "type"
    assert options["server.maxUploadSize"] == 5
    assert options["server.enableAgentApi"] is False


def test_the_policy_lets_nothing_in_from_elsewhere(tmp_path: Path) -> None:
    """Scripts come from this server or are the start page's own, whose hash is named."""
    page = tmp_path / "index.html"
    page.write_text("<script>let a = 1</script><script src='x.js'></script>", encoding="utf-8")
    hashes = inline_script_hashes(page)
    assert hashes == ("'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='",)
    directives = dict(part.split(" ", 1) for part in content_policy(hashes).split("; "))
    assert directives["script-src"] == f"'self' {hashes[0]}"
    assert directives["default-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "http" not in content_policy(hashes)


def test_vis_network_comes_from_the_installed_pyvis() -> None:
    """The drawing library is the newest one that pyvis carries, and has a route of ours."""
    file = find_vis_network()
    assert file is not None
    assert file.parent.name == "vis-9.1.2"
    assert [getattr(route, "path", "") for route in own_routes(file)] == [
        VIS_NETWORK_PATH,
        HEALTH_PATH,
    ]


async def _answer(host: bytes) -> tuple[int, dict[str, str]]:
    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    guarded = SecurityHeaders(page, policy="default-src 'self'", allowed_hosts=("localhost",))
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", host)]}
    await guarded(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers


@pytest.mark.parametrize(("host", "status"), [(b"localhost:8501", 200), (b"evil.example", 421)])
def test_every_answer_carries_the_headers_and_foreign_names_are_refused(
    host: bytes, status: int
) -> None:
    """A page elsewhere that points its own name at this machine gets nothing."""
    # a thread of its own: the browser tests leave a loop running in this one
    with ThreadPoolExecutor(1) as pool:
        answered, headers = pool.submit(asyncio.run, _answer(host)).result()
    assert answered == status
    assert headers["content-security-policy"] == "default-src 'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
