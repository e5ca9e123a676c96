"""The data that comes with the project is what its README says it is."""

import hashlib
import re
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def test_the_readme_lists_every_description_with_its_checksum() -> None:
    """The files in data/descriptions are exactly those in the table, byte for byte."""
    text = (DATA / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `(descriptions/[^`]+)` \| `([0-9a-f]{64})` \|$", text, re.M))

    found = {
        file.relative_to(DATA).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (DATA / "descriptions").iterdir()
    }

    assert listed == found
    assert len(found) == 5
