"""Query: SPARQL over the current organisation and the documents behind it."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import begin, export_buttons, give_up
from dashboard.session import react
from dashboard.views.answers import EXAMPLES, answer_grid, error_text
from dashboard.views.words import markdown_text
from graph.errors import QueryError

SECONDS, ROWS = 30.0, 10_000

reader = begin()
st.title("Ask in SPARQL")
st.caption(
    f"Read only. A query is stopped after {SECONDS:.0f} seconds, an answer after {ROWS:,} rows. "
    "The plain graph is the current organisation; each document's claims stand in a named graph."
)
example = st.selectbox(
    "Start from a question",
    list(EXAMPLES),
    index=None,
    placeholder="Choose one, or write your own below",
)
if example:
    st.session_state["sparql"] = EXAMPLES[example]
query = st.text_area("Query (Ctrl+Enter runs it)", key="sparql", bind="query-params", height=240)
st.button("Run", type="primary", icon=":material/play_arrow:", shortcut="Ctrl+Enter")
if not query:
    st.stop()
try:
    with st.spinner("Asking …", show_time=True):
        answer = reader.query(query, limit_seconds=SECONDS, limit_rows=ROWS)
except QueryError as error:
    give_up("The query was not answered.", error_text(error))
react(reader, grid(answer_grid(answer, reader), key="answer"), page="query")
export_buttons(answer.columns, answer.rows, "answer")
st.caption(markdown_text(f"{len(answer.rows):,} rows"))
