"""Acronyms: where a text defines one, and which ones it leaves undefined."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

__all__ = [
    "Acronyms",
    "Definition",
    "TextRange",
    "UndefinedAcronym",
    "align_initials",
    "find_acronyms",
]

_BRACKETED = re.compile(
    r"\(\s*(?:the\s+)?[\"\u201c']?([A-Z][A-Za-z&/]{1,9}?)([\u2019'\u00bf]?s)?[\"\u201d']?\s*\)"
)
_EXPLAINED = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{1,7}(?P<end>)\s+\((?P<name>[A-Z][^()\n]{4,80})\)")
_RUN_OF_CAPITALS = re.compile(b"CC+")
_CAPITAL_BYTES = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ&")
_FLAT = bytes(ord("C") if byte in _CAPITAL_BYTES else ord(" ") for byte in range(256))
_CAPITALS = re.compile(
    r"[A-Z](?=[A-Z&])(?<![\w/&-][A-Z])([A-Z&]{1,9})(?:s|[\u2019'\u00bf]s|[\u2019'\u00bf])?(?![\w&-])"
)
_WORD = re.compile(r"[^\W_]+(?:[\u2019'\u00bf][^\W_]+)*")
_ROMAN = re.compile(r"[IVX]+$")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}
)
_VALUES = frozenset({"NA"})
_LOOK_BACK = 160
_SHOUTED = 0.6


class TextRange(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int:
        """The first offset."""

    @property
    def end(self) -> int:
        """The offset after the last character."""


class Definition(NamedTuple):
    """An acronym with the name that the text gives it and both places."""

    acronym: str
    name: str
    start: int
    end: int
    acronym_start: int
    acronym_end: int


@dataclass(frozen=True, slots=True)
class UndefinedAcronym:
    """An acronym that the text never explains, with every place where it stands."""

    acronym: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The acronyms of one description.

    Attributes:
        definitions: In text order; the first definition of an acronym counts.
        undefined: In order of first appearance.
        uses: Every place of every acronym, defined or not, in text order.
    """

    definitions: tuple[Definition, ...] = ()
    undefined: tuple[UndefinedAcronym, ...] = ()
    uses: tuple[tuple[str, int, int], ...] = ()
    by_acronym: dict[str, str] = field(default_factory=dict, repr=False)
    by_name: dict[str, str] = field(default_factory=dict, repr=False)

    def acronym_of(self, name: str) -> str | None:
        """Return the acronym that the text gives a name, or None."""
        return self.by_name.get(name)

    def expansion_of(self, acronym: str) -> str | None:
        """Return the name that the text gives an acronym (also in the plural), or None."""
        found = self.by_acronym.get(acronym)
        if found is None and acronym.endswith("s"):
            found = self.by_acronym.get(acronym[:-1])
        return found


def find_acronyms(text: str, sentences: Iterable[TextRange]) -> Acronyms:
    """Return the acronyms of the given sentences of a text."""
    definitions: list[Definition] = []
    by_acronym: dict[str, str] = {}
    uses: list[tuple[str, int, int]] = []
    places = _runs_of_capitals(text)
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        if text.find("(", start, end) >= 0:
            for definition in _definitions(text, start, end):
                if definition.acronym not in by_acronym:
                    by_acronym[definition.acronym] = definition.name
                definitions.append(definition)
        first = bisect_left(places, start)
        if first < len(places) and places[first] < end:
            uses.extend(_uses(text, start, end, places[first : bisect_left(places, end, first)]))
    spans: dict[str, list[tuple[int, int]]] = {}
    for acronym, start, end in uses:
        if acronym not in by_acronym:
            spans.setdefault(acronym, []).append((start, end))
    return Acronyms(
        tuple(definitions),
        tuple(UndefinedAcronym(acronym, tuple(places)) for acronym, places in spans.items()),
        tuple(uses),
        by_acronym,
        {name: acronym for acronym, name in by_acronym.items()},
    )


def align_initials(acronym: str, words: Sequence[str]) -> int | None:
    """Return the index of the word where an acronym's name begins, or None.

    The letters are matched from the right to the first letters of the words. A small word ("of",
    "and") may give its letter or be passed over, but begins no name; no other word is passed over.

    >>> align_initials("BOE", ["the", "Board", "of", "Education"])
    1
    >>> align_initials("SSPGS", "Supporting Services Professional Growth System".split())
    0
    """
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    return _align(letters, len(letters) - 1, [word.lower() for word in words], len(words) - 1)


def _align(letters: Sequence[str], left: int, words: Sequence[str], at: int) -> int | None:
    """Return where the name begins when ``letters[:left + 1]`` end with the word at ``at``."""
    if left < 0:
        return at + 1
    if at < 0:
        return None
    word = words[at]
    small = word in _SMALL
    if word[0] == letters[left] and not (small and left == 0):
        start = _align(letters, left - 1, words, at - 1)
        if start is not None:
            return start
    return _align(letters, left, words, at - 1) if small else None


def _definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    for match in _BRACKETED.finditer(text, start, end):
        acronym = match[1]
        if not _is_acronym(acronym):
            continue
        found = _name_before(text, max(start, match.start() - _LOOK_BACK), match.start(), acronym)
        if found is not None:
            yield Definition(acronym, text[found[0] : found[1]], *found, *match.span(1))
    for match in _EXPLAINED.finditer(text, start, end):
        place, name = (match.start(), match.end("end")), match["name"]
        acronym = text[slice(*place)]
        if align_initials(acronym, _WORD.findall(name)) == 0:
            yield Definition(acronym, name, *match.span("name"), *place)


def _is_acronym(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 and not _ROMAN.match(text)


def _name_before(text: str, start: int, end: int, acronym: str) -> tuple[int, int] | None:
    """Return the span of the name that an acronym in brackets at ``end`` abbreviates."""
    matches = list(_WORD.finditer(text, start, end))
    if start > 0 and matches and matches[0].start() == start and text[start - 1].isalnum():
        matches = matches[1:]
    if not matches:
        return None
    words = [match[0] for match in matches]
    index = align_initials(acronym, words)
    if index is None:
        index = _schwartz_hearst(acronym, words)
    return None if index is None else (matches[index].start(), matches[-1].end())


def _schwartz_hearst(acronym: str, words: Sequence[str]) -> int | None:
    """Return where the name begins by matching letters inside words, right to left.

    After Schwartz and Hearst (2003): every letter stands in the name in order, the first one at the
    head of a word; the name has at most min(n + 5, 2 n) words for n letters.
    """
    letters = [letter.lower() for letter in acronym if letter.isalnum()]
    limit = min(len(letters) + 5, 2 * len(letters))
    words = words[-limit:] if len(words) > limit else words
    at_word, at_letter, left = len(words) - 1, len(words[-1]) - 1, len(letters) - 1
    offset = 0
    while left >= 0 and at_word >= offset:
        word = words[at_word].lower()
        while at_letter >= 0 and (word[at_letter] != letters[left] or (left == 0 and at_letter)):
            at_letter -= 1
        if at_letter >= 0:
            left -= 1
            at_letter -= 1
        if left < 0:
            return at_word if words[at_word].lower() not in _SMALL else None
        if at_letter < 0:
            at_word -= 1
            at_letter = len(words[at_word]) - 1 if at_word >= 0 else -1
    return None


def _runs_of_capitals(text: str) -> list[int]:
    """Return where two or more capitals or "&" in a row begin: no acronym begins elsewhere.

    They are looked for among bytes, one for each character and the same one for every capital: the
    engine finds a literal several times as fast as one of many characters.
    """
    flat = text.encode("ascii", "replace").translate(_FLAT)
    return [match.start() for match in _RUN_OF_CAPITALS.finditer(flat)]


def _uses(text: str, start: int, end: int, places: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    found = [
        m
        for place in places
        if (m := _CAPITALS.match(text, place, end)) is not None
        and not _ROMAN.fullmatch(text, m.start(), m.end(1))
        and text[m.start() : m.end(1)] not in _VALUES
    ]
    if not found:
        return
    if len(found) > 2:
        piece = text[start:end]
        if sum(map(str.isupper, piece)) > _SHOUTED * sum(map(str.isalpha, piece)):
            return
    for match in found:
        yield text[match.start() : match.end(1)], match.start(), match.end(1)
