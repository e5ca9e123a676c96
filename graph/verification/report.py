"""What a verification found: each fault as what, where and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["ANEW", "BUILD", "Fault", "Progress", "Verification"]

Progress = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

BUILD: Final = "run 'orggraph build' again with the sources"
ANEW: Final = "run 'orggraph build --anew' with the sources"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written.

    Attributes:
        what: What is wrong, as a clause.
        where: The file in the graph folder, or the thing in the graph.
        remedy: What to do about it.
    """

    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of looking at a graph folder.

    Attributes:
        folder: The folder.
        faults: What is wrong, in the order in which it was looked at.
        checked: How many things of each kind were looked at.
        building: Whether a build was at work, so that what it writes was passed over.
    """

    folder: str
    faults: tuple[Fault, ...]
    checked: Mapping[str, int]
    building: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.faults
