"""The card of one entity, and the counts of a whole graph."""

import json

from graph.answers import Card, Cell, Duty, GraphInfo, Property, RelationCount, Version
from graph.folder.generation import Generation
from graph.read_models.read_database import ReadDatabase
from graph.reading import evidence
from graph.store.interface import cell_of

__all__ = ["find_card", "find_info"]


def find_card(database: ReadDatabase, number: int) -> Card:
    """Return the card of an entity."""
    node = database.nodes([number])[number]
    names = database.rows(
        "SELECT DISTINCT text FROM name WHERE node = ? AND how <> 'code' AND text <> ? "
        "ORDER BY text",
        (number, node.label),
    )
    types = database.rows(
        "SELECT iri FROM property WHERE node = ? AND name = 'type' ORDER BY iri", (number,)
    )
    properties = database.rows(
        """
        SELECT property.name, COALESCE(node.label, property.value), datatype, property.iri
        FROM property LEFT JOIN node ON node.iri = property.iri AND property.iri <> ''
        WHERE property.node = ? AND property.name <> 'type'
        ORDER BY property.name, property.value, property.iri
        """,
        (number,),
    )
    versions, duties = _description(database, number)
    return Card(
        node,
        tuple(text for (text,) in names),
        tuple(iri for (iri,) in types),
        tuple(_property(*row) for row in properties),
        _relation_counts(database, number),
        versions,
        duties,
        evidence.quotes_about_groups(database, number),
    )


def find_info(database: ReadDatabase, generation: Generation) -> GraphInfo:
    """Return the counts of a graph and the facts of its build."""
    facts = {
        name: json.loads(value)
        for name, value in database.rows("SELECT name, value FROM fact_of_build")
    }
    return GraphInfo(**facts, generation=generation.number, report=generation.read_report())


def _description(
    database: ReadDatabase, number: int
) -> tuple[tuple[Version, ...], tuple[Duty, ...]]:
    versions = evidence.list_versions(database, "WHERE post = ?", (number,))
    if not versions:
        return (), ()
    current = evidence.version_number(database, versions[0].iri)
    return tuple(versions), evidence.list_duties(database, current)


def _property(name: str, value: str, datatype: str, iri: str) -> Property:
    cell: Cell = value if iri else cell_of(value, datatype)
    return Property(name, cell, iri or None)


def _relation_counts(database: ReadDatabase, number: int) -> tuple[RelationCount, ...]:
    rows = database.rows(
        "SELECT relation.name, incoming, count FROM degree "
        "JOIN relation ON relation.id = degree.relation WHERE node = ? "
        "ORDER BY incoming, relation.name",
        (number,),
    )
    return tuple(RelationCount(name, bool(incoming), count) for name, incoming, count in rows)
