"""Outside bodies: names that read like a unit and belong to another government or employer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ingest.language.employer import is_local_government
from ingest.language.lexicon import lexicon_of
from ingest.language.names import NameRun
from ingest.profile import Profile

__all__ = ["is_outside_body", "without_outside"]

_OWNED: Final = re.compile(
    r"\b(?:U\.\s?S\.|federal|local|(?:state|county|city)(?:[\u2019'\u00bf]?s)?)\s+\Z",
    re.IGNORECASE,
)
_OWNERS: Final = ("s.", "s", "federal", "local", "state", "county", "city")
"""The last letters of what `_OWNED` finds."""
_MEMBERSHIP: Final = re.compile(r"\bmemberships? (?:in|with)\b[^.;]*\Z")
_GATHERED: Final = re.compile(
    r"\b(?:Association|Society|League|Federation|Conference|Council|Union|Alliance) of\b"
)
_BEFORE: Final = 24
_FAR: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    heads: frozenset[str]
    functions: re.Pattern[str]
    placed: re.Pattern[str]
    officers: re.Pattern[str]
    bodies: frozenset[str]
    acronyms: frozenset[str]


def without_outside(
    text: str, runs: Iterable[NameRun], employer: Sequence[str], profile: Profile
) -> tuple[NameRun, ...]:
    """Return the names with no kind on units that are bodies outside of the employer."""
    return tuple(
        run._replace(kind=None) if _stands_outside(text, run, employer, profile) else run
        for run in runs
    )


def _stands_outside(text: str, run: NameRun, employer: Sequence[str], profile: Profile) -> bool:
    if run.kind == "team":
        words = run.name.lower().split()
        return words[-1] in _words(profile).bodies and lexicon_of(profile).is_outside(words)
    if run.kind not in {"unit", "post"} or run.is_share:
        return False
    body = run.name.lower().rpartition(" ")[2] in lexicon_of(profile).body_words
    if body and run.acronym is not None and run.acronym in _words(profile).acronyms:
        return True
    far = max(0, run.start - _FAR)
    if text.find("membership", far, run.start) >= 0 and _MEMBERSHIP.search(text, far, run.start):
        return True
    if run.kind == "post":
        if _GATHERED.search(run.name) is not None:
            return True
        if run.name.endswith(" Office"):
            return _words(profile).functions.search(run.name) is not None
        return _words(profile).officers.fullmatch(run.name) is not None
    near = max(0, run.start - _BEFORE)
    owned = text[near : run.start].rstrip().lower().endswith(_OWNERS)
    if owned and _OWNED.search(text, near, run.start) is not None:
        return True
    return is_outside_body(run.name, employer, profile)


def is_outside_body(name: str, employer: Sequence[str], profile: Profile) -> bool:
    """Return whether the words of a unit's name show that it is not one of the employer's.

    It is outside if it ends like an association or a public authority, if it does what a government
    does and no employer of this profile ("Department of Motor Vehicles"), or if a name that is not
    the employer's stands before its head ("Ruritania Department of Mines").
    """
    words = _words(profile)
    last = name.lower().rpartition(" ")[2]
    if _is_function_of_government(name, profile):
        return True
    if last in words.heads and not (last == "commission" and _is_local(name, employer, profile)):
        return True
    if any(name.startswith(own) for own in employer):
        return False
    return words.placed.match(name) is not None


@lru_cache(maxsize=4096)  # a build meets the same units in many descriptions
def _is_function_of_government(name: str, profile: Profile) -> bool:
    return _words(profile).functions.search(name) is not None


def _is_local(name: str, employer: Sequence[str], profile: Profile) -> bool:
    """Return whether a commission may be the employer's: a county or city has its own ones."""
    if not any(is_local_government(own) for own in employer):
        return False
    lexicon, words = lexicon_of(profile), name.lower().replace(".", "").split()
    return not lexicon.is_outside(words) and lexicon.hiring_units.isdisjoint(words)


@cache
def _words(profile: Profile) -> _Words:
    functions = "|".join(re.escape(word) for word in profile.words("outside_functions"))
    heads = "|".join(re.escape(word.title()) for word in profile.words("placed_heads"))
    officers = "|".join(re.escape(word) for word in profile.words("outside_officers"))
    return _Words(
        bodies=frozenset(profile.words("agency_heads")),
        acronyms=frozenset(profile.words("agency_acronyms")),
        heads=frozenset(profile.words("outside_heads")),
        functions=re.compile(rf"\b(?:{functions or '(?!)'})\b", re.IGNORECASE),
        placed=re.compile(rf"(?:[A-Z][\w.\u2019'-]+ ){{1,3}}(?:{heads or '(?!)'}) of\b"),
        officers=re.compile(
            rf"(?:(?!the )[\w.\u2019'-]+ ){{1,3}}(?:{officers or '(?!)'})", re.IGNORECASE
        ),
    )
