"""The format is what the client likes best of what there is."""

import pytest

from graph.endpoint.negotiation import GRAPH_FORMATS, RESULT_FORMATS, accepts_page, choose
from graph.endpoint.problems import RequestError

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("TEXT/CSV ; q=0.4, application/xml;q=0.5", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=nonsense, text/csv;q=0.1", "text/csv"),
        ("text/csv;charset=utf-8;q=0.9,application/json;q=0.8", "text/csv"),
        (",,text/tab-separated-values,", "text/tab-separated-values"),
    ],
)
def test_best_result_format(accept: str | None, chosen: str) -> None:
    """Qualities decide; of equals the first that is offered; a more specific range wins."""
    assert choose(accept, RESULT_FORMATS).media_type.partition(";")[0] == chosen


def test_graphs_are_turtle_unless_asked_otherwise() -> None:
    """Without a wish, triples come as Turtle; plain text is N-Triples."""
    assert choose(None, GRAPH_FORMATS).media_type == "text/turtle; charset=utf-8"
    assert choose("text/plain", GRAPH_FORMATS).media_type == "application/n-triples"


def test_nothing_fits() -> None:
    """A client that accepts none of them is told which there are."""
    with pytest.raises(RequestError, match="text/turtle, application/n-triples") as raised:
        choose("image/png, text/html", GRAPH_FORMATS)
    assert raised.value.status == 406


def test_only_a_browser_gets_the_page() -> None:
    """HTML must be named: everything else that is accepted is not enough."""
    assert accepts_page(BROWSER)
    assert not accepts_page("*/*")
    assert not accepts_page(None)
    assert not accepts_page("text/html;q=0.1, text/turtle")
