"""Units: where they are named, what they belong to, and who is in them or heads them."""

import pytest

from ingest.grammar.units import find_facts, find_mentions
from tests.ingest.reading_texts import reading_of, summary_reading


def units(summary: str, title: str = "Harbor Worker") -> list[str]:
    """Return the names of the units of a description, each once, in text order."""
    mentions = find_mentions(summary_reading(summary, title))
    return list(dict.fromkeys(m.name for m in mentions if m.kind == "unit"))


def parents(summary: str) -> list[tuple[str, str]]:
    return [
        (fact.subject.name, fact.object.name)
        for fact in find_facts(summary_reading(summary))
        if fact.relation == "part_of"
    ]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Works in the Office of Tides.", ["Office of Tides"]),
        ("Helps the Board of Tides (BOT). Staffs BOT.", ["Board of Tides"]),
        (
            "Helps the Board of Tides & Shoals and the Board of Tides and Shoals.",
            ["Board of Tides & Shoals"],
        ),
        ("Collaborates with OTSR and OSRX to plan.", ["OTSR", "OSRX"]),
        ("Attends OTSR cluster meetings.", ["OTSR"]),
        ("Enters data in OASX daily.", []),
        ("Runs DHCP and DNSX services.", []),
        ("Leads the offices of Tides and Shoals.", ["Office of Tides", "Office of Shoals"]),
        ("Supervises Harbor Pilot Admissions.", ["Harbor Pilot Admissions"]),
        ("Supervises Coastal Harbor Programs.", []),
        (
            "Is the liaison between the Superintendent's office and pilots.",
            ["Superintendent's office"],
        ),
        ("Helps the Tidal Care division.", ["Tidal Care division"]),
        ("Helps the Board office and the State office.", []),
        ("Works with the office of general counsel.", ["office of general counsel"]),
        ("Works with ships, and office of tidal law.", ["office of tidal law"]),
        ("Is a liaison to the central office.", ["central office"]),
        ("Trains the central office staff.", []),
        ("Knows the units of TRSX.", []),
        (
            "Helps the Office of Elections staff and the office of tides staff.",
            ["Office of Elections"],
        ),
        ("Works at Rocky Bay School and in Public School.", ["Rocky Bay School"]),
        ("Works in the department.", []),
        ("A degree in Public Administration.", []),
        ("Applicants send the form to the Personnel Department.", []),
        (
            "Helps the Tides Department. Applications go to the Tides Department.",
            ["Tides Department"],
        ),
        ("Serves the Wick Tides Office. Helps the Tides Office.", ["Wick Tides Office"]),
    ],
)
def test_where_units_are_named(summary: str, expected: list[str]) -> None:
    """Units are named by head words, acronyms and what is led; hiring talk names none."""
    assert units(summary) == expected


def test_the_unit_of_the_title() -> None:
    """The tail of the title is a unit where the header says so."""
    assert units("Plans.", "Director, Division of Tides") == ["Division of Tides"]
    assert units("Plans.", "Tide Analyst 9-12 - Tides Training Unit") == ["Tides Training Unit"]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "Works in the Division of Tides in the Office of Coasts.",
            [("Division of Tides", "Office of Coasts")],
        ),
        (
            "Works in the Division of Tides within the Office of Coasts.",
            [("Division of Tides", "Office of Coasts")],
        ),
        (
            "Works in the Tides Unit of the Department of Coasts.",
            [("Tides Unit", "Department of Coasts")],
        ),
        (
            "Works in the Division of Tides (a part of the Office of Coasts).",
            [("Division of Tides", "Office of Coasts")],
        ),
        (
            "Helps the Tides Care Division of the Coasts Department.",
            [("Tides Care Division", "Coasts Department")],
        ),
        (
            "Works in the Division of Tides, Department of Coasts.",
            [("Division of Tides", "Department of Coasts")],
        ),
        (
            "Works in the Department of Coasts, Division of Tides.",
            [("Division of Tides", "Department of Coasts")],
        ),
        (
            "Works in the Tides Unit, Division of Shoals, Office of Coasts.",
            [("Tides Unit", "Division of Shoals"), ("Division of Shoals", "Office of Coasts")],
        ),
        ("Helps the Division of Tides, Office of Coasts, and Bureau of Shoals.", []),
        ("Helps the Division of Tides, Division of Shoals.", []),
        ("Helps the Division of Tides, the Office of Coasts, pilots, and clerks.", []),
        ("Helps the Division of Tides and the Office of Coasts.", []),
        ("Helps the Division of Tides with a plan of the Office of Coasts.", []),
    ],
)
def test_what_units_belong_to(summary: str, expected: list[tuple[str, str]]) -> None:
    """A unit in a unit, and a chain from small to large or back, is nesting; a list is not."""
    assert parents(summary) == expected


def test_labels_nest_and_the_employer_is_the_root() -> None:
    """Section, division, department and employer of a header are one chain."""
    text = (
        "Title: Clerk\nEmployer: Wick County\nDepartment: Tides\nDivision: Shoals\n\n"
        "SUMMARY\nKeeps logs.\n"
    )
    facts = list(find_facts(reading_of(text)))
    chain = [
        (f.subject.name, f.object.name, f.object.root) for f in facts if f.relation == "part_of"
    ]
    assert chain == [("Shoals", "Tides", False), ("Tides", "Wick County", True)]
    (first, _) = (fact for fact in facts if fact.relation == "part_of")
    assert [e.text for e in first.evidence] == ["Department: Tides", "Division: Shoals"]
    inside = [f for f in facts if f.relation == "post_in"]
    assert [(f.subject.is_self, f.object.name, f.evidence[0].text) for f in inside] == [
        (True, "Shoals", "Division: Shoals")
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Director, Division of Tides",
            [("post_in", "Division of Tides"), ("heads", "Division of Tides")],
        ),
        ("Deputy Director, Division of Tides", [("post_in", "Division of Tides")]),
        ("Coordinator, Division of Tides", [("post_in", "Division of Tides")]),
        ("Director, Coastal Programs", []),
    ],
)
def test_who_is_in_and_heads_the_unit_of_a_title(
    title: str, expected: list[tuple[str, str]]
) -> None:
    """A title with a unit places its post there, and heads it where the title is a head's."""
    facts = find_facts(summary_reading("Plans.", title))
    assert [(fact.relation, fact.object.name) for fact in facts] == expected


def test_the_director_named_with_a_unit_heads_it() -> None:
    """Who is called the director of a unit heads it; the words that say so are the evidence."""
    facts = find_facts(
        summary_reading("Under direction of the director of the Office of Tides, plans.")
    )
    assert [(f.relation, f.subject.name, f.object.name, f.evidence[0].text) for f in facts] == [
        (
            "post_in",
            "director",
            "Office of Tides",
            "Under direction of the director of the Office of Tides",
        ),
        (
            "heads",
            "director",
            "Office of Tides",
            "Under direction of the director of the Office of Tides",
        ),
    ]


def test_every_mention_quotes_its_source() -> None:
    """A mention's text is the characters of its span, whatever its name."""
    reading = summary_reading(
        "Leads the offices of Tides and Shoals (OSX) in the Board of Coasts (BOC)."
    )
    mentions = list(find_mentions(reading))
    assert [m.text for m in mentions] == ["Tides", "Shoals", "Board of Coasts (BOC)"]
    assert all(reading.text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "Under direction of the director of the Office of Tides, plans.",
            ["director, Office of Tides"],
        ),
        ("Under direction of the harbor  manager, plans.", ["harbor manager"]),
        ("Helps the Harbor Budget Officer.", ["Harbor Budget Officer"]),
        ("The Harbor Worker helps Harbor Pilots.", []),
        ("The Senior Harbor Worker helps.", []),
        ("Supervises the Deputy Clerk.", ["Deputy Clerk"]),
    ],
)
def test_where_posts_are_named(summary: str, expected: list[str]) -> None:
    """Directors, those supervised and single titles in capitals are mentioned as posts."""
    reading = summary_reading(summary)
    posts = [mention for mention in find_mentions(reading) if mention.kind == "post"]
    assert [mention.name for mention in posts] == expected
    assert all(reading.text[m.start : m.end] == m.text for m in posts)


def test_the_employer_at_the_head_of_the_text() -> None:
    """A government on a line of its own employs; offices called by its kind are its own."""
    text = "COUNTY OF WICK\nCLERK\n\nSUMMARY\nHelps the County Archives and the State Office.\n"
    mentions = [m for m in find_mentions(reading_of(text)) if m.kind == "unit"]
    assert [(m.name, m.text) for m in mentions] == [
        ("County of Wick", "COUNTY OF WICK"),
        ("County Archives", "County Archives"),
    ]


def test_a_label_with_two_units() -> None:
    """A dash in a label's value parts a unit from the smaller one inside it."""
    text = "Title: Clerk\nDepartment: Tide Services - Reef Care Team\n\nSUMMARY\nKeeps logs.\n"
    facts = [(f.relation, f.subject.name, f.object.name) for f in find_facts(reading_of(text))]
    assert facts == [
        ("part_of", "Reef Care Team", "Tide Services"),
        ("post_in", "Clerk", "Reef Care Team"),
    ]


@pytest.mark.parametrize("title", ["harbor pilot", "harbor  pilot", "harbor \t pilot"])
def test_a_post_is_found_whatever_blanks_part_its_words(title: str) -> None:
    """The mention of a post quotes its words as they stand, and names it with single blanks."""
    reading = summary_reading(f"Reports to the harbor master and the {title}. Guides ships.")
    posts = {m.name: m.text for m in find_mentions(reading) if m.kind == "post"}
    assert posts == {"harbor master": "harbor master", "harbor pilot": title}
