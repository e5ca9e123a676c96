"""The page of queries, whole graphs, the description of the service, and who may ask."""

import re

import pyoxigraph
import pytest

from graph.endpoint.hosts import is_loopback, known_hosts
from tests.graph.endpoint.client import send
from tests.graph.sample import NURSE_VERSION, sample_lines

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
N_TRIPLES = "application/n-triples"


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_a_browser_gets_the_page(port: int, path: str) -> None:
    """The page loads nothing from elsewhere and may run nothing but its own script."""
    answer = send(port, "GET", path, Accept=BROWSER)
    assert (answer.status, answer.type) == (200, "text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    loaded = re.findall(r'<(?:script|link) [^>]*(?:src|href)="([^"]+)"', answer.text)
    assert loaded == ["/page.css", "/page.js"]
    for file in loaded:
        part = send(port, "GET", file)
        assert part.status == 200
        assert "http" not in part.text
        assert part.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/vocabulary.ttl", "text/turtle"), ("/context.jsonld", "application/ld+json")],
)
def test_what_the_terms_mean_is_at_hand(port: int, path: str, media_type: str) -> None:
    """The page links to the vocabulary and to a JSON-LD context, and both are there."""
    page = send(port, "GET", "/", Accept=BROWSER).text
    answer = send(port, "GET", path)
    assert f'href="{path}"' in page
    assert (answer.status, answer.type) == (200, media_type)
    assert "underDirectionOf" in answer.text


def test_without_a_query_the_service_describes_itself(port: int) -> None:
    """SPARQL 1.1 Service Description, section 2: the address itself gives the description."""
    answer = send(port, "GET", "/sparql")
    assert (answer.status, answer.type) == (200, "text/turtle")
    parsed = list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.TURTLE))
    said = {(q.predicate.value.rpartition("#")[2], getattr(q.object, "value", "")) for q in parsed}
    address = f"http://127.0.0.1:{port}/sparql"
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", address) in said
    assert ("supportedLanguage", f"{sd}SPARQL11Query") in said
    assert f"{sd}BasicFederatedQuery" not in {value for _, value in said}
    assert send(port, "GET", "/sparql", Accept="application/ld+json").type == "application/ld+json"


@pytest.mark.parametrize(
    ("target", "graph"),
    [("/store?default", None), (f"/store?graph={NURSE_VERSION}", NURSE_VERSION)],
)
@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        (N_TRIPLES, pyoxigraph.RdfFormat.N_TRIPLES),
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_whole_graphs_can_be_read(
    port: int, target: str, graph: str | None, accept: str, rdf_format: pyoxigraph.RdfFormat
) -> None:
    """The Graph Store Protocol gives every triple of a graph, in each format."""
    engine = pyoxigraph.Store()
    engine.load("".join(sample_lines()).encode(), pyoxigraph.RdfFormat.N_QUADS)
    name = pyoxigraph.DefaultGraph() if graph is None else pyoxigraph.NamedNode(graph)
    expected = {quad.triple for quad in engine.quads_for_pattern(None, None, None, name)}
    answer = send(port, "GET", target, Accept=accept)
    assert (answer.status, answer.type) == (200, accept)
    assert {quad.triple for quad in pyoxigraph.parse(answer.content, rdf_format)} == expected


def test_head_of_a_graph_is_its_size(port: int) -> None:
    """HEAD tells size and type of a graph."""
    head = send(port, "HEAD", "/store?default", Accept=N_TRIPLES)
    get = send(port, "GET", "/store?default", Accept=N_TRIPLES)
    assert (head.status, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))


@pytest.mark.parametrize(
    ("target", "status", "text"),
    [
        ("/store?graph=https://example.org/nowhere", 404,
         "there is no graph <https://example.org/nowhere>"),
        ("/store", 400, "name one graph: ?default, or ?graph=IRI"),
        ("/store?default&graph=https://example.org/", 400,
         "name one graph: ?default, or ?graph=IRI"),
        ("/store?graph=x", 400, "not an absolute IRI: 'x'"),
        ("/query", 404,
         "nothing is here; the endpoint is /sparql, whole graphs are at /store"),
    ],
)  # fmt: skip
def test_graphs_that_are_not_there(port: int, target: str, status: int, text: str) -> None:
    """What cannot be read is said in words."""
    answer = send(port, "GET", target)
    assert (answer.status, answer.text) == (status, text)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_cannot_be_written(port: int, method: str) -> None:
    """Nothing of the Graph Store Protocol that writes is done."""
    answer = send(port, method, "/store?default", b"<x:y> <x:y> <x:y> .")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1.evil.example"])
def test_foreign_host_is_refused(port: int, host: str) -> None:
    """A page of another site that has its name point here is not answered (DNS rebinding)."""
    answer = send(port, "GET", "/sparql?query=ASK%20%7B%7D", Host=host)
    assert answer.status == 421
    assert "ASK" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:{}", "127.0.0.1:{}", "[::1]:{}"])
def test_own_names_are_answered(port: int, host: str) -> None:
    """The names of this machine for itself are known, whatever their case."""
    answer = send(port, "GET", "/sparql?query=ASK%20%7B%7D", Host=host.format(port))
    assert answer.status == 200


def test_further_names_can_be_allowed() -> None:
    """A name that a proxy is called by is known with and without the port."""
    hosts = known_hosts("192.0.2.1", 7878, ["Graph.Example"])
    assert {"graph.example", "graph.example:7878", "192.0.2.1:7878"} <= hosts
    assert "[::1]:7878" in known_hosts("::1", 7878)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "99999999"}, 413),
    ],
)
def test_bodies_are_measured_first(port: int, headers: dict[str, str], status: int) -> None:
    """A body without an honest and sensible length is not read."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", "/sparql")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    response.read()
    connection.close()
    assert (response.status, response.getheader("Connection")) == (status, "close")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.5", True), ("::1", True), ("0.0.0.0", False), ("db", False)],  # noqa: S104  # asked about, not bound to
)
def test_only_this_machine_is_loopback(host: str, expected: bool) -> None:  # noqa: FBT001  # a case
    """Where others can reach the endpoint, the command says so."""
    assert is_loopback(host) is expected
