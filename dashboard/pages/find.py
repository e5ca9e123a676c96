"""Find: search over names, codes, acronyms and quotes."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import begin, downloads
from dashboard.session import clicked, remembered
from dashboard.views.finding import (
    PAGE_SIZE,
    facet_labels,
    programs_by_roles,
    results_table,
    top_table,
    totals,
)

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
    directing, shared, start = st.columns(3, gap="medium")
    with directing:
        table = top_table(
            remembered(reader, "span", lambda found: found.ask("span-of-control")),
            ("director", "reports"),
            "Directing most",
            "role",
        )
        grid(table, key="directing", then=clicked)
    with shared:
        programs = remembered(reader, "programs", programs_by_roles)
        table = top_table(programs, ("program", "roles"), "Shared by most roles", "programs")
        grid(table, key="shared", then=clicked)
    with start:
        st.markdown("**Where to start**")
        st.markdown(
            "- a role and its chain of command: type its title or its code\n"
            "- who works with a program: type its acronym, such as `METS` or `IEP`\n"
            "- who works with an agency: type its name\n"
            "- words that a description uses: they are found in the quotes"
        )
    st.stop()

kinds = (kind,) if kind else ()
total = everything.counts.get(kind, 0) if kind else everything.total
number = 1
if total > PAGE_SIZE:
    number = st.pagination(-(-total // PAGE_SIZE), key=f"page-{query}-{kind}")
offset = (number - 1) * PAGE_SIZE
found = reader.search(query, kinds, limit=PAGE_SIZE, offset=offset)
table = results_table(found, query=query, offset=offset)
grid(table, key="hits", then=clicked)
downloads(table, "search")
