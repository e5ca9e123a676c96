"""The report of a build: what a person reads, and what a program does."""

import json

from ingest.building.report import BuildReport
from ingest.readers import Rejection

FULL = BuildReport(
    generation=3,
    documents=2,
    extracted=1,
    graphs_rewritten=1,
    past_versions=1,
    quads=2000,
    triples=300,
    claims=40,
    as_of="2019-07",
    left_out=2,
    entities={"unit": 2, "post": 3},
    findings={"unreadable_date": 1},
    candidates=1,
    base="https://example.org/t/",
    rejections=(Rejection("x.txt", "byte 3", "it is broken", "mend it"),),
    duplicates=(("b.txt", "a.txt"),),
    mended=("generation 2 was damaged",),
)


def test_the_lines_of_a_report() -> None:
    """Figures, past versions, findings, copies and what was not read, a line each."""
    assert list(FULL.lines()) == [
        "generation 3: 2 descriptions, 1 read anew, 1 graph rewritten, 40 claims, 300 triples of "
        "the current organisation, 2,000 quads in all",
        "named things: 3 posts, 2 units",
        "as of 2019-07: 2 descriptions of a later date left out",
        "past versions: 1",
        "to look at: unreadable date (1); 1 pair that may be one",
        "mended: generation 2 was damaged",
        "same bytes: b.txt is a.txt",
        "not read: 1 source",
    ]


def test_plurals() -> None:
    """A noun in -y has its plural in -ies."""
    report = BuildReport(generation=1, entities={"agency": 2, "program": 1})
    assert list(report.lines())[1] == "named things: 2 agencies, 1 program"


def test_the_lines_of_a_small_report() -> None:
    """What is not there is not mentioned."""
    assert list(BuildReport(generation=1, documents=1, graphs_rewritten=1).lines()) == [
        "generation 1: 1 description, 0 read anew, 0 claims, 0 triples of the current "
        "organisation, 0 quads in all",
        "named things: nothing",
    ]
    assert list(BuildReport(generation=1, unchanged=True).lines()) == [
        "nothing changed: generation 1 stands"
    ]


def test_a_report_is_json() -> None:
    """Every value is ready for JSON, with the reason of each rejection."""
    values = json.loads(json.dumps(FULL.to_dict()))
    assert values == FULL.to_dict() | {"rejections": list(FULL.to_dict()["rejections"])}
    assert values["rejections"][0] == {
        "source": "x.txt",
        "place": "byte 3",
        "reason": "it is broken",
        "remedy": "mend it",
    }
    assert values["duplicates"] == [["b.txt", "a.txt"]]
    assert list(values["entities"]) == ["post", "unit"]
