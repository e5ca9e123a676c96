"""Measures the dashboard of a graph in Chromium: start, first page, search, click, memory.

Run it as ``python -m benchmarks.dashboard_speed GRAPH_FOLDER``; `benchmarks.large_organisation`
makes a graph of any size. Times are seconds of wall clock; each is the median of five runs.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, sync_playwright

from graph.reading.reader import GraphReader
from tests.dashboard.conftest import ARGUMENTS, CHROMIUM, ROOT, free_port, role, wait_until_up

RUNS: Final = 5
GOALS: Final = {
    "server start": 10.0,
    "first page, cold": 2.5,
    "role page, warm": 0.8,
    "organisation, warm": 0.8,
    "click on an edge": 0.5,
    "search after the last key": 0.5,
    "memory of the server (GB)": 1.0,
}


def main(folder: Path) -> None:
    """Print a table of what was measured beside the goals."""
    if CHROMIUM is None:
        sys.exit("Chromium not found")
    with GraphReader.open(folder) as reader:
        post = reader.list_nodes("post", limit=1, offset=500).nodes[0].iri
        words = reader.list_nodes("program", limit=1).nodes[0].label
    port = free_port()
    command = [sys.executable, "-m", "orggraph", "dashboard", "--graph", str(folder)]
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "--port", str(port), "--no-browser"], cwd=ROOT)  # noqa: S603 - our own program
    base = f"http://localhost:{port}"
    try:
        wait_until_up(base, process)
        measured = {"server start": time.perf_counter() - begun}
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            visit(browser, base + "/")
            measured["first page, cold"] = median(lambda: visit(browser, base + "/"))
            measured.update(measure_page(browser, base, post, words))
            browser.close()
        measured["memory of the server (GB)"] = resident(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)
    for name, value in measured.items():
        goal = GOALS[name]
        verdict = "holds" if value <= goal else "MISSED"
        sys.stdout.write(f"{name:28} {value:7.2f}  goal {goal:5.1f}  {verdict}\n")


def measure_page(browser: Browser, base: str, post: str, words: str) -> dict[str, float]:
    """Return the times of what a visitor does on a page that stands."""
    page = browser.new_page()
    page.goto(base + "/")
    page.locator("[data-ready=true]").first.wait_for()

    def to_role() -> float:
        go(page, "Find")
        page.get_by_test_id("stMetric").last.wait_for()
        go(page, "Role")
        page.locator("h1", has_text="Roles").wait_for()
        page.locator(".og-grid[data-ready=true] tbody tr").nth(20).wait_for()
        return timed(
            lambda: page.locator(".og-grid tbody a").first.click(),
            lambda: page.locator(".og-evidence[data-ready=true]").wait_for(),
        )

    def to_organisation() -> float:
        go(page, "Find")
        page.get_by_test_id("stMetric").last.wait_for()
        page.locator(".og-tree").wait_for(state="detached")
        return timed(
            lambda: go(page, "Organisation"),
            lambda: page.locator(".og-tree[data-ready=true]").wait_for(),
        )

    measured = {
        "role page, warm": median(to_role),
        "organisation, warm": median(to_organisation),
    }
    page.goto(base + role(post))
    page.locator(".og-evidence[data-ready=true]").wait_for()

    def click() -> float:
        before = page.locator(".og-evidence").get_attribute("data-selected")
        other = f".og-evidence[data-ready=true]:not([data-selected='{before}'])"
        row = page.locator("tr.og-selectable:not(.og-selected)").last
        return timed(lambda: row.locator("td").last.click(), lambda: page.locator(other).wait_for())

    measured["click on an edge"] = median(click)

    def search() -> float:
        page.goto(base + "/")
        box = page.get_by_label("Search")
        box.fill(words[:-1])
        page.locator(".og-grid[data-ready=true]").first.wait_for()
        page.wait_for_url("**q=**")
        return timed(
            lambda: box.press_sequentially(words[-1]),
            lambda: page.wait_for_url(lambda url: url.endswith(quote_plus(words))),
            lambda: page.get_by_text(f"{words}", exact=True).first.wait_for(),
        )

    measured["search after the last key"] = median(search)
    return measured


def visit(browser: Browser, address: str) -> float:
    """Return how long a new visitor waits for a page, its files fetched anew."""
    context = browser.new_context()
    page = context.new_page()
    took = timed(
        lambda: page.goto(address),
        lambda: page.get_by_label("Search").wait_for(),
        lambda: page.get_by_test_id("stMetric").last.wait_for(),
    )
    context.close()
    return took


def go(page: Page, name: str) -> None:
    """Follow a link of the navigation."""
    page.get_by_role("link", name=name, exact=True).click()


def timed(*steps: Callable[[], object]) -> float:
    """Return how long the steps take together."""
    begun = time.perf_counter()
    for step in steps:
        step()
    return time.perf_counter() - begun


def median(measure: Callable[[], float]) -> float:
    """Return the median of several runs."""
    return statistics.median(measure() for _ in range(RUNS))


def resident(pid: int) -> float:
    """Return the resident memory of a process in gigabytes (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e9


if __name__ == "__main__":
    main(Path(sys.argv[1]))
