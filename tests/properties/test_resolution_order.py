"""Whatever the order of the descriptions, resolution decides the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.resolution.aliases import Alias, Aliases
from ingest.resolution.resolution import Resolution, Resolver
from ingest.resolution.summary import DocumentSummary, NameUse

UNITS = [
    "Office of Wards", "Division of Wards", "Wards Division", "Office of Ward", "OW",
    "Ward Care Unit", "River County", "Office of Wards and Care", "offices of wards",
]  # fmt: skip
PROGRAMS = [
    "Instruction Plan", "Instructional Plans", "IP", "Healthy Start", "Healthy Start Program",
]  # fmt: skip
TITLES = ["Clerk", "Ward Clerk", "Director, Division of Wards", "Chief of Staff"]
ALIASES = Aliases(
    (
        Alias(name="Office of Wards", kind="unit", same=("Ward Care Unit",), different=("OW",)),
        Alias(name="Healthy Start", kind="program", different=("Healthy Start Program",)),
    )
)

uses = st.one_of(
    st.builds(
        NameUse,
        st.just("unit"),
        st.sampled_from(UNITS),
        acronym=st.sampled_from(["", "OW", "DW"]),
        root=st.booleans(),
        aliases=st.sampled_from([(), ("the Wards",), ("the department",)]),
    ),
    st.builds(
        NameUse, st.just("program"), st.sampled_from(PROGRAMS), acronym=st.sampled_from(["", "IP"])
    ),
    st.builds(
        NameUse,
        st.just("post"),
        st.sampled_from(["director", "Clerk", "COS", "Chief of Staff", "Chief of Schools"]),
        of_unit=st.sampled_from(["", "Division of Wards", "OW"]),
        acronym=st.sampled_from(["", "COS"]),
        generic=st.booleans(),
    ),
)  # fmt: skip


@st.composite
def summaries(draw: st.DrawFn) -> list[DocumentSummary]:
    """Draw descriptions that share names, titles and codes."""
    hashes = draw(st.lists(st.integers(0, 2**32), min_size=1, max_size=8, unique=True))
    return [
        DocumentSummary(
            sha256=f"{number:064x}",
            part=draw(st.integers(1, 2)),
            employer=draw(st.sampled_from(["", "River County", "Lake County"])),
            title=draw(st.sampled_from(["", *TITLES])),
            code=draw(st.sampled_from(["", "1", "2"])),
            official_title=draw(st.sampled_from(["", "Clerk I"])),
            latest=draw(st.sampled_from(["", "2001-01", "2002-02"])),
            own_names=draw(st.sampled_from([(), (("director", "Division of Wards"),)])),
            names=tuple(sorted(draw(st.sets(uses, max_size=6)))),
        )
        for number in hashes
    ]


def decide(items: list[DocumentSummary]) -> Resolution:
    """Return what resolution decides."""
    resolver = Resolver(ALIASES)
    for item in items:
        resolver.add(item)
    return resolver.finish()


@settings(max_examples=200)
@given(summaries(), st.randoms(use_true_random=False))
def test_the_order_of_descriptions_never_matters(
    items: list[DocumentSummary], chance: object
) -> None:
    """Entities, IRIs, plans, merges, candidates and findings are the same in any order."""
    shuffled = list(items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    first, second = decide(items), decide(shuffled)
    assert first.entities == second.entities
    assert (first.plans, first.iris, first.review) == (second.plans, second.iris, second.review)


@settings(max_examples=100)
@given(summaries())
def test_every_name_has_an_entity_and_every_entity_an_iri_of_its_own(
    items: list[DocumentSummary],
) -> None:
    """Nothing that a description names is lost, and no two things share an IRI."""
    found = decide(items)
    for item in items:
        assert found.plans[item.sha256, item.part].post in found.entities
        for use in item.names:
            iri = found.find_iri(item.employer, use.kind, use.name, use.of_unit)
            assert iri is not None
            assert found.entities[iri].kind == use.kind
    assert all(iri == entity.iri for iri, entity in found.entities.items())
    assert set(found.iris.values()) <= set(found.entities)
