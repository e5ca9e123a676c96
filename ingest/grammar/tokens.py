"""Tokens: the words and marks behind a cue, each with its place in the text."""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Token", "read_tokens"]

_TOKEN: Final = re.compile(
    r"[^\W_]+(?:['\u2019\u00bf^][^\W_]+)*(?:[-/&.][^\W_]+(?:['\u2019\u00bf][^\W_]+)*)*|&|[^\w\s]"
)
_OPEN: Final = "([{"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: Its characters.
        lower: The same in lower case.
    """

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter, or hides one ("eGov")."""
        return self.text[0].isupper() or self.text[1:2].isupper()


def read_tokens(text: str, start: int, end: int, limit: int = 60) -> list[Token]:
    """Return at most ``limit`` tokens of ``text[start:end]``, in order."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        tokens.append(Token(match.start(), match.end(), word, word.lower()))
        if len(tokens) == limit:
            break
    return tokens
