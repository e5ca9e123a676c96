"""The colours of boxes in pictures, by kind and theme: fill, ink, border.

They are tints of Okabe and Ito's colours; ink on fill has a contrast of at least 7 to 1, because a
picture is often shown small.
"""

from typing import Final, Literal, TypeAlias

__all__ = ["BOXES", "PAPER", "Theme", "box_colours"]

Theme: TypeAlias = Literal["light", "dark"]
PAPER: Final[dict[Theme, str]] = {"light": "#ffffff", "dark": "#12181f"}
BOXES: Final[dict[Theme, dict[str, tuple[str, str, str]]]] = {
    "light": {
        "center": ("#005f94", "#ffffff", "#003e61"),
        "post": ("#e3f0f9", "#12293a", "#4c8db8"),
        "unit": ("#eceff2", "#1b2733", "#7d8b98"),
        "program": ("#def2ea", "#06332a", "#3b947c"),
        "agency": ("#fbe8db", "#43200a", "#c0743e"),
        "team": ("#fbe8db", "#43200a", "#c0743e"),
        "credential": ("#f6e4ef", "#43183a", "#a9628e"),
        "group": ("#ffffff", "#43200a", "#c0743e"),
        "more": ("#ffffff", "#3d4a55", "#7d8b98"),
        "other": ("#f7efd9", "#3d2d05", "#a5863a"),
    },
    "dark": {
        "center": ("#5cb6ea", "#06131d", "#c7e6f9"),
        "post": ("#17344a", "#e6f2fa", "#5c9ac2"),
        "unit": ("#2a343d", "#e6ecf1", "#8695a2"),
        "program": ("#11382e", "#dff5ec", "#4fae93"),
        "agency": ("#452813", "#fbe8db", "#cb8450"),
        "team": ("#452813", "#fbe8db", "#cb8450"),
        "credential": ("#432237", "#f8e4ef", "#b9749d"),
        "group": ("#12181f", "#fbe8db", "#cb8450"),
        "more": ("#12181f", "#c2ccd5", "#8695a2"),
        "other": ("#3b3114", "#f7efd9", "#b39447"),
    },
}


def box_colours(group: str, theme: Theme) -> tuple[str, str, str]:
    """Return fill, ink and border of a box of a group.

    >>> box_colours("law", "light") == box_colours("other", "light")
    True
    """
    boxes = BOXES[theme]
    return boxes.get(group, boxes["other"])
