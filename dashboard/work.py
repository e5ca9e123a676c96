"""Panes of the quality page: deciding a merge, checking the shapes, what the last build changed."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import downloads
from dashboard.session import clicked
from dashboard.shelf import graph_folder, remembered
from dashboard.views.changes import changes_grid
from dashboard.views.quality import Find
from dashboard.views.shapes import violations_grid
from dashboard.views.words import markdown_text
from graph.difference.changes import Comparison
from graph.difference.comparing import compare_generations, find_generation
from graph.errors import GraphFolderError, OrgGraphError
from graph.reader import GraphReader
from graph.validation.checking import validate_graph
from ingest.decisions import aliases_file, decide

__all__ = ["changes_pane", "merge_form", "shapes_pane"]


def merge_form(reader: GraphReader, find: Find) -> None:
    """Show two names that may be one, and write what a person decides to the aliases file."""
    first, second = (reader.get_node(iri) for iri in find.key.split(" ", 1))
    st.markdown(f"**{markdown_text(first.label)}**  \n**{markdown_text(second.label)}**")
    st.caption(markdown_text(find.why))
    path = aliases_file(graph_folder(), reader.info().report.get("aliases"))
    with st.form(f"merge-{find.key}", border=True):
        verdict = st.radio(
            "Are they one?",
            ["accept", "reject"],
            format_func={"accept": "One and the same", "reject": "Two different ones"}.__getitem__,
        )
        reason = st.text_input("Reason", placeholder="For whoever reads the file next")
        sent = st.form_submit_button("Write the decision")
    st.caption(markdown_text(f"Goes to {path}; the next build that reads this file applies it."))
    if not sent:
        return
    try:
        decide(
            path,
            "accept" if verdict == "accept" else "reject",
            kind=first.kind,
            name=first.label,
            other=second.label,
            reason=reason.strip(),
        )
    except (OrgGraphError, OSError) as error:
        st.error(markdown_text(f"Nothing was written: {error}"))
    else:
        st.success("Written. Build again to see it in the graph.")


def shapes_pane(reader: GraphReader) -> None:
    """Offer to check the whole graph against the shapes, and show what breaks them."""
    st.subheader("Shapes")
    st.caption(
        "Checks the whole graph against the rules of its vocabulary. A large one takes a while."
    )
    asked = st.button("Check now", icon=":material/rule:")
    if not asked and not st.session_state.get("shapes-asked"):
        return
    st.session_state["shapes-asked"] = True
    with st.spinner("Checking …"):
        report = remembered(reader, "shapes", lambda _: validate_graph(graph_folder()))
    table = violations_grid(report)
    grid(table, key="shapes", then=clicked)
    downloads(table, "shapes")


def changes_pane(reader: GraphReader) -> None:
    """Offer what the newest build changed against the one before it, if that is still kept."""
    st.subheader("Changes")
    number = reader.generation
    asked = st.button(f"Compare build {number} with the one before", icon=":material/difference:")
    if not asked and not st.session_state.get("changes-asked"):
        return
    st.session_state["changes-asked"] = True
    with st.spinner("Comparing …"):
        try:
            comparison = remembered(reader, "changes", _compare)
        except GraphFolderError as error:
            st.info(markdown_text(f"There is nothing to compare with: {error}"))
            return
    table = changes_grid(comparison)
    grid(table, key="changes", then=clicked)
    downloads(table, "changes")


def _compare(reader: GraphReader) -> Comparison:
    folder, number = graph_folder(), reader.generation
    before, after = find_generation(folder, number - 1), find_generation(folder, number)
    return compare_generations(before, after, (f"build {number - 1}", f"build {number}"))
