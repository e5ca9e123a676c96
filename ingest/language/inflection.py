"""Inflection: the regular forms of English nouns and verbs, for word lists in the base form."""

from typing import Final

__all__ = ["plural", "verb_forms"]

_VOWELS: Final = "aeiou"


def plural(noun: str) -> str:
    """Return the regular plural of a noun.

    >>> [plural(noun) for noun in ("agency", "branch", "chief")]
    ['agencies', 'branches', 'chiefs']
    """
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """Return base, third person, past and present participle of a regular verb.

    >>> verb_forms("supervise")
    ('supervise', 'supervises', 'supervised', 'supervising')
    """
    if verb.endswith("e"):
        past, participle = verb + "d", verb.removesuffix("e") + "ing"
        if verb.endswith("ee"):
            participle = verb + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        past, participle = verb[:-1] + "ied", verb + "ing"
    elif len(verb) > 2 and verb[-1] in "bgmnpt" and verb[-2] in "aiou" and verb[-3] not in _VOWELS:
        past, participle = verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    else:
        past, participle = verb + "ed", verb + "ing"
    return verb, "has" if verb == "have" else plural(verb), past, participle
