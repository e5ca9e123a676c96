"""Noun phrases for what is led: "clerical staff", "the Print Shop", "the work of the crew"."""

from typing import Final, NamedTuple

from ingest.grammar.complements import complement
from ingest.grammar.counts import is_only_counted, skip_count, skip_quantifiers
from ingest.grammar.people import ends_name, head_of_people, is_modifier, is_people
from ingest.grammar.window import Window

__all__ = ["Led", "read_led"]

_LONGEST_COMPLEMENT: Final = 12
_ACTIVITIES: Final = ("tion", "sion", "ment", "ance", "ing")
_OF_WITHIN: Final = 12
_DOINGS: Final = frozenset({"operation", "operations", "functions", "affairs", "business"})
_CONSISTING: Final = frozenset({"consisting", "comprised", "composed", "up", "comprising"})


class Led(NamedTuple):
    """What is led: ``kind`` is unit, team, post, group (people) or field (any other noun)."""

    kind: str
    name: str
    acronym: str | None
    start: int
    end: int


def read_led(window: Window, index: int, *, fields: bool) -> tuple[Led, int] | None:
    """Return the object that begins at an index, and the index behind it."""
    owned = any(token.lower == "of" for token in window.tokens[index : index + _OF_WITHIN])
    index = skip_quantifiers(window, _behind_empty_head(window, index) if owned else index)
    while owned and (of_what := _behind_work_of(window, index, fields=fields)) is not None:
        index = skip_quantifiers(window, of_what)
    token = window.at(index)
    if token is None or not token.is_word or ends_name(window, token.lower):
        return None
    if [word.lower for word in window.tokens[index : index + 2]] == ["direct", "reports"]:
        end = window.tokens[index + 1].end
        return Led("group", window.words(token.start, end), None, token.start, end), index + 2
    return (
        (owned and (_units(window, index) or _part_of_unit(window, index)))
        or _unit(window, index, fields=fields)
        or _noun(window, index, fields=fields)
    )


def _behind_empty_head(window: Window, index: int) -> int:
    """Return the index behind a head that lost its names: "the offices of, Office of Tides"."""
    first = window.skip_determiners(index)
    head, comma = window.at(first), window.at(first + 2)
    if head is None or comma is None or comma.text != "," or window.next_word(first + 1) != "of":
        return index
    return first + 3 if head.lower in window.lexicon.unit_words else index


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
    if following is not None and is_people(window, following.lower):
        return None
    if following is not None and following.lower in window.lexicon.led_things:
        return None
    later = window.at(behind + 1)
    if (
        following is not None
        and following.is_word
        and later is not None
        and not (following.is_capital or following.lower in window.lexicon.name_ends)
        and later.lower in window.lexicon.people_words
    ):
        # "the Tide Office clerical staff"
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
    head, at = head_of_people(window, index)
    if head is None or is_modifier(window, head):
        return _field(window, index, at, fields=fields)
    start, end = window.tokens[index].start, window.tokens[head].end
    word = window.tokens[head].lower
    kind = "group" if word in window.lexicon.people_words else "post"
    if word in window.lexicon.team_words:
        kind = "team"
    behind = head + 1
    if _is_bare(window, index, head) and not is_only_counted(window, behind):
        behind = complement(window, behind)
        end = window.tokens[behind - 1].end
    return Led(kind, window.words(start, end), None, start, end), behind


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
    if last > index and _is_activity(window, last):
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
    if last == index or _is_no_field(window, index, last):
        return None
    start, end = window.tokens[index].start, window.tokens[last - 1].end
    return Led("field", window.words(start, end), None, start, end), last


def _is_no_field(window: Window, index: int, last: int) -> bool:
    """Return whether a noun phrase names what is done or kept: "net registration", "tide data"."""
    head = index
    while head < last and window.tokens[head].lower not in {"of", "for", "in"}:
        head += 1
    word = window.tokens[head - 1].lower if head > index else ""
    if word in window.lexicon.led_things:
        return True
    if word.startswith("operation"):
        words = window.tokens[index:last]
        named = any(token.is_capital or token.start in window.runs for token in words)
        return head == index + 1 and not named
    done = word.endswith(("tion", "ment", "sion", "ance", "tions", "ments", "sions"))
    return done and word not in window.lexicon.function_words


def _is_activity(window: Window, index: int) -> bool:
    """Return whether the noun before a place names what is done: "loading of", "repair of"."""
    of_what = window.next_word(index) == "of"
    of_what = of_what or (
        window.next_word(index) in {"and", "or"} and window.next_word(index + 2) == "of"
    )
    word = window.tokens[index - 1].lower
    if not of_what or word in window.lexicon.unit_words or word.startswith("operation"):
        return False
    return word in window.lexicon.led_activities or word.endswith(_ACTIVITIES)


def _is_bare(window: Window, index: int, head: int) -> bool:
    """Return whether a noun says nothing without what follows it: "staff in the office"."""
    if index == head and window.next_word(head + 1) == "of":
        return True
    return all(
        token.lower in window.lexicon.people_words for token in window.tokens[index : head + 1]
    )


def _is_work_of_people(window: Window, word: str, index: int) -> bool:
    """Return whether people in lower case do what a noun says: "functions of the staff"."""
    if word not in _DOINGS:
        return False
    first = window.at(skip_quantifiers(window, index))
    if first is None or first.start in window.runs:
        return False
    return head_of_people(window, skip_quantifiers(window, index))[0] is not None


def _behind_of(window: Window, index: int) -> int | None:
    """Return the index behind the "of" of a noun: "team of", "staff consisting of"; or None."""
    following = window.next_word(index + 1)
    if following == "of":
        return index + 2
    if following in _CONSISTING and window.next_word(index + 2) == "of":
        return index + 3
    return None


def _behind_work_of(window: Window, index: int, *, fields: bool) -> int | None:
    """Return the index behind "work of", "day-to-day operations of", "a staff of six", or None."""
    lexicon = window.lexicon
    for at in range(index, min(index + 4, len(window.tokens) - 2)):
        word = window.tokens[at].lower
        if word in lexicon.name_ends:
            return None
        behind = _behind_of(window, at)
        if behind is None:
            continue
        work = word in lexicon.work_nouns or (
            not fields and _is_work_of_people(window, word, behind)
        )
        if not work and word not in lexicon.unit_words:
            continue
        start = behind
        while (counted := skip_count(window, behind)) is not None:
            behind = counted
        first = window.at(behind)
        if behind > start:
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
