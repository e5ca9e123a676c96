"""Clients that strangers use get the same rows as the store itself."""

import shutil
import subprocess
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from tests.graph.sample import CHIEF, DIRECTOR, NURSE, OUTREACH, SUPERVISOR

QUERY = """
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?post ?director WHERE { ?post org:reportsTo ?director } ORDER BY ?post ?director
"""
ROWS = [
    (NURSE.iri, DIRECTOR.iri),
    (NURSE.iri, OUTREACH.iri),
    (SUPERVISOR.iri, CHIEF.iri),
]


def test_rdflib_store(port: int) -> None:
    """Rdflib's SPARQLStore asks, matches triples and counts."""
    store = SPARQLStore(f"http://127.0.0.1:{port}/sparql")
    graph = rdflib.Graph(store)
    assert [(str(row[0]), str(row[1])) for row in graph.query(QUERY)] == ROWS  # type: ignore[index]  # rows of a SELECT are tuples
    label = graph.value(rdflib.URIRef(NURSE.iri), rdflib.RDFS.label)
    assert str(label) == "Field Nurse"
    described = graph.query(f"CONSTRUCT WHERE {{ <{NURSE.iri}> ?p ?o }}").graph
    assert described is not None
    assert (rdflib.URIRef(NURSE.iri), rdflib.RDFS.label, label) in described
    store.close()


def fetch(wrapper: SPARQLWrapper, result_format: str) -> Any:
    """Return what the wrapper makes of an answer."""
    wrapper.setReturnFormat(result_format)
    return wrapper.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparql_wrapper(port: int, method: str) -> None:
    """SPARQLWrapper asks in every format that it knows."""
    wrapper = SPARQLWrapper(f"http://127.0.0.1:{port}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(QUERY)
    rows = fetch(wrapper, JSON)["results"]["bindings"]
    assert [(row["post"]["value"], row["director"]["value"]) for row in rows] == ROWS
    assert fetch(wrapper, CSV).decode().splitlines() == [
        "post,director",
        *(",".join(row) for row in ROWS),
    ]
    assert fetch(wrapper, XML).toxml().count("<result>") == 3
    wrapper.setQuery(f"DESCRIBE <{NURSE.iri}>")
    graph = rdflib.Graph().parse(data=fetch(wrapper, TURTLE), format="turtle")
    assert (rdflib.URIRef(NURSE.iri), rdflib.RDFS.label, rdflib.Literal("Field Nurse")) in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(port: int) -> None:
    """Curl asks by GET and by POST, and fails with --fail where the answer is an error."""
    address = f"http://127.0.0.1:{port}/sparql"

    def curl(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["curl", "--silent", "--show-error", "--fail", *arguments, address]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    csv = "\n".join(["post,director", *(",".join(row) for row in ROWS), ""])
    for method in ([], ["--get"]):
        done = curl(*method, "-H", "Accept: text/csv", "--data-urlencode", f"query={QUERY}")
        assert done.stdout == csv
    refused = curl("--data-urlencode", "query=CLEAR ALL")
    assert (refused.returncode, refused.stdout) == (22, "")
