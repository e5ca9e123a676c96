"""An endpoint on the sample organisation, for all tests that only ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph.endpoint.client import serving


@pytest.fixture(scope="session")
def port(sample_folder: Path) -> Iterator[int]:
    """Yield the port of an endpoint on the sample."""
    with serving(sample_folder) as endpoint:
        yield endpoint.port
