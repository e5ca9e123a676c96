"""The employer: by which names a description calls the organisation that it belongs to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from ingest.language.name_parts import opens_clause
from ingest.language.names import NameRun
from ingest.layout.layout import Layout
from ingest.profile import Profile

__all__ = ["HOSTING", "find_employer", "head_lines", "is_local_government", "is_of_employer"]

_GOVERNMENT: Final = re.compile(
    r"(?:City|County|Town|Village|State|Borough|Township|Port|Commonwealth) of (?:the )?"
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)?$"
    r"|(?:[A-Z][\w.'-]* ){1,3}(?:County|City)(?=$| )"
)
_HEAD_LINE: Final = re.compile(
    r"(?:CITY|COUNTY|TOWN|VILLAGE|BOROUGH|TOWNSHIP|PORT) OF [A-Z][A-Z .'-]+|[A-Z][A-Z .'-]+ COUNTY"
)
_ORGANISATION: Final = re.compile(
    r"(?:[A-Z][\w.'-]* ){1,5}(?:School District|Public Schools|County Schools|City Schools"
    r"|Unified Schools|University|College|Transit Authority|Port Authority|Library System)\Z"
    r"|University of (?:[A-Z][\w.'-]* ?){1,3}\Z"
)
HOSTING: Final = re.compile(
    r"\s+(?:is|are)\s+(?:an?\s+(?:equal|great|drug)|seeking|hiring|accepting|recruiting|looking"
    r"|proud|committed|dedicated|currently|now)\b"
    r"|\s+(?:seeks|values|offers|invites|provides equal|welcomes|strives|announces"
    r"|has an opening)\b"
)
"""What a text says of its employer, and of nobody else."""
_AT_WORK: Final = re.compile(
    r"\b(?:positions?|jobs?|careers?|employment|work|join|employees?|vacancy|opportunity)\s+"
    r"(?:(?:at|with|for|of)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_NEAR: Final = 30
_OWNED_BY: Final = re.compile(r"\bof ((?:[A-Z][\w.'-]* ){1,3}County)\Z")
_SCHOOLS_ENDS: Final = (" Public Schools", " School District")
_SCHOOLS: Final = re.compile(r"(.{3,60}?) (?:Public Schools|School District|Schools)\Z")
_LOCAL: Final = re.compile(r"(?:City|Town|Village|Borough|Township) of ")
_LINE: Final = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_KINDS: Final = frozenset({"City", "County", "Town", "Village", "Borough", "Township"})
_HEAD: Final = 400
_HEAD_LINES: Final = 5
_LEGAL: Final = re.compile(r"[ ,]+(?:Government|Inc\.?|LLC|Corporation|Ltd\.?)$", re.IGNORECASE)
_OFTEN: Final = 2
_SHORTEST: Final = 3


def find_employer(
    text: str, layout: Layout, runs: Sequence[NameRun], profile: Profile
) -> tuple[str, ...]:
    """Return the employer's names, the full one first; empty where the text does not show one.

    What the page or the label "Employer:" says counts first, then the names in the profile, then
    the government that the text names most often, at least twice, alone or at the head of a name.
    """
    for label in layout.labels:
        if label.name != "employer":
            continue
        name = " ".join(text[label.start : label.end].split())
        if len(name) >= _SHORTEST:
            if name in profile.employer:
                return profile.employer
            return tuple(dict.fromkeys((name, _LEGAL.sub("", name), *_acronym(name, text))))
    if profile.employer:
        return profile.employer
    return _government(text, runs)


def _government(text: str, runs: Sequence[NameRun]) -> tuple[str, ...]:
    """Return the government that a head line names, or the text often, or alone by its kind."""
    for start, end in head_lines(text, 0):
        if (match := _HEAD_LINE.fullmatch(text, start, end)) is not None:
            return (_titled(match[0]),)
        if (match := _GOVERNMENT.fullmatch(text, start, end)) is not None:
            return (match[0],)
    counted = Counter(
        match[match.lastindex or 0]
        for run in runs
        if not run.name.endswith(_SCHOOLS_ENDS)
        and (match := _GOVERNMENT.match(run.name) or _OWNED_BY.search(run.name)) is not None
    )
    often = [(-count, name) for name, count in counted.items() if count >= _OFTEN]
    if often:
        return (min(often)[1],)
    hosts = [name for run in runs if (name := _host(text, run)) is not None]
    if hosts:
        return (hosts[0],)
    local = [name for name in counted if _LOCAL.match(name)] or list(counted)
    local = local or list(
        dict.fromkeys(run.name for run in runs if run.name.endswith(_SCHOOLS_ENDS))
    )
    return (local[0],) if len(local) == 1 else ()


def _host(text: str, run: NameRun) -> str | None:
    """Return the name under which a text speaks of itself as of an employer, if this is one.

    "A position at Wick County", "Tern University is an equal opportunity employer".
    """
    match = _GOVERNMENT.match(run.name) or _ORGANISATION.match(run.name)
    if match is None:
        return None
    end = run.start + len(match[0])
    start = run.start - 4 if text.startswith("The ", run.start - 4) else run.start
    opens = text[start - 1 : start] in {"", "\n"} or opens_clause(text, start)
    hosting = opens and HOSTING.match(text, end) is not None
    if not hosting and not _AT_WORK.search(text, max(0, run.start - _NEAR), run.start):
        return None
    return match[0]


def head_lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the first lines with words, without blanks around them."""
    lines = _LINE.finditer(text, start, start + _HEAD)
    yield from (match.span() for match in islice(lines, _HEAD_LINES))


def _titled(name: str) -> str:
    """Return a name in capitals as running text writes it: "City of Wick"."""
    words = (word if word == "of" else word.capitalize() for word in name.lower().split())
    return " ".join(words)


def _acronym(name: str, text: str) -> tuple[str, ...]:
    """Return the name's initials if the text uses them as its acronym."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return (initials,) if len(initials) >= _SHORTEST and _has_word(text, initials) else ()


def _has_word(text: str, word: str) -> bool:
    """Return whether a word of letters stands in a text, and no longer one around it."""
    at = text.find(word)
    while at >= 0:
        around = (text[at - 1 : at], text[at + len(word) : at + len(word) + 1])
        if not any(char.isalnum() or char == "_" for char in around):
            return True
        at = text.find(word, at + 1)
    return False


def is_local_government(name: str) -> bool:
    """Return whether a name is that of a county, a city or a town.

    >>> is_local_government("Wick County"), is_local_government("State of Wick")
    (True, False)
    """
    return not _KINDS.isdisjoint(name.split())


def is_of_employer(name: str, employer: tuple[str, ...]) -> bool:
    """Return whether a unit's name begins with the employer's, or with its kind.

    "Wick County Elections Office" and "County Archives" are of Wick County.
    """
    if not employer:
        return False
    kinds, beginnings = _beginnings(employer)
    return name.startswith(beginnings) or name.partition(" ")[0] in kinds


@lru_cache(maxsize=16)
def _beginnings(employer: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the kinds of government in the employer's names, and the names with a blank behind."""
    words = {word for own in employer if _GOVERNMENT.match(own) for word in own.split()}
    places = (place[1] for own in employer if (place := _SCHOOLS.match(own)) is not None)
    beginnings = (f"{own} " for own in employer)
    return _KINDS & words, (*beginnings, *(f"{place} Board of " for place in places))
