"""Names as people type them: what counts as the same name when somebody looks one up."""

import re
import unicodedata
from typing import Final

__all__ = ["fold", "fold_loosely", "singulars", "without_small_words", "words_of"]

_APOSTROPHES: Final = re.compile("['\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_SMALL_WORDS: Final = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})


def fold(text: str) -> str:
    """Return a name without case, accents, apostrophes and punctuation; ``&`` is "and".

    >>> fold("Director, Student Well-Being & Achievement")
    'director student well being and achievement'
    """
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    if text.isascii():
        letters = text.lower()
    else:
        letters = unicodedata.normalize("NFKD", text.casefold())
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_LETTER.sub(" ", letters).strip()


def fold_loosely(text: str) -> str:
    """Return a folded name without its small words.

    >>> fold_loosely("director of the Division of Pupil Services")
    'director division pupil services'
    """
    return without_small_words(fold(text))


def without_small_words(folded: str) -> str:
    """Return a folded name without its small words.

    >>> without_small_words("office of the chief")
    'office chief'
    """
    return " ".join(word for word in folded.split() if word not in _SMALL_WORDS)


def singulars(folded: str) -> tuple[str, ...]:
    """Return what a folded name may be the plural of, by its last word.

    >>> singulars("individualized education programs")
    ('individualized education program',)
    """
    if len(folded) < 4 or not folded.endswith("s") or folded.endswith("ss"):
        return ()
    if folded.endswith("ies"):
        return (folded[:-3] + "y", folded[:-1])
    if folded.endswith("es"):
        return (folded[:-1], folded[:-2])
    return (folded[:-1],)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    return tuple(fold(text).split())
