"""Parts that several pages share: the marked source text, the picker of an entity."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard.components import Clicked, evidence, grid
from dashboard.frame import downloads
from dashboard.session import parameter
from dashboard.views.command import ends_of, reports_below, reports_table
from dashboard.views.source import choose_source, marked_text, sources_of
from dashboard.views.words import markdown_text
from graph.answers import Card, Edge, Quote
from graph.reader import GraphReader

__all__ = ["evidence_pane", "reports_pane"]

_BELOW: Final = (("underDirectionOf", True), ("supervises", False))


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


def reports_pane(
    reader: GraphReader, card: Card, groups: Mapping[tuple[str, bool], tuple[Edge, ...]]
) -> Clicked:
    """Return what was clicked in the table of the roles directly under an entity."""
    below = tuple(edge for group in _BELOW for edge in groups.get(group, ()))
    if not below:
        return Clicked()
    total = reports_below(reader, card.node.iri)
    st.subheader(f"{total:,} directly under it")
    counts = {node.iri: reports_below(reader, node.iri) for node in ends_of(below, card.node.iri)}
    table = reports_table(below, counts, center=card.node)
    clicked = grid(table, key="reports", selected=parameter("edge"), selectable=True)
    downloads(table, "reports")
    return clicked
