"""Find: search over names, codes, acronyms and quotes."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import begin, downloads
from dashboard.landing import landing
from dashboard.panes import pick_entity
from dashboard.session import clicked, parameter, put
from dashboard.views.finding import PAGE_SIZE, facet_labels, results_table

reader = begin()
st.title("Find a role, office, program or agency")
query = st.text_input(
    "Search",
    key="q",
    bind="query-params",
    live="150ms",
    type="search",
    placeholder="A title, a code, an acronym, or words of a quote",
    label_visibility="collapsed",
    icon=":material/search:",
).strip()
office = parameter("office")
everything = reader.search(query, unit=office, limit=1)
labels = facet_labels(everything)
with st.container(horizontal=True, vertical_alignment="center"):
    kind = st.pills(
        "Kind",
        list(labels),
        format_func=lambda name: labels.get(name, name),
        key="type",
        bind="query-params",
        label_visibility="collapsed",
    )
    with st.popover(
        "In one office" if office is None else "Office chosen", icon=":material/filter_alt:"
    ):
        put("office", pick_entity(reader, "Only roles of the office", "office", ("unit",)))
if not query and kind is None and office is None:
    landing(reader)
    st.stop()

kinds = (kind,) if kind else ()
total = everything.counts.get(kind, 0) if kind else everything.total
number = 1
if total > PAGE_SIZE:
    number = st.pagination(-(-total // PAGE_SIZE), key=f"page-{query}-{kind}-{office}")
offset = (number - 1) * PAGE_SIZE
found = reader.search(query, kinds, unit=office, limit=PAGE_SIZE, offset=offset)
table = results_table(found, query=query, offset=offset)
grid(table, key="hits", then=clicked)
downloads(table, "search")
