"""Agencies: named outside bodies, and not "county agencies" as such."""

import pytest

from ingest.grammar.agencies import find_mentions
from tests.ingest.inventing import named, reading_of

ANYWHERE: list[tuple[str, list[str]]] = [
    ("Reports to the Ruritania State Department of Tides (RSDT).", [
        "Ruritania State Department of Tides",
    ]),
    ("Follows rules of the Safe Harbors Administration.", ["Safe Harbors Administration"]),
    ("Speaks before the state legislature.", ["state legislature"]),
    ("Coordinates with Youth Services, Tide Welfare Services, and State's Attorney's Office.", [
        "Youth Services",
        "Tide Welfare Services",
        "State's Attorney's Office",
    ]),
    ("Keeps the contracts for QXIU and ZQEA.", ["QXIU", "ZQEA"]),
    ("Meets as set by the ZQEA agreement.", ["ZQEA"]),
    ("Works with agencies such as Net Watch and Reef Guard, as told.", [
        "Net Watch",
        "Reef Guard",
    ]),
    ("Reports harm to Sailor Protective Services.", ["Sailor Protective Services"]),
    ("Runs camps for the YMCA.", ["YMCA"]),
    ("Works with the Ruritania Department of Mines.", ["Ruritania Department of Mines"]),
    ("Coordinates with the Department of Motor Vehicles.", ["Department of Motor Vehicles"]),
    ("Answers the federal Office of Reefs.", ["Office of Reefs"]),
    ("Answers the Ruritania Secretary of State.", ["Ruritania Secretary of State"]),
    (
        "Works with the U.S. Reef Protection Agency.",
        ["U.S. Reef Protection Agency"],
    ),
    ("Works with QXEA, ZQEA, and QZIU Local 12.", ["QXEA", "ZQEA", "QZIU Local 12"]),
    ("Confers with the Department of Corrections and Tides, and crews.", [
        "Department of Corrections and Tides",
    ]),
    ("Calls the U.S. Department of Reefs and Urban Tides (RUT).", [
        "U.S. Department of Reefs and Urban Tides",
    ]),
    ("Hands evidence to the Zenda County Sheriff's Office.", ["Zenda County Sheriff's Office"]),
    ("Is liaison to the Attorney General's office.", ["Attorney General's office"]),
    ("Refers crews to Zenda Legal Aid.", ["Zenda Legal Aid"]),
    ("Negotiates with Net Workers United, Local 1201.", ["Net Workers United, Local 1201"]),
    ("Is in the Council on Open Harbor Laws (COHL).", ["Council on Open Harbor Laws"]),
    ("Writes plans that meet QZDE requirements.", ["QZDE"]),
    ("Coordinates with the Ruritania Office of Planning.", ["Ruritania Office of Planning"]),
    ("Answers to the Appointing Authority.", []),
    ("Works in the Reef Administration division.", []),
    ("Works with county agencies and professional organizations.", []),
    ("Works in the Division of Nets.", []),
    ("Works in the State of Ruritania.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ANYWHERE)
@pytest.mark.parametrize("profile", ["mcps", "generic"])
def test_agencies(sentence: str, expected: list[str], profile: str) -> None:
    """A duty names these outside bodies, in any layout."""
    reading = reading_of(duties=sentence, profile=profile)
    assert named(find_mentions(reading)) == [("agency", name) for name in expected]


def test_the_employers_own_bodies_are_no_agencies() -> None:
    """A commission that the header names, or that bears the employer's name, is not outside."""
    reading = reading_of(
        duties="Advises the Zenda County Tide Commission.",
        profile="generic",
        employer="Zenda County",
    )
    assert named(find_mentions(reading)) == []


def test_a_partner_is_an_agency_at_every_place() -> None:
    """A name that only its place among partners explains is an agency wherever it stands."""
    reading = reading_of(
        duties="Coordinates with Reef Welfare Services.\nPrepares files for Reef Welfare Services."
    )
    assert [m.text for m in find_mentions(reading)] == [
        "Reef Welfare Services",
        "Reef Welfare Services",
    ]


def test_what_the_county_does_is_outside_for_a_school() -> None:
    """The county's police is no office of a school system, but one of a county."""
    sentence = "Coordinates with the Office of Police."
    school = reading_of(duties=sentence)
    county = reading_of(duties=sentence, profile="generic")
    assert named(find_mentions(school)) == [("agency", "Office of Police")]
    assert named(find_mentions(county)) == []


def test_hosts_are_no_agencies() -> None:
    """A body that the text speaks of as of the employer is not outside."""
    duties = (
        "The Zenda Reef Commission is hiring keepers.\nAdvises the Zenda Reef Commission on tides."
    )
    assert named(find_mentions(reading_of(duties=duties, profile="generic"))) == []
