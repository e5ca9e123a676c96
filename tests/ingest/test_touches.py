"""Touches: how a post touches a program, by the verb that governs the program's name."""

import pytest

from ingest.grammar.touches import find_facts
from tests.ingest.inventing import are_exact, reading_of

DUTIES: list[tuple[str, str]] = [
    ("Manages the Reef Walk program.", "runs"),
    ("Sets budgets and oversees the Reef Walk program.", "runs"),
    ("Has charge of pilots; coordinates the Reef Walk program.", "runs"),
    ("The Keeper of tides leads the Reef Walk program.", "runs"),
    ("Is responsible for the Reef Walk program.", "runs"),
    ("Attends Reef Walk program meetings.", "works_with"),
    ("Participates in the review of a Reef Walk program.", "works_with"),
    ("Mends boats using the Reef Walk program.", "works_with"),
    ("Keeps watch in support of the Reef Walk program.", "works_with"),
    ("Pilots sit on the Reef Walk program.", "works_with"),
    ("Assists parents in such matters as due process rights and the Reef Walk program.",
     "refers_to"),
    ("Keeps pilots informed of the Reef Walk program.", "refers_to"),
    ("Understands and applies the standards of the Reef Walk program.", "knows"),
    ("Uses knowledge of the Reef Walk program.", "works_with"),
    ("Shows knowledge of the Reef Walk program.", "knows"),
    ("Joy about the Reef Walk program.", "refers_to"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "how"), DUTIES)
def test_how(sentence: str, how: str) -> None:
    """A duty touches the program in this way."""
    reading = reading_of(duties=sentence)
    facts = list(find_facts(reading))
    assert [dict(fact.qualifiers) for fact in facts] == [{"how": how}]
    assert [fact.object.kind for fact in facts] == ["program"]
    assert are_exact(reading, facts)


@pytest.mark.parametrize(
    ("knowledge", "rule"),
    [
        ("Knowledge of its programs such as the Reef Walk program.", "touches/knowledge-of"),
        ("Applies the Reef Walk program.", "touches/knowledge-section"),
    ],
)
def test_knowledge(knowledge: str, rule: str) -> None:
    """In a section on knowledge a program is known, whatever the verb."""
    (fact,) = find_facts(reading_of(knowledge=knowledge))
    assert (fact.qualifiers, fact.rule) == ((("how", "knows"),), rule)


def test_a_pair_is_touched_in_one_way() -> None:
    """The second of two joined programs is touched as the first one is."""
    facts = find_facts(
        reading_of(duties="Mends boats in support of Reef Walk Aloud and Tide Talk Aloud.")
    )
    assert [dict(fact.qualifiers)["how"] for fact in facts] == ["works_with", "works_with"]


def test_one_program_two_ways() -> None:
    """A program may be known by one sentence and referred to by another."""
    reading = reading_of(
        knowledge="Knowledge of programs such as Reef Walk and Talk (RWT).",
        duties="Assists parents with matters such as rights, Reef Walk and Talk (RWT), and nets.",
    )
    facts = list(find_facts(reading))
    assert [(f.object.acronym, dict(f.qualifiers)["how"]) for f in facts] == [
        ("RWT", "knows"),
        ("RWT", "refers_to"),
    ]


def test_a_law_is_no_program() -> None:
    """Laws, systems and events are not touched as programs are."""
    duties = "Applies the Fair Harbors Act.\nUses the Tide Count System."
    assert list(find_facts(reading_of(duties=duties))) == []


def test_an_agency_among_partners_is_no_program() -> None:
    """A name that its place among partners makes an agency is not touched as a program."""
    assert list(find_facts(reading_of(duties="Coordinates with Merry Seals."))) == []
