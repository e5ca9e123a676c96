"""Only a whole query of this graph goes to the engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.endpoint.guard import check_query
from graph.endpoint.limits import Limits
from graph.endpoint.problems import MalformedError, RefusedError, RequestError
from graph.endpoint.tokens import iter_tokens, resolve_escapes

LIMITS = Limits()


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT * { ?s ?p ?o }", "select"),
        ("ask{}", "ask"),
        ("BASE <x:> PREFIX a: <b> CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("DESCRIBE <x:y>", "describe"),
        ("SELECT ?service { ?service a 'SERVICE' } # SERVICE <x:y> {}", "select"),
        ("PREFIX service: <x:> ASK { service:load service:insert <x:SERVICE> }", "ask"),
        ("SELECT * { FILTER(?a<?b && ?c>?d) ?s ?p '''LOAD \" ' <x:y>''' }", "select"),
        ('ASK { ?s ?p """a " \\" SERVICE <x> {"""@en }', "ask"),
        ("SELECT * { ?delete ?insert ?with }", "select"),
        ("\\u0041SK {}", "ask"),
    ],
)
def test_queries_go_on(query: str, kind: str) -> None:
    """Words in strings, names, IRIs and comments are no clauses."""
    assert check_query(query, LIMITS).kind == kind


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <x:y> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o OPTIONAL { service SILENT ?x { ?s ?p ?o } } }",
        "SELECT * { GRAPH ?g { SELECT ?s { SERVICE<x:y>{ ?s ?p ?o } } } }",
        "ASK { FILTER EXISTS { SERVICE <x:y> { SERVICE <x:z> {} } } }",
        "ASK { \\u0053ERVICE <x:y> {} }",
        "ASK { S\\u0045RV\\U00000049CE <x:y> {} }",
        "ASK { ?a <x:y#'> ?b . SERVICE <x:y#'> {} }",
        "ASK { # '\nSERVICE <x:y> {} # '\n}",
    ],
)
def test_service_is_refused_in_words(query: str) -> None:
    """A query that would ask another server is refused, however deep or disguised."""
    with pytest.raises(RefusedError, match=r"^SERVICE .* would ask another server") as raised:
        check_query(query, LIMITS)
    assert raised.value.status == 403


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:y> <x:y> 1 }",
        "PREFIX load: <x:> LOAD <http://example.org/>",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <x:y> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "clear all",
        "# a comment first\nDROP GRAPH <x:y>",
        "CREATE GRAPH <x:y>",
        "COPY <x:a> TO <x:b>",
    ],
)
def test_updates_are_refused_in_words(update: str) -> None:
    """Nothing is written by way of the endpoint."""
    with pytest.raises(
        RefusedError, match="is an update, and this endpoint only answers"
    ) as raised:
        check_query(update, LIMITS)
    assert raised.value.status == 403


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "not a SPARQL 1.1 query: line 1, column 1: "),
        ("SELECT", "not a SPARQL 1.1 query: line 1, column 7: "),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", "not a SPARQL 1.1 query: line 1, column 23: "),
        ("ASK { ?s ?p '\\uD800' }", "not a SPARQL 1.1 query: no character has the number D800"),
        (f"ASK {{ FILTER({'(' * 101}1{')' * 101}) }}", "the query nests deeper than 100 brackets"),
    ],
)
def test_malformed_queries_are_told_where(query: str, message: str) -> None:
    """What is no query is refused with the place, or with what to do, in one line."""
    with pytest.raises(MalformedError) as raised:
        check_query(query, LIMITS)
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)
    assert raised.value.status == 400


def test_too_many_patterns_are_refused() -> None:
    """What is too deep for the parser is an answer, not a crash."""
    query = f"ASK {{ {' ?s <x:y> ?o .' * 3000} }}"
    with pytest.raises(MalformedError, match="nests too deeply, or has too many patterns"):
        check_query(query, LIMITS)


def test_long_query_is_refused() -> None:
    """A query longer than the limit is not even looked at."""
    with pytest.raises(RequestError, match="at most 10 are read") as raised:
        check_query("ASK { ?s ?p ?o }", Limits(query_characters=10))
    assert raised.value.status == 413


@given(st.text(max_size=40))
def test_whatever_stands_in_a_string_is_no_clause(text: str) -> None:
    """Any text, written as a literal, leaves a query what it is."""
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    written = written.replace("\r", "\\r")
    words = [token.text for token in iter_tokens(f'ASK {{ ?s ?p "{written}" }}')]
    assert words == ["ASK", "{", "?s", "?p", f'"{written}"', "}"]


@given(st.text(max_size=60))
def test_every_text_has_words(text: str) -> None:
    """The words, blanks and comments of any text are the whole text."""
    tokens = list(iter_tokens(text))
    assert all(text[token.start :].startswith(token.text) for token in tokens)


def test_escapes_are_resolved_before_anything_is_judged() -> None:
    """Escapes of code points count as the characters they stand for (section 19.2)."""
    assert resolve_escapes("\\u00e9cade \\U0001F600 \\n") == "écade \U0001f600 \\n"
    assert check_query("ASK { ?s ?p '\\u00e9cade' }", LIMITS).text == "ASK { ?s ?p 'écade' }"


@pytest.fixture
def _second_lock_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the look at the words, so that the parser alone judges."""
    monkeypatch.setattr("graph.endpoint.guard.iter_tokens", lambda _: iter(()))


@pytest.mark.usefixtures("_second_lock_alone")
def test_parser_alone_refuses_too() -> None:
    """Two locks: what the words did not tell, the parsed query does."""
    for query in (
        "SELECT * { ?s ?p ?o OPTIONAL { SERVICE SILENT <x:y> { ?s ?p ?o } } }",
        "SELECT * { { SELECT ?s { GRAPH ?g { SERVICE ?x { ?s ?p ?o } } } } }",
    ):
        with pytest.raises(RefusedError, match=r"^SERVICE would ask another server"):
            check_query(query, LIMITS)
    for update in ("DROP ALL", "INSERT DATA { <x:y> <x:y> 1 }", "LOAD <x:y>"):
        with pytest.raises(RefusedError, match=r"^this is an update"):
            check_query(update, LIMITS)
    with pytest.raises(MalformedError, match="nests too deeply"):
        check_query("ASK { SERVICE <x:y> { SERVICE <x:y> { ?s ?p ?o } } }", LIMITS)
