"""Chance: draws that depend on a seed and nothing else."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """A sequence of draws; the same seed gives the same draws on every machine.

    >>> Chance("7/names").pick("abc") == Chance("7/names").pick("abc")
    True
    """

    def __init__(self, seed: str) -> None:
        self._draw = Random(seed).random  # noqa: S311 - names and sentences are no secrets

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values."""
        return values[int(self._draw() * len(values))]

    def happens(self, share: float) -> bool:
        """Return whether something happens that happens in this share of all cases."""
        return self._draw() < share

    def number(self, first: int, last: int) -> int:
        """Return a whole number between two others, both included."""
        return first + int(self._draw() * (last - first + 1))

    def sample(self, values: Sequence[T], count: int) -> list[T]:
        """Return so many of the values, or all there are, in any order, none twice."""
        return self.shuffled(values)[:count]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Return the values in any order."""
        mixed = list(values)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self._draw() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
