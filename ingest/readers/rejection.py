"""Rejections: sources that cannot be read, each with its place, the reason and the remedy."""

from dataclasses import dataclass

__all__ = ["Rejection", "UnreadableError"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that cannot be read: a result, not an exception, so that the rest is still built.

    Attributes:
        source: The name by which the user gave the file.
        place: Where in the file the trouble is ("byte 17", "page 2"); empty for the whole file.
        reason: What is wrong, as a clause without a full stop.
        remedy: What to do about it, as a clause without a full stop.
    """

    source: str
    place: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return the rejection as one line."""
        place = f" ({self.place})" if self.place else ""
        return f"{self.source}{place}: {self.reason}; {self.remedy}"


class UnreadableError(Exception):
    """Raised by a format's reader; ``files.py`` makes a `Rejection` of it.

    Attributes:
        reason: What is wrong, as a clause without a full stop.
        remedy: What to do about it, as a clause without a full stop.
        place: Where in the file the trouble is; empty for the whole file.
    """

    def __init__(self, reason: str, remedy: str, *, place: str = "") -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy
        self.place = place
