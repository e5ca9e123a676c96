"""The engine's answer, held against the limits and written in the format that was chosen.

The engine answers 200 before it knows that it will be in time, and a late answer is cut off, in the
middle or after a row, with or without a word. So its answer is kept until it is whole, results as
JSON and graphs as N-Triples, parsed to its end, and not believed when the time was up by then.
"""

import contextlib
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import IO, Any, Final, TypeVar

import pyoxigraph

from graph.endpoint.guard import CheckedQuery
from graph.endpoint.limits import Limits
from graph.endpoint.negotiation import Offer
from graph.endpoint.problems import (
    BrokenAnswerError,
    LateAnswerError,
    MalformedError,
    RefusedError,
    RequestError,
)
from graph.endpoint.protocol import GraphRequest, QueryRequest
from graph.endpoint.upstream import Answer, Upstream
from graph.exports.xml_characters import XmlCharacterFilter
from graph.vocabulary import PREFIXES

__all__ = ["answer_graph", "answer_query", "write_graph"]

_JSON: Final = pyoxigraph.QueryResultsFormat.JSON
_TRIPLES: Final = pyoxigraph.RdfFormat.N_TRIPLES
_IN_MEMORY: Final = 4 << 20
_PREFIXES: Final = {**PREFIXES, "sd": "http://www.w3.org/ns/sparql-service-description#"}
_Row = TypeVar("_Row")


def answer_query(
    upstream: Upstream,
    query: CheckedQuery,
    request: QueryRequest,
    offer: Offer,
    limits: Limits,
) -> IO[bytes]:
    """Return a file with the whole answer in the format of the offer, at its beginning.

    Raises:
        LateAnswerError: If the answer is late.
        BrokenAnswerError: If it is not whole for another reason.
        RefusedError: If it is too large.
        MalformedError: If the engine does not understand the query.
        EngineGoneError: If the engine is gone.
    """
    checked = QueryRequest(query.text, request.default_graphs, request.named_graphs)
    is_graph = query.kind in {"construct", "describe"}
    wanted = _TRIPLES.media_type if is_graph else _JSON.media_type
    with contextlib.ExitStack() as opened:
        whole = opened.enter_context(_file())
        answer = upstream.ask(checked, wanted, whole)
        if answer.is_late:
            raise LateAnswerError(limits.seconds)
        _check_status(answer, whole)
        try:
            if is_graph:
                return write_graph(_limited(pyoxigraph.parse(whole, _TRIPLES), limits), offer)
            _check_results(whole, limits)
        except SyntaxError as error:
            raise BrokenAnswerError from error
        if offer.format == _JSON:
            opened.pop_all()
            return whole
        return _write_results(whole, offer)


def answer_graph(
    upstream: Upstream, request: GraphRequest, offer: Offer, limits: Limits
) -> IO[bytes]:
    """Return a file with a whole graph in the format of the offer, at its beginning.

    Raises:
        RequestError: If there is no such graph (404).
        LateAnswerError: If the answer is late.
        BrokenAnswerError: If it is not whole for another reason.
        EngineGoneError: If the engine is gone.
    """
    with _file() as whole:
        answer = upstream.read_graph(request.graph, _TRIPLES.media_type, whole)
        if answer.is_late:
            raise LateAnswerError(limits.download_seconds)
        if answer.status == HTTPStatus.NOT_FOUND:
            raise RequestError(HTTPStatus.NOT_FOUND, f"there is no graph <{request.graph}>")
        _check_status(answer, whole)
        try:
            return write_graph(pyoxigraph.parse(whole, _TRIPLES), offer)
        except SyntaxError as error:
            raise BrokenAnswerError from error


def write_graph(quads: Iterable[pyoxigraph.Quad], offer: Offer) -> IO[bytes]:
    """Return a file with triples in the format of the offer, at its beginning."""
    triples = (quad.triple for quad in quads)
    with _new_file(offer) as (written, sink):
        pyoxigraph.serialize(triples, sink, offer.format, prefixes=_PREFIXES)
    return written


def _file() -> IO[bytes]:
    # A small answer stays in memory; a file that was made has no name, and goes when it is closed.
    return tempfile.SpooledTemporaryFile(_IN_MEMORY)


def _check_status(answer: Answer, whole: IO[bytes]) -> None:
    whole.seek(0)
    if answer.status == HTTPStatus.OK:
        return
    if answer.status == HTTPStatus.BAD_REQUEST:
        reason = " ".join(whole.read(1000).decode("utf-8", "replace").split())
        raise MalformedError(f"not a query that the engine answers: {reason}")
    raise BrokenAnswerError


def _check_results(whole: IO[bytes], limits: Limits) -> None:
    """Read results to their end.

    Raises:
        RefusedError: If they have too many rows.
    """
    answer = pyoxigraph.parse_query_results(whole, _JSON)
    try:
        if isinstance(answer, pyoxigraph.QuerySolutions):
            for _ in _limited(answer, limits):
                pass
    finally:
        del answer  # the engine's rows must end on the thread that read them, also behind an error
    whole.seek(0)


def _write_results(whole: IO[bytes], offer: Offer) -> IO[bytes]:
    with _new_file(offer) as (written, sink):
        pyoxigraph.parse_query_results(whole, _JSON).serialize(sink, offer.format)
    return written


@contextlib.contextmanager
def _new_file(offer: Offer) -> Iterator[tuple[IO[bytes], Any]]:
    """Yield a file, and what to write to; the file stands at its beginning afterwards.

    Yields:
        The file, and the same file or a filter before it.
    """
    with contextlib.ExitStack() as opened:
        written = opened.enter_context(_file())
        if offer.is_xml:
            xml = XmlCharacterFilter(written)
            yield written, xml
            xml.finish()
        else:
            yield written, written
        written.seek(0)
        opened.pop_all()


def _limited(rows: Iterable[_Row], limits: Limits) -> Iterator[_Row]:
    counted = iter(rows)
    try:
        yield from itertools.islice(counted, limits.rows)
        has_more = next(counted, None) is not None
    finally:
        del rows, counted
    if has_more:
        raise RefusedError(
            f"the answer has more than {limits.rows:,} rows; add a LIMIT, and OFFSET to go on",
        )
