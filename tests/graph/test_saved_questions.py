"""The saved questions: what they ask, how values are put in, and the same rows on every engine."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Table
from graph.errors import NotFoundError, QueryError
from graph.querying.query import Parameter, Question, bind, get_question, saved_questions, term_of
from graph.store.interface import Store
from graph.store.opening import open_store
from graph.vocabulary import Org, Osg, Rdf, Rdfs, Skos
from tests.graph.sample import (
    CHIEF,
    CLINIC,
    DIRECTOR,
    LICENCE,
    NURSE,
    OUTREACH,
    PROGRAM,
    SUPERVISOR,
    sample_nquads,
)

_BASE: Final = "https://example.org/river-county/"
_CLERK: Final = f"{_BASE}id/post/0303-clerk"
_GUARD: Final = f"{_BASE}id/post/0404-guard"
# What the sample does not hold: a post without a director, a circle, a program that two share, a
# unit with pay grades, a preferred credential.
_MORE: Final = "".join(
    f"<{subject}> <{predicate}> {value} .\n"
    for subject, predicate, value in (
        (_CLERK, Rdf.TYPE, f"<{Org.POST}>"),
        (_CLERK, Rdf.TYPE, f"<{Osg.DESCRIBED_POST}>"),
        (_CLERK, Rdfs.LABEL, '"Clerk"'),
        (_CLERK, Skos.NOTATION, '"0303"'),
        (_CLERK, Osg.TOUCHES_PROGRAM, f"<{PROGRAM.iri}>"),
        (_CLERK, Osg.KNOWS_PROGRAM, f"<{PROGRAM.iri}>"),
        (_CLERK, Osg.PREFERS_CREDENTIAL, f"<{LICENCE.iri}>"),
        (_CLERK, Org.POST_IN, f"<{OUTREACH.iri}>"),
        (_CLERK, Osg.HAS_PAY_GRADE, f"<{_BASE}id/grade/k>"),
        (_GUARD, Rdf.TYPE, f"<{Org.POST}>"),
        (_GUARD, Rdf.TYPE, f"<{Osg.REFERENCED_POST}>"),
        (_GUARD, Rdfs.LABEL, '"Guard"'),
        (_GUARD, Osg.UNDER_DIRECTION_OF, f"<{CHIEF.iri}>"),
        (CHIEF.iri, Osg.UNDER_DIRECTION_OF, f"<{_GUARD}>"),
    )
)
_VALUES: Final[dict[str, dict[str, str]]] = {
    "chain-up": {"post": NURSE.iri},
    "reports-below": {"head": OUTREACH.iri},
    "who-directs": {"post": NURSE.iri},
    "touching-program": {"program": PROGRAM.iri},
    "working-with-agency": {"agency": CLINIC.iri},
    "evidence": {"subject": NURSE.iri, "object": PROGRAM.iri},
    "needing-credential": {},
    "stated-in-document": {"post": NURSE.iri},
}
_NAMES: Final = [question.name for question in saved_questions()]


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the sample and what it lacks."""
    path = tmp_path_factory.mktemp("questions") / "graph.nq"
    path.write_bytes((_MORE + sample_nquads()).encode())
    return path


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest, quads: Path) -> Iterator[Store]:
    """Yield a store of each engine with the same quads."""
    opened = open_store(engine=request.param)
    opened.load(quads)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def oxigraph(quads: Path) -> Iterator[Store]:
    """Yield the store that the others are compared with."""
    opened = open_store()
    opened.load(quads)
    yield opened
    opened.close()


def _ask(store: Store, name: str, values: Mapping[str, str] | None = None) -> Table:
    question = get_question(name)
    return store.select(bind(question, _VALUES.get(name, {}) if values is None else values))


@pytest.mark.parametrize("name", _NAMES)
def test_a_question_has_the_same_rows_on_every_engine(
    name: str, store: Store, oxigraph: Store
) -> None:
    """Each engine gives the same columns and rows, in the same order, and at least one row."""
    found = _ask(store, name)
    assert found == _ask(oxigraph, name)
    assert found.columns == get_question(name).columns
    assert found.rows


def test_chain_up(store: Store) -> None:
    """The chain leads over a post and a unit, and from the unit to what it belongs to."""
    assert [row[:3] for row in _ask(store, "chain-up").rows] == [
        ("Division of Outreach", "subOrganizationOf", "Office of Health"),
        ("Field Nurse", "underDirectionOf", "Division of Outreach"),
        ("Field Nurse", "underDirectionOf", "director, Division of Field Health"),
    ]


def test_who_directs_tells_posts_from_units(store: Store) -> None:
    """A director is a post or a unit, each with its quote."""
    rows = _ask(store, "who-directs").rows
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("Division of Outreach", "unit", OUTREACH.iri),
        ("director, Division of Field Health", "post", DIRECTOR.iri),
    ]
    assert rows[0][2] == "Receives guidance from the Division of Outreach"


def test_touching_program_gives_one_row_per_way_and_quote(store: Store) -> None:
    """A role that touches a program in two ways has two rows, each with its own words."""
    assert [row[:4] for row in _ask(store, "touching-program").rows] == [
        ("Field Nurse", "0101", "knows", "Knowledge of the Healthy Start Program (HSP)"),
        (
            "Field Nurse",
            "0101",
            "refers_to",
            "Refers families to HSP and the Healthy Start Program as needed",
        ),
    ]


def test_orphans_cycles_and_span(store: Store) -> None:
    """A post without a director, a circle of two, and the number of posts below each director."""
    assert _ask(store, "orphan-posts").rows == (("Clerk", "0303", _CLERK),)
    assert [row[:2] for row in _ask(store, "cycles").rows] == [
        ("Chief of Wards", "Guard"),
        ("Guard", "Chief of Wards"),
    ]
    assert [row[:3] for row in _ask(store, "span-of-control").rows] == [
        ("Chief of Wards", "post", 2),
        ("Division of Outreach", "unit", 1),
        ("Guard", "post", 1),
        ("director, Division of Field Health", "post", 1),
    ]


def test_shared_programs_have_a_row_a_role(store: Store) -> None:
    """A program that two roles touch has two rows, however many pairs they make."""
    assert [row[:3] for row in _ask(store, "shared-programs").rows] == [
        ("Healthy Start Program", 2, "Clerk"),
        ("Healthy Start Program", 2, "Field Nurse"),
    ]


def test_an_optional_parameter_narrows(store: Store) -> None:
    """With the credential and without it, the question is about one or about all."""
    one = _ask(store, "needing-credential", {"credential": LICENCE.iri})
    assert [row[:4] for row in one.rows] == [
        ("Clerk", "0303", "prefers", "Nursing licence"),
        ("Field Nurse", "0101", "requires", "Nursing licence"),
    ]
    assert one == _ask(store, "needing-credential", {})
    assert not _ask(store, "needing-credential", {"credential": SUPERVISOR.iri}).rows


def test_pay_grades_by_unit(store: Store) -> None:
    """Posts without a stated unit stand by themselves, first."""
    assert [row[:3] for row in _ask(store, "pay-grades-by-unit").rows] == [
        (None, "K", 1),
        ("Division of Outreach", "K", 1),
    ]


@pytest.mark.parametrize("question", saved_questions(), ids=_NAMES)
def test_headers_are_whole(question: Question) -> None:
    """Each question has a title, a sentence that describes it, and parameters that occur in it."""
    assert question.title
    assert question.description.endswith(".")
    for parameter in question.parameters:
        assert parameter.example
        assert parameter.description
        assert f"${parameter.name}" in question.text.partition("\n\n")[2]
        assert parameter.name not in question.columns
    body = question.text.partition("\n\n")[2]
    names = {parameter.name for parameter in question.parameters}
    assert set(re.findall(r"\$(\w+)", body)) == names


def test_an_unknown_question_lists_those_there_are() -> None:
    """The error names the saved questions."""
    with pytest.raises(NotFoundError, match="no saved question 'chain'; there are ") as e:
        get_question("chain")
    assert e.value.suggestions == tuple(_NAMES)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs 'program' .the program, by name, acronym or IRI., for example 'METS'"),
        ({"program": PROGRAM.iri, "x": "1"}, "has no parameter 'x'; it has program"),
        ({"program": "METS"}, "program: 'METS' is not an absolute IRI"),
        ({"program": "http://a/b> . ?s ?p ?o . <http://c"}, "is not an absolute IRI"),
        ({"program": 'http://a/"b'}, "is not an absolute IRI"),
        ({"program": "http://a/\\u003e"}, "is not an absolute IRI"),
        ({"program": "http://a/\ud800"}, "is not an absolute IRI"),
    ],
)
def test_values_that_do_not_fit_are_refused(values: dict[str, str], message: str) -> None:
    """A missing, unknown or malformed value gives an error that says which and why."""
    with pytest.raises(QueryError, match=message):
        bind(get_question("touching-program"), values)


def test_numbers_are_numbers() -> None:
    """A number is written as one; anything else is refused."""
    number = Parameter("least", "number", "5", "the least number")
    assert term_of("+007", number) == "7"
    for text in ("", "5 } DROP", "1.5", "٣"):
        with pytest.raises(QueryError, match="is not a whole number"):
            term_of(text, number)


def test_a_lone_surrogate_is_refused() -> None:
    """A text that no UTF-8 holds cannot be asked for."""
    with pytest.raises(QueryError, match="not a text that can be written in UTF-8"):
        term_of("a\udc80", Parameter("name", "text", "x", "a name"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_bound_as_itself(text: str) -> None:
    """A literal comes back from the engine exactly as it was put in."""
    question = Question(
        "echo", "", "", (Parameter("x", "text", "", ""),), ("y",), "SELECT ?y { BIND($x AS ?y) }"
    )
    store = open_store()
    assert store.select(bind(question, {"x": text})).rows == ((text,),)
