"""Outside bodies: names that read like a unit and are none of the employer's."""

import pytest

from ingest.language.outside import is_outside_body
from ingest.profile_files import load_profile
from tests.ingest.inventing import reading_of

EMPLOYER = ("Zenda County",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Equal Tides Commission", True),
        ("Safe Harbors Administration", True),
        ("Department of Motor Vehicles", True),
        ("Ruritania Department of Mines", True),
        ("Zenda County Department of Mines", False),
        ("Department of Mines", False),
        ("Office of Tides", False),
        ("Nets Division", False),
    ],
)
def test_outside(name: str, expected: object) -> None:
    """The words of a name show whether another government or employer has it."""
    assert is_outside_body(name, EMPLOYER, load_profile("generic")) is expected


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Answers the federal Office of Reefs.", [None]),
        ("Answers the county's Office of Reefs.", [None]),
        ("Answers the U.S. Office of Reefs.", [None]),
        ("Answers the Office of Reefs.", ["unit"]),
        ("Answers the Ruritania Secretary of State.", [None]),
        ("Answers the Secretary of Tides.", ["post"]),
        ("Joins the Association of Port Clerks.", [None]),
        ("Keeps memberships in the Office of Reefs.", [None]),
        ("Answers the Secretary of State's Office.", [None]),
    ],
)
def test_kinds_of_names(sentence: str, kinds: list[str | None]) -> None:
    """Names that stand outside come without a kind, as the words before them show."""
    reading = reading_of(duties=sentence)
    found = [run.kind for run in reading.runs if "of" in run.text.split()]
    assert found == kinds


def test_a_council_of_another_government_is_no_team() -> None:
    """A county's council is an outside body; a council of the organisation is a team or a unit."""
    reading = reading_of(duties="Speaks before the County Council.")
    assert [run.kind for run in reading.runs if run.text == "County Council"] == [None]
