"""The dashboard in a real browser."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from dashboard.views.evidence import edge_key
from tests.dashboard.conftest import Visit, role, visiting
from tests.dashboard.small_organisation import HOSTILE, PAYLOADS, TEXT

pytestmark = pytest.mark.browser

RUNS: Final = edge_key("aide", "runsProgram", "read")
KNOWS: Final = edge_key("aide", "knowsProgram", "read")
CLINIC: Final = edge_key("aide", "collaboratesWith", "clinic")
UNDER_PRINCIPAL: Final = edge_key("aide", "underDirectionOf", "principal")
UNDER_ARTS: Final = edge_key("aide", "underDirectionOf", "arts")
PAGES: Final = (
    "/",
    "/role",
    role("aide"),
    "/organisation",
    "/organisation?as=Chart",
    "/programs",
    "/programs?id=read",
    "/connect",
    "/connect?a=aide&b=super",
    "/query",
    "/quality",
    "/try",
)


@pytest.fixture(params=["dark", "narrow"])
def other_visit(
    request: pytest.FixtureRequest, browser: Browser, small_server: str
) -> Iterator[Visit]:
    """Yield a visit in the dark theme, then one on a narrow screen."""
    narrow = request.param == "narrow"
    yield from visiting(browser, small_server, scheme=request.param, width=390 if narrow else 1280)


def marked(visit: Visit) -> str:
    """Return the text that is marked as selected, as the browser holds it."""
    return "".join(visit.page.locator(".og-mark.og-selected").all_text_contents())


def click_edge(visit: Visit, key: str) -> None:
    """Click in the middle of an edge of the network."""
    surface = visit.page.locator(".og-canvas")
    surface.scroll_into_view_if_needed()
    place = surface.evaluate(
        """(surface, key) => {
            const edge = surface.network.body.edges[key];
            const at = surface.network.canvasToDOM(edge.edgeType.getPoint(0.5));
            return [at.x, at.y];
        }""",
        key,
    )
    surface.click(position={"x": place[0], "y": place[1]})


def click_node(visit: Visit, iri: str) -> None:
    """Click on a node of the network."""
    surface = visit.page.locator(".og-canvas")
    surface.scroll_into_view_if_needed()
    place = surface.evaluate(
        """(surface, id) => {
            const at = surface.network.canvasToDOM(surface.network.getPosition(id));
            return [at.x, at.y];
        }""",
        iri,
    )
    surface.click(position={"x": place[0], "y": place[1]})


def test_every_page_loads_without_the_network(visit: Visit) -> None:
    """Each page stands without an error and without a request beyond this machine."""
    for path in PAGES:
        visit.page.goto(visit.base + path)
        visit.ready("h1")
        expect(visit.page.get_by_role("link", name="Programs & agencies")).to_be_visible()
        visit.settled()
        assert visit.page.locator("[data-testid=stException]").count() == 0, path


def test_the_first_visit_may_come_by_a_deep_link(visit: Visit) -> None:
    """A link restores the role and the selected edge, in picture, text, table and chain."""
    visit.open(role("aide", edge=UNDER_ARTS))
    visit.ready(f".og-frame[data-selected='{UNDER_ARTS}'][data-version='aide'][data-ready=true]")
    assert marked(visit) == "and of the Division of Arts 🎨"
    expect(visit.page.locator("tr.og-selected")).to_have_attribute("data-key", UNDER_ARTS)
    expect(visit.page.locator("button.og-says.og-selected")).to_have_attribute(
        "data-edge", UNDER_ARTS
    )
    expect(visit.ready(".og-frame[data-center]")).to_have_attribute("data-selected", UNDER_ARTS)


def test_the_way_back_forgets_the_choice(visit: Visit) -> None:
    """From one role the list of all roles is one click away."""
    visit.open(role("aide", edge=RUNS))
    visit.page.get_by_role("button", name="All roles").click()
    visit.page.wait_for_url("**/role")
    # while the page changes, the old heading and the new one stand side by side
    expect(visit.page.get_by_role("heading", name="Roles", exact=True)).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Arts Aide", exact=True)).to_have_count(0)


def test_both_directors_are_visible(visit: Visit) -> None:
    """Two directors stand in the chain and in the picture, the second one dashed."""
    visit.open(role("aide"))
    steps = visit.ready(".og-chain[data-ready=true]")
    expect(steps).to_contain_text("principal")
    expect(steps).to_contain_text("Division of Arts")
    surface = visit.ready(".og-frame[data-center=aide][data-ready=true] .og-canvas")
    dashes = surface.evaluate(
        """(surface, key) => surface.network.body.edges[key].options.dashes""", UNDER_ARTS
    )
    assert dashes == [8, 5]


def test_a_click_on_a_node_changes_the_page_and_back_returns(visit: Visit) -> None:
    """The node's view is opened and has its own address; Back and Forward move between them."""
    visit.open(role("aide"))
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    click_node(visit, "arts")
    visit.ready(".og-frame[data-center=arts][data-ready=true]")
    assert visit.page.url.endswith("/role?id=arts")
    visit.page.go_back()
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    visit.page.go_forward()
    visit.ready(".og-frame[data-center=arts][data-ready=true]")


def test_a_click_on_a_program_opens_the_programs_page(visit: Visit) -> None:
    """Programs have their own page, with the role and its words."""
    visit.open(role("aide"))
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    click_node(visit, "read")
    expect(
        visit.page.get_by_role("heading", name=re.compile("Reading Every Afternoon Daily"))
    ).to_be_visible()
    table = visit.ready(".og-grid[data-ready=true]")
    expect(table).to_contain_text("knows of READ and runs READ")
    assert "/programs?id=read" in visit.page.url


def test_a_click_on_an_edge_marks_exactly_its_words(visit: Visit) -> None:
    """Every quote of the edge is marked, neither a character more nor less, emoji or not."""
    visit.open(role("aide"))
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    click_edge(visit, UNDER_ARTS)
    visit.ready(f".og-evidence[data-selected='{UNDER_ARTS}'][data-ready=true]")
    start = TEXT.index("and of the Division of Arts 🎨")
    assert marked(visit) == TEXT[start : start + len("and of the Division of Arts 🎨")]
    assert f"edge={UNDER_ARTS}" in visit.page.url


def test_the_pane_holds_the_whole_text(visit: Visit) -> None:
    """The pieces joined are the source text, carriage returns and emoji included."""
    visit.open(role("aide"))
    shown = visit.ready(".og-evidence[data-ready=true] .og-evidence-text")
    assert shown.evaluate("node => node.textContent") == TEXT


def test_a_mark_selects_its_edge_and_a_second_click_the_one_beneath(visit: Visit) -> None:
    """Where quotes overlap, clicks go through all edges; a row lights up each time."""
    visit.open(role("aide"))
    visit.ready(".og-evidence[data-ready=true]")
    common = visit.page.locator(f".og-mark[data-edges~='{KNOWS}'][data-edges~='{RUNS}']").first
    common.click()
    visit.ready(f".og-evidence[data-selected='{RUNS}'][data-ready=true]")
    assert marked(visit) == "knows of READ and runs READHelps families with READ 📚 when"
    common.click()
    visit.ready(f".og-evidence[data-selected='{KNOWS}'][data-ready=true]")
    assert marked(visit) == "knows of READ"
    # The table follows a moment after the text; the other edge has two rows in it.
    expect(visit.page.locator("tr.og-selected")).to_have_count(1)
    expect(visit.page.locator("tr.og-selected")).to_have_attribute("data-key", KNOWS)


def selected_everywhere(visit: Visit, key: str, *, in_chain: bool) -> None:
    """Wait until an edge is selected in picture, text, table and (if it is there) chain."""
    for place in ("[data-center]", "[data-version]"):
        visit.ready(f".og-frame{place}[data-selected='{key}'][data-ready=true]")
    width = visit.page.locator(".og-canvas").evaluate(
        "(surface, key) => surface.network.body.edges[key].options.width", key
    )
    assert width == 4
    row = visit.page.locator(".st-key-relations tr.og-selected").first
    expect(row).to_have_attribute("data-key", key)
    expect(row).to_have_attribute("aria-selected", "true")
    pressed = visit.page.locator("mark[aria-pressed=true]").first
    expect(pressed).to_have_attribute("data-edges", re.compile(key))
    chosen = visit.page.locator(f".og-says[data-edge='{key}'][aria-pressed=true]")
    expect(chosen).to_have_count(1 if in_chain else 0)
    assert f"edge={key}" in visit.page.url


def test_line_mark_row_and_step_are_one_selection(visit: Visit) -> None:
    """Wherever an edge is chosen, by pointer or key or link, it lights up in all four places."""
    visit.open(role("aide"))
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    click_edge(visit, UNDER_ARTS)
    selected_everywhere(visit, UNDER_ARTS, in_chain=True)
    visit.page.locator(f"mark[data-edges='{CLINIC}']").click()
    selected_everywhere(visit, CLINIC, in_chain=False)
    visit.page.locator(f".og-says[data-edge='{UNDER_PRINCIPAL}']").press("Enter")
    selected_everywhere(visit, UNDER_PRINCIPAL, in_chain=True)
    visit.page.locator(f".st-key-relations tr[data-key='{UNDER_ARTS}']").first.press(" ")
    selected_everywhere(visit, UNDER_ARTS, in_chain=True)
    visit.page.locator(f"mark[data-edges='{CLINIC}']").press("Enter")
    selected_everywhere(visit, CLINIC, in_chain=False)
    visit.open(role("aide", edge=UNDER_PRINCIPAL))
    selected_everywhere(visit, UNDER_PRINCIPAL, in_chain=True)


def test_a_row_selects_its_edge_and_lets_it_go(visit: Visit) -> None:
    """A click on a row marks its words; a click on the same row unmarks them."""
    visit.open(role("aide"))
    row = visit.ready(f".og-grid[data-ready=true] tr[data-key='{UNDER_ARTS}']")
    row.locator("td").last.click()
    visit.ready(f".og-evidence[data-selected='{UNDER_ARTS}'][data-ready=true]")
    row.locator("td").last.click()
    visit.ready(".og-evidence[data-selected=''][data-ready=true]")
    assert marked(visit) == ""


def test_everything_can_be_done_with_the_keyboard(visit: Visit) -> None:
    """Arrows move in the picture, e selects an edge, Enter opens; rows and marks take Enter."""
    visit.open(role("aide"))
    surface = visit.ready(".og-frame[data-center=aide][data-ready=true] .og-canvas")
    surface.focus()
    visit.page.keyboard.press("e")
    visit.ready(".og-evidence[data-selected]:not([data-selected=''])[data-ready=true]")
    visit.page.locator(f"tr[data-key='{KNOWS}']").focus()
    visit.page.keyboard.press("Enter")
    visit.ready(f".og-evidence[data-selected='{KNOWS}'][data-ready=true]")
    visit.page.locator("mark[tabindex='0']").first.focus()
    visit.page.keyboard.press("Enter")
    visit.ready(f".og-evidence[data-ready=true]:not([data-selected='{KNOWS}'])")
    surface.focus()
    visit.page.keyboard.press("ArrowUp")
    first = surface.get_attribute("data-focused")
    assert first in {"principal", "arts"}
    visit.page.keyboard.press("Enter")
    visit.ready(f".og-frame[data-center={first}][data-ready=true]")


def test_the_legend_hides_and_shows_lines(visit: Visit) -> None:
    """A relation in the legend can be put away; picture, table and address follow."""
    visit.open(role("aide"))
    visit.page.locator(".og-legend button[data-relation=collaboratesWith]").click()
    visit.page.wait_for_url("**hide=collaboratesWith**")
    put_away = visit.ready(".og-legend button[aria-pressed=false]")
    expect(visit.page.locator(".og-grid").last).not_to_contain_text("Lakeside Clinic")
    put_away.click()
    expect(visit.page.locator(".og-grid").last).to_contain_text("Lakeside Clinic")


@pytest.mark.parametrize(("button", "beginning"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_picture_can_be_saved(visit: Visit, button: str, beginning: bytes) -> None:
    """The network is saved as PNG and as SVG."""
    visit.open(role("aide"))
    visit.ready(".og-frame[data-center=aide][data-ready=true]")
    with visit.page.expect_download() as found:
        visit.page.get_by_role("button", name=button).click()
    saved = found.value.path().read_bytes()
    assert saved.startswith(beginning)
    if button == "PNG":
        width, height = (int.from_bytes(saved[at : at + 4], "big") for at in (16, 20))
        places = visit.page.locator(".og-canvas").evaluate(
            """surface => {
                const found = Object.values(surface.network.getPositions());
                const span = (axis) => Math.max(...found.map((at) => at[axis])) -
                    Math.min(...found.map((at) => at[axis]));
                return [span("x"), span("y")];
            }"""
        )
        # the whole picture, whatever part of it the screen shows
        assert width >= places[0] + 190
        assert height >= places[1] + 60


def test_search_answers_while_typing(visit: Visit) -> None:
    """Results change without Enter, and the words stand in the address."""
    visit.open("/")
    visit.page.get_by_label("Search").press_sequentially("lakeside", delay=20)
    hits = visit.ready(".og-grid[data-rows='1'][data-ready=true]")
    expect(hits).to_contain_text("Lakeside Clinic")
    visit.page.wait_for_url("**/?q=lakeside")


def test_a_search_can_be_linked(visit: Visit) -> None:
    """A link with words and kind restores both."""
    visit.open("/?q=READ&type=program")
    hits = visit.ready(".og-grid[data-rows='1'][data-ready=true]")
    expect(hits).to_contain_text("Reading Every Afternoon Daily")


def test_a_search_without_hits_says_what_to_do(visit: Visit) -> None:
    """An empty answer names the next step."""
    visit.open("/?q=zzzz")
    expect(visit.page.locator(".og-empty")).to_contain_text("Try fewer words")


def test_an_unknown_role_says_what_to_do(visit: Visit) -> None:
    """A dead link gives words and no traceback."""
    visit.page.goto(visit.base + role("nobody"))
    expect(visit.page.get_by_text("There is no such role in this graph.")).to_be_visible()


def test_five_thousand_reports_are_grouped(visit: Visit) -> None:
    """A role with 5,000 reports shows a few and says how many more."""
    visit.open(role("super"))
    surface = visit.ready(".og-frame[data-center=super][data-ready=true] .og-canvas")
    labels = surface.evaluate(
        "surface => Object.values(surface.network.body.nodes).map(node => node.options.label)"
    )
    assert "+4992 more" in labels
    assert len(labels) < 40


@pytest.mark.parametrize(
    "path",
    [
        role(HOSTILE),
        "/programs?id=h0",
        "/programs?id=h4",
        "/programs?id=h9",
        "/?q=Hostile",
        "/?q=<script>",
        "/role",
    ],
)
def test_no_payload_of_a_document_runs(visit: Visit, path: str) -> None:
    """Scripts in titles, quotes, identifiers and addresses are shown as text and never run."""
    visit.page.goto(visit.base + path)
    visit.ready("[data-ready=true]")
    visit.page.mouse.move(600, 500)
    assert not visit.script_ran()
    outside = visit.page.locator("a[href^='javascript'], a[href*='//evil'], a[href*='www.evil']")
    expect(outside).to_have_count(0)
    expect(visit.page.locator("img[src*='evil']")).to_have_count(0)


def test_a_hostile_text_is_shown_letter_by_letter(visit: Visit) -> None:
    """Every payload stands in the text pane exactly as the document has it."""
    visit.open(role(HOSTILE))
    shown = visit.ready(".og-evidence[data-ready=true] .og-evidence-text")
    assert shown.evaluate("node => node.textContent") == "\n".join(PAYLOADS)
    assert not visit.script_ran()


def test_a_syntax_error_shows_its_line(visit: Visit) -> None:
    """A query that cannot be read says where, and the page stays alive."""
    visit.page.goto(visit.base + "/query?sparql=SELECT+ERROR")
    expect(visit.page.get_by_text("Line 3, column 7")).to_be_visible()


def test_pages_fit_in_the_dark_and_on_a_narrow_screen(other_visit: Visit) -> None:
    """No page scrolls sideways, in either theme, at 390 pixels or more."""
    page = other_visit.page
    for path in PAGES:
        page.goto(other_visit.base + path)
        other_visit.ready("h1")
        if path not in {"/query", "/connect", "/try"}:
            other_visit.ready()
        other_visit.settled()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        inner = page.locator("[data-testid=stMain]")
        assert wide <= 0, path
        assert inner.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, path


def test_the_organisation_can_be_walked_with_the_keyboard_alone(visit: Visit) -> None:
    """Tab reaches list and map; arrows move in both, Enter opens; Back leads to the whole."""
    visit.open("/organisation?levels=1")
    boxes = visit.ready(".og-map[data-ready=true]")
    assert int(boxes.get_attribute("data-rows") or 0) <= 1000
    first = visit.ready(".og-tree[data-ready=true] li[tabindex='0']")
    first.focus()
    visit.page.keyboard.press("ArrowDown")
    expect(visit.page.locator(".og-tree li:focus")).to_have_count(1)
    expect(first).not_to_be_focused()
    box = visit.page.locator(".og-box[tabindex='0']")
    says = box.get_attribute("aria-label")
    box.focus()
    visit.page.keyboard.press("ArrowDown")
    moved = visit.page.locator(".og-box:focus")
    expect(moved).to_have_count(1)
    assert moved.get_attribute("aria-label") != says
    visit.page.locator(".og-box", has_text="superintendent").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/organisation?id=super**")
    trail = visit.ready(".og-way")
    expect(trail).to_contain_text("The whole organisation")
    trail.get_by_role("link", name="The whole organisation").press("Enter")
    visit.page.wait_for_url(lambda url: "id=" not in url)


def test_a_role_is_found_and_opened_with_the_keyboard_alone(visit: Visit) -> None:
    """From the search field, Tab leads to the first hit, and Enter opens it."""
    visit.open("/")
    visit.page.get_by_label("Search").press_sequentially("arts aide", delay=20)
    visit.ready(".st-key-hits .og-grid[data-rows='1'][data-ready=true]")
    link = visit.page.locator(".st-key-hits a")
    for _ in range(12):
        if link.evaluate("node => node.getRootNode().activeElement === node"):
            break
        visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.ready(".og-frame[data-center=aide][data-ready=true]")


def test_five_thousand_reports_are_listed_a_page_at_a_time(visit: Visit) -> None:
    """The list under a role says how many there are and shows fifty; the outline is cut."""
    visit.open(role("super"))
    table = visit.ready(".st-key-reports .og-grid[data-ready=true]")
    expect(table).to_contain_text("1 to 50 of 5,000")
    assert table.get_attribute("data-rows") == "50"
    visit.open("/organisation?id=super")
    tree = visit.ready(".og-tree[data-ready=true]")
    assert int(tree.get_attribute("data-rows") or 0) == 1000
    expect(tree).to_contain_text("5,000 below, 4,001 of them not shown")
    expect(visit.page.get_by_text("Only 1,000 lines are shown")).to_be_visible()


def test_payloads_in_queries_uploads_and_file_names_do_not_run(visit: Visit) -> None:
    """What a stranger types, pastes or calls a file is text wherever it is shown again."""
    attack = "\n".join(PAYLOADS)
    for path in (
        f"/query?sparql={quote('SELECT ?x { ?x ?y ' + json.dumps(attack) + ' }', safe='')}",
        f"/query?sparql={quote('ERROR ' + attack, safe='')}",
        f"/connect?a={quote(HOSTILE, safe='')}&b=h1",
        f"/organisation?id={quote(HOSTILE, safe='')}",
        f"/quality?check={quote(PAYLOADS[0], safe='')}",
        f"/query?ask={quote(PAYLOADS[1], safe='')}",
    ):
        visit.page.goto(visit.base + path)
        visit.ready("[data-ready=true]")
        visit.settled()
        assert not visit.script_ran(), path
    visit.page.goto(visit.base + "/try")
    visit.ready("input[type=file]", state="attached")
    name = PAYLOADS[1].replace("/", "") + ".txt"
    visit.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": attack.encode()}
    )
    shown = visit.ready(".og-evidence[data-ready=true] .og-evidence-text")
    assert shown.evaluate("node => node.textContent") == attack
    assert not visit.script_ran()


def test_a_failure_of_the_program_is_told_in_words(visit: Visit) -> None:
    """No traceback, no words of the program's own, and the next step."""
    visit.page.goto(visit.base + role("failure"))
    said = visit.page.get_by_text("This page could not be drawn")
    expect(said).to_be_visible()
    expect(visit.page.get_by_text("Traceback")).to_have_count(0)
    expect(visit.page.get_by_text("secret of the program")).to_have_count(0)


def test_every_file_of_a_role_parses(visit: Visit) -> None:
    """CSV and JSON hold the same rows, SVG is XML, the HTML page names nothing outside itself."""
    visit.open(role(HOSTILE))
    visit.ready(".og-evidence[data-ready=true]")
    saved = {}
    for name in ("CSV", "JSON", "SVG", "HTML page"):
        with visit.page.expect_download() as found:
            visit.page.get_by_role("button", name=name, exact=True).last.click()
        saved[name] = found.value.path().read_bytes()
    rows = list(csv.DictReader(io.StringIO(saved["CSV"].decode("utf-8-sig"), newline="")))
    parsed = json.loads(saved["JSON"])
    assert [row["quote"].removeprefix("'") for row in rows] == [row["quote"] for row in parsed]
    assert {row["quote"] for row in parsed} == set(PAYLOADS)
    assert ElementTree.fromstring(saved["SVG"]).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own file
    count = """html => new DOMParser().parseFromString(html, "text/html")
        .querySelectorAll("[src], [href], script, iframe, [onerror], [onload]").length"""
    assert visit.page.evaluate(count, saved["HTML page"].decode("utf-8")) == 0
