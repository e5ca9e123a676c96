r"""The words of a query, by the lexical grammar of SPARQL 1.1 (section 19.8).

What stands in a string, an IRI or a comment is no word of the query. Escapes of code points
(section 19.2) are resolved first, as they are before a query is parsed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Token", "iter_tokens", "resolve_escapes"]

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN: Final = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}
               | '''(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
               | "(?:[^"\\\r\n]|\\.)*+"
               | '(?:[^'\\\r\n]|\\.)*+')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>_?[\w.\-]*:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a query: its kind, its text and where it begins."""

    kind: str
    text: str
    start: int


def resolve_escapes(query: str) -> str:
    r"""Return the query with escapes of code points resolved (section 19.2).

    Raises:
        ValueError: If an escape names no character.

    >>> resolve_escapes("\\u0053ELECT")
    'SELECT'
    """
    return _ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16)), query)


def iter_tokens(query: str) -> Iterator[Token]:
    """Yield the words and signs of a query, without blanks and comments.

    >>> [token.text for token in iter_tokens("ASK { ?s a 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', 'a', "'SERVICE'", '}']
    """
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or "other"
        if kind != "space":
            yield Token(kind, found[0], found.start())


def _character(code_point: int) -> str:
    if code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError(f"no character has the number {code_point:X}")
    return chr(code_point)
