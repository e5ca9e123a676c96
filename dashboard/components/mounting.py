"""Mounting the components: values in, what the reader clicked out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from dashboard.views.palette import BOXES, PAPER
from dashboard.views.picture import Picture
from dashboard.views.tables import Grid

__all__ = ["Clicked", "canvas", "chain", "editor", "evidence", "grid", "tree"]

_PACKAGE: Final = "orggraph"
_NAMES: Final = ("canvas", "chain", "editor", "evidence", "grid", "tree", "editor")
_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Clicked:
    """What was clicked in a component in this run: mostly nothing.

    Attributes:
        node: A node of a network.
        edge: An edge, by its key; also the row of a table.
        address: A link.
        relation: A relation in the legend, to be hidden or shown again.
    """

    node: str | None = None
    edge: str | None = None
    address: str | None = None
    relation: str | None = None


def canvas(
    picture: Picture,
    *,
    center: str,
    selected: str | None,
    key: str,
    file_name: str = "network",
) -> Clicked:
    """Return the node, the edge or the legend's relation clicked in the network it draws."""
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
    return _mount("canvas", data, key=key, events=("node", "edge", "legend"))


def evidence(data: Mapping[str, Any], *, key: str) -> Clicked:
    """Return the edge whose mark was clicked in the text shown (`dashboard.views.source`)."""
    return _mount("evidence", data, key=key, events=("edge",))


def grid(
    table: Grid, *, key: str, selected: str | None = None, selectable: bool = False
) -> Clicked:
    """Return the row selected (as edge) or the link followed in the table it shows."""
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
    return _mount("grid", data, key=key, events=("select", "open"))


def chain(data: Mapping[str, Any], *, key: str) -> Clicked:
    """Return the edge or link clicked in the chain of command shown (`dashboard.views.command`)."""
    return _mount("chain", data, key=key, events=("edge", "open"))


def tree(items: Sequence[Mapping[str, Any]], *, label: str, key: str) -> Clicked:
    """Return the link followed in the tree it shows (`dashboard.views.tree`)."""
    return _mount("tree", {"items": list(items), "label": label}, key=key, events=("open",))


def editor(
    query: str, completions: Sequence[Mapping[str, str]], *, error_line: int | None, key: str
) -> str | None:
    """Return the query that was sent from the editor it shows, or None when none was.

    Args:
        query: The text to begin with; a new one replaces what was typed.
        completions: What is offered while typing.
        error_line: The line to mark as wrong, counted from 1.
        key: The name of this editor on its page.
    """
    data = {"query": query, "completions": list(completions), "error_line": error_line}
    return _result("editor", data, key=key, events=("run",)).get("run")


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def _mount(name: str, data: Mapping[str, Any], *, key: str, events: tuple[str, ...]) -> Clicked:
    result = _result(name, data, key=key, events=events)
    return Clicked(
        node=result.get("node"),
        edge=result.get("edge") or result.get("select"),
        address=result.get("open"),
        relation=result.get("legend"),
    )


def _result(
    name: str, data: Mapping[str, Any], *, key: str, events: tuple[str, ...]
) -> Mapping[str, Any]:
    _register_package()
    mount = st.components.v2.component(
        f"{_PACKAGE}.{name}", js=f"{name}.js", css="orggraph.css", isolate_styles=True
    )
    callbacks: dict[str, Any] = {f"on_{event}_change": _ignore for event in events}
    found: Mapping[str, Any] = mount(key=key, data=dict(data), **callbacks)
    return found


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


def _ignore() -> None:
    """Declare an event; its value is read from the result."""
