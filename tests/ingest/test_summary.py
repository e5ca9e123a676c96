"""Summaries: what resolution is told of one description."""

from ingest.record import Reference
from ingest.resolution.summary import (
    DocumentSummary,
    NameUse,
    OwnPost,
    grade_of,
    latest_date,
    role_of,
    summarise,
)
from tests.ingest.making import TITLES, extraction, fact, mention, named, post, self_of

TEXT = (
    "Ward Clerk, Ward Office. Code 0101, Clerk I, grade K. Under the director of the Division of "
    "Wards. The Clerk helps River County (RC) and the principal, and writes for groups."
)
OWN = self_of("Ward Clerk", "Ward Office", "the Clerk")


def _sample() -> DocumentSummary:
    found = extraction(
        TEXT,
        title="Ward Clerk, Ward Office",
        code="0101",
        official="Clerk I",
        grade="K",
        facts=[
            fact(
                TEXT, "reports_to", OWN, post("director", "Division of Wards"), "Under the director"
            ),
            fact(TEXT, "collaborates_with", OWN, named("group", "groups"), "groups"),
            fact(TEXT, "collaborates_with", OWN, named("unit", "RC", "RC", root=True), "RC"),
        ],
        mentions=[
            mention(TEXT, "post", "The Clerk"),
            mention(TEXT, "post", "principal"),
            mention(TEXT, "unit", "River County"),
            mention(TEXT, "unknown", "helps"),
            mention(TEXT, "unit", " "),
        ],
        established="1982-05",
        revised=["2018-04", "1996-07"],
    )
    return summarise(found, TITLES, ("River County",))


def test_a_summary_holds_each_name_once() -> None:
    """Names of others are there once with what resolution needs; the post's own are kept apart."""
    found = _sample()
    assert found.names == (
        NameUse("grade", "K"),
        NameUse("post", "director", of_unit="Division of Wards"),
        NameUse("post", "principal", generic=True),
        NameUse("role", "Clerk I", of_unit="0101"),
        NameUse("unit", "Division of Wards"),
        NameUse("unit", "RC", acronym="RC", root=True),
        NameUse("unit", "River County", root=True),
        NameUse("unit", "Ward Office"),
    )
    assert found.own_names == (("Ward Clerk", "Ward Office"),)
    assert (found.employer, found.title, found.code, found.official_title, found.latest) == (
        "River County", "Ward Clerk, Ward Office", "0101", "Clerk I", "2018-04",
    )  # fmt: skip


def test_the_employer_may_be_told_by_the_text_alone() -> None:
    """Where the profile knows no employer, the reference that is marked as one names it."""
    text = "Clerk of River County"
    found = extraction(
        text,
        facts=[
            fact(text, "post_in", self_of("Clerk"), named("unit", "River County", root=True), text)
        ],
    )
    assert summarise(found, TITLES).employer == "River County"


def test_the_employer_is_the_one_named_most_and_in_full() -> None:
    """Among names of the employer the commonest counts, and an acronym only where it is alone."""

    def employer(*quotes: str) -> str:
        text = "RC River County Lake County"
        places = [mention(text, "unit", quote)._replace(root=True) for quote in quotes]
        return summarise(extraction(text, mentions=places), TITLES).employer

    assert employer("RC", "River County") == "River County"
    assert employer("Lake County", "River County", "River County") == "River County"
    assert employer("RC") == "RC"


def test_a_description_that_states_nothing() -> None:
    """Empty fields are empty and not guessed."""
    assert summarise(extraction("text"), TITLES) == DocumentSummary(
        sha256=extraction("text").sha256, part=1
    )


def test_a_role_is_named_by_what_is_stated() -> None:
    """The official title names it, else the working title, else the code."""
    text = "Clerk I 0101 Ward Clerk"
    assert role_of(extraction(text, official="Clerk I")) == NameUse("role", "Clerk I")
    assert role_of(extraction(text, code="0101")) == NameUse("role", "0101", of_unit="0101")
    assert role_of(extraction(text, code="0101", title="Ward Clerk")) == NameUse(
        "role", "Ward Clerk", of_unit="0101"
    )
    assert role_of(extraction(text, title="Ward Clerk")) is None
    assert grade_of(extraction(text)) is None
    assert latest_date(extraction(text)) == ""


def test_the_described_post_under_its_names() -> None:
    """Title, references and aliases of the post are itself; another unit's clerk is not."""
    own = OwnPost(
        extraction(
            TEXT,
            title="Ward Clerk, Ward Office",
            facts=[fact(TEXT, "collaborates_with", OWN, named("group", "groups"), "groups")],
        )
    )
    assert own.references == (OWN,)
    assert own.is_named("Ward Clerk", "Ward Office")
    assert own.is_named("ward clerk, ward office", None)
    assert own.is_named("the clerks", None)
    assert not own.is_named("Ward Clerk", "Road Office")
    assert Reference("post", "Ward Clerk") not in own.references
