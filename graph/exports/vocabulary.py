"""The vocabulary for strangers: as Turtle, as a page to read, and as a JSON-LD context."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.vocabulary import PREFIXES, Org, Osg, Rdf, Rdfs, Skos

__all__ = ["jsonld_context", "vocabulary_page", "vocabulary_turtle"]

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_OBJECT_PROPERTY: Final = f"{_OWL}ObjectProperty"
_HEADINGS: Final = {
    f"{_OWL}Class": "Classes",
    _OBJECT_PROPERTY: "Properties between things",
    f"{_OWL}DatatypeProperty": "Properties with values",
}
_HEAD: Final = """\
# The vocabulary

What the W3C Organization Ontology, SKOS, PROV and Web Annotation do not say has a term of our own
in `{namespace}` (prefix `osg:`). This page is made from
`graph/vocabulary.ttl` by `orggraph export --format vocabulary-page`; the same as Turtle is
`--format vocabulary`, and a JSON-LD context is `--format context`. Examples are Turtle; prefixes
such as `post:` stand for the graph's own folders of IRIs, as in an export.
"""
_MORE: Final = {
    "label": Rdfs.LABEL,
    "prefLabel": Skos.PREF_LABEL,
    "altLabel": Skos.ALT_LABEL,
    "notation": Skos.NOTATION,
}
_LINKS: Final = {
    "reportsTo": Org.REPORTS_TO,
    "postIn": Org.POST_IN,
    "subOrganizationOf": Org.SUB_ORGANIZATION_OF,
    "role": Org.HAS_ROLE,
    "inScheme": Skos.IN_SCHEME,
}


def vocabulary_turtle() -> bytes:
    """Return the vocabulary as Turtle."""
    return Path(__file__).parent.parent.joinpath("vocabulary.ttl").read_bytes()


def vocabulary_page() -> bytes:
    """Return the vocabulary as a page in Markdown: every term with what it means and an example."""
    described = _described()
    parts = [_HEAD.format(namespace=PREFIXES["osg"])]
    for kind, heading in _HEADINGS.items():
        parts.append(f"\n## {heading}\n")
        for term, said in sorted(described.items()):
            if said.get(Rdf.TYPE) == kind:
                parts.append(_section(term, said))
    return "".join(parts).encode()


def jsonld_context() -> bytes:
    """Return a JSON-LD context: the prefixes, and every term by its own short name."""
    described = _described()
    context: dict[str, object] = {"id": "@id", "type": "@type", **PREFIXES}
    for name, iri in _MORE.items():
        context[name] = _short(iri)
    for name, iri in _LINKS.items():
        context[name] = {"@id": _short(iri), "@type": "@id"}
    for term in Osg:
        is_link = described[term].get(Rdf.TYPE) == _OBJECT_PROPERTY
        short = _short(term)
        context[short.partition(":")[2]] = {"@id": short, "@type": "@id"} if is_link else short
    return f"{json.dumps({'@context': context}, indent=2)}\n".encode()


@cache
def _described() -> Mapping[str, Mapping[str, str]]:
    """Return what the Turtle says of each of our terms, one value a property."""
    found: dict[str, dict[str, str]] = {term.value: {} for term in Osg}
    for quad in pyoxigraph.parse(vocabulary_turtle(), pyoxigraph.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if isinstance(subject, pyoxigraph.NamedNode) and subject.value in found:
            text = value.value if not isinstance(value, pyoxigraph.Triple) else ""
            found[subject.value][quad.predicate.value] = text
    return found


def _section(term: str, said: Mapping[str, str]) -> str:
    general = [
        f"A kind of `{_short(said[relation])}`."
        for relation in (f"{PREFIXES['rdfs']}subClassOf", f"{PREFIXES['rdfs']}subPropertyOf")
        if relation in said
    ]
    text = " ".join([said[Rdfs.COMMENT], *general])
    example = said[f"{PREFIXES['skos']}example"].replace(" ; ", " ;\n    ")
    return f"\n### {_short(term)}\n\n{text}\n\n```turtle\n{example}\n```\n"


def _short(iri: str) -> str:
    prefix = next(name for name, namespace in PREFIXES.items() if iri.startswith(namespace))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
