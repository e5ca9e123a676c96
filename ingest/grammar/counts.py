"""Counts before a noun: "all", "up to 12", "at least three (3)", "one or more"."""

import re
from typing import Final

from ingest.grammar.window import Window

__all__ = ["is_only_counted", "skip_count", "skip_quantifiers"]

_KEPT: Final = frozenset({"assigned", "designated", "appropriate"})
_NUMBER: Final = re.compile(r"\d[\d,.-]*\Z")
_OWNERS: Final = ("'s", "\u2019s", "\u00bfs")
_COUNT_LINKS: Final = frozenset({"or", "to", "and", "-", "\u2013", "/", "than"})
_COUNT_STARTS: Final = frozenset({"from", "between", "at", "no", "to"})
_LIMITS: Final = frozenset({"minimum", "maximum", "total", "average"})
_COUNT_PARTS: Final = _COUNT_LINKS | _COUNT_STARTS | _LIMITS | {"(", "+"}


def skip_quantifiers(window: Window, index: int) -> int:
    """Return the index behind articles and counts: "all", "up to 12", "at least three (3)"."""
    while (token := window.at(index)) is not None:
        counted = skip_count(window, index)
        if counted is not None:
            index = counted
        elif token.lower in window.lexicon.determiners and token.lower not in _KEPT:
            both = window.next_word(index + 1) == "or"
            both = both and window.next_word(index + 2) in window.lexicon.determiners
            index += 2 if both else 1
        elif token.lower.endswith(_OWNERS) and token.lower[:-2] in window.lexicon.unit_words:
            # "the department's 45 clerks"
            index += 1
        else:
            break
    return index


def skip_count(window: Window, index: int) -> int | None:
    """Return the index behind a word or a mark of a count, or None where none stands."""
    token = window.at(index)
    if token is None:
        return None
    before = window.tokens[index - 1].lower if index else ""
    if _is_count(window, token.lower):
        return index + 1
    if token.lower not in _COUNT_PARTS:
        return None
    following, further = window.at(index + 1), window.at(index + 2)
    if token.text == "+":
        return index + 1 if _NUMBER.match(before) else None
    if following is None:
        return None
    if token.text == "(" and _NUMBER.match(following.text):
        return index + 3 if further is not None and further.text == ")" else None
    if token.lower in _COUNT_LINKS and _is_count(window, before):
        return index + 1 if _is_count(window, following.lower) else None
    if token.lower in _COUNT_STARTS:
        return index + 1 if _is_count(window, following.lower) else None
    if token.lower in _LIMITS and following.lower == "of" and further is not None:
        return index + 2 if _is_count(window, further.lower) else None
    return None


def is_only_counted(window: Window, index: int) -> bool:
    """Return whether only a number follows "of": "a crew of four"."""
    at = index + 1
    while (behind := skip_count(window, at)) is not None:
        at = behind
    following = window.next_word(at)
    return at > index + 1 and (not following or following in window.lexicon.name_ends)


def _is_count(window: Window, word: str) -> bool:
    """Return whether a word counts: "7", "several", "one"."""
    if word.endswith(("-person", "-member")):
        return True
    return (
        word in window.lexicon.quantifiers
        or word == "one"
        or (word[:1].isdigit() and bool(_NUMBER.match(word)))
    )
