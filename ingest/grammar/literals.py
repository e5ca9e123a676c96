"""Literals: how the cues of each family begin, in lower case."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ingest.grammar.cues import direction_cues, leading_cues
from ingest.profile import Profile

__all__ = [
    "CLASSES",
    "COLLABORATION",
    "COMPANION_REACH",
    "CREDENTIALS",
    "DEGREES",
    "DIRECTION",
    "LEADING",
    "LOWER_BODIES",
    "TAKING_PART",
    "TEAM_NOUNS",
    "ahead_of",
    "companion_of",
    "literals_of",
]

CLASSES: Final = "classes"
"""Family: "programs such as"."""
COLLABORATION: Final = "collaboration"
"""Family: "works with", "in consultation with"."""
CREDENTIALS: Final = "credentials"
"""Family: "Bachelor's", "licence", "certified"."""
DEGREES: Final = "degrees"
"""Family: what names a degree, behind which a field of study stands."""
DIRECTION: Final = "direction"
"""Family: "under the direction of", "reports to"."""
LEADING: Final = "leading"
"""Family: "supervises", "provides direction to"."""
LOWER_BODIES: Final = "lower-bodies"
"""Family: "state legislature"."""
TAKING_PART: Final = "taking-part"
"""Family: "serves on", "is a member of"."""
TEAM_NOUNS: Final = "team-nouns"
"""Family: "committee", "team"."""

_FIXED: Final[Mapping[str, tuple[str, ...]]] = {
    CLASSES: ("such as", "including", "e.g.", "i.e.", "namely", "like", "for example", "in "),
    COLLABORATION: (
        "in ",
        "collaborat",
        "cooperat",
        "coordinat",
        "liais",
        "work",
        "together",
        "deal",
        *("close ", "direct ", "regular ", "frequent ", "ongoing "),
    ),
    CREDENTIALS: (
        *(f"{count}{mark}year" for count in ("two", "four", "2", "4") for mark in " -"),
        *("college degree", "university degree", "advanced degree", "degree"),
    ),
    DEGREES: ("degree", "bachelor", "master", "doctor", "associate"),
    TAKING_PART: (
        *(
            "as ",
            "is ",
            "be ",
            "are ",
            "serve",
            "serving",
            "act",
            "part of",
            "sit",
            "participat",
            "represent",
        ),
        *("chair", "co-chair", "staffs", "attend"),
    ),
}
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    COLLABORATION: ("relation_nouns", "jointly_words"),
    CREDENTIALS: (
        *("degree_levels", "degree_names", "license_heads", "certificate_heads", "test_heads"),
        "training_heads",
    ),
    LOWER_BODIES: ("agency_lower",),
    TEAM_NOUNS: ("team_heads",),
}


COMPANION_REACH: Final = 200
"""How many characters behind a literal its companion stands at most."""

_COMPANIONS: Final[Mapping[tuple[str, str], str]] = {
    (DIRECTION, "with "): "from",
    (TAKING_PART, "act"): " as ",
}
_AHEAD: Final[Mapping[tuple[str, str], str]] = {(CLASSES, "in "): "programs "}
_ALONE: Final = ("liais", "consult")
"""Collaboration cues that need no "with": "liaison to", "consults the"."""


def companion_of(profile: Profile, family: str, literal: str) -> str:
    """Return what has to stand behind a literal for a cue to begin there; empty if nothing."""
    if family == COLLABORATION:
        alone = literal.startswith(_ALONE) or literal in profile.words("jointly_words")
        return "" if alone else "with"
    return _COMPANIONS.get((family, literal), "")


def ahead_of(family: str, literal: str) -> str:
    """Return what has to stand right before a literal of a cue; empty if nothing has to."""
    return _AHEAD.get((family, literal), "")


@cache
def literals_of(profile: Profile) -> Mapping[str, tuple[str, ...]]:
    """Return the literals of each family of cues for the word lists of a profile."""
    literals = {
        family: (
            *_FIXED.get(family, ()),
            *(word for name in _LISTS.get(family, ()) for word in profile.words(name)),
        )
        for family in (*_FIXED, LOWER_BODIES, TEAM_NOUNS)
    }
    verbs = profile.words("partner_verbs")
    stems = (verb.partition(" ")[0].removesuffix("e") for verb in verbs)
    literals[COLLABORATION] += tuple(stems)
    literals[DIRECTION] = direction_cues(profile).literals
    literals[LEADING] = leading_cues(profile).literals
    return MappingProxyType(literals)
