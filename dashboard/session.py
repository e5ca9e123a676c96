"""What one visitor has chosen: the address of the view, and where the last click leads."""

from contextlib import suppress
from typing import Final

import streamlit as st

from dashboard.components import Clicked
from dashboard.views.links import page_for_kind, parse_link
from graph.errors import NotFoundError
from graph.reading.reader import GraphReader

__all__ = ["clicked", "follow", "hidden_relations", "parameter", "put", "show"]

_PENDING: Final = "pending-click"


def parameter(name: str) -> str | None:
    """Return a parameter of the page's address, or None when it is absent or empty."""
    value: str | None = st.query_params.get(name)
    return value or None


def hidden_relations() -> frozenset[str]:
    """Return the relations that the reader hid in the legend."""
    return frozenset(filter(None, (parameter("hide") or "").split(",")))


def show(page: str, **parameters: str | None) -> None:
    """Go to a page with these parameters; the script of the present page ends here."""
    given = {name: value for name, value in parameters.items() if value}
    st.switch_page(f"pages/{page}.py", query_params=given)


def clicked(event: Clicked) -> None:
    """Put into the address what was clicked, before the page is drawn again.

    The selected edge and the hidden relations stand in the address, so that picture, text and
    table agree and the view can be sent to somebody; a click on the selected edge lets it go.
    Links are followed by `follow`, because only a page can call another one.
    """
    if event.edge is not None:
        _set("edge", None if event.edge == parameter("edge") else event.edge)
    if event.relation is not None:
        _set("hide", ",".join(sorted(hidden_relations() ^ {event.relation})))
    if event.query is not None:
        _set("sparql", event.query)
    if event.node is not None and event.node.startswith("more:"):
        _set("more", event.node)
    elif event.node is not None or event.address is not None:
        st.session_state[_PENDING] = event


def follow(reader: GraphReader) -> None:
    """Go where the last click led, if it led anywhere; the present page ends here then."""
    event = st.session_state.pop(_PENDING, None)
    if not isinstance(event, Clicked):
        return
    target = parse_link(event.address) if event.address else None
    if event.node is not None and event.node != parameter("id"):
        with suppress(NotFoundError):
            target = page_for_kind(reader.get_node(event.node).kind), {"id": event.node}
    if target is not None:
        show(target[0], **target[1])


def put(name: str, value: str | None) -> None:
    """Put a choice into the address; when it is a new one, the page is drawn again with it."""
    if (value or None) != parameter(name):
        _set(name, value)
        st.rerun()


def _set(name: str, value: str | None) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
