"""Search results and the start page's totals."""

from typing import Final

from dashboard.views.links import entity_link
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import KIND_PLURALS, node_caption
from graph.answers import GraphInfo, SearchPage

__all__ = ["PAGE_SIZE", "facet_labels", "header_line", "results_table", "totals"]

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
    caption = f"{offset + 1} to {last} of {page.total}" if rows else ""
    return Grid(
        caption=caption,
        columns=_COLUMNS,
        rows=tuple(rows),
        empty=(
            f"Nothing is called “{query}”, and no quote has these words. "
            "Try fewer words, the acronym, or another kind."
        ),
    )


def facet_labels(page: SearchPage) -> dict[str, str]:
    """Return the label of each filter, by kind, with the number of hits behind it."""
    return {
        kind: f"{KIND_PLURALS.get(kind, kind)} {count:,}"
        for kind, count in page.counts.items()
        if count
    }


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


def header_line(info: GraphInfo, name: str) -> str:
    """Return the line at the top of every page: which graph, how new, how large."""
    return (
        f"{name} · build {info.generation} · {info.described_posts:,} described roles · "
        f"{info.versions:,} documents · {info.claims:,} quotes"
    )
