"""Panes of the programs page: all programs, agencies or teams, and who touches one of them."""

import streamlit as st

from dashboard.components import grid
from dashboard.counting import TOUCHING
from dashboard.frame import downloads
from dashboard.panes import evidence_pane, page_with
from dashboard.session import clicked, parameter, put, show
from dashboard.shelf import remembered
from dashboard.views.entity import quotes_of
from dashboard.views.finding import PAGE_SIZE
from dashboard.views.touching import (
    KINDS,
    find_touching,
    how_counts,
    matrix_grid,
    targets_grid,
    touches_table,
)
from dashboard.views.words import kind_plural, relation_label
from graph.answers import Card
from graph.reading.reader import GraphReader

__all__ = ["all_targets", "one_target"]


def all_targets(reader: GraphReader) -> None:
    """Show every program, agency or team with its roles, and the matrix of those touched most."""
    with st.spinner("Counting who touches what …"):
        touching = remembered(reader, TOUCHING, find_touching)
    words = st.text_input(
        "Which one?",
        key="q",
        bind="query-params",
        live="150ms",
        type="search",
        placeholder="A name or an acronym, such as the one a sentence uses",
        icon=":material/search:",
    ).strip()
    kind = st.segmented_control(
        "Kind",
        KINDS,
        default=KINDS[0],
        format_func=lambda name: f"{kind_plural(name)} {len(touching.targets[name]):,}",
        key="kind",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    chosen = kind or KINDS[0]
    if words:
        found = reader.search(words, (chosen,), limit=PAGE_SIZE)
        known = {item.node.iri: item for item in touching.targets[chosen]}
        hits = [known[hit.node.iri] for hit in found.hits if hit.node.iri in known]
        table = targets_grid(hits, chosen, offset=0, total=found.total)
        elsewhere = [name for name in KINDS if name != chosen and found.counts.get(name)]
        grid(table, key="targets", then=clicked)
        for name in elsewhere:
            st.caption(f"{kind_plural(name)} with such a name: {found.counts[name]:,}")
        downloads(table, f"{chosen}-list")
        return
    matrix = matrix_grid(touching, chosen)
    grid(matrix, key="matrix", then=clicked)
    downloads(matrix, "matrix")
    everything = touching.targets[chosen]
    number = 1
    if len(everything) > PAGE_SIZE:
        number = st.pagination(-(-len(everything) // PAGE_SIZE), key=f"page-{chosen}")
    offset = (number - 1) * PAGE_SIZE
    some = everything[offset : offset + PAGE_SIZE]
    grid(
        targets_grid(some, chosen, offset=offset, total=len(everything)),
        key="targets",
        then=clicked,
    )
    downloads(targets_grid(everything, chosen, offset=0, total=len(everything)), f"{chosen}-list")
    if chosen == "program" and st.button("Programs that roles share", type="tertiary"):
        show("query", ask="shared-programs")


def one_target(reader: GraphReader, card: Card) -> None:
    """Show who touches one program, agency or team, how, and in which words."""
    iri, edge = card.node.iri, parameter("edge")
    counts = dict(how_counts(card))
    given = [name for name in (parameter("how") or "").split(",") if name in counts]
    how = st.pills(
        "How",
        list(counts),
        default=given,
        format_func=lambda name: f"{relation_label(name)} {counts[name]:,}",
        selection_mode="multi",
        key=f"how-{iri}",
    )
    put("how", ",".join(how))
    total = sum(count for name, count in counts.items() if not how or name in how)
    number = 1
    if total > PAGE_SIZE:
        every = reader.edges(iri, how, incoming=True, quotes=False) if edge else ()
        first = page_with(every, edge) if edge else 1
        key = f"touches-{iri}-{how}-{first}"
        number = st.pagination(-(-total // PAGE_SIZE), default=first, key=key)
    offset = (number - 1) * PAGE_SIZE
    edges = reader.edges(iri, how, incoming=True, limit=PAGE_SIZE, offset=offset)
    table = touches_table(edges, card.node)
    rows, words_of = st.columns([3, 2], gap="medium")
    with rows:
        grid(table, key="touches", selected=edge, selectable=bool(table.rows), then=clicked)
        downloads(table, "touches")
        if total > PAGE_SIZE:
            st.caption(
                f"The files hold these {len(edges)} of {total:,}; 'orggraph touches' has all."
            )
    with words_of:
        evidence_pane(reader, quotes_of(edges), own=None, height=560)
