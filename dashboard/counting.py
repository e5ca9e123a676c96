"""What is counted over the whole graph once a build, for the pages that show totals."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.views.touching import find_touching
from dashboard.views.tree import find_tops
from graph.answers import Table
from graph.reader import GraphReader

__all__ = ["COUNTS", "SPAN", "TOPS", "TOUCHING", "most_directing"]

SPAN: Final = "span"
TOUCHING: Final = "touching"
TOPS: Final = "tops"


def most_directing(reader: GraphReader) -> Table:
    """Return every director with the number of those directly under it."""
    return reader.ask("span-of-control")


COUNTS: Final[Mapping[str, Callable[[GraphReader], object]]] = {
    SPAN: most_directing,
    TOUCHING: find_touching,
    TOPS: find_tops,
}
