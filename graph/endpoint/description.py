"""What the endpoint says of itself (SPARQL 1.1 Service Description), and its page of queries."""

import html
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.endpoint.limits import Limits
from graph.exports.vocabulary import jsonld_context, vocabulary_turtle
from graph.iri import check_iri
from graph.vocabulary import PREFIXES

__all__ = ["PAGE_FILES", "describe_service", "query_page", "read_page_file"]

_FOLDER: Final = Path(__file__).resolve().parent / "page"
PAGE_FILES: Final = {
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/vocabulary.ttl": ("", "text/turtle; charset=utf-8"),
    "/context.jsonld": ("", "application/ld+json"),
}
"""The files that the page loads or links to: path -> (file, media type)."""

_DESCRIPTION: Final = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

<{endpoint}> a sd:Service ;
    dct:title "orggraph" ;
    rdfs:comment "Read-only. A query may take {seconds:g} seconds and give {rows} rows." ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML,
        formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV,
        formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD ;
    sd:defaultDataset <{endpoint}#dataset> .
<{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#current> .
<{endpoint}#current> a sd:Graph ;
    rdfs:comment "The current organisation. The claims of each document are a named graph." .
"""


def describe_service(endpoint: str, limits: Limits) -> tuple[pyoxigraph.Quad, ...]:
    """Return the triples that describe the service at an address.

    Raises:
        ModelError: If the address is no IRI.
    """
    text = _DESCRIPTION.format(
        endpoint=check_iri(endpoint), seconds=limits.seconds, rows=limits.rows
    )
    return tuple(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))


def read_page_file(path: str) -> tuple[bytes, str] | None:
    """Return the content and media type of a file of the page; None where there is none."""
    if path not in PAGE_FILES:
        return None
    name, media_type = PAGE_FILES[path]
    if path == "/vocabulary.ttl":
        return vocabulary_turtle(), media_type
    if path == "/context.jsonld":
        return jsonld_context(), media_type
    return (_FOLDER / name).read_bytes(), media_type


@cache
def query_page() -> bytes:
    """Return the page on which a person types a query."""
    text = (_FOLDER / "index.html").read_text(encoding="utf-8")
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items()))
    return text.replace("{{prefixes}}", html.escape(prefixes)).encode("utf-8")
