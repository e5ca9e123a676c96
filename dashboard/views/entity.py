"""The card of one entity, and the table of its relations with quote, rule and offsets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from dashboard.views.evidence import edge_key
from dashboard.views.links import entity_link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import node_caption, relation_label, section_label
from graph.answers import Card, Cell, Edge, Quote

__all__ = ["CardFacts", "card_facts", "quotes_of", "relations_table"]

_COLUMNS: Final = (
    Column("relation", "Relation"),
    Column("other", "To or from"),
    Column("quote", "In these words", "quote"),
    Column("document", "Document"),
    Column("section", "Section"),
    Column("rule", "Rule", "code"),
    Column("confidence", "Confidence", "number"),
    Column("start", "From", "number"),
    Column("end", "To", "number"),
)
_FACTS: Final = (
    ("officialTitle", "Official title"),
    ("role", "Official title"),
    ("notation", "Code"),
    ("payGrade", "Grade"),
    ("monthsPerYear", "Months a year"),
    ("overtimeEligible", "Overtime"),
    ("qualificationType", "SQ/OQ"),
    ("issued", "Established"),
    ("modified", "Last changed"),
)


_HEAD_ROLE: Final = ("role", "Head")  # org:Head: it says that a post heads a unit, no title


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The head of a page: a title, what it is, other names, and labelled values."""

    title: str
    caption: str
    names: tuple[str, ...]
    values: tuple[tuple[str, str], ...]

    @property
    def says(self) -> str:
        """Return what it is and what else it is called, in one line."""
        if not self.names:
            return self.caption
        return f"{self.caption} · also called {', '.join(self.names)}"


def card_facts(card: Card) -> CardFacts:
    """Return the head of an entity's page; values that the graph lacks are left out."""
    found: dict[str, str] = {}
    if card.node.code:
        found["Code"] = card.node.code
    by_name = {item.name: item.value for item in card.properties}
    if card.versions:
        by_name.setdefault("issued", card.versions[0].issued)
        by_name.setdefault("modified", card.versions[0].modified)
    for name, label in _FACTS:
        value = by_name.get(name)
        if value is not None and label not in found and (name, value) != _HEAD_ROLE:
            found[label] = _shown(value)
    return CardFacts(
        title=card.node.label,
        caption=node_caption(card.node),
        names=card.names,
        values=tuple(found.items()),
    )


def _shown(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def quotes_of(edges: Iterable[Edge]) -> tuple[Quote, ...]:
    """Return the quotes of edges, each claim once, in order of appearance."""
    found = {quote.claim: quote for edge in edges for quote in edge.quotes}
    return tuple(found.values())


def relations_table(
    edges: Iterable[Edge], *, center: str, caption: str, groups: Iterable[Quote] = ()
) -> Grid:
    """Return one row a quote (or one for an inferred edge) of an entity's relations.

    Args:
        edges: The relations to other entities.
        center: The IRI of the entity.
        caption: What stands above the table.
        groups: Statements about groups ("parents", "staff"), which are no entities.
    """
    rows = []
    edges, groups = tuple(edges), tuple(groups)
    documents = {quote.document for edge in edges for quote in edge.quotes}
    documents.update(quote.document for quote in groups)
    columns: tuple[Column, ...] = _COLUMNS
    if len(documents) == 1:
        # Said once above the table, not again in every row; the files have the column.
        caption = caption or f"In the words of “{documents.pop()}”"
        columns = tuple(
            replace(item, kind="file") if item.name == "document" else item for item in _COLUMNS
        )
    for edge in edges:
        incoming = edge.target.iri == center
        other = edge.source if incoming else edge.target
        key = edge_key(edge.source.iri, edge.relation, edge.target.iri)
        words = relation_label(edge.relation, incoming=incoming)
        links = {"other": entity_link(other)}
        if not edge.quotes:
            cells: tuple[Cell, ...] = (words, other.label, "", "", "", "inferred from a title")
            rows.append(Row(key, (*cells, None, None, None), links))
        rows.extend(
            Row(key, (words, other.label, *_quote_cells(quote)), links) for quote in edge.quotes
        )
    for quote in groups:
        named = f"{quote.object_label} (group)"
        key = edge_key(quote.subject, quote.relation, quote.object)
        rows.append(Row(key, (relation_label(quote.relation), named, *_quote_cells(quote))))
    return Grid(
        caption=caption,
        columns=columns,
        rows=tuple(rows),
        empty="The descriptions state no relation of this entity.",
    )


def _quote_cells(quote: Quote) -> tuple[Cell, ...]:
    return (
        quote.text,
        quote.document,
        section_label(quote.section),
        quote.rule,
        quote.confidence,
        quote.start,
        quote.end,
    )
