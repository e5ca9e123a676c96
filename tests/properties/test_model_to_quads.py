"""Whatever the text, the model survives the way to N-Quads and back."""

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.iri import IriSpace, check_iri, slug
from graph.model import (
    Claim,
    DescriptionGraph,
    DescriptionVersion,
    Duty,
    Entity,
    Literal,
    Statement,
)
from graph.quads import entity_lines, literal, statement_line
from graph.store.quads_file import nquads_of
from graph.trig import description_graph_block
from graph.vocabulary import Oa, Osg, Rdf, Xsd

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ANY_TEXT = st.text(max_size=60)
SPACE = IriSpace("https://example.org/t/")


def read_back(lines: str) -> list[pyoxigraph.Quad]:
    """Return the quads of N-Quads as the strictest parser at hand reads them."""
    return list(pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


def literals(quads: list[pyoxigraph.Quad]) -> set[tuple[str, str, str]]:
    """Return subject, predicate and value of every quad whose object is a literal."""
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.Literal)
    }


@given(TEXT)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """A literal of any characters, control characters and all, is one line and one literal."""
    line = statement_line(Statement("https://e.org/s", "https://e.org/p", Literal(text)))
    assert line.count("\n") == 1
    assert [quad.object for quad in read_back(line)] == [pyoxigraph.Literal(text)]


@given(ANY_TEXT)
def test_text_that_utf_8_cannot_hold_is_still_a_literal(text: str) -> None:
    """Half a surrogate pair becomes the replacement character and the rest stays."""
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    (quad,) = read_back(f"<https://e.org/s> <https://e.org/p> {literal(text)} .\n")
    assert quad.object == pyoxigraph.Literal(expected)


@given(ANY_TEXT)
def test_any_name_gives_a_slug_and_a_valid_iri(name: str) -> None:
    """Every slug is of a-z, 0-9 and hyphens, and its IRI is one by RFC 3987 and by Oxigraph."""
    made = slug(name)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    iri = SPACE.entity("unit", made)
    assert pyoxigraph.NamedNode(check_iri(iri)).value == iri


@given(st.builds(str.casefold, TEXT), st.sampled_from(["A", "&", "'s", "  ", ",", "é"]))
def test_a_slug_is_its_own_slug(name: str, more: str) -> None:
    """Slugs are stable: the slug of a slug is the slug."""
    made = slug(name + more)
    assert slug(made) == made


@given(TEXT, TEXT, st.lists(TEXT, max_size=3, unique=True))
def test_an_entity_is_read_back(label: str, acronym: str, names: list[str]) -> None:
    """Label, acronym and other names come back, in any script."""
    entity = Entity(
        iri=SPACE.entity("unit", "a"),
        kind="unit",
        label=label,
        acronyms=(acronym,),
        alternative_labels=tuple(names),
    )
    quads = read_back("".join(entity_lines(entity, scheme="https://e.org/s")))
    values = {(predicate, value) for _, predicate, value in literals(quads)}
    assert (Osg.ACRONYM.value, acronym) in values
    assert {label, acronym, *names} == {value for _, value in values}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Draw a claim with any quote, place, object and qualifiers."""
    quote = draw(TEXT)
    start = draw(st.integers(0, 10**6))
    target = draw(
        st.one_of(
            st.just("https://e.org/o"),
            st.builds(Literal, TEXT),
            st.builds(lambda n: Literal(str(n), Xsd.INTEGER.value), st.integers(0, 99)),
        )
    )
    return Claim(
        iri=f"https://e.org/claim/{draw(st.integers(0, 10**9))}",
        subject="https://e.org/s",
        predicate="https://e.org/p",
        object=target,
        version="https://e.org/v",
        quote=quote,
        start=start,
        end=start + len(quote),
        section=draw(TEXT),
        rule=draw(TEXT),
        confidence=draw(st.floats(0, 1)),
        qualifiers=draw(
            st.sampled_from([(), (("level", "general"),), (("or_designee", True), ("x", "y"))])
        ),
    )


@settings(max_examples=50)
@given(st.lists(claims(), max_size=4, unique_by=lambda claim: claim.iri), st.lists(TEXT))
def test_a_version_is_read_back(drawn: list[Claim], duties: list[str]) -> None:
    """Every claim and duty comes back with its quote, its place and its object."""
    version = DescriptionVersion(
        iri="https://e.org/v", description="https://e.org/d", title="T", sha256="0", source_name="t"
    )
    made = tuple(Duty(f"https://e.org/v#duty-{n}", n, d, 0, len(d)) for n, d in enumerate(duties))
    content = DescriptionGraph(version, claims=tuple(drawn), duties=made)
    quads = read_back(nquads_of(description_graph_block(content, scheme="https://e.org/s")))
    assert {quad.graph_name for quad in quads} == {pyoxigraph.NamedNode("https://e.org/v")}
    found = literals(quads)
    expected = {(duty.iri, Oa.EXACT.value, duty.quote) for duty in made}
    for claim in drawn:
        expected |= {
            (claim.iri, Oa.EXACT.value, claim.quote),
            (claim.iri, Oa.START.value, str(claim.start)),
            (claim.iri, Oa.END.value, str(claim.end)),
            (claim.iri, Osg.RULE.value, claim.rule),
        }
    assert expected <= found
    objects = {quad.object for quad in quads if quad.predicate.value == Rdf.OBJECT}
    assert objects == {_as_term(claim.object) for claim in drawn}
    confidences = [float(value) for _, name, value in found if name == Osg.CONFIDENCE]
    assert sorted(confidences) == sorted(round(claim.confidence, 4) for claim in drawn)


def _as_term(value: str | Literal) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(value, Literal):
        datatype = pyoxigraph.NamedNode(value.datatype)
        return pyoxigraph.Literal(value.value, datatype=datatype)
    return pyoxigraph.NamedNode(value)
