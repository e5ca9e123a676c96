"""Whom the described post supervises: the wordings, the names, and what is no line downwards."""

import pytest

from ingest.grammar.subordinates import find_facts
from tests.ingest.inventing import reading_of as class_reading
from tests.ingest.reading_texts import reading_of, summary_reading


def led(summary: str) -> list[str]:
    return [fact.object.name for fact in find_facts(summary_reading(summary))]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Supervises clerks and pilots.", ["clerks", "pilots"]),
        (
            "Under direction, supervises pilots, and tide services staff.",
            ["pilots", "tide services staff"],
        ),
        ("Supervises, trains, and evaluates temporary workers.", ["temporary workers"]),
        ("Hires, trains, supervises, and evaluates staff.", ["staff"]),
        ("Trains and supervises harbor workers.", ["harbor workers"]),
        (
            "The manager supervises the Deputy Clerk and two office assistants.",
            ["Deputy Clerk", "office assistants"],
        ),
        ("May direct student aides and parent volunteers.", ["student aides", "parent volunteers"]),
        (
            "Directs a staff of professional, technical, and clerical employees.",
            ["professional, technical, and clerical employees"],
        ),
        ("Supervises clerical and technical staff.", ["clerical and technical staff"]),
        (
            "Oversees the work of the Division of Tides and the Office of Shoals.",
            ["Division of Tides", "Office of Shoals"],
        ),
        ("Supervises the Tides Unit.", ["Tides Unit"]),
        (
            "Leads each day's work of all harbor service personnel in one region.",
            ["harbor service personnel"],
        ),
        ("Has charge of the harbor crew.", ["harbor crew"]),
        ("Is answerable for the tide report team.", ["tide report team"]),
        ("Provides supervision to clerks.", ["clerks"]),
        ("Provides direct oversight and leadership to two harbor clerks.", ["harbor clerks"]),
        ("Exercises direct supervision over clerical staff.", ["clerical staff"]),
        ("Exercises general and technical supervision over harbor pilots.", ["harbor pilots"]),
        ("Responsible for the supervision of harbor clerks.", ["harbor clerks"]),
        (
            "Daily oversight of 2 full-time employees and up to 300 tide watchers.",
            ["full-time employees", "tide watchers"],
        ),
        ("Reviews the work of tide clerks.", ["tide clerks"]),
        ("Supervises employees counting ships.", ["employees counting ships"]),
        (
            "Lead the team responsible for ship registration.",
            ["team responsible for ship registration"],
        ),
        ("Supervises the various teams in the office.", ["teams in the office"]),
        ("Manages a team of six tide specialists.", ["tide specialists"]),
        ("Supervises and coaches clerks, and writes reports.", ["clerks"]),
        ("Supervises clerks and looks into losses.", ["clerks"]),
        (
            "Supervises the divisions of Tides; Shoals; and Reefs.",
            ["divisions of Tides; Shoals; and Reefs"],
        ),
        ("Plans, assigns, and supervises the work of subordinate staff.", ["subordinate staff"]),
        ("Supervises assigned staff.", ["assigned staff"]),
        ("Leads a team of interpreters.", ["interpreters"]),
        ("Manages a team of up to 18 harbor staff.", ["harbor staff"]),
        ("Manages a team of 2-3 harbor office staff to help.", ["harbor office staff"]),
        ("Manage and support Harbor Clerks, including on Sundays.", ["Harbor Clerks"]),
        (
            "Responsible for tides; supervision of all staff associated with the Office of Tides.",
            ["staff associated with the Office of Tides"],
        ),
        (
            "Supervises the leaders of each team within the office.",
            ["leaders of each team within the office"],
        ),
        ("Supervises from day to day the harbor clerks.", ["harbor clerks"]),
        ("Leads and provides oversight to harbor clerks.", ["harbor clerks"]),
        ("Supervises clerks as well as pilots.", ["clerks", "pilots"]),
        ("Helps the Office of Tidal Care (OTC). Supervises OTC.", ["Office of Tidal Care"]),
        ("Supervises the Tides Unit staff.", ["Tides Unit staff"]),
        ("Supervises staff daily.", ["staff"]),
        ("Supervises clerks, that are new.", ["clerks"]),
        ("Leads all harbor clerks and plans routes.", ["harbor clerks"]),
        ("Supervises clerks and train the pilots.", ["clerks"]),
        ("Supervises more than 20 clerks.", ["clerks"]),
        ("Supervises Harbor Pilot Admissions.", ["Harbor Pilot Admissions"]),
    ],
)
def test_who_is_led(summary: str, expected: list[str]) -> None:
    """Each wording names the people, units and fields that the post supervises."""
    assert led(summary) == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Supervises reef counseling.", ["reef counseling"]),
        (
            "Supervises reef counseling, tide care, and shoal learning.",
            ["reef counseling", "tide care", "shoal learning"],
        ),
        ("Supervises the whole harbor program and to keep clerks safe.", ["harbor program"]),
        (
            "Supervises operations of the Wick Bay Works of Reefs and of tide projects.",
            ["operations of the Wick Bay Works of Reefs", "tide projects"],
        ),
        ("Supervises care for ships lost at sea.", ["care for ships lost"]),
        ("Supervises tide work includes logs.", ["tide work"]),
        (
            "Supervises a portfolio of harbors, including the North Quay.",
            ["portfolio of harbors, including the North Quay"],
        ),
        ("Supervises the day-to-day operations of the Net Shop.", ["operations of the Net Shop"]),
        ("Supervises the Harbor Museum gift shop.", ["Harbor Museum gift shop"]),
        ("Supervises office operations and staff.", ["office operations", "staff"]),
        (
            "Supervises building services, security, and lunch aides.",
            ["building services", "security", "lunch aides"],
        ),
    ],
)
def test_fields_of_work_are_led_where_the_profile_says_so(duty: str, expected: list[str]) -> None:
    """Any noun behind "supervises" counts in a district's texts, and none of them elsewhere."""
    assert [fact.object.name for fact in find_facts(class_reading(duties=duty))] == expected
    people = [name for name in expected if name in {"staff", "lunch aides"}]
    assert [name for name in led(duty) if name in expected] == people


@pytest.mark.parametrize(
    "summary",
    [
        "Under supervision of the pilot, guides ships.",
        "Exercises no supervision.",
        "Does not supervise staff.",
        "Leads programs for repair and cleaning.",
        "Oversees how losses are made known.",
        "Directly oversees harbor sports.",
        "Leads students and staff members.",
        "Leads his/her department.",
        "Leads staff meetings.",
        "Supervises the loading of ships.",
        "Directs callers to the right office.",
        "Directs clerks to the right office.",
        "Supervises students during lunch.",
        "Leads as one, and well.",
        "Supervises.",
        "Supervises of.",
        "Leads 20.",
        "Oversees employee benefits.",
        "Manages personnel files and team building.",
        "Directs volunteer programs.",
        "Manages the Department's network.",
        "Helps the pilot who supervises clerks.",
        "Ability to supervise staff.",
        "Works under direction and leads by example.",
        "Directs questions to staff.",
        "Under direction of the lead pilot and lead clerk, guides ships.",
        "Leads discussions with clerks.",
        "Manages time well.",
        "Oversees the Real Harbor Management program.",
    ],
)
def test_what_is_no_line_downwards(summary: str) -> None:
    """Things, abilities, other people's staff and meetings are not whom the post leads."""
    assert led(summary) == []


def test_a_section_of_skills_names_nobody_unless_it_states_a_duty() -> None:
    """What a holder is able to do is no line; a sentence that begins with the verb is one."""
    text = (
        "Title: Harbor Worker\n\nKNOWLEDGE, SKILLS, AND ABILITIES\n"
        "Skill in leading pilots. Supervises clerks.\n"
    )
    assert [fact.object.name for fact in find_facts(reading_of(text))] == ["clerks"]


@pytest.mark.parametrize(
    ("heading", "line", "expected"),
    [
        ("CERTIFICATES", "Manage harbor clerks.", ["harbor clerks"]),
        ("CERTIFICATES", "Managing harbor clerks.", []),
        ("KNOWLEDGE, SKILLS, AND ABILITIES", "Manage harbor clerks.", []),
    ],
)
def test_a_duty_under_a_heading_of_another_kind(
    heading: str, line: str, expected: list[str]
) -> None:
    """An order at the head of a sentence is a duty, but not among skills."""
    text = f"Title: Harbor Worker\n\n{heading}\n{line}\n"
    assert [fact.object.name for fact in find_facts(reading_of(text))] == expected


def test_the_same_people_named_twice_are_one_fact() -> None:
    """Both sentences are evidence of the one fact."""
    reading = summary_reading("Supervises harbor clerks. Keeps logs. Supervises harbor clerks.")
    (fact,) = find_facts(reading)
    assert [evidence.text for evidence in fact.evidence] == ["Supervises harbor clerks"] * 2
    assert all(reading.text[e.start : e.end] == e.text for e in fact.evidence)


@pytest.mark.parametrize(
    ("summary", "kind"),
    [
        ("Supervises the Tides Unit.", "unit"),
        ("Supervises the harbor crew team.", "team"),
        ("Supervises clerks.", "post"),
        ("Supervises staff.", "group"),
    ],
)
def test_kinds(summary: str, kind: str) -> None:
    """Units, teams and posts are told from people without a title and from fields."""
    assert [fact.object.kind for fact in find_facts(summary_reading(summary))] == [kind]


def test_a_label_lists_who_is_led() -> None:
    """The label "Supervises:" names its people as its value."""
    text = "Title: Harbor Worker\nSupervises: Harbor clerks and pilots\n\nSUMMARY\nKeeps logs.\n"
    assert [fact.object.name for fact in find_facts(reading_of(text))] == [
        "Harbor clerks",
        "pilots",
    ]
