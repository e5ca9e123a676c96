"""Parts that several pages share: the marked source text, the picker of an entity."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components import Clicked, evidence
from dashboard.session import parameter
from dashboard.views.source import choose_source, marked_text, sources_of
from dashboard.views.words import markdown_text
from graph.answers import Quote
from graph.reader import GraphReader

__all__ = ["evidence_pane"]


def evidence_pane(
    reader: GraphReader, quotes: Sequence[Quote], *, own: str | None, height: int
) -> Clicked:
    """Return the edge whose mark was clicked in the document that proves the selected edge.

    Args:
        reader: The graph.
        quotes: What is to be marked, from any number of documents.
        own: The version that describes the entity itself; it is shown first.
        height: The height of the text in pixels.
    """
    edge = parameter("edge")
    choices = sources_of(quotes, own)
    shown = choose_source(choices, quotes, edge=edge, wanted=parameter("source"))
    if shown is None:
        st.info("No sentence speaks of it: it was only read from a title or a name.")
        return Clicked()
    titles = {choice.version: f"{choice.title} ({choice.quotes})" for choice in choices}
    if len(choices) > 1:
        picked = st.selectbox(
            f"{len(choices)} documents speak of it",
            list(titles),
            index=list(titles).index(shown),
            format_func=lambda version: markdown_text(titles[version]),
            key=f"source-{edge}-{shown}",
        )
        shown = picked or shown
    text = marked_text(
        reader.get_version(shown), reader.text_of(shown), quotes, selected=edge, height=height
    )
    return evidence(text, key="evidence")
