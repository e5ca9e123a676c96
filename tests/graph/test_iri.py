"""IRIs: slugs of any name, a base that is checked, nothing that depends on time or chance."""

import pytest

from graph.errors import ModelError
from graph.iri import IriSpace, check_iri, default_base, slug

SPACE = IriSpace("https://example.org/t/")
SHA = "c02a8906fd3d" + "0" * 52


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Director, Student Well-Being & Growth", "director-student-well-being-and-growth"),
        ("State\u00bfs Attorney\u2019s Office", "states-attorneys-office"),
        ("Straße Ångström", "strasse-angstrom"),
        ("  A/B  ", "a-b"),
        ("日本", "x-cf2abf0c"),
        ("", "x-e3b0c442"),
    ],
)  # fmt: skip
def test_slug(name: str, expected: str) -> None:
    """A slug is ASCII, lower case, with hyphens; a name without ASCII gets its hash."""
    assert slug(name) == expected


def test_a_long_slug_is_cut_at_a_word_and_told_apart_by_a_hash() -> None:
    """Two long names that begin alike do not come to one slug."""
    first, second = slug("word " * 40 + "a"), slug("word " * 40 + "b")
    assert first != second
    assert max(len(first), len(second)) <= 96 + 9
    assert first.rsplit("-", 1)[0].endswith("-word")


def test_default_base() -> None:
    """The base is made from the organisation's name, and a plain word stands where none is."""
    assert default_base("River County") == "https://example.org/river-county/"
    assert default_base(None) == "https://example.org/organisation/"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "no-scheme/",
        "https://e.org",
        "https://e.org/#",
        "https://e.org/?q=/",
        "https://e.org/a b/",
    ],
)
def test_a_base_that_gives_bad_iris_is_refused(base: str) -> None:
    """A base must be an absolute IRI that ends in a slash and has no query or fragment."""
    with pytest.raises(ModelError):
        IriSpace(base)


@pytest.mark.parametrize("iri", ["http://e.org/<x>", "http://e.org/\n", "http://e.org/%zz", "x"])
def test_check_iri_refuses_what_rfc_3987_forbids(iri: str) -> None:
    """An IRI with a forbidden character, a bad escape or no scheme is refused."""
    with pytest.raises(ModelError, match="not an absolute IRI"):
        check_iri(iri)


def test_the_iris_of_a_description() -> None:
    """Each IRI has its folder, and a version is told by hash and part."""
    doc = SPACE.description("0931-worker")
    version = SPACE.version(doc, SHA)
    assert version == "https://example.org/t/doc/0931-worker/v/c02a8906fd3d"
    assert SPACE.version(doc, SHA, 2) == f"{version}-2"
    assert SPACE.duty(version, 3) == f"{version}#duty-3"
    assert SPACE.section(version, 1) == f"{version}#section-1"
    assert SPACE.mention(SHA, 5, 9) == "https://example.org/t/mention/c02a8906fd3d-5-9"
    assert (
        SPACE.finding(SHA, 5, 9, "unreadable_date")
        == "https://example.org/t/finding/c02a8906fd3d-5-9-unreadable-date"
    )
    assert SPACE.entity("unit", "a") == "https://example.org/t/id/unit/a"
    assert SPACE.scheme("programs") == "https://example.org/t/id/scheme/programs"
    assert SPACE.review_graph == "https://example.org/t/review"


def test_a_claim_is_named_by_its_statement_and_its_place() -> None:
    """The same statement at the same place has one IRI, at another place another one."""
    first = SPACE.claim(subject="s", predicate="p", object_key="o", version="v", start=1, end=2)
    again = SPACE.claim(subject="s", predicate="p", object_key="o", version="v", start=1, end=2)
    other = SPACE.claim(subject="s", predicate="p", object_key="o", version="v", start=1, end=3)
    assert first == again != other
    assert first.startswith("https://example.org/t/claim/")
    assert len(first.rsplit("/", 1)[1]) == 16


def test_a_review_iri_is_named_by_its_parts() -> None:
    """Two reviews of different things differ, and the kind can be seen."""
    assert SPACE.review("merge", "a", "b") != SPACE.review("merge", "a", "c")
    assert SPACE.review("merge", "a").startswith("https://example.org/t/review/merge-")
