"""Collaboration cues: the phrases behind which a text names partners."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.grammar.topic_words import alternatives
from ingest.profile import Profile

__all__ = ["STRENGTH", "CollaborationCues", "collaboration_cues"]

STRENGTH: Final = {
    "in-collaboration-with": 0.95,
    "collaborates-with": 0.95,
    "coordinates-with": 0.9,
    "partners-with": 0.85,
    "relationships-with": 0.85,
    "jointly-with": 0.85,
    "works-with": 0.85,
    "together-with": 0.8,
    "deals-with": 0.65,
    "liaison": 0.5,
}
"""Rule -> how sure it is that a named partner behind its cue is one."""


@dataclass(frozen=True, slots=True, eq=False)
class CollaborationCues:
    """The compiled cues of a profile.

    Attributes:
        pattern: Matches a cue from its first word on; its group, with dashes, names the rule.
        ability: Matches the head of a sentence that says what one is able to do.
        needs: Parts of the names of sections that say what one needs.
        vague: Partners that are nobody in particular.
    """

    pattern: re.Pattern[str]
    ability: re.Pattern[str]
    needs: tuple[str, ...]
    vague: frozenset[str]


@cache
def collaboration_cues(profile: Profile) -> CollaborationCues:
    """Return the cues that a profile's word lists make."""
    partner_verbs = [form for verb in profile.words("partner_verbs") for form in _forms(verb)]
    relations, joint = profile.words("relation_nouns"), profile.words("jointly_words")
    close = alternatives(profile.words("close_words"))
    nouns = alternatives(profile.words("collaboration_nouns"))
    few = r"(?:\s+[\w/-]+){0,4}?"
    pattern = re.compile(
        rf"(?:(?P<in_collaboration_with>in\s+(?:\w+\s+){{0,2}}(?:{nouns})\s+with"
        r"|collaborative\s+(?:process|effort|relationship|work)\s+with"
        rf"|(?:close|direct|regular|frequent|ongoing)\s+(?:{nouns})\s+with)"
        rf"|(?P<collaborates_with>(?:collaborat(?:es?|ing)|cooperat(?:es?|ing)){few}\s+with)"
        rf"|(?P<coordinates_with>(?:coordinat(?:es?|ing)|liais(?:es?|ing)){few}\s+with"
        r"|coordination\s+of(?:\s+[\w/-]+){1,6}?\s+with)"
        r"|(?P<liaison>liaison\s+(?:function\s+|role\s+|work\s+)?(?:to|with|for|between|among))"
        rf"|(?P<partners_with>(?:{alternatives(partner_verbs)})(?:\s+\w+ly)?\s+with"
        r"|consults(?=\s+the\s))"
        rf"|(?P<relationships_with>(?:{alternatives(relations)})\s+with)"
        rf"|(?P<works_with>work(?:s|ing)?(?:\s+(?:{close}))*\s+with"
        r"|works?(?:\s+[\w/-]+){1,6}?\s+with)"
        r"|(?P<together_with>together\s+with)"
        rf"|(?P<jointly_with>(?:{alternatives(joint)})(?:\s+with)?)"
        r"|(?P<deals_with>deal(?:s|ing)?(?:\s+\w+ly)?(?:\s+and\s+\w+ly)?\s+with)"
        r")\b",
        re.IGNORECASE,
    )
    ability = alternatives(profile.words("ability_words"))
    return CollaborationCues(
        pattern,
        re.compile(rf"(?:\w+\s+){{0,2}}?(?:{ability})\b", re.IGNORECASE),
        profile.words("needs_sections"),
        frozenset(profile.words("vague_partners")),
    )


def _forms(verb: str) -> Iterable[str]:
    """Return a verb in the base form, the third person and with "ing": "teams up"."""
    base, blank, rest = verb.partition(" ")
    stem = base.removesuffix("e")
    return (verb, f"{base}s{blank}{rest}", f"{stem}ing{blank}{rest}")
