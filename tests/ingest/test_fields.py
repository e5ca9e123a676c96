"""Fields: values of header labels, dates above all, and titles as they are written."""

import pytest

from ingest.document import SourceDocument
from ingest.layout.fields import read_dates
from ingest.layout.layout import read_layout
from ingest.layout.titles import clean_title, names_a_post, readable_title
from ingest.profile_files import load_profile
from ingest.record import Fields


@pytest.mark.parametrize(
    ("text", "dates", "unreadable"),
    [
        ("5/82", ["1982-05"], []),
        ("5/49", ["2049-05"], []),
        ("10/2024", ["2024-10"], []),
        ("3/2018, 12/2019. 5/2020", ["2018-03", "2019-12", "2020-05"], []),
        ("12-2019; 01 / 2020", ["2019-12", "2020-01"], []),
        ("3/15/2018", ["2018-03"], []),
        ("2018-3-15 and 2019-04", ["2018-03", "2019-04"], []),
        ("October 2024, Sept. 15, 2001", ["2024-10", "2001-09"], []),
        ("7189, 7190", [], ["7189", "7190"]),
        ("13/2001 0/99 5/1850", [], ["13/2001", "0/99", "5/1850"]),
        ("1989", [], ["1989"]),
        ("12/20199 5/201", [], ["12/20199", "5/201"]),
        ("none", [], []),
    ],
)
def test_dates(text: str, dates: list[str], unreadable: list[str]) -> None:
    """Month and year are read in every usual form; anything else with a digit is unreadable."""
    found, findings = read_dates(text, 0, len(text))
    assert [date.value for date in found] == dates
    assert [date.raw for date in found] == [text[date.start : date.end] for date in found]
    assert [finding.text for finding in findings] == unreadable
    assert [f.text for f in findings] == [text[f.start : f.end] for f in findings]


def fields_of(text: str, profile: str = "mcps") -> Fields:
    document = SourceDocument("x", 1, text, "0" * 64, "utf-8", 0, len(text))
    return read_layout(document, load_profile(profile)).fields


@pytest.mark.parametrize(
    ("text", "eligible"),
    [("Yes", True), ("No", False), ("N", False), ("Exempt", False), ("Non-Exempt", True)],
)
def test_overtime(text: str, eligible: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Yes and no in any form; exempt from the law means that overtime is not paid."""
    overtime = fields_of(f"OVERTIME ELIGIBLE: {text}\n").overtime_eligible
    assert overtime is not None
    assert (overtime.value, overtime.raw) == (eligible, text)


def test_implausible_values_are_no_fields() -> None:
    """A value that is none of its label's kind leaves the field open, and the next one counts."""
    assert fields_of("OVERTIME ELIGIBLE: as the moon wills\n").overtime_eligible is None
    assert fields_of("GRADE: to be agreed upon later\n").grade is None
    assert fields_of("MONTHS: twelve\n").months is None
    either = fields_of("MONTHS: 10 or 12\n").months
    assert either is not None
    assert either.value == "10 or 12"
    assert fields_of("Class Established: long ago\n").established is None
    fields = fields_of("GRADE: see below\nGRADE: 12\n")
    assert fields.grade is not None
    assert fields.grade.value == "12"


def test_only_the_first_line_of_revisions_counts() -> None:
    """A second list of revisions does not replace the first."""
    fields = fields_of("Date(s) Revised: 5/2001\nDate(s) Revised: 6/2002\n")
    assert [date.value for date in fields.revised] == ["2001-05"]


def test_title_tail_is_cut_where_a_post_stands_before_it() -> None:
    """What follows a dash or bracket is no title; a dash before the post's noun is part of it."""
    profile = load_profile("generic")

    def cleaned(title: str) -> tuple[object, str]:
        field = clean_title(title, 0, len(title), profile)
        return field.value, field.raw

    assert cleaned("Harbor  Inspector - Night Shift") == ("Harbor Inspector", "Harbor  Inspector")
    assert cleaned("Clerk II (Part Time)") == ("Clerk II", "Clerk II")
    assert cleaned("Tides - Harbor Inspector") == ("Tides - Harbor Inspector",) * 2
    assert cleaned("HARBOR CLERK OF THE WEST") == (
        "Harbor Clerk of the West",
        "HARBOR CLERK OF THE WEST",
    )


def test_words_that_name_a_post() -> None:
    """A title's noun or a doer's ending names a post; words that only look so do not."""
    profile = load_profile("generic")
    assert names_a_post("Directors of Tides", profile)
    assert names_a_post("Window Cleaner II", profile)
    assert not names_a_post("Summer in the Harbor", profile)
    assert not names_a_post("Service Center", profile)
    assert not names_a_post("", profile)


def test_readable_titles() -> None:
    """Capitals become a title's case; acronyms and Roman numbers stay, other titles too."""
    profile = load_profile("generic")
    body = "Works with ABX staff."
    assert readable_title("TEACHER, ABX II", body, profile) == "Teacher, ABX II"
    assert readable_title("Teacher of ABX", body, profile) == "Teacher of ABX"
    assert readable_title("CEO", body, profile) == "CEO"
