"""Any SPARQL query, computed in a child process that is killed at its limit.

A query inside this process could not be stopped, not even by Ctrl-C; on a large graph, that is so
for a saved question, too. The child opens the store read-only, refuses what is not a query of this
store alone, and writes its answer line by line.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.answers import Cell, Iri, Table
from graph.errors import QueryError, QueryTimeoutError
from graph.querying import query_worker
from graph.querying.query import Question, bind
from graph.vocabulary import PREFIXES

__all__ = ["QueryLimits", "run_query", "run_question"]

_GRACE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What a query may cost.

    Attributes:
        seconds: Time from start to end.
        rows: Rows of the answer; the rest is cut off, and the table says so.
        memory_bytes: Address space of the child.
        answer_bytes: Size of the answer as JSON.
        query_characters: Length of the query.
    """

    seconds: float = 30.0
    rows: int = 10_000
    memory_bytes: int = 4 << 30
    answer_bytes: int = 64 << 20
    query_characters: int = 100_000


def run_question(
    store_folder: Path, question: Question, values: Mapping[str, str], limits: QueryLimits
) -> Table:
    """Return the answer of a store on disk to a saved question.

    Args:
        store_folder: The folder of the store.
        question: The question.
        values: Its parameters, by name; entities by their IRIs.
        limits: What it may cost.

    Raises:
        QueryError: If a parameter is missing, unknown, or not of its type.
        QueryTimeoutError: If it was stopped at its time limit; the message says what to do.
    """
    try:
        return run_query(store_folder, bind(question, values), limits, is_saved=True)
    except QueryTimeoutError as error:
        raise QueryTimeoutError(
            f"the question {question.name!r} was stopped after {limits.seconds:g} s; give it more "
            f"time with 'orggraph query {question.name} --seconds N'",
            limit_seconds=limits.seconds,
        ) from error


def run_query(
    store_folder: Path, sparql: str, limits: QueryLimits | None = None, *, is_saved: bool = False
) -> Table:
    """Return the answer of a store on disk to any SPARQL query.

    The prefixes of the vocabulary need not be declared.

    Args:
        store_folder: The folder of the store.
        sparql: The query.
        limits: What it may cost.
        is_saved: True for a query of ours, which is not looked through for SERVICE.

    Raises:
        QueryError: If the query does not parse, is an update, uses SERVICE, or is too large.
        QueryTimeoutError: If it was stopped at its time limit.
    """
    limits = limits or QueryLimits()
    if len(sparql) > limits.query_characters:
        raise QueryError(
            f"the query has {len(sparql)} characters; {limits.query_characters} are allowed"
        )
    request = {
        "store": str(store_folder),
        "query": sparql,
        "is_saved": is_saved,
        "prefixes": PREFIXES,
        "rows": limits.rows,
        "answer_bytes": limits.answer_bytes,
        "memory_bytes": limits.memory_bytes,
        # The child ends itself should this process be killed before it can end the child.
        "seconds": limits.seconds + _GRACE_SECONDS,
    }
    # A list of fixed arguments and no shell; the query itself goes through the pipe.
    with subprocess.Popen(  # noqa: S603 - see above
        [sys.executable, "-I", str(Path(query_worker.__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            output, _ = child.communicate(json.dumps(request).encode(), timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise QueryTimeoutError(
                f"the query was stopped after {limits.seconds:g} s; narrow it or add a LIMIT",
                limit_seconds=limits.seconds,
            ) from error
        finally:
            # Also when Ctrl-C comes: the child is in a session of its own and does not hear it.
            child.kill()
    return _table(_messages(output))


def _messages(output: bytes) -> Iterator[Any]:
    for line in output.split(b"\n"):
        if line:
            try:
                yield json.loads(line)
            except ValueError:
                return


def _table(messages: Iterator[Any]) -> Table:
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for message in messages:
        if isinstance(message, list):
            rows.append(tuple(map(_cell, message)))
        elif "columns" in message:
            columns = tuple(message["columns"])
        elif "error" in message:
            raise QueryError(
                message["error"], line=message.get("line"), column=message.get("column")
            )
        else:
            return Table(columns, tuple(rows), bool(message["truncated"]))
    raise QueryError("the query was stopped: it needed too much memory; narrow it")


def _cell(value: Cell | Sequence[str]) -> Cell:
    return Iri(value[0]) if isinstance(value, list) else value  # type: ignore[return-value]  # JSON has no other values
