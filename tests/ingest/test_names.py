"""Capitalised names: where they begin and end, what they are joined to, and their kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Span
from ingest.language.acronyms import find_acronyms
from ingest.language.lexicon import lexicon_of, plural, verb_forms
from ingest.language.names import classify, find_runs, split_title
from ingest.profile_files import load_profile
from tests.ingest.reading_texts import summary_reading

GENERIC = load_profile("generic")


def names(text: str) -> list[tuple[str, str | None]]:
    """Return (name, kind) of the names of one sentence."""
    span = [Span(0, len(text))]
    definitions = find_acronyms(text, span).definitions
    return [(run.name, run.kind) for run in find_runs(text, span, GENERIC, definitions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("works in the Office of Tides daily", [("Office of Tides", "unit")]),
        ("works in the Tides Review Unit daily", [("Tides Review Unit", "unit")]),
        ("works in the Office of the Chief of Tides", [("Office of the Chief of Tides", "unit")]),
        (
            "works for the Office of Tides, Shoal and Reef Services",
            [("Office of Tides, Shoal and Reef Services", "unit")],
        ),
        (
            "joins the Department of Reefs, Tides, and Shoals (DRTS) soon",
            [("Department of Reefs, Tides, and Shoals", "unit")],
        ),
        (
            "with the Department of Coastal Services, Juvenile Care, and Wick College",
            [
                ("Department of Coastal Services", "unit"),
                ("Juvenile Care", None),
                ("Wick College", None),
            ],
        ),
        (
            "the Division of Tides and the Office of Shoals",
            [("Division of Tides", "unit"), ("Office of Shoals", "unit")],
        ),
        ("the Employee and Pilot Service Center", [("Employee and Pilot Service Center", "unit")]),
        ("the eTide and IT Division", [("eTide and IT Division", "unit")]),
        (
            "the Tides Division and Shoals Division",
            [("Tides Division", "unit"), ("Shoals Division", "unit")],
        ),
        (
            "the Director of the Division of Tides",
            [("Director", "post"), ("Division of Tides", "unit")],
        ),
        ("the Director of Tides and Shoals", [("Director of Tides and Shoals", "post")]),
        (
            "the Coordinator of the Tides Care Unit",
            [("Coordinator", "post"), ("Tides Care Unit", "unit")],
        ),
        ("the Director of Tides Division", [("Director", "post"), ("Tides Division", "unit")]),
        (
            "the Board of Tides Associate General Counsel",
            [("Board of Tides", "unit"), ("Associate General Counsel", "post")],
        ),
        ("the Commission on Tides", [("Commission on Tides", "unit")]),
        ("the Tides Program on Reefs", [("Tides Program", None), ("Reefs", None)]),
        ("the Mayor and Director of Tides", [("Mayor", "post"), ("Director of Tides", "post")]),
        ("Human Resources and Development", [("Human Resources and Development", None)]),
        ("the Harbor Clerk and Harbor Reefs", [("Harbor Clerk", "post"), ("Harbor Reefs", None)]),
        ("the Office of Tides, Shoals and Reefs", [("Office of Tides, Shoals and Reefs", "unit")]),
        ("the Office of Tides, Shoals plan", [("Office of Tides", "unit"), ("Shoals", None)]),
        ("the Registrar of Ships Department", [("Registrar of Ships Department", "unit")]),
        ("the Tide Transfer Team-plus more", [("Tide Transfer Team", "team")]),
        ("the Clerk of Court", [("Clerk of Court", "post")]),
        ("the Cafeteria Manager IV", [("Cafeteria Manager IV", "post")]),
        ("a Harbor Assistant 5-E7", [("Harbor Assistant 5-E7", "post")]),
        (
            "the Tides Unit of the Department of Coasts",
            [("Tides Unit", "unit"), ("Department of Coasts", "unit")],
        ),
        (
            "the Tides Division for Open Records",
            [("Tides Division", "unit"), ("Open Records", None)],
        ),
        ("the Harbor Advisory Board", [("Harbor Advisory Board", "team")]),
        ("the Tide Review Committee", [("Tide Review Committee", "team")]),
        (
            "the Board of Tide's Chief of Staff",
            [("Board of Tide", "unit"), ("Chief of Staff", "post")],
        ),
        (
            "the Board of Tides Chief of Staff",
            [("Board of Tides", "unit"), ("Chief of Staff", "post")],
        ),
        ("TRSX and OTSR plan", [("TRSX", None), ("OTSR", None)]),
        (
            "completes Observing and Guiding Ships I and II",
            [("Observing and Guiding Ships I and II", None)],
        ),
        ("knows Bridges to Harbors well", [("Bridges to Harbors", None)]),
        (
            "knows Title IX of the Tides Amendments of 1972",
            [("Title IX of the Tides Amendments of 1972", None)],
        ),
        (
            "applies the Tides Care Act and Safe Harbor Program (SHP)",
            [("Tides Care Act", None), ("Safe Harbor Program", None)],
        ),
        ("the Wick State Department of Tides", [("Wick State Department of Tides", None)]),
        ("the Office of the Attorney General", [("Office of the Attorney General", None)]),
        ("the State\u00bfs Harbor Office", [("State\u00bfs Harbor Office", None)]),
        ("the Appointing Authority", [("Appointing Authority", None)]),
        ("the Wick Bay High School", [("Wick Bay High School", "unit")]),
        ("the Wick Bay Academy of Tides", [("Wick Bay Academy of Tides", "unit")]),
        ("works with Human Resources on pay", [("Human Resources", "unit")]),
        ("the Dept. of Tides", [("Dept. of Tides", "unit")]),
    ],
)
def test_names_in_mid_sentence(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A name ends where another begins, and its head words show its kind."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Supervises Harbor Admissions daily.", ["Harbor Admissions"]),
        ("Knowledge of Title II of the Tides Act.", ["Title II of the Tides Act"]),
        ("Knowledge of the Pilots with Tides Act.", ["Pilots with Tides Act"]),
        ("The Tides Office plans.", ["Tides Office"]),
        ("Attends Harbor Program meetings.", ["Harbor Program"]),
        ("Coordinates with TRSX.", ["TRSX"]),
        ("Director of Tides plans.", ["Director of Tides"]),
        ("Office staff plan.", []),
        ("Wick County Schools plan.", ["Wick County Schools"]),
        ("TRSX plans.", ["TRSX"]),
        ("Plans.", []),
    ],
)
def test_the_first_word_of_a_sentence(text: str, expected: list[str]) -> None:
    """A capital that only opens a sentence belongs to no name."""
    assert [name for name, _ in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "leads the departments of Tides; Shoals; Reefs, Bays, and Capes; and the Fleet Unit",
            [
                "Department of Tides",
                "Department of Shoals",
                "Department of Reefs, Bays, and Capes",
                "Fleet Unit",
            ],
        ),
        ("the Offices of Tides and Shoals", ["Office of Tides", "Office of Shoals"]),
        (
            "the Divisions of Tides, Shoals, and Coastal Reefs plan",
            ["Division of Tides", "Division of Shoals", "Division of Coastal Reefs"],
        ),
        ("works in offices of any kind", []),
        ("the OFFICES OF Tides and Shoals", ["Office of Tides", "Office of Shoals"]),
        (
            "the service-departments of Tides; Shoals",
            ["Department of Tides", "Department of Shoals"],
        ),
    ],
)
def test_one_head_for_several_units(text: str, expected: list[str]) -> None:
    """Each unit of a list gets the head before the list in the singular."""
    assert [name for name, kind in names(text) if kind == "unit"] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Director, Division of Tides", ("Director", "Division of Tides")),
        ("Director of the Division of Tides", ("Director", "Division of Tides")),
        ("Clerk - Office of Tides", ("Clerk", "Office of Tides")),
        ("Coordinator, Tides Unit", ("Coordinator", "Tides Unit")),
        (
            "Clerk, Division of Deep Reefs, Coastal Tides, and Shoals, Port Program",
            ("Clerk", "Division of Deep Reefs, Coastal Tides, and Shoals"),
        ),
        ("Director of Tides", ("Director of Tides", None)),
        ("Supervisor, Coastal Programs", ("Supervisor, Coastal Programs", None)),
        ("", ("", None)),
    ],
)
def test_title_and_unit(title: str, expected: tuple[str, str | None]) -> None:
    """The tail of a title is its unit where a word for a unit heads it."""
    assert split_title(title, GENERIC) == expected


def test_a_unit_of_the_employer_is_one_though_a_county_names_it() -> None:
    """A county's office is the employer's own where the county is the employer."""
    text = "Wick County hires. The clerk helps the Wick County Tides Office in Wick County."
    kinds = {run.name: run.kind for run in summary_reading(text).runs}
    assert kinds["Wick County Tides Office"] == "unit"


def test_kind_of_nothing() -> None:
    """An empty name has no kind."""
    assert classify("", lexicon_of(GENERIC)) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("agency", "agencies"), ("branch", "branches"), ("bay", "bays"), ("office", "offices")],
)
def test_plural(word: str, expected: str) -> None:
    """Nouns on consonant and y, and on a hiss, have their own plural."""
    assert plural(word) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("plan", ("plan", "plans", "planned", "planning")),
        ("supply", ("supply", "supplies", "supplied", "supplying")),
        ("oversee", ("oversee", "oversees", "overseed", "overseeing")),
        ("have", ("have", "has", "haved", "having")),
        ("coach", ("coach", "coaches", "coached", "coaching")),
    ],
)
def test_verb_forms(verb: str, expected: tuple[str, str, str, str]) -> None:
    """Regular forms are made by rule; irregular pasts do no harm."""
    assert verb_forms(verb) == expected


PIECES = st.lists(
    st.sampled_from(
        (
            *("Office of ", "Tides", " and ", ", ", "the ", "Director", " of ", "(OTS)", "Dept. "),
            *("\u00bfs ", "'s ", "Division", " ", "A", "eG", "IV", ". ", "\n", "\u0130", "plans "),
            "offices of ",
        )
    ),
    max_size=40,
)


@given(PIECES.map("".join))
def test_every_name_quotes_its_source(text: str) -> None:
    """Whatever the text, names are in order, do not overlap, and are the characters they quote."""
    reading = summary_reading(text)
    end = 0
    for run in reading.runs:
        assert end <= run.start < run.end <= run.full_end
        assert reading.text[run.start : run.end] == run.text
        end = run.end
