"""Which keys are one thing, why, and which must never be: disjoint sets with reasons.

The result depends on the set of unions alone and not on their order, as long as nothing is
forbidden; callers go through keys in sorted order so that it holds with forbidden pairs too.
"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Clustering", "Key"]


class Key(NamedTuple):
    """A folded name: what two names share when they are one without further reason.

    Attributes:
        kind: The kind of thing.
        scope: The folded employer for what is the employer's own, "" for what is everybody's.
        folded: The folded name.
        acronym: Whether ``folded`` is a bare acronym.
    """

    kind: str
    scope: str
    folded: str
    acronym: bool = False


class Clustering:
    """Sets of keys that were found to be one thing."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parent: dict[Key, Key] = {key: key for key in keys}
        self._reasons: dict[Key, str] = {}
        self._forbidden: list[tuple[Key, Key]] = []

    def __contains__(self, key: Key) -> bool:
        """Return whether the key is known."""
        return key in self._parent

    def add(self, key: Key) -> None:
        """Make a key known, a set of its own unless it is known already."""
        self._parent.setdefault(key, key)

    def find(self, key: Key) -> Key:
        """Return the key that stands for the set that holds ``key``: the smallest of them."""
        root = key
        while (parent := self._parent[root]) != root:
            root = parent
        while (parent := self._parent[key]) != root:
            self._parent[key] = root
            key = parent
        return root

    def forbid(self, first: Key, second: Key) -> None:
        """Keep two keys apart from now on."""
        self._forbidden.append((first, second))

    def is_forbidden(self, first: Key, second: Key) -> bool:
        """Return whether a union of the sets of two keys would join a forbidden pair."""
        if not self._forbidden:
            return False
        pair = {self.find(first), self.find(second)}
        return any({self.find(a), self.find(b)} == pair for a, b in self._forbidden)

    def union(self, first: Key, second: Key, reason: str) -> bool:
        """Return whether two keys are one thing from now on, and remember why."""
        first_root, second_root = self.find(first), self.find(second)
        if first_root == second_root:
            return True
        if self.is_forbidden(first, second):
            return False
        # An expanded name stands before a bare acronym, and a smaller name before a larger one.
        small, large = sorted(
            (first_root, second_root), key=lambda k: (k.acronym, k.kind, k.scope, k.folded)
        )
        self._parent[large] = small
        for key in (first, second):
            self._reasons.setdefault(key, reason)
        return True

    def reason_for(self, key: Key) -> str | None:
        """Return why a key was taken for another name of its set; None if it never was."""
        return self._reasons.get(key)

    def clusters(self) -> dict[Key, list[Key]]:
        """Return the sets by the key that stands for each, all in sorted order."""
        found: dict[Key, list[Key]] = {}
        for key in sorted(self._parent):
            found.setdefault(self.find(key), []).append(key)
        return found
