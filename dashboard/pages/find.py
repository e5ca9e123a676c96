"""Find: search over names, codes, acronyms and quotes."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import begin, downloads
from dashboard.session import react
from dashboard.views.finding import PAGE_SIZE, facet_labels, results_table, totals

reader = begin()
st.title("Find a role, office, program or agency")
query = st.text_input(
    "Search",
    key="q",
    bind="query-params",
    live=True,
    type="search",
    placeholder="A title, a code, an acronym, or words of a quote",
    label_visibility="collapsed",
    icon=":material/search:",
)
query = (query or "").strip()
everything = reader.search(query, limit=1)
labels = facet_labels(everything)
kind = st.pills(
    "Kind",
    list(labels),
    format_func=lambda name: labels.get(name, name),
    key="type",
    bind="query-params",
    label_visibility="collapsed",
)
if not query and kind is None:
    with st.container(horizontal=True):
        for label, number in totals(reader.info()):
            st.metric(label, f"{number:,}", border=True)

kinds = (kind,) if kind else ()
total = everything.counts.get(kind, 0) if kind else everything.total
number = 1
if total > PAGE_SIZE:
    number = st.pagination(-(-total // PAGE_SIZE), key=f"page-{query}-{kind}")
offset = (number - 1) * PAGE_SIZE
found = reader.search(query, kinds, limit=PAGE_SIZE, offset=offset)
table = results_table(found, query=query, offset=offset)
react(reader, grid(table, key="hits"), page="find")
downloads(table, "search")
