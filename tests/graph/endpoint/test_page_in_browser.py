"""The page of queries in a real browser: it asks, shows rows, and says what is refused."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = pytest.mark.browser

ROWS = "SELECT ?label WHERE { ?post org:reportsTo ?d ; rdfs:label ?label } ORDER BY ?label"


@pytest.fixture
def page(port: int) -> Iterator[Page]:
    """Yield the page; afterwards nothing may have gone wrong on it, and nothing come from outside.

    The rules of the page are the server's: whatever they forbid is written to the console.
    """
    wrong: list[str] = []
    asked: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        opened = browser.new_page()
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        opened.on("request", lambda request: asked.add(request.url.split("/")[2]))
        opened.goto(f"http://127.0.0.1:{port}/")
        yield opened
        browser.close()
    assert [text for text in wrong if "403" not in text and "favicon" not in text] == []
    assert asked == {f"127.0.0.1:{port}"}


def test_the_example_runs(page: Page) -> None:
    """The query that stands there gives posts, directors and quotes."""
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_have_text("3 rows")
    expect(page.get_by_role("columnheader")).to_have_text(["post", "director", "quote"])
    expect(page.get_by_role("row").nth(1)).to_contain_text("Field Nurse")


def test_one_may_ask_and_is_told_what_is_refused(page: Page) -> None:
    """Rows, yes or no, triples as Turtle, and a refusal in words; keys do as well as the mouse."""
    prefixes = page.get_by_label("SPARQL query").input_value().partition("SELECT")[0]
    field, status = page.get_by_label("SPARQL query"), page.get_by_role("status")
    for query, said in (
        (ROWS, "3 rows"),
        ("ASK { ?s ?p ?o }", "Answer: yes"),
        ("DESCRIBE <https://example.org/river-county/id/grade/k>", "Turtle"),
        ("CLEAR ALL", "CLEAR is an update, and this endpoint only answers queries; "
         "change the descriptions and build again"),
    ):  # fmt: skip
        field.fill(prefixes + query)
        field.press("Control+Enter")
        expect(status).to_have_text(said)
    expect(page.get_by_role("row")).to_have_count(0)
