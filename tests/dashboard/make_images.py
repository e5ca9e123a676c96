"""Makes the pictures of the documentation: every page of the five descriptions, light and dark.

Run it as ``python -m tests.dashboard.make_images [FOLDER]``; the default folder is docs/images.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from dashboard.views.evidence import edge_key
from graph.answers import Node
from graph.reading.reader import GraphReader
from ingest.pipeline import build_graph
from tests.dashboard.conftest import ARGUMENTS, CHROMIUM, ROOT, free_port, role, wait_until_up

DESCRIPTIONS: Final = ROOT / "data" / "descriptions"
ALIASES: Final = ROOT / "data" / "aliases.yaml"
TRIED: Final = DESCRIPTIONS / "pupil-personnel-worker.txt"
WIDTH: Final = 1280
QUERY: Final = (
    "PREFIX+osg:+<https://w3id.org/orggraph/ns%23>%0A"
    "SELECT+?role+?director+WHERE+{%0A++?role+osg:underDirectionOf+?director%0A}"
)


def main(folder: Path) -> None:
    """Write one picture a page and theme into a folder."""
    if CHROMIUM is None:
        sys.exit("Chromium not found: install it (Debian: apt install chromium)")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        graph_folder = Path(temporary) / "graph"
        build_graph([DESCRIPTIONS], graph_folder, aliases=ALIASES)
        views = addresses(graph_folder)
        port = free_port()
        command = [sys.executable, "-m", "orggraph", "dashboard", "--graph", str(graph_folder)]
        process = subprocess.Popen([*command, "--port", str(port), "--no-browser"], cwd=ROOT)
        base = f"http://localhost:{port}"
        try:
            wait_until_up(base, process)
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
                for name, (path, selector, height) in views.items():
                    for scheme in ("light", "dark"):
                        suffix = "" if scheme == "light" else "-dark"
                        target = folder / f"{name}{suffix}.png"
                        shoot(browser, base + path, selector, height, scheme, target)
                browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)


def addresses(graph_folder: Path) -> dict[str, tuple[str, str, int]]:
    """Return for each picture its address, what must be there, and its height in pixels."""
    with GraphReader.open(graph_folder) as reader:
        role_node = find(reader, "Parent Community Coordinator")
        worker = find(reader, "Pupil Personnel Worker")
        program = reader.find_entities("METS", ("program",))[0]
        lines = reader.edges(role_node.iri, ("underDirectionOf",), incoming=False)
        line = lines[0]
        edge = edge_key(line.source.iri, line.relation, line.target.iri)
    ready = "[data-ready=true]"
    canvas = ".og-frame[data-center][data-ready=true]"
    return {
        "find": ("/?q=mets", ready, 560),
        "role": (role(role_node.iri, edge=edge), canvas, 1240),
        "organisation": ("/organisation", ".og-tree[data-ready=true]", 900),
        "organisation-chart": ("/organisation?as=Chart", canvas, 900),
        "programs": (f"/programs?id={program.iri}", ".og-evidence[data-ready=true]", 860),
        "matrix": ("/programs", ready, 820),
        "connect": (f"/connect?a={worker.iri}&b={role_node.iri}", canvas, 900),
        "query": (f"/query?sparql={QUERY}", ".og-grid[data-ready=true]", 900),
        "quality": ("/quality", ready, 720),
        "try": ("/try", "h1", 1100),
    }


def find(reader: GraphReader, name: str) -> Node:
    """Return the described post of a name."""
    return next(node for node in reader.find_entities(name, ("post",)) if node.described)


def shoot(
    browser: Browser, address: str, selector: str, height: int, scheme: str, target: Path
) -> None:
    """Write the picture of one page in one theme."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": WIDTH, "height": height},
    )
    page = context.new_page()
    page.goto(address)
    if address.endswith("/try"):
        field = page.locator("input[type=file]")
        field.wait_for(state="attached", timeout=30_000)
        field.set_input_files(TRIED)
        page.locator(".og-evidence[data-ready=true]").wait_for(timeout=30_000)
    page.locator(selector).first.wait_for(timeout=30_000)
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached", timeout=30_000)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=target, animations="disabled")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
