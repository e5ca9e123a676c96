"""An answer is whole or it is an error: what the engine cuts off never looks like an answer."""

import gc
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any, cast

import pytest
import rdflib

from graph.endpoint.answers import answer_graph, answer_query
from graph.endpoint.guard import check_query
from graph.endpoint.limits import Limits
from graph.endpoint.negotiation import GRAPH_FORMATS, RESULT_FORMATS, Offer
from graph.endpoint.problems import (
    BrokenAnswerError,
    LateAnswerError,
    MalformedError,
    RequestError,
)
from graph.endpoint.protocol import GraphRequest, QueryRequest
from graph.endpoint.upstream import Answer, Upstream

LIMITS = Limits()
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"a"}}]}}'
TRIPLE = b'<x:a> <x:b> "c" .\n'
CANCELLED = b"The SPARQL operation has been cancelled"
JSON, XML, CSV, _ = RESULT_FORMATS
TURTLE, _, RDF_XML, _ = GRAPH_FORMATS


@dataclass
class Engine:
    """An engine that answers what it is told."""

    content: bytes
    status: int = 200
    is_late: bool = False

    def ask(self, _request: QueryRequest, _accept: str, sink: IO[bytes]) -> Answer:
        """Write the content."""
        sink.write(self.content)
        return Answer(self.status, is_late=self.is_late)

    def read_graph(self, _graph: str | None, _accept: str, sink: IO[bytes]) -> Answer:
        """Write the content."""
        sink.write(self.content)
        return Answer(self.status, is_late=self.is_late)


def asked(engine: Engine, offer: Offer = JSON, query: str = "SELECT ?s { ?s ?p ?o }") -> bytes:
    """Return what is answered to a query."""
    upstream = cast("Upstream", engine)
    checked = check_query(query, LIMITS)
    with answer_query(upstream, checked, QueryRequest(query), offer, LIMITS) as content:
        return content.read()


def read(engine: Engine, offer: Offer = TURTLE) -> bytes:
    """Return what is answered to the request for a graph."""
    upstream = cast("Upstream", engine)
    with answer_graph(upstream, GraphRequest("x:g"), offer, LIMITS) as content:
        return content.read()


def test_whole_answer_in_time() -> None:
    """What is whole and in time is answered."""
    assert asked(Engine(ROWS)) == ROWS
    assert asked(Engine(ROWS), CSV) == b"s\r\na\r\n"
    assert asked(Engine(TRIPLE), TURTLE, "DESCRIBE <x:a>").endswith(b'<x:a> <x:b> "c" .\n')
    assert read(Engine(TRIPLE)).endswith(b'<x:a> <x:b> "c" .\n')


@pytest.mark.parametrize("content", [ROWS, ROWS[:-4] + CANCELLED, b"", TRIPLE])
def test_late_answer_is_not_believed(content: bytes) -> None:
    """However whole it looks, what comes at the limit may lack rows."""
    with pytest.raises(LateAnswerError, match="stopped after 30 s"):
        asked(Engine(content, is_late=True))
    with pytest.raises(LateAnswerError, match="stopped after 30 s"):
        asked(Engine(content, is_late=True), TURTLE, "DESCRIBE <x:a>")
    with pytest.raises(LateAnswerError, match="stopped after 300 s"):
        read(Engine(content, is_late=True))


@pytest.mark.parametrize("content", [ROWS[:-2], ROWS[:-4] + CANCELLED, ROWS[:20], b"", b"[]"])
@pytest.mark.parametrize("offer", [JSON, XML, CSV], ids=lambda offer: offer.media_type)
def test_cut_off_results_are_an_error(content: bytes, offer: Offer) -> None:
    """Results whose end is missing are no results, in whatever format they were asked for."""
    with pytest.raises(BrokenAnswerError) as raised:
        asked(Engine(content), offer)
    assert raised.value.status == 502


@pytest.mark.parametrize("content", [ROWS[:-2], ROWS[:-4] + CANCELLED])
def test_rows_end_on_the_thread_that_read_them(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that outlives its thread keeps none of the engine's rows, which may not move."""
    lost: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda about: lost.append(about.exc_value))
    kept: list[BaseException] = []

    def work() -> None:
        try:
            asked(Engine(content))
        except BrokenAnswerError as error:
            kept.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(kept) == 1
    kept.clear()
    gc.collect()
    assert lost == []


def test_cut_off_triples_are_an_error() -> None:
    """Triples that end in the middle of one, or in a message, are no graph."""
    for content in (TRIPLE + b"<x:a> <x:b", TRIPLE + CANCELLED):
        with pytest.raises(BrokenAnswerError):
            asked(Engine(content), TURTLE, "CONSTRUCT WHERE { ?s ?p ?o }")
        with pytest.raises(BrokenAnswerError):
            read(Engine(content))


@pytest.mark.parametrize("status", [500, 503, 404])
def test_engine_that_fails_is_an_error(status: int) -> None:
    """A status of the engine's that no query can mean is told as a broken answer."""
    with pytest.raises(BrokenAnswerError):
        asked(Engine(b"", status))


def test_engine_that_refuses_says_why() -> None:
    """What the engine finds wrong with a query is passed on in one line."""
    with pytest.raises(
        MalformedError, match=r"^not a query that the engine answers: no prefix x:$"
    ):
        asked(Engine(b"no prefix\nx:", 400))


def test_graph_that_is_not_there() -> None:
    """The engine's 404 is ours."""
    with pytest.raises(RequestError, match="there is no graph <x:g>") as raised:
        read(Engine(b"", 404))
    assert raised.value.status == 404


def test_xml_holds_what_xml_cannot() -> None:
    """A control character becomes the replacement character; a carriage return comes back."""
    from xml.etree import ElementTree as Tree

    control = ROWS.replace(b'"a"', b'"a\\u0007\\rb"')
    results = Tree.fromstring(asked(Engine(control), XML))  # noqa: S314  # our own answer
    assert [node.text for node in results.iter() if node.tag.endswith("literal")] == ["a\ufffd\rb"]
    content = asked(Engine(b'<x:a> <x:p> "a\\u0007\\rb" .\n'), RDF_XML, "DESCRIBE <x:a>")
    graph: Any = rdflib.Graph().parse(data=content, format="xml")
    assert [str(value) for value in graph.objects()] == ["a\ufffd\rb"]
