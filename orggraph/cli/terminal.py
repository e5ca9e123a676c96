"""Text from documents made safe to show: on a terminal, in JSON, in a spreadsheet."""

import re
from typing import Final

__all__ = ["guard_cell", "one_line", "plain_json", "visible"]

# Control characters move the cursor, bidirectional controls reorder what is read, and the two
# Unicode line separators break a row in two; none of them is a letter of a name or a quote.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
# Spreadsheets run a cell that begins with one of these as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def visible(text: str) -> str:
    r"""Return the text with every control character written out as an escape.

    >>> visible("red \x1b[31m alert")
    'red \\x1b[31m alert'
    """
    return _UNSAFE.sub(lambda found: _escape(found[0]), text)


def one_line(text: str) -> str:
    r"""Return the text on one line: blanks folded, other control characters written out.

    >>> one_line("two\r\n lines")
    'two lines'
    """
    return visible(_BLANKS.sub(" ", text)).strip()


def plain_json(text: str) -> str:
    r"""Return JSON in which no control character stands as itself; it means the same.

    >>> plain_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _UNSAFE.sub(
        lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text
    )


def guard_cell(text: str) -> str:
    """Return the text as a cell that no spreadsheet runs: a formula start gets an apostrophe.

    >>> guard_cell("=1+1"), guard_cell("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"
