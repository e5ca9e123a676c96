r"""The model as N-Quads lines: strings made by hand, since this is what a large build writes most.

Every line ends in `` .\n``. A line of the default graph has three terms, a line of a named graph
four. No blank nodes, no language tags. Offsets are xsd:integer and decimals have their shortest
form, because the store keeps them so: the file, the store and every export hold the same quads.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.model import (
    Claim,
    Description,
    DescriptionGraph,
    DescriptionVersion,
    Duty,
    Entity,
    Finding,
    Literal,
    Mention,
    Review,
    Section,
    Statement,
    Term,
)
from graph.vocabulary import (
    CLASSES_OF_KIND,
    Dct,
    Oa,
    Org,
    Osg,
    Prov,
    Rdf,
    Rdfs,
    Skos,
    Xsd,
)

__all__ = [
    "description_graph_lines",
    "description_lines",
    "entity_lines",
    "literal",
    "review_lines",
    "scheme_lines",
    "statement_line",
    "term",
]

# The canonical form of RDF 1.1 N-Quads, which the store writes too: one quad, one line.
_MUST_ESCAPE: Final = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_ESCAPES: Final = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"
} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}  # fmt: skip

# The pieces of a line that never change, made once: `` <predicate> ``.
_TYPE: Final = f" <{Rdf.TYPE}> "
_LABEL: Final = f" <{Rdfs.LABEL}> "
_PREF_LABEL: Final = f" <{Skos.PREF_LABEL}> "
_ALT_LABEL: Final = f" <{Skos.ALT_LABEL}> "
_EXACT: Final = f" <{Oa.EXACT}> "
_START: Final = f" <{Oa.START}> "
_END: Final = f" <{Oa.END}> "
_INTEGER: Final = f"^^<{Xsd.INTEGER}>"
_DECIMAL: Final = f"^^<{Xsd.DECIMAL}>"
_TRUE: Final = f'"true"^^<{Xsd.BOOLEAN}>'
_FALSE: Final = f'"false"^^<{Xsd.BOOLEAN}>'
_MONTH: Final = f"^^<{Xsd.G_YEAR_MONTH}>"
_STRING: Final = Xsd.STRING.value

_REFERS_TO: Final = f" <{Osg.REFERS_TO}> "
_SURFACE_FORM: Final = f" <{Osg.SURFACE_FORM}> "
_REASON: Final = f" <{Osg.REASON}> "
_CANDIDATE: Final = f" <{Osg.CANDIDATE}> "
_IS_VERSION_OF: Final = f" <{Dct.IS_VERSION_OF}> "
_TITLE: Final = f" <{Dct.TITLE}> "
_SHA256: Final = f" <{Osg.SHA256}> "
_SOURCE_NAME: Final = f" <{Osg.SOURCE_NAME}> "
_PART: Final = f" <{Osg.PART}> "
_ENCODING: Final = f" <{Osg.ENCODING}> "
_PROFILE: Final = f" <{Osg.PROFILE}> "
_ISSUED: Final = f" <{Dct.ISSUED}> "
_MODIFIED: Final = f" <{Dct.MODIFIED}> "
_LAST_REVIEWED: Final = f" <{Osg.LAST_REVIEWED}> "
_SUBJECT: Final = f" <{Rdf.SUBJECT}> "
_PREDICATE: Final = f" <{Rdf.PREDICATE}> "
_OBJECT: Final = f" <{Rdf.OBJECT}> "
_WAS_DERIVED_FROM: Final = f" <{Prov.WAS_DERIVED_FROM}> "
_SECTION_OF: Final = f" <{Osg.HAS_SECTION}> "
_RULE: Final = f" <{Osg.RULE}> "
_CONFIDENCE: Final = f" <{Osg.CONFIDENCE}> "
_POSITION: Final = f" <{Osg.POSITION}> "
_DUTY_IN: Final = f" <{Osg.DUTY_IN}> "
_SECTION_NAME: Final = f" <{Osg.SECTION_NAME}> "
_HEADING: Final = f" <{Osg.HEADING}> "
_SECTION_IN: Final = f" <{Osg.SECTION_IN}> "
_KIND: Final = f" <{Osg.KIND}> "
_UNRESOLVED_BECAUSE: Final = f" <{Osg.UNRESOLVED_BECAUSE}> "
_FINDING_KIND: Final = f" <{Osg.FINDING_KIND}> "
_COMMENT: Final = f" <{Rdfs.COMMENT}> "
_A_MERGE: Final = f"{_TYPE}<{Osg.MERGE}>"
_A_REVIEW_CANDIDATE: Final = f"{_TYPE}<{Osg.REVIEW_CANDIDATE}>"
_A_DESCRIPTION_VERSION: Final = f"{_TYPE}<{Osg.DESCRIPTION_VERSION}>"
_A_ENTITY: Final = f"{_TYPE}<{Prov.ENTITY}>"
_A_CLAIM: Final = f"{_TYPE}<{Osg.CLAIM}>"
_A_STATEMENT: Final = f"{_TYPE}<{Rdf.STATEMENT}>"
_A_DUTY: Final = f"{_TYPE}<{Osg.DUTY}>"
_A_SECTION: Final = f"{_TYPE}<{Osg.SECTION}>"
_A_MENTION: Final = f"{_TYPE}<{Osg.MENTION}>"
_A_FINDING: Final = f"{_TYPE}<{Osg.FINDING}>"

_QUALIFIERS: Final[dict[str, str]] = {
    "level": f" <{Osg.LEVEL}> ",
    "joined_by": f" <{Osg.JOINED_BY}> ",
    "or_designee": f" <{Osg.OR_DESIGNEE}> ",
    "inferred": f" <{Osg.INFERRED}> ",
}
_OTHER_QUALIFIER: Final = f" <{Osg.QUALIFIER}> "


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
    yield f"<{scheme}>{_TYPE}<{Skos.CONCEPT_SCHEME}> .\n"
    yield f"<{scheme}>{_LABEL}{literal(label)} .\n"
    yield f"<{scheme}>{_PREF_LABEL}{literal(label)} .\n"


def entity_lines(entity: Entity, *, scheme: str, graph: str | None = None) -> Iterator[str]:
    """Yield the lines that give an entity its classes and its names.

    Args:
        entity: The entity.
        scheme: The concept scheme that programs stand in.
        graph: The named graph to write to; None for the current organisation.
    """
    end = " .\n" if graph is None else f" <{graph}> .\n"
    # Two kinds of name may be one text, and no line is written twice.
    yield from dict.fromkeys(_entity_lines(entity, scheme, end))


def _entity_lines(entity: Entity, scheme: str, end: str) -> Iterator[str]:
    subject = f"<{entity.iri}>"
    for type_iri in entity_types(entity):
        yield f"{subject}{_TYPE}<{type_iri}>{end}"
    label = literal(entity.label)
    yield f"{subject}{_LABEL}{label}{end}"
    yield f"{subject}{_PREF_LABEL}{label}{end}"
    for name in entity.alternative_labels:
        yield f"{subject}{_ALT_LABEL}{literal(name)}{end}"
    for acronym in entity.acronyms:
        text = literal(acronym)
        yield f"{subject} <{Osg.ACRONYM}> {text}{end}"
        if acronym != entity.label:
            yield f"{subject}{_ALT_LABEL}{text}{end}"
    for name in entity.former_names:
        text = literal(name)
        yield f"{subject} <{Osg.FORMER_NAME}> {text}{end}"
        yield f"{subject}{_ALT_LABEL}{text}{end}"
    for old in entity.replaced_iris:
        yield f"{subject} <{Dct.REPLACES}> <{old}>{end}"
    if entity.notation is not None:
        yield f"{subject} <{Skos.NOTATION}> {literal(entity.notation)}{end}"
    if entity.unexpanded:
        yield f"{subject} <{Osg.UNEXPANDED}> {_TRUE}{end}"
    if entity.kind == "program":
        yield f"{subject} <{Skos.IN_SCHEME}> <{scheme}>{end}"


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
    yield f"{subject}{_TYPE}<{Osg.CLASS_DESCRIPTION}> .\n"
    yield f"{subject}{_LABEL}{literal(description.title)} .\n"
    yield f"{subject} <{Dct.TITLE}> {literal(description.title)} .\n"
    yield f"{subject} <{Osg.DESCRIBES}> <{description.post}> .\n"
    yield f"<{description.post}> <{Osg.DESCRIBED_BY}> {subject} .\n"
    yield f"{subject} <{Osg.CURRENT_VERSION}> <{description.current_version}> .\n"


def description_graph_lines(content: DescriptionGraph, *, scheme: str) -> Iterator[str]:
    """Yield the lines of a version's named graph, a few joined in one string.

    Args:
        content: The version and what it says.
        scheme: The concept scheme that programs stand in.
    """
    graph = content.version.iri
    end = f" <{graph}> .\n"
    yield from _version_lines(content.version, end)
    for claim in content.claims:
        yield _claim_lines(claim, end)
    for duty in content.duties:
        yield _duty_lines(duty, graph, end)
    for section in content.sections:
        yield _section_lines(section, graph, end)
    for mention in content.mentions:
        yield _mention_lines(mention, end)
    for finding in content.findings:
        yield _finding_lines(finding, end)
    for entity in content.entities:
        yield from entity_lines(entity, scheme=scheme, graph=graph)


def review_lines(review: Review) -> Iterator[str]:
    """Yield the lines of the graph that holds what a person should decide."""
    end = f" <{review.graph}> .\n"
    for merge in review.merges:
        yield (
            f"<{merge.iri}>{_A_MERGE}{end}"
            f"<{merge.iri}>{_REFERS_TO}<{merge.entity}>{end}"
            f"<{merge.iri}>{_SURFACE_FORM}{literal(merge.surface_form)}{end}"
            f"<{merge.iri}>{_REASON}{literal(merge.reason)}{end}"
        )
    for candidate in review.candidates:
        yield (
            f"<{candidate.iri}>{_A_REVIEW_CANDIDATE}{end}"
            f"<{candidate.iri}>{_CANDIDATE}<{candidate.first}>{end}"
            f"<{candidate.iri}>{_CANDIDATE}<{candidate.second}>{end}"
            f"<{candidate.iri}>{_REASON}{literal(candidate.reason)}{end}"
        )
    for finding in review.findings:
        yield _finding_lines(finding, end)


def _version_lines(version: DescriptionVersion, end: str) -> Iterator[str]:
    subject = f"<{version.iri}>"
    yield (
        f"{subject}{_A_DESCRIPTION_VERSION}{end}"
        f"{subject}{_A_ENTITY}{end}"
        f"{subject}{_IS_VERSION_OF}<{version.description}>{end}"
        f"{subject}{_TITLE}{literal(version.title)}{end}"
        f"{subject}{_SHA256}{literal(version.sha256)}{end}"
        f"{subject}{_SOURCE_NAME}{literal(version.source_name)}{end}"
        f'{subject}{_PART}"{version.part}"{_INTEGER}{end}'
        f"{subject}{_ENCODING}{literal(version.encoding)}{end}"
        f"{subject}{_PROFILE}{literal(version.profile)}{end}"
    )
    if version.issued is not None:
        yield f"{subject}{_ISSUED}{literal(version.issued)}{_MONTH}{end}"
    for month in version.modified:
        yield f"{subject}{_MODIFIED}{literal(month)}{_MONTH}{end}"
    if version.last_reviewed is not None:
        yield f"{subject}{_LAST_REVIEWED}{literal(version.last_reviewed)}{_MONTH}{end}"


def _place(subject: str, quote: str, start: int, stop: int, end: str) -> str:
    return (
        f"{subject}{_EXACT}{literal(quote)}{end}"
        f'{subject}{_START}"{start}"{_INTEGER}{end}'
        f'{subject}{_END}"{stop}"{_INTEGER}{end}'
    )


def _claim_lines(claim: Claim, end: str) -> str:
    subject = f"<{claim.iri}>"
    return (
        f"{subject}{_A_CLAIM}{end}"
        f"{subject}{_A_STATEMENT}{end}"
        f"{subject}{_SUBJECT}<{claim.subject}>{end}"
        f"{subject}{_PREDICATE}<{claim.predicate}>{end}"
        f"{subject}{_OBJECT}{term(claim.object)}{end}"
        f"{subject}{_WAS_DERIVED_FROM}<{claim.version}>{end}"
        f"{_place(subject, claim.quote, claim.start, claim.end, end)}"
        f"{subject}{_SECTION_OF}{literal(claim.section)}{end}"
        f"{subject}{_RULE}{literal(claim.rule)}{end}"
        f'{subject}{_CONFIDENCE}"{decimal(claim.confidence)}"{_DECIMAL}{end}'
        f"{''.join(_qualifier_line(subject, pair, end) for pair in claim.qualifiers)}"
    )


def _qualifier_line(subject: str, qualifier: tuple[str, str | bool], end: str) -> str:
    key, value = qualifier
    predicate = _QUALIFIERS.get(key)
    if isinstance(value, bool):
        if predicate is not None:
            return f"{subject}{predicate}{_TRUE if value else _FALSE}{end}"
        value = "true" if value else "false"
    if predicate is not None:
        return f"{subject}{predicate}{literal(value)}{end}"
    return f"{subject}{_OTHER_QUALIFIER}{literal(f'{key}={value}')}{end}"


def decimal(value: float) -> str:
    """Return a number as the shortest decimal of at most four places: the form stores keep.

    >>> decimal(0.98), decimal(1), decimal(0.00001)
    ('0.98', '1', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _duty_lines(duty: Duty, version: str, end: str) -> str:
    subject = f"<{duty.iri}>"
    return (
        f"{subject}{_A_DUTY}{end}"
        f'{subject}{_POSITION}"{duty.position}"{_INTEGER}{end}'
        f"{_place(subject, duty.quote, duty.start, duty.end, end)}"
        f"{subject}{_DUTY_IN}<{version}>{end}"
    )


def _section_lines(section: Section, version: str, end: str) -> str:
    subject = f"<{section.iri}>"
    return (
        f"{subject}{_A_SECTION}{end}"
        f'{subject}{_POSITION}"{section.position}"{_INTEGER}{end}'
        f"{subject}{_SECTION_NAME}{literal(section.name)}{end}"
        f"{subject}{_HEADING}{literal(section.heading)}{end}"
        f'{subject}{_START}"{section.start}"{_INTEGER}{end}'
        f'{subject}{_END}"{section.end}"{_INTEGER}{end}'
        f"{subject}{_SECTION_IN}<{version}>{end}"
    )


def _mention_lines(mention: Mention, end: str) -> str:
    subject = f"<{mention.iri}>"
    lines = (
        f"{subject}{_A_MENTION}{end}"
        f"{subject}{_KIND}{literal(mention.kind)}{end}"
        f"{_place(subject, mention.quote, mention.start, mention.end, end)}"
    )
    if mention.entity is not None:
        lines += f"{subject}{_REFERS_TO}<{mention.entity}>{end}"
    if mention.unresolved_because is not None:
        lines += f"{subject}{_UNRESOLVED_BECAUSE}{literal(mention.unresolved_because)}{end}"
    return lines + _candidate_lines(subject, mention.candidates, end)


def _finding_lines(finding: Finding, end: str) -> str:
    subject = f"<{finding.iri}>"
    lines = (
        f"{subject}{_A_FINDING}{end}"
        f"{subject}{_FINDING_KIND}{literal(finding.kind)}{end}"
        f"{subject}{_COMMENT}{literal(finding.message)}{end}"
    )
    if finding.version is not None:
        place = _place(subject, finding.quote, finding.start, finding.end, end)
        lines += f"{place}{subject}{_WAS_DERIVED_FROM}<{finding.version}>{end}"
    return lines + _candidate_lines(subject, finding.candidates, end)


def _candidate_lines(subject: str, candidates: Iterable[str], end: str) -> str:
    return "".join(f"{subject}{_CANDIDATE}<{iri}>{end}" for iri in candidates)
