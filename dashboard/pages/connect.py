"""Connect: the way between two roles with the quote of each step, and what they share."""

import streamlit as st

from dashboard.components import canvas, grid
from dashboard.frame import begin, downloads, give_up, picture_downloads
from dashboard.panes import pick_entity
from dashboard.session import clicked, parameter, put
from dashboard.views.paths import (
    Side,
    compare,
    comparison_grid,
    hops_of,
    path_grid,
    path_picture,
    way_label,
)
from dashboard.views.words import markdown_text
from graph.errors import NotFoundError

WAYS = 9

reader = begin()
st.title("Connect two roles")
left, right = st.columns(2, gap="medium")
with left:
    chosen = pick_entity(reader, "One", "a", ("post", "unit"))
with right:
    other = pick_entity(reader, "The other", "b", ("post", "unit"))
put("a", chosen)
put("b", other)
if chosen is None or other is None:
    st.info("Choose two roles or offices: type a title above and pick one of the names below it.")
    st.stop()
try:
    first, second = reader.get_node(chosen), reader.get_node(other)
except NotFoundError as error:
    give_up("One of the two is not in this graph.", str(error))

st.subheader("The shortest way between them")
only = st.toggle("Only reporting lines and offices", key="lines", bind="query-params")
lines = ("underDirectionOf", "supervises", "heads", "postIn", "subOrganizationOf")
with st.spinner("Looking for the shortest way …"):
    ways = reader.connections(chosen, other, relations=lines if only else (), limit=WAYS)
if not ways:
    st.warning("No description connects them. Try without the restriction, or choose others.")
elif not ways[0].hops:
    st.info("Both are the same. Choose another one on either side.")
else:
    way = ways[0]
    if len(ways) > 1:
        labels = [f"{number}. {way_label(item)}" for number, item in enumerate(ways, start=1)]
        picked = st.selectbox(
            "Ways of this length lead through", labels, key=f"way-{chosen}-{other}-{only}"
        )
        way = ways[labels.index(picked)]
    hops, edge = hops_of(way), parameter("edge")
    picture = path_picture(hops)
    canvas(picture, center=chosen, selected=edge, key="way", then=clicked)
    picture_downloads(picture, f"From {first.label} to {second.label}", "way")
    table = path_grid(hops)
    grid(table, key="steps", selected=edge, selectable=True, then=clicked)
    downloads(table, "path")

st.subheader("What they share")
items = compare(reader, chosen, other)
captions: tuple[tuple[Side, str], ...] = (
    ("both", "Both"),
    ("first", f"Only {first.label}"),
    ("second", f"Only {second.label}"),
)
for side, caption in captions:
    table = comparison_grid(items, side, "")
    st.markdown(f"**{markdown_text(caption)}**")
    grid(table, key=f"compare-{side}", then=clicked)
    downloads(table, f"compare-{side}")
