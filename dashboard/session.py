"""The opened graph and what one reader of the pages has chosen: the only caches and state."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import streamlit as st

from dashboard.components import Clicked
from dashboard.serve import GRAPH_VARIABLE
from dashboard.views.links import page_for_kind, parse_link
from graph.errors import NotFoundError
from graph.reader import GraphReader

__all__ = [
    "Shelf",
    "clicked",
    "follow",
    "graph_folder",
    "hidden_relations",
    "open_reader",
    "parameter",
    "remembered",
    "show",
]

_KEPT: Final = 2
_PENDING: Final = "pending-click"
_REMEMBERED: Final = 200
T = TypeVar("T")


class Shelf:
    """The opened generation of one graph folder, replaced when a build publishes a newer one.

    The generation before the newest is kept open, because a page that is just being drawn for
    another visitor may still read it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._readers: list[GraphReader] = []

    def newest(self) -> GraphReader:
        """Return a reader of the current generation, opened if it is not yet.

        Raises:
            GraphFolderError: If the folder holds no whole generation.
        """
        with self._lock:
            if not self._readers or not self._readers[-1].is_current():
                self._readers.append(GraphReader.open(self._folder))
                while len(self._readers) > _KEPT:
                    self._readers.pop(0).close()
            return self._readers[-1]


def graph_folder() -> Path:
    """Return the folder whose graph is shown."""
    return Path(os.environ.get(GRAPH_VARIABLE, "orggraph-data"))


@st.cache_resource(show_spinner=False)
def _shelf(folder: str) -> Shelf:
    return Shelf(Path(folder))


def open_reader() -> GraphReader:
    """Return a reader of the graph's current generation.

    Raises:
        GraphFolderError: If the folder holds no whole generation.
    """
    return _shelf(str(graph_folder())).newest()


def remembered(reader: GraphReader, name: str, compute: Callable[[GraphReader], T]) -> T:
    """Return what `compute` gives for a graph, computed once a build and shared by everybody.

    Args:
        reader: The graph.
        name: What is computed; with its parameters, if it has any.
        compute: A pure function of the graph.
    """
    kept = _computed(str(graph_folder()), reader.generation)
    with kept.lock:
        if name not in kept.values:
            while len(kept.values) >= _REMEMBERED:
                kept.values.pop(next(iter(kept.values)))
            kept.values[name] = compute(reader)
        found: T = kept.values[name]
    return found


class _Computed:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: dict[str, Any] = {}


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _computed(folder: str, generation: int) -> _Computed:  # noqa: ARG001 - they are the key
    return _Computed()


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


def _set(name: str, value: str | None) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
