"""Search results and the start page's totals."""

from datetime import datetime
from typing import Final

from dashboard.views.links import entity_link, link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import KIND_PLURALS, node_caption
from graph.answers import Cell, GraphInfo, SearchPage, Table
from graph.counted import counted

__all__ = [
    "PAGE_SIZE",
    "facet_labels",
    "header_line",
    "results_table",
    "top_table",
    "totals",
]

PAGE_SIZE: Final = 50
_COLUMNS: Final = (
    Column("name", "Name"),
    Column("kind", "What it is"),
    Column("code", "Code", "code"),
    Column("found", "Found by"),
    Column("quote", "In these words", "quote"),
)
_WHY: Final = {
    "code": "code",
    "acronym": "acronym",
    "name": "name",
    "near": "a near spelling",
    "quote": "the text",
}


def results_table(page: SearchPage, *, query: str, offset: int = 0) -> Grid:
    """Return one page of search hits as a table."""
    rows = []
    for hit in page.hits:
        found = _WHY.get(hit.why, hit.why) if query else ""
        if hit.matched and hit.matched != hit.node.label and hit.why != "quote":
            found = f"{found}: {hit.matched}" if found else hit.matched
        rows.append(
            Row(
                key=hit.node.iri,
                cells=(
                    hit.node.label,
                    node_caption(hit.node),
                    hit.node.code,
                    found,
                    hit.quote.text if hit.quote else "",
                ),
                links={"name": entity_link(hit.node)},
            )
        )
    last = offset + len(rows)
    more = " or more" if page.at_least else ""
    caption = f"{offset + 1} to {last} of {page.total}{more}" if rows else ""
    return Grid(
        caption=caption,
        columns=_COLUMNS,
        rows=tuple(rows),
        empty=(
            f"Nothing is called “{query}”, and no quote has these words. "
            "Try fewer words, the acronym, or another kind."
        ),
    )


def _kind_order(kind: str) -> tuple[int, str]:
    kinds = list(KIND_PLURALS)
    return (kinds.index(kind) if kind in kinds else len(kinds), kind)


def facet_labels(page: SearchPage) -> dict[str, str]:
    """Return the label of each filter, by kind, with the number of hits behind it."""
    return {
        kind: f"{KIND_PLURALS.get(kind, kind)} {count:,}"
        for kind, count in sorted(page.counts.items(), key=lambda item: _kind_order(item[0]))
        if count
    }


_TOP: Final = 8


def top_table(answer: Table, names: tuple[str, str], caption: str, page: str) -> Grid:
    """Return the rows of a counting question with the highest counts.

    Args:
        answer: Its first column is a name, the column ``{name}_iri`` the address of that name.
        names: The columns of the name and of the count.
        caption: What stands above the table.
        page: The page on which these entities are shown.
    """
    name, count = names
    at = {column: place for place, column in enumerate(answer.columns)}
    rows = sorted(answer.rows, key=lambda row: (-_number(row[at[count]]), str(row[at[name]])))
    return Grid(
        caption=caption,
        columns=(Column(name, name.capitalize()), Column(count, count.capitalize(), "number")),
        rows=tuple(
            Row(
                key=str(row[at[f"{name}_iri"]]),
                cells=(row[at[name]], row[at[count]]),
                links={name: link(page, id=str(row[at[f"{name}_iri"]]))},
            )
            for row in rows[:_TOP]
        ),
        empty="No description states this. Add descriptions and build again.",
    )


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def totals(info: GraphInfo) -> tuple[tuple[str, int], ...]:
    """Return what the graph holds, as label and number, for the start page."""
    posts = info.kinds.get("post", 0)
    return (
        ("Described roles", info.described_posts),
        ("Roles only named", posts - info.described_posts),
        ("Offices", info.kinds.get("unit", 0)),
        ("Programs", info.kinds.get("program", 0)),
        ("Agencies", info.kinds.get("agency", 0)),
        ("Quotes", info.claims),
    )


def header_line(info: GraphInfo, name: str, built: datetime | None = None) -> str:
    """Return the line at the top of every page: which graph, how new, how large."""
    date = f" of {built.day} {built:%B %Y, %H:%M}" if built else ""
    return (
        f"{name} · build {info.generation}{date} · "
        f"{counted(info.described_posts, 'described role')} · "
        f"{counted(info.versions, 'document')} · {counted(info.claims, 'quote')}"
    )
