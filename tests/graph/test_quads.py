"""Quads: what the model says comes out as triples and graphs that a strict parser reads back."""

import pyoxigraph
import pytest

from graph.model import (
    DescriptionGraph,
    DescriptionVersion,
    Entity,
    Literal,
    Merge,
    Review,
)
from graph.quads import (
    entity_lines,
    entity_types,
    literal,
    term,
)
from graph.store.quads_file import nquads_of
from graph.trig import decimal, description_graph_block, review_block
from graph.vocabulary import Dct, Org, Osg, Prov, Rdf, Rdfs, Skos, Xsd
from tests.graph import sample

IRI = "https://example.org/t/id/unit/a"


def _entity_triples(entity: Entity) -> set[tuple[str, str]]:
    lines = "".join(entity_lines(entity, scheme="https://example.org/s"))
    return {
        (quad.predicate.value, quad.object.value)
        for quad in pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
        if not isinstance(quad.object, pyoxigraph.BlankNode | pyoxigraph.Triple)
    }


def _graph_lines(content: DescriptionGraph) -> list[str]:
    return nquads_of(description_graph_block(content, scheme="s")).splitlines(keepends=True)


def test_the_sample_is_read_back_whole() -> None:
    """Every line of the sample is one quad, none is lost and none is a blank node."""
    lines = sample.sample_lines()
    store = pyoxigraph.Store()
    store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(store) == len(lines)
    assert not any(isinstance(quad.subject, pyoxigraph.BlankNode) for quad in store)


def test_the_store_gives_back_what_was_written() -> None:
    """No literal is changed on the way: the quads of the store are the lines of the file."""
    store = pyoxigraph.Store()
    lines = sample.sample_lines()
    store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dumped = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert dumped is not None
    assert sorted(dumped.decode().split("\n")[:-1]) == [line.rstrip("\n") for line in lines]


def test_every_quote_of_the_sample_stands_at_its_offsets() -> None:
    """The sample keeps the promise that text[start:end] is the quote."""
    for content in sample.DESCRIPTION_GRAPHS:
        text = sample.TEXTS[content.version.sha256]
        places = [(c.start, c.end, c.quote) for c in content.claims]
        places += [(d.start, d.end, d.quote) for d in content.duties]
        places += [(m.start, m.end, m.quote) for m in content.mentions]
        places += [(f.start, f.end, f.quote) for f in content.findings]
        assert [text[start:end] for start, end, _ in places] == [quote for _, _, quote in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", '"plain"'),
        ('say "no"\\', '"say \\"no\\"\\\\"'),
        ("a\r\nb", '"a\\r\\nb"'),
        ("tab\tand \x7f are escaped", '"tab\\tand \\u007F are escaped"'),
        ("\u2028 and \U0001f600 stay", '"\u2028 and \U0001f600 stay"'),
        ("half \ud800 a pair", '"half \ufffd a pair"'),
    ],
)
def test_literals_escape_what_n_quads_must_escape(text: str, expected: str) -> None:
    """What the canonical form of N-Quads escapes is escaped, everything else stays as it is."""
    assert literal(text) == expected


def test_terms_have_their_data_type() -> None:
    """A plain string has no type behind it, another type is written out, an IRI is in brackets."""
    assert term(Literal("x")) == '"x"'
    assert term(Literal("12", Xsd.INTEGER.value)) == f'"12"^^<{Xsd.INTEGER}>'
    assert term(IRI) == f"<{IRI}>"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1"), (0.98, "0.98"), (0.5, "0.5"), (1 / 3, "0.3333"), (0.00001, "0"), (10, "10")],
)
def test_decimals_have_their_shortest_form(number: float, expected: str) -> None:
    """A confidence is written as the store gives it back, so that equal ones are equal terms."""
    assert decimal(number) == expected


def test_the_classes_of_posts_and_of_the_employer() -> None:
    """A post is described or referenced, generic beside it; the employer is no unit of another."""
    post = Entity(iri=IRI, kind="post", label="Principal", described=True, generic=True)
    assert entity_types(post) == (Org.POST, Osg.DESCRIBED_POST, Osg.GENERIC_POST)
    named = Entity(iri=IRI, kind="post", label="Chief")
    assert entity_types(named) == (Org.POST, Osg.REFERENCED_POST)
    root = Entity(iri=IRI, kind="unit", label="River County", root=True)
    assert entity_types(root) == (Org.ORGANIZATION, Org.FORMAL_ORGANIZATION)
    unit = Entity(iri=IRI, kind="unit", label="Office")
    assert entity_types(unit) == (Org.ORGANIZATION, Org.ORGANIZATIONAL_UNIT)


def test_an_entity_with_every_kind_of_name() -> None:
    """Names, acronyms, former names, earlier IRIs and the scheme are all written."""
    entity = Entity(
        iri=IRI,
        kind="program",
        label="Healthy Start",
        alternative_labels=("Healthy Starts",),
        acronyms=("HS",),
        former_names=("Start Well",),
        replaced_iris=("https://example.org/t/id/program/old",),
    )
    assert _entity_triples(entity) == {
        (Rdf.TYPE, Skos.CONCEPT),
        (Rdf.TYPE, Osg.PROGRAM),
        (Rdfs.LABEL, "Healthy Start"),
        (Skos.PREF_LABEL, "Healthy Start"),
        (Skos.ALT_LABEL, "Healthy Starts"),
        (Skos.ALT_LABEL, "HS"),
        (Osg.ACRONYM, "HS"),
        (Skos.ALT_LABEL, "Start Well"),
        (Osg.FORMER_NAME, "Start Well"),
        (Dct.REPLACES, "https://example.org/t/id/program/old"),
        (Skos.IN_SCHEME, "https://example.org/s"),
    }


def test_an_unexpanded_acronym_is_no_other_name_of_itself() -> None:
    """Where the acronym is the label it is not written a second time as another label."""
    entity = Entity(iri=IRI, kind="unit", label="OAB", acronyms=("OAB",), unexpanded=True)
    triples = _entity_triples(entity)
    assert (Osg.UNEXPANDED, "true") in triples
    assert (Osg.ACRONYM, "OAB") in triples
    assert not any(predicate == Skos.ALT_LABEL for predicate, _ in triples)


def test_a_version_with_every_date() -> None:
    """Dates are months; a version that states none has none."""
    bare = DescriptionVersion(
        iri=IRI, description="https://example.org/d", title="T", sha256="0", source_name="t.txt"
    )
    dated = DescriptionVersion(
        iri=IRI,
        description="https://example.org/d",
        title="T",
        sha256="0",
        source_name="t.txt",
        issued="1982-05",
        modified=("1996-07", "2018-04"),
        last_reviewed="2020-01",
    )
    extra = set(_graph_lines(DescriptionGraph(dated))) - set(_graph_lines(DescriptionGraph(bare)))
    month = f"^^<{Xsd.G_YEAR_MONTH}> <{IRI}> .\n"
    assert extra == {
        f'<{IRI}> <{Dct.ISSUED}> "1982-05"{month}',
        f'<{IRI}> <{Dct.MODIFIED}> "1996-07"{month}',
        f'<{IRI}> <{Dct.MODIFIED}> "2018-04"{month}',
        f'<{IRI}> <{Osg.LAST_REVIEWED}> "2020-01"{month}',
    }


def test_qualifiers_have_their_own_properties_or_one_for_all() -> None:
    """Known qualifiers are properties; an unknown one is written as key=value."""
    claim = sample.NURSE_CLAIMS[0]
    odd = claim._replace(
        qualifiers=(("inferred", True), ("level", "general"), ("mode", "duty"), ("new", True))
    )
    content = DescriptionGraph(sample.DESCRIPTION_GRAPHS[0].version, claims=(odd,))
    text = "".join(_graph_lines(content))
    assert f'<{Osg.INFERRED}> "true"^^<{Xsd.BOOLEAN}>' in text
    assert f'<{Osg.LEVEL}> "general"' in text
    assert f'<{Osg.QUALIFIER}> "mode=duty"' in text
    assert f'<{Osg.QUALIFIER}> "new=true"' in text


def test_the_review_graph_holds_merges_with_their_reason() -> None:
    """A merge says which name, which entity and why, in the graph for review."""
    review = Review("https://example.org/r", merges=(Merge(IRI, "https://e.org/x", "Xs", "why"),))
    assert nquads_of(review_block(review)) == (
        f"<{IRI}> <{Rdf.TYPE}> <{Osg.MERGE}> <https://example.org/r> .\n"
        f"<{IRI}> <{Osg.REFERS_TO}> <https://e.org/x> <https://example.org/r> .\n"
        f'<{IRI}> <{Osg.SURFACE_FORM}> "Xs" <https://example.org/r> .\n'
        f'<{IRI}> <{Osg.REASON}> "why" <https://example.org/r> .\n'
    )


def test_a_finding_of_many_documents_has_no_place() -> None:
    """A finding about several documents names candidates and no offsets."""
    lines = nquads_of(review_block(sample.REVIEW))
    assert lines.count(str(Osg.FINDING_KIND)) == 1
    assert str(Prov.WAS_DERIVED_FROM) not in lines
