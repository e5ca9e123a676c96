"""Parts that several pages share: the marked source text, the picker of an entity."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.components import evidence, grid
from dashboard.counting import STANDING
from dashboard.frame import downloads, way_back
from dashboard.session import clicked, parameter, show
from dashboard.shelf import remembered
from dashboard.views.command import reports_below, reports_page, reports_table
from dashboard.views.entity import relations_table
from dashboard.views.evidence import edge_key
from dashboard.views.finding import PAGE_SIZE, results_table
from dashboard.views.source import choose_source, marked_text, sources_of
from dashboard.views.standing import find_standing
from dashboard.views.words import markdown_text
from graph.answers import Card, Edge, Quote
from graph.errors import NotFoundError
from graph.reading.reader import GraphReader

__all__ = [
    "all_roles",
    "doors",
    "evidence_pane",
    "page_with",
    "pick_entity",
    "relations_pane",
    "reports_pane",
    "undescribed_note",
]

_OFFERED: Final = 6


def evidence_pane(
    reader: GraphReader, quotes: Sequence[Quote], *, own: str | None, height: int
) -> None:
    """Show the document that proves the selected edge, with every quote marked.

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
        return
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
    try:
        version, text = reader.get_version(shown), reader.text_of(shown)
    except NotFoundError as error:
        st.warning(markdown_text(str(error)))
        return
    marked = marked_text(version, text, quotes, selected=edge, height=height)
    evidence(marked, key="evidence", then=clicked)


def all_roles(reader: GraphReader) -> None:
    """Show every role, a page at a time."""
    st.caption(
        "Choose a role to see its chain of command, its network and its words. Find looks for one "
        "by title, code or acronym."
    )
    total, number = reader.info().kinds.get("post", 0), 1
    if total > PAGE_SIZE:
        number = st.pagination(-(-total // PAGE_SIZE), key="page-roles")
    offset = (number - 1) * PAGE_SIZE
    found = reader.search("", ("post",), limit=PAGE_SIZE, offset=offset)
    table = results_table(found, query="", offset=offset)
    grid(table, key="roles", then=clicked)
    downloads(table, "roles")


def doors(card: Card) -> None:
    """Offer the ways that lead on from a role or office."""
    iri = card.node.iri
    with st.container(horizontal=True):
        way_back("All roles", "role")
        if st.button("In the organisation", icon=":material/account_tree:", type="tertiary"):
            show("organisation", id=iri)
        if st.button("Connect with another", icon=":material/route:", type="tertiary"):
            show("connect", a=iri)


def undescribed_note(card: Card) -> None:
    """Say of a role that no document describes what that means, and lead to the work list."""
    node = card.node
    if node.kind != "post" or node.described:
        return
    if node.generic:
        st.caption("Any school has this role; what others say of it stands here together.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("No document describes this role: all that is known of it others say.")
        if reports_below(card) and st.button("On the work list", icon=":material/fact_check:"):
            show("quality", check="undescribed", edge=node.iri)


def reports_pane(reader: GraphReader, card: Card) -> None:
    """Show the roles directly under an entity, if there are any, a page at a time."""
    total = reports_below(card)
    if not total:
        return
    st.subheader(f"{total:,} directly under it")
    number = 1
    if total > PAGE_SIZE:
        number = st.pagination(-(-total // PAGE_SIZE), key=f"reports-{card.node.iri}")
    offset = (number - 1) * PAGE_SIZE
    below = reports_page(reader, card, limit=PAGE_SIZE, offset=offset)
    standing = remembered(reader, STANDING, find_standing)
    table = reports_table(below, standing.direct, center=card.node, offset=offset, total=total)
    grid(table, key="reports", selected=parameter("edge"), selectable=True, then=clicked)
    downloads(table, "reports")


def relations_pane(reader: GraphReader, card: Card, hidden: frozenset[str]) -> None:
    """Show every relation of an entity with its words, a page at a time."""
    iri, edge = card.node.iri, parameter("edge")
    counts = [item for item in card.relations if item.relation not in hidden]
    relations = sorted({item.relation for item in counts})
    groups = tuple(quote for quote in card.groups if quote.relation not in hidden)
    total, number = sum(item.count for item in counts), 1
    if total > PAGE_SIZE:
        first = page_with(reader.edges(iri, relations, quotes=False), edge) if edge else 1
        number = st.pagination(-(-total // PAGE_SIZE), default=first, key=f"rows-{iri}-{first}")
    offset = (number - 1) * PAGE_SIZE
    edges = reader.edges(iri, relations, limit=PAGE_SIZE, offset=offset) if relations else ()
    st.subheader(f"Every relation, with its words ({total + len(groups):,})")
    table = relations_table(edges, center=iri, caption="", groups=groups)
    grid(table, key="relations", selected=edge, selectable=True, then=clicked)
    downloads(table, "relations")


def page_with(edges: Sequence[Edge], key: str) -> int:
    """Return the number of the page on which the edge of a key stands, or the first."""
    keys = (edge_key(edge.source.iri, edge.relation, edge.target.iri) for edge in edges)
    return next((place for place, found in enumerate(keys) if found == key), 0) // PAGE_SIZE + 1


def pick_entity(reader: GraphReader, label: str, name: str, kinds: tuple[str, ...]) -> str | None:
    """Return the IRI of the entity chosen by typing part of its name, or the one in the address.

    Args:
        reader: The graph.
        label: What the field is called.
        name: The parameter of the address that holds the choice.
        kinds: The kinds that may be chosen.
    """
    current = parameter(name)
    words = st.text_input(
        label,
        key=f"pick-{name}",
        live="150ms",
        type="search",
        icon=":material/search:",
        placeholder="Type part of a title, an office, a code",
    )
    found = reader.search(words or "", kinds, limit=_OFFERED) if words else None
    offered = {hit.node.iri: hit.node for hit in found.hits} if found else {}
    if current is not None and current not in offered:
        try:
            offered = {current: reader.get_node(current), **offered}
        except NotFoundError:
            current = None
    if words and not offered:
        st.caption("Nothing has such a name. Try fewer words.")
    labels = {iri: markdown_text(node.label) for iri, node in offered.items()}
    return st.pills(
        f"{label}: names",
        list(labels),
        format_func=lambda iri: labels.get(iri, ""),
        default=current,
        key=f"picked-{name}-{current}-{words}",
        label_visibility="collapsed",
    )
