"""The parts of a page that Streamlit lacks: network, marked text, table, chain of command.

Each is a packaged component: a JavaScript module and the style sheet in ``assets/``, served as
files by Streamlit's own route, so that a click sends data and no code.
"""

from dashboard.components.mounting import (
    Clicked,
    Then,
    canvas,
    chain,
    editor,
    evidence,
    grid,
    tree,
    treemap,
)

__all__ = [
    "Clicked",
    "Then",
    "canvas",
    "chain",
    "editor",
    "evidence",
    "grid",
    "tree",
    "treemap",
]
