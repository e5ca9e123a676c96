"""Teams: teams, boards and committees, and those a post takes part in."""

import pytest

from ingest.grammar.teams import find_facts, find_mentions
from tests.ingest.inventing import are_exact, named, objects, reading_of

MEMBER: list[tuple[str, list[str]]] = [
    ("Serves as a member of the Harbor Safety Team.", ["Harbor Safety Team"]),
    ("Is a member of boundary analysis teams.", ["boundary analysis teams"]),
    ("Serves on various tide committees and provides ropes.", ["tide committees"]),
    ("As a member of the senior crew team, works with pilots.", ["senior crew team"]),
    ("The keeper, part of the harbor center team, keeps ropes.", ["harbor center team"]),
    ("Participates in coordinated sailor service team meetings to help.", [
        "coordinated sailor service team",
    ]),
    ("Staffs the Tides Panel and Net Policy Committee, and advises pilots.", [
        "Tides Panel",
        "Net Policy Committee",
    ]),
    ("Represents the fleet on tidal workgroups.", ["tidal workgroups"]),
    ("Attends Voyage Planning Team meetings.", ["Voyage Planning Team"]),
    ("Pilots sit on Reef Planning, Tide Study, and Deep Net teams.", [
        "Reef Planning team",
        "Tide Study team",
        "Deep Net team",
    ]),
    ("Leads a team.", []),
    ("Works with the net team.", []),
    ("Helps team members in a team environment.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MEMBER)
def test_taking_part(sentence: str, expected: list[str]) -> None:
    """A duty says that the post takes part in these teams, and names each of them."""
    reading = reading_of(duties=sentence)
    facts = list(find_facts(reading))
    assert objects(facts) == [("team", name) for name in expected]
    assert are_exact(reading, facts)
    assert {("team", name) for name in expected} <= set(named(find_mentions(reading)))


def test_teams_are_named_without_taking_part() -> None:
    """A team that cases are presented to is named; the post is not said to be in it."""
    reading = reading_of(duties="Presents cases to the central net team.")
    assert named(find_mentions(reading)) == [("team", "central net team")]
    assert list(find_facts(reading)) == []


def test_outside_committees_are_no_teams() -> None:
    """A committee in lower case is a team only where one sits on it."""
    reading = reading_of(duties="Examines filings of a political committee.")
    assert named(find_mentions(reading)) == []
