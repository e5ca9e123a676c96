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
_APOSTROPHES: Final = frozenset("'\u2019\u00bf")
_RELATIVES: Final = frozenset({"that", "who"})
_STEP: Final = re.compile(r"[IVX]+(?:[/-][IVX]+)*\Z")
_NUMBER: Final = re.compile(r"\d[\d,.-]*\Z")
_NO_OBJECTS: Final = frozenset({"", "and", "or", "as", "to", "by", "with", "of", "for"})
_ACTIVITIES: Final = ("tion", "sion", "ment", "ance", "ing")
_COUNT_LINKS: Final = frozenset({"or", "to", "and", "-", "\u2013", "/", "than"})
_COUNT_STARTS: Final = frozenset({"from", "between", "at", "no", "to"})
_LIMITS: Final = frozenset({"minimum", "maximum", "total", "average"})


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
    if [word.lower for word in window.tokens[index : index + 2]] == ["direct", "reports"]:
        end = window.tokens[index + 1].end
        return Led("group", window.words(token.start, end), None, token.start, end), index + 2
    return (
        _units(window, index)
        or _part_of_unit(window, index)
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


def _part_of_unit(window: Window, index: int) -> tuple[Led, int] | None:
    """Return the part of a unit that begins at an index: "a section of the Tides Department"."""
    for at in range(index, min(index + 3, len(window.tokens) - 2)):
        if window.tokens[at + 1].lower != "of":
            continue
        first = window.skip_determiners(at + 2)
        token = window.at(first)
        run = None if token is None else window.runs.get(token.start)
        start = window.tokens[index].start
        if run is None or run.kind != "unit" or start in window.runs:
            return None
        if window.tokens[at].lower not in window.lexicon.unit_words:
            return None
        name = window.words(start, run.end)
        return Led("group", name, None, start, run.end), window.behind(run.full_end, first)
    return None


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
    if _is_bare(window, index, head) and not _is_counted(window, behind):
        behind = _complement(window, behind)
        end = window.tokens[behind - 1].end
    return Led(kind, window.words(start, end), None, start, end), behind


def _head_of_people(window: Window, index: int) -> tuple[int | None, int]:
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
        people = _is_people(window, token.lower)
        if head is not None and not people and (window.verb_at(at) or _is_participle(window, at)):
            break
        if people or (head == at - 1 and _STEP.match(token.text)):
            head = at
        at += 1
    return head, at


def _is_modifier(window: Window, head: int) -> bool:
    """Return whether a noun for people only modifies what follows: "staff meetings"."""
    following = window.at(head + 1)
    if following is None or not following.is_word or following.lower in window.lexicon.name_ends:
        return False
    if following.lower.endswith("ly"):
        return False
    if window.verb_at(head + 1):
        # A verb has an object: without one "staff schedules" are schedules.
        return window.next_word(head + 2) in _NO_OBJECTS
    return not _is_participle(window, head + 1) and following.lower not in _COMPLEMENTS


def _is_participle(window: Window, index: int) -> bool:
    """Return whether a participle stands here with its object: "employees counting ships"."""
    word = window.tokens[index].lower
    if word.endswith("ed"):
        return True
    if not word.endswith("ing") or word in window.lexicon.led_activities:
        return False
    return window.next_word(index + 1) not in _NO_OBJECTS


def _field(window: Window, index: int, at: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the noun phrase that names no people, as far as it can go."""
    first, last = window.tokens[index].lower, at
    if first in window.lexicon.cared_for:
        return None
    for ahead in range(index, at):
        if ahead > index and window.tokens[ahead].lower in window.lexicon.third_person:
            last = ahead
            break
    token = window.at(last)
    if last > index and token is not None and token.lower == "of" and _is_activity(window, last):
        return None
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


def _is_activity(window: Window, index: int) -> bool:
    """Return whether the noun before a place names what is done: "loading of", "repair of"."""
    word = window.tokens[index - 1].lower
    if word in window.lexicon.unit_words or word.startswith("operation"):
        return False
    return word in window.lexicon.led_activities or word.endswith(_ACTIVITIES)


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
        before = window.tokens[at - 1].lower
        goes_on = token.lower == "to" and before.endswith("ed")
        if token.lower in {"and", "or"}:
            # "engaged in dredging and hauling"
            goes_on = before.endswith("ing") and window.next_word(at + 1).endswith("ing")
        if not token.is_word or (token.lower in {"and", "or", "such", "to"} and not goes_on):
            break
        at += 1
    cut = token is not None and token.text == ","
    return index if cut and window.tokens[index].lower in _RELATIVES else at


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
    if after.lower in window.lexicon.quantifiers or after.lower in window.lexicon.determiners:
        return False
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
    if word in lexicon.occupations or f"{word}s" in lexicon.occupations:
        return True
    if word in lexicon.cared_for:
        return False
    return (
        word in lexicon.team_words
        or word.endswith(("smen", "women", "people"))
        or (word.endswith("s") and lexicon.is_person(word[:-1]))
    )


def ends_name(window: Window, word: str) -> bool:
    """Return whether a name cannot go on with this word."""
    return word in window.lexicon.name_ends and word not in window.lexicon.determiners


def _skip_quantifiers(window: Window, index: int) -> int:
    """Return the index behind articles and counts: "all", "up to 12", "at least three (3)"."""
    while (token := window.at(index)) is not None:
        counted = _skip_count(window, index)
        if counted is not None:
            index = counted
        elif token.lower in window.lexicon.determiners and token.lower not in _KEPT:
            index += 1
        else:
            break
    return index


def _skip_count(window: Window, index: int) -> int | None:
    """Return the index behind a word or a mark of a count, or None where none stands."""
    token = window.at(index)
    if token is None:
        return None
    before = window.tokens[index - 1].lower if index else ""
    if _is_count(window, token.lower):
        return index + 1
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


def _is_counted(window: Window, index: int) -> bool:
    """Return whether only a number follows "of": "a crew of four"."""
    at = index + 1
    while (behind := _skip_count(window, at)) is not None:
        at = behind
    following = window.next_word(at)
    return at > index + 1 and (not following or following in window.lexicon.name_ends)


def _is_count(window: Window, word: str) -> bool:
    """Return whether a word counts: "7", "several", "one"."""
    return word in window.lexicon.quantifiers or word == "one" or bool(_NUMBER.match(word))


def _behind_work_of(window: Window, index: int) -> int | None:
    """Return the index behind "work of", "day-to-day operations of", "a staff of six", or None."""
    lexicon = window.lexicon
    for at in range(index, min(index + 4, len(window.tokens) - 2)):
        word = window.tokens[at].lower
        if word in lexicon.name_ends:
            return None
        if window.tokens[at + 1].lower != "of":
            continue
        if word not in lexicon.work_nouns and word not in lexicon.unit_words:
            continue
        behind = at + 2
        while (counted := _skip_count(window, behind)) is not None:
            behind = counted
        first = window.at(behind)
        if behind > at + 2:
            plain = first is not None and first.is_word and first.lower not in lexicon.name_ends
            return behind if plain else None
        if word in lexicon.unit_words:
            return None
        if word in lexicon.people_words or word in lexicon.team_words:
            # "a crew of painters" are painters; "the staff of the museum" is its staff.
            named = (
                first is None or first.start in window.runs or first.lower in lexicon.determiners
            )
            return None if named else behind
        return behind
    return None
