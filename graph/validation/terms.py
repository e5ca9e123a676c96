"""Terms of known vocabularies: which vocabulary lacks a term, and which term was probably meant."""

import difflib

from graph.validation.shapes import known_terms
from graph.vocabulary import PREFIXES

__all__ = ["short_form", "suggest_term", "vocabulary_lacking"]

_MORE_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "void": "http://rdfs.org/ns/void#",
}


def vocabulary_lacking(term: str) -> str | None:
    """Return the namespace of the known vocabulary that lacks the term, or None.

    >>> vocabulary_lacking("http://www.w3.org/ns/org#reportTo")
    'http://www.w3.org/ns/org#'
    >>> vocabulary_lacking("http://www.w3.org/ns/org#reportsTo")
    """
    for namespace, terms in known_terms().items():
        if term.startswith(namespace):
            return None if term in terms else namespace
    return None


def suggest_term(term: str) -> str | None:
    """Return the term of the same vocabulary that comes closest, or None when none comes close.

    >>> suggest_term("http://www.w3.org/ns/org#reportTo")
    'http://www.w3.org/ns/org#reportsTo'
    """
    namespace = vocabulary_lacking(term)
    if namespace is None:
        return None
    names = {known.removeprefix(namespace): known for known in sorted(known_terms()[namespace])}
    wanted = term.removeprefix(namespace)
    for name, known in names.items():
        if name.casefold() == wanted.casefold():
            return known
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.7)
    return names[near[0]] if near else None


def short_form(iri: str) -> str:
    """Return an IRI with the prefix of its vocabulary, or in angle brackets.

    >>> short_form("http://www.w3.org/ns/org#reportsTo")
    'org:reportsTo'
    >>> short_form("https://example.org/x")
    '<https://example.org/x>'
    """
    for prefix, namespace in (*PREFIXES.items(), *_MORE_PREFIXES.items()):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri if iri.startswith("_:") else f"<{iri}>"
