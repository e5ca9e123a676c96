"""Try it: paste or upload a description and see what is read from it; nothing is stored."""

import streamlit as st

from dashboard.components import canvas, evidence
from dashboard.frame import begin, picture_downloads
from dashboard.session import clicked, hidden_relations, parameter
from dashboard.trying import given_description, tables_of
from dashboard.views.ego import ego_of
from dashboard.views.entity import quotes_of
from dashboard.views.source import marked_text
from dashboard.views.words import markdown_text
from graph.counted import counted

reader = begin()
st.title("Try a description")
st.caption(
    "What is read from it is shown here and kept nowhere: not in the graph, not on disk, and "
    "nobody else sees it."
)
attempt = given_description()
edge = parameter("edge")
card, edges = attempt.card(), attempt.all_edges()
title = attempt.version.label
st.subheader(markdown_text(title))
st.caption(
    markdown_text(
        f"{counted(len(edges), 'fact')}, {counted(len(attempt.extraction.mentions), 'name')}, "
        f"{counted(len(attempt.extraction.duties), 'duty')}; read with the profile "
        f"“{attempt.extraction.profile}”, as {attempt.extraction.encoding}"
    )
)
ego = ego_of(attempt, card, attempt.chain(), expanded=parameter("more"), hidden=hidden_relations())
picture = ego.picture
drawing, words = st.columns([3, 2], gap="medium")
with drawing:
    canvas(picture, center=card.node.iri, selected=edge, key="tried", file_name=title, then=clicked)
    picture_downloads(picture, title, "tried")
with words:
    marked = marked_text(
        attempt.version,
        attempt.text,
        quotes_of(edges),
        selected=edge,
        height=max(picture.height, 400) - 40,
    )
    evidence(marked, key="tried-text", then=clicked)
tables_of(attempt)
