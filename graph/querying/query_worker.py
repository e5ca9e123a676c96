"""The child process of `free_query`: one query, one answer, then the end.

It is started as a file, by itself, and imports only what it needs, so that it is up in some
hundredths of a second. It reads one JSON object from standard input and writes JSON lines: an
object with the columns, a list a row (an IRI is a list of one string), an object with "truncated"
at the end, or an object with "error".
"""

import json
import re
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final, TextIO

import pyoxigraph

__all__ = ["answer", "main", "uses_service"]

_INTEGERS: Final = frozenset(
    {
        "integer",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
    }
)
_CODE_POINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_PLACE: Final = re.compile(r"\bat (\d+):(\d+)")


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    # The kernel ends the process at these limits, whatever the engine is doing.
    signal.setitimer(signal.ITIMER_REAL, request["seconds"])
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write_lines(answer(request), sys.stdout, request["answer_bytes"])


def write_lines(messages: Iterator[Any], stream: TextIO, answer_bytes: int) -> None:
    """Write messages as JSON lines; an answer over its size is cut off at a row."""
    written = 0
    for message in messages:
        line = json.dumps(message)
        written += len(line)
        if written > answer_bytes:
            line = json.dumps({"truncated": True})
        stream.write(f"{line}\n")
        if written > answer_bytes:
            break
    stream.flush()


def answer(request: dict[str, Any]) -> Iterator[Any]:
    """Yield the messages that answer a request."""
    try:
        # A comment ends at a carriage return for the engine, but not for the other grammar.
        query = request["query"].replace("\r\n", "\n").replace("\r", "\n")
        if not request["is_saved"] and uses_service(query):
            yield {"error": "SERVICE is not allowed: a query may ask this graph only"}
            return
        store = pyoxigraph.Store.read_only(request["store"])
        yield from _rows(store.query(query, prefixes=request["prefixes"]), request["rows"])
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        yield {
            "error": f"not a SPARQL query: {error}; updates are not allowed",
            "line": int(place[1]) if place else None,
            "column": int(place[2]) if place else None,
        }
    except (OSError, RuntimeError, ValueError) as error:
        yield {"error": f"the query could not be answered: {error}"}


def uses_service(query: str) -> bool:
    """Return True for a query that would ask another server.

    A text without the word, escapes resolved and case ignored, cannot hold the keyword. A text
    with it (in a literal, a comment, or as the keyword) is parsed by rdflib's grammar. What that
    cannot parse counts as if it did; so does a text with escaped code points, which the two
    grammars resolve at different times, so that one sees a string where the other sees its end.
    """
    text = _CODE_POINT.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)
    if "service" not in text.casefold():
        return False
    if text != query:
        return True
    # Imported here: it takes ten times as long as everything else, and is seldom needed.
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(query)
    except Exception:  # pyparsing and rdflib raise many kinds
        return True
    return any(name == "ServiceGraphPattern" for name in _names(parsed))


def _names(part: Any) -> Iterator[str]:
    """Yield the name of every part of a parsed query: mappings with a name, and lists."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield getattr(part, "name", "")
            waiting.extend(part.values())
        elif isinstance(part, Iterable) and not isinstance(part, str):
            waiting.extend(part)


def _rows(found: Any, limit: int) -> Iterator[Any]:
    if isinstance(found, pyoxigraph.QueryBoolean):
        yield {"columns": ["answer"]}
        yield [bool(found)]
        yield {"truncated": False}
        return
    if isinstance(found, pyoxigraph.QuerySolutions):
        yield {"columns": [variable.value for variable in found.variables]}
    else:
        yield {"columns": ["subject", "predicate", "object"]}
    for number, row in enumerate(found):
        if number == limit:
            yield {"truncated": True}
            return
        yield [_cell(term) for term in row]
    yield {"truncated": False}


def _cell(term: Any) -> Any:
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind == "boolean":
            return term.value in {"true", "1"}
        try:
            if kind in _INTEGERS:
                return int(term.value)
            if kind in {"decimal", "double", "float"} and term.value.strip("+-") not in {
                "NaN",
                "INF",
            }:
                return float(term.value)
        except ValueError:
            return term.value
        return term.value
    if isinstance(term, pyoxigraph.NamedNode):
        return [term.value]
    return [str(term)]


if __name__ == "__main__":
    main()
