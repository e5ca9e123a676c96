r"""The current organisation as lines of N-Triples, which are N-Quads and TriG too.

Every line ends in `` .\n``. No blank nodes, no language tags. Literals have the form that stores
keep: the file, the store and every export hold the same triples.
"""

import re
from collections.abc import Iterator
from typing import Final

from graph.model import Description, Entity, Literal, Statement, Term
from graph.vocabulary import CLASSES_OF_KIND, Dct, Org, Osg, Rdf, Rdfs, Skos, Xsd

__all__ = [
    "description_lines",
    "entity_lines",
    "entity_properties",
    "entity_types",
    "literal",
    "scheme_lines",
    "statement_line",
    "term",
]

# The canonical form of RDF 1.1 N-Quads, which the store writes too: one quad, one line.
_MUST_ESCAPE: Final = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_ESCAPES: Final = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"
} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}  # fmt: skip

_TRUE: Final = f'"true"^^<{Xsd.BOOLEAN}>'
_STRING: Final = Xsd.STRING.value


def literal(text: str) -> str:
    r"""Return the text as a plain literal of N-Quads.

    A lone surrogate, which no UTF-8 file can hold, becomes the replacement character.

    >>> print(literal('the "Board"'))
    "the \"Board\""
    """
    if _MUST_ESCAPE.search(text):
        text = _MUST_ESCAPE.sub(_escape, text)
    return f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def term(value: Term) -> str:
    """Return an IRI or a literal as N-Quads writes it."""
    if isinstance(value, Literal):
        if value.datatype == _STRING:
            return literal(value.value)
        return f"{literal(value.value)}^^<{value.datatype}>"
    return f"<{value}>"


def statement_line(statement: Statement) -> str:
    """Return the line of a triple of the current organisation."""
    return f"<{statement.subject}> <{statement.predicate}> {term(statement.object)} .\n"


def scheme_lines(scheme: str, label: str) -> Iterator[str]:
    """Yield the lines of a concept scheme."""
    yield f"<{scheme}> <{Rdf.TYPE}> <{Skos.CONCEPT_SCHEME}> .\n"
    yield f"<{scheme}> <{Rdfs.LABEL}> {literal(label)} .\n"
    yield f"<{scheme}> <{Skos.PREF_LABEL}> {literal(label)} .\n"


def entity_lines(entity: Entity, *, scheme: str) -> Iterator[str]:
    """Yield the lines that give an entity its classes and its names.

    Args:
        entity: The entity.
        scheme: The concept scheme that programs stand in.
    """
    for predicate, value in entity_properties(entity, scheme):
        yield f"<{entity.iri}> <{predicate}> {value} .\n"


def entity_properties(entity: Entity, scheme: str) -> tuple[tuple[str, str], ...]:
    """Return the classes and names of an entity: predicates, and values as N-Quads writes them."""
    # Two kinds of name may be one text, and nothing is said twice.
    return tuple(dict.fromkeys(_entity_properties(entity, scheme)))


def _entity_properties(entity: Entity, scheme: str) -> Iterator[tuple[str, str]]:
    for type_iri in entity_types(entity):
        yield Rdf.TYPE, f"<{type_iri}>"
    label = literal(entity.label)
    yield Rdfs.LABEL, label
    yield Skos.PREF_LABEL, label
    for name in entity.alternative_labels:
        yield Skos.ALT_LABEL, literal(name)
    for acronym in entity.acronyms:
        yield Osg.ACRONYM, literal(acronym)
        if acronym != entity.label:
            yield Skos.ALT_LABEL, literal(acronym)
    for name in entity.former_names:
        yield Osg.FORMER_NAME, literal(name)
        yield Skos.ALT_LABEL, literal(name)
    for old in entity.replaced_iris:
        yield Dct.REPLACES, f"<{old}>"
    if entity.notation is not None:
        yield Skos.NOTATION, literal(entity.notation)
    if entity.unexpanded:
        yield Osg.UNEXPANDED, _TRUE
    if entity.kind == "program":
        yield Skos.IN_SCHEME, f"<{scheme}>"


def entity_types(entity: Entity) -> tuple[str, ...]:
    """Return the classes of an entity, super-classes written out."""
    if entity.kind == "post":
        described = Osg.DESCRIBED_POST if entity.described else Osg.REFERENCED_POST
        generic = (Osg.GENERIC_POST,) if entity.generic else ()
        return (Org.POST, described, *generic)
    if entity.root:
        return (Org.ORGANIZATION, Org.FORMAL_ORGANIZATION)
    return CLASSES_OF_KIND[entity.kind]


def description_lines(description: Description) -> Iterator[str]:
    """Yield the lines by which the current organisation knows a description."""
    subject = f"<{description.iri}>"
    yield f"{subject} <{Rdf.TYPE}> <{Osg.CLASS_DESCRIPTION}> .\n"
    yield f"{subject} <{Rdfs.LABEL}> {literal(description.title)} .\n"
    yield f"{subject} <{Dct.TITLE}> {literal(description.title)} .\n"
    yield f"{subject} <{Osg.DESCRIBES}> <{description.post}> .\n"
    yield f"<{description.post}> <{Osg.DESCRIBED_BY}> {subject} .\n"
    yield f"{subject} <{Osg.CURRENT_VERSION}> <{description.current_version}> .\n"
