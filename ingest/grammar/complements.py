"""Complements: what follows a bare noun for people and belongs to it ("staff in the office")."""

from typing import Final

from ingest.grammar.people import ends_name, is_participle, is_people
from ingest.grammar.window import Window

__all__ = ["complement"]

_LONGEST_COMPLEMENT: Final = 12
_COMPLEMENTS: Final = frozenset({"in", "responsible", "that", "who", "within", "of"})
_MEANS: Final = frozenset({"using", "utilizing", "applying", "following", "based", "as"})
_RELATIVES: Final = frozenset({"that", "who"})


def complement(window: Window, index: int) -> int:
    """Return the index behind "in the office", "responsible for X", "administering X"."""
    token = window.at(index)
    if token is None:
        return index
    participle = token.is_word and is_participle(window, index) and token.lower not in _MEANS
    if not (participle or token.lower in _COMPLEMENTS):
        return index
    at = index + 1
    while (token := window.at(at)) is not None and at - index < _LONGEST_COMPLEMENT:
        before = window.tokens[at - 1].lower
        goes_on = token.lower == "to" and before.endswith("ed")
        if token.lower in {"and", "or"}:
            # "engaged in dredging and hauling"
            goes_on = before.endswith("ing") and window.next_word(at + 1).endswith("ing")
            goes_on = goes_on or _is_second_field(window, index, at)
        if not token.is_word or (token.lower in {"and", "or", "such", "to"} and not goes_on):
            break
        at += 1
    if token is None or token.text != "," or window.tokens[index].lower not in _RELATIVES:
        return at
    return _behind_things(window, at) or index


def _behind_things(window: Window, index: int) -> int | None:
    """Return the index behind the things that end a clause: ", rules and orders;"; or None."""
    for at in range(index, min(index + _LONGEST_COMPLEMENT, len(window.tokens))):
        token = window.tokens[at]
        if token.text in {".", ";"}:
            return at
        if token.text != "," and (not token.is_word or token.lower in window.lexicon.third_person):
            return None
        if token.lower in window.lexicon.determiners or token.lower in window.lexicon.people_words:
            return None
    return None


def _is_second_field(window: Window, start: int, index: int) -> bool:
    """Return whether "and" joins two things that people are for: "curators of maps and prints"."""
    if window.tokens[start].lower != "of" or index > start + 3:
        return False
    word = window.next_word(index + 1)
    if not word or window.next_word(index + 2) or ends_name(window, word):
        return False
    return not is_people(window, word) and not window.verb_at(index + 1)
