"""Mounting the components: values in, and a function that is told what was clicked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from dashboard.views.palette import BOXES, PAPER
from dashboard.views.picture import Picture
from dashboard.views.tables import Grid

__all__ = ["Clicked", "Then", "canvas", "chain", "editor", "evidence", "grid", "tree", "treemap"]

_PACKAGE: Final = "orggraph"
_NAMES: Final = ("canvas", "chain", "editor", "evidence", "grid", "tree", "treemap")
_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Clicked:
    """What was clicked in a component: one of these.

    Attributes:
        node: A node of a network.
        edge: An edge, by its key; also the row of a table.
        address: A link.
        relation: A relation in the legend, to be hidden or shown again.
        query: A query to be run.
    """

    node: str | None = None
    edge: str | None = None
    address: str | None = None
    relation: str | None = None
    query: str | None = None


Then: TypeAlias = Callable[[Clicked], None]


def canvas(
    picture: Picture,
    *,
    center: str,
    selected: str | None,
    key: str,
    then: Then,
    file_name: str = "network",
) -> None:
    """Draw a network; a click gives a node, an edge, or a relation of the legend."""
    data = {
        "nodes": picture.nodes,
        "edges": picture.edges,
        "options": picture.options,
        "height": picture.height,
        "alternative": picture.alternative,
        "legend": picture.legend,
        "boxes": BOXES,
        "paper": PAPER,
        "file": file_name,
        "center": center,
        "selected": selected,
    }
    _mount("canvas", data, key=key, then=then, events=("node", "edge", "legend"))


def evidence(data: Mapping[str, Any], *, key: str, then: Then) -> None:
    """Show a marked text (`dashboard.views.source`); a click gives the edge of a mark."""
    _mount("evidence", data, key=key, then=then, events=("edge",))


def grid(
    table: Grid, *, key: str, then: Then, selected: str | None = None, selectable: bool = False
) -> None:
    """Show a table; a click gives a link, or (as edge) the key of a row that can be selected."""
    used = table.used_columns()
    data = {
        "caption": table.caption,
        "empty": table.empty,
        "columns": [asdict(table.columns[index]) for index in used],
        "rows": [
            {
                "key": row.key,
                "cells": [_shown(row.cells[index]) for index in used],
                "links": dict(row.links),
            }
            for row in table.rows
        ],
        "selected": selected,
        "selectable": selectable,
    }
    _mount("grid", data, key=key, then=then, events=("select", "open"))


def chain(data: Mapping[str, Any], *, key: str, then: Then) -> None:
    """Show a chain of command (`dashboard.views.command`); a click gives an edge or a link."""
    _mount("chain", data, key=key, then=then, events=("edge", "open"))


def tree(
    items: Sequence[Mapping[str, Any]],
    *,
    trail: Sequence[Sequence[Mapping[str, str]]] = (),
    label: str,
    key: str,
    then: Then,
) -> None:
    """Show a tree (`dashboard.views.tree`) under the way that leads to it; a click gives a link."""
    data = {"items": list(items), "trail": [list(step) for step in trail], "label": label}
    _mount("tree", data, key=key, then=then, events=("open",))


def treemap(
    items: Sequence[Mapping[str, Any]], *, height: int, label: str, key: str, then: Then
) -> None:
    """Show boxes in boxes (`dashboard.views.treemap`); a click gives a link."""
    data = {"items": list(items), "height": height, "label": label}
    _mount("treemap", data, key=key, then=then, events=("open",))


def editor(
    query: str,
    completions: Sequence[Mapping[str, str]],
    *,
    error_line: int | None,
    key: str,
    then: Then,
) -> None:
    """Show an editor; it gives the query that is to run.

    Args:
        query: The text to begin with; a new one replaces what was typed.
        completions: What is offered while typing.
        error_line: The line to mark as wrong, counted from 1.
        key: The name of this editor on its page.
        then: Called with the query.
    """
    data = {"query": query, "completions": list(completions), "error_line": error_line}
    _mount("editor", data, key=key, then=then, events=("run",))


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def _mount(
    name: str, data: Mapping[str, Any], *, key: str, then: Then, events: tuple[str, ...]
) -> None:
    _register_package()
    mount = st.components.v2.component(
        f"{_PACKAGE}.{name}", js=f"{name}.js", css="orggraph.css", isolate_styles=True
    )

    def tell() -> None:
        # Runs before the page is drawn again, so that one run of the page is enough.
        state = st.session_state.get(key) or {}
        then(
            Clicked(
                node=state.get("node"),
                edge=state.get("edge") or state.get("select"),
                address=state.get("open"),
                relation=state.get("legend"),
                query=state.get("run"),
            )
        )

    callbacks: dict[str, Any] = {f"on_{event}_change": tell for event in events}
    mount(key=key, data=dict(data), **callbacks)


def _register_package() -> None:
    # Streamlit finds packaged components through the metadata of installed packages; telling it
    # directly works from a checkout and from a wheel alike.
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_PACKAGE}.{_NAMES[0]}") is None:
        manifest = ComponentManifest(
            name=_PACKAGE,
            version="1",
            components=[ComponentConfig(name=name, asset_dir="assets") for name in _NAMES],
        )
        manager.register_from_manifest(manifest, _FOLDER)
