"""The source document: one description's text, which never changes once it is read."""

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["SourceDocument", "Span"]


class Span(NamedTuple):  # no dataclass: hundreds are made of a text, and a tuple is made faster
    """A half-open range of code points of the decoded text: ``text[start:end]``.

    Offsets follow the Web Annotation TextPositionSelector (section 4.2.5): the first character is
    at 0 and the character at ``end`` does not belong to the span.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that the span covers.

        >>> Span(6, 12).of("Under direction")
        'direct'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The text of one description as it was decoded, and where it came from.

    Attributes:
        source: The name by which the user gave the file (a path, or ``-`` for standard input).
        part: The number of the description in its file, counted from 1.
        text: The decoded text; a byte order mark and carriage returns are kept.
        sha256: The hexadecimal SHA-256 of the file's bytes (of the whole file, for every part).
        encoding: The encoding in which the bytes were read, by its Python name.
        start: Where this part begins in ``text``, in code points.
        end: Where this part ends in ``text``, exclusive. All parts of a file share its text, so
            that every offset is an offset in the file.
    """

    source: str
    part: int
    text: str
    sha256: str
    encoding: str
    start: int
    end: int
