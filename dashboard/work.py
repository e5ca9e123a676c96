"""Panes of the quality page: coverage, the shapes, what the last build changed, one list."""

from typing import Final

import streamlit as st

from dashboard.components import evidence, grid
from dashboard.deciding import decided_pane, decision_pane, known_decisions
from dashboard.frame import downloads
from dashboard.panes import evidence_pane
from dashboard.session import clicked, parameter, show
from dashboard.shelf import graph_folder, remembered
from dashboard.views.changes import changes_grid
from dashboard.views.coverage import coverage_grid, coverage_share
from dashboard.views.deciding import with_decisions
from dashboard.views.entity import quotes_of
from dashboard.views.finding import PAGE_SIZE
from dashboard.views.quality import Check, Find, check_grid, chosen_finds, iter_kinds, page_of
from dashboard.views.shapes import violations_grid
from dashboard.views.source import single_mark
from dashboard.views.words import markdown_text
from graph.difference.changes import Comparison
from graph.difference.comparing import compare_generations, find_generation
from graph.errors import GraphFolderError, NotFoundError
from graph.reading.reader import GraphReader
from graph.validation.checking import validate_graph

__all__ = ["changes_pane", "coverage_pane", "doors", "finds_pane", "shapes_pane"]

_NAMED: Final = 50  # as many lines of an entity are shown in their texts


def doors(reader: GraphReader) -> None:
    """Show how much sentences prove, and offer the views that take a moment to compute."""
    share, numbers = coverage_share(remembered(reader, "coverage", lambda graph: graph.coverage()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.metric("Proved by a sentence", share, numbers, delta_color="off", delta_arrow="off")
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button("Coverage by relation", icon=":material/format_quote:"):
                show("quality", check="coverage")
            if st.button("Check the shapes", icon=":material/rule:"):
                show("quality", check="shapes")
            if st.button("What the last build changed", icon=":material/difference:"):
                show("quality", check="changes")


def coverage_pane(reader: GraphReader) -> None:
    """Show for each relation how much of it sentences prove."""
    st.subheader("Coverage by relation")
    table = coverage_grid(remembered(reader, "coverage", lambda graph: graph.coverage()))
    grid(table, key="coverage", then=clicked)
    downloads(table, "coverage")


def shapes_pane(reader: GraphReader) -> None:
    """Check the whole graph against the shapes, once a build, and show what breaks them."""
    st.subheader("Shapes")
    st.caption("The whole graph is checked against the rules of its vocabulary.")
    with st.spinner("Checking; a large graph takes a while …", show_time=True):
        report = remembered(reader, "shapes", lambda _: validate_graph(graph_folder()))
    table = violations_grid(report)
    grid(table, key="shapes", then=clicked)
    downloads(table, "shapes")


def changes_pane(reader: GraphReader) -> None:
    """Show what the newest build changed against the one before it, if that is still kept."""
    st.subheader("What the last build changed")
    with st.spinner("Comparing …", show_time=True):
        try:
            comparison = remembered(reader, "changes", _compare)
        except GraphFolderError as error:
            st.info(
                "There is no build before this one to compare with. Change the sources or the "
                "aliases file and build again; the last two builds are kept.  \n"
                + markdown_text(str(error))
            )
            return
    table = changes_grid(comparison)
    grid(table, key="changes", then=clicked)
    downloads(table, "changes")


def _compare(reader: GraphReader) -> Comparison:
    folder, number = graph_folder(), reader.generation
    before, after = find_generation(folder, number - 1), find_generation(folder, number)
    return compare_generations(before, after, (f"build {number - 1}", f"build {number}"))


def finds_pane(reader: GraphReader, check: Check, found: tuple[Find, ...]) -> None:
    """Show what a check found, a page at a time, and beside it what belongs to the chosen row."""
    st.subheader(check.title)
    kinds = dict(iter_kinds(found)) if check.name == "findings" else {}
    kind = None
    if len(kinds) > 1:
        kind = st.pills(
            "Kind",
            list(kinds),
            format_func=lambda name: markdown_text(f"{name} {kinds[name]}"),
            key="kind",
            bind="query-params",
            label_visibility="collapsed",
        )
    if check.name == "merges":
        found = with_decisions(found, known_decisions(reader))
    finds, edge = chosen_finds(found, kind), parameter("edge")
    number = 1
    if len(finds) > PAGE_SIZE:
        pages, first = -(-len(finds) // PAGE_SIZE), page_of(finds, edge, PAGE_SIZE)
        number = st.pagination(pages, default=first, key=f"finds-{check.name}-{kind}")
    here = check_grid(check, finds[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    rows, words = st.columns([3, 2], gap="medium")
    with rows:
        grid(here, key="finds", selected=edge, selectable=bool(here.rows), then=clicked)
        downloads(check_grid(check, finds), check.name)
        if check.name == "merges":
            decided_pane(reader)
    with words:
        selected = next((find for find in found if find.key == edge), None)
        if check.name == "merges":
            decision_pane(reader, selected)
        elif selected is not None:
            _sentence(reader, selected)
        elif finds:
            st.info("Choose a row to see it in its text.")


def _sentence(reader: GraphReader, find: Find) -> None:
    """Show the words that a find is about, or those that name the entity it is about."""
    if find.entity:
        edges = reader.edges(find.entity, limit=_NAMED)
        evidence_pane(reader, quotes_of(edges), own=None, height=520)
        return
    if find.version is None or find.start is None or find.end is None:
        st.info("No sentence states this. Open its name in the list to see what is known.")
        return
    try:
        version, text = reader.get_version(find.version), reader.text_of(find.version)
    except NotFoundError as error:
        st.warning(markdown_text(str(error)))
        return
    marked = single_mark(version, text, find.start, find.end, says=find.why, height=520)
    evidence(marked, key="sentence", then=clicked)
