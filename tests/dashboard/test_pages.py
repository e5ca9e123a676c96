"""The logic of the pages, run without a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.shelf import GRAPH_VARIABLE
from graph.errors import GraphFolderError
from graph.querying.query import Question, saved_questions
from graph.reading.reader import GraphReader
from tests.dashboard.conftest import ROOT
from tests.dashboard.small_organisation import small_organisation

PAGES: Final = ("find", "role", "organisation", "programs", "connect", "query", "quality", "try")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the pages show the small organisation."""
    organisation = small_organisation(reports=60)
    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path / "shown"))
    monkeypatch.setattr(GraphReader, "open", lambda _folder: organisation)


def run(page: str, **parameters: str) -> AppTest:
    """Return a page that has run once with these parameters in its address."""
    test = AppTest.from_file(str(ROOT / "dashboard" / "pages" / f"{page}.py"), default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    return test.run()


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("page", PAGES)
def test_each_page_runs_and_has_one_title(page: str) -> None:
    """No page raises, and each has exactly one first-level heading and the header line."""
    test = run(page)
    assert not test.exception
    assert len(test.title) == 1
    assert "build 1 · 62 described roles" in test.caption[0].value.replace("\\", "")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_thin(page: str) -> None:
    """Widgets in, view out: what is longer belongs into a pane or a view."""
    lines = (ROOT / "dashboard" / "pages" / f"{page}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80


def test_views_know_nothing_of_streamlit() -> None:
    """Every view can be used and tested as a plain function."""
    views = sorted((ROOT / "dashboard" / "views").glob("*.py"))
    assert [file.name for file in views if "streamlit" in file.read_text("utf-8")] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_missing_graph_is_told_with_the_next_step(
    page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every page says that there is no graph and how to build one."""

    def refuse(_folder: Path) -> GraphReader:
        raise GraphFolderError("nothing was built here yet; run 'orggraph build'")

    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path / "none"))
    monkeypatch.setattr(GraphReader, "open", refuse)
    test = run(page)
    assert not test.exception
    assert "orggraph build" in test.warning[0].value.replace("\\", "")


@pytest.mark.usefixtures("shown")
def test_the_start_page_counts_and_a_search_does_not() -> None:
    """Totals stand on the start page only; a search has downloads instead."""
    assert [metric.label for metric in run("find").metric][:2] == [
        "Described roles",
        "Roles only named",
    ]
    assert not run("find", q="Lakeside").metric


@pytest.mark.usefixtures("shown")
def test_a_long_list_is_paged() -> None:
    """More than fifty hits get page numbers."""
    assert len(run("find", q="Report").get("pagination")) == 1
    assert not run("find", q="Lakeside").get("pagination")


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(("page", "name"), [("role", "id"), ("programs", "id"), ("connect", "a")])
def test_an_unknown_entity_is_told(page: str, name: str) -> None:
    """A dead link gives a sentence and no exception."""
    parameters = {name: "nobody"} if page != "connect" else {"a": "aide", "b": "nobody"}
    test = run(page, **parameters)
    assert not test.exception
    assert test.warning or test.info


@pytest.mark.usefixtures("shown")
def test_a_title_cannot_become_markup() -> None:
    """The title of a hostile role is escaped."""
    hostile = small_organisation(reports=0)
    iri = next(iri for iri in hostile.nodes if "hostile" in iri)
    title = run("role", id=iri).title[0].value
    assert "\\<script\\>" in title
    assert "<script>" not in title.replace("\\<", "")


@pytest.mark.usefixtures("shown")
def test_a_program_shows_who_touches_it_and_how() -> None:
    """The ways of touching are counted; a link chooses some of them."""
    test = run("programs", id="read")
    assert not test.exception
    assert test.button_group[0].options == ["knows 1", "runs 1"]
    chosen = run("programs", id="read", how="runsProgram")
    assert chosen.button_group[0].value == ["runsProgram"]


@pytest.mark.usefixtures("shown")
def test_a_query_that_fails_is_told_with_its_line() -> None:
    """The page names line and column."""
    said = run("query", sparql="SELECT ERROR").error[0].value
    assert "Line 3, column 7" in said.replace("\\", "")


@pytest.mark.usefixtures("shown")
def test_a_pasted_text_is_read() -> None:
    """A pasted description shows its facts under its own title."""
    test = run("try")
    test.text_area[0].set_value(
        "OFFICIAL TITLE: Harbor Aide CODE: 0042\nUnder the direction of the Harbor Master."
    ).run()
    assert not test.exception
    assert test.subheader[0].value == "Harbor Aide"


ASKED: Final = {
    "find": {"q": "Report"},
    "role": {"id": "super"},
    "organisation": {"levels": "2"},
    "programs": {"id": "read"},
    "connect": {"a": "aide", "b": "arts"},
    "quality": {},
}
MOST_CALLS: Final = {
    "find": 8,
    "role": 14,
    "organisation": 30,
    "programs": 8,
    "connect": 24,
    "quality": 20,
}


def calls_of(page: str, monkeypatch: pytest.MonkeyPatch, folder: Path, reports: int) -> int:
    """Return how often a page asks the graph when it is drawn again."""
    graph = small_organisation(reports=reports)
    counted: list[str] = []

    class Counting:
        """The graph, with a note of everything it is asked."""

        def __getattr__(self, name: str) -> Any:
            value = getattr(graph, name)
            if not callable(value):
                return value

            def ask(*values: Any, **more: Any) -> Any:
                counted.append(name)
                return value(*values, **more)

            return ask

    monkeypatch.setenv(GRAPH_VARIABLE, str(folder / f"{page}-{reports}"))
    monkeypatch.setattr(GraphReader, "open", lambda _folder: Counting())
    test = run(page, **ASKED[page])
    assert not test.exception
    counted.clear()
    test.run()
    assert not test.exception
    return len(counted)


@pytest.mark.parametrize("page", sorted(ASKED))
def test_a_page_asks_as_little_of_a_large_organisation_as_of_a_small_one(
    page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The number of questions to the graph does not grow with it, and is small."""
    small = calls_of(page, monkeypatch, tmp_path, 60)
    large = calls_of(page, monkeypatch, tmp_path, 600)
    assert large == small
    assert small <= MOST_CALLS[page]


@pytest.fixture(scope="module")
def real_graph(built_graph: Path) -> Iterator[GraphReader]:
    """Yield the graph of the five descriptions, opened once and closed at the end."""
    with GraphReader.open(built_graph) as reader:
        yield reader


@pytest.mark.parametrize("question", saved_questions(), ids=lambda question: question.name)
def test_every_saved_question_runs_with_its_example(
    question: Question, real_graph: GraphReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A question from the list, with the example of each parameter, gives rows or says none."""
    monkeypatch.setenv(GRAPH_VARIABLE, str(tmp_path))
    monkeypatch.setattr(GraphReader, "open", lambda _folder: real_graph)
    values = {item.name: item.example for item in question.parameters}
    test = run("query", ask=question.name, **values)
    assert not test.exception
    assert [item.value for item in test.warning] == []
    assert question.title in [item.value.replace("\\", "") for item in test.subheader]
    assert [item.label for item in test.expander] == ["The same from a terminal"]
