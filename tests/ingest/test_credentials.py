"""Credentials: which degrees, licences and certificates a text requires or prefers."""

import pytest

from ingest.grammar.credentials import find_facts, find_mentions
from tests.ingest.inventing import are_exact, reading_of

REQUIRED, PREFERRED = "required", "preferred"

STATED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Bachelors degree required.", [("Bachelor's degree", REQUIRED)]),
    (
        "Bachelor's degree in tides, nets, or related discipline required. Master's degree "
        "preferred; course work in knots preferred.",
        [
            ("Bachelor's degree in tides, nets, or related discipline", REQUIRED),
            ("Master's degree", PREFERRED),
        ],
    ),
    (
        "Masters degree from an accredited college or university with course work in tides and "
        "nets. Three years of sailing.",
        [
            (
                "Master's degree from an accredited college or university with course work in "
                "tides and nets",
                REQUIRED,
            )
        ],
    ),
    (
        "Masters degree in sailing with certification in rowing, knots, or nets.",
        [
            ("Master's degree in sailing", REQUIRED),
            ("certification in rowing, knots, or nets", REQUIRED),
        ],
    ),
    (
        "Bachelor\u2019s or Associate\u2019s degree in Tidal Science and five years at sea.",
        [
            ("Bachelor's degree in Tidal Science", REQUIRED),
            ("Associate's degree in Tidal Science", REQUIRED),
        ],
    ),
    ("Bachelor of Science degree in tides.", [("Bachelor of Science degree in tides", REQUIRED)]),
    ("Bachelor\u00bfs degree, or an equivalent combination.", [("Bachelor's degree", REQUIRED)]),
    ("High school diploma or GED.", [("High school diploma", REQUIRED), ("GED", REQUIRED)]),
    ("A four-year degree in tides.", [("four-year degree in tides", REQUIRED)]),
    ("Preferred: Master's level degree.", [("Master's level degree", PREFERRED)]),
    ("Other combinations of training equivalent to a Bachelor's degree may be considered.", []),
    ("Training equivalent to a Bachelor's degree.", []),
    ("Bachelor's degree or other bachelor's degree.", [("Bachelor's degree", REQUIRED)]),
    ("Five years of sailing in a harbor required.", []),
    ("Do you hold a Bachelor's degree?", []),
    ("Current valid drivers license required.", [("driver's license", REQUIRED)]),
    (
        "A valid Ruritania driver's license is preferred.",
        [("Ruritania driver's license", PREFERRED)],
    ),
    ("Licensed as a pilot; license to sail at night.", [("license to sail at night", REQUIRED)]),
    ("Keeps all licenses to fish.", []),
    ("Commercial Driver's License (CDL) required.", [("Commercial Driver's License", REQUIRED)]),
    (
        "Meets Ruritania certification requirements for harbor pilot.",
        [("Ruritania certification for harbor pilot", REQUIRED)],
    ),
    ("Meets certification requirements.", []),
    ("Current Ruritania Pilot II certification.", [("Ruritania Pilot II certification", REQUIRED)]),
    ("Certification in one of these crafts is needed.", []),
    ("Works under a certificate of the day.", []),
    ("Certified Tide Reader (CTR) preferred.", [("Certified Tide Reader", PREFERRED)]),
    ("CTR Certified within two years.", [("CTR Certified", REQUIRED)]),
    ("Must be certified in rope splicing.", [("certified in rope splicing", REQUIRED)]),
    ("Works with the certified crew.", []),
    (
        "Registered Tide Reader (RTR) Certification required.",
        [("Registered Tide Reader Certification", REQUIRED)],
    ),
    (
        "Tide +, QXZP, or equivalent certifications.",
        [("Tide +", REQUIRED), ("QXZP", REQUIRED)],
    ),
    ("Must pass the Ruritania Harbor Pilot Test.", [("Ruritania Harbor Pilot Test", REQUIRED)]),
    ("Must pass the written Test.", []),
    ("Writes the Ruritania Harbor Pilot Test.", []),
    (
        "Completion of Harbor Safety Basic Training required.",
        [("Harbor Safety Basic Training", REQUIRED)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_credentials(text: str, expected: list[tuple[str, str]]) -> None:
    """A text in the section on education states these credentials, each at its level."""
    reading = reading_of(education=text)
    facts = list(find_facts(reading))
    assert [(fact.object.name, dict(fact.qualifiers)["level"]) for fact in facts] == expected
    assert are_exact(reading, facts)
    assert [mention.name for mention in find_mentions(reading)] == [name for name, _ in expected]


def test_alternatives_are_marked() -> None:
    """Degrees joined by "or" are alternatives of one another."""
    facts = find_facts(reading_of(education="Bachelor's or Master's degree in tides."))
    assert [fact.qualifiers for fact in facts] == [
        (("alternative", True), ("level", "required")),
        (("alternative", True), ("level", "required")),
    ]


def test_who_issues_a_licence_is_an_alias() -> None:
    """A licence accepted by one state and issued by another is one licence with two aliases."""
    text = (
        "A valid Driver's License accepted by the State of Ruritania is required at hire. "
        "A valid Driver's License issued by the State of Zenda must be obtained later."
    )
    facts = list(find_facts(reading_of(certificates=text)))
    assert {(fact.object.name, fact.object.aliases) for fact in facts} == {
        (
            "Driver's License",
            (
                "Driver's License accepted by the State of Ruritania",
                "Driver's License issued by the State of Zenda",
            ),
        )
    }


def test_an_acronym_in_brackets_is_kept() -> None:
    """The acronym of a certificate stands in its reference."""
    (fact,) = find_facts(reading_of(certificates="Registered Pilot (RP) Certification required."))
    assert (fact.object.name, fact.object.acronym) == ("Registered Pilot Certification", "RP")


def test_a_preferred_section_prefers() -> None:
    """What stands in a section of preferred qualifications is preferred without a word for it."""
    text = "Preferred Qualifications\nMaster's degree in tides.\n"
    reading = reading_of(profile="generic", duties=f"Keeps watch.\n\n{text}")
    (fact,) = find_facts(reading)
    assert fact.qualifiers == (("level", "preferred"),)


def test_duties_state_no_credential_without_a_word_of_requirement() -> None:
    """A licence in a duty line is no requirement; one that must be held is."""
    assert list(find_facts(reading_of(duties="Prints a fishing license for guests."))) == []
    facts = find_facts(reading_of(duties="Must hold a pilot license."))
    assert [fact.object.name for fact in facts] == ["pilot license"]
