"""Numbers with their noun, for whoever reads them."""

from typing import Final

__all__ = ["counted"]

_VOWELS: Final = "aeiou"


def counted(number: int, noun: str) -> str:
    """Return a number with a noun in its regular singular or plural.

    >>> counted(1, "document"), counted(1200, "former version"), counted(0, "agency")
    ('1 document', '1,200 former versions', '0 agencies')
    """
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{number:,} {noun[:-1]}ies"
    return f"{number:,} {noun}s"
