"""Objects: the people, units and fields listed behind "supervises" and the like."""

from collections.abc import Iterator
from typing import Final

from ingest.grammar.led_phrases import Led, ends_name, read_led
from ingest.grammar.window import Window
from ingest.reading import Reading

__all__ = ["Led", "read_objects"]

WINDOW: Final = 480
"""How many characters behind a cue may name the objects."""

_TOKENS: Final = 90
_LONGEST_MANNER: Final = 7
_MANNER: Final = frozenset({"as", "from", "in", "on", "at", "with"})


def read_objects(reading: Reading, start: int, end: int, *, fields: bool) -> tuple[Led, ...]:
    """Return what a list names from ``start`` on, in text order.

    Args:
        reading: The description.
        start: Where the first object, or its article, begins.
        end: Where the clause ends at the latest.
        fields: Whether nouns for other things than people and units count ("school counseling").
    """
    window = Window(reading, start, min(end, start + WINDOW), limit=_TOKENS)
    return tuple(_objects(window, fields=fields))


def _objects(window: Window, *, fields: bool) -> Iterator[Led]:
    """Yield the objects that the tokens begin with."""
    index: int | None = _skip_manner(window, _skip_verbs(window, 0))
    pending: list[Led] = []
    while index is not None:
        found = read_led(window, index, fields=fields)
        if found is None:
            break
        led, behind = found
        link, index = _link(window, behind)
        pending.append(led)
        if link != "," and (led.kind != "field" or fields or link is None):
            yield from _settled(window, pending)
            pending = []
    if len(pending) == 1 and pending[0].kind != "field":
        yield from pending


def _settled(window: Window, pending: list[Led]) -> list[Led]:
    """Return the objects of a list whose adjectives stood apart from their noun.

    "Clerical, technical, and professional staff" is read as two fields and a group: it is one.
    """
    *before, last = pending
    if not before or last.kind not in {"group", "post", "team"}:
        return pending
    if any(led.kind != "field" or " " in led.name or led.name.endswith("s") for led in before):
        return pending
    start = before[0].start
    return [Led(last.kind, window.words(start, last.end), None, start, last.end)]


def _skip_verbs(window: Window, index: int) -> int:
    """Return the index behind further verbs: "supervises, trains, and evaluates"."""
    at = index
    while (token := window.at(at)) is not None:
        if token.text in {",", "/"} or token.lower in {"and", "or", "and/or", "&"}:
            at += 1
            continue
        verb = at > index and token.lower.endswith("ing")
        verb = verb or token.lower in window.lexicon.verb_forms
        if token.lower.endswith("ed"):
            break
        following = window.at(at + 1)
        names_next = at > index and following is not None and following.is_capital
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


def _link(window: Window, index: int) -> tuple[str | None, int | None]:
    """Return what joins the next object and where that one begins; None where none follows."""
    token = window.at(index)
    comma = token is not None and token.text in {",", ";"}
    if comma:
        index += 1
        token = window.at(index)
    if token is None:
        return None, None
    if token.lower in {"and", "or", "and/or", "&"}:
        return "and", _not_verb(window, index + 1)
    if [t.lower for t in window.tokens[index : index + 3]] == ["as", "well", "as"]:
        return "and", _not_verb(window, index + 3)
    return (",", _not_verb(window, index)) if comma else (None, None)


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
