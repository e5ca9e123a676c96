"""The gate's judgement of a query: parsed whole before the engine sees it.

Only a query that parses, and asks this graph alone, goes on: no update, no LOAD, no SERVICE.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate

from graph.endpoint.limits import Limits
from graph.endpoint.problems import MalformedError, RefusedError, RequestError
from graph.endpoint.tokens import Token, iter_tokens, resolve_escapes

__all__ = ["CheckedQuery", "QueryKind", "allow_deep_queries", "check_query"]

QueryKind: TypeAlias = Literal["select", "ask", "construct", "describe"]
_KINDS: Final[dict[str, QueryKind]] = {
    "SelectQuery": "select",
    "AskQuery": "ask",
    "ConstructQuery": "construct",
    "DescribeQuery": "describe",
}
# The words that begin an update (SPARQL 1.1 Update, section 3) and are no word of any query.
_UPDATE_WORDS: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
_QUERY_WORDS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_RECURSION: Final = 10_000
_LONGEST_REASON: Final = 200
_NO_QUERY: Final = "not a SPARQL 1.1 query"


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may be asked: its text with escapes resolved, and its kind."""

    text: str
    kind: QueryKind


def allow_deep_queries() -> None:
    """Let the parser go as deep as the longest list of patterns that is still a sensible query.

    It concerns the whole process, so only a process that serves queries calls it.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION))


def check_query(text: str, limits: Limits) -> CheckedQuery:
    """Return the query as it may be asked.

    Raises:
        RequestError: If it is too long.
        MalformedError: If it does not parse, or is too deep to be checked.
        RefusedError: If it is an update, or asks another server.
    """
    if len(text) > limits.query_characters:
        raise RequestError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"the query has {len(text)} characters; at most {limits.query_characters} are read",
        )
    try:
        query = resolve_escapes(text)
    except ValueError as error:
        raise MalformedError(f"{_NO_QUERY}: {error}") from error
    _check_tokens(query, limits)
    try:
        parsed = parseQuery(query)
    except RecursionError as error:
        raise MalformedError(
            "the query nests too deeply, or has too many patterns, to be checked; ask for less"
        ) from error
    except ParseBaseException as error:
        if _is_update(query):
            raise RefusedError(_update_refused()) from error
        place = f"line {error.lineno}, column {error.column}"
        raise MalformedError(f"{_NO_QUERY}: {place}: {_line(error.msg)}") from error
    except Exception as error:  # rdflib raises many kinds for a query that makes no sense
        raise MalformedError(f"{_NO_QUERY}: {_line(str(error) or type(error).__name__)}") from error
    names = set(_names(parsed))
    if "ServiceGraphPattern" in names:
        raise RefusedError(_service_refused())
    kind = next((kind for name, kind in _KINDS.items() if name in _top_names(parsed)), None)
    if kind is None:
        raise MalformedError(f"{_NO_QUERY}: neither SELECT, ASK, CONSTRUCT nor DESCRIBE")
    return CheckedQuery(query, kind)


def _check_tokens(query: str, limits: Limits) -> None:
    """Refuse what the words of a query already tell, before the parser works on it.

    Raises:
        MalformedError: If it nests too deeply.
        RefusedError: If it is an update, or has a SERVICE clause.
    """
    depth, is_begun = 0, False
    for token in iter_tokens(query):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > limits.nesting:
            raise MalformedError(
                f"the query nests deeper than {limits.nesting} brackets; ask for less"
            )
        if token.kind != "word":
            continue
        word = token.text.upper()
        if word == "SERVICE":
            raise RefusedError(_service_refused(token))
        if not is_begun and word in _UPDATE_WORDS:
            raise RefusedError(_update_refused(word))
        is_begun = is_begun or word in _QUERY_WORDS


def _is_update(query: str) -> bool:
    try:
        return bool(parseUpdate(query).request)
    except (ParseBaseException, RecursionError):
        return False


def _update_refused(word: str = "") -> str:
    said = f"{word} is" if word else "this is"
    return (
        f"{said} an update, and this endpoint only answers queries; "
        "change the descriptions and build again"
    )


def _service_refused(token: Token | None = None) -> str:
    place = "" if token is None else f" (at character {token.start + 1})"
    return (
        f"SERVICE{place} would ask another server, and this endpoint asks none; "
        "send that part of the query there yourself"
    )


def _line(text: str) -> str:
    """Return the beginning of a text on one line."""
    return " ".join(text.split())[:_LONGEST_REASON]


def _top_names(parsed: Any) -> tuple[str, ...]:
    return tuple(str(getattr(part, "name", "")) for part in parsed)


def _names(part: Any) -> Iterator[str]:
    """Yield the names of all parts of a parsed query."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str | bytes):
            continue
        name = getattr(part, "name", None)
        if isinstance(name, str):
            yield name
        if hasattr(part, "values"):
            waiting.extend(part.values())
        if hasattr(part, "__iter__"):
            waiting.extend(part)
