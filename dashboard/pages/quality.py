"""Quality: the work list; every check leads to the sentence, every merge can be decided."""

import streamlit as st

from dashboard.components import grid
from dashboard.frame import begin, downloads, way_back
from dashboard.session import clicked, parameter
from dashboard.shelf import remembered
from dashboard.views.quality import CHECKS, checks_grid, find_finds
from dashboard.work import changes_pane, coverage_pane, doors, finds_pane, shapes_pane

PANES = {"coverage": coverage_pane, "shapes": shapes_pane, "changes": changes_pane}

reader = begin()
st.title("Quality")
name = parameter("check")
chosen = next((check for check in CHECKS if check.name == name), None)
if chosen is not None or name in PANES:
    way_back("All checks", "quality")
if name in PANES:
    PANES[name](reader)
    st.stop()
with st.spinner("Checking …"):
    finds = remembered(reader, "quality", find_finds)
if chosen is not None:
    finds_pane(reader, chosen, finds[chosen.name])
else:
    doors(reader)
    grid(checks_grid(finds), key="checks", then=clicked)
    downloads(checks_grid(finds), "checks")
