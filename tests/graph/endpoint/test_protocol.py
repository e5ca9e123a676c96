"""The tests of the SPARQL 1.1 Protocol that apply to a read-only service, by their W3C names."""

import json
from urllib.parse import urlencode

import pyoxigraph
import pytest

from tests.graph.endpoint.client import FORM, JSON, QUERY, Answer, ask, send
from tests.graph.sample import NURSE, NURSE_VERSION, OLD_VERSION, SUPERVISOR_VERSION

ASK = "ASK {}"
IN_NURSE = f"ASK {{ <{NURSE_VERSION}> ?p ?o }}"
IN_BOTH = f"ASK {{ <{NURSE_VERSION}> ?p ?o . <{SUPERVISOR_VERSION}> ?q ?r }}"


def boolean(answer: Answer) -> bool:
    """Return a yes-or-no answer."""
    assert (answer.status, answer.type) == (200, JSON)
    return bool(json.loads(answer.content)["boolean"])


def post(port: int, body: str, media_type: str, target: str = "/sparql") -> Answer:
    """Return the answer to a body."""
    return send(port, "POST", target, body.encode(), content_type=media_type, accept=JSON)


def test_query_get(port: int) -> None:
    """query_get: a query in the address."""
    assert boolean(ask(port, ASK))


def test_query_post_form(port: int) -> None:
    """query_post_form: a query in a form."""
    assert boolean(post(port, urlencode({"query": ASK}), FORM))


def test_query_post_direct(port: int) -> None:
    """query_post_direct: a query as the body."""
    assert boolean(post(port, ASK, QUERY))
    assert boolean(post(port, ASK, f"{QUERY}; charset=UTF-8"))


def test_query_dataset_default_graph(port: int) -> None:
    """query_dataset_default_graph: one graph of the store as the default graph."""
    assert not boolean(ask(port, IN_NURSE))
    assert boolean(ask(port, IN_NURSE, **{"default-graph-uri": NURSE_VERSION}))


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_query_dataset_default_graphs(port: int, how: str) -> None:
    """query_dataset_default_graphs_get and _post: several graphs merged as the default graph."""
    graphs = [("default-graph-uri", NURSE_VERSION), ("default-graph-uri", SUPERVISOR_VERSION)]
    answer = {
        "get": lambda: send(
            port, "GET", f"/sparql?{urlencode([('query', IN_BOTH), *graphs])}", accept=JSON
        ),
        "form": lambda: post(port, urlencode([("query", IN_BOTH), *graphs]), FORM),
        "direct": lambda: post(port, IN_BOTH, QUERY, f"/sparql?{urlencode(graphs)}"),
    }[how]()
    assert boolean(answer)


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_query_dataset_named_graphs(port: int, how: str) -> None:
    """query_dataset_named_graphs_get and _post: only the named graphs can be seen."""
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    graphs = [("named-graph-uri", NURSE_VERSION), ("named-graph-uri", OLD_VERSION)]
    answer = {
        "get": lambda: send(
            port, "GET", f"/sparql?{urlencode([('query', query), *graphs])}", accept=JSON
        ),
        "form": lambda: post(port, urlencode([("query", query), *graphs]), FORM),
        "direct": lambda: post(port, query, QUERY, f"/sparql?{urlencode(graphs)}"),
    }[how]()
    rows = json.loads(answer.content)["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == sorted([NURSE_VERSION, OLD_VERSION])


def test_query_dataset_full(port: int) -> None:
    """query_dataset_full: default and named graphs together."""
    query = (
        f"ASK {{ <{NURSE_VERSION}> ?p ?o . GRAPH ?g {{ <{OLD_VERSION}> ?q ?r }} "
        f"FILTER NOT EXISTS {{ GRAPH <{SUPERVISOR_VERSION}> {{ ?s ?t ?u }} }} }}"
    )
    parameters = {"default-graph-uri": NURSE_VERSION, "named-graph-uri": OLD_VERSION}
    assert boolean(ask(port, query, **parameters))


def test_query_multiple_dataset(port: int) -> None:
    """query_multiple_dataset: graphs of the protocol win over graphs of the query."""
    query = f"ASK FROM <{OLD_VERSION}> {{ <{NURSE_VERSION}> ?p ?o }}"
    assert not boolean(ask(port, query))
    assert boolean(ask(port, query, **{"default-graph-uri": NURSE_VERSION}))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
        ("text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_query_content_type_select(port: int, accept: str, media_type: str) -> None:
    """query_content_type_select: the rows are the same in every format."""
    answer = ask(
        port,
        f"SELECT ?o WHERE {{ <{NURSE.iri}> rdfs:label ?o }}".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        ),
        accept,
    )
    assert (answer.status, answer.type) == (200, media_type)
    assert "Field Nurse" in answer.text
    parsable = {
        "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
        "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
        "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
    }.get(media_type)
    if parsable is None:
        assert answer.content == b"o\r\nField Nurse\r\n"
    else:
        rows = pyoxigraph.parse_query_results(answer.content, parsable)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        assert [row["o"].value for row in rows] == ["Field Nurse"]


@pytest.mark.parametrize(
    ("accept", "content"),
    [("application/sparql-results+xml", b"<boolean>true</boolean>"), ("text/csv", b"true")],
)
def test_query_content_type_ask(port: int, accept: str, content: bytes) -> None:
    """query_content_type_ask: yes or no in the format that was asked for."""
    answer = ask(port, ASK, accept)
    assert (answer.status, answer.type) == (200, accept)
    assert content in answer.content


@pytest.mark.parametrize("form", ["DESCRIBE", "CONSTRUCT"])
@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_query_content_type_describe_and_construct(
    port: int, form: str, accept: str, rdf_format: pyoxigraph.RdfFormat
) -> None:
    """query_content_type_describe and _construct: the triples are the same in every format."""
    query = {
        "DESCRIBE": f"DESCRIBE <{NURSE.iri}>",
        "CONSTRUCT": f"CONSTRUCT WHERE {{ <{NURSE.iri}> ?p ?o }}",
    }[form]
    answer = ask(port, query, accept)
    assert (answer.status, answer.type) == (200, accept)
    triples = {quad.triple for quad in pyoxigraph.parse(answer.content, rdf_format)}
    plain = ask(port, query, "application/n-triples")
    assert triples == {
        quad.triple for quad in pyoxigraph.parse(plain.content, pyoxigraph.RdfFormat.N_TRIPLES)
    }
    assert len(triples) > 10


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_bad_query_method(port: int, method: str) -> None:
    """bad_query_method: what is neither GET nor POST is refused, and said which are not."""
    answer = send(port, method, f"/sparql?{urlencode({'query': ASK})}")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert answer.text.startswith("this endpoint is read-only: ")


@pytest.mark.parametrize(
    ("name", "media_type", "body", "status"),
    [
        ("bad_multiple_queries", FORM, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("bad_query_wrong_media_type", "text/plain", ASK, 415),
        ("bad_query_missing_form_type", "", "query=ASK%20%7B%7D", 415),
        ("bad_query_missing_direct_type", "", ASK, 415),
        ("bad_query_non_utf8", f"{QUERY}; charset=UTF-16", ASK, 415),
        ("bad_query_syntax", QUERY, "ASK { ?s ?p }", 400),
        ("bad_update_get", FORM, "update=CLEAR%20NAMED", 403),
        ("bad_update_direct", "application/sparql-update", "CLEAR NAMED", 403),
        ("form_without_query", FORM, "q=ASK", 400),
    ],
)
def test_bad_requests(port: int, name: str, media_type: str, body: str, status: int) -> None:
    """What the protocol forbids is refused in words, never answered."""
    answer = post(port, body, media_type)
    assert (name, answer.status, answer.type) == (name, status, "text/plain")
    assert answer.text


def test_bad_query_non_utf8_bytes(port: int) -> None:
    """bad_query_non_utf8: bytes that are no UTF-8 are refused, wherever they stand."""
    direct = send(port, "POST", "/sparql", b"ASK { \xff }", content_type=QUERY)
    assert (direct.status, direct.text) == (400, "the body is not UTF-8 at byte 6")
    assert send(port, "GET", "/sparql?query=%FF").status == 400


def test_query_in_two_places_is_refused(port: int) -> None:
    """A query in the address and another as the body: nobody can tell which is meant."""
    answer = post(port, ASK, QUERY, f"/sparql?{urlencode({'query': ASK})}")
    assert answer.status == 400


def test_query_that_the_engine_refuses(port: int) -> None:
    """What parses and makes no sense, such as an unknown prefix, is the client's to mend."""
    answer = ask(port, "ASK { a:b ?p ?o }")
    assert answer.status == 400
    assert answer.text.startswith("not a query that the engine answers: ")


def test_relative_graph_is_refused(port: int) -> None:
    """A graph is named by an absolute IRI."""
    answer = ask(port, ASK, **{"default-graph-uri": "a b"})
    assert (answer.status, answer.text) == (400, "not an absolute IRI: 'a b'")


def test_nothing_accepted(port: int) -> None:
    """A format that there is not is refused with those that there are."""
    answer = ask(port, ASK, "image/png")
    assert answer.status == 406
    assert "text/csv" in answer.text


def test_head_has_no_body(port: int) -> None:
    """HEAD answers like GET, without the content."""
    target = f"/sparql?{urlencode({'query': ASK})}"
    head, get = send(port, "HEAD", target), send(port, "GET", target)
    assert (head.status, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))


def test_several_requests_share_a_connection(port: int) -> None:
    """A connection is kept open, also after a refusal."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    statuses = []
    for query in (ASK, "no query", ASK):
        connection.request("POST", "/sparql", query.encode(), {"Content-Type": QUERY})
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    connection.close()
    assert statuses == [200, 400, 200]


def test_parameters_of_clients_are_let_be(port: int) -> None:
    """Clients send parameters of their own, such as output=json; they change nothing."""
    assert boolean(ask(port, ASK, output="xml", format="csv", timeout="1"))
