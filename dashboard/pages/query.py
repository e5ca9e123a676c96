"""Query: saved questions, and SPARQL over the current organisation and its documents."""

import streamlit as st

from dashboard.asking import answer_pane, ask_question, ask_sparql
from dashboard.frame import begin
from dashboard.session import parameter, show

reader = begin()
st.title("Ask the graph")
modes = {"questions": "Questions", "sparql": "SPARQL"}
current = (
    "sparql" if parameter("sparql") is not None or parameter("mode") == "sparql" else "questions"
)
mode = st.segmented_control(
    "How",
    list(modes),
    default=current,
    format_func=modes.__getitem__,
    required=True,
    label_visibility="collapsed",
    key=f"mode-{current}",
)
if mode != current:
    show("query", mode=mode)
answer = ask_question(reader) if mode == "questions" else ask_sparql(reader)
if answer is not None:
    answer_pane(reader, answer)
