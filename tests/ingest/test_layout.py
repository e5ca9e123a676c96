"""Layouts: labels, header fields, sections, duties and furniture, in the variants met."""

from ingest.document import SourceDocument, Span
from ingest.layout.layout import LabelValue, Layout, read_layout
from ingest.profile_files import choose_profile, load_profile

CLASS_DESCRIPTION = """\
] Office of Staffing - Example District

OFFICE OF STAFFING → CLASSIFICATION → HARBOR PILOT, DIVISION OF TIDES

Sorted by job title: A - C | D - H

Harbor Pilot, Division of Tides

EXAMPLE DISTRICT CLASS DESCRIPTION
OFFICIAL TITLE: Pilot II CODE: 0042 SQ/OQ: Not Applicable
WORKING TITLE: Harbor Pilot, Division of Tides GRADE: 16-17 MONTHS: 10
SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of the harbor master, guides ships.
MINIMUM QUALIFICATION STANDARDS
KNOWLEDGE, SKILLS, AND ABILITIES: Knowledge of tides.
PHYSICAL DEMANDS: (Special requirements such as lifting heavy objects and frequent climbing.)
OVERTIME ELIGIBLE: Yes

EXAMPLES OF DUTIES AND RESPONSIBILITIES:

Note: (Incumbents may perform any combination of the functions shown below.)

Guides ships into the harbor.

Reads charts
Keeps the log.

Class Established: 5/82
Date(s) Revised: 7189, 12/2019. 5/2020
Last Reviewed:

This description may be changed at any time.
"""


def document(text: str) -> SourceDocument:
    return SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))


def layout_of(text: str, profile: str | None = None) -> Layout:
    doc = document(text)
    return read_layout(doc, load_profile(profile) if profile else choose_profile(doc))


def values(layout: Layout) -> dict[str, object]:
    """Return the header fields that are stated, by name."""
    fields = layout.fields
    found: dict[str, object] = {
        name: getattr(fields, name).value
        for name in fields.__slots__
        if name != "revised" and getattr(fields, name) is not None
    }
    if fields.revised:
        found["revised"] = [date.value for date in fields.revised]
    return found


def sections(layout: Layout, text: str) -> list[tuple[str, str]]:
    return [(section.name, text[section.start : section.end]) for section in layout.sections]


def test_every_header_field_is_read() -> None:
    """Two label-value pairs and more on one line give a field each, dates are year and month."""
    assert values(layout_of(CLASS_DESCRIPTION)) == {
        "working_title": "Harbor Pilot, Division of Tides",
        "official_title": "Pilot II",
        "code": "0042",
        "grade": "16-17",
        "months": 10,
        "sq_oq": "Not Applicable",
        "overtime_eligible": True,
        "established": "1982-05",
        "revised": ["2019-12", "2020-05"],
    }


def test_every_field_quotes_its_place() -> None:
    """A field's raw text is what stands between its offsets."""
    fields = layout_of(CLASS_DESCRIPTION).fields
    stated = [getattr(fields, name) for name in fields.__slots__ if name != "revised"]
    stated += fields.revised
    raw = [(f.raw, CLASS_DESCRIPTION[f.start : f.end]) for f in stated if f is not None]
    assert [a for a, _ in raw] == [b for _, b in raw]
    assert ("12/2019", "12/2019") in raw


def test_unreadable_date_is_a_finding() -> None:
    """A date that was misread by a scanner is no date, and is reported at its place."""
    findings = [f for f in layout_of(CLASS_DESCRIPTION).findings if f.kind == "unreadable_date"]
    start = CLASS_DESCRIPTION.index("7189")
    assert [(f.text, f.start, f.end) for f in findings] == [("7189", start, start + 4)]


def test_sections_hold_their_bodies() -> None:
    """A section is the text after its label; fields, furniture and the closing line are not."""
    layout = layout_of(CLASS_DESCRIPTION)
    assert layout.profile.name == "mcps"
    assert sections(layout, CLASS_DESCRIPTION) == [
        ("summary", "Under direction of the harbor master, guides ships."),
        ("qualifications", ""),
        ("knowledge", "Knowledge of tides."),
        (
            "physical_demands",
            "(Special requirements such as lifting heavy objects and frequent climbing.)",
        ),
        (
            "duties",
            "Note: (Incumbents may perform any combination of the functions shown below.)\n\n"
            "Guides ships into the harbor.\n\nReads charts\nKeeps the log.",
        ),
    ]


def test_duties_are_lines_without_note() -> None:
    """Each line of the duties is one duty, in order; the note at the head is none."""
    duties = layout_of(CLASS_DESCRIPTION).duties
    assert [d.text for d in duties] == [
        "Guides ships into the harbor.",
        "Reads charts",
        "Keeps the log.",
    ]
    assert [CLASS_DESCRIPTION[d.start : d.end] for d in duties] == [d.text for d in duties]


def test_furniture_is_told_apart() -> None:
    """Navigation, the breadcrumb, the publisher's heading and the closing line are furniture."""
    layout = layout_of(CLASS_DESCRIPTION)
    assert [span.of(CLASS_DESCRIPTION)[:12] for span in layout.furniture] == [
        "] Office of ",
        "OFFICE OF ST",
        "Sorted by jo",
        "EXAMPLE DIST",
        "This descrip",
    ]


def test_title_of_the_page_where_there_is_no_header() -> None:
    """A page without header has the title of its breadcrumb, written as in a sentence."""
    text = (
        "]\nFull Menu\nOFFICE OF STAFFING → CLASSIFICATION → TEACHER OF ABX AND SWIMMING\n"
        "EXAMPLES OF DUTIES AND RESPONSIBILITIES:\nWorks with ABX staff daily.\n"
    )
    layout = layout_of(text)
    title = layout.fields.working_title
    assert title is not None
    assert (title.value, title.raw) == (
        "Teacher of ABX and Swimming",
        "TEACHER OF ABX AND SWIMMING",
    )
    assert [d.text for d in layout.duties] == ["Works with ABX staff daily."]


def test_doubled_and_joined_labels() -> None:
    """A label that stands twice opens one section and is a finding; so is a joined one."""
    text = (
        "OFFICIAL TITLE: Pilot CODE: 0042\n"
        "SUMMARY DESCRIPTION; PHYSICAL DEMANDS; AND SPECIAL REQUIREMENTS: Summary Description: "
        "Guides ships.\n"
        "KNOWLEDGE SKILLS ABILITIES: KNOWLEDGE, SKILLS, AND ABILITIES:Knows tides.\n"
    )
    layout = layout_of(text)
    assert sections(layout, text) == [("summary", "Guides ships."), ("knowledge", "Knows tides.")]
    assert [f.kind for f in layout.findings] == ["repeated_heading", "repeated_heading"]
    assert (
        layout.findings[1].text == "KNOWLEDGE SKILLS ABILITIES: KNOWLEDGE, SKILLS, AND ABILITIES:"
    )


def test_joined_label_opens_the_section_that_follows_at_once() -> None:
    """Another label right after a joined one opens its own section, and nothing is doubled."""
    text = (
        "OFFICIAL TITLE: Pilot\nSUMMARY DESCRIPTION: Guides ships.\n"
        "EDUCATION AND EXPERIENCE: SPECIAL REQUIREMENTS: Swims.\n"
    )
    layout = layout_of(text)
    assert sections(layout, text) == [
        ("summary", "Guides ships."),
        ("education", ""),
        ("special_requirements", "Swims."),
    ]
    assert layout.findings == ()


def test_labels_on_lines_of_their_own() -> None:
    """A value may stand on the line below its label."""
    text = (
        "OFFICIAL TITLE:\nPilot II\nCODE:\n0042\nWORKING TITLE:\nHarbor Pilot\nGRADE:\nBD\n"
        "MONTHS:\n12\nSUMMARY DESCRIPTION OF CLASSIFICATION:\nGuides ships.\n"
    )
    layout = layout_of(text)
    assert values(layout) == {
        "working_title": "Harbor Pilot",
        "official_title": "Pilot II",
        "code": "0042",
        "grade": "BD",
        "months": 12,
    }
    assert sections(layout, text) == [("summary", "Guides ships.")]


def test_values_before_their_labels() -> None:
    """Where a line ends in a label without a value, each value stands before its label."""
    text = (
        "Pilot II OFFICIAL TITLE: 0042 CODE:\nHarbor Pilot WORKING TITLE: BD GRADE: 12 MONTHS:\n"
        "SUMMARY DESCRIPTION OF CLASSIFICATION: Guides ships.\n"
    )
    assert values(layout_of(text, "mcps")) == {
        "working_title": "Harbor Pilot",
        "official_title": "Pilot II",
        "code": "0042",
        "grade": "BD",
        "months": 12,
    }


def test_values_on_lines_before_their_labels() -> None:
    """The same, a line each: most values fit the label below them only."""
    text = (
        "Pilot II\nOFFICIAL TITLE:\n0042\nCODE:\nHarbor Pilot\nWORKING TITLE:\nBD\nGRADE:\n12\n"
        "MONTHS:\nSUMMARY DESCRIPTION OF CLASSIFICATION:\nGuides ships.\n"
    )
    assert values(layout_of(text, "mcps")) == {
        "working_title": "Harbor Pilot",
        "official_title": "Pilot II",
        "code": "0042",
        "grade": "BD",
        "months": 12,
    }


def test_lost_line_breaks() -> None:
    """Section labels in capitals count in running text; field labels and small words do not."""
    text = (
        "OFFICIAL TITLE: Pilot II CODE: 0042\nSUMMARY DESCRIPTION OF CLASSIFICATION: Guides ships "
        "for the NHA PHYSICAL DEMANDS: None SPECIAL REQUIREMENTS: Reads the CODE: of the sea and "
        "has grade: sense.\n"
    )
    layout = layout_of(text)
    assert sections(layout, text) == [
        ("summary", "Guides ships for the NHA"),
        ("physical_demands", "None"),
        ("special_requirements", "Reads the CODE: of the sea and has grade: sense."),
    ]
    assert values(layout) == {"official_title": "Pilot II", "code": "0042"}


def test_label_counts_only_where_the_layout_allows_it() -> None:
    """A duty that begins like a header field is a duty."""
    text = (
        "OFFICIAL TITLE: Pilot\nEXAMPLES OF DUTIES AND RESPONSIBILITIES:\n"
        "Code: enforces the harbor code.\nMonths: plans three ahead.\n"
    )
    layout = layout_of(text)
    assert [d.text for d in layout.duties] == [
        "Code: enforces the harbor code.",
        "Months: plans three ahead.",
    ]
    assert values(layout) == {"official_title": "Pilot"}


def test_headings_within_the_duties() -> None:
    """Duties go on under a heading with a colon, and end at one without."""
    text = (
        "Duties\nGuides ships.\nOn land:\nReads charts.\nQualifications\nSwims.\nAt sea:\nSails.\n"
    )
    layout = layout_of(text)
    assert [duty.text for duty in layout.duties] == ["Guides ships.", "Reads charts."]
    assert [name for name, _ in sections(layout, text)] == [
        "duties",
        "on_land",
        "qualifications",
        "at_sea",
    ]


def test_unknown_heading_is_a_section_of_its_own() -> None:
    """A heading that no profile knows gives a section named after its words."""
    text = (
        "OFFICIAL TITLE: Pilot\nSUMMARY DESCRIPTION OF CLASSIFICATION: Guides ships.\n"
        "WHY JOIN US\nThe sea is wide.\nWhat we offer:\nA boat.\n"
    )
    assert sections(layout_of(text), text) == [
        ("summary", "Guides ships."),
        ("why_join_us", "The sea is wide."),
        ("what_we_offer", "A boat."),
    ]


POSTING = """\
=== JOB DETAILS ===
Title: HARBOR MASTER - Full Time
Employer: Tidewater County
Department: Port Authority
Job Number: 17
Pay Grade: 12
FLSA: Non-Exempt

=== JOB DESCRIPTION ===
Join the port.

Reports to: Port Director
SUPERVISION RECEIVED AND EXERCISED
Receives direction from the Port Director.

Essential Duties and Responsibilities
• Guides ships.
  1. Reads charts.
Minimum Requirements:
A boat license.
"""


def test_generic_posting() -> None:
    """The generic profile reads titles, labelled values and headings of anybody's posting."""
    layout = layout_of(POSTING)
    assert layout.profile.name == "generic"
    assert values(layout) == {
        "working_title": "Harbor Master",
        "grade": "12",
        "overtime_eligible": True,
    }
    assert sections(layout, POSTING) == [
        ("job_description", "Join the port.\n\nReports to: Port Director"),
        ("supervision", "Receives direction from the Port Director."),
        ("duties", "• Guides ships.\n  1. Reads charts."),
        ("qualifications", "A boat license."),
    ]
    assert [d.text for d in layout.duties] == ["Guides ships.", "Reads charts."]


def test_prose_behind_an_unknown_label_is_a_section() -> None:
    """A header line "Word: text" is a value if it is short, and a section if it is prose."""
    text = "Salary: 12 a day\nOur port: We guide ships. It is fun.\nDuties\nSails.\n"
    layout = layout_of(text)
    assert [(label.name, text[label.start : label.end]) for label in layout.labels] == [
        ("salary", "12 a day")
    ]
    assert sections(layout, text) == [
        ("our_port", "We guide ships. It is fun."),
        ("duties", "Sails."),
    ]


def test_labelled_values() -> None:
    """Labels whose value is no header field are kept with their places, known or not."""
    labels = [(label.name, POSTING[label.start : label.end]) for label in layout_of(POSTING).labels]
    assert labels == [
        ("working_title", "HARBOR MASTER - Full Time"),
        ("employer", "Tidewater County"),
        ("department", "Port Authority"),
        ("job_number", "17"),
        ("grade", "12"),
        ("overtime_eligible", "Non-Exempt"),
        ("reports_to", "Port Director"),
    ]


def test_label_value_below_a_heading() -> None:
    """A labelled value may stand on the next line, but a label is no value."""
    text = (
        "HARBOR MASTER\nClass Code: 1234\nReports To\nPort Director\nSupervisor:\nDUTIES\nSails.\n"
    )
    layout = layout_of(text)
    start = text.index("Port Director")
    assert layout.labels[1:] == (
        LabelValue("reports_to", text.index("Reports To"), start, start + 13),
        LabelValue("reports_to", text.index("Supervisor"), 67, 67),
    )
    assert values(layout) == {"working_title": "Harbor Master", "code": "1234"}


def test_title_in_the_first_line_is_no_heading() -> None:
    """A first line that names a post is the title, and furniture; one that does not is neither."""
    title = layout_of("METER READER\nClass Code: 1611\nDUTIES\nReads meters.\n")
    assert values(title) == {"working_title": "Meter Reader", "code": "1611"}
    assert title.furniture == (Span(0, 12),)
    other = layout_of("SUMMER IN THE CITY\nDUTIES\nReads meters.\n")
    assert values(other) == {}


def test_title_that_only_the_prose_gives() -> None:
    """Without label or heading the title is the one that the prose gives the post."""
    text = "Job Summary\nWe like boats. Join our team as a Senior Harbor Manager and see the sea.\n"
    assert values(layout_of(text)) == {"working_title": "Senior Harbor Manager"}


def test_prose_before_the_first_heading_is_an_introduction() -> None:
    """Prose above every heading is content; a line without a sentence is not."""
    text = "Tidewater\nWe guide ships. It is fun.\nDUTIES\nSails.\n"
    assert sections(layout_of(text), text) == [
        ("introduction", "Tidewater\nWe guide ships. It is fun."),
        ("duties", "Sails."),
    ]
    assert sections(layout_of("Tidewater\nDUTIES\nSails.\n"), "Tidewater\nDUTIES\nSails.\n") == [
        ("duties", "Sails.")
    ]


def test_text_without_any_heading_is_content() -> None:
    """A note of one line, without label or stop, is read as an introduction."""
    text = "Reports to the harbor master\n"
    assert sections(layout_of(text), text) == [("introduction", "Reports to the harbor master")]
    assert sections(layout_of("\n \n"), "\n \n") == []


def test_prose_behind_a_field_is_content() -> None:
    """A field in the middle of a section does not end it for the prose that follows."""
    text = (
        "DUTIES\nGuides ships.\nPay Grade: 12\nReads charts daily.\nFLSA: Exempt\nQUALIFICATIONS\n"
    )
    layout = layout_of(text)
    assert sections(layout, text) == [
        ("duties", "Guides ships."),
        ("duties", "Reads charts daily."),
        ("qualifications", ""),
    ]
    assert [duty.text for duty in layout.duties] == ["Guides ships.", "Reads charts daily."]


def test_carriage_returns_belong_to_no_value() -> None:
    """Line ends of any kind are kept in the text and in no span."""
    text = CLASS_DESCRIPTION.replace("\n", "\r\n")
    layout = layout_of(text)
    assert values(layout) == values(layout_of(CLASS_DESCRIPTION))
    assert [text[d.start : d.end] for d in layout.duties] == [
        "Guides ships into the harbor.",
        "Reads charts",
        "Keeps the log.",
    ]


def test_part_of_a_file_keeps_the_file_s_offsets() -> None:
    """A description that is a part of a file is read within its borders, by the file's offsets."""
    text = "x" * 10 + "\n" + CLASS_DESCRIPTION + "OFFICIAL TITLE: Other\n"
    doc = SourceDocument("x.txt", 2, text, "0" * 64, "utf-8", 11, 11 + len(CLASS_DESCRIPTION))
    layout = read_layout(doc, load_profile("mcps"))
    title = layout.fields.official_title
    assert title is not None
    assert (title.value, text[title.start : title.end]) == ("Pilot II", "Pilot II")
    assert layout.furniture[0].start == 11


def test_a_title_that_is_neither_official_nor_working() -> None:
    """A class description that says only "TITLE" has that as its title."""
    text = "CLASS DESCRIPTION\nTITLE: Harbor Pilot          CODE: 0042   GRADE: 16\n"

    fields = layout_of(text, "mcps").fields

    assert fields.working_title is not None
    assert fields.working_title.value == "Harbor Pilot"
    assert fields.official_title is None
    assert fields.code is not None
    assert fields.code.value == "0042"
