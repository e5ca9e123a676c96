"""A description that was only tried: its record as entities, edges and quotes, nothing stored."""

import hashlib
from collections.abc import Sequence
from typing import Final

from dashboard.views.evidence import edge_key
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_label, relation_label, section_label
from graph.answers import Card, Cell, Chain, Edge, Node, Quote, RelationCount, Version
from ingest.record import Extraction, Fact, FieldValue, Reference

__all__ = [
    "Attempt",
    "fact_grid",
    "field_grid",
    "unclear_grid",
]

_RELATIONS: Final = {
    "reports_to": "underDirectionOf",
    "supervises": "supervises",
    "part_of": "subOrganizationOf",
    "post_in": "postIn",
    "heads": "heads",
    "collaborates_with": "collaboratesWith",
    "participates_in": "participatesIn",
}
_HOW: Final = {
    "knows": "knowsProgram",
    "works_with": "worksWithProgram",
    "runs": "runsProgram",
    "refers_to": "refersToProgram",
}
_FIELDS: Final = (
    ("working_title", "Working title"),
    ("official_title", "Official title"),
    ("code", "Code"),
    ("grade", "Grade"),
    ("months", "Months"),
    ("sq_oq", "SQ/OQ"),
    ("overtime_eligible", "Overtime"),
    ("established", "Established"),
    ("last_reviewed", "Last reviewed"),
)


class Attempt:
    """One extraction, asked like a graph: the card, the edges and the chain of its own post.

    Args:
        extraction: What was read.
        text: The text it was read from.
    """

    def __init__(self, extraction: Extraction, text: str) -> None:
        self.extraction = extraction
        self.text = text
        self.version = Version(
            iri=f"tried:{extraction.sha256[:12]}:{extraction.part}",
            description="tried",
            label=_title(extraction),
            source=extraction.source,
            part=extraction.part,
            sha256=extraction.sha256,
            issued=_value(extraction.fields.established),
            modified=_value(extraction.fields.last_reviewed),
            is_current=True,
        )
        self.center = Node(
            iri="tried:self",
            kind="post",
            label=self.version.label,
            code=_value(extraction.fields.code),
            described=True,
        )
        self._edges = tuple(self._edge(fact) for fact in extraction.facts)

    def all_edges(self) -> tuple[Edge, ...]:
        """Return every fact as an edge with its quotes, in the order of the text."""
        return self._edges

    def edges(
        self,
        iri: str,
        relations: Sequence[str] = (),
        *,
        incoming: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
        quotes: bool = True,  # noqa: ARG002 - the signature of GraphReader
    ) -> tuple[Edge, ...]:
        """Return the edges of an entity, as `graph.reading.reader.GraphReader.edges` does."""
        found = [
            edge
            for is_incoming in (False, True)
            if incoming in {None, is_incoming}
            for edge in self._edges
            if (edge.target if is_incoming else edge.source).iri == iri
            and (not relations or edge.relation in relations)
        ]
        return tuple(found[offset : None if limit is None else offset + limit])

    def card(self) -> Card:
        """Return the card of the described post."""
        counts: dict[tuple[str, bool], int] = {}
        for edge in self._edges:
            for end, incoming in ((edge.source, False), (edge.target, True)):
                if end.iri == self.center.iri:
                    key = (edge.relation, incoming)
                    counts[key] = counts.get(key, 0) + 1
        return Card(
            node=self.center,
            names=(),
            types=(),
            properties=(),
            relations=tuple(RelationCount(*key, count) for key, count in sorted(counts.items())),
            versions=(self.version,),
        )

    def chain(self) -> Chain:
        """Return the directors that the description names, one step upward."""
        first = self.edges(self.center.iri, ("underDirectionOf",), incoming=False)
        tops = tuple({edge.target.iri: edge.target for edge in first}.values())
        return Chain(
            start=self.center,
            down=False,
            levels=(first,) if first else (),
            not_stated=tops or (self.center,),
        )

    def _edge(self, fact: Fact) -> Edge:
        source, target = self._node(fact.subject), self._node(fact.object)
        relation = _relation(fact)
        quotes = tuple(
            Quote(
                claim=f"{relation}:{source.iri}:{target.iri}:{evidence.start}",
                subject=source.iri,
                subject_label=source.label,
                relation=relation,
                object=target.iri,
                object_label=target.label,
                text=evidence.text,
                version=self.version.iri,
                document=self.version.label,
                source=self.extraction.source,
                start=evidence.start,
                end=evidence.end,
                section=evidence.section,
                rule=fact.rule,
                confidence=fact.confidence,
            )
            for evidence in fact.evidence
        )
        return Edge(source, relation, relation, target, quotes)

    def _node(self, reference: Reference) -> Node:
        if reference.is_self:
            return self.center
        label = reference.name
        if reference.of_unit:
            label = f"{reference.name}, {reference.of_unit}"
        folded = f"{reference.kind}\n{label.casefold()}"
        return Node(
            iri=f"tried:{hashlib.sha256(folded.encode('utf-8')).hexdigest()[:12]}",
            kind=reference.kind,
            label=label,
            acronym=reference.acronym,
            root=reference.root,
        )


def _title(extraction: Extraction) -> str:
    for value in (extraction.fields.working_title, extraction.fields.official_title):
        if value is not None:
            return str(value.value)
    return extraction.source


def _value(field: FieldValue | None) -> str | None:
    return None if field is None else str(field.value)


def _relation(fact: Fact) -> str:
    qualifiers = dict(fact.qualifiers)
    if fact.relation == "touches_program":
        return _HOW.get(str(qualifiers.get("how")), "touchesProgram")
    if fact.relation == "requires_credential":
        is_wish = qualifiers.get("level") == "preferred"
        return "prefersCredential" if is_wish else "requiresCredential"
    return _RELATIONS.get(fact.relation, fact.relation)


def fact_grid(attempt: Attempt) -> Grid:
    """Return every fact with its words, rule, confidence and offsets, in the order of the text."""
    rows = []
    for edge in attempt.all_edges():
        key = edge_key(edge.source.iri, edge.relation, edge.target.iri)
        for quote in edge.quotes:
            cells: tuple[Cell, ...] = (
                edge.source.label,
                relation_label(edge.relation),
                edge.target.label,
                kind_label(edge.target.kind),
                quote.text,
                quote.rule,
                quote.confidence,
                quote.start,
                quote.end,
            )
            rows.append(Row(key, cells))
    return Grid(
        caption="Facts",
        columns=(
            Column("subject", "Who"),
            Column("relation", "Relation"),
            Column("object", "Whom or what"),
            Column("kind", "Kind"),
            Column("quote", "In these words", "quote"),
            Column("rule", "Rule", "code"),
            Column("confidence", "Confidence", "number"),
            Column("start", "From", "number"),
            Column("end", "To", "number"),
        ),
        rows=tuple(rows),
        empty="No statement was understood. See below what was not.",
    )


def field_grid(extraction: Extraction) -> Grid:
    """Return the header fields that were found, with the characters they were read from."""
    rows = []
    for name, label in _FIELDS:
        field = getattr(extraction.fields, name)
        if field is not None:
            rows.append(_field_row(name, label, field))
    rows.extend(_field_row("revised", "Revised", field) for field in extraction.fields.revised)
    return Grid(
        caption="Header fields",
        columns=(
            Column("field", "Field"),
            Column("value", "Value"),
            Column("raw", "Read from", "quote"),
            Column("start", "From", "number"),
            Column("end", "To", "number"),
        ),
        rows=tuple(rows),
        empty="No header field was found. Lines such as “WORKING TITLE: …” are looked for.",
    )


def _field_row(name: str, label: str, field: FieldValue) -> Row:
    value: Cell = field.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return Row(f"{name}:{field.start}", (label, value, field.raw, field.start, field.end))


def unclear_grid(extraction: Extraction) -> Grid:
    """Return what was not understood: findings of the reading, with their place."""
    return Grid(
        caption="Not understood, or worth a look",
        columns=(
            Column("kind", "What"),
            Column("message", "Why"),
            Column("text", "Text", "quote"),
            Column("start", "From", "number"),
            Column("end", "To", "number"),
        ),
        rows=tuple(
            Row(
                f"finding:{number}",
                (section_label(item.kind), item.message, item.text, item.start, item.end),
            )
            for number, item in enumerate(extraction.findings)
        ),
        empty="Nothing stood out.",
    )
