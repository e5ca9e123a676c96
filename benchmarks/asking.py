"""Asking: four questions of the graph, beside the same in SPARQL on bare Oxigraph and on rdflib.

Bare Oxigraph is asked the saved question on the same store. rdflib's memory store holds the current
organisation only, without the evidence, which it could not hold for many descriptions; so it gives
names where the others give quotes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph
import rdflib

from benchmarks.harness import Figure, Goal, Stage, cpu_seconds, median_seconds
from graph.exports.rdf import export_rdf
from graph.querying.query import bind, get_question
from graph.reading.reader import GraphReader
from graph.vocabulary import Org, Osg

__all__ = ["measure"]

SAMPLES: Final = 9
RDFLIB_DOCUMENTS: Final = 1000
"""rdflib is asked up to here: of ten thousand descriptions it takes minutes to load."""

_NAMES: Final = """
SELECT ?role WHERE {
  VALUES ?property { osg:runsProgram osg:worksWithProgram osg:refersToProgram osg:knowsProgram }
  ?role_iri ?property $program ; rdfs:label ?role .
}"""
_ABOVE: Final = """
SELECT DISTINCT ?above ?label WHERE {
  $post (osg:underDirectionOf|org:subOrganizationOf|^osg:heads)+ ?above . ?above rdfs:label ?label
}"""
_WORDS: Final = """
SELECT ?entity ?label WHERE {
  ?entity rdfs:label ?label . FILTER(CONTAINS(LCASE(?label), $words))
} ORDER BY ?label LIMIT 50"""
_PREFIXES: Final = """
PREFIX osg: <https://w3id.org/orggraph/ns#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"""
_UP: Final = (rdflib.URIRef(Osg.UNDER_DIRECTION_OF), rdflib.URIRef(Org.SUB_ORGANIZATION_OF))
_HEADS: Final = rdflib.URIRef(Osg.HEADS)
_LABEL: Final = rdflib.RDFS.label


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about several things.

    Attributes:
        name: What is asked.
        ours: How we answer it.
        sparql: The same in SPARQL, over all graphs.
        plain: The same in SPARQL, over the current organisation without evidence.
        about: What it is asked about.
        names: How we answer it without quotes.
    """

    name: str
    ours: Callable[[str], object]
    sparql: Callable[[str], str]
    plain: Callable[[str], str]
    about: Sequence[str]
    names: Callable[[str], object] = str


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the time of each question on each of the three, and the ratios."""
    with GraphReader.open(stage.graph) as reader:
        engine = reader.store.engine
        plain = None
        if stage.documents <= RDFLIB_DOCUMENTS:
            path = stage.scratch / "plain.nt"
            export_rdf(reader.store, "ntriples", path)
            plain = rdflib.Graph()
            loading = cpu_seconds(lambda: plain.parse(path, format="nt"))
            yield _figure(
                stage, "rdflib: load", len(plain) / loading, "triples/s", "CPU time of parse()"
            )
        for question in _questions(reader):
            yield from _ask(stage, question, engine, plain)


def _ask(
    stage: Stage, question: Asked, engine: pyoxigraph.Store, plain: rdflib.Graph | None
) -> Iterator[Figure]:
    about = question.about
    meaning = f"CPU time, median of {len(about)} questions"
    ours = median_seconds([lambda iri=iri: question.ours(iri) for iri in about])
    texts = {iri: question.sparql(iri) for iri in about}
    bare = median_seconds([lambda q=q: _rows(engine.query(q)) for q in texts.values()])
    yield _figure(stage, f"{question.name}: ours", 1000 * ours, "ms", meaning)
    yield _figure(stage, f"{question.name}: bare Oxigraph", 1000 * bare, "ms", meaning)
    yield _figure(
        stage, f"{question.name}: ours against Oxigraph", bare / ours, "times faster", "ratio"
    )
    if plain is None:
        return
    asked = [question.plain(iri) for iri in about[:5]]
    theirs = median_seconds([lambda q=q: _rows(plain.query(q)) for q in asked])
    shown = f"CPU time, median of {len(asked)} questions; names without quotes"
    yield _figure(stage, f"{question.name}: rdflib", 1000 * theirs, "ms", shown)
    goal = None
    if question.name == "chain":
        goal = Goal(at_least=10)
        walks = median_seconds([lambda iri=iri: _walk(plain, iri) for iri in about])
        told = "CPU time, median; a loop in Python over the triples, without SPARQL and quotes"
        yield _figure(stage, "chain: rdflib, walked by hand", 1000 * walks, "ms", told)
        told = "CPU time, median; names without quotes, as the loop gives them"
        names = median_seconds([lambda iri=iri: question.names(iri) for iri in about])
        yield _figure(stage, "chain: ours without quotes", 1000 * names, "ms", told)
    told = "the query's time divided by ours"
    yield _figure(
        stage, f"{question.name}: ours against rdflib", theirs / ours, "times faster", told, goal
    )


def _questions(reader: GraphReader) -> Iterator[Asked]:
    described = [
        node
        for node in reader.list_nodes("post", limit=400).nodes
        if node.code and len(reader.chain(node.iri, quotes=False).levels) > 1
    ]
    posts = [node.iri for node in described[:: max(1, len(described) // SAMPLES)][:SAMPLES]]
    programs = [node.iri for node in reader.list_nodes("program", limit=SAMPLES, offset=5).nodes]
    words = [node.label.split()[0].lower() for node in described[:: len(described) // 5 or 1]]
    heads = _heads(reader)

    def saved(name: str, parameter: str) -> Callable[[str], str]:
        question = get_question(name)
        return lambda iri: bind(question, {parameter: iri})

    def written(text: str, parameter: str) -> Callable[[str], str]:
        return lambda iri: _PREFIXES + text.replace(f"${parameter}", f"<{iri}>")

    def worded(word: str) -> str:
        return _PREFIXES + _WORDS.replace("$words", f'"{word}"')

    below = saved("reports-below", "head")
    yield Asked(
        "chain",
        reader.chain,
        saved("chain-up", "post"),
        written(_ABOVE, "post"),
        posts,
        lambda iri: reader.chain(iri, quotes=False),
    )
    yield Asked(
        "touches",
        reader.touches,
        saved("touching-program", "program"),
        written(_NAMES, "program"),
        programs,
    )
    yield Asked("search", reader.search, worded, worded, words)
    yield Asked(
        "subtree", lambda iri: reader.chain(iri, down=True, quotes=False), below, below, heads
    )


def _heads(reader: GraphReader) -> list[str]:
    """Return those directly under whom most stand."""
    below: dict[str, int] = {}
    for edge in reader.iter_edges(("underDirectionOf",)):
        below[edge.target.iri] = below.get(edge.target.iri, 0) + 1
    return sorted(below, key=lambda iri: (-below[iri], iri))[:5]


def _walk(plain: rdflib.Graph, iri: str) -> list[tuple[Any, Any]]:
    """Return everything above a post, as one would write it with rdflib by hand."""
    found: dict[Any, Any] = {}
    waiting: list[Any] = [rdflib.URIRef(iri)]
    while waiting:
        below = waiting.pop()
        above = [each for predicate in _UP for each in plain.objects(below, predicate)]
        for each in (*above, *plain.subjects(_HEADS, below)):
            if each not in found:
                found[each] = plain.value(each, _LABEL)
                waiting.append(each)
    return list(found.items())


def _rows(answer: Any) -> int:
    return sum(1 for _ in answer)


def _figure(
    stage: Stage, name: str, value: float, unit: str, meaning: str, goal: Goal | None = None
) -> Figure:
    return Figure(
        benchmark="ask",
        name=name,
        value=value,
        unit=unit,
        documents=stage.documents,
        meaning=meaning,
        goal=goal,
    )
