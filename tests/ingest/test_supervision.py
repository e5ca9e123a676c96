"""Who directs the described post: what is a line, what is not, and where each name ends."""

import pytest

from ingest.grammar.supervision import find_facts
from tests.ingest.reading_texts import objects_of, reading_of, summary_reading

Found = list[tuple[str, str, str | None]]


def post(name: str, of_unit: str | None = None) -> tuple[str, str, str | None]:
    return "post", name, of_unit


def unit(name: str) -> tuple[str, str, str | None]:
    return "unit", name, None


def directors(summary: str) -> Found:
    return objects_of(find_facts(summary_reading(summary)), "reports_to")


@pytest.mark.parametrize(
    "cue",
    [
        "Under direction of",
        "Under the direction of",
        "Under the general direction of",
        "Under direct, close supervision of",
        "Under the direct and immediate supervision of",
        "Under the joint direction and supervision of",
        "Under general direction from",
        "Under supervision provided by",
        "Under the guidance and leadership of",
        "Under direction, of",
        "At the direction of",
        "By direction of",
        "Working under the administrative supervision of",
        "Works directly under",
        "Reports to",
        "Reporting directly to",
        "This position reports administratively to",
        "The incumbent will report to",
        "You will report to",
        "Is directly responsible to",
        "Answers to",
        "Receives general supervision from",
        "Takes direction from",
        "Follows the direction of",
        "With guidance from",
        "Directs the work of aides under supervision of",
        "Supervision is received from",
        "Is supervised by",
        "This position is managed directly by",
    ],
)
def test_every_wording_names_who_directs(cue: str) -> None:
    """Each way to say who directs gives the one that is named behind it."""
    assert directors(f"{cue} the harbor pilot, guides ships.") == [post("harbor pilot")]


@pytest.mark.parametrize(
    "summary",
    [
        "Under direction, guides ships.",
        "Under general supervision, guides ships into the harbor.",
        "Under direction and in support of the pilot, guides ships.",
        "In collaboration with Office of Tides leadership, guides ships.",
        "Staff reporting to the chief attend.",
        "Trains clerks who report to the harbor pilot.",
        "Reports safety concerns to the pilot.",
        "Reports to the pilot any damage.",
        "Prepares monthly reports to the superintendent.",
        "Writes and submits reports to the harbor manager on tides.",
        "Compiles shipping reports to the Board of Tides.",
        "Under direction, supervises pilots and clerks.",
        "Appointed by the Harbor Commission, the worker guides ships.",
        "Reports to work on time.",
        "Must report to the polling place by noon.",
        "Acts under the authority of the Tides Code.",
        "Prepares mail and reports to the harbor manager.",
        "Under contract, guides ships.",
        "Under direction of",
        "Under the direction of 12.",
        "Under the direction of the operations of ships.",
        "Keeps logs and reports to the harbor manager.",
        "Helps clerks, who report to the mayor.",
        "Is paid by the city and was led by.",
        "The direction and supervision received varies with grade.",
        "Under the direction of state law, guides ships.",
        "Under the direction of the Harbor Worker, ships move.",
        "Ensures that staff under the direction of the librarian are trained.",
        "Oversees volunteers who work under the direction of the librarian.",
        "Children work under the supervision of the teacher.",
        "Ships work under the supervision of the pilot.",
    ],
)
def test_what_is_not_a_line(summary: str) -> None:
    """Bare cues, other people's lines, nouns and support name nobody who directs the post."""
    assert directors(summary) == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("the principal", [post("principal")]),
        ("the Ombudsman", [post("Ombudsman")]),
        ("the Matron", [post("Matron")]),
        ("the head gardener", [post("head gardener")]),
        ("the chief operating officer", [post("chief operating officer")]),
        ("a Harbor Manager IV", [post("Harbor Manager IV")]),
        ("the harbor manager I, II, or III", [post("harbor manager")]),
        ("the head coach", [post("head coach")]),
        ("the City Clerk/Treasurer", [post("City Clerk/Treasurer")]),
        (
            "higher-level clerical or managerial staff",
            [post("higher-level clerical or managerial staff")],
        ),
        ("the Food and Tide Services supervisor", [post("Food and Tide Services supervisor")]),
        ("the IT systems supervisor", [post("IT systems supervisor")]),
        ("the Chief of Staff", [post("Chief of Staff")]),
        ("the assistant to the harbor manager", [post("assistant to the harbor manager")]),
        ("the Chief of Tides, Shoals, and Reefs", [post("Chief of Tides, Shoals, and Reefs")]),
        ("the superintendent of schools", [post("superintendent of schools")]),
        ("the director of tides and shoals", [post("director of tides and shoals")]),
        ("the principal of the school", [post("principal")]),
        ("the Clerk of the Board", [post("Clerk of the Board")]),
        ("the Supervisor, Coastal Programs", [post("Supervisor, Coastal Programs")]),
        ("the Office of Tides", [unit("Office of Tides")]),
        ("the Board", [unit("Board")]),
        ("the Board's secretary", [post("secretary", "Board")]),
        ("the town council of elders", [unit("town council of elders")]),
        ("the harbor office manager", [post("harbor office manager")]),
        ("the Division of Tides\u2019 director", [post("director", "Division of Tides")]),
        ("the Chief Tide Officer (CTO)", [post("Chief Tide Officer")]),
        ("the director (new)", [post("director")]),
        ("the director of the office", [post("director")]),
        ("the director of", [post("director")]),
        ("the director in charge", [post("director")]),
        ("the director, Division of Tides manager", [post("director")]),
        ("the director, OTSR", [post("director", "OTSR")]),
        ("the director, Tides guides", [post("director")]),
        ("the secretary to be", [post("secretary")]),
        ("the director of tides and oversees", [post("director of tides")]),
        ("the director of tides and a", [post("director of tides")]),
        ("the director of tides and Reefs", [post("director of tides")]),
        ("the director of tides and staff", [post("director of tides and staff")]),
        ("the director of tides and operations", [post("director of tides and operations")]),
        ("the Tides Review Unit", [unit("Tides Review Unit")]),
        ("the Harbor and Shoal Panel", [unit("Harbor and Shoal Panel")]),
        ("OTSR", [unit("OTSR")]),
        ("the board of education", [unit("board of education")]),
        ("the director of the Division of Tides", [post("director", "Division of Tides")]),
        ("the director, Division of Tides", [post("director", "Division of Tides")]),
        ("the director (Division of Tides)", [post("director", "Division of Tides")]),
        ("the director - Division of Tides", [post("director", "Division of Tides")]),
        ("the Director, Dept. of Tides", [post("Director", "Dept. of Tides")]),
        ("the Division of Tides director", [post("director", "Division of Tides")]),
        ("the Board of Tide's Chief of Staff", [post("Chief of Staff", "Board of Tide")]),
        ("the Board of Tides Chief of Staff", [post("Chief of Staff", "Board of Tides")]),
        (
            "the director of the Division of Tides, Shoals, and Reefs",
            [post("director", "Division of Tides, Shoals, and Reefs")],
        ),
        (
            "the director of the Division of Coastal Tides, Deep Shoals, and Reefs",
            [post("director", "Division of Coastal Tides, Deep Shoals, and Reefs")],
        ),
        (
            "an area superintendent in the Office of Chief of Tides, Shoals and Reefs",
            [post("area superintendent", "Office of Chief of Tides, Shoals and Reefs")],
        ),
        (
            "the Director of Coastal Programs within the Division of Tides",
            [post("Director of Coastal Programs", "Division of Tides")],
        ),
        (
            "the Office of Coastal Programs (OCP) director of Reefs",
            [post("director of Reefs", "Office of Coastal Programs")],
        ),
    ],
)
def test_where_a_name_begins_and_ends(names: str, expected: Found) -> None:
    """A title, its unit and commas inside names are told from what the sentence goes on with."""
    assert directors(f"Under direction of {names}, guides ships.") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("the principal and the Division of Tides", [post("principal"), unit("Division of Tides")]),
        ("a team leader or supervisor", [post("team leader"), post("supervisor")]),
        ("the pilot and/or the principal", [post("pilot"), post("principal")]),
        (
            "a harbor supervisor, tide manager, or depot manager",
            [post("harbor supervisor"), post("tide manager"), post("depot manager")],
        ),
        (
            "the Board of Tides, the Superintendent, and the Chief of Staff",
            [unit("Board of Tides"), post("Superintendent"), post("Chief of Staff")],
        ),
        (
            "the Superintendent of Ports and members of the Board of Tides",
            [post("Superintendent of Ports"), unit("Board of Tides")],
        ),
        (
            "the chief and/or associate superintendent of port support",
            [post("chief of port support"), post("associate superintendent of port support")],
        ),
        (
            "the chief/and/or associate superintendent of port support",
            [post("chief of port support"), post("associate superintendent of port support")],
        ),
        (
            "the director and coordinator, Department of Tides",
            [post("director", "Department of Tides"), post("coordinator", "Department of Tides")],
        ),
        (
            "the director and coordinator, Tides and Shoals",
            [post("director, Tides and Shoals"), post("coordinator, Tides and Shoals")],
        ),
        (
            "the director and coordinator, Tide surveys and reef programs",
            [
                post("director, Tide surveys and reef programs"),
                post("coordinator, Tide surveys and reef programs"),
            ],
        ),
        (
            "the Chief of Tides, the Chief of Reefs, or their designees",
            [post("Chief of Tides"), post("Chief of Reefs")],
        ),
        (
            "the director, Tides and Shoals, and the supervisor, Reef Programs",
            [post("director, Tides and Shoals"), post("supervisor, Reef Programs")],
        ),
        ("the principal and director of reefs", [post("principal"), post("director of reefs")]),
        ("the Director/Deputy Director", [post("Director"), post("Deputy Director")]),
        (
            "the principal/reef program supervisor",
            [post("principal"), post("reef program supervisor")],
        ),
        ("the principal and the pilot", [post("principal"), post("pilot")]),
        ("the Clerk/Recorder", [post("Clerk/Recorder")]),
        ("the mayor as well as the clerk", [post("mayor"), post("clerk")]),
        ("the teacher or other port staff", [post("teacher"), post("other port staff")]),
        ("the mayor or Tidal Shoals", [post("mayor")]),
        ("the mayor, and", [post("mayor")]),
        ("the mayor (now)", [post("mayor")]),
        (
            "the General Counsel and other legal counsel and staff in the Office of Law",
            [
                post("General Counsel", "Office of Law"),
                post("other legal counsel and staff", "Office of Law"),
            ],
        ),
    ],
)
def test_several_directors(names: str, expected: Found) -> None:
    """Each of several directors is found, with the tail that two titles share on both."""
    assert directors(f"Under the direction of {names}, guides ships.") == expected


@pytest.mark.parametrize(
    "rest",
    [
        " plans tides and coaches clerks.",
        ", the worker guides ships.",
        ", and in collaboration with the harbor manager, guides ships.",
        " and guides ships with the harbor manager.",
        "; the worker guides ships.",
        ", this person guides the harbor manager.",
        " to guide ships.",
        " who reports to the harbor manager.",
    ],
)
def test_where_the_sentence_goes_on(rest: str) -> None:
    """What follows the name, with or without a comma, is no part of it and no director."""
    assert directors(f"Under direction of the principal{rest}") == [post("principal")]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Reports to: Director of Tides", [post("Director of Tides")]),
        ("Supervisor: Deputy Director for Shoals", [post("Deputy Director for Shoals")]),
        ("Immediate Supervisor: Harbor Manager", [post("Harbor Manager")]),
        ("Supervised by: Director, Division of Tides", [post("Director", "Division of Tides")]),
    ],
)
def test_labels(label: str, expected: Found) -> None:
    """A label names the director as its value."""
    text = f"Title: Harbor Worker\n{label}\n\nSUMMARY\nGuides ships.\n"
    assert objects_of(find_facts(reading_of(text)), "reports_to") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("General direction from the Town Clerk.", [post("Town Clerk")]),
        ("Receives direction from the Town Clerk.", [post("Town Clerk")]),
        ("The Town Clerk", [post("Town Clerk")]),
        ("The worker plans the day, keeps logs, guides ships and does it " + "all day " * 9, []),
    ],
)
def test_a_section_on_supervision_received(line: str, expected: Found) -> None:
    """Under its own heading the cue needs no verb, and a short line is a name."""
    text = f"Title: Harbor Worker\n\nSUPERVISION RECEIVED\n{line}\n"
    assert objects_of(find_facts(reading_of(text)), "reports_to") == expected


def test_two_cues_in_one_sentence() -> None:
    """The words "and guidance from" name a second director behind the first."""
    text = "Receives general supervision from the Town Clerk and policy guidance from the Mayor."
    assert directors(text) == [post("Town Clerk"), post("Mayor")]


def test_the_possessive_names_who_directs() -> None:
    """The clerk's direction is the same as the direction of the clerk."""
    (fact,) = find_facts(summary_reading("Under the Town Clerk's general direction, keeps logs."))
    assert (fact.object.name, fact.rule) == ("Town Clerk", "supervision/under-ones-direction")


def test_one_line_said_three_times_is_one_fact_with_three_spans() -> None:
    """Every sentence that says a line is evidence of the one fact."""
    text = (
        "Under direction of the Ombudsman, guides ships. Under the direction of the Ombudsman, "
        "keeps logs. Reports to the Ombudsman."
    )
    reading = summary_reading(text)
    (fact,) = find_facts(reading)
    assert [evidence.text for evidence in fact.evidence] == [
        "Under direction of the Ombudsman",
        "Under the direction of the Ombudsman",
        "Reports to the Ombudsman",
    ]
    assert all(reading.text[e.start : e.end] == e.text for e in fact.evidence)


def test_a_bare_title_is_the_one_named_in_full_before() -> None:
    """The director is the director of tides where the text names but that one."""
    text = "Under direction of the director of tides, plans. Works under direction of the director."
    (fact,) = find_facts(summary_reading(text))
    assert (fact.object.name, len(fact.evidence)) == ("director of tides", 2)


@pytest.mark.parametrize(
    ("summary", "qualifiers"),
    [
        ("Under direction of the pilot, plans.", {"joined_by": None, "level": None}),
        ("Under general direction of the pilot, plans.", {"joined_by": None, "level": "general"}),
        (
            "Under direction of the pilot or designee, plans.",
            {"joined_by": None, "level": None, "or_designee": True},
        ),
        (
            "Under direct supervision of the pilot or his/her designee, plans.",
            {"joined_by": None, "level": "direct", "or_designee": True},
        ),
        (
            "Under direction of the pilot (or designee), plans.",
            {"joined_by": None, "level": None, "or_designee": True},
        ),
        ("Reports to the pilot or the clerk.", {"joined_by": "or", "level": None}),
    ],
)
def test_qualifiers(summary: str, qualifiers: dict[str, str | bool | None]) -> None:
    """Level, joining word and "or designee" are kept on the line."""
    assert dict(find_facts(summary_reading(summary))[0].qualifiers) == qualifiers


def test_confidence_falls_with_doubt() -> None:
    """A known title, one in mid-sentence, an unknown noun and an unknown name: each is surer."""
    texts = (
        "Under direction of the harbor manager, plans.",
        "The work is done under the direction of the harbor manager.",
        "Under direction of the pilot, plans.",
        "Under direction of the Tidal Shoals, plans.",
    )
    facts = [find_facts(summary_reading(text))[0] for text in texts]
    assert {fact.rule for fact in facts} == {"supervision/under-direction-of"}
    confidences = [fact.confidence for fact in facts]
    assert confidences == sorted(set(confidences), reverse=True)


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The worker, and reports to the mayor.", [post("mayor")]),
        ("Serves at the pleasure of the Board and reports to the mayor.", [post("mayor")]),
        ("Reports to and works closely with the mayor.", [post("mayor")]),
        ("The role will be reporting into the VP of Tides.", [post("VP of Tides")]),
        ("Is responsible to the Harbor Judge for tides.", [post("Harbor Judge")]),
        ("The worker guides ships and reports to the mayor.", [post("mayor")]),
        ("The worker is a position that reports to the mayor.", [post("mayor")]),
        ("The harbor clerk reports to the mayor.", [post("mayor")]),
        ("The worker guides ships and reporting to the mayor.", [post("mayor")]),
        ("It reports to the mayor.", [post("mayor")]),
        ("Plans under the Wick County Clerk.", []),
        ("Helps the Board of Tides. Reports to the Board.", [unit("Board of Tides")]),
        (
            "Helps the Office of Tides (OOT). Reports to the OOT Clerk.",
            [post("Clerk", "Office of Tides")],
        ),
    ],
)
def test_the_words_before_a_cue(summary: str, expected: Found) -> None:
    """What stands before the cue shows whether the post itself is spoken of."""
    assert directors(summary) == expected


def test_an_acronym_defined_elsewhere_is_the_unit() -> None:
    """A director known by a defined acronym gets the unit's full name."""
    text = "Helps the Department of Tidal Safety (DOTS). Under supervision of DOTS, guides ships."
    (fact,) = find_facts(summary_reading(text))
    assert (fact.object.name, fact.object.acronym) == ("Department of Tidal Safety", "DOTS")


def test_a_list_longer_than_most_is_read_to_its_end() -> None:
    """However many direct the post, up to the end of the window none of them is lost."""
    fields = ("Tides", "Nets", "Quays", "Charts", "Buoys", "Locks", "Pilotage")
    named = [f"director of the Division of {field}" for field in fields]
    listed = f"the {', the '.join(named[:-1])}, and the {named[-1]}"
    found = directors(f"Under the direction of {listed}, guides ships.")
    assert found == [post("director", f"Division of {field}") for field in fields]
