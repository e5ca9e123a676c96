"""One head for several units: "the divisions of Construction; Maintenance; and Planning"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ingest.language.lexicon import Lexicon

__all__ = ["Share", "find_shares", "may_share"]

_CAP: Final = r"[A-Z][^\W_]*(?:['\u2019\u00bf/&-][^\W_]+)*"
_ITEM: Final = re.compile(rf"{_CAP}(?:\s+(?:(?:of|for|&)\s+)?{_CAP})*")
_ITEM_WITH_COMMAS: Final = re.compile(rf"{_CAP}(?:,?\s+(?:(?:of|for|&|and)\s+)?{_CAP})*")
_LAST_WORD: Final = re.compile(r"[A-Za-z]+$")
_LONGEST_HEAD: Final = 20
_COMMA: Final = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_SEMICOLON: Final = re.compile(r";\s+(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class Share:
    """One unit of a list under a common head.

    Attributes:
        head_start: Where the common head begins.
        start: Where the unit's own words begin.
        end: Where they end.
        name: Its name in full: "Division of Maintenance".
    """

    head_start: int
    start: int
    end: int
    name: str


def may_share(text: str, lexicon: "Lexicon") -> bool:
    """Return whether a text holds the plural of a unit's head before "of" at all."""
    for link in ("s of ", "S OF "):
        at = text.find(link)
        while at >= 0:
            if text[at - 1 : at + 1].lower() in _endings(lexicon):
                head = _LAST_WORD.search(text, max(0, at - _LONGEST_HEAD), at + 1)
                if head is not None and head[0].lower() in lexicon.singular:
                    return True
            at = text.find(link, at + 1)
    return False


def find_shares(text: str, start: int, end: int, lexicon: "Lexicon") -> Iterator[Share]:
    """Yield the units of every list under a common head in ``text[start:end]``, in text order."""
    for match in _heads(lexicon).finditer(text, start, end):
        head = lexicon.singular[match[1].lower()].capitalize()
        for item_start, item_end in _items(text, match.end(), end, lexicon):
            name = f"{head} of {' '.join(text[item_start:item_end].split())}"
            yield Share(match.start(), item_start, item_end, name)


def _items(text: str, start: int, end: int, lexicon: "Lexicon") -> Sequence[tuple[int, int]]:
    whole = _ITEM_WITH_COMMAS.match(text, start, end)
    by_semicolon = whole is not None and text[whole.end() : whole.end() + 1] == ";"
    item, separator = (_ITEM_WITH_COMMAS, _SEMICOLON) if by_semicolon else (_ITEM, _COMMA)
    found: list[tuple[int, int]] = []
    while (match := item.match(text, start, end)) is not None:
        if (
            match[0].isupper()
            or lexicon.is_unit_name(match[0])
            or match[0].split()[-1].lower() in lexicon.team_words
            or match[0].lower() in lexicon.outside_words
        ):
            break
        found.append(match.span())
        link = separator.match(text, match.end(), end)
        if link is None:
            break
        start = link.end()
    return found


@cache
def _endings(lexicon: "Lexicon") -> frozenset[str]:
    """Return the last two letters of the plurals."""
    return frozenset(head[-2:] for head in lexicon.singular)


@cache
def _heads(lexicon: "Lexicon") -> re.Pattern[str]:
    heads = "|".join(sorted(lexicon.singular))
    return re.compile(rf"\b({heads})\s+of\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
