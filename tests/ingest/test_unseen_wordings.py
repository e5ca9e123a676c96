"""Wordings met in descriptions of other employers, each in a small text of invented names."""

import pytest

from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.profile_files import load_profile
from ingest.record import Extraction

POST = "Title: Harbor Keeper\n\nSUMMARY\n"


def read(text: str, profile: str = "generic") -> Extraction:
    """Return what a whole text states."""
    document = SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))
    return extract(document, load_profile(profile))


def said(text: str, relation: str, profile: str = "generic") -> list[tuple[str, str, str | None]]:
    """Return kind, name and unit of what facts of a relation about the post point to."""
    return [
        (fact.object.kind, fact.object.name, fact.object.of_unit)
        for fact in read(text, profile).facts
        if fact.relation == relation and fact.subject.is_self
    ]


def names(text: str, kind: str, profile: str = "generic") -> list[str]:
    """Return the names of a kind that a text mentions, each once, in order."""
    mentions = read(text, profile).mentions
    return list(dict.fromkeys(m.name for m in mentions if m.kind == kind))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Reports directly and regularly to the Chief Pilot on all duties, tides and nets.",
            [("post", "Chief Pilot", None)],
        ),
        ("Reports to the Chief Pilot on all lost nets.", []),
    ],
)
def test_directly_tells_a_line_from_a_report(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Who reports directly to somebody on all duties is directed; who reports matters is not."""
    assert said(POST + sentence, "reports_to") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Supervises net registration and tide data, track and report ship losses.", []),
        ("Directs, plans and supervises ship registration.", []),
        ("Supervises the duties of deck staff.", [("group", "deck staff", None)]),
        ("Supervises reef counseling.", [("group", "reef counseling", None)]),
        ("Employees supervise deck clerks.", [("post", "deck clerks", None)]),
        (
            "Responsible for overseeing the hiring, supervision, and evaluation of deck staff.",
            [("group", "deck staff", None)],
        ),
    ],
)
def test_subordinates_are_people_units_or_fields(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """What is done or kept is no subordinate; whose duties are supervised is one."""
    assert said(POST + sentence, "supervises") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Coordinates care for children with wet feet.", []),
        ("Coordinates care with harbor offices.", [("group", "harbor offices", None)]),
    ],
)
def test_what_people_have_is_no_partner(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Behind people "with" says what they have, not with whom the post works."""
    assert said(POST + sentence, "collaborates_with") == expected


def test_a_policy_is_not_part_of_its_boards_name() -> None:
    """The policy of a board is a law beside the board, and so is its title behind a comma."""
    text = POST + "Follows the Board of Tides Policy QZB and Board Policy QZC, Nets for Pupils."
    assert names(text, "unit") == ["Board of Tides"]
    assert names(text, "law")[:2] == ["Policy QZB", "Board Policy QZC"]


def test_a_lost_comma_parts_two_units() -> None:
    """Two units side by side are two names, also where "and" stands in the first."""
    text = POST + "Is kept in the Department of Nets and Tides Office of Crew Services."
    assert names(text, "unit") == ["Department of Nets and Tides", "Office of Crew Services"]


def test_a_dash_before_a_duty_is_a_bullet() -> None:
    """The verb behind a dash at the head of a line is no part of the name behind it."""
    text = "Title: Harbor Keeper\n\nDUTIES\n- Coordinates Tide Watch Center visits.\n"
    assert names(text, "unit") == ["Tide Watch Center"]


def test_offices_of_a_place_are_no_unit() -> None:
    """The offices of the State in general are nobody's unit."""
    assert names(POST + "Copies lie in the Offices of the State and local boards.", "unit") == []


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Essential Duties and Major Tasks:", "duties"),
        ("MAIN PURPOSE OF JOB", "summary"),
        ("Skills and Abilities Required:", "knowledge"),
        ("Tides and Duties:", "tides_and_duties"),
        ("What you bring", "qualifications"),
    ],
)
def test_headings_of_any_wording(heading: str, section: str) -> None:
    """A heading all of whose words are known ones opens the section of its first noun."""
    text = f"Title: Harbor Keeper\n\n{heading}\nKeeps the harbor. Keeps the nets.\n"
    assert [found.name for found in read(text).sections] == [section]


def test_a_heading_above_the_labels_ends_no_header() -> None:
    """The employer's name and "JOB DESCRIPTION" may stand above the labels of a header."""
    text = "WICK COUNTY\nJOB DESCRIPTION\nPosition: Harbor Keeper\nGrade: 12\n\nDUTIES\nKeeps it.\n"
    fields = read(text).fields
    assert fields.working_title is not None
    assert fields.working_title.value == "Harbor Keeper"
    assert fields.grade is not None
    assert fields.grade.value == "12"


def test_cells_between_bars_are_lines() -> None:
    """The row of a table that was flattened to one line holds labels and values."""
    text = (
        "Job Information | | | Title: | Harbor Keeper | | Job Code: | 4711 | | Reports To: |"
        " Chief Pilot | |\nDUTIES\nKeeps the harbor.\n"
    )
    extraction = read(text)
    assert extraction.fields.working_title is not None
    assert extraction.fields.working_title.value == "Harbor Keeper"
    assert extraction.fields.code is not None
    assert extraction.fields.code.value == "4711"
    assert said(text, "reports_to") == [("post", "Chief Pilot", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Is this a position at Wick County for you?",
        "Wick County values a crew of every kind.",
        "Wick County is an equal opportunity employer.",
    ],
)
def test_the_employer_of_whom_a_text_speaks_as_one(sentence: str) -> None:
    """What is said of an employer only makes a government the employer, without any label."""
    units = [m.name for m in read(f"{POST}{sentence}").mentions if m.kind == "unit"]
    assert units == ["Wick County"]


def test_a_board_on_a_line_of_its_own_is_the_employers() -> None:
    """A body that stands alone at the head of a text is a unit, none outside."""
    text = (
        "HARBOR KEEPER\n\nLOCATION OF POSITION\n\nWick County Board of Tides\n\nDUTIES\nKeeps it.\n"
    )
    assert names(text, "unit") == ["Wick County Board of Tides"]
    assert names(text, "agency") == []


def test_a_plain_word_among_agencies_is_none() -> None:
    """A list with agencies makes no agency of a plain word."""
    text = POST + "Gets forms from OSHA, Mail and QZB."
    assert names(text, "agency") == ["OSHA", "QZB"]


def test_published_acronyms_of_a_profile() -> None:
    """What a district publishes as the acronyms of its programs and partners is read as such."""
    text = (
        "OFFICIAL TITLE: Keeper CODE: 1234\nWORKING TITLE: Keeper\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Serves ESOL and helps with MSDE testing.\n"
    )
    assert names(text, "program", "mcps") == ["ESOL"]
    assert names(text, "agency", "mcps") == ["MSDE"]
