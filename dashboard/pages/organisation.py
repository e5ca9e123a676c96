"""Organisation: from the top down, to so many levels, as map and list, or as a chart."""

import streamlit as st

from dashboard.components import canvas, grid, tree, treemap
from dashboard.counting import STANDING
from dashboard.frame import begin, downloads, give_up, picture_downloads
from dashboard.session import clicked, parameter
from dashboard.shelf import remembered
from dashboard.views.command import chain_trail
from dashboard.views.standing import find_standing
from dashboard.views.tree import (
    CHART_ROWS,
    MAX_ROWS,
    make_outline,
    outline_grid,
    outline_items,
    outline_picture,
)
from dashboard.views.treemap import HEIGHT, map_items
from graph.errors import NotFoundError

SHOWN = 40

reader = begin()
focus, edge = parameter("id"), parameter("edge")
st.title("Organisation")
with st.container(horizontal=True):
    levels = st.segmented_control(
        "Levels", [1, 2, 3, 4, 6], default=2, key="levels", bind="query-params", required=True
    )
    view = st.segmented_control(
        "As", ["List", "Chart"], default="List", key="as", bind="query-params", required=True
    )
with st.spinner("Counting who stands under whom …"):
    standing = remembered(reader, STANDING, find_standing)
trail = []
if focus is None:
    shown = standing.tops[:SHOWN]
    if len(standing.tops) > SHOWN:
        st.caption(f"The {SHOWN} largest of {len(standing.tops):,} tops. Find leads to any other.")
    if not shown:
        give_up("No description states who stands above whom.", "Add descriptions and build again.")
else:
    try:
        trail = chain_trail(reader.chain(focus, quotes=False))
    except NotFoundError as error:
        give_up("There is no such role or office in this graph.", f"{error} — or start from Find.")
    shown = (focus,)
limit = CHART_ROWS if view == "Chart" else MAX_ROWS
outline = make_outline(
    reader, standing, shown, levels=levels or 2, limit=limit, quotes=view == "Chart"
)
if outline.is_cut:
    st.caption(f"Only {limit:,} lines are shown: choose fewer levels, or open one office.")
table, items = outline_grid(outline), outline_items(outline)
if view == "Chart":
    picture = outline_picture(outline, center=focus or "")
    canvas(picture, center=focus or "", selected=edge, key="chart", then=clicked)
    picture_downloads(picture, "The organisation", "chart")
    tree([], trail=trail, label="The organisation", key="way", then=clicked)
    grid(table, key="rows", selected=edge, selectable=True, then=clicked)
else:
    large, small = st.columns([3, 2], gap="medium")
    with large:
        tree(items, trail=trail, label="The organisation", key="tree", then=clicked)
    with small:
        boxes = map_items(outline, standing.sizes)
        says = "Map: a box is as large as what stands under it. The list says the same."
        treemap(boxes, height=HEIGHT, label=says, key="map", then=clicked)
        st.caption("A box is as large as what stands under it; click one to open it.")
downloads(table, "organisation")
