"""What is counted over the whole graph once a build, for the pages that show totals."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.views.standing import find_standing
from dashboard.views.touching import find_touching
from graph.answers import Table
from graph.reading.reader import GraphReader

__all__ = ["COUNTS", "SPAN", "STANDING", "TOUCHING", "most_directing"]

SPAN: Final = "span"
TOUCHING: Final = "touching"
STANDING: Final = "standing"


def most_directing(reader: GraphReader) -> Table:
    """Return every director with the number of those directly under it."""
    return reader.ask("span-of-control")


COUNTS: Final[Mapping[str, Callable[[GraphReader], object]]] = {
    STANDING: find_standing,
    TOUCHING: find_touching,
    SPAN: most_directing,
}
