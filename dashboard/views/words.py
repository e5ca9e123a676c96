"""The words, colours and strokes by which kinds and relations are told apart everywhere.

A relation is told by its words and by its dash pattern; colour only repeats what they say. The
colours are Okabe and Ito's, each with a darker and a lighter form for the two themes.
"""

import re
from dataclasses import dataclass
from typing import Final

from graph.answers import Node

__all__ = [
    "HOW",
    "KIND_PLURALS",
    "RelationStyle",
    "kind_label",
    "kind_plural",
    "markdown_text",
    "node_caption",
    "relation_label",
    "relation_style",
    "section_label",
]

_KINDS: Final[dict[str, tuple[str, str]]] = {
    "post": ("Role", "Roles"),
    "unit": ("Office", "Offices"),
    "program": ("Program", "Programs"),
    "agency": ("Agency", "Agencies"),
    "team": ("Team", "Teams"),
    "law": ("Law or policy", "Laws and policies"),
    "event": ("Event", "Events"),
    "system": ("System", "Systems"),
    "credential": ("Credential", "Credentials"),
    "role": ("Job class", "Job classes"),
    "grade": ("Pay grade", "Pay grades"),
    "description": ("Description", "Descriptions"),
    "group": ("Group of people", "Groups of people"),
}
KIND_PLURALS: Final = {kind: plural for kind, (_, plural) in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """How one relation looks.

    Attributes:
        words: What the relation says, read from its source to its target.
        inverse: The same, read from the target.
        light: Its colour on the light theme, as ``#rrggbb``.
        dark: Its colour on the dark theme.
        dashes: Lengths of stroke and gap in pixels; empty for a solid line.
        family: The name under which the legend groups it.
    """

    words: str
    inverse: str
    light: str
    dark: str
    dashes: tuple[int, ...]
    family: str


_BLUE: Final = ("#005f94", "#5cb6ea")
_VERMILION: Final = ("#b04a00", "#f08b4c")
_GREEN: Final = ("#00735a", "#3cc39b")
_PURPLE: Final = ("#9c4a7c", "#e09cc4")
_GREY: Final = ("#55636f", "#a5b1bc")
_OCHRE: Final = ("#8a5f00", "#e6b04a")
_SOLID: Final[tuple[int, ...]] = ()
_LONG: Final = (12, 5)
_SHORT: Final = (5, 5)
_DOTS: Final = (2, 5)
_DASH_DOT: Final = (10, 4, 2, 4)

_STYLES: Final[dict[str, RelationStyle]] = {
    "underDirectionOf": RelationStyle(
        "under direction of", "directs", *_BLUE, _SOLID, "Reporting line"
    ),
    "supervises": RelationStyle("supervises", "supervised by", *_BLUE, _LONG, "Supervises"),
    "headedBy": RelationStyle("headed by", "heads", *_GREY, _LONG, "Office"),
    "heads": RelationStyle("heads", "headed by", *_GREY, _LONG, "Office"),
    "postIn": RelationStyle("works in", "has the role", *_GREY, _SHORT, "Office"),
    "subOrganizationOf": RelationStyle("part of", "contains", *_GREY, _SOLID, "Office"),
    "knowsProgram": RelationStyle("knows", "known by", *_GREEN, _DOTS, "Program"),
    "worksWithProgram": RelationStyle("works with", "worked with by", *_GREEN, _SHORT, "Program"),
    "runsProgram": RelationStyle("runs", "run by", *_GREEN, _SOLID, "Program"),
    "refersToProgram": RelationStyle("refers to", "referred to by", *_GREEN, _DASH_DOT, "Program"),
    "touchesProgram": RelationStyle("touches", "touched by", *_GREEN, _DOTS, "Program"),
    "collaboratesWith": RelationStyle(
        "collaborates with", "collaborates with", *_VERMILION, _LONG, "Collaboration"
    ),
    "participatesIn": RelationStyle("takes part in", "includes", *_VERMILION, _DOTS, "Team"),
    "requiresCredential": RelationStyle("requires", "required by", *_PURPLE, _SOLID, "Credential"),
    "prefersCredential": RelationStyle("prefers", "preferred by", *_PURPLE, _SHORT, "Credential"),
}
HOW: Final = {
    "knows": "knows",
    "works_with": "works with",
    "runs": "runs",
    "refers_to": "refers to",
}

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MARKDOWN: Final = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS: Final = re.compile(r"https?:(?=//)|www(?=\.)|@", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\s+")


def relation_style(relation: str) -> RelationStyle:
    """Return the look of a relation; one that has none of its own gets a plain one."""
    style = _STYLES.get(relation)
    if style is not None:
        return style
    words = _CAMEL.sub(" ", relation).lower()
    return RelationStyle(words, words, *_OCHRE, _DASH_DOT, "Other")


def relation_label(relation: str, *, incoming: bool = False) -> str:
    """Return the words of a relation, seen from its source or (incoming) from its target.

    >>> relation_label("underDirectionOf"), relation_label("underDirectionOf", incoming=True)
    ('under direction of', 'directs')
    """
    style = relation_style(relation)
    return style.inverse if incoming else style.words


def kind_label(kind: str) -> str:
    """Return the word for one entity of a kind.

    >>> kind_label("unit")
    'Office'
    """
    return _KINDS[kind][0] if kind in _KINDS else kind.replace("_", " ").capitalize()


def kind_plural(kind: str) -> str:
    """Return the word for several entities of a kind."""
    return _KINDS[kind][1] if kind in _KINDS else kind_label(kind) + "s"


def node_caption(node: Node) -> str:
    """Return what kind of thing a node is, with what is special about it.

    >>> node_caption(Node("i", "post", "director"))
    'Role, not described'
    """
    notes = []
    if node.kind == "post" and not node.described:
        notes.append("any school's" if node.generic else "not described")
    if node.root:
        notes.append("the employer")
    if node.unexpanded:
        notes.append("name never spelled out")
    return ", ".join([kind_label(node.kind), *notes])


def section_label(section: str) -> str:
    """Return a section's name as words.

    >>> section_label("special_requirements")
    'Special requirements'
    """
    return section.replace("_", " ").strip().capitalize() or "Heading"


def markdown_text(text: str) -> str:
    r"""Return Markdown that shows exactly this text, whatever characters it holds.

    Every punctuation character is escaped, and line breaks become spaces, so that no link, image,
    formula, coloured text or list can come out of a title. Addresses are taken for links even so:
    a word joiner, which nobody sees, keeps them from it.

    >>> markdown_text("[x](y) $1$")
    '\\[x\\]\\(y\\) \\$1\\$'
    """
    plain = _ADDRESS.sub("\\g<0>\u2060", _BREAKS.sub(" ", text).strip())
    return _MARKDOWN.sub(r"\\\1", plain)
