"""Deciding whether two names are one, and taking a decision back: panes of the quality page."""

from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.components import grid
from dashboard.frame import downloads
from dashboard.session import clicked, parameter
from dashboard.shelf import graph_folder
from dashboard.views.deciding import VERDICTS, decided_key, decisions_grid, find_decided, pair_grid
from dashboard.views.quality import Find
from dashboard.views.words import markdown_text
from graph.errors import AliasesError, OrgGraphError
from graph.reading.reader import GraphReader
from ingest.resolution.aliases_file import read_aliases
from ingest.resolution.decisions import Decision, aliases_file, decide, iter_decisions, undo

__all__ = ["decided_pane", "decision_pane", "known_decisions"]

_DONE: Final = "decision-done"


def known_decisions(reader: GraphReader) -> tuple[Decision, ...]:
    """Return what the aliases file of the graph says today; nothing when it cannot be read."""
    try:
        return tuple(iter_decisions(read_aliases(_file(reader))))
    except AliasesError as error:
        st.warning(markdown_text(str(error)))
        return ()


def decided_pane(reader: GraphReader) -> None:
    """Show what was decided, in a list whose rows can be chosen."""
    table = decisions_grid(known_decisions(reader), _file(reader).name)
    selectable = bool(table.rows)
    grid(table, key="decided", selected=parameter("edge"), selectable=selectable, then=clicked)
    downloads(table, "decisions")


def decision_pane(reader: GraphReader, find: Find | None) -> None:
    """Show the form for the chosen pair, or the chosen decision with a way to take it back."""
    if done := st.session_state.pop(_DONE, None):
        st.success(markdown_text(str(done)))
    decided = find_decided(known_decisions(reader), parameter("edge"))
    if decided is not None:
        _undo_form(reader, decided)
    elif find is not None:
        _merge_form(reader, find)
    else:
        st.info("Choose a pair to decide about it, or a decision to take it back.")


def _file(reader: GraphReader) -> Path:
    return aliases_file(graph_folder(), reader.info().report.get("aliases"))


def _merge_form(reader: GraphReader, find: Find) -> None:
    nodes = [reader.get_node(iri) for iri in find.key.split(" ", 1)]
    said = [(node, reader.edges(node.iri, limit=1)) for node in nodes]
    grid(pair_grid(said, find.why), key="pair", then=clicked)
    path = _file(reader)
    with st.form(f"merge-{find.key}", border=True):
        verdict = st.radio("Are they one?", list(VERDICTS), format_func=VERDICTS.__getitem__)
        reason = st.text_input("Reason", placeholder="For whoever reads the file next")
        sent = st.form_submit_button("Write the decision", type="primary")
    st.caption(markdown_text(f"Goes to {path}; the next build that reads this file applies it."))
    if not sent:
        return
    try:
        decide(
            path,
            "accept" if verdict == "accept" else "reject",
            kind=nodes[0].kind,
            name=nodes[0].label,
            other=nodes[1].label,
            reason=reason.strip(),
        )
    except (OrgGraphError, OSError) as error:
        st.error(markdown_text(f"Nothing was written: {error}"))
    else:
        _written("The decision is written. Build again to see it in the graph.")


def _undo_form(reader: GraphReader, decided: Decision) -> None:
    st.markdown(f"**{markdown_text(decided.name)}**  \n**{markdown_text(decided.other)}**")
    st.caption(markdown_text(f"{VERDICTS[decided.verdict]}. {decided.reason}".strip()))
    if not st.button("Take the decision back", icon=":material/undo:", key=decided_key(decided)):
        return
    try:
        undo(_file(reader), kind=decided.kind, name=decided.name, other=decided.other)
    except (OrgGraphError, OSError) as error:
        st.error(markdown_text(f"Nothing was written: {error}"))
    else:
        st.query_params.pop("edge", None)
        _written("The decision is taken back. Build again to see the graph without it.")


def _written(words: str) -> None:
    """Draw the page again, which shows the file as it is now and says what was done."""
    st.session_state[_DONE] = words
    st.rerun()
