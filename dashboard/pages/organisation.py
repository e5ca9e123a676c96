"""Organisation: from the top down, to so many levels, as list, chart or map."""

import streamlit as st

from dashboard.components import canvas, grid, tree
from dashboard.counting import TOPS
from dashboard.frame import begin, downloads, give_up, picture_downloads, way_back
from dashboard.session import clicked, parameter
from dashboard.shelf import remembered
from dashboard.views.command import chain_trail
from dashboard.views.tree import (
    MAX_ROWS,
    find_tops,
    make_outline,
    outline_grid,
    outline_items,
    outline_picture,
)
from dashboard.views.words import markdown_text
from graph.errors import NotFoundError

SHOWN = 40

reader = begin()
focus = parameter("id")
st.title("Organisation")
with st.container(horizontal=True):
    levels = st.segmented_control(
        "Levels", [1, 2, 3, 4, 6], default=2, key="levels", bind="query-params", required=True
    )
    view = st.segmented_control(
        "As", ["List", "Chart"], default="List", key="as", bind="query-params", required=True
    )
tops = remembered(reader, TOPS, find_tops)
if focus is None:
    shown = tops[:SHOWN]
    if len(tops) > SHOWN:
        st.caption(f"The {SHOWN} largest of {len(tops):,} tops. Use Find to reach any other.")
    if not tops:
        give_up("No description states who stands above whom.", "Add descriptions and build again.")
else:
    try:
        trail = chain_trail(reader.chain(focus, quotes=False))
    except NotFoundError as error:
        give_up("There is no such role or office in this graph.", str(error))
    st.caption(markdown_text(" > ".join(trail)))
    way_back("The whole organisation", "organisation")
    shown = (focus,)
outline = make_outline(reader, shown, levels=levels or 2, quotes=view == "Chart")
if outline.is_cut:
    st.caption(f"Stopped at {MAX_ROWS:,} lines: choose fewer levels, or open one office.")
if view == "Chart":
    picture = outline_picture(outline, center=focus or "")
    canvas(picture, center=focus or "", selected=None, key="chart", then=clicked)
    picture_downloads(picture, "The organisation", "chart")
    grid(outline_grid(outline), key="rows", then=clicked)
else:
    items = outline_items(outline)
    tree(items, label="The organisation", key="tree", then=clicked)
downloads(outline_grid(outline), "organisation")
