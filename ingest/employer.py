"""The employer: by which names a description calls the organisation that it belongs to."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.layout import Layout
from ingest.names import NameRun
from ingest.profile import Profile

__all__ = ["find_employer", "is_of_employer"]

_GOVERNMENT: Final = re.compile(
    r"(?:City|County|Town|Village|State|Borough|Township|Port|Commonwealth) of (?:the )?"
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)?$"
    r"|(?:[A-Z][\w.'-]* ){1,3}(?:County|City)(?=$| )"
)
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
        name = " ".join(text[label.start : label.end].split())
        if label.name == "employer" and len(name) >= _SHORTEST:
            if name in profile.employer:
                return profile.employer
            return tuple(dict.fromkeys((name, _LEGAL.sub("", name), *_acronym(name, text))))
    if profile.employer:
        return profile.employer
    counted = Counter(
        match[0] for run in runs if (match := _GOVERNMENT.match(run.name)) is not None
    )
    often = [(-count, name) for name, count in counted.items() if count >= _OFTEN]
    return (min(often)[1],) if often else ()


def _acronym(name: str, text: str) -> tuple[str, ...]:
    """Return the name's initials if the text uses them as its acronym."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    used = len(initials) >= _SHORTEST and re.search(rf"\b{re.escape(initials)}\b", text)
    return (initials,) if used else ()


def is_of_employer(name: str, employer: Sequence[str]) -> bool:
    """Return whether a unit's name begins with the employer's: "Wick County Elections Office"."""
    return any(name.startswith(f"{own} ") for own in employer)
