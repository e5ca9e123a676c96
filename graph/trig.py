r"""The named graphs of the model as TriG: strings made by hand, since a build writes these most.

A file of them begins with `HEADER`. At its top level stand lines of N-Triples, which are the
default graph, and blocks, each one graph as a whole: a line ``GRAPH <...> {``, then one line for
each subject, then a line ``}``. No other line is a ``}`` alone, since literals hold no raw line
break: a file can be cut after any block. TriG says the same as N-Quads in a fifth of the bytes.

No blank nodes, no language tags. Offsets are xsd:integer and decimals have their shortest form,
because the store keeps them so: the file, the store and every export hold the same quads.

Source: W3C, RDF 1.1 TriG, https://www.w3.org/TR/trig/
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.model import (
    Claim,
    DescriptionGraph,
    DescriptionVersion,
    Duty,
    Finding,
    Literal,
    Mention,
    Review,
    Section,
    Term,
)
from graph.quads import entity_properties, literal, term
from graph.vocabulary import PREFIXES, Dct, Oa, Org, Osg, Prov, Rdf, Rdfs, Schema, Skos, Xsd

__all__ = ["BLOCK_BEGIN", "BLOCK_END", "HEADER", "description_graph_block", "review_block"]

HEADER: Final = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
"""What a file begins with: the prefixes of every vocabulary."""

BLOCK_BEGIN: Final = "GRAPH <"
"""How the first line of a block begins, and no other line."""

BLOCK_END: Final = "}\n"
"""The last line of a block."""

_SHORT: Final[dict[str, str]] = {
    item.value: f"{prefix}:{item.value.removeprefix(iri)}"
    for vocabulary in (Dct, Oa, Org, Osg, Prov, Rdf, Rdfs, Schema, Skos, Xsd)
    for item in vocabulary
    for prefix, iri in PREFIXES.items()
    if item.value.startswith(iri) and item.value.removeprefix(iri).isalnum()
}
_STRING: Final = Xsd.STRING.value
_QUALIFIERS: Final[dict[str, str]] = {
    "level": _SHORT[Osg.LEVEL],
    "joined_by": _SHORT[Osg.JOINED_BY],
    "or_designee": _SHORT[Osg.OR_DESIGNEE],
    "inferred": _SHORT[Osg.INFERRED],
}


def description_graph_block(content: DescriptionGraph, *, scheme: str) -> Iterator[str]:
    """Yield the lines of a version's named graph.

    Args:
        content: The version and what it says.
        scheme: The concept scheme that programs stand in.
    """
    graph = content.version.iri
    yield f"{BLOCK_BEGIN}{graph}> {{\n"
    yield _version(content.version)
    yield from map(_claim, content.claims)
    for duty in content.duties:
        yield _duty(duty, graph)
    for section in content.sections:
        yield _section(section, graph)
    yield from map(_mention, content.mentions)
    yield from map(_finding, content.findings)
    for entity in content.entities:
        said = " ; ".join(
            f"{_SHORT[predicate]} {value}" for predicate, value in entity_properties(entity, scheme)
        )
        yield f"<{entity.iri}> {said} .\n"
    yield BLOCK_END


def review_block(review: Review) -> Iterator[str]:
    """Yield the lines of the graph that holds what a person should decide; none if it is empty."""
    if not (review.merges or review.candidates or review.findings):
        return
    yield f"{BLOCK_BEGIN}{review.graph}> {{\n"
    for merge in review.merges:
        yield (
            f"<{merge.iri}> a osg:Merge ; osg:refersTo <{merge.entity}> ; "
            f"osg:surfaceForm {literal(merge.surface_form)} ; "
            f"osg:reason {literal(merge.reason)} .\n"
        )
    for candidate in review.candidates:
        yield (
            f"<{candidate.iri}> a osg:ReviewCandidate ; "
            f"osg:candidate <{candidate.first}> , <{candidate.second}> ; "
            f"osg:reason {literal(candidate.reason)} .\n"
        )
    yield from map(_finding, review.findings)
    yield BLOCK_END


def decimal(value: float) -> str:
    """Return a number as the shortest decimal of at most four places: the form stores keep.

    >>> decimal(0.98), decimal(1), decimal(0.00001)
    ('0.98', '1', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _term(value: Term) -> str:
    if isinstance(value, Literal):
        return literal(value.value) if value.datatype == _STRING else term(value)
    return f"<{value}>"


def _month(value: str) -> str:
    return f"{literal(value)}^^xsd:gYearMonth"


def _version(version: DescriptionVersion) -> str:
    line = (
        f"<{version.iri}> a osg:DescriptionVersion , prov:Entity ; "
        f"dct:isVersionOf <{version.description}> ; dct:title {literal(version.title)} ; "
        f"osg:sha256 {literal(version.sha256)} ; osg:sourceName {literal(version.source_name)} ; "
        f"osg:part {version.part} ; osg:encoding {literal(version.encoding)} ; "
        f"osg:profile {literal(version.profile)}"
    )
    if version.issued is not None:
        line += f" ; dct:issued {_month(version.issued)}"
    if version.modified:
        line += f" ; dct:modified {' , '.join(map(_month, version.modified))}"
    if version.last_reviewed is not None:
        line += f" ; osg:lastReviewed {_month(version.last_reviewed)}"
    return f"{line} .\n"


def _claim(claim: Claim) -> str:
    predicate = _SHORT.get(claim.predicate) or f"<{claim.predicate}>"
    return (
        f"<{claim.iri}> a osg:Claim , rdf:Statement ; rdf:subject <{claim.subject}> ; "
        f"rdf:predicate {predicate} ; rdf:object {_term(claim.object)} ; "
        f"prov:wasDerivedFrom <{claim.version}> ; oa:exact {literal(claim.quote)} ; "
        f"oa:start {claim.start} ; oa:end {claim.end} ; osg:section {literal(claim.section)} ; "
        f"osg:rule {literal(claim.rule)} ; "
        f'osg:confidence "{decimal(claim.confidence)}"^^xsd:decimal'
        f"{''.join(map(_qualifier, claim.qualifiers))} .\n"
    )


def _qualifier(qualifier: tuple[str, str | bool]) -> str:
    key, value = qualifier
    predicate = _QUALIFIERS.get(key)
    if isinstance(value, bool):
        value = "true" if value else "false"
        if predicate is not None:
            return f" ; {predicate} {value}"
    if predicate is not None:
        return f" ; {predicate} {literal(value)}"
    return f" ; osg:qualifier {literal(f'{key}={value}')}"


def _duty(duty: Duty, version: str) -> str:
    return (
        f"<{duty.iri}> a osg:Duty ; osg:position {duty.position} ; "
        f"oa:exact {literal(duty.quote)} ; oa:start {duty.start} ; oa:end {duty.end} ; "
        f"osg:dutyIn <{version}> .\n"
    )


def _section(section: Section, version: str) -> str:
    return (
        f"<{section.iri}> a osg:Section ; osg:position {section.position} ; "
        f"osg:sectionName {literal(section.name)} ; osg:heading {literal(section.heading)} ; "
        f"oa:start {section.start} ; oa:end {section.end} ; osg:sectionIn <{version}> .\n"
    )


def _mention(mention: Mention) -> str:
    line = (
        f"<{mention.iri}> a osg:Mention ; osg:kind {literal(mention.kind)} ; "
        f"oa:exact {literal(mention.quote)} ; oa:start {mention.start} ; oa:end {mention.end}"
    )
    if mention.entity is not None:
        line += f" ; osg:refersTo <{mention.entity}>"
    if mention.unresolved_because is not None:
        line += f" ; osg:unresolvedBecause {literal(mention.unresolved_because)}"
    return f"{line}{_candidates(mention.candidates)} .\n"


def _finding(finding: Finding) -> str:
    line = (
        f"<{finding.iri}> a osg:Finding ; osg:findingKind {literal(finding.kind)} ; "
        f"rdfs:comment {literal(finding.message)}"
    )
    if finding.version is not None:
        line += (
            f" ; oa:exact {literal(finding.quote)} ; oa:start {finding.start} ; "
            f"oa:end {finding.end} ; prov:wasDerivedFrom <{finding.version}>"
        )
    return f"{line}{_candidates(finding.candidates)} .\n"


def _candidates(iris: Iterable[str]) -> str:
    listed = " , ".join(f"<{iri}>" for iri in iris)
    return f" ; osg:candidate {listed}" if listed else ""
