"""Panes of the page on which a description is tried: what is read, and what came of it."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import downloads, give_up
from dashboard.reading import claims_as_quads, plain_triples, read_attempts
from dashboard.session import clicked, parameter
from dashboard.theme import MAX_UPLOAD_MEGABYTES
from dashboard.views.attempt import Attempt, fact_grid, field_grid, unclear_grid

__all__ = ["given_description", "tables_of"]

_TYPES = ["txt", "md", "html", "htm", "pdf", "docx"]


def given_description() -> Attempt:
    """Return what was pasted or uploaded, read; without it, or unreadable, the page ends."""
    pasted, uploaded = st.columns(2, gap="medium")
    with pasted:
        text = st.text_area("Paste a job or class description", key="pasted", height=150)
    with uploaded:
        file = st.file_uploader(
            f"or choose a file (at most {MAX_UPLOAD_MEGABYTES} MB)", type=_TYPES, key="uploaded"
        )
    if file is not None:
        read = read_attempts(file.name, file.getvalue())
    elif text.strip():
        read = read_attempts("pasted.txt", text.encode("utf-8"))
    else:
        st.info("Paste a text or choose a file. A whole description works best, header included.")
        st.stop()
    if isinstance(read, str):
        give_up("This cannot be read.", read)
    if len(read) == 1:
        return read[0]
    titles = [f"{number}. {item.version.label}" for number, item in enumerate(read, start=1)]
    return read[titles.index(st.selectbox(f"{len(read)} descriptions", titles))]


def tables_of(attempt: Attempt) -> None:
    """Show the facts, the header fields, what was not understood, and the triples."""
    facts = fact_grid(attempt)
    grid(facts, key="facts", selected=parameter("edge"), selectable=True, then=clicked)
    downloads(facts, "facts")
    grid(field_grid(attempt.extraction), key="fields", then=clicked)
    unclear = unclear_grid(attempt.extraction)
    grid(unclear, key="unclear", then=clicked)
    downloads(unclear, "not-understood")
    with st.expander("As triples"):
        st.code(plain_triples(attempt.extraction), language=None, wrap_lines=True)
        st.download_button(
            "N-Quads with every claim",
            claims_as_quads(attempt.extraction),
            "tried.nq",
            "application/n-quads",
            on_click="ignore",
        )
