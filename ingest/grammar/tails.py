"""Tails: what stands behind a title and belongs to it: its unit, or more of its name."""

from dataclasses import replace
from typing import Final

from ingest.grammar.title_phrases import read_title
from ingest.grammar.unit_phrases import Party, read_unit
from ingest.grammar.window import Window

__all__ = ["read_post", "with_tail"]

_INSIDE: Final = frozenset({"in", "within"})
_MARKS: Final = frozenset({",", "-", "\u2013", "\u2014"})
_GENERIC_OWNERS: Final = frozenset(
    {"department", "office", "division", "unit", "school", "section"}
)


def read_post(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the post that begins at an index with all that belongs to it, and the index behind."""
    unit = read_unit(window, index)
    if unit is not None:
        return _owned(window, *unit)
    found = read_title(window, index)
    return None if found is None else with_tail(window, *found)


def _owned(window: Window, owner: Party, index: int) -> tuple[Party, int] | None:
    """Return the post of a unit named before it: "the Board of Education's Chief of Staff"."""
    token = window.at(index)
    possessive = token is not None and token.text in {"'", "\u2019", "\u00bf"}
    if possessive:
        index += 1
        token = window.at(index)
        if token is not None and token.lower == "s":
            index += 1
            token = window.at(index)
    if token is None or not token.is_word or token.lower in window.lexicon.name_ends:
        return None
    found = read_title(window, index)
    if found is None or not found[0].certain:
        return None
    if not possessive and window.verb_at(index):
        return None
    party, behind = with_tail(window, *found)
    of_unit = party.of_unit or owner.name
    return replace(party, of_unit=of_unit, start=owner.start), behind


def with_tail(window: Window, party: Party, index: int) -> tuple[Party, int]:
    """Return a post with the unit or field named behind its title."""
    if party.kind != "post":
        return party, index
    while (token := window.at(index)) is not None:
        found = None
        if token.text == "(":
            found = _bracket(window, party, index)
        elif token.lower in {"of", "for"} and party.of_unit is None:
            found = _of_tail(window, party, index)
        elif token.lower == "to" and " to " not in party.suffix:
            found = _to_tail(window, party, index)
        elif token.lower in _INSIDE and party.of_unit is None:
            found = _unit_tail(window, party, index)
        elif token.text in _MARKS and party.of_unit is None:
            found = _comma_tail(window, party, index)
        if found is None:
            break
        party, index = found
    return party, index


def _bracket(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    unit = read_unit(window, window.skip_determiners(index + 1))
    if unit is not None and unit[0].certain and party.of_unit is None:
        owner, behind = unit
        mark = window.at(behind)
        if mark is not None and mark.text == ")" and " " in owner.name:
            return replace(party, of_unit=owner.name, end=mark.end), behind + 1
    inner, closing = window.at(index + 1), window.at(index + 2)
    if inner is None or closing is None or closing.text != ")" or not inner.text.isupper():
        return None
    return replace(party, acronym=inner.text, end=closing.end), index + 3


def _of_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    """Return the post with what follows "of" or "for": its unit, or more of its name."""
    first = window.skip_determiners(index + 1)
    unit = read_unit(window, first)
    if unit is not None:
        owner, behind = unit
        if owner.certain:
            return replace(party, of_unit=owner.name, end=owner.end), behind
    token = window.at(first)
    if token is None or not token.is_word or party.suffix:
        return None
    run = window.runs.get(token.start)
    if run is not None:
        end, behind = run.end, window.behind(run.full_end, first)
    else:
        field = window.field(first)
        if field is None:
            return None
        end, behind = field
        if behind == first + 1 and token.lower in _GENERIC_OWNERS:
            return replace(party, suffix=" "), behind
    suffix = window.words(party.end, end)
    wider = replace(party, name=f"{party.name} {suffix}", suffix=suffix, end=end)
    return wider, behind


def _to_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    """Return the post with whom it assists: "assistant to the superintendent"."""
    first = window.skip_determiners(index + 1)
    token = window.at(first)
    if token is None or not (first > index + 1 or token.is_capital):
        return None
    found = read_title(window, first)
    if found is None or not found[0].certain:
        return None
    aided, behind = found
    suffix = window.words(party.end, aided.end)
    wider = replace(party, name=f"{party.name} {suffix}", suffix=suffix, end=aided.end)
    return wider, behind


def _unit_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    first = window.skip_determiners(index + 1)
    unit = read_unit(window, first)
    if unit is None or not unit[0].certain or first >= len(window.tokens):
        return None
    if window.tokens[first].start not in window.runs:
        return None
    owner, behind = unit
    return replace(party, of_unit=owner.name, end=owner.end), behind


def _comma_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    """Return the post with the unit or field behind a comma: "director, Department of X"."""
    token = window.at(index + 1)
    run = None if token is None else window.runs.get(token.start)
    if run is None:
        return None
    unit = read_unit(window, index + 1)
    if unit is not None:
        owner, behind = unit
        if _owned(window, owner, behind) is not None:
            return None
        return replace(party, of_unit=owner.name, end=owner.end), behind
    if "," in party.suffix or run.kind is not None or run.text.isupper():
        return None
    behind = window.behind(run.end, index + 1)
    following = window.at(behind)
    if following is not None and following.is_word and following.lower not in {"and", "or"}:
        return None
    suffix = window.words(party.end, run.end)
    wider = replace(party, name=f"{party.name}{suffix}", suffix=suffix, end=run.end)
    return wider, behind
