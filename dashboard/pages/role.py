"""Role: one role or office with its chain of command, its network, and its words."""

import streamlit as st

from dashboard.components import canvas, chain
from dashboard.frame import begin, give_up, picture_downloads
from dashboard.panes import (
    all_roles,
    doors,
    evidence_pane,
    relations_pane,
    reports_pane,
    undescribed_note,
)
from dashboard.session import clicked, hidden_relations, parameter
from dashboard.views.command import chain_steps
from dashboard.views.ego import ego_of
from dashboard.views.entity import card_facts, quotes_of
from dashboard.views.words import markdown_text
from graph.errors import NotFoundError

NBSP = "\u00a0"

reader = begin()
iri, edge = parameter("id"), parameter("edge")
if iri is None:
    st.title("Roles")
    all_roles(reader)
    st.stop()
try:
    card = reader.get_entity(iri)
except NotFoundError as error:
    give_up("There is no such role in this graph.", f"{error} — or start from Find.")

doors(card)
facts = card_facts(card)
st.title(markdown_text(facts.title))
st.caption(markdown_text(facts.says))
if facts.values:
    values = ((markdown_text(name), markdown_text(value)) for name, value in facts.values)
    st.markdown(" \u2003 ".join(f"{name.replace(' ', NBSP)}{NBSP}**{v}**" for name, v in values))
undescribed_note(card)

upward = reader.chain(iri)
st.subheader("Chain of command")
chain(chain_steps(upward, selected=edge), key="chain", then=clicked)

hidden = hidden_relations()
ego = ego_of(reader, card, upward, expanded=parameter("more"), hidden=hidden)
groups = tuple(quote for quote in card.groups if quote.relation not in hidden)
picture = ego.picture
drawing, words = st.columns([3, 2], gap="medium")
with drawing:
    st.subheader("Network")
    canvas(picture, center=iri, selected=edge, key="network", file_name=facts.title, then=clicked)
    picture_downloads(picture, facts.title, "network")
with words:
    st.subheader("In the words of the documents")
    own = card.versions[0].iri if card.versions else None
    quotes = (*quotes_of(ego.marked), *groups)
    evidence_pane(reader, quotes, own=own, height=max(picture.height, 400) - 40)

reports_pane(reader, card)

relations_pane(reader, card, hidden)
