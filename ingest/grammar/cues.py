"""Cues: the phrases behind which a text names who directs, or is directed by, the described post.

A cue is looked for by plain literals first, and only where one stands is its pattern tried: one
pass over a description costs little, however many wordings are known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.language.lexicon import verb_forms
from ingest.profile import Profile

__all__ = ["Cues", "alternatives", "direction_cues", "leading_cues"]

_LINK: Final = r"(?:\s*,\s*|\s*/\s*|\s+and/or\s+|\s+and\s+|\s+or\s+|\s+)"
_ADVERB: Final = (
    r"(?:directly|indirectly|either|administratively|functionally|primarily|jointly|solely|also"
    r"|ultimately|generally)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Cues of one kind.

    Attributes:
        literals: Lower-case beginnings, one of which every cue has.
        pattern: What a cue is; the name of its last group names the rule.
        more: What joins a second cue to the parties of a first: "and guidance from".
        levels: Finds the adjectives that say how closely.
        bare: What stands for a cue where the heading already says it: "General direction from".
    """

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    more: re.Pattern[str]
    levels: re.Pattern[str]
    bare: re.Pattern[str]

    def find(self, text: str, lowered: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the cues in ``text[start:end]`` in text order.

        Args:
            text: The text.
            lowered: The same in lower case, character for character.
            start: Where to begin.
            end: Where to end.
        """
        for position in _anchors(lowered, self.literals, start, end):
            match = self.pattern.match(text, position, end)
            if match is not None:
                yield match


def _anchors(lowered: str, literals: Sequence[str], start: int, end: int) -> list[int]:
    """Return where a literal begins a word, in text order."""
    found: set[int] = set()
    for literal in literals:
        position = lowered.find(literal, start, end)
        while position >= 0:
            if position == 0 or not lowered[position - 1].isalnum():
                found.add(position)
            position = lowered.find(literal, position + 1, end)
    return sorted(found)


@cache
def direction_cues(profile: Profile) -> Cues:
    """Return the cues of who directs the described post.

    Groups: ``possessive`` (under the clerk's direction), ``under`` (under the direction of),
    ``works`` (works under the), ``direction`` (at the direction of), ``reports`` (reports to),
    ``receives`` (receives supervision from), ``supervised`` (supervised by).
    """
    nouns = alternatives(profile.words("direction_nouns"))
    level = rf"(?:{alternatives(profile.words('direction_levels'))})"
    some = r"(?:(?!(?:of|from|by|with|for|in|to)\b)[a-z][\w-]*(?:\s*[,/]\s*|\s+)){0,4}?"
    noun = rf"(?:{nouns})\b(?:{_LINK}{some}(?:{nouns})\b)*"
    given = r"(?:\s+(?:provided|given|received|exercised|assigned))?"
    source = rf"{given}(?:\s+(?:of|from|by)|\s*,\s+of)\b"
    pattern = re.compile(
        rf"(?P<possessive>under\s+(?:the\s+)?"
        rf"(?P<owner>(?:(?!(?:{nouns})\b)[\w/&-]+\s+){{0,7}}[\w/&-]+)['\u2019\u00bf]s\s+"
        rf"{some}{noun})"
        rf"|(?P<under>under\s+{some}{noun}{source})"
        rf"|(?P<works>under\s+(?!{some}{noun}\b))"
        rf"|(?P<direction>(?:at|by)\s+(?:the\s+)?direction\s+of\b)"
        rf"|(?P<reports>report(?:s|ing)?\s+(?:{_ADVERB}\s+(?:and\s+[a-z]+ly\s+)?)?(?:in)?to\b"
        rf"(?:\s+\([a-z ]+\):?|\s+and\s+(?:\w+\s+){{1,2}}(?:with|for|under)\b)?"
        rf"|report\s+(?=the\s+(?-i:[A-Z]))"
        rf"|(?:(?:directly\s+)?(?:responsible|accountable|answerable)|answers)\s+"
        rf"(?:directly\s+|only\s+)?to\b)"
        rf"|(?P<receives>(?:receiv(?:es?|ing)|takes?|gets?|accepts?|follows?)\s+"
        rf"{some}{noun}{source}"
        rf"|with\s+{some}{noun}\s+from\b"
        rf"|comes?\s+(?:directly\s+)?from\b"
        rf"|(?:is|are)\s+(?:received|provided|given|exercised)\s+(?:from|by)\b)"
        rf"|(?P<supervised>(?:supervised|directed|managed|overseen|led)\s+(?:directly\s+)?by\b)",
        re.IGNORECASE,
    )
    literals = (
        "under ", "under\t", "under\u00a0", "at the direction", "at direction", "by direction",
        "by the direction", "report", "responsible ", "accountable ", "answerable ", "answers to",
        "directly ", "receiv", "take", "get", "accept", "follow", "with ", "is received",
        "are received", "is provided", "is given", "come", "is exercised", "are provided",
        "supervised", "directed", "managed", "overseen", "led by",
    )  # fmt: skip
    more = (
        rf"\s*,?\s*(?:and|or)\s+"
        rf"(?:{some}{noun}\s+(?:of|from|by)\b|(?:{_ADVERB}|also)\s+(?:to|by)\b)"
    )
    return Cues(
        literals,
        pattern,
        re.compile(more, re.IGNORECASE),
        re.compile(rf"\b{level}\b", re.IGNORECASE),
        re.compile(rf"{some}{noun}{source}|(?:{level}\s+)?(?:{nouns})\s*[:-]\s+", re.IGNORECASE),
    )


@cache
def leading_cues(profile: Profile) -> Cues:
    """Return the cues of whom the described post leads.

    Groups: ``supervise`` (supervises), ``lead`` (directs, leads, oversees), ``reviews`` (reviews
    the work of), ``gives`` (provides supervision to), ``listed`` ("; supervision of"),
    ``charge`` (has charge of), ``given`` (has supervisory duties over), ``assigns`` (assigns work
    to), ``acts`` (acts as lead over), ``through`` (through subordinate managers), ``staffs``
    (hires, schedules, and trains).
    """
    verbs = profile.words("supervise_verbs"), profile.words("lead_verbs")
    supervise, lead = (alternatives(_active(words)) for words in verbs)
    review = alternatives(_active(profile.words("review_verbs")))
    level = rf"(?:{alternatives(profile.words('direction_levels'))})"
    ruling = alternatives(_active(profile.words("ruling_verbs")))
    staff = alternatives(_active(profile.words("staffing_verbs")))
    nouns = alternatives(profile.words("leading_nouns"))
    adverb = r"(?:\s+(?:directly|indirectly|closely|also|effectively))?"
    many = rf"(?:(?:{level}|overall|daily|seasonal|work|team|lead|full|and|or|,|/)\s*,?\s*)*"
    noun = rf"(?:{nouns})(?:\s*(?:,|/|and/or|and|or|&)\s*{many}(?:{nouns}))*"
    company = alternatives(profile.words("leading_companions"))
    noun = rf"{noun}(?:\s*(?:,|and|or|&)+\s*(?:and\s+|or\s+)?(?:{company})\b)*"
    pattern = re.compile(
        rf"(?P<gives>(?:(?:provid|exercis|giv|assum|offer|maintain)(?:e?s?|ing)\s+"
        rf"|responsible\s+for\s+|has\s+|have\s+|(?:daily|direct|seasonal|day-to-day|overall)\s+)"
        rf"(?:the\s+|for\s+the\s+)?{many}{noun}\s+(?:to|of|over|for)\b)"
        r"|(?P<listed>supervision(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+)?[a-z]+){0,4}?\s+of\b)"
        r"|(?P<acts>(?:lead(?:er|\s+worker|\s+person)?|supervisor)\s+(?:to|over|for|of)\b)"
        r"|(?P<given>(?:supervisory|lead)\s+(?:work|responsibilit(?:y|ies)|duties|authority)\s+"
        r"(?:over|for|of|to)\b"
        r"|(?:supervision|direction)\s+(?:is|may\s+be)\s+(?:exercised|provided|given)\s+(?:over|to)\b)"
        rf"|(?P<supervise>(?:{supervise}){adverb}(?=[\s,/:]))"
        rf"|(?P<lead>(?:{lead}){adverb}(?=[\s,/:]))"
        r"|(?P<assigns>assign(?:s|ing)?\s+(?:work|tasks|duties)\s+to\b)"
        r"|(?P<through>through\s+(?=subordinate\b))"
        rf"|(?P<staffs>(?:{ruling})(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+)?(?:{staff}))*(?=\s))"
        rf"|(?P<reviews>(?:{review})(?:(?:,|\s+and|\s+or)*\s+\w+)?\s+(?:the\s+)?"
        rf"(?:work|performance|activities)\s+of)\b"
        rf"|(?P<charge>(?:has\s+|in\s+|takes\s+)charge\s+of|answerable\s+for)\b",
        re.IGNORECASE,
    )
    roots = (verb_forms(verb)[3].removesuffix("ing") for words in verbs for verb in words)
    reviewing = (verb_forms(verb)[3].removesuffix("ing") for verb in profile.words("review_verbs"))
    staffing = (verb_forms(verb)[3].removesuffix("ing") for verb in profile.words("ruling_verbs"))
    literals = (
        *roots, *reviewing, *staffing,
        "provid", "exercis", "giv", "assum", "offer", "maintain", "responsible for", "has ",
        "have ", "daily", "seasonal", "day-to-day", "overall", "in charge", "takes charge",
        "answerable", "through subordinate",
    )  # fmt: skip
    return Cues(
        tuple(dict.fromkeys(literals)),
        pattern,
        re.compile(rf"\s*,?\s*(?:and|or)\s+{many}{noun}\s+(?:to|of|over)\b", re.IGNORECASE),
        re.compile(rf"\b{level}\b", re.IGNORECASE),
        re.compile(rf"{many}{noun}\s+(?:to|of|over)\b", re.IGNORECASE),
    )


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _active(verbs: Iterable[str]) -> list[str]:
    """Return base, third person and participle of verbs."""
    return [form for verb in verbs for index, form in enumerate(verb_forms(verb)) if index != 2]
