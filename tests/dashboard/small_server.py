"""Serves the dashboard of the small organisation; started by the browser tests as a process."""

import sys
from dataclasses import fields
from pathlib import Path
from unittest.mock import patch

from dashboard.serve import run
from graph.answers import Card
from graph.reading.reader import GraphReader
from tests.dashboard.small_graph import SmallGraph
from tests.dashboard.small_organisation import small_organisation


class Failing(SmallGraph):
    """The organisation, with one entity at which the program itself fails."""

    def get_entity(self, iri: str) -> Card:
        """Return the card of a node, or fail."""
        if iri == "failure":
            raise RuntimeError("secret of the program")
        return super().get_entity(iri)


if __name__ == "__main__":
    small = small_organisation()
    organisation = Failing(**{item.name: getattr(small, item.name) for item in fields(small)})
    with patch.object(GraphReader, "open", lambda _folder: organisation):
        run(Path(sys.argv[1]), port=int(sys.argv[2]), open_browser=False)
