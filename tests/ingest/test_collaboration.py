"""Collaboration: with whom a post works, and where the list of partners ends."""

import pytest

from ingest.grammar.collaboration import find_collaborations, find_facts, find_mentions
from tests.ingest.inventing import are_exact, named, objects, reading_of

GROUP, POST, UNIT, TEAM, AGENCY = "group", "post", "unit", "team", "agency"

SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Works with pilots' widows, teachers, cooks and parents so that boats run well.",
        [(GROUP, "pilots' widows"), (GROUP, "teachers"), (GROUP, "cooks"), (GROUP, "parents")],
    ),
    (
        "Collaborates with the director of tides and school principals on bus routes.",
        [(POST, "director of tides"), (GROUP, "school principals")],
    ),
    (
        "Collaborates with central office and school-based administrators, and staff members.",
        [(GROUP, "central office and school-based administrators"), (GROUP, "staff members")],
    ),
    (
        "Works with school-based net contacts, content pilots, and vendors to mend nets.",
        [
            (GROUP, "school-based net contacts"),
            (GROUP, "content pilots"),
            (GROUP, "vendors"),
        ],
    ),
    (
        "Works closely with crews, office of harbor counsel, and sea health professionals.",
        [
            (GROUP, "crews"),
            (GROUP, "office of harbor counsel"),
            (GROUP, "sea health professionals"),
        ],
    ),
    (
        "Confers with youth leagues, parents, and houses of worship about dates.",
        [(GROUP, "youth leagues"), (GROUP, "parents"), (GROUP, "houses of worship")],
    ),
    (
        "Collaborates with teachers, the harbor secretary, and families new to the port.",
        [(GROUP, "teachers"), (POST, "harbor secretary"), (GROUP, "families")],
    ),
    (
        "Collaborates with the principals/deans on daily matters.",
        [(GROUP, "principals"), (GROUP, "deans")],
    ),
    (
        "Works with clients and with Department of Tides (Tides) colleagues and leadership.",
        [(GROUP, "clients"), (GROUP, "Department of Tides (Tides) colleagues and leadership")],
    ),
    (
        "Solves problems jointly with parents and Department of Reefs leadership.",
        [(GROUP, "parents"), (GROUP, "Department of Reefs leadership")],
    ),
    ("Works with key stakeholders on nets.", [(GROUP, "key stakeholders")]),
    ("Works with diverse offices on forms.", [(GROUP, "diverse offices")]),
    (
        "Coordinates with other teams within the Tide Watch division on boats.",
        [(TEAM, "teams within the Tide Watch division")],
    ),
    (
        "Consults the language coordinator on forms.",
        [(POST, "language coordinator")],
    ),
    (
        "Collaborates with and advises harbor officials at the state, county, and local levels.",
        [(GROUP, "harbor officials at the state, county, and local levels")],
    ),
    (
        "The mentor plans with the tide team, the net specialist, and the reef educator.",
        [(TEAM, "tide team"), (POST, "net specialist"), (POST, "reef educator")],
    ),
    ("Works with the employing agency.", []),
    ("Works closely with staff on nets.", []),
    ("Works with January and cooks.", [(GROUP, "cooks")]),
    ("Collaborates with the Harbor Keeper and crews.", [(GROUP, "crews")]),
    ("Collaborates with XQB (Net Board) staff.", [(GROUP, "XQB (Net Board) staff")]),
    ("Collaborates with schools and offices.", [(GROUP, "schools and offices")]),
    (
        "Cooperates with the police, fire department and other public agencies.",
        [(GROUP, "police"), (GROUP, "fire department"), (GROUP, "public agencies")],
    ),
    (
        "Works with federal, state, and local harbor officials and vendors to mend nets.",
        [(GROUP, "federal, state, and local harbor officials"), (GROUP, "vendors")],
    ),
    (
        "In cooperation with the Office of Tides, prepares reports for the fleet.",
        [(UNIT, "Office of Tides")],
    ),
    (
        "In collaboration with cooks, teachers, and staff, the keeper identifies leaks.",
        [(GROUP, "cooks"), (GROUP, "teachers"), (GROUP, "staff")],
    ),
    (
        "Works collaboratively with offices and schools and supports crews.",
        [(GROUP, "offices and schools")],
    ),
    (
        "Is liaison to county government, employee unions and the PTA.",
        [(GROUP, "county government"), (GROUP, "employee unions"), (AGENCY, "PTA")],
    ),
    (
        "Serves as liaison between the fleet and the Division of Nets.",
        [(UNIT, "Division of Nets")],
    ),
    ("Acts as liaison for parents in the harbor.", []),
    ("Is the liaison for Ruritanian Coast Services.", [(AGENCY, "Ruritanian Coast Services")]),
    (
        "Maintains close relationships with the Ruritania State Department of Tides (RSDT), "
        "suppliers, and manufacturers.",
        [
            (AGENCY, "Ruritania State Department of Tides"),
            (GROUP, "suppliers"),
            (GROUP, "manufacturers"),
        ],
    ),
    (
        "Establishes relationships with other offices, QXZPTA, county agencies, and crews.",
        [(GROUP, "offices"), (AGENCY, "QXZPTA"), (GROUP, "county agencies"), (GROUP, "crews")],
    ),
    ("Collaborates with OQZX to plan training.", [(UNIT, "OQZX")]),
    ("Collaborates with the net mending team.", [(TEAM, "net mending team")]),
    (
        "Coordinates work with service managers of large offices and with the offices of pilots.",
        [(GROUP, "service managers of large offices"), (GROUP, "offices of pilots")],
    ),
    ("Collaborates with deep diving on the wreck.", [(GROUP, "deep diving")]),
    ("Together with the deputy harbor clerk, leads the watch.", [(POST, "deputy harbor clerk")]),
    ("Works with other members of the Nets Division.", [(GROUP, "members of the Nets Division")]),
    (
        "Works with community partners, nonprofits, and the faith community.",
        [(GROUP, "community partners"), (GROUP, "nonprofits"), (GROUP, "faith community")],
    ),
    (
        "Works with the public and community agencies and personnel.",
        [(GROUP, "public"), (GROUP, "community agencies and personnel")],
    ),
    (
        "Works with groups that provide shelter and support, including Lanterns for Sailors.",
        [("program", "Lanterns for Sailors")],
    ),
    ("Consults with the school nurse about sailors.", [(POST, "school nurse")]),
    ("Works with a certified trainer.", []),
    ("Works with others and with colleagues.", []),
    ("Works with pumps and hazardous paint.", []),
    ("Works with Microsoft Nets and Excel.", []),
    ("Coordinates with Procurement on nets.", [(UNIT, "Procurement")]),
    ("Collaborates with staff in the Office of Tides.", [(GROUP, "staff in the Office of Tides")]),
    ("Collaborates with Board.", []),
    (
        "Collaborates with members of the Office of Tides and/or visitors.",
        [(GROUP, "members of the Office of Tides"), (GROUP, "visitors")],
    ),
    (
        "Collaborates with teachers along with visitors such as pilots.",
        [(GROUP, "teachers"), (GROUP, "visitors"), (GROUP, "pilots")],
    ),
    ("Works with cooks (as listed in the very long annex to the harbor regulations of old).", [
        (GROUP, "cooks"),
    ]),
    ("Deals tactfully and courteously with customers.", [(GROUP, "customers")]),
    ("Works with the Harbor Keeper.", []),
    ("Works with teachers, providing nets and ropes.", [(GROUP, "teachers")]),
    ("Works with teachers as well as parents who sail.", [(GROUP, "teachers"), (GROUP, "parents")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_partners(sentence: str, expected: list[tuple[str, str]]) -> None:
    """A duty names these partners, no more and no fewer, in text order."""
    reading = reading_of(duties=sentence)
    facts = list(find_facts(reading))
    assert objects(facts) == expected
    assert are_exact(reading, facts)


@pytest.mark.parametrize(
    "knowledge",
    [
        "Ability to collaborate with teachers and parents.",
        "Demonstrated skill in working with county agencies.",
        "Works well with staff.",
    ],
)
def test_what_one_needs_is_no_collaboration(knowledge: str) -> None:
    """What a post must be able to do states no collaboration."""
    assert list(find_facts(reading_of(knowledge=knowledge))) == []


def test_an_ability_among_duties_is_no_collaboration() -> None:
    """A duty line that speaks of an ability states no collaboration."""
    reading = reading_of(duties="Demonstrated ability to work with teachers.")
    assert list(find_facts(reading)) == []


def test_staff_of_a_unit_stand_for_the_unit() -> None:
    """The staff or the teams of a unit are that unit; what is listed behind belongs to it."""
    reading = reading_of(
        duties="The Office of Tides and Nets (OTN) is old. "
        "Collaborates with other OTN units, teams and/or staffs."
    )
    (fact,) = find_facts(reading)
    assert (fact.object.kind, fact.object.name, fact.object.acronym) == (
        "unit",
        "Office of Tides and Nets",
        "OTN",
    )


def test_the_employer_in_full_is_the_root_and_its_acronym_a_group() -> None:
    """The employer's name in full is the employer; "MCPS staff" is only a group."""
    employer = "Montgomery County Public Schools"
    whole = reading_of(duties=f"In collaboration with other {employer} (MCPS) staff, sails.")
    short = reading_of(duties="In collaboration with MCPS staff, sails.")
    alone = reading_of(duties="Collaborates with MCPS.")
    assert [fact.object.root for fact in find_facts(whole)] == [True]
    assert objects(find_facts(short)) == [("group", "MCPS staff")]
    assert [fact.object.root for fact in find_facts(alone)] == [True]


def test_a_title_with_its_unit_is_split() -> None:
    """A partner's title and its unit are told apart, as those of a director are."""
    (fact,) = find_facts(reading_of(duties="Works with the Director of the Division of Nets."))
    assert (fact.object.name, fact.object.of_unit) == ("Director", "Division of Nets")


def test_a_leader_of_a_unit_is_not_the_unit() -> None:
    """The leadership of a unit is a group of people."""
    facts = find_facts(reading_of(duties="Collaborates with MCPS leadership."))
    assert objects(facts) == [("group", "MCPS leadership")]


def test_every_rule_has_a_name_and_confidence_in_bands() -> None:
    """A stated collaboration is surer than work done with somebody, and that surer than a field."""
    reading = reading_of(
        duties="Collaborates with the Office of Tides.\nWorks with teachers.\n"
        "Collaborates with deep diving."
    )
    found = [(c.rule, c.confidence) for c in find_collaborations(reading)]
    assert found == [
        ("collaborates-with", 0.95),
        ("works-with", 0.85),
        ("collaborates-with", 0.5),
    ]


def test_long_sentences_give_short_evidence() -> None:
    """The evidence of a list in a very long sentence is cut around the list."""
    filler = "mends nets and ropes and sails and hulls of every kind in the old harbor and " * 12
    reading = reading_of(duties=f"Daily {filler} collaborates with teachers in summer.")
    facts = list(find_facts(reading))
    assert objects(facts) == [("group", "teachers")]
    assert are_exact(reading, facts)
    assert "collaborates with teachers" in facts[0].evidence[0].text


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        (
            "Collaborates with the Port of Ruritania's Tide Program and crews.",
            [("program", "Tide Program"), (GROUP, "crews")],
        ),
        (
            "Works with the Port of Ruritania and pilots.",
            [(UNIT, "Port of Ruritania"), (GROUP, "pilots")],
        ),
    ],
)
def test_the_employer_before_a_name_is_no_part_of_it(
    duties: str, expected: list[tuple[str, str]]
) -> None:
    """What the employer has is a partner under its own name; the employer itself is the root."""
    assert objects(find_facts(reading_of(duties=duties, profile="generic"))) == expected


def test_partners_that_nothing_else_names_are_mentions() -> None:
    """A post in lower case and a unit known by its acronym alone are mentioned, groups are not."""
    reading = reading_of(duties="Works with the harbor clerk, QZB, the Office of Tides, and crews.")
    assert named(find_mentions(reading)) == [("post", "harbor clerk"), ("unit", "QZB")]
