"""Wordings of who directs: fields in titles, remarks between two, joined cues, what is no line."""

import pytest

from ingest.grammar.supervision import find_facts
from tests.ingest.reading_texts import summary_reading


def directors(summary: str) -> list[str]:
    """Return the directors of a summary, "title @ unit" where the unit is named."""
    objects = [fact.object for fact in find_facts(summary_reading(summary))]
    return [f"{who.name} @ {who.of_unit}" if who.of_unit else who.name for who in objects]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "Working under the supervision of the principal or an assistant principal, "
            "enrolls and withdraws students, and mails records.",
            ["principal", "assistant principal"],
        ),
        (
            "Under the direction of the registrar, programs and services, plans tours.",
            ["registrar, programs and services"],
        ),
        (
            "Answers to the fruit and vegetable area supervisor.",
            ["fruit and vegetable area supervisor"],
        ),
        (
            "Reports to the food and nutrition area supervisor.",
            ["food and nutrition area supervisor"],
        ),
        (
            "Answers to the food area supervisor and, for matters of the building, to the "
            "principal.",
            ["food area supervisor", "principal"],
        ),
        (
            "Reports to the dean and, in summer, to the camp director.",
            ["dean", "camp director"],
        ),
        (
            "Under direction of the Tide Dispatch Center supervisor, Division of Harbor "
            "Safety (DHS), patrols piers.",
            ["Tide Dispatch Center supervisor @ Division of Harbor Safety"],
        ),
        (
            "The incumbent reports to, and receives general direction from, the Harbor Engineer.",
            ["Harbor Engineer"],
        ),
        (
            "Reports to, and works under the guidance of, the Pier Director.",
            ["Pier Director"],
        ),
        (
            "Day-to-day guidance comes from the audit section lead; the board signs all findings.",
            ["audit section lead"],
        ),
        (
            "Is responsible to the elected County Recorder.",
            ["County Recorder"],
        ),
        (
            "Under the supervision of the director and coordinator, Seabird survey and "
            "coastal programs, helps to plan tours.",
            [
                "director, Seabird survey and coastal programs",
                "coordinator, Seabird survey and coastal programs",
            ],
        ),
        (
            "You will report to the President of the company.",
            ["President"],
        ),
        (
            "You will report directly to the Director of Tides.",
            ["Director of Tides"],
        ),
        (
            "Works under the direction of the Ombudsman.",
            ["Ombudsman"],
        ),
        (
            "Under the direction of the Bosun, ties ropes.",
            ["Bosun"],
        ),
        (
            "Under the general supervision of the Chief Steward and the Purser, serves meals.",
            ["Chief Steward", "Purser"],
        ),
        (
            "Supervision is provided by the dean of nets.",
            ["dean of nets"],
        ),
        (
            "Receives direction from the Harbor Board and its chair.",
            ["Harbor Board", "chair"],
        ),
        (
            "Under policy direction of the County Board, the director runs the department.",
            ["County Board"],
        ),
        (
            "Works under the immediate supervision of a dock foreman.",
            ["dock foreman"],
        ),
        (
            "Is directly accountable to the Executive Director and the Board of Directors.",
            ["Executive Director", "Board of Directors"],
        ),
        (
            "Reports functionally to the comptroller and administratively to the mayor.",
            ["comptroller", "mayor"],
        ),
        (
            "Reports to the mayor and administratively to the clerk.",
            ["mayor", "clerk"],
        ),
        (
            "Reports either to the harbor master or the deputy harbor master.",
            ["harbor master", "deputy harbor master"],
        ),
        (
            "Under the leadership of the associate director for tides, Office of Nets, plans "
            "tours.",
            ["associate director for tides @ Office of Nets"],
        ),
        (
            "Under the direction of an assigned supervisor, sweeps floors.",
            ["supervisor"],
        ),
        (
            "Under the direction of the supervisor of reef studies and in cooperation with "
            "the wardens, counts fish.",
            ["supervisor of reef studies"],
        ),
        (
            "Under general direction of the director, Division of Nets, and supervision of "
            "the head warden, mends nets.",
            ["director @ Division of Nets", "head warden"],
        ),
        (
            "Supervised by the night manager.",
            ["night manager"],
        ),
        (
            "Is supervised by the Assistant Director of Reefs or designee.",
            ["Assistant Director of Reefs"],
        ),
        (
            "Under the direction of teachers, tutors pupils.",
            ["teachers"],
        ),
        (
            "Serves under the direction of the Vice President, Finance and Administration.",
            ["Vice President, Finance and Administration"],
        ),
        (
            "Reports to the Vice President for Marine Affairs & Ports.",
            ["Vice President for Marine Affairs & Ports"],
        ),
        (
            "Reports to: Chief Financial Officer (CFO).",
            ["Chief Financial Officer"],
        ),
        (
            "Under the direction of the CFO and the deputy CFO, keeps books.",
            ["CFO", "deputy CFO"],
        ),
        (
            "Under the joint supervision of the school principal and the Coordinator of Reef "
            "Programs, teaches pupils.",
            ["school principal", "Coordinator of Reef Programs"],
        ),
        (
            "Under the shared supervision of the principal and reef coordinator, teaches pupils.",
            ["principal", "reef coordinator"],
        ),
        (
            "At the direction of the dock manager or assistant dock manager, loads boats.",
            ["dock manager", "assistant dock manager"],
        ),
        (
            "Functions under the guidance of the lead mechanic.",
            ["lead mechanic"],
        ),
        (
            "Accepts direction from the watch officer and the pilot.",
            ["watch officer", "pilot"],
        ),
        (
            "The incumbent is directly supervised by the Fleet Manager and indirectly by the "
            "Director of Fleet.",
            ["Fleet Manager", "Director of Fleet"],
        ),
        (
            "Under the direction of the director of reef studies, the specialist counts fish.",
            ["director of reef studies"],
        ),
        (
            "Under the director's supervision, counts fish.",
            ["director"],
        ),
        (
            "Under the Harbor Board's policy direction, sets tolls.",
            ["Harbor Board"],
        ),
        (
            "Under the direction of the director or his/her designee, counts fish.",
            ["director"],
        ),
        (
            "Under the direction and supervision of the associate superintendent, Office of "
            "Nets and Tides (ONT), counts fish.",
            ["associate superintendent @ Office of Nets and Tides"],
        ),
        (
            "Under the administrative direction of the Chief of Tides, and the functional "
            "guidance of the Reef Director, plans dives.",
            ["Chief of Tides", "Reef Director"],
        ),
        (
            "Under the supervision of the Tide Program Manager, the Tide Clerk will sort charts.",
            ["Tide Program Manager"],
        ),
        (
            "Reports directly to the Superintendent and serves on the cabinet.",
            ["Superintendent"],
        ),
        (
            "Reporting to the Assistant Director, Reef Programs, the analyst tracks grants.",
            ["Assistant Director, Reef Programs"],
        ),
        (
            "Reporting to the Director of Operations and Finance, this role tracks grants.",
            ["Director of Operations and Finance"],
        ),
        (
            "This position reports to the Chief Executive Officer (CEO) and supports the board.",
            ["Chief Executive Officer"],
        ),
        (
            "This role reports into the Head of Product and partners with design.",
            ["Head of Product"],
        ),
        (
            "The successful candidate will report to the Senior Vice President of Tides.",
            ["Senior Vice President of Tides"],
        ),
        (
            "Position reports to Director, Tides & Reefs.",
            ["Director, Tides & Reefs"],
        ),
        (
            "Receives general supervision from the Tide Manager; may receive technical "
            "direction from engineers.",
            ["Tide Manager", "engineers"],
        ),
        (
            "Receives immediate supervision from a higher-level supervisor.",
            ["higher-level supervisor"],
        ),
        (
            "Works under close supervision of the shop foreman, mending nets.",
            ["shop foreman"],
        ),
        (
            "Under the direct supervision of the assistant principal, the paraeducator "
            "helps teachers.",
            ["assistant principal"],
        ),
        (
            "Works under the direction of the classroom teacher and reading specialist to "
            "help pupils.",
            ["classroom teacher", "reading specialist"],
        ),
        (
            "Under the direction of the principal, and in cooperation with the counselor, "
            "tutors pupils.",
            ["principal"],
        ),
        (
            "Under the direction of the Director of the Department of Nets, edits maps.",
            ["Director @ Department of Nets"],
        ),
        (
            "Under the direction of the director, Department of Nets, and the coordinator, "
            "Reef Unit, edits maps.",
            ["director @ Department of Nets", "coordinator @ Reef Unit"],
        ),
        (
            "Under the direction of the associate superintendent of the Office of Nets and "
            "the director of Tides Division, edits maps.",
            ["associate superintendent @ Office of Nets", "director @ Tides Division"],
        ),
        (
            "Appointed by and reports to the Board of Tides.",
            ["Board of Tides"],
        ),
        (
            "Serves at the pleasure of the Harbor Council under the direction of the "
            "Harbor Administrator.",
            ["Harbor Administrator"],
        ),
        (
            "Under the direction of the chief of maintenance or the assistant chief, mends pumps.",
            ["chief of maintenance", "assistant chief"],
        ),
        (
            "Under the direction of a senior net mender, mends nets.",
            ["senior net mender"],
        ),
        (
            "Under the guidance of experienced staff, learns to mend nets.",
            ["experienced staff"],
        ),
        (
            "Operates a crane under the supervision of a licensed operator.",
            ["licensed operator"],
        ),
        (
            "Performs duties under the direction of the site manager and the net crew leader.",
            ["site manager", "net crew leader"],
        ),
        (
            "Receives work assignments from the lead mender.",
            ["lead mender"],
        ),
        (
            "Takes direction from and reports to the harbor pilot.",
            ["harbor pilot"],
        ),
        (
            "Is accountable to the supervisor of the Net Unit.",
            ["supervisor @ Net Unit"],
        ),
        (
            "Under direction from the Dean's Office, files charts.",
            ["Dean's Office"],
        ),
        (
            "Under supervision of the Registrar's designee, files charts.",
            ["Registrar's designee"],
        ),
        (
            "Under the direction of the Executive Director of Tides and Reefs (EDTR), "
            "files charts.",
            ["Executive Director of Tides and Reefs"],
        ),
    ],
)
def test_who_directs_in_other_words(summary: str, expected: list[str]) -> None:
    """Each wording names the posts and units that direct, and nothing of what stands around."""
    assert directors(summary) == expected


@pytest.mark.parametrize(
    "summary",
    [
        "Ability to take direction from a crew leader.",
        "Experience working under a supervisor in an office is helpful.",
        "May be assigned to work under a sworn watch commander.",
        "Reports monthly to the board on tides.",
        "Prepares reports to the state on catches.",
        "Reports accidents to the supervisor.",
        "Under supervision, mends nets.",
        "Works closely with the director under the new law.",
        "Students work under the direction of the teacher.",
        "Assists in reports to the board.",
        "Responsible to the public for good service.",
        "Is responsible for reports to the state.",
        "Answers to questions are filed.",
        "Under state law, files charts.",
        "Under the provisions of the charter, files charts.",
        "Manages staff who report to the dean.",
        "Coordinates with departments that report to the mayor.",
        "Submits weekly reports to the director.",
        "Under emergency conditions, mends pumps.",
    ],
)
def test_what_is_no_line(summary: str) -> None:
    """What a holder can do, what is reported, and whom others work under is no line."""
    assert directors(summary) == []


def test_the_posts_own_title_ends_the_list() -> None:
    """Behind "reporting to X," the post's own title, with "and" in it, begins the clause."""
    summary = (
        "Appointed by the council and reporting to the harbor director, the Pilot and Keeper "
        "plans the season."
    )
    facts = find_facts(summary_reading(summary, title="Pilot and Keeper"))
    assert [fact.object.name for fact in facts] == ["harbor director"]


def test_a_question_states_nothing() -> None:
    """What a form asks of applicants is no line."""
    assert directors("Were you ever supervised by a manager of this harbor?") == []
    assert directors("Is supervised by a manager of this harbor.") != []


def test_a_clause_about_the_own_title_is_of_the_post() -> None:
    """A clause such as "The Worker, who reports to ..." is of the post; of another it is not."""
    assert directors("The Worker, who reports to the Harbor Engineer, mends piers.") == [
        "Harbor Engineer"
    ]
    assert not directors("Assists the clerk, who reports to the Harbor Engineer.")


def test_a_shortened_label_is_a_label() -> None:
    """The label "Rpts to" says who directs, as "Reports to" does."""
    assert directors("mends piers.\n\nRpts to: Harbor Engineer\n") == ["Harbor Engineer"]
