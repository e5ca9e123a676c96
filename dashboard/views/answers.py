"""Answers to SPARQL queries as tables, and the words for queries that cannot be run."""

from typing import Final, Protocol

from dashboard.views.links import entity_link
from dashboard.views.tables import Column, Grid, Row
from graph.answers import Iri, Node, Table
from graph.errors import NotFoundError, QueryError

__all__ = ["EXAMPLES", "SHOWN", "NodeSource", "answer_grid", "error_text"]

SHOWN: Final = 200
_PREFIXES: Final = """PREFIX org: <http://www.w3.org/ns/org#>
PREFIX osg: <https://w3id.org/orggraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
EXAMPLES: Final = {
    "Who works under whose direction?": _PREFIXES
    + """
SELECT ?role ?roleName ?director ?directorName WHERE {
  ?role osg:underDirectionOf ?director ; rdfs:label ?roleName .
  ?director rdfs:label ?directorName .
}
ORDER BY ?roleName ?directorName""",
    "Which roles touch which program?": _PREFIXES
    + """
SELECT ?role ?roleName ?program ?programName WHERE {
  ?role osg:touchesProgram ?program ; rdfs:label ?roleName .
  ?program rdfs:label ?programName .
}
ORDER BY ?programName ?roleName""",
    "Which offices lie in which?": _PREFIXES
    + """
SELECT ?office ?officeName ?parent ?parentName WHERE {
  ?office org:subOrganizationOf ?parent ; rdfs:label ?officeName .
  ?parent rdfs:label ?parentName .
}
ORDER BY ?parentName ?officeName""",
}


class NodeSource(Protocol):
    """Where an IRI's entity comes from: `graph.reader.GraphReader`."""

    def get_node(self, iri: str) -> Node:
        """Return the entity, or raise `NotFoundError`."""
        ...


def answer_grid(answer: Table, source: NodeSource) -> Grid:
    """Return the first rows of an answer; IRIs of entities become links to their view."""
    columns = tuple(Column(name, name, "text") for name in answer.columns)
    known: dict[str, str | None] = {}
    rows = []
    for number, cells in enumerate(answer.rows[:SHOWN]):
        links = {}
        for name, cell in zip(answer.columns, cells, strict=True):
            if isinstance(cell, Iri):
                address = known.setdefault(cell, _address(cell, source))
                if address is not None:
                    links[name] = address
        rows.append(Row(str(number), cells, links))
    total = len(answer.rows)
    shown = f"first {SHOWN} of {total:,} rows" if total > SHOWN else f"{total:,} rows"
    cut = "; stopped at the row limit" if answer.truncated else ""
    return Grid(
        caption=shown + cut,
        columns=columns,
        rows=tuple(rows),
        empty="The query ran and gave no rows.",
    )


def _address(iri: str, source: NodeSource) -> str | None:
    try:
        return entity_link(source.get_node(iri))
    except NotFoundError:
        return None


def error_text(error: QueryError) -> str:
    """Return what was wrong with a query, with its line where that is known."""
    if error.line is None:
        return str(error)
    place = f"Line {error.line}"
    if error.column is not None:
        place += f", column {error.column}"
    return f"{place}: {error}"
