"""Requests as the SPARQL 1.1 Protocol and the Graph Store Protocol write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from graph.endpoint.problems import MalformedError, RefusedError, RequestError
from graph.errors import ModelError
from graph.iri import check_iri

__all__ = [
    "GraphRequest",
    "HttpRequest",
    "QueryRequest",
    "read_graph_request",
    "read_query_request",
]

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_READ_ONLY: Final = "this endpoint is read-only"


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request as it came in; names of headers are in lower case."""

    method: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query, and the graphs it is to be asked of; none named: those of the store."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """A graph to be read: its IRI, or None for the default graph."""

    graph: str | None


def read_query_request(request: HttpRequest) -> QueryRequest | None:
    """Return the query of a request (SPARQL 1.1 Protocol, section 2.1); None where it has none.

    Raises:
        MalformedError: If the request is ambiguous or not UTF-8.
        RefusedError: If it is an update.
        RequestError: If the method is wrong (405), or the type of the body (415).
    """
    parameters = _parameters(request.query_string)
    if request.method == "POST":
        media_type = _media_type(request)
        if media_type == _QUERY:
            if "query" in parameters:
                raise MalformedError(
                    "the query stands in the body and in the address; send it once"
                )
            parameters["query"] = [_utf8(request.body)]
        elif media_type == _FORM:
            for name, values in _parameters(_utf8(request.body)).items():
                parameters.setdefault(name, []).extend(values)
            if "query" not in parameters and "update" not in parameters:
                raise MalformedError("the form has no field 'query'")
        elif media_type == _UPDATE:
            raise RefusedError(f"{_READ_ONLY}; updates are refused")
        else:
            raise RequestError(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"send a query as {_QUERY}, or in a form as {_FORM}",
            )
    elif request.method not in {"GET", "HEAD"}:
        raise RequestError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{_READ_ONLY}: {request.method[:20]} is refused, GET and POST are answered",
            headers={"Allow": "GET, HEAD, POST"},
        )
    if "update" in parameters:
        raise RefusedError(f"{_READ_ONLY}; updates are refused")
    queries = parameters.get("query", [])
    if not queries:
        return None
    if len(queries) > 1:
        raise MalformedError("the request has several queries; send one at a time")
    return QueryRequest(
        queries[0],
        tuple(map(_graph_iri, parameters.get("default-graph-uri", []))),
        tuple(map(_graph_iri, parameters.get("named-graph-uri", []))),
    )


def read_graph_request(request: HttpRequest) -> GraphRequest:
    """Return the graph that a request asks for (Graph Store Protocol, section 4.1).

    Raises:
        MalformedError: If not exactly one graph is named.
        RequestError: If the method would write (405).
    """
    if request.method not in {"GET", "HEAD"}:
        raise RequestError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{_READ_ONLY}: {request.method[:20]} is refused, GET is answered",
            headers={"Allow": "GET, HEAD"},
        )
    parameters = _parameters(request.query_string)
    graphs = parameters.get("graph", [])
    if len(graphs) + ("default" in parameters) != 1:
        raise MalformedError("name one graph: ?default, or ?graph=IRI")
    return GraphRequest(_graph_iri(graphs[0]) if graphs else None)


def _parameters(query_string: str) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            query_string, keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise MalformedError("the parameters are not UTF-8, or too many") from error
    parameters: dict[str, list[str]] = {}
    for name, value in pairs:
        parameters.setdefault(name, []).append(value)
    return parameters


def _media_type(request: HttpRequest) -> str:
    header = request.headers.get("content-type", "")
    media_type, _, parameters = header.partition(";")
    charset = parameters.lower().replace('"', "").partition("charset=")[2].strip()
    if charset not in {"", "utf-8", "utf8"}:
        raise RequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send UTF-8, not {charset[:40]!r}")
    return media_type.strip().lower()


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedError(f"the body is not UTF-8 at byte {error.start}") from error


def _graph_iri(text: str) -> str:
    try:
        return check_iri(text)
    except ModelError as error:
        raise MalformedError(f"not an absolute IRI: {text[:200]!r}") from error
