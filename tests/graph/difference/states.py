"""Two states of the sample organisation: as it is, and with planted changes."""

from collections.abc import Iterable

import pyoxigraph

from graph.difference.changes import Change
from graph.difference.comparing import compare_views
from graph.difference.view import GraphView
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import PREFIXES
from tests.graph.sample import (
    NURSE_TEXT,
    NURSE_VERSION,
    SUPERVISOR_TEXT,
    SUPERVISOR_VERSION,
    TEXTS,
    sample_nquads,
)

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
VERSIONS = {NURSE_VERSION: NURSE_TEXT, SUPERVISOR_VERSION: SUPERVISOR_TEXT}


def view(*updates: str) -> GraphView:
    """Return the sample after some updates."""
    store = OxigraphStore.in_memory()
    store.engine.load(sample_nquads().encode(), pyoxigraph.RdfFormat.N_QUADS)
    for update in updates:
        store.engine.update(PROLOGUE + update)
    return GraphView(store, TEXTS.__getitem__)


def compare(*updates: str) -> tuple[Change, ...]:
    """Return what the updates changed."""
    return compare_views(view(), view(*updates))


def compare_back(*updates: str) -> tuple[Change, ...]:
    """Return the differences from the changed sample back to the sample."""
    return compare_views(view(*updates), view())


def say(subject: str, predicate: str, value: str, quote: str, version: str = NURSE_VERSION) -> str:
    """Return the update that adds a statement and its claim."""
    start = VERSIONS[version].index(quote)
    claim = f"https://example.org/river-county/claim/{start:016x}"
    return (
        f"INSERT DATA {{ <{subject}> {predicate} {value} . GRAPH <{version}> {{ <{claim}> "
        f"a osg:Claim ; rdf:subject <{subject}> ; rdf:predicate {predicate} ; "
        f"rdf:object {value} ; oa:exact '''{quote}''' ; oa:start {start} ; "
        f"oa:end {start + len(quote)} }} }}"
    )


def unsay(subject: str, predicate: str, value: str) -> str:
    """Return the update that takes a statement and its claims away, general property included."""
    return (
        f"DELETE WHERE {{ GRAPH ?g {{ ?claim rdf:subject <{subject}> ; "
        f"rdf:predicate {predicate} ; rdf:object {value} ; ?p ?o }} }} ; "
        f"DELETE DATA {{ <{subject}> {predicate} {value} . <{subject}> org:reportsTo {value} . "
        f"<{subject}> osg:touchesProgram {value} }}"
    )


def rename(iri: str, old: str, new: str) -> str:
    """Return the update that gives a thing another name."""
    return (
        f"DELETE DATA {{ <{iri}> rdfs:label '''{old}''' ; skos:prefLabel '''{old}''' }} ; "
        f"INSERT DATA {{ <{iri}> rdfs:label '''{new}''' ; skos:prefLabel '''{new}''' }}"
    )


def move(old: str, new: str) -> str:
    """Return the update that gives a thing another IRI, everywhere."""
    return "".join(
        f"DELETE {{ {pattern.format(old)} }} INSERT {{ {pattern.format(new)} }} "
        f"WHERE {{ {pattern.format(old)} }} ; "
        for pattern in (
            "<{}> ?p ?o .",
            "?s ?p <{}> .",
            "GRAPH ?g {{ ?s ?p <{}> . }}",
        )
    )


def words(changes: Iterable[Change]) -> list[str]:
    """Return the changes in words."""
    return [change.words for change in changes]
