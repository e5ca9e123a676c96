"""The dashboard of the five descriptions in a real browser: questions, limits, new builds."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import networkx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has none
from playwright.sync_api import Browser, expect

from graph.reading.reader import GraphReader
from ingest.pipeline import build_graph
from tests.dashboard.conftest import ROOT, Visit, role, serving, visiting

pytestmark = pytest.mark.browser

DESCRIPTIONS: Final = ROOT / "data" / "descriptions"
RULES: Final = ("wcag2a", "wcag2aa")
RUNAWAY: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ALL_NAMES: Final = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "SELECT ?thing ?name WHERE { ?thing rdfs:label ?name } ORDER BY ?thing ?name"
)


def iri_of(folder: Path, name: str) -> str:
    """Return the IRI of the described post or other entity of a name."""
    with GraphReader.open(folder) as reader:
        return reader.find_entities(name)[0].iri


def sparql(query: str) -> str:
    """Return the address of a query."""
    return f"/query?sparql={quote(query, safe='')}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(
    browser: Browser, real_server: str, built_graph: Path, scheme: str
) -> None:
    """Axe finds no violation of WCAG 2 A and AA on any page, in either theme."""
    worker = iri_of(built_graph, "Pupil Personnel Worker")
    other = iri_of(built_graph, "Parent Community Coordinator")
    program = iri_of(built_graph, "METS")
    pages = {
        "/": ".og-grid[data-ready=true]",
        "/?q=mets": ".og-grid[data-ready=true]",
        role(worker): ".og-evidence[data-ready=true]",
        "/programs": ".og-grid[data-ready=true]",
        "/organisation": ".og-tree[data-ready=true]",
        "/organisation?as=Chart": ".og-canvas",
        f"/programs?id={program}": ".og-evidence[data-ready=true]",
        f"/connect?a={worker}&b={other}": ".og-grid[data-ready=true]",
        "/query": ".og-grid[data-ready=true]",
        "/query?mode=sparql": ".og-editor[data-ready=true]",
        "/query?ask=span-of-control": ".og-grid[data-ready=true]",
        "/quality": ".og-grid[data-ready=true]",
        "/quality?check=findings": ".og-grid[data-ready=true]",
        "/quality?check=coverage": ".og-grid[data-ready=true]",
        "/quality?check=merges": ".og-grid[data-ready=true]",
        "/programs?kind=agency": ".og-grid[data-ready=true]",
        "/try": "textarea",
    }
    found: list[str] = []
    for visit in visiting(browser, real_server, scheme=scheme, bypass_csp=True):
        for path, selector in pages.items():
            visit.page.goto(real_server + path)
            visit.ready("h1")
            visit.ready(selector)
            visit.settled()
            options = {"runOnly": list(RULES), "resultTypes": ["violations"]}
            for violation in Axe().run(visit.page, options=options).response["violations"]:
                places = [node["target"] for node in violation["nodes"][:3]]
                found.append(f"{path}: {violation['id']} at {places}")
    assert found == []


def test_the_answer_of_a_query_equals_the_engines(real_visit: Visit, built_graph: Path) -> None:
    """The downloaded rows are the rows that the engine gives."""
    real_visit.page.goto(real_visit.base + sparql(ALL_NAMES))
    real_visit.ready(".og-grid[data-ready=true]")
    with real_visit.page.expect_download() as found:
        real_visit.page.get_by_role("button", name="JSON").click()
    rows = json.loads(found.value.path().read_text(encoding="utf-8"))
    with GraphReader.open(built_graph) as reader:
        expected = reader.query(ALL_NAMES).rows
    assert [(row["thing"], row["name"]) for row in rows] == list(expected)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE WHERE { ?a ?b ?c }",
        "LOAD <http://example.org/x>",
        "SELECT * WHERE { SERVICE <http://example.org/sparql> { ?a ?b ?c } }",
    ],
)
def test_what_would_change_or_leave_is_refused(real_visit: Visit, query: str) -> None:
    """UPDATE, LOAD and SERVICE are refused in words."""
    real_visit.page.goto(real_visit.base + sparql(query))
    alert = real_visit.page.get_by_test_id("stAlert")
    expect(alert).to_be_visible()
    expect(alert).not_to_contain_text("Traceback")


def test_a_runaway_query_is_stopped_and_the_app_stays_alive(
    real_visit: Visit, browser: Browser, real_server: str
) -> None:
    """While an endless query is running, another visitor is served; then it is stopped."""
    real_visit.page.goto(real_visit.base + sparql(RUNAWAY))
    for other in visiting(browser, real_server):
        other.open("/?q=mets")
        expect(other.page.locator(".og-grid")).to_contain_text("Multidisciplinary")
    expect(real_visit.page.get_by_test_id("stAlert")).to_contain_text("4 s")
    real_visit.open("/?q=iep")


def test_the_editor_completes_and_runs_by_keyboard(real_visit: Visit) -> None:
    """Typing offers terms, Enter takes one, Control and Enter run the query."""
    real_visit.open("/query?mode=sparql")
    area = real_visit.page.locator(".og-area")
    area.click()
    area.press_sequentially(
        "PREFIX osg: <https://w3id.org/orggraph/ns#> SELECT * WHERE { ?a osg:underD"
    )
    option = real_visit.page.get_by_role("option").first
    expect(option).to_contain_text("osg:underDirectionOf")
    area.press("Enter")
    area.press_sequentially("?b }")
    area.press("Control+Enter")
    table = real_visit.ready(".og-grid[data-ready=true]")
    expect(table).to_contain_text("Pupil Personnel Worker")
    assert "sparql=" in real_visit.page.url


def test_a_question_with_a_parameter_is_a_link(real_visit: Visit) -> None:
    """A saved question with its value in the address shows its rows."""
    real_visit.open("/query?ask=touching-program&program=METS")
    expect(real_visit.page.locator(".og-grid")).to_contain_text("Parent Community Coordinator")


def test_the_way_between_two_roles_is_a_shortest_one(real_visit: Visit, built_graph: Path) -> None:
    """The page shows as many steps as a breadth-first search of the whole graph finds."""
    ends = [
        iri_of(built_graph, name)
        for name in ("Pupil Personnel Worker", "Equity Training Specialist")
    ]
    with GraphReader.open(built_graph) as reader:
        lines = networkx.Graph((source, target) for source, _, target in reader.iter_lines())
    steps = networkx.shortest_path_length(lines, *ends)
    real_visit.open(f"/connect?a={quote(ends[0], safe='')}&b={quote(ends[1], safe='')}")
    table = real_visit.ready(".st-key-steps .og-grid[data-ready=true]")
    assert table.get_attribute("data-rows") == str(steps)


def test_two_visitors_do_not_see_each_others_text(
    real_visit: Visit, browser: Browser, real_server: str
) -> None:
    """What one person pastes is on that person's page alone."""
    real_visit.page.goto(real_visit.base + "/try")
    area = real_visit.page.get_by_label("Paste a job or class description")
    area.fill("OFFICIAL TITLE: Secret Keeper CODE: 9999\nUnder direction of the Head of Secrets.")
    area.press("Control+Enter")
    real_visit.ready(".og-evidence[data-ready=true]")
    expect(real_visit.page.get_by_text("Secret Keeper").first).to_be_visible()
    for other in visiting(browser, real_server):
        other.page.goto(other.base + "/try")
        expect(other.page.get_by_label("Paste a job or class description")).to_have_value("")
        expect(other.page.get_by_text("Secret Keeper")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary data"),
        ("large.txt", b"word " * 1_200_000, "File must be 5.0MB or smaller"),
    ],
)
def test_an_upload_that_cannot_be_read_is_told_in_words(
    real_visit: Visit, name: str, data: bytes, words: str
) -> None:
    """Empty, binary and oversize files give a sentence and no traceback."""
    real_visit.page.goto(real_visit.base + "/try")
    real_visit.ready("input[type=file]", state="attached")
    real_visit.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": data}
    )
    expect(real_visit.page.get_by_text(words).last).to_be_visible()
    expect(real_visit.page.get_by_text("Traceback")).to_have_count(0)


def test_an_uploaded_description_is_read(real_visit: Visit) -> None:
    """A class description shows its director, its facts and its triples."""
    real_visit.page.goto(real_visit.base + "/try")
    real_visit.ready("input[type=file]", state="attached")
    file = DESCRIPTIONS / "pupil-personnel-worker.txt"
    real_visit.page.locator("input[type=file]").set_input_files(file)
    text = real_visit.ready(".og-evidence[data-ready=true] .og-evidence-text")
    assert text.evaluate("node => node.textContent") == file.read_bytes().decode("utf-8")
    expect(real_visit.page.locator(".og-grid").first).to_contain_text("under direction of")
    real_visit.page.locator("tr.og-selectable").first.focus()
    real_visit.page.keyboard.press("Enter")
    real_visit.ready(".og-evidence[data-selected]:not([data-selected=''])")


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """Yield a dashboard's address, its graph folder, and the folder of its one description."""
    sources, folder = tmp_path / "sources", tmp_path / "graph"
    sources.mkdir()
    shutil.copy(DESCRIPTIONS / "pupil-personnel-worker.txt", sources)
    build_graph([sources], folder)
    for base in serving(folder):
        yield base, folder, sources


def test_a_new_build_is_shown_without_a_restart(
    browser: Browser, growing: tuple[str, Path, Path]
) -> None:
    """After the next build, the next click shows the new generation."""
    base, folder, sources = growing
    for visit in visiting(browser, base):
        visit.open("/")
        expect(
            visit.page.get_by_text(re.compile("build 1 of .* · 1 described role ·"))
        ).to_be_visible()
        shutil.copy(DESCRIPTIONS / "equity-training-specialist.txt", sources)
        build_graph([sources], folder)
        visit.page.get_by_label("Search").press_sequentially("equity", delay=20)
        expect(
            visit.page.get_by_text(re.compile("build 2 of .* · 2 described roles"))
        ).to_be_visible()
        hits = visit.ready(".st-key-hits .og-grid[data-ready=true]")
        expect(hits).to_contain_text("Equity Training Specialist")


def test_a_merge_is_decided_with_a_reason_and_taken_back(
    browser: Browser, growing: tuple[str, Path, Path]
) -> None:
    """A candidate is rejected on the page; the file says so, comments stay; undo takes it out."""
    base, folder, sources = growing
    before = "# a person's words\n- name: A\n  kind: unit\n  not: B # so\n"
    (folder / "aliases.yaml").write_text(before, encoding="utf-8")
    for file in DESCRIPTIONS.glob("*.txt"):
        shutil.copy(file, sources)
    build_graph([sources], folder)
    for visit in visiting(browser, base):
        visit.open("/quality?check=merges")
        visit.page.locator(".st-key-finds tr.og-selectable td").first.click()
        visit.ready(".st-key-pair .og-grid[data-rows='2'][data-ready=true]")
        visit.page.get_by_test_id("stForm").get_by_text("Two different ones").click()
        visit.page.get_by_label("Reason").fill("=no text says so")
        visit.page.get_by_role("button", name="Write the decision").click()
        expect(visit.page.get_by_text("The decision is written.")).to_be_visible()
        written = (folder / "aliases.yaml").read_text(encoding="utf-8")
        assert written.startswith(before)
        assert "=no text says so" in written
        expect(visit.page.locator(".st-key-finds")).to_contain_text("Decided: two different ones")
        visit.page.locator(".st-key-decided tr", has_text="=no text says so").locator(
            "td"
        ).first.click()
        visit.page.get_by_role("button", name="Take the decision back").click()
        expect(visit.page.get_by_text("The decision is taken back.")).to_be_visible()
        expect(visit.page.locator(".st-key-finds")).not_to_contain_text("Decided:")
        assert (folder / "aliases.yaml").read_text(encoding="utf-8") == before
        visit.open("/quality?check=changes")
        expect(visit.page.locator(".st-key-changes")).to_contain_text("build 1 to build 2")
