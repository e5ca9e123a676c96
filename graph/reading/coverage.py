"""How much of the graph is proved by sentences: edges with quotes, by relation, and those without.

An edge without a quote is one that only a title, a name or a rule of assembly gave.
"""

from typing import Final

from graph.answers import Coverage, Edge
from graph.read_models.read_database import ReadDatabase
from graph.vocabulary import SUPER_PROPERTIES

__all__ = ["find_coverage", "list_unquoted"]

_QUOTED: Final = """
    EXISTS (
        SELECT 1 FROM claim
        WHERE claim.subject = edge.source AND claim.object = edge.target AND claim.live
        AND claim.relation IN (edge.relation, implied.super)
    )
"""
# The general relation whose claims prove a specific one, too; 0 where there is none.
_IMPLIED: Final = "WITH implied (relation, super) AS (VALUES {rows})"


def find_coverage(database: ReadDatabase) -> tuple[Coverage, ...]:
    """Return for each relation how many edges it has and how many have a quote, by name."""
    rows = database.rows(
        f"{_implied(database)} "  # noqa: S608 - our own words and numbers
        f"SELECT relation.name, COUNT(*), SUM({_QUOTED}) FROM edge "
        "JOIN relation ON relation.id = edge.relation "
        "JOIN implied ON implied.relation = edge.relation "
        "GROUP BY relation.id ORDER BY relation.name, relation.iri"
    )
    return tuple(Coverage(name, edges, quoted) for name, edges, quoted in rows)


def list_unquoted(database: ReadDatabase, *, limit: int) -> tuple[Edge, ...]:
    """Return the first edges that have no quote, by relation, then by the names of their ends."""
    rows = database.rows(
        f"{_implied(database)} "  # noqa: S608 - our own words and numbers
        "SELECT edge.source, edge.relation, edge.target FROM edge "
        "JOIN relation ON relation.id = edge.relation "
        "JOIN implied ON implied.relation = edge.relation "
        "JOIN node AS source ON source.id = edge.source "
        "JOIN node AS target ON target.id = edge.target "
        f"WHERE NOT {_QUOTED} "
        "ORDER BY relation.name, source.label, target.label, source.iri, target.iri LIMIT ?",
        (limit,),
    )
    return tuple(database.edges([(a, relation, b) for a, relation, b in rows], quotes=False))


def _implied(database: ReadDatabase) -> str:
    pairs = (
        f"({number}, {database.relation(SUPER_PROPERTIES.get(iri, ''))})"
        for number, iri in database.relation_iris.items()
    )
    return _IMPLIED.format(rows=", ".join(pairs) or "(0, 0)")
