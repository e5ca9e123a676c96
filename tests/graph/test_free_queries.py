"""The child process that answers any query: what it refuses, what it survives, what it writes."""

import io
import json
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

import pytest

from graph.errors import QueryError, QueryTimeoutError
from graph.querying import query_worker
from graph.querying.free_query import QueryLimits, run_query, run_question
from graph.querying.query import Parameter, Question
from graph.querying.query_worker import answer, uses_service, write_lines
from graph.store.oxigraph import OxigraphStore

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_ENDLESS: Final = (
    "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{n} ?b{n} ?c{n} . " for n in range(30)) + "}"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of a few triples."""
    folder = tmp_path_factory.mktemp("free")
    path = folder / "quads.nq"
    values = [f'"{n}"^^<{_XSD}integer>' for n in range(1, 4)]
    values += [f'"0.5"^^<{_XSD}decimal>', f'"true"^^<{_XSD}boolean>', '"text"', "<https://e.org/o>"]
    values += ["_:b", f'"NaN"^^<{_XSD}double>', f'"99999999999999999999"^^<{_XSD}integer>']
    lines = [
        f"<https://e.org/s{n}> <https://e.org/p> {value} .\n" for n, value in enumerate(values)
    ]
    path.write_text("".join(lines))
    with OxigraphStore.create(folder / "store") as written:
        written.load(path)
    return folder / "store"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/x> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { service ?x { ?s ?p ?o } } } } }",
        "SELECT * { FILTER EXISTS { SERVICE SILENT <http://a/> {} } }",
        "CONSTRUCT { ?a ?b ?c } { { ?a ?b ?c } UNION { SERVICE <http://b/> { ?a ?b ?c } } }",
        "DESCRIBE ?x { SERVICE <http://b/> { ?x ?b ?c } }",
        "SELECT ((EXISTS { SERVICE <http://b/> { ?x ?b ?c } }) AS ?e) {}",
        "SELECT * { MINUS { GRAPH ?g { SERVICE <http://b/> { ?x ?b ?c } } } }",
        "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <http://b/> { ?x ?b ?c } })",
        # What only looks like a literal or a comment to one of the two grammars.
        'SELECT * { ?x a ?y FILTER(?x != "\\u0022) # ") SERVICE <http://e/> { ?s ?p ?o }\n}',
        "SELECT * { # \r SERVICE <http://e/> { ?s ?p ?o }\n}",
        "SELECT * { \\u0053ERVICE <http://e/> { ?s ?p ?o } }",
        # What the grammar cannot parse, but another might.
        "SELECT * { LATERAL { SERVICE <http://e/> { ?s ?p ?o } } }",
    ],
)
def test_other_servers_are_never_asked(store: Path, query: str) -> None:
    """SERVICE is refused wherever it hides, and in whatever letters."""
    with pytest.raises(QueryError, match="SERVICE is not allowed: a query may ask this graph only"):
        run_query(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://e/> {}' }",
        "ASK { ?service a ?x } # SERVICE <http://e/> {}",
        "ASK { ?s <http://schema.org/service> ?o }",
        "PREFIX service: <http://service/> ASK { ?s service:service ?o }",
        'ASK { ?s ?p """service""" }',
    ],
)
def test_the_word_alone_is_allowed(store: Path, query: str) -> None:
    """A literal, a comment, a variable or an IRI may hold the word."""
    assert not uses_service(query)
    assert run_query(store, query).columns == ("answer",)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://localhost/x>",
        "CLEAR ALL",
        "PREFIX a: <http://a/> DROP DEFAULT",
    ],
)
def test_updates_are_refused(store: Path, update: str) -> None:
    """Only queries are answered."""
    with pytest.raises(QueryError, match=r"not a SPARQL query: .*updates are not allowed"):
        run_query(store, update)


def test_values(store: Path) -> None:
    """Numbers, truth values, text, IRIs, blank nodes, and what JSON has no number for."""
    rows = run_query(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?s").rows
    assert rows[:7] == ((1,), (2,), (3,), (0.5,), (True,), ("text",), ("https://e.org/o",))
    assert str(rows[7][0]).startswith("_:")
    assert rows[8] == ("NaN",)
    assert rows[9][0] in {99999999999999999999, "99999999999999999999"}


def test_the_worker_and_the_store_agree(store: Path) -> None:
    """A query in the child has the same cells as one in this process."""
    query = "SELECT ?s ?o { ?s ?p ?o FILTER(!ISBLANK(?o)) } ORDER BY ?s"
    with OxigraphStore.open_read_only(store) as opened:
        assert run_query(store, query) == opened.select(query)


def test_graphs(store: Path) -> None:
    """CONSTRUCT gives triples, and prefixes of the vocabulary are known."""
    table = run_query(store, "CONSTRUCT { ?s a org:Post } { ?s ?p 'text' }")
    assert table.columns == ("subject", "predicate", "object")
    assert [str(row[2]) for row in table.rows] == ["http://www.w3.org/ns/org#Post"]


def test_rows_and_bytes_are_limited(store: Path) -> None:
    """A table is cut at its rows or at its size, and says so."""
    query = "SELECT ?s { ?s ?p ?o }"
    assert run_query(store, query, QueryLimits(rows=10)).truncated is False
    cut = run_query(store, query, QueryLimits(rows=9))
    assert (len(cut.rows), cut.truncated) == (9, True)
    small = run_query(store, query, QueryLimits(answer_bytes=60))
    assert (len(small.rows), small.truncated) == (1, True)


def test_a_long_query_is_refused(store: Path) -> None:
    """A query over its length is not even started."""
    with pytest.raises(QueryError, match="has 11 characters; 10 are allowed"):
        run_query(store, "ASK { }    ", QueryLimits(query_characters=10))


def test_a_query_that_needs_too_much_memory_is_stopped(store: Path) -> None:
    """The child dies at its limit, and the parent says why."""
    query = "SELECT * {" + "".join(f"?a{n} ?b{n} ?c{n} . " for n in range(7)) + "} ORDER BY ?c3"
    with pytest.raises(QueryError, match=r"needed too much memory|was stopped after"):
        run_query(store, query, QueryLimits(memory_bytes=200 << 20, seconds=20))


def test_a_saved_question_is_stopped_at_its_limit(store: Path) -> None:
    """A saved question has the limits of any query; the message says how to give it more time."""
    endless = Question("endless", "", "", (), ("n",), _ENDLESS)
    with pytest.raises(
        QueryTimeoutError, match=r"'endless' was stopped after 1 s; .* --seconds N'"
    ):
        run_question(store, endless, {}, QueryLimits(seconds=1))
    rows = Question("rows", "", "", (), ("s",), "SELECT ?s { ?s ?p ?o }")
    cut = run_question(store, rows, {}, QueryLimits(rows=9))
    assert (len(cut.rows), cut.truncated) == (9, True)


def test_a_saved_question_may_name_services(store: Path) -> None:
    """The IRI of an office of services stands in no way of a question of ours."""
    parameter = Parameter("unit", "iri", "", "")
    question = Question("unit", "", "", (parameter,), ("o",), "SELECT ?o { $unit ?p ?o }")
    unit = {"unit": "https://e.org/office-of-\\u0073ervices"}
    with pytest.raises(QueryError, match="is not an absolute IRI"):
        run_question(store, question, unit, QueryLimits())
    unit = {"unit": "https://e.org/SERVICE"}
    assert run_question(store, question, unit, QueryLimits()).columns == ("o",)


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    """A store that is not there is an error of the query, in words."""
    with pytest.raises(QueryError, match="the query could not be answered"):
        run_query(tmp_path / "none", "ASK {}")


def test_the_child_ends_when_the_parent_is_killed(store: Path) -> None:
    """A parent that dies in the middle leaves no child behind for longer than the limit."""
    program = (
        "import sys, pathlib\n"
        "from graph.querying.free_query import QueryLimits, run_query\n"
        "print('started', flush=True)\n"
        "run_query(pathlib.Path(sys.argv[1]), sys.argv[2], QueryLimits(seconds=1))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(store), _ENDLESS], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    child = _child_of(parent.pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _wait_for_the_end_of(child)


def _wait_for_the_end_of(pid: int) -> None:
    for _ in range(400):
        if _is_zombie(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")


def _child_of(pid: int) -> int:
    for _ in range(200):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        if text.split():
            return int(text.split()[0])
        time.sleep(0.02)
    pytest.fail("no child was started")


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_interrupting_leaves_no_child(store: Path) -> None:
    """Ctrl-C during a query ends it at once and leaves nothing running."""
    program = (
        "import sys, pathlib\n"
        "from graph.querying.free_query import run_query\n"
        "print('started', flush=True)\n"
        "try:\n"
        "    run_query(pathlib.Path(sys.argv[1]), sys.argv[2])\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(store), _ENDLESS], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    child = _child_of(parent.pid)
    parent.send_signal(signal.SIGINT)
    assert parent.stdout.readline() == "interrupted\n"
    assert parent.wait(10) == 0
    parent.stdout.close()
    _wait_for_the_end_of(child)


def test_others_are_answered_meanwhile(store: Path) -> None:
    """A query that never ends does not keep others from being answered."""
    raised: list[BaseException] = []

    def run_endless() -> None:
        try:
            run_query(store, _ENDLESS, QueryLimits(seconds=3))
        except QueryTimeoutError as error:
            raised.append(error)

    thread = threading.Thread(target=run_endless)
    thread.start()
    for _ in range(3):
        assert run_query(store, "ASK {}").rows == ((True,),)
    assert thread.is_alive()
    thread.join()
    assert len(raised) == 1


def _request(store: Path, query: str, **more: Any) -> dict[str, Any]:
    return {
        "store": str(store),
        "query": query,
        "prefixes": {},
        "rows": 5,
        "is_saved": False,
        **more,
    }


def test_messages_of_the_worker(store: Path) -> None:
    """The columns, a list a row, and the end."""
    assert list(answer(_request(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?s LIMIT 1"))) == [
        {"columns": ["o"]},
        [1],
        {"truncated": False},
    ]
    assert list(answer(_request(store, "ASK {}"))) == [
        {"columns": ["answer"]},
        [True],
        {"truncated": False},
    ]
    (error,) = answer(_request(store, "\n SELECT"))
    assert (error["line"], "error" in error) == (2, True)


def test_lines_of_the_worker() -> None:
    """Messages are JSON lines; one that would be too much becomes the end."""
    stream = io.StringIO()
    write_lines(iter([[1], ["x" * 50], [2]]), stream, 20)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        [1],
        {"truncated": True},
    ]


def test_the_worker_reads_standard_input(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a program it limits itself and answers on standard output."""
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *a: limits.append(a))
    monkeypatch.setattr(signal, "setitimer", lambda *a: limits.append(a))
    request = _request(store, "ASK {}", seconds=9, memory_bytes=7, answer_bytes=1000)
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request)))
    monkeypatch.setattr(sys, "stdout", stream)
    query_worker.main()
    assert stream.getvalue().splitlines()[1:] == ["[true]", '{"truncated": false}']
    assert limits == [
        (signal.ITIMER_REAL, 9),
        (resource.RLIMIT_AS, (7, 7)),
        (resource.RLIMIT_CORE, (0, 0)),
    ]
