"""Objects: the people, units and fields listed behind "supervises" and the like."""

from collections.abc import Iterator
from typing import Final

from ingest.grammar.led_phrases import Led, read_led
from ingest.grammar.people import ends_name, head_of_people
from ingest.grammar.window import Window
from ingest.language.reading import Reading

__all__ = ["Led", "read_objects"]

WINDOW: Final = 480
"""How many characters behind a cue may name the objects."""

_TOKENS: Final = 90
_NEAR: Final = 200
_LONGEST_ITEM: Final = 80
_LEVELS: Final = frozenset(
    {"direct", "indirect", "general", "functional", "technical", "day-to-day"}
)
_STAFFING: Final = frozenset(
    {"recruitment", "performance", "assignment", "evaluation", "discipline", "development"}
)
_OVER: Final = frozenset({"over", "of"})
_LONGEST_MANNER: Final = 7
_LONGEST_DOINGS: Final = 14
_PEOPLE: Final = frozenset({"group", "post", "team"})
_MANNER: Final = frozenset({"as", "from", "in", "on", "at", "with"})


def read_objects(reading: Reading, start: int, end: int, *, fields: bool) -> tuple[Led, ...]:
    """Return what a list names from ``start`` on, in text order.

    Args:
        reading: The description.
        start: Where the first object, or its article, begins.
        end: Where the clause ends at the latest.
        fields: Whether nouns for other things than people and units count ("school counseling").
    """
    near = min(end, start + _NEAR)
    found = tuple(_objects(Window(reading, start, near), fields=fields))
    if near == end or not found or found[-1].end < near - _LONGEST_ITEM:
        return found
    window = Window(reading, start, min(end, start + WINDOW), limit=_TOKENS)
    return tuple(_objects(window, fields=fields))


def _objects(window: Window, *, fields: bool) -> Iterator[Led]:
    """Yield the objects that the tokens begin with."""
    index = _skip_verbs(window, _skip_marks(window, 0))
    through, index = _through(window, index)
    if through is not None:
        yield through
    yield from _listed(window, _skip_manner(window, index), fields=fields)


def _listed(window: Window, start: int, *, fields: bool) -> Iterator[Led]:
    """Yield the objects of the list that begins at an index."""
    index: int | None = start
    pending: list[Led] = []
    seen: set[str] = set()
    while index is not None:
        index = _behind_supervision(window, index)
        found = read_led(window, index, fields=fields)
        if found is None:
            break
        led, behind = found if found[0].kind != "field" else _among(window, *found, seen)
        if led.kind == "field" and (seen & _PEOPLE or (seen and _is_verb(window, index))):
            # "the crew and the use of tools": what is done is no subordinate beside people.
            break
        if led.kind == "unit":
            pending = [_among(window, one, 0, {"unit"})[0] for one in pending]
        seen = (seen - {"unit"}) | {led.kind}
        link, index = _link(window, _skip_marks(window, behind), led)
        pending.append(led)
        if link == "," or (link is not None and all(_is_adjective(window, p) for p in pending)):
            continue
        if led.kind != "field" or fields or link is None:
            yield from _settled(window, pending)
            pending = []
    if fields and not seen & _PEOPLE and all(_is_adjective(window, led) for led in pending):
        yield from pending
    elif pending:
        yield from (led for led in _settled(window, pending) if led.kind != "field")


def _behind_supervision(window: Window, index: int) -> int:
    """Return the index behind "indirect supervision over" or "hiring, training, and pay of"."""
    at, noun = window.skip_determiners(index), ""
    while (token := window.at(at)) is not None and at - index < _LONGEST_DOINGS:
        word = token.lower
        if word in _OVER and noun:
            people = word == "over" or _names_people(window, at + 1)
            return at + 1 if people else index
        if token.text != "," and word not in {"and", "or"}:
            staffing = word in window.lexicon.led_activities or word in _STAFFING
            supervising = word in window.lexicon.leading_nouns
            if not (staffing or supervising or (not noun and word in _LEVELS)):
                return index
            noun = word if staffing or supervising else noun
        at += 1
    return index


def _names_people(window: Window, index: int) -> bool:
    """Return whether a noun for people in lower case begins here."""
    first = window.skip_determiners(index)
    return head_of_people(window, first)[0] is not None


def _is_verb(window: Window, index: int) -> bool:
    """Return whether an item of a list begins with a verb: "nets, and track ships"."""
    word = window.tokens[window.skip_determiners(index)].lower
    return word in window.lexicon.verb_forms and word not in window.lexicon.led_nouns


def _is_counted(window: Window, led: Led) -> bool:
    """Return whether a number stands before a plural: "and six docents"."""
    at = window.behind(led.start, 0) - 1
    return (
        at >= 0 and led.name.endswith("s") and window.tokens[at].lower in window.lexicon.quantifiers
    )


def _among(window: Window, led: Led, index: int, seen: set[str]) -> tuple[Led, int]:
    """Return a field as what it is in its list, and the index behind it.

    A capitalised name of several words beside a unit is a unit, and "six docents" beside people are
    people.
    """
    run = window.runs.get(led.start) if led.kind == "field" and "unit" in seen else None
    if run is not None and run.kind is None and " " in run.name:
        unit = Led("unit", run.name, run.acronym, run.start, run.full_end)
        return unit, window.behind(run.full_end, 0)
    if seen & _PEOPLE and _is_counted(window, led):
        return led._replace(kind="group"), index
    return _with_example(window, led, index)


def _is_adjective(window: Window, led: Led) -> bool:
    """Return whether a field may be an adjective of what follows: "technical"."""
    return (
        led.kind == "field"
        and " " not in led.name
        and led.name.endswith(window.lexicon.adjective_endings)
    )


def _with_example(window: Window, led: Led, index: int) -> tuple[Led, int]:
    """Return a field with the name that it is said to include: "harbors, including the Quay"."""
    comma, word = window.at(index), window.at(index + 1)
    if comma is None or comma.text != "," or word is None or word.lower != "including":
        return led, index
    first = window.at(window.skip_determiners(index + 2))
    run = None if first is None else window.runs.get(first.start)
    if run is None:
        return led, index
    name = window.words(led.start, run.end)
    return Led(led.kind, name, None, led.start, run.end), window.behind(run.full_end, index)


def _through(window: Window, index: int) -> tuple[Led | None, int]:
    """Return those through whom a post leads, and the index behind them.

    "Directs, through subordinate managers, the work of ..."
    """
    at = index
    token = window.at(at)
    if token is not None and token.text == ",":
        at += 1
        token = window.at(at)
    if token is None or token.lower != "through":
        return None, index
    found = read_led(window, at + 1, fields=False)
    if found is None or found[0].kind not in _PEOPLE:
        return None, index
    led, at = found
    comma = window.at(at)
    return led, at + 1 if comma is not None and comma.text == "," else at


def _settled(window: Window, pending: list[Led]) -> list[Led]:
    """Return the objects of a list whose adjectives stood apart from their noun.

    "Clerical, technical, and professional staff" is read as two fields and a group: it is one.
    """
    *before, last = pending
    if not before or last.kind not in _PEOPLE:
        return pending
    if any(led.kind != "field" or " " in led.name or led.name.endswith("s") for led in before):
        return pending
    start = before[0].start
    return [Led(last.kind, window.words(start, last.end), None, start, last.end)]


def _skip_marks(window: Window, index: int) -> int:
    """Return the index behind a colon or a short remark in brackets: "(2)", "(directly)"."""
    token = window.at(index)
    if token is not None and token.text == ":":
        return index + 1
    if token is None or token.text != "(":
        return index
    for at in range(index + 1, min(index + _LONGEST_MANNER, len(window.tokens))):
        if window.tokens[at].text == ")":
            return at + 1
    return index


def _skip_verbs(window: Window, index: int) -> int:
    """Return the index behind further verbs: "supervises, trains, and evaluates"."""
    at = index
    while (token := window.at(at)) is not None:
        if token.text in {",", "/"} or token.lower in {"and", "or", "and/or", "&"}:
            at += 1
            continue
        if at == index or token.lower.endswith("ed"):
            break
        verb = token.lower.endswith("ing") or token.lower in window.lexicon.verb_forms
        following = window.at(at + 1)
        names_next = following is not None and following.is_capital
        if verb and (names_next or token.lower not in window.lexicon.led_nouns):
            at += 1
            following = window.at(at)
            if following is not None and following.lower in window.lexicon.leading_nouns:
                link = window.at(at + 1)
                if link is not None and link.lower in {"to", "of", "for", "over"}:
                    at += 2
            index = at
            continue
        break
    return index


def _skip_manner(window: Window, index: int) -> int:
    """Return the index behind how it is done: "from day to day", "as one whole"."""
    token = window.at(index)
    if token is None or token.lower not in _MANNER:
        return index
    for at in range(index + 1, min(index + _LONGEST_MANNER, len(window.tokens))):
        if window.tokens[at].lower in {"the", "all"}:
            return at
        if not window.tokens[at].is_word:
            break
    return index


def _link(window: Window, index: int, led: Led) -> tuple[str | None, int | None]:
    """Return what joins the next object and where that one begins; None where none follows."""
    token = window.at(index)
    if led.kind in _PEOPLE and (behind := _behind_as(window, index)) is not None:
        return "and", behind
    comma = token is not None and token.text in {",", ";"}
    if comma:
        index += 1
        token = window.at(index)
    if token is None:
        return None, None
    if token.lower in {"and", "or", "and/or", "&"}:
        return "and", _not_verb(window, index + 1)
    if token.lower == "including" and led.kind in _PEOPLE | {"unit"}:
        return ",", index + 1
    if [t.lower for t in window.tokens[index : index + 3]] == ["as", "well", "as"]:
        return "and", _not_verb(window, index + 3)
    return (",", _not_verb(window, index)) if comma else (None, None)


def _behind_as(window: Window, index: int) -> int | None:
    """Return the index behind "as" where those who are led are called something else by it.

    "Manages fifteen temporary staff as training guides."
    """
    token = window.at(index)
    if token is None or token.lower != "as":
        return None
    found = read_led(window, index + 1, fields=False)
    return index + 1 if found is not None and found[0].kind in _PEOPLE else None


def _not_verb(window: Window, index: int) -> int | None:
    """Return the index unless the sentence goes on with a verb there."""
    token, following = window.at(index), window.at(index + 1)
    if token is None or not token.is_word:
        return None
    if token.lower == "of":
        return index + 1
    if window.lexicon.is_verb(token.lower, following.lower if following is not None else ""):
        return None
    if (
        token.lower in window.lexicon.verb_forms
        and following is not None
        and (
            following.lower in window.lexicon.determiners or following.lower in {"with", "to", "in"}
        )
    ):
        return None
    return None if ends_name(window, token.lower) else index
