"""Assembly: one description as it stands in the graph, current or past."""

from ingest.assembly.assembly import assemble
from ingest.record import Finding
from tests.ingest.making import TITLES, extraction, fact, mention, named, resolve, self_of

T = "https://example.org/t"
TEXT = (
    "Ward Clerk 0101. SUMMARY: Works with the OAB, the Care Board and the Q desk; sees people. "
    "DUTIES: Files papers. Answers mail. Revised 7189."
)


CURRENT = extraction(
    TEXT,
    title="Ward Clerk",
    code="0101",
    facts=[
        fact(TEXT, "collaborates_with", self_of("Ward Clerk"), named("unit", "OAB", "OAB"), "OAB")
    ],
    mentions=[
        mention(TEXT, "unit", "OAB"),
        mention(TEXT, "team", "Care Board"),
        mention(TEXT, "unit", "Care Board"),
        mention(TEXT, "unknown", "Q desk"),
        mention(TEXT, "group", "people"),
    ],
    findings=[
        Finding("unreadable_date", "no date", "7189", TEXT.index("7189"), TEXT.index("7189") + 4),
        Finding("unreadable_date", "twice", "7189", TEXT.index("7189"), TEXT.index("7189") + 4),
    ],
    duties=["Files papers.", "Answers mail."],
    established="1982-05",
    revised=["2018-04", "no month", "1996-07"],
    source="some/folder/clerk.txt",
)
OLD_TEXT = "Ward Clerk 0101. Works with the Old Board."
PAST = extraction(
    OLD_TEXT,
    title="Ward Clerk",
    code="0101",
    mentions=[mention(OLD_TEXT, "team", "Old Board")],
    established="1970-01",
)
RESOLUTION = resolve(CURRENT, PAST)


def test_the_version_says_where_it_comes_from() -> None:
    """The version has the file's name without folders, its hash, its dates in order."""
    version = assemble(CURRENT, RESOLUTION, TITLES).content.version
    assert version.iri == f"{T}/doc/0101-ward-clerk/v/{CURRENT.sha256[:12]}"
    assert version.description == f"{T}/doc/0101-ward-clerk"
    assert (version.source_name, version.sha256, version.part) == ("clerk.txt", CURRENT.sha256, 1)
    assert (version.issued, version.modified, version.last_reviewed) == (
        "1982-05", ("1996-07", "2018-04"), None,
    )  # fmt: skip


def test_the_current_version_stands_for_its_description() -> None:
    """The description names its post and its current version; what it names is listed once."""
    found = assemble(CURRENT, RESOLUTION, TITLES)
    assert found.description is not None
    assert found.description.post == f"{T}/id/post/0101-ward-clerk"
    assert found.description.current_version == found.content.version.iri
    assert found.content.entities == ()
    assert [iri.removeprefix(f"{T}/id/") for iri in found.entities] == [
        "post/0101-ward-clerk", "role/0101-ward-clerk", "team/care-board", "unit/care-board",
        "unit/oab",
    ]  # fmt: skip
    assert {statement.predicate.rpartition("#")[2] for statement in found.statements} == {
        "collaboratesWith", "role",
    }  # fmt: skip


def test_a_past_version_supports_nothing_and_carries_its_names() -> None:
    """Its graph holds its claims and the labels of what it names; the organisation does not."""
    found = assemble(PAST, RESOLUTION, TITLES)
    assert (found.statements, found.description) == ((), None)
    assert [entity.label for entity in found.content.entities] == [
        "Ward Clerk", "Ward Clerk", "Old Board",
    ]  # fmt: skip
    assert found.content.claims != ()


def test_duties_and_sections_are_in_order() -> None:
    """Each has its number from 1 and its place."""
    content = assemble(CURRENT, RESOLUTION, TITLES).content
    assert [(duty.position, duty.quote) for duty in content.duties] == [
        (1, "Files papers."), (2, "Answers mail."),
    ]  # fmt: skip
    assert [(s.position, s.name, s.heading) for s in content.sections] == [
        (1, "summary", "SUMMARY:")
    ]
    assert content.duties[1].iri == f"{content.version.iri}#duty-2"


def test_every_mention_refers_to_something_or_says_why_not() -> None:
    """A kind that is none is unresolved with its reason; a group is no mention of anything."""
    mentions = assemble(CURRENT, RESOLUTION, TITLES).content.mentions
    found = {(m.kind, m.quote): (m.entity, m.unresolved_because) for m in mentions}
    assert found == {
        ("unit", "OAB"): (f"{T}/id/unit/oab", None),
        ("team", "Care Board"): (f"{T}/id/team/care-board", None),
        ("unit", "Care Board"): (f"{T}/id/unit/care-board", None),
        ("unknown", "Q desk"): (None, "the text does not say what kind of thing it is"),
    }
    assert len({mention.iri for mention in mentions}) == len(mentions)


def test_findings_of_the_text_and_of_the_names() -> None:
    """What reading found is kept once a place, and an acronym nobody expands is found."""
    findings = assemble(CURRENT, RESOLUTION, TITLES).content.findings
    assert {(finding.kind, finding.quote, finding.message) for finding in findings} == {
        ("unreadable_date", "7189", "no date"),
        ("unexpanded_acronym", "OAB", "'OAB' is an acronym that no description expands"),
    }
    assert {finding.version for finding in findings} == {
        f"{T}/doc/0101-ward-clerk/v/{CURRENT.sha256[:12]}"
    }
