"""What every page has around its content: the header, the states that are not content, exports."""

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from dashboard.session import follow, show
from dashboard.shelf import built_at, graph_folder, open_reader
from dashboard.views.drawing import to_html, to_svg
from dashboard.views.finding import header_line
from dashboard.views.picture import Picture
from dashboard.views.tables import Grid, to_csv, to_json
from dashboard.views.words import markdown_text
from graph.answers import Cell
from graph.errors import OrgGraphError
from graph.reading.reader import GraphReader

__all__ = ["begin", "downloads", "export_buttons", "give_up", "picture_downloads", "way_back"]


def begin() -> GraphReader:
    """Return the graph's reader after writing the header; a missing graph ends the page."""
    try:
        reader = open_reader()
        line = header_line(reader.info(), graph_folder().name, built_at())
    except OrgGraphError as error:
        give_up("The graph cannot be opened.", str(error))
    follow(reader)
    st.caption(markdown_text(line))
    return reader


def way_back(label: str, page: str) -> None:
    """Offer the page without its parameters.

    A link to the page that is being shown would keep them, so this is a button.
    """
    if st.button(label, icon=":material/arrow_back:", type="tertiary", key=f"back-{page}"):
        show(page)


def give_up(what: str, next_step: str) -> NoReturn:
    """Say what is missing and what to do about it, and end the page."""
    st.warning(f"**{markdown_text(what)}**  \n{markdown_text(next_step)}")
    st.stop()


def downloads(table: Grid, name: str) -> None:
    """Offer the rows of a table as CSV and as JSON."""
    columns = [column.name for column in table.columns]
    export_buttons(columns, [row.cells for row in table.rows], name)


def export_buttons(columns: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> None:
    """Offer rows as CSV and as JSON; nothing when there are none."""
    if not rows:
        return
    with st.container(horizontal=True):
        st.download_button(
            "CSV",
            to_csv(columns, rows),
            f"{name}.csv",
            "text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
        st.download_button(
            "JSON",
            to_json(columns, rows),
            f"{name}.json",
            "application/json",
            key=f"json-{name}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


def picture_downloads(picture: Picture, title: str, name: str) -> None:
    """Offer a picture as SVG, in the theme of the page, and as an HTML page that stands alone."""
    if not picture.nodes:
        return
    is_dark = st.context.theme.type == "dark"
    note = f"{picture.alternative} Made by orggraph from {graph_folder().name}."
    with st.container(horizontal=True):
        st.download_button(
            "SVG",
            to_svg(picture, title=title, theme="dark" if is_dark else "light"),
            f"{name}.svg",
            "image/svg+xml",
            key=f"svg-{name}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
        st.download_button(
            "HTML page",
            to_html(picture, title=title, note=note),
            f"{name}.html",
            "text/html",
            key=f"html-{name}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
