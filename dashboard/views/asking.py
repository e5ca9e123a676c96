"""Asking: completions for the editor, saved questions as cards, answers as table, network, bars."""

import itertools
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from dashboard.views.links import entity_link, link
from dashboard.views.picture import MAX_NODES, Picture, draw
from dashboard.views.tables import Column, ColumnKind, Grid, Row
from graph import vocabulary
from graph.answers import Cell, Edge, Iri, Node, NodePage, Table
from graph.counted import counted
from graph.errors import NotFoundError, QueryError
from graph.querying.query import Question

__all__ = [
    "SHOWN",
    "AnswerSource",
    "Bars",
    "answer_grid",
    "answer_picture",
    "bars_of",
    "completions",
    "error_text",
    "question_line",
    "question_text",
    "questions_grid",
    "terminal_lines",
]

SHOWN: Final = 200
_LABELS: Final = 1500
_LINE: Final = 76
_STEP: Final = 420
_PLACES: Final = frozenset({"start", "end", "step", "confidence"})  # numbers that measure nothing
_LABELLED: Final = ("program", "unit", "agency", "team", "post", "credential")
_KEYWORDS: Final = (
    "SELECT",
    "DISTINCT",
    "WHERE",
    "OPTIONAL",
    "FILTER",
    "GRAPH",
    "UNION",
    "VALUES",
    "BIND",
    "ORDER BY",
    "GROUP BY",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "COUNT",
    "CONTAINS",
    "LCASE",
    "STRSTARTS",
    "ASK",
    "CONSTRUCT",
    "NOT EXISTS",
    "MINUS",
    "PREFIX",
)


class AnswerSource(Protocol):
    """Where entities come from: the part of `GraphReader` that is needed here."""

    def get_node(self, iri: str) -> Node:
        """Return an entity, or raise `NotFoundError`."""
        ...

    def list_nodes(self, kind: str, *, limit: int = 50, offset: int = 0) -> NodePage:
        """Return one page of the entities of a kind."""
        ...


@dataclass(frozen=True, slots=True)
class Bars:
    """Names and numbers of an answer, for a chart."""

    name: str
    number: str
    values: tuple[tuple[str, float], ...]


def completions(source: AnswerSource) -> list[dict[str, str]]:
    """Return what the editor completes: keywords, prefixes, terms, and names of the graph."""
    found = [{"text": word, "words": "", "note": "SPARQL"} for word in _KEYWORDS]
    found.extend(
        {"text": f"PREFIX {name}: <{iri}>", "words": f"{name}:", "note": "prefix"}
        for name, iri in vocabulary.PREFIXES.items()
    )
    found.extend({"text": term, "words": term, "note": "term"} for term in _terms())
    for kind in _LABELLED:
        for node in source.list_nodes(kind, limit=_LABELS // len(_LABELLED)).nodes:
            words = f"{node.label} ({node.acronym})" if node.acronym else node.label
            found.append({"text": f"<{node.iri}>", "words": words, "note": kind})
    return found


def _terms() -> Iterator[str]:
    for name in ("Osg", "Org", "Skos", "Rdfs", "Rdf", "Oa", "Prov", "Dct", "Schema"):
        prefix = name.lower()
        base = vocabulary.PREFIXES[prefix]
        for term in getattr(vocabulary, name):
            yield f"{prefix}:{str(term.value).removeprefix(base)}"


def questions_grid(questions: Sequence[Question]) -> Grid:
    """Return the saved questions as a list; each leads to its own view."""
    return Grid(
        caption=f"{len(questions)} questions that need no SPARQL",
        columns=(
            Column("question", "Question"),
            Column("description", "What it answers"),
            Column("needs", "Needs"),
        ),
        rows=tuple(
            Row(
                item.name,
                (item.title, item.description, ", ".join(each.name for each in item.parameters)),
                {"question": link("query", ask=item.name)},
            )
            for item in sorted(questions, key=lambda item: item.title)
        ),
    )


def question_text(question: Question) -> str:
    """Return a saved question as a query to start from, its parameters still to be filled in."""
    lines = [f"# {question.title}"]
    lines.extend(
        f"# put {item.description} (such as {item.example}) for ${item.name}"
        for item in question.parameters
    )
    body = "\n".join(
        line for line in question.text.splitlines() if not line.startswith("#")
    ).strip()
    return "\n".join([*lines, body])


def answer_grid(answer: Table, source: AnswerSource) -> Grid:
    """Return the first rows of an answer; entities are named and become links to their view.

    Where a column of names has its column of IRIs beside it ("role", "role_iri"), the name is the
    link, and the IRIs stand in the files only.
    """
    named = {name: iri for name in answer.columns if (iri := f"{name}_iri") in answer.columns}
    columns = tuple(
        Column(name, name.replace("_", " "), _kind_of(answer, place, named))
        for place, name in enumerate(answer.columns)
    )
    known = _Known(source)
    rows = []
    for number, cells in enumerate(answer.rows[:SHOWN]):
        nodes = {name: known.find(cell) for name, cell in zip(answer.columns, cells, strict=True)}
        nodes.update((name, nodes[iri]) for name, iri in named.items())
        links = {name: entity_link(node) for name, node in nodes.items() if node is not None}
        shown = tuple(
            cell if (node := nodes[name]) is None or name in named else node.label
            for name, cell in zip(answer.columns, cells, strict=True)
        )
        rows.append(Row(str(number), shown, links))
    total = len(answer.rows)
    size = f"first {SHOWN} of {total:,} rows" if total > SHOWN else counted(total, "row")
    cut = "; stopped at the row limit" if answer.truncated else ""
    return Grid(
        caption=size + cut,
        columns=columns,
        rows=tuple(rows),
        empty="The query ran and gave no rows. Ask for less, or look a name up in Find.",
    )


def _kind_of(answer: Table, place: int, named: Mapping[str, str]) -> ColumnKind:
    name = answer.columns[place]
    if name in named.values():
        return "file"
    if name == "quote":
        return "quote"
    cells = [row[place] for row in answer.rows[:SHOWN] if row[place] is not None]
    return "number" if cells and all(map(_is_number, cells)) else "text"


def terminal_lines(query: str, folder: str) -> str:
    """Return the shell commands that ask the same, of the graph and of a served endpoint."""
    asked = shlex.quote(query)
    form = shlex.quote(f"query={query}")
    return (
        f"printf %s {asked} | orggraph query - --format csv --graph {shlex.quote(folder)}\n\n"
        "# or of the endpoint that 'orggraph serve' opens:\n"
        f"curl -H 'Accept: text/csv' --data-urlencode {form} http://127.0.0.1:7878/sparql"
    )


def question_line(question: Question, values: Mapping[str, str], folder: str) -> str:
    """Return the shell command that asks a saved question with these values."""
    given = "".join(f" --set {shlex.quote(f'{key}={value}')}" for key, value in values.items())
    return f"orggraph query {question.name}{given} --format csv --graph {shlex.quote(folder)}"


def answer_picture(answer: Table, source: AnswerSource) -> Picture | None:
    """Return the entities of each row joined from left to right, or None without two a row."""
    known = _Known(source)
    nodes: dict[str, Node] = {}
    places: dict[str, tuple[int, int]] = {}
    heights: dict[int, int] = {}
    edges: list[Edge] = []
    for cells in answer.rows:
        row = [node for node in map(known.find, cells) if node is not None]
        for column, node in enumerate(row):
            if node.iri not in places and len(places) < MAX_NODES:
                places[node.iri] = (column * _STEP, heights.get(column, 0) * _LINE)
                heights[column] = heights.get(column, 0) + 1
                nodes[node.iri] = node
        edges.extend(Edge(left, "row", "row", right) for left, right in itertools.pairwise(row))
    if not edges:
        return None
    return draw("", nodes.values(), edges, places, direction="horizontal", inferred="")


def bars_of(answer: Table) -> Bars | None:
    """Return the first column of names with the first column of numbers, or None without both."""
    if not answer.rows:
        return None
    numbers = [
        place
        for place, cell in enumerate(answer.rows[0])
        if _is_number(cell) and answer.columns[place] not in _PLACES
    ]
    names = [
        place
        for place, cell in enumerate(answer.rows[0])
        if isinstance(cell, str) and not isinstance(cell, Iri)
    ]
    if not numbers or not names:
        return None
    name, number = names[0], numbers[0]
    values = tuple(
        (str(row[name]), float(str(row[number])))
        for row in answer.rows[:50]
        if _is_number(row[number])
    )
    return Bars(answer.columns[name], answer.columns[number], values)


def error_text(error: QueryError) -> str:
    """Return what was wrong with a query, with its line where that is known."""
    if error.line is None:
        return str(error)
    place = f"Line {error.line}"
    if error.column is not None:
        place += f", column {error.column}"
    return f"{place}: {error}"


class _Known:
    """Entities by IRI, each asked for once."""

    def __init__(self, source: AnswerSource) -> None:
        self._source = source
        self._found: dict[str, Node | None] = {}

    def find(self, cell: Cell) -> Node | None:
        if not isinstance(cell, str) or ":" not in cell:
            return None
        if cell not in self._found:
            try:
                self._found[cell] = self._source.get_node(cell)
            except NotFoundError:
                self._found[cell] = None
        return self._found[cell]


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def names_of(values: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """Return bars as columns for a chart."""
    return {"name": [name for name, _ in values], "value": [value for _, value in values]}
