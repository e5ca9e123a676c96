"""Relations in words, for pictures and pages."""

import re
from typing import Final

__all__ = ["relation_in_words"]

_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHERWISE: Final = {
    "subOrganizationOf": "part of",
    "postIn": "is in",
    "refersToProgram": "refers people to program",
}


def relation_in_words(relation: str) -> str:
    """Return a relation as people say it.

    >>> relation_in_words("underDirectionOf")
    'under direction of'
    """
    return _OTHERWISE.get(relation, _CAPITAL.sub(" ", relation).lower())
