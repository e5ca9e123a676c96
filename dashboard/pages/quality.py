"""Quality: the work list; every check leads to the sentence, every merge can be decided."""

import streamlit as st

from dashboard.components import evidence, grid
from dashboard.frame import begin, downloads, way_back
from dashboard.session import clicked, parameter
from dashboard.shelf import remembered
from dashboard.views.quality import CHECKS, check_grid, checks_grid, find_finds, iter_kinds
from dashboard.views.source import single_mark
from dashboard.views.words import markdown_text
from dashboard.work import changes_pane, merge_form, shapes_pane

reader = begin()
st.title("Quality")
finds = remembered(reader, "quality", find_finds)
chosen = next((check for check in CHECKS if check.name == parameter("check")), None)
if chosen is None:
    grid(checks_grid(finds), key="checks", then=clicked)
    downloads(checks_grid(finds), "checks")
    shapes_pane(reader)
    changes_pane(reader)
    st.stop()

way_back("All checks", "quality")
st.subheader(chosen.title)
found = finds[chosen.name]
kinds = dict(iter_kinds(found)) if chosen.name == "findings" else {}
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
table = check_grid(chosen, found, kind=kind)
edge = parameter("edge")
selected = next((find for find in found if find.key == edge), None)
rows, words = st.columns([3, 2], gap="medium")
with rows:
    grid(table, key="finds", selected=edge, selectable=True, then=clicked)
    downloads(table, chosen.name)
with words:
    if selected is None:
        st.info("Choose a row to see it in its text.")
    elif chosen.name == "merges":
        merge_form(reader, selected)
    elif selected.version is None or selected.start is None or selected.end is None:
        st.info("This is about something that no sentence states. Open it to see what is known.")
    else:
        version = reader.get_version(selected.version)
        text = reader.text_of(selected.version)
        marked = single_mark(
            version, text, selected.start, selected.end, says=selected.why, height=520
        )
        evidence(marked, key="sentence", then=clicked)
