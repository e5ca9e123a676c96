"""Anybody's RDF is checked, whatever its format, and what is wrong is said in words."""

from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.validation.checking import ROUTES, Route, validate_file
from graph.validation.report import Severity
from graph.validation.terms import short_form, suggest_term, vocabulary_lacking

ORG = "http://www.w3.org/ns/org#"
TURTLE = f"""\
@prefix org: <{ORG}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/clerk> a org:Post ; rdfs:label "Clerk" ;
    org:reportTo <https://example.org/chief> .
<https://example.org/chief> a org:Post ; rdfs:label "Chief" .
"""
TRIPLES = f"""\
<https://example.org/clerk> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ORG}Post> .
<https://example.org/clerk> <{ORG}reportTo> <https://example.org/chief> .
<https://example.org/chief> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ORG}Post> .
"""
XML = f"""\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:org="{ORG}">
  <org:Post rdf:about="https://example.org/clerk">
    <org:reportTo><org:Post rdf:about="https://example.org/chief"/></org:reportTo>
  </org:Post>
</rdf:RDF>
"""
JSON_LD = f"""\
{{"@context": {{"org": "{ORG}"}}, "@id": "https://example.org/clerk", "@type": "org:Post",
 "org:reportTo": {{"@id": "https://example.org/chief", "@type": "org:Post"}}}}
"""
FILES = {
    "staff.ttl": TURTLE,
    "staff.nt": TRIPLES,
    "staff.nq": TRIPLES.replace(" .\n", " <https://example.org/graph> .\n"),
    "staff.trig": f"<https://example.org/graph> {{ {TRIPLES} }}",
    "staff.rdf": XML,
    "staff.JSONLD": JSON_LD,
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", FILES)
def test_misspelt_term_is_found_with_what_was_meant(
    tmp_path: Path, name: str, route: Route
) -> None:
    """org:reportTo is no term of ORG; org:reportsTo is. The statement that uses it is shown."""
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8")
    (violation,) = validate_file(file, route=route).violations
    assert violation.shape == "unknown-term"
    assert violation.severity is Severity.VIOLATION
    assert violation.message == (
        "org:reportTo is not a term of its vocabulary; did you mean org:reportsTo?"
    )
    assert violation.place.document == name
    assert violation.place.quote == (
        "<https://example.org/clerk> org:reportTo <https://example.org/chief> ."
    )


@pytest.mark.parametrize("route", ROUTES)
def test_foreign_faults_are_the_same_by_either_route(tmp_path: Path, route: Route) -> None:
    """Faults in a file without any of our own terms are found, blank nodes included."""
    file = tmp_path / "staff.ttl"
    file.write_text(
        f"""@prefix org: <{ORG}> . @prefix e: <https://example.org/> .
        e:clerk a org:Post ; org:reportsTo e:office, e:nobody, "the boss"@en ; org:headOf e:office .
        e:office a org:Site .
        [] a org:Role ; org:reportsTo e:clerk .
        e:unit a org:OrganizationalUnit ; org:linkedTo e:clerk ; org:subOrganizationOf e:unit .
        """,
        encoding="utf-8",
    )
    report = validate_file(file, route=route)
    assert [(each.shape, each.message) for each in report.violations] == [
        (
            "director-kind",
            "<https://example.org/clerk> reports to <https://example.org/office>, which is neither "
            "a post nor an organisation nor a person",
        ),
        (
            "director-kind",
            '<https://example.org/clerk> reports to "the boss", which is neither a post nor an '
            "organisation nor a person",
        ),
        (
            "head-of",
            "<https://example.org/clerk> is a post and is said to be org:headOf "
            "<https://example.org/office>, which makes an agent of it",
        ),
        (
            "linked-organisations",
            "<https://example.org/unit> is linked to <https://example.org/clerk>, and one of them "
            "is no organisation",
        ),
        ("role-reports-to-nobody", "the role _:b1 reports to <https://example.org/clerk>"),
        (
            "containment-cycle",
            "<https://example.org/unit> is a part of itself by way of <https://example.org/unit>",
        ),
        (
            "dangling-node",
            "<https://example.org/clerk> points to <https://example.org/nobody>, of which nothing "
            "is known here",
        ),
    ]
    assert not report.is_valid


def test_plain_organisation_is_sound(tmp_path: Path) -> None:
    """A stranger's file without claims, codes and descriptions is not held to our own rules."""
    file = tmp_path / "staff.ttl"
    file.write_text(TURTLE.replace("reportTo", "reportsTo"), encoding="utf-8")
    report = validate_file(file)
    assert (report.violations, report.conforms, report.is_valid) == ((), True, True)
    assert report.counts() == {Severity.VIOLATION: 0, Severity.WARNING: 0}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("staff.txt", b"", "not an RDF file by its name; known: .ttl"),
        ("staff.ttl", b"<a> <b>", "not Turtle: "),
        ("staff.nt", b"\xff\xfe", "not N-Triples: "),
        ("staff.jsonld", b'{"@context": "https://schema.org/"}', "not JSON-LD: "),
        ("staff.ttl", None, "cannot be read: no such file"),
    ],
)
def test_unreadable_file_is_said_so(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """A file that is missing, of another format or needs the network is refused in one line."""
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SourceError) as raised:
        validate_file(file)
    assert str(raised.value).startswith(f"{file}: {message}")
    assert "\n" not in str(raised.value)


def test_suggestion_needs_likeness() -> None:
    """A term is suggested for a slip of the pen, in any case, and not for a wholly other word."""
    assert suggest_term(f"{ORG}ReportsTo") == f"{ORG}reportsTo"
    assert suggest_term(f"{ORG}zzz") is None
    assert suggest_term(f"{ORG}reportsTo") is None
    assert suggest_term("https://example.org/anything") is None


def test_terms_of_unknown_vocabularies_are_let_be() -> None:
    """Only a namespace whose terms are listed can lack one."""
    assert vocabulary_lacking("https://example.org/ns#reportTo") is None
    assert vocabulary_lacking(f"{ORG}reportTo") == ORG


def test_short_forms_read_like_turtle() -> None:
    """IRIs are shown with the prefix people know, blank nodes as they are."""
    assert short_form("http://xmlns.com/foaf/0.1/Agent") == "foaf:Agent"
    assert short_form("_:b1") == "_:b1"
    assert short_form(ORG) == f"<{ORG}>"
