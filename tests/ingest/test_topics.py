"""Topics: programs told from laws, systems, events and agencies."""

import pytest

from ingest.grammar.programs import find_mentions
from ingest.grammar.topics import find_topics
from tests.ingest.inventing import named, reading_of

PROGRAM, LAW, SYSTEM, EVENT, AGENCY = "program", "law", "system", "event", "agency"

ANYWHERE: list[tuple[str, list[tuple[str, str]]]] = [
    ("Administers the Summer Nets Program.", [(PROGRAM, "Summer Nets Program")]),
    ("Coordinates the Boat to School Initiative.", [(PROGRAM, "Boat to School Initiative")]),
    ("Knows the Harbor Professional Growth System (HPGS).", [
        (PROGRAM, "Harbor Professional Growth System"),
    ]),
    ("Keeps the Pilot Information System.", [(SYSTEM, "Pilot Information System")]),
    ("Follows the Fair Harbors Act (FHA).", [(LAW, "Fair Harbors Act")]),
    ("Follows Title IX of the Harbor Amendments of 1972.", [
        (LAW, "Title IX of the Harbor Amendments of 1972"),
    ]),
    ("Keeps Section 504 and the Sailor Code of Conduct.", [
        (LAW, "Section 504"),
        (LAW, "Sailor Code of Conduct"),
    ]),
    ("Supports Early Tides and Title I schools.", [
        (PROGRAM, "Early Tides"),
        (PROGRAM, "Title I"),
    ]),
    ("Applies the Old Sailor Pension Plan Regulations.", [(PROGRAM, "Old Sailor Pension Plan")]),
    ("Prepares events such as the Golden Anchor Awards and Back to Port Fair.", [
        (EVENT, "Golden Anchor Awards"),
        (EVENT, "Back to Port Fair"),
    ]),
    ("Knows the QuayACT preschool program.", [(PROGRAM, "QuayACT")]),
    ("Runs jobs in the Cascade asset system.", [(SYSTEM, "Cascade asset system")]),
    ("Keeps the QZLEAR tide history system.", [(SYSTEM, "QZLEAR")]),
    ("Sponsors the Honor Old Crews discount program.", [
        (PROGRAM, "Honor Old Crews discount program"),
    ]),
    ("Enters each net in NetWorks.", [(SYSTEM, "NetWorks")]),
    ("Keeps the Lost Net Hotline.", [(PROGRAM, "Lost Net Hotline")]),
    ("Meets the competencies of the QZGS.", [(PROGRAM, "QZGS")]),
    ("Knows the Reef Support and Early Tide programs.", [
        (PROGRAM, "Reef Support programs"),
        (PROGRAM, "Early Tide programs"),
    ]),
    ("Helps with Nets/Early Tide programs.", [
        (PROGRAM, "Nets programs"),
        (PROGRAM, "Early Tide programs"),
    ]),
    ("Writes for projects, including the Night Tide Report and Old Reef Audit.", []),
    ("Coordinates with QZB grant officers.", []),
    ("Reports to the superintendent for Nets and Tide Partnerships.", []),
    ("Knows the Boat Code and Section 504.", [(LAW, "Boat Code"), (LAW, "Section 504")]),
    ("Runs slow-tide learning (STL) for crews.", [(PROGRAM, "slow-tide learning")]),
    ("Manages the Real Reef program.", [(PROGRAM, "Real Reef program")]),
    ("Uses Tern Egret software daily.", [(SYSTEM, "Tern Egret software")]),
    ("Knows the Tern QZX system, Shift Count and MQX software.", [
        (SYSTEM, "Tern QZX system"),
        (SYSTEM, "Shift Count software"),
        (SYSTEM, "MQX"),
    ]),
    ("Trains staff in the new QZX system.", [(SYSTEM, "QZX")]),
    ("Enters each ship on QZTIS.", [(SYSTEM, "QZTIS")]),
    ("Keeps pilots informed of the QOL program.", [(PROGRAM, "QOL")]),
    ("Advises on programs such as Tides for Tots (TFT), Reef Walk (RW), and other services.", [
        (PROGRAM, "Tides for Tots"),
        (PROGRAM, "Reef Walk"),
    ]),
    ("Sails under laws such as Tide Fairness, and others.", [(LAW, "Tide Fairness")]),
    ("Uses software programs such as Tern and Egret Pro.", [
        (SYSTEM, "Tern"),
        (SYSTEM, "Egret Pro"),
    ]),
    ("Proficient in Microsoft Nets.", [(SYSTEM, "Microsoft Nets")]),
    ("Works in support of No Tide Left Behind and Bridge to Havens.", [
        (PROGRAM, "No Tide Left Behind"),
        (PROGRAM, "Bridge to Havens"),
    ]),
    ("Coordinates boat trades, rope trades, Zenda's Morrow, and nets.", [
        (PROGRAM, "Zenda's Morrow"),
    ]),
    ("Gives the Harbor Speech Mastery test.", [(PROGRAM, "Harbor Speech Mastery test")]),
    ("Keeps the harbor growth system (HGS).", [(PROGRAM, "harbor growth system")]),
    ("Uses deep dispute resolution (DDR).", []),
    ("Works in the City of Zenda and in Zenda County.", []),
    ("Works on Monday and in May 2020.", []),
    ("Manages the Sail by Night program.", [(PROGRAM, "Sail by Night program")]),
    (
        "Knows The Summer Nets Program and the Tides Act of 1972.",
        [(PROGRAM, "Summer Nets Program"), (LAW, "Tides Act of 1972")],
    ),
    ("Gives QAT, PQAT, and QP testing.", [(PROGRAM, "QAT"), (PROGRAM, "PQAT"), (PROGRAM, "QP")]),
    ("Keeps rolls in the voter system QAMs.", [(SYSTEM, "QAM")]),
    ("Visits the Board.", []),
    ("Holds a degree in Tidal Administration.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ANYWHERE)
@pytest.mark.parametrize("profile", ["mcps", "generic"])
def test_kinds(sentence: str, expected: list[tuple[str, str]], profile: str) -> None:
    """A duty names these programs, laws, systems and events, in any layout."""
    reading = reading_of(duties=sentence, profile=profile)
    assert named(m for m in find_mentions(reading) if m.section == "duties") == expected


def test_one_program_under_all_its_names() -> None:
    """Singular, plural and acronym are one program; the acronym comes from the definition."""
    reading = reading_of(
        duties="Reviews Individual Voyage Programs (IVPs).\nPresents each IVP.\n"
        "Knows the Individual Voyage Program."
    )
    found = [(m.name, m.acronym, m.aliases, m.text) for m in find_mentions(reading)]
    aliases = ("Individual Voyage Programs",)
    assert found == [
        ("Individual Voyage Program", "IVP", aliases, "Individual Voyage Programs (IVPs)"),
        ("Individual Voyage Program", "IVP", aliases, "IVP"),
        ("Individual Voyage Program", "IVP", aliases, "Individual Voyage Program"),
    ]


def test_the_employer_is_no_part_of_a_name() -> None:
    """The employer before a program's name is left out of it, and kept as an alias."""
    reading = reading_of(duties="Applies the MCPS Harbor Growth Plan.")
    ((kind, name),) = named(find_mentions(reading))
    (mention,) = find_mentions(reading)
    assert (kind, name, mention.aliases) == (
        "program",
        "Harbor Growth Plan",
        ("MCPS Harbor Growth Plan",),
    )


def test_the_part_of_a_law_is_an_alias() -> None:
    """The law in "Title III of the ... Act" is also known as "Title III"."""
    reading = reading_of(knowledge="Knowledge of Title III of the Reef and Harbor Act.")
    (mention,) = find_mentions(reading)
    assert (mention.name, mention.aliases) == (
        "Title III of the Reef and Harbor Act",
        ("Title III",),
    )


def test_a_name_takes_the_kind_it_has_elsewhere() -> None:
    """A name that one sentence explains is of the same kind in all others."""
    reading = reading_of(
        knowledge="Knowledge of programs such as Tides for Tots.",
        duties="Asks parents about rights, Tides for Tots, and the weather.",
    )
    topics = find_topics(reading)
    assert [(t.kind, t.name, t.rule) for t in topics] == [
        ("program", "Tides for Tots", "class-such-as"),
        ("program", "Tides for Tots", "named-elsewhere"),
    ]


def test_what_nothing_explains_is_a_program_only_where_the_profile_says_so() -> None:
    """A capitalised name that nothing explains is a program in one profile only."""
    sentence = "Talks about Merry Seals often."
    assert named(find_mentions(reading_of(duties=sentence))) == [("program", "Merry Seals")]
    assert named(find_mentions(reading_of(duties=sentence, profile="generic"))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks about Deep Nets High School often.",
        "Talks about Deep Nets Services often.",
        "Talks about Deep Level 2 often.",
        "Deep Anchor Notes: talks often.",
    ],
)
def test_schools_fields_levels_and_labels_are_no_programs(sentence: str) -> None:
    """Names of schools, fields of work and levels, and labels, stay without a kind."""
    assert named(find_mentions(reading_of(duties=sentence))) == []


def test_benefits_name_no_programs() -> None:
    """A section on benefits says nothing of the post."""
    duties = "Keeps watch.\n\nBenefits\nOptional Rum Ration Program\n"
    assert named(find_mentions(reading_of(duties=duties, profile="generic"))) == []


def test_an_acronym_that_owns_programs_is_none() -> None:
    """The programs in "QXB programs" are those of QXB where QXB has staff."""
    reading = reading_of(duties="Leads QXB staff and QXB programs.", profile="generic")
    assert named(find_mentions(reading)) == []


def test_numerals_go_on_with_a_name() -> None:
    """A course in two parts, "Reading Tides I and II", is one."""
    reading = reading_of(education="Successful completion of Reading and Judging Tides I and II.")
    assert named(find_mentions(reading)) == [("program", "Reading and Judging Tides I and II")]


def test_the_employer_alone_names_no_topic() -> None:
    """The employer, in full or by its acronym, is no program, with or without its possessive."""
    duties = "Serves MCPS, MCPS\u2019 pupils and Montgomery County Public Schools (MCPS)."
    assert named(find_mentions(reading_of(duties=duties))) == []


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ("Commercial license, Class B, and Reef Handler Card.", []),
        ("Certificate of Clear Diving.", []),
    ],
)
def test_what_one_must_hold_is_no_program(
    certificates: str, expected: list[tuple[str, str]]
) -> None:
    """Names among licences and certificates are no programs, though nothing explains them."""
    assert named(find_mentions(reading_of(certificates=certificates))) == expected


@pytest.mark.parametrize(
    "duties", ["Bills Insurers for services.", "Helps the superintendent for Nets and Tide Lore."]
)
def test_a_verb_or_a_title_before_a_name_makes_no_program(duties: str) -> None:
    """A name behind a title, or with the verb of its sentence in it, is no program."""
    assert named(find_mentions(reading_of(duties=duties))) == []
