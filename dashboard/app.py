"""The page register of the dashboard."""

from pathlib import Path

import streamlit as st

ICON = Path(__file__).parent / "components" / "assets" / "icon.svg"

st.set_page_config(page_title="orggraph", page_icon=str(ICON), layout="wide")
st.navigation(
    [
        st.Page("pages/find.py", title="Find", icon=":material/search:", default=True),
        st.Page("pages/role.py", title="Role", icon=":material/person:", url_path="role"),
        st.Page(
            "pages/programs.py",
            title="Programs & agencies",
            icon=":material/handshake:",
            url_path="programs",
        ),
        st.Page("pages/query.py", title="Query", icon=":material/terminal:", url_path="query"),
    ],
    position="top",
).run()
