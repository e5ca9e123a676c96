"""A query that costs too much is stopped and said so, and the others do not notice."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.endpoint.limits import Limits
from tests.graph.conftest import build_sample
from tests.graph.endpoint.client import Answer, ask, serving

SECONDS = 2.0
# On the quads of the sample, each of these would run for days.
_ALL = "{ GRAPH ?g { ?a ?b ?c } } { GRAPH ?h { ?d ?e ?f } } { GRAPH ?i { ?j ?k ?l } }"
_MORE = "{ GRAPH ?m { ?n ?o ?p } } { GRAPH ?q { ?r ?s ?t } }"
# It needs every variable, so that it is only looked at when all are known.
_NEVER = "FILTER(CONCAT(STR(?a), STR(?d), STR(?j), STR(?n), STR(?r)) = 'x')"
ENDLESS = {
    "counts": f"SELECT (COUNT(*) AS ?n) {{ {_ALL} {_MORE} }}",
    "sorts nothing": f"SELECT ?a {{ {_ALL} {_MORE} {_NEVER} }}",
    "yes or no": f"ASK {{ {_ALL} {_MORE} {_NEVER} }}",
    "triples": f"CONSTRUCT {{ ?a ?e ?f }} {{ {_ALL} {_MORE} {_NEVER} }}",
    "many triples": f"CONSTRUCT {{ ?a ?e ?f }} {{ {_ALL} {_MORE} }}",
}


@pytest.fixture(scope="module")
def hurried(sample_folder: Path) -> Iterator[int]:
    """Yield the port of an endpoint with little time."""
    with serving(sample_folder, Limits(seconds=SECONDS, answer_bytes=1 << 40)) as endpoint:
        yield endpoint.port


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_query_is_stopped(hurried: int, name: str) -> None:
    """A query that would run for days ends at its limit, as an error and not as a short answer."""
    accept = "text/csv, application/n-triples"
    answer = ask(hurried, ENDLESS[name], accept)
    assert (answer.status, answer.text) == (
        504,
        "the query was stopped after 2 s; narrow it or add a LIMIT",
    )


def test_others_are_answered_meanwhile(hurried: int) -> None:
    """While a query runs into its limit, others are answered."""
    answers: list[Answer] = []
    slow = threading.Thread(target=lambda: answers.append(ask(hurried, ENDLESS["counts"])))
    slow.start()
    quick = 0
    while slow.is_alive():
        assert ask(hurried, "ASK {}").status == 200
        quick += 1
        time.sleep(0.01)
    slow.join()
    assert answers[0].status == 504
    assert quick > 3


@pytest.fixture(scope="module")
def strict(sample_folder: Path) -> Iterator[int]:
    """Yield the port of an endpoint that gives few rows and bytes."""
    with serving(sample_folder, Limits(rows=5, answer_bytes=20_000)) as endpoint:
        yield endpoint.port


@pytest.mark.parametrize("accept", ["application/json", "application/xml", "text/csv"])
def test_rows_over_the_limit_are_refused(strict: int, accept: str) -> None:
    """One row too many is an error with the remedy; as many as allowed are all given."""
    answer = ask(strict, "SELECT * { ?s ?p ?o } LIMIT 6", accept)
    assert (answer.status, answer.text) == (
        403,
        "the answer has more than 5 rows; add a LIMIT, and OFFSET to go on",
    )
    whole = ask(strict, "SELECT ?s { ?s ?p ?o } LIMIT 5", "text/csv")
    assert (whole.status, whole.content.count(b"\r\n")) == (200, 6)


def test_triples_over_the_limit_are_refused(strict: int) -> None:
    """Triples count like rows."""
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT "
    assert ask(strict, f"{query} 6", "text/turtle").status == 403
    answer = ask(strict, f"{query} 5", "application/n-triples")
    assert (answer.status, answer.content.count(b"\n")) == (200, 5)


def test_large_answer_is_refused(strict: int) -> None:
    """An answer that grows beyond the limit is not read to its end."""
    answer = ask(strict, "SELECT * { ?s ?p ?o . ?a ?b ?c }")
    assert (answer.status, answer.text) == (
        403,
        "the answer is larger than 20,000 bytes; add a LIMIT",
    )


def test_engine_out_of_memory_is_no_end(tmp_path: Path) -> None:
    """A query that takes all memory costs its own answer; the next one is answered again."""
    folder = build_sample(tmp_path / "graph").folder
    greedy = f"SELECT DISTINCT * {{ {_ALL} {_MORE} }} ORDER BY ?a ?d ?j"
    with serving(folder, Limits(seconds=60, memory_bytes=256 << 20)) as endpoint:
        answer = ask(endpoint.port, greedy)
        assert answer.status == 503
        assert answer.text.startswith("the engine stopped over this query")
        assert answer.headers["retry-after"] == "2"
        assert ask(endpoint.port, "ASK {}").status == 200


def test_too_many_at_once_are_told_to_come_again(sample_folder: Path) -> None:
    """Beyond the number of requests that are worked on, one waits a moment and is sent away."""
    with serving(sample_folder, Limits(seconds=4, parallel=1)) as endpoint:
        slow = threading.Thread(target=ask, args=(endpoint.port, ENDLESS["counts"]))
        slow.start()
        answers = []
        while slow.is_alive():
            answers.append(ask(endpoint.port, "ASK {}"))
            time.sleep(0.01)
        slow.join()
        assert (503, "1 requests are being worked on; come again") in {
            (answer.status, answer.text) for answer in answers
        }
        assert ask(endpoint.port, "ASK {}").status == 200
