"""Tokens: the words and marks behind a cue, each with its place in the text."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import accumulate, islice, pairwise
from typing import Final, NamedTuple, cast

__all__ = ["Token", "read_tokens"]

_TOKEN: Final = re.compile(
    r"(?:Dept|Div|Ofc|Supt|Assoc|Asst|Dir|Coord|Sr|Jr|St)\.|"
    r"[^\W_]+(?:(?![-/&.'\u2019\u00bf^])"  # as most words end; a repetition of groups costs more
    r"|(?:['\u2019\u00bf^][^\W_]+)*(?:[-/&.][^\W_]+(?:['\u2019\u00bf][^\W_]+)*)*)|&|[^\w\s]"
)
_SLASH: Final = re.compile(r"(/)")
_DEPUTIES: Final = frozenset({"deputy", "assistant", "associate", "vice"})


class Token(NamedTuple):
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


# A description has hundreds of tokens: each is made in half the time without the constructor of a
# named tuple, which is a function in Python.
_token: Final = cast("Callable[[tuple[int, int, str, str]], Token]", partial(tuple.__new__, Token))


def read_tokens(
    text: str, start: int, end: int, limit: int = 60, *, titles: Collection[str] = ()
) -> list[Token]:
    """Return at most ``limit`` tokens of ``text[start:end]``, in order.

    Args:
        text: The text.
        start: Where to begin.
        end: Where to end.
        limit: How many tokens at most.
        titles: Heads of titles: a slash behind one of them may stand for "or".
    """
    matches = islice(_TOKEN.finditer(text, start, end), limit)
    tokens = [_token((*match.span(), (word := match[0]), word.lower())) for match in matches]
    if text.find("/", start, end) < 0:
        return tokens
    return [part for token in tokens for part in _parts(token, text, titles)][:limit]


def _parts(token: Token, text: str, titles: Collection[str]) -> Iterable[Token]:
    """Return the tokens of a word, several where its slash stands for "or"."""
    pieces = _at_slash(token.text, text, token.end, titles) if "/" in token.text else []
    if not pieces:
        return (token,)
    ends = accumulate(map(len, pieces), initial=token.start)
    spans = pairwise(ends)
    return (Token(*span, piece, piece.lower()) for span, piece in zip(spans, pieces, strict=True))


def _at_slash(word: str, text: str, end: int, titles: Collection[str]) -> list[str]:
    """Return the pieces of a word whose slash stands for "or" between two titles, else nothing.

    "chief/and/or" and "Director/Deputy" before a further word are two, and so are "principal/media"
    before "specialist"; "Clerk/Recorder" is one.
    """
    pieces = _SLASH.split(word)
    if word.lower() in {"and/or", "his/her"}:
        return []
    if any(piece.lower() in {"and", "or"} for piece in pieces):
        return [piece for piece in pieces if piece]
    if pieces[-1].lower() == "designee":
        return pieces
    goes_on = text[end : end + 1] == " "
    if goes_on and pieces[0].lower() in titles and pieces[-1].lower() not in titles:
        return pieces
    return pieces if goes_on and pieces[-1].lower() in _DEPUTIES else []
