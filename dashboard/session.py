"""The opened graph and what one reader of the pages has chosen: the only caches and state."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import streamlit as st

from dashboard.components import Clicked
from dashboard.serve import GRAPH_VARIABLE
from dashboard.views.links import page_for_kind, parse_link
from graph.errors import OrgGraphError
from graph.reader import GraphReader

__all__ = [
    "Shelf",
    "graph_folder",
    "hidden_relations",
    "open_reader",
    "parameter",
    "react",
    "remembered",
    "show",
]

_KEPT: Final = 2
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


def react(reader: GraphReader, *clicks: Clicked, page: str) -> None:
    """Do what was clicked: open an entity or a link, or make an edge the selected one.

    The selected edge stands in the address, so that picture, text and table agree and the view
    can be sent to somebody. A click on the selected edge lets it go.
    """
    for clicked in clicks:
        if clicked.address is not None:
            target = parse_link(clicked.address)
            if target is not None:
                show(target[0], **target[1])
        if clicked.node is not None:
            _open_node(reader, clicked.node, page)
        if clicked.edge is not None:
            _select(clicked.edge)
        if clicked.relation is not None:
            changed = hidden_relations() ^ {clicked.relation}
            st.query_params["hide"] = ",".join(sorted(changed))
            st.rerun()


def _select(edge: str) -> None:
    if edge == parameter("edge"):
        del st.query_params["edge"]
    else:
        st.query_params["edge"] = edge
    st.rerun()


def _open_node(reader: GraphReader, key: str, page: str) -> None:
    if key.startswith("more:"):
        show(page, id=parameter("id"), edge=parameter("edge"), more=key)
    try:
        node = reader.get_node(key)
    except OrgGraphError:
        return
    if node.iri != parameter("id"):
        show(page_for_kind(node.kind), id=node.iri)
