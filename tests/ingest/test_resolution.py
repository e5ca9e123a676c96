"""Resolution: which names are one thing, which stay apart, and what a person is asked."""

from collections.abc import Sequence

import pytest

from graph.model import Entity
from ingest.resolution.aliases import Alias, Aliases, Renaming
from ingest.resolution.resolution import Resolution, Resolver
from ingest.resolution.summary import DocumentSummary, NameUse

BASE = "https://example.org/t/"


def summary(
    number: int,
    *uses: NameUse,
    title: str = "",
    code: str = "",
    latest: str = "",
    employer: str = "",
    own: Sequence[tuple[str, str]] = (),
    official: str = "",
) -> DocumentSummary:
    """Return the summary of a description whose hash begins with the number."""
    return DocumentSummary(
        sha256=f"{number:x}".rjust(2, "0") + "0" * 62,
        part=1,
        employer=employer,
        title=title or f"Post {number}",
        code=code,
        official_title=official,
        latest=latest,
        own_names=tuple(own),
        names=tuple(sorted(uses)),
    )


def resolve(
    *summaries: DocumentSummary, aliases: Aliases | None = None, base: str | None = BASE
) -> Resolution:
    """Return what resolution decides about the summaries."""
    resolver = Resolver(aliases)
    for item in summaries:
        resolver.add(item)
    return resolver.finish(base)


def entity(
    found: Resolution, kind: str, name: str, of_unit: str = "", employer: str = ""
) -> Entity:
    """Return the entity that a name refers to."""
    iri = found.find_iri(employer, kind, name, of_unit)
    assert iri is not None
    return found.entities[iri]


def unit(name: str, acronym: str = "", *aliases: str, root: bool = False) -> NameUse:
    """Return the use of a unit's name."""
    return NameUse("unit", name, acronym=acronym, aliases=aliases, root=root)


def program(name: str, acronym: str = "", *aliases: str) -> NameUse:
    """Return the use of a program's name."""
    return NameUse("program", name, acronym=acronym, aliases=aliases)


def reasons(found: Resolution) -> set[tuple[frozenset[str], str]]:
    """Return the pairs left to a person by label, with the first word of the reason."""
    return {
        (frozenset(found.entities[iri].label for iri in (c.first, c.second)), c.reason.split()[0])
        for c in found.review.candidates
    }


def test_spellings_are_one_with_the_reason() -> None:
    """One name in two spellings is one entity; the spelling most descriptions use is the label."""
    found = resolve(
        summary(1, unit("Office of Wards & Clinics")),
        summary(2, unit("Office of Wards and Clinics")),
        summary(3, unit("Office of Wards and Clinics")),
    )
    one = entity(found, "unit", "Office of Wards & Clinics")
    assert one.iri == f"{BASE}id/unit/office-of-wards-and-clinics"
    assert one.label == "Office of Wards and Clinics"
    assert one.alternative_labels == ("Office of Wards & Clinics",)
    assert [(merge.surface_form, merge.reason.split()[0]) for merge in found.review.merges] == [
        ("Office of Wards & Clinics", "the")
    ]


def test_an_acronym_defined_elsewhere_is_expanded_where_it_is_clear() -> None:
    """A bare acronym means the only name of its kind that has it."""
    found = resolve(
        summary(1, unit("Office of Ward Care", "OWC")),
        summary(2, unit("OWC")),
        summary(3, program("OWC")),
    )
    assert entity(found, "unit", "OWC") == entity(found, "unit", "Office of Ward Care")
    assert entity(found, "unit", "OWC").acronyms == ("OWC",)
    assert entity(found, "program", "OWC").unexpanded


def test_a_clash_of_acronyms_stays_open() -> None:
    """Where an acronym means two things, a text that only says it names a third, with a finding."""
    chief = NameUse("post", "Chief of Schools", acronym="COS")
    staff = NameUse("post", "Chief of Staff", acronym="COS")
    found = resolve(
        summary(1, chief), summary(2, staff), summary(3, NameUse("post", "COS", acronym="COS"))
    )
    open_one = entity(found, "post", "COS")
    assert open_one.unexpanded
    assert open_one.label == "COS"
    (finding,) = found.review.findings
    assert finding.kind == "ambiguous_acronym"
    assert finding.candidates == (
        f"{BASE}id/post/cos",
        f"{BASE}id/post/chief-of-schools",
        f"{BASE}id/post/chief-of-staff",
    )
    assert reasons(found) == {
        (frozenset({"COS", "Chief of Schools"}), "the"),
        (frozenset({"COS", "Chief of Staff"}), "the"),
    }


def test_initials_decide_between_names_with_one_acronym() -> None:
    """Where two names are given an acronym and only one has its initials, that one is meant."""
    found = resolve(
        summary(1, unit("Office of Ward Care", "OWC")),
        summary(2, unit("Ward Care Office and Clinic", "OWC")),
        summary(3, unit("OWC")),
    )
    assert entity(found, "unit", "OWC") == entity(found, "unit", "Office of Ward Care")


def test_adjectives_are_one_where_an_acronym_says_so() -> None:
    """'Individual Instructional Plan' and '... Instruction Plan' meet when IIP fits both."""
    with_acronym = resolve(
        summary(1, program("Individual Instruction Plan")),
        summary(2, program("Individual Instructional Plans", "IIP")),
        summary(3, program("IIP")),
    )
    iris = {
        entity(with_acronym, "program", name).iri
        for name in ("Individual Instruction Plan", "Individual Instructional Plans", "IIP")
    }
    assert iris == {f"{BASE}id/program/individual-instruction-plan"}
    without = resolve(
        summary(1, program("Individual Instruction Plan")),
        summary(2, program("Individual Instructional Plans")),
    )
    assert len(without.review.candidates) == 1
    assert "adjective" in without.review.candidates[0].reason


def test_what_only_looks_alike_is_left_to_a_person() -> None:
    """Office and Division of one name, and names that begin alike, are pairs and not one."""
    names = (
        "Office of Ward Services",
        "Division of Ward Services",
        "Office of Ward Services and Care",
        "Office of Ward Services for Clinics",
        "Board of Wards",
        "Office of the Board of Wards",
    )
    found = resolve(summary(1, *(unit(name) for name in names)))
    assert len({entity(found, "unit", name).iri for name in names}) == len(names)
    assert reasons(found) == {
        (frozenset(names[:2]), "one"),
        (frozenset({names[0], names[2]}), "one"),
        (frozenset({names[0], names[3]}), "one"),
        (frozenset({names[2], names[3]}), "names"),
    }


def test_other_candidates() -> None:
    """A word for the kind more, words in another order, an acronym and most words in common."""
    found = resolve(
        summary(
            1,
            program("Healthy Start"),
            program("Healthy Start Program"),
            program("Growth Plan for Wards", "GPW"),
            program("Growth Path for Wards", "GPW"),
            NameUse("post", "Wards Coordinator"),
            NameUse("post", "Coordinator, Wards"),
        )
    )
    assert reasons(found) == {
        (frozenset({"Healthy Start", "Healthy Start Program"}), "the"),
        (frozenset({"Growth Plan for Wards", "Growth Path for Wards"}), "one"),
        (frozenset({"Wards Coordinator", "Coordinator, Wards"}), "the"),
    }


def test_very_many_alike_are_paired_with_neighbours_only() -> None:
    """Forty offices that begin alike give thirty-nine pairs and not eight hundred."""
    names = [f"Office of Ward Care {letter}{other}" for letter in "bcde" for other in "ghjkmnpqrt"]
    found = resolve(summary(1, *(unit(name) for name in names)))
    assert len(found.review.candidates) == len(names) - 1


def test_a_post_is_known_by_its_title_and_its_unit() -> None:
    """Two directors of two divisions are two; two ways to name one are one."""
    wards = NameUse("post", "director", of_unit="Division of Wards")
    found = resolve(
        summary(1, wards, unit("Division of Wards")),
        summary(2, NameUse("post", "Director, Wards Division")),
        summary(
            3, NameUse("post", "Director", of_unit="Division of Roads"), unit("Division of Roads")
        ),
    )
    first = entity(found, "post", "director", "Division of Wards")
    assert first.label == "director, Division of Wards"
    assert first.iri == f"{BASE}id/post/director-division-of-wards"
    assert entity(found, "post", "Director", "Division of Roads").iri != first.iri


def test_a_unit_behind_a_comma_counts_as_what_it_was_joined_to() -> None:
    """'head of wards, OWC' and a head of wards in the office that OWC stands for are one."""
    found = resolve(
        summary(1, unit("Office of Ward Care", "OWC"), unit("OWC")),
        summary(2, NameUse("post", "head, ward care, OWC")),
        summary(3, NameUse("post", "head, ward care", of_unit="Office of Ward Care")),
        summary(4, NameUse("post", "head, ward care, nowhere")),
    )
    one = entity(found, "post", "head, ward care, OWC")
    assert one == entity(found, "post", "head, ward care", "Office of Ward Care")
    assert one != entity(found, "post", "head, ward care, nowhere")


def test_the_unit_of_a_title_may_be_an_acronym() -> None:
    """'Chief, OWC' is the chief of the office that OWC stands for."""
    found = resolve(
        summary(1, unit("Office of Ward Care", "OWC")),
        summary(2, NameUse("post", "chief", of_unit="OWC"), unit("OWC")),
        summary(
            3, NameUse("post", "chief", of_unit="Office of Ward Care"), unit("Office of Ward Care")
        ),
    )
    assert entity(found, "post", "chief", "OWC") == entity(
        found, "post", "chief", "Office of Ward Care"
    )


def test_a_generic_post_is_marked() -> None:
    """A title that any site has keeps its marker beside the rest."""
    found = resolve(summary(1, NameUse("post", "principal", generic=True)))
    one = entity(found, "post", "principal")
    assert (one.generic, one.described, one.iri) == (True, False, f"{BASE}id/post/principal")


def test_the_described_post_wins_over_the_named_one() -> None:
    """Whoever names the only post with a description's title means the described post."""
    found = resolve(
        summary(1, title="Chief of Wards", code="0200", official="Chief III"),
        summary(2, NameUse("post", "chief of wards")),
    )
    one = entity(found, "post", "chief of wards")
    assert one == found.entities[f"{BASE}id/post/0200-chief-of-wards"]
    assert (one.described, one.notation, one.label) == (True, "0200", "Chief of Wards")
    assert one.alternative_labels == ("Chief III",)


def test_two_descriptions_of_one_title_leave_the_named_post_open() -> None:
    """A title with two codes does not say which of the two is meant."""
    found = resolve(
        summary(1, title="Clerk", code="1"),
        summary(2, title="Clerk", code="2"),
        summary(3, NameUse("post", "Clerk")),
    )
    assert entity(found, "post", "Clerk").iri == f"{BASE}id/post/clerk"
    assert [finding.kind for finding in found.review.findings] == ["ambiguous_title"]
    assert len(found.review.candidates) == 2


def test_the_title_without_its_tail_is_another_name() -> None:
    """People ask for 'Ward Clerk' when the title reads 'Ward Clerk, Division of Wards'."""
    found = resolve(
        summary(
            1,
            unit("Division of Wards"),
            title="Ward Clerk, Division of Wards",
            code="7",
            own=[("Ward Clerk", "Division of Wards")],
        ),
        summary(2, NameUse("post", "ward clerk", of_unit="Wards Division"), unit("Wards Division")),
    )
    one = entity(found, "post", "ward clerk", "Wards Division")
    assert one.iri == f"{BASE}id/post/7-ward-clerk-division-of-wards"
    assert "Ward Clerk" in one.alternative_labels


def test_a_role_is_known_by_its_code() -> None:
    """One code is one role however its title is spelled; its label is the commonest title."""
    found = resolve(
        summary(1, NameUse("role", "Clerk I", of_unit="0100")),
        summary(2, NameUse("role", "Clerk I", of_unit="0100")),
        summary(3, NameUse("role", "Clerck I", of_unit="0100")),
        summary(4, NameUse("role", "Clerk I")),
    )
    role = entity(found, "role", "Clerck I", "0100")
    assert (role.iri, role.notation) == (f"{BASE}id/role/0100-clerk-i", "0100")
    assert entity(found, "role", "Clerk I").iri == f"{BASE}id/role/clerk-i"


def test_names_that_come_to_one_slug_are_told_apart() -> None:
    """The thing whose first file has the lower hash keeps the IRI, and a finding names both."""
    found = resolve(
        summary(1, program("C++ Start")),
        summary(2, program("C Start")),
        summary(3, program("C Star'T")),
    )
    assert entity(found, "program", "C++ Start").iri == entity(found, "program", "C Start").iri
    other = resolve(summary(2, program("Wards日")), summary(1, program("Wards本")))
    assert entity(other, "program", "Wards本").iri == f"{BASE}id/program/wards"
    assert entity(other, "program", "Wards日").iri == f"{BASE}id/program/wards-2"
    (finding,) = other.review.findings
    assert finding.kind == "iri_collision"
    assert finding.candidates == (f"{BASE}id/program/wards", f"{BASE}id/program/wards-2")


def test_two_employers_have_two_offices_of_one_name() -> None:
    """Units and posts are an employer's own, programs are everybody's."""
    one = (unit("River County", root=True), unit("Office of Roads"), program("Healthy Start"))
    two = (unit("Lake County", root=True), unit("Office of Roads"), program("Healthy Start"))
    found = resolve(
        summary(1, *one, employer="River County"), summary(2, *two, employer="Lake County")
    )
    roads = {
        entity(found, "unit", "Office of Roads", employer=e).iri
        for e in ("River County", "Lake County")
    }
    assert roads == {f"{BASE}id/unit/office-of-roads", f"{BASE}id/unit/office-of-roads-lake-county"}
    assert entity(found, "unit", "River County", employer="River County").root
    starts = {
        entity(found, "program", "Healthy Start", employer=e).iri
        for e in ("River County", "Lake County")
    }
    assert len(starts) == 1


def test_the_employer_is_one_thing_under_all_its_names() -> None:
    """The employer's acronym is the employer, also in a description that names no employer."""
    found = resolve(
        summary(
            1, unit("River County", root=True), unit("RC", "", root=True), employer="River County"
        ),
        summary(2, unit("RC"), unit("the River County")),
    )
    county = entity(found, "unit", "RC")
    assert county == entity(found, "unit", "the River County")
    assert (county.label, county.root, county.acronyms) == ("River County", True, ("RC",))
    assert found.find_iri("Nobody", "unit", "RC") is None


@pytest.mark.parametrize(
    ("employers", "base"),
    [
        (["River County"], "https://example.org/river-county/"),
        (["River County", "the River County", "Lake County"], "https://example.org/river-county/"),
        (["River County", "Lake County"], "https://example.org/organisation/"),
        ([""], "https://example.org/organisation/"),
    ],
)
def test_the_base_is_made_from_the_employer(employers: list[str], base: str) -> None:
    """More than half of the descriptions that name an employer must name the same one."""
    found = resolve(
        *(summary(number, employer=name) for number, name in enumerate(employers, 1)), base=None
    )
    assert found.space.base == base


def test_the_latest_version_is_current_and_its_names_count() -> None:
    """Files with one code and title are versions; labels come from what is current."""
    found = resolve(
        summary(1, unit("OFFICE of Wards"), title="Clerk", code="7", latest="2001-05"),
        summary(2, unit("OFFICE of Wards"), title="clerks", code="7", latest=""),
        summary(3, unit("Office of Wards"), title="The Clerk", code="7", latest="2010-01"),
    )
    plans = sorted(found.plans.values(), key=lambda plan: plan.version)
    assert {plan.description for plan in plans} == {f"{BASE}doc/7-the-clerk"}
    assert [plan.is_current for plan in plans] == [False, False, True]
    assert [plan.title for plan in plans] == ["Clerk", "clerks", "The Clerk"]
    assert entity(found, "unit", "OFFICE of Wards").label == "Office of Wards"
    assert found.review.findings == ()


def test_a_tie_of_versions_is_a_finding() -> None:
    """Of two versions with one date the one with the higher hash counts."""
    found = resolve(summary(1, title="Clerk", code="7"), summary(2, title="Clerk", code="7"))
    current = [key for key, plan in found.plans.items() if plan.is_current]
    assert current == [("02" + "0" * 62, 1)]
    assert [finding.kind for finding in found.review.findings] == ["version_tie"]


def test_descriptions_without_title_are_descriptions_of_their_own() -> None:
    """Two files that state no title are two descriptions."""
    bare = [DocumentSummary(sha256=f"{n}{'0' * 63}", part=1) for n in range(2)]
    found = resolve(*bare)
    assert {plan.title for plan in found.plans.values()} == {
        "untitled 000000000000",
        "untitled 100000000000",
    }


def test_the_same_description_twice_is_one() -> None:
    """A file that is added again changes nothing."""
    once = summary(1, unit("Office of Wards"))
    assert resolve(once, once).plans == resolve(once).plans


def test_a_person_joins_names() -> None:
    """'same' joins what no rule joins, under the name the entry gives."""
    aliases = Aliases((Alias(name="Office of Wards", kind="unit", same=("Ward Bureau", "Absent")),))
    found = resolve(summary(1, unit("Ward Bureau"), unit("Office of Ward")), aliases=aliases)
    one = entity(found, "unit", "Ward Bureau")
    assert one == entity(found, "unit", "Office of Ward")
    assert (one.label, one.alternative_labels) == (
        "Office of Wards", ("Office of Ward", "Ward Bureau"),
    )  # fmt: skip
    assert ("Ward Bureau", "the aliases file says so") in {
        (merge.surface_form, merge.reason) for merge in found.review.merges
    }


def test_a_person_tells_names_apart() -> None:
    """'not' keeps apart what a rule would join, and the pair is not asked about again."""
    uses = (program("Ward Care Plan", "WCP"), program("WCP"))
    names = Aliases((Alias(name="Ward Care Plan", kind="program", different=("WCP",)),))
    found = resolve(summary(1, *uses), aliases=names)
    assert entity(found, "program", "WCP").unexpanded
    pair = (unit("Office of Wards"), unit("Division of Wards"))
    apart = Aliases((Alias(name="Office of Wards", kind="unit", different=("Division of Wards",)),))
    assert len(resolve(summary(1, *pair)).review.candidates) == 1
    assert resolve(summary(1, *pair), aliases=apart).review.candidates == ()


def test_a_person_pins_an_iri_and_says_what_it_was() -> None:
    """'iri' gives the last part or the whole; 'was' is kept for links; 'renamed' for names."""
    aliases = Aliases(
        (
            Alias(
                name="Office of Talent",
                kind="unit",
                iri="talent",
                was=("https://example.org/gone", "office-of-staff"),
                renamed=(Renaming("Office of Staff", "2021-07"),),
            ),
            Alias(name="Healthy Start", kind="program", iri="https://example.com/start"),
        )
    )
    found = resolve(summary(1, unit("Office of Staff"), program("Healthy Start")), aliases=aliases)
    one = entity(found, "unit", "Office of Staff")
    assert one == Entity(
        iri=f"{BASE}id/unit/talent",
        kind="unit",
        label="Office of Talent",
        former_names=("Office of Staff",),
        replaced_iris=("https://example.org/gone", f"{BASE}id/unit/office-of-staff"),
    )
    assert entity(found, "program", "Healthy Start").iri == "https://example.com/start"
    assert [merge.reason for merge in found.review.merges] == [
        "renamed, says the aliases file, on 2021-07"
    ]


def test_a_person_decides_about_posts() -> None:
    """A post is named with its unit, and a described post by its title."""
    aliases = Aliases(
        (
            Alias(name="Chief of Wards", kind="post", same=("head, Ward Office",)),
            Alias(name="Clerk", kind="post", iri="the-clerk"),
        )
    )
    found = resolve(
        summary(
            1, NameUse("post", "head", of_unit="Ward Office"), unit("Ward Office"), title="Clerk"
        ),
        summary(2, NameUse("post", "Chief of Wards")),
        aliases=aliases,
    )
    assert entity(found, "post", "Chief of Wards") == entity(found, "post", "head", "Ward Office")
    assert f"{BASE}id/post/the-clerk" in found.entities


def test_names_that_say_nothing_alone_are_no_other_names() -> None:
    """'the department' helps nobody find an office; 'the Ward People' does."""
    found = resolve(summary(1, unit("Office of Wards", "", "the department", "the Ward People")))
    assert entity(found, "unit", "Office of Wards").alternative_labels == ("Ward People",)
