"""Noun phrases for what is led: "clerical staff", "the Print Shop", "the work of the crew"."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.grammar.window import Window

__all__ = ["Led", "ends_name", "read_led"]

_LONGEST_NAME: Final = 9
_LONGEST_COMPLEMENT: Final = 12
_COMPLEMENTS: Final = frozenset({"in", "responsible", "that", "who", "within", "of"})
_KEPT: Final = frozenset({"assigned", "designated", "appropriate"})
_NUMBER: Final = re.compile(r"\d[\d,.-]*\Z")


@dataclass(frozen=True, slots=True)
class Led:
    """What is led: ``kind`` is unit, team, post, group (people) or field (any other noun)."""

    kind: str
    name: str
    acronym: str | None
    start: int
    end: int


def read_led(window: Window, index: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the object that begins at an index, and the index behind it."""
    index = _skip_quantifiers(window, index)
    while (of_what := _behind_work_of(window, index)) is not None:
        index = _skip_quantifiers(window, of_what)
    token = window.at(index)
    if token is None or not token.is_word or ends_name(window, token.lower):
        return None
    return (
        _units(window, index)
        or _unit(window, index, fields=fields)
        or _noun(window, index, fields=fields)
    )


def _units(window: Window, index: int) -> tuple[Led, int] | None:
    """Return the units under one head that begin at an index: "divisions of A; B; and C"."""
    heads = [
        at
        for at in range(index, min(index + 3, len(window.tokens) - 2))
        if window.tokens[at + 1].lower == "of"
    ]
    if not heads:
        return None
    token, first = window.tokens[heads[0]], window.tokens[heads[0] + 2]
    runs = [run for run in window.runs.values() if run.start >= first.start and run.is_share]
    if not runs or runs[0].start != first.start:
        return None
    last = runs[0]
    for run in runs[1:]:
        if run.name.split()[0] == last.name.split()[0]:
            last = run
    behind = window.behind(last.end, index)
    start = token.end - len(token.text.rsplit("-", 1)[-1])
    return Led("group", window.words(start, last.end), None, start, last.end), behind


def _unit(window: Window, index: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the unit or team in capitals that begins at an index."""
    run = window.runs.get(window.tokens[index].start)
    if run is None:
        return None
    behind = window.behind(run.full_end, index)
    following = window.at(behind)
    if following is not None and _is_people(window, following.lower):
        return None
    if window.text[run.full_end : run.full_end + 1] in {"'", "\u2019", "\u00bf"}:
        return None
    if run.kind in {"unit", "team"}:
        return Led(run.kind, run.name, run.acronym, run.start, run.full_end), behind
    if run.kind is None and (fields or " " in run.text):
        expansion = window.acronyms.expansion_of(run.text)
        whole = following is None or not following.is_word or following.lower in {"and", "or"}
        if expansion is not None and window.lexicon.is_unit_name(expansion):
            return Led("unit", expansion, run.text, run.start, run.end), behind
        if fields and whole and len(run.text.split()) > 1:
            return Led("unit", run.name, run.acronym, run.start, run.full_end), behind
    return None


def _noun(window: Window, index: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the noun phrase that begins at an index."""
    head, at = _head_of_people(window, index)
    if head is None or _is_modifier(window, head):
        return _field(window, index, at, fields=fields)
    start, end = window.tokens[index].start, window.tokens[head].end
    word = window.tokens[head].lower
    kind = "group" if word in window.lexicon.people_words else "post"
    if word in window.lexicon.team_words:
        kind = "team"
    behind = head + 1
    if _is_bare(window, index, head):
        behind = _complement(window, behind)
        end = window.tokens[behind - 1].end
    return Led(kind, window.words(start, end), None, start, end), behind


def _head_of_people(window: Window, index: int) -> tuple[int | None, int]:
    """Return the last noun for people of a phrase, if any, and where the phrase ends."""
    head: int | None = None
    at = index
    while (token := window.at(at)) is not None and at - index < _LONGEST_NAME:
        if not token.is_word and token.text != "&":
            break
        if token.lower in window.lexicon.name_ends and not _joins_modifiers(window, at):
            break
        people = _is_people(window, token.lower)
        if head is not None and not people and (window.verb_at(at) or _is_participle(window, at)):
            break
        if people:
            head = at
        at += 1
    return head, at


def _is_modifier(window: Window, head: int) -> bool:
    """Return whether a noun for people only modifies what follows: "staff meetings"."""
    following = window.at(head + 1)
    if following is None or not following.is_word or following.lower in window.lexicon.name_ends:
        return False
    if window.verb_at(head + 1) or following.lower.endswith("ly"):
        return False
    return not _is_participle(window, head + 1) and following.lower not in _COMPLEMENTS


def _is_participle(window: Window, index: int) -> bool:
    """Return whether a participle stands here with its object: "employees counting ships"."""
    word = window.tokens[index].lower
    if word.endswith("ed"):
        return True
    following = window.at(index + 1)
    return word.endswith("ing") and following is not None and following.is_word


def _field(window: Window, index: int, at: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the noun phrase that names no people, as far as it can go."""
    first, last = window.tokens[index].lower, at
    if first in window.lexicon.cared_for:
        return None
    if first.endswith("ing") and window.next_word(index + 1) == "of":
        return None
    for ahead in range(index, at):
        if ahead > index and window.tokens[ahead].lower in window.lexicon.third_person:
            last = ahead
            break
    token = window.at(last)
    if token is not None and token.lower in {"of", "for"} and fields:
        rest = last + 1
        while (token := window.at(rest)) is not None and rest - index < _LONGEST_COMPLEMENT:
            run = window.runs.get(token.start)
            if run is not None:
                rest = window.behind(run.end, rest)
            elif not token.is_word or ends_name(window, token.lower):
                break
            else:
                rest += 1
        last = rest
    while last > index and ends_name(window, window.tokens[last - 1].lower):
        last -= 1
    if last == index:
        return None
    start, end = window.tokens[index].start, window.tokens[last - 1].end
    return Led("field", window.words(start, end), None, start, end), last


def _complement(window: Window, index: int) -> int:
    """Return the index behind "in the office", "responsible for X", "administering X"."""
    token = window.at(index)
    if token is None:
        return index
    participle = token.is_word and _is_participle(window, index)
    if not (participle or token.lower in _COMPLEMENTS):
        return index
    at = index + 1
    while (token := window.at(at)) is not None and at - index < _LONGEST_COMPLEMENT:
        if not token.is_word or token.lower in {"and", "or", "such", "to"}:
            break
        at += 1
    return at


def _is_bare(window: Window, index: int, head: int) -> bool:
    """Return whether a noun says nothing without what follows it: "staff in the office"."""
    if index == head and window.next_word(head + 1) == "of":
        return True
    return all(
        token.lower in window.lexicon.people_words for token in window.tokens[index : head + 1]
    )


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
    return (
        not _is_people(window, before.lower)
        and not _is_people(window, after.lower)
        and following is not None
        and _is_people(window, following.lower)
        and (
            not before.lower.endswith("s")
            or before.lower.endswith(window.lexicon.adjective_endings)
        )
    )


def _is_people(window: Window, word: str) -> bool:
    """Return whether a word is a noun for people, a team or a title."""
    lexicon = window.lexicon
    if word in lexicon.people_words or word in lexicon.title_words:
        return True
    if word in lexicon.cared_for:
        return False
    return word in lexicon.team_words or (word.endswith("s") and lexicon.is_person(word[:-1]))


def ends_name(window: Window, word: str) -> bool:
    """Return whether a name cannot go on with this word."""
    return word in window.lexicon.name_ends and word not in window.lexicon.determiners


def _skip_quantifiers(window: Window, index: int) -> int:
    while (token := window.at(index)) is not None and (
        (token.lower in window.lexicon.determiners and token.lower not in _KEPT)
        or token.lower in window.lexicon.quantifiers
        or _NUMBER.match(token.text)
        or (token.lower == "to" and index > 0 and window.tokens[index - 1].lower == "up")
    ):
        index += 1
    return index


def _behind_work_of(window: Window, index: int) -> int | None:
    """Return the index behind "work of", "day-to-day operations of", "a staff of", or None."""
    for at in range(index, min(index + 4, len(window.tokens) - 1)):
        word = window.tokens[at].lower
        if word in window.lexicon.name_ends:
            return None
        if word in window.lexicon.work_nouns and window.tokens[at + 1].lower == "of":
            counted = _skip_quantifiers(window, at + 2) > at + 2
            return at + 2 if counted or word not in window.lexicon.team_words else None
    return None
