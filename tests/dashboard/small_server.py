"""Serves the dashboard of the small organisation; started by the browser tests as a process."""

import sys
from pathlib import Path
from unittest.mock import patch

from dashboard.serve import run
from graph.reader import GraphReader
from tests.dashboard.small_organisation import small_organisation

if __name__ == "__main__":
    organisation = small_organisation()
    with patch.object(GraphReader, "open", lambda _folder: organisation):
        run(Path(sys.argv[1]), port=int(sys.argv[2]), open_browser=False)
