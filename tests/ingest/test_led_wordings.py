"""Wordings of the way down: counts, lists, remarks, and what only looks like a line."""

import pytest

from ingest.grammar.subordinates import find_facts
from tests.ingest.reading_texts import reading_of, summary_reading


def led(summary: str) -> list[str]:
    return [fact.object.name for fact in find_facts(summary_reading(summary))]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Supervises two reef analysts and a tide clerk.", ["reef analysts", "tide clerk"]),
        ("Supervises up to eight dock attendants during the summer.", ["dock attendants"]),
        ("Leads a team of up to 12 ferry guides.", ["ferry guides"]),
        ("Leads a team of 2-3 net menders.", ["net menders"]),
        (
            "Manages a team of 20 temporary workers as lock tenders.",
            ["temporary workers", "lock tenders"],
        ),
        ("Oversees a staff of 14 gardeners and laborers.", ["gardeners", "laborers"]),
        ("Manages and supports the archive crew.", ["archive crew"]),
        ("Leads and mentors junior surveyors.", ["junior surveyors"]),
        (
            "Supervises and evaluates all staff associated with the Office of Tides.",
            ["staff associated with the Office of Tides"],
        ),
        (
            "Supervises the leaders of each team within the Division of Nets.",
            ["leaders of each team within the Division of Nets"],
        ),
        (
            "Supervises counseling interns and the counseling secretary.",
            ["counseling interns", "counseling secretary"],
        ),
        ("Supervises the staff of the Early Reef Center.", ["staff of the Early Reef Center"]),
        (
            "Assigns work to student aides and part-time clerks.",
            ["student aides", "part-time clerks"],
        ),
        ("May assign work to dock aides.", ["dock aides"]),
        (
            "Trains and directs the work of cafeteria workers, a satellite lead, and substitutes.",
            ["cafeteria workers", "satellite lead", "substitutes"],
        ),
        (
            "Oversees the Office of Nets, the Division of Tides, and the Reef Unit.",
            ["Office of Nets", "Division of Tides", "Reef Unit"],
        ),
        ("Directs the offices of Nets, Tides, and Reefs.", ["offices of Nets, Tides, and Reefs"]),
        ("Provides direct supervision to three clerks and one messenger.", ["clerks", "messenger"]),
        (
            "Exercises supervision over skilled and unskilled laborers.",
            ["skilled and unskilled laborers"],
        ),
        (
            "Exercises direct supervision over clerical, technical, and maintenance staff.",
            ["clerical, technical, and maintenance staff"],
        ),
        (
            "Exercises general supervision over professional and support staff.",
            ["professional and support staff"],
        ),
        ("Provides work direction to seasonal employees.", ["seasonal employees"]),
        ("Provides functional supervision to volunteers and interns.", ["volunteers", "interns"]),
        ("Responsible for the supervision of five pilots.", ["pilots"]),
        (
            "Responsible for supervising the reef crew and the dock staff.",
            ["reef crew", "dock staff"],
        ),
        ("Is responsible for directing the work of assigned staff.", ["assigned staff"]),
        ("Plans, assigns, and reviews the work of subordinate clerks.", ["subordinate clerks"]),
        (
            "Hires, trains, supervises, and evaluates tide analysts and assistant tide analysts.",
            ["tide analysts", "assistant tide analysts"],
        ),
        ("Selects, trains, supervises, and evaluates staff.", ["staff"]),
        ("Supervises subordinate staff.", ["subordinate staff"]),
        ("Acts as lead worker over other pump operators.", ["pump operators"]),
        ("Serves as a lead to other clerks.", ["clerks"]),
        ("Coordinates and supervises the activities of the reef team.", ["reef team"]),
        ("Employees in this class may supervise other employees.", ["employees"]),
        (
            "The incumbent supervises a professional and clerical staff.",
            ["professional and clerical staff"],
        ),
        (
            "This position supervises the Tide Manager and the Reef Manager.",
            ["Tide Manager", "Reef Manager"],
        ),
        (
            "Directly supervises the Deputy Registrar, two Tide Analysts II, and an Office Clerk.",
            ["Deputy Registrar", "Tide Analysts II", "Office Clerk"],
        ),
        ("Oversees contractors and vendors.", ["contractors", "vendors"]),
        (
            "Oversees contractors working on dredging projects.",
            ["contractors working on dredging projects"],
        ),
        ("Oversees temporary staff assigned to the warehouse.", ["temporary staff"]),
        ("Supervises staff assigned to the tide gates.", ["staff assigned to the tide gates"]),
        ("Supervises and trains pilots, deckhands and cooks.", ["pilots", "deckhands", "cooks"]),
        ("Leads the Emergency Tide Team.", ["Emergency Tide Team"]),
        ("Leads cross-functional teams.", ["cross-functional teams"]),
        ("Chairs and leads the Reef Advisory Committee.", ["Reef Advisory Committee"]),
        ("Provides leadership to the Division of Wrecks.", ["Division of Wrecks"]),
        ("Provides leadership and direction to the staff of the museum.", ["staff of the museum"]),
        ("Provides oversight of the Wreck Office and its staff.", ["Wreck Office", "staff"]),
        ("In charge of a small crew of painters.", ["painters"]),
        ("Manages a small team of cooks.", ["cooks"]),
        ("Manages the work of outside consultants.", ["outside consultants"]),
        ("Monitors and directs the performance of wardens.", ["wardens"]),
        ("Gives direction to deckhands.", ["deckhands"]),
        (
            "Oversees and coordinates the work of net makers, sail makers, and rope makers.",
            ["net makers", "sail makers", "rope makers"],
        ),
        (
            "Instructs and supervises volunteers, student helpers, and temporary aides.",
            ["volunteers", "student helpers", "temporary aides"],
        ),
        ("Supervises lifeguards at municipal pools.", ["lifeguards"]),
        ("Supervises all employees in the Reef Section.", ["employees in the Reef Section"]),
        (
            "Supervises personnel engaged in dredging and hauling.",
            ["personnel engaged in dredging and hauling"],
        ),
        ("Supervises a group of tide clerks engaged in posting charts.", ["tide clerks"]),
        ("Supervises one or more clerks.", ["clerks"]),
        ("Supervises from one to three clerks.", ["clerks"]),
        ("Supervises at least six guards.", ["guards"]),
        ("Supervises a minimum of six guards.", ["guards"]),
        ("Supervises more than ten guards.", ["guards"]),
        (
            "Supervises approximately 25 full-time and part-time employees.",
            ["full-time and part-time employees"],
        ),
        ("Supervises a staff of 10+ inspectors.", ["inspectors"]),
        ("Supervises (directly or indirectly) 40 wardens.", ["wardens"]),
        ("Supervises: Tide Clerk; Reef Clerk.", ["Tide Clerk", "Reef Clerk"]),
        (
            "Supervises the Tide Clerk (2), the Reef Clerk (1), and the Pilot.",
            ["Tide Clerk", "Reef Clerk", "Pilot"],
        ),
        (
            "Directs, through subordinate managers, the work of the Dredging Bureau.",
            ["subordinate managers", "Dredging Bureau"],
        ),
        (
            "Manages, through subordinate supervisors, the tide programs.",
            ["subordinate supervisors"],
        ),
        (
            "Supervises, through subordinate supervisors, all harbor employees.",
            ["subordinate supervisors", "harbor employees"],
        ),
        ("Assists in supervising the crew.", ["crew"]),
        ("Assists the manager in supervising clerks.", ["clerks"]),
        ("Helps supervise interns.", ["interns"]),
        ("May supervise one or more net menders.", ["net menders"]),
        ("May act as lead for a small group of clerks.", ["clerks"]),
        (
            "Directs the daily activities of the kitchen staff and monitors food costs.",
            ["kitchen staff"],
        ),
        ("Supervises kitchen staff, monitors food costs, and orders stock.", ["kitchen staff"]),
        ("Supervises the crew and the use of tools.", ["crew"]),
        (
            "Supervises custodians, grounds workers, and maintenance of boilers.",
            ["custodians", "grounds workers"],
        ),
        ("Assigns, supervises, and inspects the work of the night crew.", ["night crew"]),
        ("Manages the Reef Laboratory staff.", ["Reef Laboratory staff"]),
        ("Manages Reef Laboratory staff and budget.", ["Reef Laboratory staff"]),
        (
            "Recruits, hires, trains, schedules and supervises seasonal staff of 40 guides.",
            ["guides"],
        ),
        ("Oversees 5 direct reports.", ["direct reports"]),
        (
            "Provides day-to-day supervision of teachers and paraeducators in the program.",
            ["teachers", "paraeducators"],
        ),
        (
            "Provides daily direction to the paraeducator and bus attendants.",
            ["paraeducator", "bus attendants"],
        ),
        ("Guides and directs the work of paraeducators in the classroom.", ["paraeducators"]),
        ("Oversees a unit of twelve inspectors.", ["inspectors"]),
        ("Is in charge of the tide gate crew.", ["tide gate crew"]),
        ("Leads a crew of four in laying cable.", ["crew"]),
        (
            "May provide lead direction to office cooks and volunteers.",
            ["office cooks", "volunteers"],
        ),
        (
            "Exercises control over rangers, museum assistants, and pages assigned to the hall.",
            ["rangers", "museum assistants", "pages"],
        ),
        (
            "Directs the daily business of the Harbor Office through subordinate managers.",
            ["subordinate managers"],
        ),
        (
            "Directs and evaluates the Tides Division, the Nets Division and the Reef Archives.",
            ["Tides Division", "Nets Division", "Reef Archives"],
        ),
        (
            "Directs assigned staff, including Buoy Hands I/II, a Crane Operator, and welders.",
            ["assigned staff", "Buoy Hands I/II", "Crane Operator", "welders"],
        ),
        ("Leads a crew that mows, plants, plows and repairs in an assigned district.", ["crew"]),
        (
            "Each lead will coach, schedule, and train customer service staff.",
            ["customer service staff"],
        ),
        ("Directs contractors' employees in closed areas.", ["contractors' employees"]),
        (
            "Directs, through subordinate supervisors, a section of the Reef and Tides Division.",
            ["subordinate supervisors", "section of the Reef and Tides Division"],
        ),
        (
            "Supervises: Recording Manager, Tide Records Manager, and Reef Clerk.",
            ["Recording Manager", "Tide Records Manager", "Reef Clerk"],
        ),
        ("May direct one or two Dock Laborers.", ["Dock Laborers"]),
        ("Acts as lead over sounders and oarsmen.", ["sounders", "oarsmen"]),
        ("Hires, schedules and disciplines deck workers.", ["deck workers"]),
        (
            "Supervises assigned wardens, hall monitors, and door greeters.",
            ["assigned wardens", "hall monitors", "door greeters"],
        ),
        (
            "Serves as supervisor of the tide lab technicians.",
            ["tide lab technicians"],
        ),
        (
            "Serves as the supervisor for four clerks.",
            ["clerks"],
        ),
        (
            "Supervises employees who repair pumps.",
            ["employees who repair pumps"],
        ),
        (
            "Responsible for the direct supervision of the assistant curator and six docents.",
            ["assistant curator", "docents"],
        ),
        (
            "Responsible for leading a team of marine biologists and geologists.",
            ["marine biologists", "geologists"],
        ),
        (
            "Responsible for overseeing the Permit Counter and the Inspection Section.",
            ["Permit Counter", "Inspection Section"],
        ),
        (
            "Provides supervision, training, and guidance to reef monitors.",
            ["reef monitors"],
        ),
        (
            "Provides technical supervision to consultants and contractors.",
            ["consultants", "contractors"],
        ),
        (
            "Provides indirect supervision to school-based reef coaches.",
            ["school-based reef coaches"],
        ),
        (
            "Coordinates the work of the reef coaches and supervises their aide.",
            ["aide"],
        ),
        (
            "Selects, supervises, and evaluates departmental staff.",
            ["departmental staff"],
        ),
        (
            "Supervises all departmental personnel.",
            ["departmental personnel"],
        ),
        (
            "Plans, organizes, and directs the activities of the Division of Nets.",
            ["Division of Nets"],
        ),
        (
            "Directs the work of the Wreck Survey Section, including the dive crew.",
            ["Wreck Survey Section", "dive crew"],
        ),
        (
            "Supervises, coordinates, and directs the cleaning crew.",
            ["cleaning crew"],
        ),
        (
            "May serve as lead over a crew of two to four painters.",
            ["painters"],
        ),
        (
            "Performs lead work over two or more typists.",
            ["typists"],
        ),
        (
            "Supervises a staff consisting of two clerks and a typist.",
            ["clerks", "typist"],
        ),
        (
            "Supervises a team comprised of divers and mappers.",
            ["divers", "mappers"],
        ),
        (
            "Supervises the curators of maps and prints.",
            ["curators of maps and prints"],
        ),
        (
            "Supervises professional staff in the areas of tides and nets.",
            ["professional staff"],
        ),
        (
            "Supervises Tide Specialists, Reef Specialists, and other staff as assigned.",
            ["Tide Specialists", "Reef Specialists", "staff"],
        ),
        (
            "Supervises two Tide Specialists I and one Tide Specialist II.",
            ["Tide Specialists I", "Tide Specialist II"],
        ),
        (
            "Supervises school-based and central tide staff.",
            ["school-based and central tide staff"],
        ),
        (
            "Manages the department's 45 employees.",
            ["employees"],
        ),
        (
            "Leads the department's analysts.",
            ["analysts"],
        ),
        (
            "Oversees his or her direct reports.",
            ["direct reports"],
        ),
        (
            "Oversees the day-to-day functions of the office staff.",
            ["office staff"],
        ),
        (
            "Provides oversight for the reef teams and their leaders.",
            ["reef teams", "leaders"],
        ),
        (
            "Supervises and directs the administrative secretary.",
            ["administrative secretary"],
        ),
        (
            "Assigns duties to and supervises gate keepers.",
            ["gate keepers"],
        ),
        (
            "Trains, assigns work to, and supervises gate keepers.",
            ["gate keepers"],
        ),
        (
            "Supervises up to three (3) gate keepers.",
            ["gate keepers"],
        ),
        (
            "Supervises between 5 and 10 gate keepers.",
            ["gate keepers"],
        ),
        (
            "Has supervisory responsibility for two gate keepers.",
            ["gate keepers"],
        ),
        (
            "Has direct supervisory responsibility for the net crew.",
            ["net crew"],
        ),
        (
            "Two clerks report to this position.",
            ["clerks"],
        ),
        (
            "Supervises four dispatchers and an office manager, and prepares payroll.",
            ["dispatchers", "office manager"],
        ),
        (
            "Oversees the Orchard Research Unit and coordinates with growers.",
            ["Orchard Research Unit"],
        ),
        (
            "Manages the Bureau of Lamps, the Bureau of Bells and the Chime Office.",
            ["Bureau of Lamps", "Bureau of Bells", "Chime Office"],
        ),
        (
            "Supervises teachers, counselors, and secretaries at the school.",
            ["teachers", "counselors", "secretaries"],
        ),
        (
            "Directs and supervises the work of millers, packers, and drivers.",
            ["millers", "packers", "drivers"],
        ),
        (
            "Responsible for supervision of the evening shift custodial staff.",
            ["evening shift custodial staff"],
        ),
        (
            "Provides lead supervision for apprentices.",
            ["apprentices"],
        ),
        (
            "Supervises an administrative assistant, two analysts, and other staff as needed.",
            ["administrative assistant", "analysts", "staff"],
        ),
        (
            "Evaluates the performance of assigned librarians.",
            ["assigned librarians"],
        ),
        (
            "Assigns and reviews the work of bookkeepers.",
            ["bookkeepers"],
        ),
        (
            "Supervises principals of elementary schools.",
            ["principals of elementary schools"],
        ),
        (
            "Provides direction to consultants, trainers, and county staff.",
            ["consultants", "trainers", "county staff"],
        ),
        (
            "Directs visitors to exhibits and supervises docents.",
            ["docents"],
        ),
        (
            "Supervises part-time employees during peak season.",
            ["part-time employees"],
        ),
        (
            "Directs staff that sort, the clerks too.",
            ["staff"],
        ),
        (
            "Supervises staff assigned to piers, docks and locks.",
            ["staff assigned to piers"],
        ),
        (
            "Supervises staff.",
            ["staff"],
        ),
        (
            "Supervises employees in piers, and locks.",
            ["employees in piers"],
        ),
        (
            "Supervises a crew of seven.",
            ["crew"],
        ),
        (
            "Supervises the heads of tides and the clerks.",
            ["heads of tides", "clerks"],
        ),
        (
            "Positions reporting to this position: Tide Clerk, Net Maker.",
            ["Tide Clerk", "Net Maker"],
        ),
        (
            "Leads a 10-person survey crew.",
            ["survey crew"],
        ),
    ],
)
def test_who_is_led_in_other_words(summary: str, expected: list[str]) -> None:
    """Counts, remarks and further verbs leave the names of those who are led as they stand."""
    assert led(summary) == expected


@pytest.mark.parametrize(
    "summary",
    [
        "Directs callers to the right desk.",
        "Supervises students in the lunch room.",
        "Supervises students during recess and on buses.",
        "Supervises the loading of trucks.",
        "Oversees the preparation of the annual budget.",
        "Directs traffic at the gate.",
        "Leads training sessions for new staff.",
        "Manages the budget of the office.",
        "Manages day-to-day operations of the office.",
        "Ability to supervise staff.",
        "Knowledge of how to supervise dock workers.",
        "The clerk is supervised by the registrar.",
        "Leads meetings of the tide committee.",
        "Provides leadership for the implementation of the plan.",
        "Works with staff who supervise clerks.",
        "Meets with supervisors who direct crews.",
        "May provide guidance to less experienced clerks.",
        "Leads by example.",
        "Leads the development of charts.",
        "Leads tours for visitors.",
        "Leads efforts to improve staff morale.",
        "Manages staff schedules.",
        "Oversees staff training and staff development.",
        "Manages employee records.",
        "Directs inquiries to the proper office.",
        "Directs parents and students to the counselor.",
        "Manages office supplies.",
        "Manages relations with the union.",
        "Oversees compliance by all departments.",
        "Supervises the upkeep of traffic signals, school flashers, and street lights.",
        "Recruits and trains judges for the regatta.",
        "Trains and schedules classes.",
        "Trains and evaluates new systems.",
        "Plans and directs the operations of the Tide Office.",
        "Directs the planning of tours and the upkeep of boats.",
        "Leads planning for the spring regatta.",
        "Leads the design and delivery of training for staff.",
        "Manages contracts with vendors.",
        "Manages vendor contracts.",
        "Manages a caseload of families.",
        "Manages multiple projects at once.",
        "Leads students on field trips.",
        "Leads parent workshops and community meetings.",
        "Oversees student behavior on the bus.",
        "Oversees a budget of three million dollars.",
        "Oversees pilot programs in ten harbors.",
        "Directs the public to the right counter.",
        "Directs questions to staff.",
        "Directs patrons to services.",
        "Supervises children at play.",
        "Supervises pupils on the playground and in halls.",
        "Supervises and monitors students at lunch.",
        "Supervises inmates at work.",
        "Supervises the installation of pumps.",
        "Supervises safe loading and unloading of boats.",
        "Works under a foreman who supervises laborers.",
        "Reports to the dean, who supervises the tutors.",
        "Oversees all aspects of the reef survey.",
        "Exercises no supervision.",
        "Does not supervise staff.",
        "This position has no supervisory responsibilities.",
        "Supervises the maintenance of records.",
        "Manages social media accounts.",
        "Leads the agency in adopting new tools.",
        "Oversees vendor selection and payment.",
        "Coaches and evaluates principals in the cluster.",
        "Leads professional learning for teachers.",
        "Manages the Chime Office's budget.",
    ],
)
def test_what_is_no_line_downwards(summary: str) -> None:
    """Activities, things, callers and what a holder can do name nobody who is led."""
    assert led(summary) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("SUPERVISION EXERCISED\nReef clerks and tide aides.", ["Reef clerks", "tide aides"]),
        (
            "SUPERVISION EXERCISED\nDirect supervision of two clerks and a typist.",
            ["clerks", "typist"],
        ),
        ("SUPERVISION EXERCISED\nSupervision is exercised over reef clerks.", ["reef clerks"]),
        ("SUPERVISION EXERCISED\nNone.", []),
        ("SUPERVISION EXERCISED\nThis is not a supervisory class.", []),
        ("SUPERVISORY RESPONSIBILITIES\nThis position has no supervisory responsibilities.", []),
        ("Direct Reports: 3 Reef Clerks; Net Maker", ["Reef Clerks", "Net Maker"]),
        ("Supervises: Reef Clerk, Tide Clerk I-II", ["Reef Clerk", "Tide Clerk I-II"]),
        ("Supervises: None", []),
        ("Supervises: N/A", []),
        ("Positions Supervised: Yes", []),
    ],
)
def test_labels_and_sections_downwards(body: str, expected: list[str]) -> None:
    """A label or a section on supervision names people without a verb, or nobody."""
    text = f"Title: Harbor Worker\nCode: 4711\n\nSUMMARY\nMends nets.\n\n{body}\n"
    assert [fact.object.name for fact in find_facts(reading_of(text))] == expected
