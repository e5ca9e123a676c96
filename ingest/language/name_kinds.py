"""The kind of a name: whether its words show a unit, a team or a post."""

import re
from functools import lru_cache
from typing import Final

from ingest.language.lexicon import Lexicon

__all__ = ["classify"]

_STEP: Final = re.compile(r"[ivx]+(?:[/-][ivx]+)*|\d[\w-]*|[a-z]\d")
_PART_OF_ACRONYM: Final = re.compile(r"(?:Unit|Section|Branch|Center)s? of [A-Z]+$")
_LAW_PARTS: Final = frozenset({"section", "chapter", "article", "rule", "title"})


@lru_cache(maxsize=4096)
def classify(name: str, lexicon: Lexicon) -> str | None:
    """Return ``unit``, ``team`` or ``post`` where the words of a name show its kind, else None."""
    words = name.lower().split()
    if words and words[-1].isdigit() and len(words) > 1 and words[-2] in _LAW_PARTS:
        return None
    while words and _STEP.fullmatch(words[-1]):
        words.pop()
    if not words:
        return None
    if lexicon.is_outside_office(name) or _PART_OF_ACRONYM.match(name):
        return None
    if name.lower() in lexicon.no_units or _is_of_any_place(words, lexicon):
        return None
    if lexicon.starts_unit(name) or name.lower() in lexicon.function_units:
        return "unit"
    last_is_unit = words[-1] in lexicon.unit_words and words[-1] not in lexicon.body_words
    if lexicon.starts_title(name) and not last_is_unit:
        return "post"
    if len(words) > 1 and (kind := _kind_of_group(words, lexicon)) is not None:
        return kind or None
    before = lexicon.words_before_head(name)
    if before and lexicon.title_words.isdisjoint(before):
        return None if lexicon.is_outside(before) else "unit"
    if lexicon.is_school(name):
        return "unit"
    return "post" if words[-1].rpartition("/")[2] in lexicon.title_words else None


def _is_of_any_place(words: list[str], lexicon: Lexicon) -> bool:
    """Return whether words mean the offices of a place in general: "Offices of the State"."""
    if words[0] in lexicon.singular and words[-1] in lexicon.outside_words:
        return True
    return lexicon.is_any_unit(words)


def _kind_of_group(words: list[str], lexicon: Lexicon) -> str | None:
    """Return the kind that a name's last word shows: "" for a unit elsewhere, None for no group."""
    if words[-1] in lexicon.body_words and not lexicon.meeting_words.isdisjoint(words):
        return "team"
    if words[-1] in lexicon.unit_words:
        # "City Departments" are any of them.
        any_of_them = words[-1] in lexicon.singular
        return "" if lexicon.is_outside(words) or any_of_them else "unit"
    if words[-1] in lexicon.team_words or " ".join(words[-2:]) in lexicon.team_words:
        return "team"
    return None
