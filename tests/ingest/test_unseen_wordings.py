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
        ("Supervises reef counseling.", []),
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


def test_a_unit_may_be_about_policy() -> None:
    """The word for a ruling behind "of" belongs to the unit's name."""
    text = POST + "Advises the Department of Policy and Records and the Office of Rules and Tides."

    assert names(text, "unit") == ["Department of Policy and Records", "Office of Rules and Tides"]
    assert names(text, "program") == []


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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Supervises staff using the harbor standards.", [("group", "staff", None)]),
        (
            "Manages the Tide Office clerical staff.",
            [("group", "Tide Office clerical staff", None)],
        ),
        ("Work direction may be exercised over deck staff.", [("group", "deck staff", None)]),
        ("Is engaged in supervision of the deck staff.", [("group", "deck staff", None)]),
        ("Coordinating and supervising a variety of office and field activities.", []),
        (
            "Directs the activities of deck staff to keep the nets.",
            [("group", "deck staff", None)],
        ),
        ("Directs deck staff to the Tide Office.", []),
        ("Provides supervision and control of day to day net counts.", []),
    ],
)
def test_who_is_led_and_how(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    """People are led by name, whatever stands around them; what is done is no subordinate."""
    assert said(POST + sentence, "supervises") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reviews ship reports, and reports to mayors and council members.", []),
        ("Counts nets and reports to the Harbor Director.", [("post", "Harbor Director", None)]),
        ("The port operates under the Council-Manager form of government.", []),
        (
            "Works under the supervision of the Harbor Director. Reports to the Harbor Director of"
            " Wick Bay.",
            [("post", "Harbor Director of Wick Bay", None)],
        ),
    ],
)
def test_lines_and_what_only_looks_like_one(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Reports to officials are no line; a title and its fuller form are one director."""
    assert said(POST + sentence, "reports_to") == expected


def test_a_remark_before_a_labelled_director() -> None:
    """What a form asks for in brackets is no part of the value."""
    text = "Title: Harbor Keeper\nSupervised by: (Title) Harbor Director\n\nDUTIES\nKeeps it.\n"
    assert said(text, "reports_to") == [("post", "Harbor Director", None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Is the liaison between the Tern Commission and Port of Wick.",
            [("agency", "Tern Commission", None)],
        ),
        (
            "Works closely with directors of net support and upkeep, and other keepers.",
            [("group", "directors of net support and upkeep", None), ("group", "keepers", None)],
        ),
        ("Works with Wick County officials.", [("group", "Wick County officials", None)]),
    ],
)
def test_partners_and_their_words(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """A partner keeps what it is for; the employer is no partner of its own liaison."""
    text = POST.replace("\n\n", "\nEmployer: Port of Wick\n\n", 1) + sentence
    assert said(text, "collaborates_with") == expected


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("4711\nHARBOR KEEPER\n", "Harbor Keeper"),
        ("Harbor Clerk Job Description\n", "Harbor Clerk"),
        ("City of Wick\n\u2022 City Clerk\n\nHarbor Clerk - Tides\n", "Harbor Clerk"),
        ("Harbor Keeper\n\nPosition: Career Service\n", "Harbor Keeper"),
    ],
)
def test_where_a_title_stands(head: str, title: str) -> None:
    """Numbers, bullets and words such as "Job Description" around a title are none of it."""
    field = read(f"{head}\nDUTIES\nKeeps the harbor. Keeps nets.\n").fields.working_title
    assert field is not None
    assert field.value == title


def test_notes_above_duties_are_no_duties() -> None:
    """A remark on the list of duties is none of them."""
    text = (
        "Title: Harbor Keeper\n\nESSENTIAL FUNCTIONS\n"
        "Essential functions are common to all positions of the class.\nKeeps nets.\n"
    )
    assert [duty.text for duty in read(text).duties] == ["Keeps nets."]


def test_an_office_named_after_the_post_is_its_own() -> None:
    """The department of the described post is a unit, also where officers' offices are outside."""
    text = "Title: Harbor Clerk\n\nSUMMARY\nHas charge of the Harbor Clerk's Department."
    assert names(text, "unit") == ["Harbor Clerk's Department"]


def test_any_centers_are_no_unit() -> None:
    """Several centers of a kind are places, no unit."""
    assert names(POST + "Sets up Early Tide Centers in each port.", "unit") == []


def test_the_board_of_the_districts_place_is_its_own() -> None:
    """The board of the county whose schools the profile reads is a unit of the employer."""
    text = (
        "] Office - Wick County Public Schools\nOFFICIAL TITLE: Keeper CODE: 1234\n"
        "WORKING TITLE: Keeper\nSUMMARY DESCRIPTION OF CLASSIFICATION: Keeps the rules of the"
        " Wick County Board of Tides. Physical Demands: None Special Requirements: Works late.\n"
    )
    extraction = read(text, "mcps")
    assert "Wick County Board of Tides" in [m.name for m in extraction.mentions if m.kind == "unit"]
    assert [section.name for section in extraction.sections] == [
        "summary",
        "physical_demands",
        "special_requirements",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A bachelor's degree from a recognized four-year college or university is required.",
            ["bachelor's degree from a recognized four-year college or university"],
        ),
        ("Knowledge of State Voter Registration is required.", []),
        ("A post-graduate degree is required.", []),
    ],
)
def test_degrees_and_what_is_none(sentence: str, expected: list[str]) -> None:
    """A four-year college ends no degree; voter registration is no credential."""
    text = f"Title: Harbor Keeper\n\nEDUCATION\n{sentence}\n"
    assert [object_[1] for object_ in said(text, "requires_credential")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reports to the Clerk & Recorder.", [("post", "Clerk & Recorder", None)]),
        ("Reports to the Clerk and Recorder.", [("post", "Clerk and Recorder", None)]),
        (
            "Works under the supervision of the Harbor Director (by charter of the Tide Board) and"
            " Chief Deputy Recorder.",
            [("post", "Chief Deputy Recorder", None), ("post", "Harbor Director", None)],
        ),
        (
            "Reports to the Harbor Director - Nets & Tides. Works under the direction of the Harbor"
            " Director of Nets and Tides.",
            [("post", "Harbor Director - Nets & Tides", None)],
        ),
        (
            "Reports to the Chief Harbor Officer. Works under the guidance of the CHO.",
            [("post", "Chief Harbor Officer", None)],
        ),
    ],
)
def test_one_director_and_two(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Two offices of one officer, a remark in brackets and an acronym make no further director."""
    assert said(POST + sentence, "reports_to") == expected


def test_labels_beside_labels() -> None:
    """Several labels may share a line, parted by blanks, bars or slashes."""
    text = (
        "Title: Harbor Keeper      Department: Tides and Nets   Location: Wick Hall\n"
        "Reports To: Harbor Director / Division: Tide Office\n\nDUTIES\nKeeps the harbor.\n"
    )
    extraction = read(text)
    assert extraction.fields.working_title is not None
    assert extraction.fields.working_title.value == "Harbor Keeper"
    assert said(text, "reports_to") == [("post", "Harbor Director", None)]
    assert names(text, "unit") == ["Tides and Nets", "Tide Office"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Supervises all aspects of ship traffic.", []),
        (
            "Supervises an assigned set of deck clerks and attendants throughout the year.",
            [("post", "attendants", None), ("post", "deck clerks", None)],
        ),
        ("Supervises the day-to-day operations of an assigned team.", []),
        (
            "Supervises deck staff, and indirect supervision over volunteers.",
            [("group", "deck staff", None), ("group", "volunteers", None)],
        ),
        ("Manages the Tide Office budget.", []),
        (
            "Manages the hiring, training and performance of deck staff.",
            [("group", "deck staff", None)],
        ),
        ("Assigns and trains deck personnel.", [("group", "deck personnel", None)]),
    ],
)
def test_people_behind_what_is_done_with_them(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """The people whose hiring or training is managed are led; aspects and budgets are not."""
    assert said(POST + sentence, "supervises") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The role involves close collaboration with deck staff.", ["deck staff"]),
        (
            "Oversees the coordination of net programs with pilots, parents and others.",
            ["parents", "pilots"],
        ),
        ("Meets regularly with harbor groups.", ["harbor groups"]),
        ("Follows up with net vendors.", ["net vendors"]),
        ("Works side by side with tide engineers.", ["tide engineers"]),
    ],
)
def test_more_cues_of_partners(sentence: str, expected: list[str]) -> None:
    """Nouns and everyday verbs of working together name partners."""
    assert [found[1] for found in said(POST + sentence, "collaborates_with")] == expected


def test_departments_by_what_they_do_are_units() -> None:
    """Police and fire among the partners of a city's post are its departments."""
    text = (
        "City of Wick\nHARBOR CLERK\n\nDUTIES\nCollaborates with Police, Fire and Public Works.\n"
    )
    assert said(text, "collaborates_with") == [
        ("unit", "Fire and Public Works", None),
        ("unit", "Police", None),
    ]


def test_commissions_of_a_county_are_its_own() -> None:
    """A county's commission is a unit; the one that hires, and a state's, are not."""
    text = (
        "WICK COUNTY\nHARBOR CLERK\n\nDUTIES\nStaffs the Tide Commission. Follows the Civil Service"
        " Commission and the State Net Commission.\n"
    )
    assert names(text, "unit") == ["Wick County", "Tide Commission"]


def test_units_on_head_lines() -> None:
    """A line or a cell above the text that names a unit is one."""
    text = "Harbor Planner\nWick County | Tides Division\n\nDUTIES\nKeeps the harbor.\n"
    assert names(text, "unit") == ["Tides Division"]


def test_short_certificates_of_a_list() -> None:
    """Each acronym of a list of certificates is one."""
    text = "Title: Harbor Keeper\n\nREQUIREMENTS\nQZP, QZM or TERN certification required.\n"
    found = [object_[1] for object_ in said(text, "requires_credential")]
    assert sorted(found) == ["QZM", "QZP", "TERN"]


def test_programs_that_everybody_knows() -> None:
    """Programs of the whole country need no word for a program."""
    assert names(POST + "Refers crews to Head Start and SNAP.", "program") == ["Head Start", "SNAP"]


def test_a_body_known_by_its_acronym_is_outside() -> None:
    """A board whose acronym the profile lists as an outside body is none of the district's."""
    text = (
        "OFFICIAL TITLE: Keeper CODE: 1234\nWORKING TITLE: Keeper\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Serves the Tide and Net Board (AIB).\n"
    )
    assert names(text, "unit", "mcps") == []


def test_a_department_of_two_fields_is_one_name() -> None:
    """The department of another place keeps both of its fields."""
    text = POST + "Sends counts to the Ruritania Department of Net and Tide Services."
    assert names(text, "agency") == ["Ruritania Department of Net and Tide Services"]


def test_a_host_is_the_employers_wherever_it_is_named() -> None:
    """A body that speaks as the employer once is a unit in every sentence."""
    text = (
        "Harbor Planner\n\nSUMMARY\nThe Wick Department of Tides is dedicated to nets. Reads the"
        " counts of the Wick Department of Tides.\n"
    )
    assert names(text, "unit") == ["Wick Department of Tides"]
    assert names(text, "agency") == []


def test_kinds_of_units_alone_name_none() -> None:
    """Words for places and kinds of units make no name by themselves."""
    text = (
        "Title: Harbor Keeper\nEmployer: Wick County\n\nSUMMARY\nKnows County and Division rules."
    )
    assert names(text, "unit") == ["Wick County"]


def test_the_district_that_a_text_names_is_the_employer() -> None:
    """The only school district of a text is its employer, not the county in its name."""
    assert names(POST + "Keeps meals for schools within Wick County Public Schools.", "unit") == [
        "Wick County Public Schools"
    ]


def test_an_office_of_two_officers_is_one_label() -> None:
    """A dash between two officers parts no units."""
    text = "Title: Harbor Keeper\nDepartment: Clerk - Recorder\n\nSUMMARY\nKeeps the harbor."
    assert names(text, "unit") == ["Clerk - Recorder"]


def test_a_bare_head_keeps_its_field() -> None:
    """What follows a title of one word behind a dash belongs to the title."""
    field = read("POSITION: Director \u2013 Tides\n\nSUMMARY\nKeeps it.").fields.working_title
    assert field is not None
    assert field.value == "Director \u2013 Tides"


@pytest.mark.parametrize(
    ("sentence", "relation", "expected"),
    [
        ("Serves a liaison function with net vendors.", "collaborates_with", ["net vendors"]),
        (
            "Maintains operational supervision of the activities of deck employees.",
            "supervises",
            ["deck employees"],
        ),
        (
            "Supervises the areas of Net Care, and Tide Services.",
            "supervises",
            ["Net Care", "Tide Services"],
        ),
    ],
)
def test_words_around_cues(sentence: str, relation: str, expected: list[str]) -> None:
    """Functions, areas and maintained supervision leave the names as they stand."""
    assert [found[1] for found in said(POST + sentence, relation)] == expected


def test_programs_that_a_district_writes_small() -> None:
    """A program that a profile publishes in small letters is one, whole words only."""
    text = (
        "OFFICIAL TITLE: Keeper CODE: 1234\nWORKING TITLE: Keeper\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Serves tech prep and the magnet program, no tech"
        " preparation.\n"
    )
    assert names(text, "program", "mcps") == ["tech prep", "magnet program"]
    assert names(POST + "Serves tech prep.", "program") == []


def test_a_place_run_together_with_a_title() -> None:
    """An office behind a hyphen in small letters is no part of the title."""
    field = read("Title: harbor net clerk-port office-wick co.\n\nDUTIES\nKeeps it.\n").fields
    assert field.working_title is not None
    assert field.working_title.value == "harbor net clerk"


def test_the_posts_own_title_reports() -> None:
    """The described post's title before "reports to" tells whose line it is."""
    text = (
        "Title: Deputy Keeper of Nets\n\nSUMMARY\nThe Deputy Keeper of Nets reports to the Chief."
    )
    assert said(text, "reports_to") == [("post", "Chief", None)]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("JOB TITLE:   Harbor Clerk    Grade 9\n", "Harbor Clerk"),
        ("Office of Tides for Wick County, Ruritania\n\nHarbor Clerk\n", "Harbor Clerk"),
    ],
)
def test_more_places_of_a_title(head: str, title: str) -> None:
    """Blanks end a title on its line, and the line of an office stands above one."""
    field = read(f"{head}\nDUTIES\no  Keeps the harbor.\no  Keeps nets.\n")
    assert field.fields.working_title is not None
    assert field.fields.working_title.value == title
    assert [duty.text for duty in field.duties] == ["Keeps the harbor.", "Keeps nets."]
