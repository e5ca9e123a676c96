"""Cues: the phrases behind which a text names who directs the described post."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.profile import Profile

__all__ = ["DirectionCues", "alternatives", "direction_cues"]

_LINK: Final = r"(?:\s*,\s*|\s*/\s*|\s+and/or\s+|\s+and\s+|\s+or\s+|\s+)"


@dataclass(frozen=True, slots=True, eq=False)
class DirectionCues:
    """The combined pattern of all cues; ``match.lastgroup`` names the rule.

    Groups: ``under`` (under the direction of), ``reports`` (reports to), ``receives`` (receives
    supervision from), ``supervised`` (is supervised by), ``works`` (works under), ``levels`` (the
    adjectives before the noun of direction).
    """

    pattern: re.Pattern[str]
    levels: re.Pattern[str]


@cache
def direction_cues(profile: Profile) -> DirectionCues:
    """Return the cues of direction that a profile's word lists make."""
    levels = alternatives(profile.words("direction_levels"))
    nouns = alternatives(profile.words("direction_nouns"))
    level = rf"(?:{levels})"
    many = rf"(?:(?:{level}){_LINK})*"
    noun = rf"(?:{nouns})(?:{_LINK}{many}(?:{nouns}))*"
    given = r"(?:\s+(?:provided|given|received|exercised|assigned))?"
    source = rf"{given}\s+(?:of|from|by)\b"
    adverb = r"(?:directly|administratively|functionally|primarily|jointly|solely|also|ultimately)"
    pattern = re.compile(
        rf"\b(?:"
        rf"(?P<under>under\s+(?:the\s+|an?\s+)?{many}{noun}{source})"
        rf"|(?P<direction>(?:at|by)\s+(?:the\s+)?(?:direction|discretion)\s+of\b)"
        rf"|(?P<reports>(?:(?:will\s+|shall\s+)?reports?|reporting)\s+(?:{adverb}\s+)?to\b"
        rf"|(?:is\s+|are\s+)?(?:directly\s+)?(?:responsible|accountable|answerable)\s+"
        rf"(?:directly\s+|only\s+)?to\b)"
        rf"|(?P<receives>(?:receiv(?:es?|ing)|works?\s+with|given|accepts?)\s+(?:the\s+)?{many}{noun}{source}"
        rf"|(?:{noun})\s+(?:is|are)\s+(?:received|provided|given|exercised)\s+(?:from|by)\b)"
        rf"|(?P<supervised>(?:is|are|be|being|and)\s+(?:{adverb}\s+|{level}\s+|generally\s+)?"
        rf"(?:supervised|directed|managed|overseen|led)\s+by\b"
        rf"|supervised\s+by\b)"
        rf"|(?P<works>(?:works?|working|serves?|serving|operates?|functions?|performs?)\s+"
        rf"(?:directly\s+|closely\s+)?under\s+(?!(?:the\s+|an?\s+)?{many}{noun}\b))"
        rf")",
        re.IGNORECASE,
    )
    return DirectionCues(pattern, re.compile(rf"\b{level}\b", re.IGNORECASE))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
