"""The start page before anything is searched: totals, who directs most, what is shared most."""

import streamlit as st

from dashboard.components import grid
from dashboard.counting import SPAN, TOUCHING, most_directing
from dashboard.session import clicked
from dashboard.shelf import remembered
from dashboard.views.finding import top_table, totals
from dashboard.views.touching import find_touching, shared_grid
from graph.reading.reader import GraphReader

__all__ = ["landing"]


def landing(reader: GraphReader) -> None:
    """Show what the graph holds and where to start; the counts come last, as they may take long."""
    with st.container(horizontal=True):
        for label, number in totals(reader.info()):
            st.metric(label, f"{number:,}", border=True)
    directing, shared, start = st.columns(3, gap="medium")
    with start:
        st.markdown("**Where to start**")
        st.markdown(
            "- a role and its chain of command: type its title or its code\n"
            "- who works with a program: type its name or its acronym\n"
            "- who works with an agency or a team: type its name\n"
            "- words that a description uses: they are found in the quotes"
        )
    with directing, st.spinner("Counting …"):
        span = remembered(reader, SPAN, most_directing)
        table = top_table(span, ("director", "reports"), "Directing most", "role")
        grid(table, key="directing", then=clicked)
    with shared, st.spinner("Counting …"):
        grid(shared_grid(remembered(reader, TOUCHING, find_touching)), key="shared", then=clicked)
