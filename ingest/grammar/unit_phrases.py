"""Units in a list: "the Division of X", "the Board", "OCIP", "board of education"."""

from typing import Final, NamedTuple

from ingest.grammar.window import LONGEST_FIELD, Window
from ingest.language.names import classify

__all__ = ["Party", "read_unit"]

_SHORTEST_ACRONYM: Final = 3
"""IT and HR are no names of units by themselves."""


class Party(NamedTuple):
    """A post or a unit as a text names it.

    Attributes:
        kind: ``post`` or ``unit``.
        name: Its name: a title without its unit, or the full name of a unit.
        of_unit: The unit that a title names.
        acronym: The acronym that stands for it.
        start: Where its words begin.
        end: Where they end.
        certain: Whether a head word or a capitalised name shows its kind.
        suffix: The words behind the title that belong to its name (", X", " of X").
        determined: Whether an article stands before it.
    """

    kind: str
    name: str
    of_unit: str | None
    acronym: str | None
    start: int
    end: int
    certain: bool = True
    suffix: str = ""
    determined: bool = False


def read_unit(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the unit that begins at an index, and the index behind it."""
    token = window.at(index)
    if token is None:
        return None
    run = window.runs.get(token.start)
    if run is None:
        return _common_unit(window, index)
    if run.kind in {"unit", "team"}:
        name = run.name
        behind = window.behind(run.full_end, index)
        return Party("unit", name, None, run.acronym, run.start, run.full_end), behind
    body = _full_name(window, run.text)
    if body is not None:
        return Party("unit", body, None, None, run.start, run.end), window.behind(run.end, index)
    expansion = window.acronyms.expansion_of(run.text)
    if expansion is not None and classify(expansion, window.lexicon) in {"unit", "team"}:
        party = Party("unit", expansion, None, run.text, run.start, run.end)
        return party, window.behind(run.end, index)
    if (
        expansion is None
        and run.kind is None
        and run.text.isupper()
        and run.text.isalpha()
        and len(run.text) >= _SHORTEST_ACRONYM
    ):
        behind = window.behind(run.end, index)
        following = window.at(behind)
        if (
            following is None
            or not following.is_word
            or following.lower in window.lexicon.name_ends
        ):
            return Party("unit", run.text, None, run.text, run.start, run.end), behind
    return None


def _full_name(window: Window, word: str) -> str | None:
    """Return the full name of a body called by its head alone ("the Board"), or None."""
    if word.lower() not in window.lexicon.body_words:
        return None
    full = {name for name in window.units if word in {name.split()[0], name.split()[-1]}}
    return full.pop() if len(full) == 1 else word


def _common_unit(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the unit in lower case that begins at an index ("board of education")."""
    for ahead in range(index, min(index + LONGEST_FIELD, len(window.tokens))):
        token = window.tokens[ahead]
        if (
            not token.is_word
            or token.lower in window.lexicon.name_ends
            or token.start in window.runs
        ):
            return None
        word = token.lower
        if word in window.lexicon.title_words or window.verb_at(ahead):
            return None
        if word in window.lexicon.unit_words or word in window.lexicon.team_words:
            following = window.at(ahead + 1)
            if following is not None and following.lower in window.lexicon.title_words:
                return None
            end, behind = token.end, ahead + 1
            if following is not None and following.lower == "of":
                field = window.field(ahead + 2)
                if field is not None:
                    end, behind = field
            if behind == index + 1:
                return None
            name = window.words(window.tokens[index].start, end)
            return Party("unit", name, None, None, window.tokens[index].start, end), behind
    return None
