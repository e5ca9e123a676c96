"""The two ways of asking, and the answer: panes of the query page."""

import os
from typing import Final

import streamlit as st

from dashboard.components import canvas, editor, grid
from dashboard.frame import export_buttons, way_back
from dashboard.session import clicked, parameter, show
from dashboard.shelf import graph_folder, remembered
from dashboard.views.asking import (
    SHOWN,
    answer_grid,
    answer_picture,
    bars_of,
    completions,
    error_text,
    names_of,
    question_line,
    question_text,
    questions_grid,
    terminal_lines,
)
from dashboard.views.tables import to_json
from dashboard.views.words import markdown_text
from graph.answers import Table
from graph.errors import NotFoundError, QueryError
from graph.querying.query import Question, saved_questions
from graph.reading.reader import GraphReader

__all__ = ["ROWS", "SECONDS", "SECONDS_VARIABLE", "answer_pane", "ask_question", "ask_sparql"]

SECONDS_VARIABLE: Final = "ORGGRAPH_QUERY_SECONDS"
SECONDS: Final = float(os.environ.get(SECONDS_VARIABLE, "30"))
ROWS: Final = 10_000


def ask_question(reader: GraphReader) -> Table | None:
    """Return the answer to the saved question that was chosen, once its parameters are given."""
    chosen = parameter("ask")
    question = next((item for item in saved_questions() if item.name == chosen), None)
    if question is None:
        grid(questions_grid(saved_questions()), key="questions", then=clicked)
        return None
    with st.container(horizontal=True):
        way_back("All questions", "query")
        if st.button("Open as SPARQL", icon=":material/code:", type="tertiary"):
            show("query", sparql=question_text(question))
    st.subheader(markdown_text(question.title))
    st.caption(markdown_text(question.description))
    values = _values(question)
    missing = [
        item.name for item in question.parameters if not item.optional and item.name not in values
    ]
    if missing:
        st.info(f"Fill in: {', '.join(missing)}. A name, an acronym, a code or an IRI will do.")
        return None
    try:
        with st.spinner("Asking …", show_time=True):
            answer = reader.ask(question.name, values, limit_seconds=SECONDS)
    except (NotFoundError, QueryError) as error:
        st.warning(markdown_text(str(error)))
        return None
    with st.expander("The same from a terminal"):
        st.code(
            question_line(question, values, str(graph_folder())), language="sh", wrap_lines=True
        )
    return answer


def _values(question: Question) -> dict[str, str]:
    values: dict[str, str] = {}
    for item in question.parameters:
        given = st.text_input(
            markdown_text(item.description[:1].upper() + item.description[1:])
            + (" (may be left out)" if item.optional else ""),
            key=f"p-{question.name}-{item.name}",
            value=parameter(item.name) or "",
            placeholder=f"for example {item.example}",
        )
        if given.strip():
            values[item.name] = given.strip()
            st.query_params[item.name] = given.strip()
    return values


def ask_sparql(reader: GraphReader) -> Table | None:
    """Return the answer to the query in the editor, or None after saying what is wrong."""
    st.caption(
        f"Read only. A query is stopped after {SECONDS:.0f} s, an answer after {ROWS:,} rows. "
        "The plain graph is the current organisation; each document's claims stand in its own "
        "named graph."
    )
    query = parameter("sparql") or ""
    if not query.strip():
        st.caption(
            "Type, or start from a question: open one under Questions, then “Open as SPARQL”. "
            "Names and terms of this graph are completed while you type."
        )
    failure: QueryError | None = None
    answer: Table | None = None
    place = st.container()
    if query.strip():
        try:
            with st.spinner("Asking …", show_time=True):
                answer = reader.query(query, limit_seconds=SECONDS, limit_rows=ROWS)
        except QueryError as error:
            failure = error
    with place:
        words = remembered(reader, "completions", completions)
        line = failure.line if failure is not None else None
        editor(query, words, error_line=line, key="editor", then=clicked)
    if failure is not None:
        st.error(markdown_text(error_text(failure)))
    if query.strip():
        with st.expander("The same from a terminal"):
            st.code(terminal_lines(query, str(graph_folder())), language="sh", wrap_lines=True)
    return answer


def answer_pane(reader: GraphReader, answer: Table) -> None:
    """Show an answer as table, network, chart or raw, with its downloads."""
    picture, bars = answer_picture(answer, reader), bars_of(answer)
    ways = ["Table", *(["Network"] if picture else []), *(["Chart"] if bars else []), "Raw"]
    way = st.segmented_control("Show as", ways, default="Table", required=True, key="way")
    if way == "Network" and picture is not None:
        canvas(picture, center="", selected=None, key="net", then=clicked)
    elif way == "Chart" and bars is not None:
        st.bar_chart(
            names_of(bars.values),
            x="name",
            y="value",
            horizontal=True,
            x_label=bars.number,
            y_label=bars.name,
        )
    elif way == "Raw":
        st.code(to_json(answer.columns, answer.rows[:SHOWN]).decode("utf-8"), language="json")
    if way != "Raw":
        grid(answer_grid(answer, reader), key="answer", then=clicked)
    export_buttons(answer.columns, answer.rows, "answer")
