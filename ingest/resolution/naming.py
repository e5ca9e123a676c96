"""When two names are one name: the folded forms by which names from many documents are compared.

Folding drops case, accents, apostrophes, commas, articles, "of", "for" and "and" (so that ``&``
and "and" are alike) and takes each word in the singular. Nothing here measures likeness: two names
fold to the same words or they do not.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ingest.language.acronyms import align_initials

__all__ = [
    "TitleWords",
    "adjective_form",
    "bare_acronym",
    "fits_acronym",
    "fold_acronym",
    "fold_name",
    "fold_post",
    "fold_unit",
    "split_unit",
]

# The apostrophe in its forms, also what a wrong encoding made of one inside a word.
_APOSTROPHES: Final = re.compile(
    "['`\u00b4\u2018\u2019\u02bc]|(?<=[^\\W\\d_])[\u00bf\ufffd](?=[^\\W\\d_])"
)
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"a", "an", "and", "for", "of", "the"})
_ACRONYM: Final = re.compile(r"([A-Z][A-Z&/]{1,7})s?(?:\s+(?:programs?|services?|systems?))?")
_PLURAL_ES: Final = ("ches", "shes", "sses", "xes")

UNIT_WORDS: Final = frozenset(
    {"branch", "bureau", "center", "department", "directorate", "division", "office", "section",
     "unit"}
)  # fmt: skip
"""The words between which an office may have been moved when only this word of its name differs."""


@lru_cache(maxsize=131072)
def fold_name(name: str) -> str:
    """Return the folded words of a name, joined by spaces.

    >>> fold_name("Student, Family & School Services")
    'student family school service'
    >>> fold_name("the Individualized Education Programs")
    'individualized education program'
    """
    return " ".join(_words(name))


def _words(name: str) -> list[str]:
    text = _APOSTROPHES.sub("", name)
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(letter)
        )
    words = [_singular(word) for word in _WORD.findall(text.casefold()) if word not in _SMALL]
    return words or [text.casefold().strip()]


def _singular(word: str) -> str:
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(_PLURAL_ES):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=131072)
def fold_unit(name: str) -> str:
    """Return the folded name of a unit with its unit word first, wherever it stood.

    >>> fold_unit("Pupil Services Division") == fold_unit("Division of Pupil Services")
    True
    """
    words = _words(name)
    if len(words) > 1 and words[-1] in UNIT_WORDS and words[0] not in UNIT_WORDS:
        words = [words[-1], *words[:-1]]
    return " ".join(words)


def split_unit(folded: str) -> tuple[str, str] | None:
    """Return the unit word of a folded unit name and the rest; None when there is no unit word.

    >>> split_unit("division pupil service")
    ('division', 'pupil service')
    """
    first, _, rest = folded.partition(" ")
    return (first, rest) if rest and first in UNIT_WORDS else None


def fold_post(title: str, folded_unit: str = "") -> str:
    """Return the folded title of a post, its unit's folded name behind it.

    >>> fold_post("Director, Division of Pupil Services") == fold_post(
    ...     "director", fold_unit("Pupil Services Division"))
    True
    """
    folded = fold_name(title)
    return f"{folded} {folded_unit}" if folded_unit else folded


def fold_acronym(acronym: str) -> str:
    """Return an acronym in capitals and in the singular.

    >>> fold_acronym("IEPs")
    'IEP'
    """
    if len(acronym) > 2 and acronym.endswith("s") and acronym[:-1].isupper():
        acronym = acronym[:-1]
    return acronym.upper()


def bare_acronym(kind: str, name: str, acronym: str | None) -> str | None:
    """Return the folded acronym when a name is nothing but one, as in "METS" or "METS program".

    >>> bare_acronym("program", "IEPs", None)
    'IEP'
    """
    if acronym is not None and fold_acronym(acronym) == fold_acronym(name):
        return fold_acronym(acronym)
    if kind in {"post", "role", "grade", "credential", "group"}:
        return None
    found = _ACRONYM.fullmatch(name)
    return found[1] if found else None


def adjective_form(folded: str) -> str:
    """Return a folded name with each adjective in "-ional" as its noun.

    >>> adjective_form("individualized educational program")
    'individualized education program'
    """
    return " ".join(
        word[:-2] if word.endswith("ional") and len(word) > 7 else word for word in folded.split()
    )


def fits_acronym(acronym: str, name: str) -> bool:
    """Return whether an acronym is the initials of a name; only small words may be passed over.

    >>> fits_acronym("IEP", "the Individualized Education Program")
    True
    >>> fits_acronym("BOE", "Board of Education"), fits_acronym("PGS", "Growth System")
    (True, False)
    """
    words = _WORD.findall(_APOSTROPHES.sub("", name))
    while len(words) > 1 and words[0].casefold() in _SMALL:
        del words[0]
    return bool(words) and align_initials(acronym, words) == 0


class TitleWords:
    """What the words of a title say: whether its holder heads a unit, or is one of many.

    Args:
        head_words: Titles whose holder heads the unit that the title names.
        not_head_words: Words in a title that say the holder does not.
        generic_posts: Titles that any school or site has.
    """

    def __init__(
        self,
        *,
        head_words: Iterable[str],
        not_head_words: Iterable[str],
        generic_posts: Iterable[str],
    ) -> None:
        self._head = frozenset(fold_name(word) for word in head_words)
        self._not_head = frozenset(fold_name(word) for word in not_head_words)
        self._generic = frozenset(fold_name(word) for word in generic_posts)

    def heads_unit(self, title: str) -> bool:
        """Return whether the holder of a title heads the unit that the title names.

        >>> words = TitleWords(
        ...     head_words=["director", "chief"], not_head_words=["deputy", "staff"],
        ...     generic_posts=["principal"])
        >>> [words.heads_unit(t) for t in ("Senior Director", "deputy director", "Chief of Staff")]
        [True, False, False]
        """
        first, *rest = (fold_name(part) for part in re.split(r",| of | for ", title, maxsplit=1))
        words = first.split()
        if self._not_head.intersection((*words, *rest)):
            return False
        return any(" ".join(words[start:]) in self._head for start in range(len(words)))

    def is_generic(self, title: str) -> bool:
        """Return whether a title without a unit may be anybody's: "principal", "the director"."""
        folded = fold_name(title)
        return folded in self._generic or folded in self._head
