"""Asking: questions of the graph, beside the same in SPARQL on bare Oxigraph and on rdflib.

Bare Oxigraph is asked the saved question on the same store. rdflib's memory store holds the current
organisation and the claims of the current versions in one graph, which is what serves it best, and
what it is asked was parsed beforehand. The chain with quotes is compared with a query that fetches
the same quotes (a test holds that the answers are equal), the chain of names with one that fetches
names.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from benchmarks.harness import Figure, Goal, Stage, cpu_seconds, median_seconds
from graph.answers import Chain
from graph.exports.rdf import export_rdf
from graph.querying.query import bind, get_question
from graph.reading.reader import GraphReader
from graph.vocabulary import PREFIXES, Org, Osg

__all__ = ["chain_query", "load_rdflib", "measure", "quotes_in"]

SAMPLES: Final = 9
RDFLIB_DOCUMENTS: Final = 1000
"""rdflib is asked up to here: of ten thousand descriptions it takes minutes to load."""

_CLAIMS: Final = """
CONSTRUCT { ?claim ?property ?value } WHERE {
  ?description osg:currentVersion ?version .
  GRAPH ?version { ?claim a osg:Claim ; ?property ?value }
}"""
_NAMES: Final = """
SELECT ?role WHERE {
  VALUES ?property { osg:runsProgram osg:worksWithProgram osg:refersToProgram osg:knowsProgram }
  ?role_iri ?property $program ; rdfs:label ?role .
}"""
_UPWARD: Final = "$post (osg:underDirectionOf|org:subOrganizationOf|^osg:heads)"
_ABOVE: Final = f"""
SELECT DISTINCT ?above ?label WHERE {{ {_UPWARD}+ ?above . ?above rdfs:label ?label }}"""
# Of the shapes that were tried the one that rdflib answers soonest: with the entities below as a
# query of their own it reads every claim there is.
_QUOTED: Final = """
  { $SUBJECT $SPECIFIC $OBJECT .
    ?claim rdf:subject $SUBJECT ; rdf:object $OBJECT ; rdf:predicate ?relation .
    FILTER(?relation IN ($SPECIFIC, $GENERAL))
    ?claim oa:exact ?quote ; oa:start ?start ; oa:end ?end ; osg:section ?section ;
      osg:rule ?rule ; osg:confidence ?confidence ; prov:wasDerivedFrom ?version .
    ?description osg:currentVersion ?version ; dct:title ?document .
    ?below rdfs:label ?below_label . ?above rdfs:label ?above_label . }"""
_STEPS: Final = (
    ("?below", "osg:underDirectionOf", "org:reportsTo", "?above"),
    ("?below", "org:subOrganizationOf", "org:subOrganizationOf", "?above"),
    ("?above", "osg:heads", "org:postIn", "?below"),
)
_WORDS: Final = """
SELECT ?entity ?label WHERE {
  ?entity rdfs:label ?label . FILTER(CONTAINS(LCASE(?label), $words))
} ORDER BY ?label LIMIT 50"""
_UP: Final = (rdflib.URIRef(Osg.UNDER_DIRECTION_OF), rdflib.URIRef(Org.SUB_ORGANIZATION_OF))
_HEADS: Final = rdflib.URIRef(Osg.HEADS)
_LABEL: Final = rdflib.RDFS.label


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about several things.

    Attributes:
        name: What is asked.
        ours: How we answer it.
        plain: The same in SPARQL, over the current organisation and its claims in one graph.
        about: What it is asked about.
        sparql: The same in SPARQL, over all graphs; None where bare Oxigraph is not asked.
        told: What the answers hold.
        goal: How many times faster than rdflib we are to be.
    """

    name: str
    ours: Callable[[str], object]
    plain: Callable[[str], str]
    about: Sequence[str]
    sparql: Callable[[str], str] | None = None
    told: str = "names"
    goal: Goal | None = None


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the time of each question on each of the three, and the ratios."""
    with GraphReader.open(stage.graph) as reader:
        engine = reader.store.engine
        plain = None
        if stage.documents <= RDFLIB_DOCUMENTS:
            plain = rdflib.Graph()
            loading = cpu_seconds(lambda: load_rdflib(reader, plain, stage.scratch))
            yield _figure(
                stage, "rdflib: load", len(plain) / loading, "triples/s", "CPU time of parse()"
            )
        for question in _questions(reader):
            yield from _ask(stage, question, engine, plain)


def load_rdflib(reader: GraphReader, plain: rdflib.Graph, scratch: Path) -> None:
    """Load the current organisation and the claims of the current versions into one graph."""
    path = scratch / "plain.nt"
    export_rdf(reader.store, "ntriples", path)
    plain.parse(path, format="nt")
    claims: Any = reader.store.engine.query(_CLAIMS, prefixes=PREFIXES)
    with path.open("wb") as file:
        claims.serialize(file, pyoxigraph.RdfFormat.N_TRIPLES)
    plain.parse(path, format="nt")


def _ask(
    stage: Stage, question: Asked, engine: pyoxigraph.Store, plain: rdflib.Graph | None
) -> Iterator[Figure]:
    about = question.about
    meaning = f"CPU time, median of {len(about)} questions; {question.told}"
    ours = median_seconds([lambda iri=iri: question.ours(iri) for iri in about])
    yield _figure(stage, f"{question.name}: ours", 1000 * ours, "ms", meaning)
    if question.sparql is not None:
        texts = [question.sparql(iri) for iri in about]
        bare = median_seconds([lambda q=q: _rows(engine.query(q)) for q in texts])
        yield _figure(stage, f"{question.name}: bare Oxigraph", 1000 * bare, "ms", meaning)
        yield _figure(
            stage, f"{question.name}: ours against Oxigraph", bare / ours, "times faster", "ratio"
        )
    if plain is None:
        return
    asked = [_prepared(question.plain(iri)) for iri in about[:5]]
    theirs = median_seconds([lambda q=q: _rows(plain.query(q)) for q in asked])
    shown = f"CPU time, median of {len(asked)} questions, parsed beforehand; {question.told}"
    yield _figure(stage, f"{question.name}: rdflib", 1000 * theirs, "ms", shown)
    told = "the query's time divided by ours"
    yield _figure(
        stage,
        f"{question.name}: ours against rdflib",
        theirs / ours,
        "times faster",
        told,
        question.goal,
    )
    if question.name == "names of the chain":
        walks = median_seconds([lambda iri=iri: _walk(plain, iri) for iri in about])
        told = "CPU time, median; a loop in Python over the triples, without SPARQL"
        yield _figure(stage, f"{question.name}: rdflib, by hand", 1000 * walks, "ms", told)


def _prepared(text: str) -> Query:
    return prepareQuery(text, initNs=PREFIXES)


def chain_query(post: str) -> str:
    """Return the query for every step above a post with all its quotes."""
    steps = " UNION ".join(
        _QUOTED.replace("$SUBJECT", subject)
        .replace("$OBJECT", target)
        .replace("$SPECIFIC", specific)
        .replace("$GENERAL", general)
        for subject, specific, general, target in _STEPS
    )
    return (
        f"SELECT DISTINCT * WHERE {{ {_UPWARD.replace('$post', f'<{post}>')}* ?below . {steps} }}"
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
        return lambda iri: text.replace(f"${parameter}", f"<{iri}>")

    def worded(word: str) -> str:
        return _WORDS.replace("$words", f'"{word}"')

    def prefixed(word: str) -> str:
        names = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
        return names + worded(word)

    yield Asked(
        "chain",
        reader.chain,
        chain_query,
        posts,
        told="every quote of every step",
        goal=Goal(at_least=10),
    )
    yield Asked(
        "names of the chain",
        lambda iri: reader.chain(iri, quotes=False),
        written(_ABOVE, "post"),
        posts,
        saved("chain-up", "post"),
    )
    yield Asked(
        "touches",
        reader.touches,
        written(_NAMES, "program"),
        programs,
        saved("touching-program", "program"),
        told="quotes; rdflib gives names",
    )
    yield Asked("search", reader.search, worded, words, prefixed)
    below = saved("reports-below", "head")
    yield Asked(
        "subtree", lambda iri: reader.chain(iri, down=True, quotes=False), below, heads, below
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


def quotes_in(found: Chain) -> set[tuple[str, str, str, int, int]]:
    """Return what a chain quotes: the IRIs below and above, and the quote with its place."""
    edges = [edge for level in (*found.levels, found.repeated) for edge in level]
    return {
        (edge.source.iri, edge.target.iri, quote.text, quote.start, quote.end)
        for edge in edges
        for quote in edge.quotes
    }


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
