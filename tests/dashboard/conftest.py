"""A browser and a server for the tests of the pages."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[2]
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS: Final = 30_000
# A machine that does other things as well is slow, not wrong.
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Visit:
    """A page in the browser and everything that went wrong on it."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a path of the dashboard and wait until a component stands ready."""
        self.page.goto(self.base + path)
        self.ready()

    def ready(
        self,
        selector: str = "[data-ready=true]",
        state: Literal["attached", "visible"] = "visible",
    ) -> Locator:
        """Return the first element of a selector once it is there."""
        found = self.page.locator(selector).first
        found.wait_for(state=state, timeout=PATIENCE_MS)
        return found

    def settled(self) -> None:
        """Wait until the script of the page has run to its end."""
        running = self.page.get_by_test_id("stStatusWidget")
        running.wait_for(state="detached", timeout=PATIENCE_MS)
        self.page.locator("[data-stale=true]").first.wait_for(state="detached", timeout=PATIENCE_MS)

    def script_ran(self) -> bool:
        """Return whether any payload ran."""
        return bool(self.page.evaluate("'pwned' in window"))


def role(iri: str, **more: str) -> str:
    """Return the path of a role's view."""
    rest = "".join(f"&{name}={quote(value, safe='')}" for name, value in more.items())
    return f"/role?id={quote(iri, safe='')}{rest}"


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(base: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait for the health check of a server, or fail with what it wrote."""
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/orggraph/health", timeout=5):  # noqa: S310 - our own server, over http
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    process.kill()
    pytest.fail(f"the server did not start: {process.communicate()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield Chromium; tests that need it are left out where it is missing."""
    if CHROMIUM is None:
        pytest.skip("Chromium not found")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a dashboard that shows the small organisation."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "CURRENT").write_text("1\n", encoding="utf-8")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.dashboard.small_server", str(folder), str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    base = f"http://localhost:{port}"
    wait_until_up(base, process)
    yield base
    process.terminate()
    process.communicate(timeout=20)


def serving(folder: Path) -> Iterator[str]:
    """Yield the address of a dashboard that shows the graph in a folder, then stop it."""
    port = free_port()
    command = [sys.executable, "-m", "orggraph", "dashboard", "--graph", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--no-browser"],
        cwd=ROOT,
        env={**os.environ, "ORGGRAPH_QUERY_SECONDS": "4"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    base = f"http://localhost:{port}"
    wait_until_up(base, process)
    yield base
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert b"Traceback" not in errors


@pytest.fixture(scope="session")
def real_server(built_graph: Path) -> Iterator[str]:
    """Yield the address of a dashboard that shows the five descriptions."""
    yield from serving(built_graph)


@pytest.fixture
def real_visit(browser: Browser, real_server: str) -> Iterator[Visit]:
    """Yield a fresh visit to the five descriptions; it fails on any problem of the page."""
    yield from visiting(browser, real_server)


@pytest.fixture
def visit(browser: Browser, small_server: str) -> Iterator[Visit]:
    """Yield a fresh visit to the small organisation; it fails on any problem of the page."""
    yield from visiting(browser, small_server)


def visiting(
    browser: Browser,
    base: str,
    *,
    scheme: str = "light",
    width: int = 1280,
    bypass_csp: bool = False,
) -> Iterator[Visit]:
    """Yield a visit; afterwards no page error and no request beyond loopback may have happened."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        accept_downloads=True,
        bypass_csp=bypass_csp,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    found = Visit(page, base)
    page.on("pageerror", lambda error: found.problems.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: (
            found.problems.append(f"console: {message.text}")
            if "Content Security Policy" in message.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            found.problems.append(f"request to {request.url}") if _is_foreign(request.url) else None
        ),
    )
    yield found
    context.close()
    assert found.problems == []


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    local = parts.scheme in {"data", "blob"} or parts.hostname in {"localhost", "127.0.0.1"}
    return not local
