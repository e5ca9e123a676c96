"""Tails: what stands behind a title and belongs to it: its unit, or more of its name."""

from typing import Final

from ingest.grammar.title_phrases import read_title
from ingest.grammar.unit_phrases import Party, read_unit
from ingest.grammar.window import Window

__all__ = ["read_post", "with_tail"]

_INSIDE: Final = frozenset({"in", "within"})
_NOUN_ENDINGS: Final = ("ss", "ions", "ies", "ics", "ms", "ices", "ships")
_LONGEST_FUNCTION: Final = 9
_FIELD_LINKS: Final = frozenset({"and", "of", "for"})
_MARKS: Final = frozenset({",", "-", "\u2013", "\u2014"})
_GENERIC_OWNERS: Final = frozenset(
    {
        "department",
        "office",
        "division",
        "unit",
        "school",
        "section",
        "company",
        "agency",
        "organization",
        "organisation",
        "corporation",
        "institution",
        "firm",
    }
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
    if party.of_unit is None:
        return party._replace(of_unit=owner.name, start=owner.start), behind
    # "the Tide Dispatch Center supervisor, Division of Safety" names the unit apart.
    name = party.name if possessive else f"{owner.name} {party.name}"
    return party._replace(name=name, start=owner.start), behind


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
            return party._replace(of_unit=owner.name, end=mark.end), behind + 1
    inner, closing = window.at(index + 1), window.at(index + 2)
    if inner is None or closing is None or closing.text != ")" or not inner.text.isupper():
        return None
    return party._replace(acronym=inner.text, end=closing.end), index + 3


def _of_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    """Return the post with what follows "of" or "for": its unit, or more of its name."""
    first = window.skip_determiners(index + 1)
    unit = read_unit(window, first)
    if unit is not None:
        owner, behind = unit
        if owner.certain:
            return party._replace(of_unit=owner.name, end=owner.end), behind
    token = window.at(first)
    if token is None or not token.is_word or party.suffix:
        return None
    run = window.runs.get(token.start)
    if run is not None:
        end, behind = run.end, window.behind(run.full_end, first)
    elif window.tokens[index].lower == "for" and window.tokens[index - 1].is_capital:
        # "responsible to the County Judge for elections"
        return None
    else:
        field = window.field(first)
        if field is None:
            return None
        end, behind = field
        if behind == first + 1 and token.lower in _GENERIC_OWNERS:
            return party._replace(suffix=" "), behind
    suffix = window.words(party.end, end)
    wider = party._replace(name=f"{party.name} {suffix}", suffix=suffix, end=end)
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
    wider = party._replace(name=f"{party.name} {suffix}", suffix=suffix, end=aided.end)
    return wider, behind


def _unit_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    first = window.skip_determiners(index + 1)
    unit = read_unit(window, first)
    if unit is None or not unit[0].certain or first >= len(window.tokens):
        return None
    if window.tokens[first].start not in window.runs:
        return None
    owner, behind = unit
    return party._replace(of_unit=owner.name, end=owner.end), behind


def _comma_tail(window: Window, party: Party, index: int) -> tuple[Party, int] | None:
    """Return the post with the unit or field behind a comma: "director, Department of X"."""
    token = window.at(index + 1)
    if token is None or not token.is_word:
        return None
    run = window.runs.get(token.start)
    unit = None if run is None else read_unit(window, index + 1)
    if unit is not None:
        owner, behind = unit
        if _owned(window, owner, behind) is not None:
            return None
        return party._replace(of_unit=owner.name, end=owner.end), behind
    if "," in party.suffix:
        return None
    field = _capital_field(window, index + 1) or _field_before_verb(window, index + 1)
    if field is None:
        return None
    end, behind = field
    suffix = window.words(party.end, end)
    blank = "" if suffix.startswith(",") else " "
    return party._replace(name=f"{party.name}{blank}{suffix}", suffix=suffix, end=end), behind


def _capital_field(window: Window, index: int) -> tuple[int, int] | None:
    """Return (end, index behind) of a capitalised field: "Coastal Programs" before a mark."""
    run = window.runs.get(window.tokens[index].start)
    if run is None or run.kind is not None or run.text.isupper():
        return None
    behind = window.behind(run.end, index)
    following = window.next_word(behind)
    return None if following not in {"", "and", "or"} else (run.end, behind)


def _field_before_verb(window: Window, index: int) -> tuple[int, int] | None:
    """Return (end, index behind) of any field between two commas before the verb of the clause.

    "Under direction of the director, reef surveys and coastal programs, helps to ..."
    """
    at = index
    while (token := window.at(at)) is not None and at - index < _LONGEST_FUNCTION:
        if not token.is_word and token.text != "&":
            break
        inside = token.lower in window.lexicon.name_ends and token.lower not in _FIELD_LINKS
        if inside or token.lower in window.lexicon.title_words or window.verb_at(at):
            return None
        at += 1
    comma, verb = window.at(at), window.at(at + 1)
    if at == index or comma is None or comma.text != "," or verb is None:
        return None
    if _is_clause(window, index, at):
        return None
    if window.tokens[index].lower in _FIELD_LINKS or window.tokens[at - 1].lower in _FIELD_LINKS:
        return None
    return (window.tokens[at - 1].end, at) if window.verb_at(at + 1) else None


def _is_clause(window: Window, start: int, end: int) -> bool:
    """Return whether words are a verb and its object: "enrolls and withdraws students"."""
    words = [token.lower for token in window.tokens[start:end]]
    if len(words) == 1 or not words[0].endswith("s") or words[0].endswith(_NOUN_ENDINGS):
        return False
    if words[1] in {"and", "or"}:
        return len(words) > 3 and words[2].endswith("s")
    return words[-1].endswith("s")
