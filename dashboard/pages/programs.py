"""Programs & agencies: which roles touch one, how, and in which words."""

import streamlit as st

from dashboard.frame import begin, give_up, way_back
from dashboard.session import parameter
from dashboard.touching import all_targets, one_target
from dashboard.views.entity import card_facts
from dashboard.views.words import markdown_text
from graph.errors import NotFoundError

reader = begin()
iri = parameter("id")
if iri is None:
    st.title("Programs, agencies and teams")
    all_targets(reader)
    st.stop()
try:
    card = reader.get_entity(iri)
except NotFoundError as error:
    give_up("There is no such program or agency in this graph.", f"{error} — or start from Find.")

way_back("All programs, agencies and teams", "programs")
facts = card_facts(card)
st.title(markdown_text(facts.title))
st.caption(markdown_text(facts.says))
one_target(reader, card)
