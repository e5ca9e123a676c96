"""Titles: the described post's title where no label states it, and titles as they are written."""

import re
from functools import cache
from typing import Final

from ingest.document import SourceDocument
from ingest.profile import Profile
from ingest.record import FieldValue

__all__ = ["clean_title", "find_prose_title", "names_a_post"]

PROSE_LIMIT: Final = 6000
"""How far into a description, in code points, prose is searched for a title."""

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_AGENT = re.compile(r"[a-z]{2,}(?:er|or|ist|ian)s?")
_ROMAN = re.compile(r"[IVX]+")
_PROSE_BEFORE = re.compile(r"[a-z][ \t,(/]+\Z")
_PROSE_BEHIND = re.compile(" [a-z]")
_WORD_GOES_ON = re.compile(r"\w")
_LOOK_BACK: Final = 8


def clean_title(text: str, start: int, end: int, profile: Profile) -> FieldValue:
    """Return a stated title without the tail that the profile calls none of it."""
    if profile.title_tail is not None:
        tail = profile.title_tail.search(text, start, end)
        head = "" if tail is None else text[start : tail.start()].strip()
        if tail is not None and " " in head and names_a_post(head, profile):
            # "Director - Nets" is no more than a director without its field.
            end = tail.start()
    raw = text[start:end].rstrip()
    value = readable_title(_SPACE.sub(" ", raw), text[:PROSE_LIMIT], profile)
    return FieldValue(value, raw, start, start + len(raw))


def find_prose_title(document: SourceDocument, profile: Profile) -> FieldValue | None:
    """Return the title that the prose gives the post ("join us as a ..."), or None."""
    end = min(document.end, document.start + PROSE_LIMIT)
    for pattern in profile.title_phrases:
        for match in pattern.finditer(document.text, document.start, end):
            if names_a_post(match["title"], profile):
                return clean_title(document.text, *match.span("title"), profile)
    return None


def names_a_post(title: str, profile: Profile) -> bool:
    """Return whether a title's noun stands in the words, or the last word names a doer."""
    words = [match[0].lower() for match in _WORD.finditer(title) if not _ROMAN.fullmatch(match[0])]
    if any(word in _title_heads(profile) for word in words):
        return True
    return (
        bool(words)
        and words[-1] not in profile.words("no_doers")
        and _AGENT.fullmatch(words[-1]) is not None
    )


@cache
def _title_heads(profile: Profile) -> frozenset[str]:
    return frozenset(profile.words("title_heads")) | frozenset(
        f"{word}s" for word in profile.words("title_heads")
    )


def readable_title(title: str, body: str, profile: Profile) -> str:
    """Return a title in capitals as it would be written in a sentence; any other as it is.

    A short word stays in capitals where the text's prose writes it so: it is an acronym.

    >>> from ingest.profile_files import load_profile
    >>> readable_title("DIRECTOR OF ABX SERVICES", "Works with ABX staff.", load_profile("generic"))
    'Director of ABX Services'
    """
    if not title.isupper() or len(title) < 5:
        return title

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() and word.lower() in profile.words("small_words"):
            return word.lower()
        if _ROMAN.fullmatch(word) or (len(word) <= 6 and _is_acronym(word, body)):
            return word
        return word.capitalize()

    return _WORD.sub(cased, title)


def _is_acronym(word: str, body: str) -> bool:
    """Return whether prose writes a word so: small letters stand before it or behind it."""
    at = body.find(word)
    while at >= 0:
        end = at + len(word)
        if _PROSE_BEFORE.search(body, max(0, at - _LOOK_BACK), at) and not _WORD_GOES_ON.match(
            body, end
        ):
            return True
        if _PROSE_BEHIND.match(body, end) and not _WORD_GOES_ON.match(body[at - 1 : at]):
            return True
        at = body.find(word, end)
    return False
