"""Dates: when a description was established, revised and reviewed, and how offices write that."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.synthesis.chance import Chance

__all__ = ["Dating", "date_description", "write_month"]


@dataclass(frozen=True, slots=True)
class Dating:
    """The months of one description, each "YYYY-MM".

    Attributes:
        established: When it was first written.
        revised: When it was changed, in order.
        last_reviewed: When somebody last looked at it; None if nobody says.
        month: The latest of all of them: the organisation is described as it was then.
    """

    established: str
    revised: Sequence[str]
    last_reviewed: str | None
    month: str


def date_description(chance: Chance, *, former: bool = False) -> Dating:
    """Return the months of a description; those of former versions lie further back."""
    year = chance.number(1999, 2011) if former else chance.number(2013, 2024)
    latest = year * 12 + chance.number(0, 11)
    first = max(1979 * 12, latest - chance.number(0, 30) * 12 - chance.number(0, 11))
    if chance.happens(0.3):
        first = latest
    middle = sorted({chance.number(first, latest) for _ in range(chance.number(0, 3))})
    revised = [month for month in middle if first < month < latest]
    if first < latest:
        revised.append(latest)
    reviewed = _text(latest) if chance.happens(0.15) else None
    return Dating(_text(first), tuple(map(_text, revised)), reviewed, _text(latest))


def write_month(month: str, chance: Chance) -> str:
    """Return a month as offices write it: "5/82", "10/2024", "04/2016"."""
    year, number = int(month[:4]), int(month[5:])
    if year < 2000 and chance.happens(0.7):
        return f"{number}/{year % 100:02}"
    return f"{number:02}/{year}" if chance.happens(0.2) else f"{number}/{year}"


def _text(months: int) -> str:
    return f"{months // 12}-{months % 12 + 1:02}"
