"""Nouns for people in a list: where one heads a phrase, and where it only modifies another."""

import re
from typing import Final

from ingest.grammar.window import Window

__all__ = ["ends_name", "head_of_people", "is_modifier", "is_participle", "is_people"]

_LONGEST_NAME: Final = 9
_COMPLEMENTS: Final = frozenset({"in", "responsible", "that", "who", "within", "of"})
_APOSTROPHES: Final = frozenset("'\u2019\u00bf")
_STEP: Final = re.compile(r"[IVX]+(?:[/-][IVX]+)*\Z")
_NO_OBJECTS: Final = frozenset({"", "and", "or", "as", "to", "by", "with", "of", "for"})


def head_of_people(window: Window, index: int) -> tuple[int | None, int]:
    """Return the last noun for people of a phrase, if any, and where the phrase ends."""
    head: int | None = None
    at = index
    while (token := window.at(at)) is not None and at - index < _LONGEST_NAME:
        if token.text in _APOSTROPHES and head is not None and at == head + 1:
            # "contractors' employees"
            head, at = None, at + 1
            continue
        if not token.is_word and token.text != "&":
            break
        if token.lower in window.lexicon.name_ends and not _joins_modifiers(window, at):
            break
        people = is_people(window, token.lower)
        if head is not None and not people and (window.verb_at(at) or is_participle(window, at)):
            break
        if people or (head == at - 1 and _STEP.match(token.text)):
            head = at
        at += 1
    return head, at


def is_people(window: Window, word: str) -> bool:
    """Return whether a word is a noun for people, a team or a title."""
    lexicon = window.lexicon
    if word in lexicon.people_words or word in lexicon.title_words:
        return True
    if word in lexicon.occupations or f"{word}s" in lexicon.occupations:
        return True
    if word in lexicon.cared_for:
        return False
    return (
        word in lexicon.team_words
        or word.endswith(("smen", "women", "people"))
        or (word.endswith("s") and lexicon.is_person(word[:-1]))
    )


def is_modifier(window: Window, head: int) -> bool:
    """Return whether a noun for people only modifies what follows: "staff meetings"."""
    following = window.at(head + 1)
    if following is None or not following.is_word or following.lower in window.lexicon.name_ends:
        return False
    if following.lower.endswith("ly"):
        return False
    if window.verb_at(head + 1):
        # A verb has an object: without one "staff schedules" are schedules.
        return window.next_word(head + 2) in _NO_OBJECTS
    return not is_participle(window, head + 1) and following.lower not in _COMPLEMENTS


def is_participle(window: Window, index: int) -> bool:
    """Return whether a participle stands here with its object: "employees counting ships"."""
    word = window.tokens[index].lower
    if word.endswith("ed"):
        return True
    if not word.endswith("ing") or word in window.lexicon.led_activities:
        return False
    return window.next_word(index + 1) not in _NO_OBJECTS


def _joins_modifiers(window: Window, index: int) -> bool:
    """Return whether "and" joins two adjectives of one noun: "temporary and regular staff"."""
    token, before, after = (
        window.at(index),
        window.at(index - 1),
        window.at(index + 1),
    )
    if (
        token is None
        or before is None
        or after is None
        or token.lower not in {"and", "and/or", "or"}
    ):
        return False
    following = window.at(index + 2)
    if after.lower in window.lexicon.quantifiers or after.lower in window.lexicon.determiners:
        return False
    return (
        not is_people(window, before.lower)
        and not is_people(window, after.lower)
        and following is not None
        and is_people(window, following.lower)
        and (
            not before.lower.endswith("s")
            or before.lower.endswith(window.lexicon.adjective_endings)
        )
    )


def ends_name(window: Window, word: str) -> bool:
    """Return whether a name cannot go on with this word."""
    return word in window.lexicon.name_ends and word not in window.lexicon.determiners
