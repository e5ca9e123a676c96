"""One planted change is reported, exactly that one, with the quotes of both sides."""

import pyoxigraph
import pytest

from graph.difference.changes import Action, Change, Quotation
from graph.difference.comparing import compare_views
from graph.difference.view import GraphView
from graph.store.oxigraph import OxigraphStore
from tests.graph.difference.states import (
    compare,
    compare_back,
    move,
    rename,
    say,
    unsay,
    view,
    words,
)
from tests.graph.sample import (
    CHIEF,
    CLINIC,
    DIRECTOR,
    FIELD_HEALTH,
    LICENCE,
    NURSE,
    NURSE_TEXT,
    OFFICE,
    OUTREACH,
    PROGRAM,
    SPACE,
    SUPERVISOR,
    SUPERVISOR_TEXT,
    SUPERVISOR_VERSION,
    TEAM,
    sample_nquads,
)

BASE = SPACE.base


def quoted(text: str) -> Quotation:
    """Return a quote of the nurse's description."""
    start = NURSE_TEXT.index(text)
    return Quotation("field-nurse.txt", start, start + len(text), text)


def supervisor_quoted(text: str) -> Quotation:
    """Return a quote of the supervisor's description."""
    start = SUPERVISOR_TEXT.index(text)
    return Quotation("supervisor.txt", start, start + len(text), text)


def test_graph_against_itself_is_empty() -> None:
    """Nothing has changed where nothing has changed."""
    assert compare() == ()


def test_director_changed() -> None:
    """Another director is one change, with who it was, who it is, and both sentences."""
    updates = (
        unsay(SUPERVISOR.iri, "osg:underDirectionOf", f"<{CHIEF.iri}>"),
        say(
            SUPERVISOR.iri, "osg:underDirectionOf", f"<{DIRECTOR.iri}>",
            "in the Division of Outreach", SUPERVISOR_VERSION,
        ),
    )  # fmt: skip
    (change,) = compare(*updates)
    assert change == Change(
        action=Action.CHANGED,
        kind="post",
        name="Supervisor, Outreach",
        code="0202",
        property="director",
        before=("Chief of Wards",),
        after=("director, Division of Field Health",),
        words="Supervisor, Outreach (0202): director changed from “Chief of Wards” to "
        "“director, Division of Field Health”",
        quotes_before=(supervisor_quoted("under the direction of the Chief of Wards"),),
        quotes_after=(supervisor_quoted("in the Division of Outreach"),),
        iri_before=SUPERVISOR.iri,
        iri_after=SUPERVISOR.iri,
    )
    (back,) = compare_back(*updates)
    assert (back.before, back.after) == (change.after, change.before)
    assert (back.quotes_before, back.quotes_after) == (change.quotes_after, change.quotes_before)


def test_new_director_is_told_with_the_change() -> None:
    """A director whom nobody else speaks of stands in the change, not on a line of its own."""
    head = f"{BASE}id/post/warden"
    changes = compare(
        unsay(NURSE.iri, "osg:underDirectionOf", f"<{DIRECTOR.iri}>"),
        say(NURSE.iri, "osg:underDirectionOf", f"<{head}>", "visits families"),
        f"INSERT DATA {{ <{head}> a org:Post, osg:ReferencedPost ; rdfs:label 'Warden' }}",
        f"DELETE WHERE {{ <{DIRECTOR.iri}> ?p ?o }}",
        f"DELETE WHERE {{ <{FIELD_HEALTH.iri}> ?p ?o }}",
    )
    assert words(changes) == [
        "Field Nurse (0101): director changed from “director, Division of Field Health” "
        "(not named any more) to “Warden” (new)"
    ]


def test_second_director_is_added() -> None:
    """A further director beside the others takes nobody's place."""
    update = say(NURSE.iri, "osg:underDirectionOf", f"<{CHIEF.iri}>", "visits families")
    (change,) = compare(update)
    assert (change.action, change.property, change.before, change.after) == (
        Action.ADDED, "director", (), ("Chief of Wards",)
    )  # fmt: skip
    assert (change.quotes_before, change.quotes_after) == ((), (quoted("visits families"),))
    (back,) = compare_back(update)
    assert back.words == "Field Nurse (0101): director “Chief of Wards” removed"


def test_grade_changed() -> None:
    """A pay grade is told of the post that is paid in it."""
    grade = f"{BASE}id/grade/l"
    (change,) = compare(
        unsay(NURSE.iri, "osg:payGrade", f"<{BASE}id/grade/k>"),
        say(NURSE.iri, "osg:payGrade", f"<{grade}>", "Grade: K"),
        f"INSERT DATA {{ <{grade}> a osg:PayGrade, skos:Concept ; rdfs:label 'L' }}",
    )
    assert change.words == "Field Nurse (0101): pay grade changed from “K” to “L”"
    assert change.quotes_before == (quoted("K"),)
    assert change.quotes_after == (quoted("Grade: K"),)


def test_months_changed() -> None:
    """Values change like anything else."""
    (change,) = compare(
        unsay(NURSE.iri, "osg:monthsPerYear", "12"),
        say(NURSE.iri, "osg:monthsPerYear", "10", "Months: 12"),
    )
    assert change.words == "Field Nurse (0101): months per year changed from “12” to “10”"
    assert change.quotes_after == (quoted("Months: 12"),)


def test_unit_renamed() -> None:
    """A unit of another name in the same place, with words in common, was renamed."""
    (change,) = compare(
        rename(OUTREACH.iri, "Division of Outreach", "Division of Community Outreach"),
        move(OUTREACH.iri, f"{BASE}id/unit/division-of-community-outreach"),
    )
    assert (change.action, change.kind, change.words) == (
        Action.RENAMED,
        "unit",
        "unit renamed from “Division of Outreach” to “Division of Community Outreach”",
    )
    assert change.iri_before == OUTREACH.iri
    assert change.iri_after == f"{BASE}id/unit/division-of-community-outreach"


def test_renamed_unit_takes_its_director_along() -> None:
    """The director of a renamed unit is the same director under the new name."""
    changes = compare(
        rename(FIELD_HEALTH.iri, "Division of Field Health", "Division of Rural Field Health"),
        move(FIELD_HEALTH.iri, f"{BASE}id/unit/division-of-rural-field-health"),
        rename(
            DIRECTOR.iri,
            "director, Division of Field Health",
            "director, Division of Rural Field Health",
        ),
        move(DIRECTOR.iri, f"{BASE}id/post/director-division-of-rural-field-health"),
    )
    assert words(changes) == [
        "post renamed from “director, Division of Field Health” to "
        "“director, Division of Rural Field Health”",
        "unit renamed from “Division of Field Health” to “Division of Rural Field Health”",
    ]


def test_another_unit_is_no_new_name() -> None:
    """A unit without a word in common that one sentence speaks of is another unit."""
    changes = compare(
        rename(FIELD_HEALTH.iri, "Division of Field Health", "Harbour Board"),
        move(FIELD_HEALTH.iri, f"{BASE}id/unit/harbour-board"),
    )
    assert words(changes) == [
        "director, Division of Field Health: headed unit changed from “Division of Field Health” "
        "(not named any more) to “Harbour Board” (new)"
    ]


def test_unit_that_many_speak_of_alike_was_renamed_whatever_its_name() -> None:
    """Where three places that spoke of one unit all speak of another, that is its new name."""
    changes = compare(
        rename(OUTREACH.iri, "Division of Outreach", "Harbour Board"),
        move(OUTREACH.iri, f"{BASE}id/unit/harbour-board"),
    )
    assert words(changes) == ["unit renamed from “Division of Outreach” to “Harbour Board”"]


def test_former_name_says_so_outright() -> None:
    """What a person wrote in the aliases file needs no likeness."""
    for said in ("osg:formerName 'Division of Field Health'", f"dct:replaces <{FIELD_HEALTH.iri}>"):
        changes = compare(
            rename(FIELD_HEALTH.iri, "Division of Field Health", "Harbour Board"),
            move(FIELD_HEALTH.iri, f"{BASE}id/unit/harbour-board"),
            f"INSERT DATA {{ <{BASE}id/unit/harbour-board> {said} }}",
        )
        assert words(changes) == ["unit renamed from “Division of Field Health” to “Harbour Board”"]


def test_post_renamed_under_one_code() -> None:
    """A described post of the same code is the same post; the titles are quoted."""
    (change,) = compare(
        rename(NURSE.iri, "Field Nurse", "Summary Nurse"),
        move(NURSE.iri, f"{BASE}id/post/0101-summary-nurse"),
    )
    assert change.words == "post renamed from “Field Nurse” to “Summary Nurse”"
    assert change.quotes_before == (quoted("Field Nurse"),)


def test_post_of_another_code_and_the_same_title() -> None:
    """A post that only got another code is the same post."""
    changes = compare(
        f"DELETE DATA {{ <{NURSE.iri}> skos:notation '0101' }} ; "
        f"INSERT DATA {{ <{NURSE.iri}> skos:notation '0909' }}",
        move(NURSE.iri, f"{BASE}id/post/0909-field-nurse"),
    )
    assert words(changes) == ["Field Nurse (0909): code changed from 0101 to 0909"]


def test_post_is_described_now() -> None:
    """A post that was only named and now has a description is the same post."""
    changes = compare(
        f"INSERT DATA {{ <{CHIEF.iri}> osg:describedBy <{BASE}doc/0303-chief-of-wards> }}"
    )
    assert words(changes) == ["Chief of Wards is described now"]


def test_another_name_in_front_is_no_new_name() -> None:
    """Of two names that both graphs know, either may be the one that is shown."""
    assert (
        compare(
            f"INSERT DATA {{ <{PROGRAM.iri}> skos:altLabel 'Healthy Start Program' }}",
            rename(PROGRAM.iri, "Healthy Start Program", "Healthy Starts Program"),
        )
        == ()
    )


def test_program_added() -> None:
    """A program that nobody spoke of before is there, with who speaks of it and how."""
    program = f"{BASE}id/program/night-visits"
    updates = (
        say(NURSE.iri, "osg:runsProgram", f"<{program}>", "visits families"),
        f"INSERT DATA {{ <{program}> a osg:Program, skos:Concept ; rdfs:label 'Night Visits' }}",
    )
    (change,) = compare(*updates)
    assert (change.action, change.kind, change.name) == (Action.ADDED, "program", "Night Visits")
    assert change.words == "program added: Night Visits (Field Nurse (0101) runs it)"
    assert change.quotes_after == (quoted("visits families"),)
    (back,) = compare_back(*updates)
    assert back.words == "program removed: Night Visits (Field Nurse (0101) runs it)"
    assert (back.quotes_before, back.quotes_after) == (change.quotes_after, ())


def test_known_program_touched_anew() -> None:
    """A program that is known already is told of the post that now touches it."""
    (change,) = compare(
        say(
            SUPERVISOR.iri, "osg:runsProgram", f"<{PROGRAM.iri}>",
            "in the Division of Outreach", SUPERVISOR_VERSION,
        ),
    )  # fmt: skip
    assert change.words == (
        "Supervisor, Outreach (0202): program added: “runs Healthy Start Program”"
    )


def test_program_touched_otherwise() -> None:
    """Another way to touch the same program is one change."""
    (change,) = compare(
        unsay(NURSE.iri, "osg:knowsProgram", f"<{PROGRAM.iri}>"),
        say(NURSE.iri, "osg:runsProgram", f"<{PROGRAM.iri}>", "visits families"),
    )
    assert (change.action, change.before, change.after) == (
        Action.CHANGED, ("knows Healthy Start Program",), ("runs Healthy Start Program",)
    )  # fmt: skip
    assert change.words == (
        "Field Nurse (0101): program changed: “knows Healthy Start Program”, "
        "now “runs Healthy Start Program”"
    )


@pytest.mark.parametrize(
    ("predicate", "target", "told"),
    [
        ("osg:collaboratesWith", CLINIC, "agency removed: Harbor Clinic"),
        ("osg:participatesIn", TEAM, 'team removed: "Care" team'),
        ("osg:requiresCredential", LICENCE, "credential removed: Nursing licence"),
    ],
)
def test_what_nobody_speaks_of_any_more(predicate: str, target: object, told: str) -> None:
    """An agency, a team, a credential that went with its only sentence is told once."""
    iri = getattr(target, "iri")  # noqa: B009  # the sample's entities
    (change,) = compare(
        unsay(NURSE.iri, predicate, f"<{iri}>"), f"DELETE WHERE {{ <{iri}> ?p ?o }}"
    )
    assert change.words.startswith(told)
    assert len(change.quotes_before) == 1


def test_partner_removed() -> None:
    """A partner that others still speak of is told of the post."""
    (change,) = compare(unsay(NURSE.iri, "osg:collaboratesWith", f"<{CLINIC.iri}>"))
    assert change.words == (
        "Field Nurse (0101): partner removed: “works together with Harbor Clinic”"
    )


def test_description_removed() -> None:
    """Without a description a post goes, or is only named by others from then on."""
    changes = compare(
        f"DELETE WHERE {{ <{NURSE.iri}> ?p ?o }}",
        f"DELETE WHERE {{ ?s ?p <{NURSE.iri}> }}",
    )
    posts = [change for change in changes if change.kind == "post"]
    assert posts[0].words.startswith("post removed: Field Nurse (0101) (")
    assert len(posts) == 1


def test_bases_do_not_matter() -> None:
    """Graphs of one organisation under two bases are compared by what stands behind the base."""
    store = OxigraphStore.in_memory()
    other = sample_nquads().replace(BASE, "https://example.com/elsewhere/")
    store.engine.load(other.encode(), pyoxigraph.RdfFormat.N_QUADS)
    assert compare_views(view(), GraphView(store)) == ()


def test_office_of_health_gets_a_parent() -> None:
    """A parent that was not stated before is added."""
    (change,) = compare(
        say(OFFICE.iri, "org:subOrganizationOf", f"<{BASE}id/unit/river-county>", "visits families")
    )
    assert change.words == "Office of Health: parent “River County” added"


def test_merged_units_are_told_once() -> None:
    """A unit whose name another unit bears now was merged into it; who spoke of it is no change."""
    changes = compare(
        f"INSERT DATA {{ <{OFFICE.iri}> skos:altLabel '''{OUTREACH.label}''' }}",
        f"DELETE WHERE {{ <{OUTREACH.iri}> ?p ?o }}",
        move(OUTREACH.iri, OFFICE.iri),
    )
    (change,) = changes
    assert (change.action, change.kind, change.name) == (Action.MERGED, "unit", "Office of Health")
    assert change.words == "unit “Division of Outreach” merged into “Office of Health”"
    assert (change.before, change.after) == (("Division of Outreach",), ("Office of Health",))
    assert (change.iri_before, change.iri_after) == (OUTREACH.iri, OFFICE.iri)
    assert quoted("Receives guidance from the Division of Outreach") in change.quotes_before
    assert change.quotes_after


def test_a_former_iri_proves_a_merge() -> None:
    """What replaces another thing's IRI, while it was there before itself, is one with it now."""
    (change,) = compare(
        f"INSERT DATA {{ <{OFFICE.iri}> dct:replaces <{OUTREACH.iri}> }}",
        f"DELETE WHERE {{ <{OUTREACH.iri}> ?p ?o }}",
        move(OUTREACH.iri, OFFICE.iri),
        f"DELETE {{ <{OFFICE.iri}> dct:replaces <{OFFICE.iri}> }} "
        f"INSERT {{ <{OFFICE.iri}> dct:replaces <{OUTREACH.iri}> }} WHERE {{}}",
    )
    assert change.words == "unit “Division of Outreach” merged into “Office of Health”"


def test_a_name_of_two_things_proves_no_merge() -> None:
    """Where two units bear the name of the one that is gone, it was removed: nobody says which."""
    other = f"{BASE}id/unit/office-of-parks"
    changes = compare(
        f"INSERT DATA {{ <{OFFICE.iri}> skos:altLabel '''{OUTREACH.label}''' . <{other}> a "
        f"org:OrganizationalUnit ; rdfs:label 'Parks' ; skos:altLabel '''{OUTREACH.label}''' }}",
        f"DELETE WHERE {{ <{OUTREACH.iri}> ?p ?o }}",
    )
    assert Action.MERGED not in {change.action for change in changes}


def test_another_name_alone_is_a_new_name() -> None:
    """A thing under a new IRI that still bears the old name beside its own was renamed."""
    (change,) = compare(
        rename(OUTREACH.iri, "Division of Outreach", "Bureau of Visits"),
        f"INSERT DATA {{ <{OUTREACH.iri}> skos:altLabel 'Division of Outreach' }}",
        move(OUTREACH.iri, f"{BASE}id/unit/bureau-of-visits"),
    )
    assert (change.action, change.kind) == (Action.RENAMED, "unit")
    assert change.words == "unit renamed from “Division of Outreach” to “Bureau of Visits”"
