"""The page register of the dashboard."""

from pathlib import Path

import streamlit as st

ICON = Path(__file__).parent / "components" / "assets" / "icon.svg"
PAGES = (
    ("find", "Find", "search"),
    ("role", "Role", "person"),
    ("organisation", "Organisation", "account_tree"),
    ("programs", "Programs & agencies", "handshake"),
    ("connect", "Connect", "route"),
    ("query", "Query", "terminal"),
    ("quality", "Quality", "fact_check"),
    ("try", "Try it", "edit_note"),
)

st.set_page_config(page_title="orggraph", page_icon=str(ICON), layout="wide")
st.navigation(
    [
        st.Page(
            f"pages/{name}.py",
            title=title,
            icon=f":material/{icon}:",
            url_path=name,
            default=name == "find",
        )
        for name, title, icon in PAGES
    ],
    position="top",
).run()
