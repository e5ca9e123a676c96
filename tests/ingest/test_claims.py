"""Claims: one a statement and quote, the most specific property, and the triples they support."""

from dataclasses import replace

import pytest

from graph.model import Claim, Literal, Statement
from graph.vocabulary import Org, Osg, Xsd
from ingest.assembly.claims import ClaimMaker, predicate_of, statements_of
from ingest.record import Extraction, Fact, Fields, FieldValue, Reference
from ingest.resolution.document_names import DocumentNames
from tests.ingest.making import TITLES, extraction, fact, named, post, resolve, self_of

T = "https://example.org/t/id"
TEXT = (
    "Ward Clerk. Under the director of the Division of Wards. Works under the deputy director, "
    "Division of Wards. The Division of Wards is in the Office of Care. Knows Healthy Start. "
    "Refers people to Healthy Start. Helps with parents. The director of the Division of Wards "
    "leads the Division of Wards."
)
CLERK = self_of("Ward Clerk")
DIRECTOR = post("director", "Division of Wards")
WARDS = named("unit", "Division of Wards")
START = named("program", "Healthy Start")


def claims_of(*facts: Fact, text: str = TEXT) -> tuple[tuple[Claim, ...], list[str]]:
    """Return the claims of an extraction with these facts, and the kinds of findings."""
    return _made(extraction(text, title="Ward Clerk", facts=facts))


def _made(found: Extraction) -> tuple[tuple[Claim, ...], list[str]]:
    maker = ClaimMaker(found, DocumentNames(found, resolve(found)), TITLES)
    return maker.make(), [finding.kind for finding in maker.findings]


def short(claims: tuple[Claim, ...]) -> set[tuple[str, str, str, str]]:
    """Return claims as (subject, property, object, quote) without what is common to all."""
    return {
        (
            claim.subject.removeprefix(f"{T}/"),
            claim.predicate.rpartition("#")[2],
            claim.object.value
            if isinstance(claim.object, Literal)
            else claim.object.removeprefix(f"{T}/"),
            claim.quote,
        )
        for claim in claims
    }


def test_a_fact_with_two_quotes_is_two_claims_and_one_triple() -> None:
    """Each quote proves the statement by itself; the triple stands once."""
    claims, _ = claims_of(
        fact(
            TEXT,
            "touches_program",
            CLERK,
            START,
            "Knows Healthy Start",
            "Healthy Start",
            how="knows",
        )
    )
    assert short(claims) == {
        ("post/ward-clerk", "knowsProgram", "program/healthy-start", "Knows Healthy Start"),
        ("post/ward-clerk", "knowsProgram", "program/healthy-start", "Healthy Start"),
    }
    assert statements_of(claims) == (
        Statement(f"{T}/post/ward-clerk", Osg.KNOWS_PROGRAM, f"{T}/program/healthy-start"),
        Statement(f"{T}/post/ward-clerk", Osg.TOUCHES_PROGRAM, f"{T}/program/healthy-start"),
    )


def test_a_director_named_with_the_unit_heads_it() -> None:
    """A head word makes the post the unit's head, proved by the words that name it."""
    quote = "Under the director of the Division of Wards"
    claims, _ = claims_of(fact(TEXT, "reports_to", CLERK, DIRECTOR, quote, level="general"))
    director = "post/director-division-of-wards"
    assert short(claims) == {
        ("post/ward-clerk", "underDirectionOf", director, quote),
        (director, "heads", "unit/division-of-wards", quote),
    }
    heads = next(claim for claim in claims if claim.predicate == Osg.HEADS)
    assert (heads.rule, heads.qualifiers) == ("assembly/unit-in-title", (("inferred", True),))
    assert set(statements_of(claims)) == {
        Statement(f"{T}/post/ward-clerk", Osg.UNDER_DIRECTION_OF, f"{T}/{director}"),
        Statement(f"{T}/post/ward-clerk", Org.REPORTS_TO, f"{T}/{director}"),
        Statement(f"{T}/{director}", Osg.HEADS, f"{T}/unit/division-of-wards"),
        Statement(f"{T}/{director}", Org.POST_IN, f"{T}/unit/division-of-wards"),
        Statement(f"{T}/{director}", Org.HAS_ROLE, Org.HEAD),
    }


def test_a_deputy_is_in_the_unit_and_does_not_head_it() -> None:
    """A word such as 'deputy' leaves only the place in the unit."""
    claims, _ = claims_of(
        fact(
            TEXT,
            "reports_to",
            CLERK,
            post("deputy director", "Division of Wards"),
            "deputy director",
        )
    )
    deputy = "post/deputy-director-division-of-wards"
    assert (deputy, "postIn", "unit/division-of-wards", "deputy director") in short(claims)
    assert not any(statement.predicate == Osg.HEADS for statement in statements_of(claims))


def test_the_head_of_a_unit_is_in_that_unit_alone() -> None:
    """Another unit that the text places a head in stays a claim and gives no triple."""
    office = named("unit", "Office of Care")
    claims, _ = claims_of(
        fact(TEXT, "heads", DIRECTOR, WARDS, "leads the Division of Wards"),
        fact(TEXT, "post_in", DIRECTOR, office, "in the Office of Care"),
        fact(TEXT, "post_in", CLERK, office, "in the Office of Care"),
    )
    assert len(claims) == 3
    places = {(s.subject, s.object) for s in statements_of(claims) if s.predicate == Org.POST_IN}
    assert places == {
        (f"{T}/post/director-division-of-wards", f"{T}/unit/division-of-wards"),
        (f"{T}/post/ward-clerk", f"{T}/unit/office-of-care"),
    }


def test_what_the_text_states_is_not_inferred_again() -> None:
    """Where a fact says that the director heads the division, no claim is made of the title."""
    quote = "The director of the Division of Wards leads the Division of Wards"
    claims, _ = claims_of(fact(TEXT, "heads", DIRECTOR, WARDS, quote))
    assert [claim.rule for claim in claims] == ["test/by-hand"]


def test_a_group_is_words_and_gives_no_triple() -> None:
    """'parents' are no node: the claim holds the words."""
    claims, _ = claims_of(
        fact(TEXT, "collaborates_with", CLERK, named("group", "parents"), "Helps with parents")
    )
    assert [claim.object for claim in claims] == [Literal("parents")]
    assert statements_of(claims) == ()


@pytest.mark.parametrize(
    ("subject", "target", "kind"),
    [
        (named("group", "staff"), START, "unusable_statement"),
        (CLERK, Reference("riddle", "X"), "unusable_statement"),
        (CLERK, post("Ward Clerk"), "statement_about_itself"),
    ],
)
def test_a_statement_that_cannot_stand_becomes_a_finding(
    subject: Reference, target: Reference, kind: str
) -> None:
    """A group as subject, a kind that is none, a thing and itself: left out, and said so."""
    claims, findings = claims_of(fact(TEXT, "collaborates_with", subject, target, "Helps"))
    assert (claims, findings) == ((), [kind])


def test_of_equal_claims_the_most_certain_is_kept() -> None:
    """Two rules that read the same words for the same statement give one claim."""
    quote = "Knows Healthy Start"
    claims, _ = claims_of(
        fact(TEXT, "touches_program", CLERK, START, quote, how="knows", confidence=0.5, rule="b"),
        fact(TEXT, "touches_program", CLERK, START, quote, how="knows", confidence=0.9, rule="c"),
        fact(TEXT, "touches_program", CLERK, START, quote, how="knows", confidence=0.9, rule="a"),
    )
    assert [(claim.confidence, claim.rule) for claim in claims] == [(0.9, "a")]


def test_qualifiers_that_say_nothing_are_left_out() -> None:
    """None, False and the 'how' that the property says already do not stand on the claim."""
    claims, _ = claims_of(
        fact(
            TEXT, "touches_program", CLERK, START, "Knows Healthy Start",
            how="knows", level=None, or_designee=False, joined_by="and",
        )
    )  # fmt: skip
    assert [claim.qualifiers for claim in claims] == [(("joined_by", "and"),)]


@pytest.mark.parametrize(
    ("relation", "qualifiers", "expected"),
    [
        ("touches_program", {"how": "works with"}, Osg.WORKS_WITH_PROGRAM),
        ("touches_program", {"how": "refers_to"}, Osg.REFERS_TO_PROGRAM),
        ("touches_program", {"how": "runs"}, Osg.RUNS_PROGRAM),
        ("touches_program", {}, Osg.TOUCHES_PROGRAM),
        ("requires_credential", {"level": "required"}, Osg.REQUIRES_CREDENTIAL),
        ("requires_credential", {"level": "preferred"}, Osg.PREFERS_CREDENTIAL),
        ("part_of", {}, Org.SUB_ORGANIZATION_OF),
        ("post_in", {}, Org.POST_IN),
        ("supervises", {}, Osg.SUPERVISES),
        ("participates_in", {}, Osg.PARTICIPATES_IN),
    ],
)
def test_predicates(relation: str, qualifiers: dict[str, str], expected: str) -> None:
    """Each relation of the record has its property, the most specific one."""
    plain = fact(TEXT, relation, CLERK, START, "Knows")
    found = plain._replace(qualifiers=tuple(qualifiers.items()))
    assert predicate_of(found) == expected


def test_an_unknown_relation_is_an_error() -> None:
    """A relation that the record does not have is a fault of the program, not of the text."""
    with pytest.raises(KeyError):
        predicate_of(fact(TEXT, "likes", CLERK, START, "Knows"))


def test_header_fields_are_claims_with_their_place() -> None:
    """Role, grade, months, overtime and the way of ranking are proved by the header."""
    text = "Clerk I 0101 grade K, 12 months, overtime Yes, Not Applicable"

    def field(raw: str, meaning: str | int) -> FieldValue:
        return FieldValue(meaning, raw, text.index(raw), text.index(raw) + len(raw))

    found = Extraction(
        source="x.txt", part=1, sha256="0" * 64, encoding="utf-8", profile="generic",
        fields=Fields(
            official_title=field("Clerk I", "Clerk I"),
            code=field("0101", "0101"),
            grade=field("K", "K"),
            months=field("12", 12),
            overtime_eligible=replace(field("Yes", ""), value=True),
            sq_oq=field("Not Applicable", "Not Applicable"),
        ),
    )  # fmt: skip
    claims, _ = _made(found)
    post_slug = "post/0101-clerk-i"
    assert short(claims) == {
        (post_slug, "role", "role/0101-clerk-i", "Clerk I"),
        (post_slug, "role", "role/0101-clerk-i", "0101"),
        (post_slug, "payGrade", "grade/k", "K"),
        (post_slug, "monthsPerYear", "12", "12"),
        (post_slug, "overtimeEligible", "true", "Yes"),
        (post_slug, "qualificationType", "Not Applicable", "Not Applicable"),
    }
    assert {claim.section for claim in claims} == {"header"}
    overtime = Literal("true", Xsd.BOOLEAN.value)
    assert Statement(f"{T}/{post_slug}", Osg.OVERTIME_ELIGIBLE, overtime) in statements_of(claims)


def test_the_unit_in_a_working_title() -> None:
    """The title's tail places the post in the unit, or makes it the head, proved by the title."""
    for head, predicate in (("Ward Clerk", "postIn"), ("Director", "heads")):
        text = f"{head}, Division of Wards. Helps parents."
        found = extraction(
            text,
            title=f"{head}, Division of Wards",
            facts=[
                fact(
                    text, "collaborates_with", self_of(head, "Division of Wards"),
                    named("group", "parents"), "Helps parents",
                )
            ],
        )  # fmt: skip
        claims, _ = _made(found)
        title = f"{head}, Division of Wards"
        slug = title.lower().replace(",", "").replace(" ", "-")
        assert (f"post/{slug}", predicate, "unit/division-of-wards", title) in short(claims)
