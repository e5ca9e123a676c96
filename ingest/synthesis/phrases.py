"""Phrases: sentence patterns with slots, read from TOML, and written into a manuscript.

A pattern is text in which ``{word}`` stands for any pattern of that list, ``{@slot}`` for a name
that the writer chooses, and ``<label|...>`` for a clause that states something of the names in it.
``<label.word|...>`` says in one word how. A ``^`` makes the next letter a capital one.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ingest.synthesis.chance import Chance
from ingest.synthesis.manuscript import Manuscript, Named

__all__ = ["Phrases", "Slots", "load_phrases", "load_words"]

Slots = Mapping[str, Callable[[], Sequence[Named]]]
"""What writes the name or names that a slot stands for, and returns them."""

_TOKEN: Final = re.compile(r"\{(@?)([a-z_0-9]+)\}|<([a-z_]+)(?:\.([a-z_]+))?\||([>^])")


@dataclass(frozen=True, slots=True)
class _Words:
    name: str


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


@dataclass(frozen=True, slots=True)
class _Open:
    label: str
    how: str | None


@dataclass(frozen=True, slots=True)
class _Mark:
    sign: str


_Piece = str | _Words | _Slot | _Open | _Mark


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is known while one pattern is written.

    Attributes:
        clauses: The clauses that are open: what they state, where they begin, of whom.
        last: The pattern that each list gave last.
    """

    clauses: list[tuple[_Open, int, list[Named]]]
    last: dict[str, tuple[_Piece, ...]]


class Phrases:
    """Lists of patterns by name."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = {
            name: tuple(_parse(pattern) for pattern in patterns) for name, patterns in lists.items()
        }
        for name, patterns in self._lists.items():
            for piece in (piece for pattern in patterns for piece in pattern):
                if isinstance(piece, _Words) and piece.name not in self._lists:
                    raise ValueError(f"{name}: there is no list {piece.name!r}")

    def write(self, name: str, manuscript: Manuscript, slots: Slots, chance: Chance) -> None:
        """Write any pattern of a list; within it no list gives the same words twice in a row."""
        self._write(name, manuscript, slots, chance, _Sentence([], {}))

    def _write(
        self,
        name: str,
        manuscript: Manuscript,
        slots: Slots,
        chance: Chance,
        sentence: _Sentence,
    ) -> None:
        patterns = self._lists[name]
        pattern = chance.pick(patterns)
        while pattern is sentence.last.get(name) and len(patterns) > 1:
            pattern = chance.pick(patterns)
        sentence.last[name] = pattern
        for piece in pattern:
            if isinstance(piece, str):
                manuscript.write(piece)
            elif isinstance(piece, _Words):
                self._write(piece.name, manuscript, slots, chance, sentence)
            elif isinstance(piece, _Slot):
                named = slots[piece.name]()
                for _, _, stated in sentence.clauses:
                    stated.extend(named)
            elif isinstance(piece, _Open):
                sentence.clauses.append((piece, manuscript.length, []))
            elif piece.sign == "^":
                manuscript.begin_sentence()
            else:
                opened, start, stated = sentence.clauses.pop()
                for each in stated:
                    manuscript.state(opened.label, each, start, manuscript.length, how=opened.how)


def _parse(pattern: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for token in _TOKEN.finditer(pattern):
        if token.start() > end:
            pieces.append(pattern[end : token.start()])
        end = token.end()
        if token[2]:
            pieces.append(_Slot(token[2]) if token[1] else _Words(token[2]))
        elif token[3]:
            pieces.append(_Open(token[3], token[4]))
        else:
            pieces.append(_Mark(token[5]))
    if end < len(pattern):
        pieces.append(pattern[end:])
    return tuple(pieces)


@cache
def load_words(name: str) -> Mapping[str, Any]:
    """Return a TOML file of this package."""
    text = files("ingest.synthesis").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_phrases(*names: str) -> Phrases:
    """Return the patterns of TOML files together; a list that stands in several is joined."""
    lists: dict[str, list[str]] = {}
    for name in names:
        for key, patterns in load_words(name).items():
            lists.setdefault(key, []).extend(patterns)
    return Phrases(lists)
