"""Programs & agencies: which roles touch one, how, and in which words."""

import streamlit as st

from dashboard.components import grid
from dashboard.counting import TOUCHING
from dashboard.frame import begin, downloads, give_up, way_back
from dashboard.panes import evidence_pane
from dashboard.session import clicked, parameter
from dashboard.shelf import remembered
from dashboard.views.entity import card_facts, quotes_of
from dashboard.views.finding import PAGE_SIZE, results_table
from dashboard.views.touching import find_touching, how_counts, matrix_grid, touches_table
from dashboard.views.words import kind_plural, markdown_text, relation_label
from graph.errors import NotFoundError

KINDS = ("program", "agency", "team")

reader = begin()
iri, edge = parameter("id"), parameter("edge")
if iri is None:
    st.title("Programs, agencies and teams")
    words = st.text_input(
        "Which one?",
        key="q",
        bind="query-params",
        live="150ms",
        type="search",
        placeholder="A name or an acronym",
        icon=":material/search:",
    ).strip()
    if not words:
        matrix = matrix_grid(remembered(reader, TOUCHING, find_touching))
        grid(matrix, key="matrix", then=clicked)
        downloads(matrix, "matrix")
    for kind in KINDS:
        found = reader.search(words, (kind,), limit=PAGE_SIZE)
        if found.hits:
            st.subheader(f"{kind_plural(kind)} {found.counts.get(kind, found.total):,}")
            table = results_table(found, query=words)
            grid(table, key=f"targets-{kind}", then=clicked)
            downloads(table, f"{kind}-list")
    st.stop()
try:
    card = reader.get_entity(iri)
except NotFoundError as error:
    give_up("There is no such program or agency in this graph.", f"{error} — or start from Find.")

way_back("All programs, agencies and teams", "programs")
facts = card_facts(card)
st.title(markdown_text(facts.title))
st.caption(markdown_text(facts.caption))
if facts.names:
    st.caption("Also called: " + markdown_text(" · ".join(facts.names)))

edges = reader.edges(iri, incoming=True)
counts = how_counts(edges)
how = st.pills(
    "How",
    [relation for relation, _ in counts],
    format_func=lambda name: f"{relation_label(name)} · {dict(counts)[name]}",
    selection_mode="multi",
    key=f"how-{iri}",
)
table = touches_table(edges, card.node, how=how)
rows, words_of = st.columns([3, 2], gap="medium")
with rows:
    grid(table, key="touches", selected=edge, selectable=True, then=clicked)
    downloads(table, "touches")
with words_of:
    evidence_pane(reader, quotes_of(edges), own=None, height=560)
