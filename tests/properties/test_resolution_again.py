"""Names decided again after a change: as if all had been decided anew, and nothing more touched."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import example, given, note, settings
from hypothesis import strategies as st

from graph.iri import IriSpace, default_base
from graph.model import Finding, Merge, Review, ReviewCandidate
from ingest.incremental.build_state import unpack, write_build_state
from ingest.incremental.changed_names import ChangedNames, decide_again
from ingest.incremental.changed_review import changed_review
from ingest.incremental.document_exchange import DocumentExchange
from ingest.incremental.reach import Reach
from ingest.incremental.state_file import StateFile
from ingest.resolution.aliases import Alias, Aliases, Renaming
from ingest.resolution.marks import alias_forms
from ingest.resolution.names_table import scopes_of
from ingest.resolution.resolution import Resolution, Resolver, main_employer
from ingest.resolution.summary import DocumentSummary, NameUse

UNITS = [
    "Office of Wards", "Division of Wards", "Wards Division", "Office of Ward", "OW",
    "Ward Care Unit", "River County", "Office of Wards and Care", "offices of wards",
    "Department of Ward Care Planning", "Office of Wards and Care Services", "Lake County",
    "Instructional Office", "Instruction Office",
]  # fmt: skip
PROGRAMS = [
    "Instruction Plan", "Instructional Plans", "IP", "Healthy Start", "Healthy Start Program", "HS",
    "Instructional Program", "Healthy Schools", "Start Healthy Program",
]  # fmt: skip
POSTS = [
    "director", "Clerk", "COS", "Chief of Staff", "Chief of Schools", "Clerk, Office of Wards",
    "Ward Clerk", "director, Wards Division", "Clerk of Ward", "Director Division of Wards",
    "clerk, Division of Wards, River County",
]  # fmt: skip
TITLES = [
    "Clerk",
    "Ward Clerk",
    "Director, Division of Wards",
    "Chief of Staff",
    "Clerk-2",
    "clerk",
]
EMPLOYERS = ["", "River County", "Lake County", "County of Lakes"]

uses = st.one_of(
    st.builds(
        NameUse,
        st.just("unit"),
        st.sampled_from(UNITS),
        acronym=st.sampled_from(["", "", "OW", "DW"]),
        root=st.booleans(),
        aliases=st.sampled_from([(), ("the Wards",), ("the department",)]),
    ),
    st.builds(
        NameUse,
        st.just("program"),
        st.sampled_from(PROGRAMS),
        acronym=st.sampled_from(["", "", "IP", "HS"]),
    ),
    st.builds(
        NameUse,
        st.just("post"),
        st.sampled_from(POSTS),
        of_unit=st.sampled_from(["", "", "Division of Wards", "OW", "Office of Wards"]),
        acronym=st.sampled_from(["", "", "COS"]),
        generic=st.booleans(),
    ),
    st.builds(
        NameUse,
        st.just("role"),
        st.sampled_from(["Clerk I", "Clerk II"]),
        of_unit=st.sampled_from(["", "1", "2"]),
    ),
)  # fmt: skip
names_of_things = {"unit": UNITS, "program": PROGRAMS, "post": [*POSTS, *TITLES]}


@st.composite
def entries(draw: st.DrawFn) -> Alias:
    """Draw a decision about a name."""
    kind = draw(st.sampled_from(sorted(names_of_things)))
    name, other, third = (draw(st.sampled_from(names_of_things[kind])) for _ in range(3))
    return draw(
        st.sampled_from(
            [
                Alias(name=name, kind=kind, same=(other,)),
                Alias(name=name, kind=kind, different=(other, third)),
                Alias(name=name, kind=kind, iri="pinned", was=("before",)),
                Alias(name=name, kind=kind, renamed=(Renaming(other, "2020-01"),)),
            ]
        )
    )


@st.composite
def summaries(draw: st.DrawFn) -> DocumentSummary:
    """Draw a description."""
    return DocumentSummary(
        sha256=f"{draw(st.integers(0, 2**20)):012x}".ljust(64, "0"),
        part=1,
        employer=draw(st.sampled_from(EMPLOYERS)),
        title=draw(st.sampled_from(["", *TITLES])),
        code=draw(st.sampled_from(["", "", "1", "2"])),
        official_title=draw(st.sampled_from(["", "Clerk I"])),
        latest=draw(st.sampled_from(["", "2001-01", "2002-02"])),
        own_names=draw(
            st.sampled_from([(), (("director", "Division of Wards"),), (("Clerk", "OW"),)])
        ),
        names=tuple(sorted(draw(st.sets(uses, max_size=5)))),
    )


@dataclass(frozen=True)
class Step:
    """A change: documents that come, how many of the old ones go, and the decisions from now on."""

    added: tuple[DocumentSummary, ...]
    removed: tuple[int, ...]
    aliases: Aliases


steps = st.builds(
    Step,
    added=st.lists(summaries(), max_size=3).map(tuple),
    removed=st.lists(st.integers(0, 20), max_size=2).map(tuple),
    aliases=st.one_of(
        st.just(Aliases()), st.lists(entries(), max_size=2).map(lambda e: Aliases(tuple(e)))
    ),
)

ReviewItem = Merge | ReviewCandidate | Finding


def items(review: Review) -> dict[str, ReviewItem]:
    """Return everything in a review, by IRI."""
    found: list[ReviewItem] = [*review.merges, *review.candidates, *review.findings]
    return {item.iri: item for item in found}


class ReviewBefore:
    """The review graph of the last build, as far as it is asked."""

    def __init__(self, review: Review) -> None:
        self.items = items(review)

    def review_about(self, iri: str, _graph: str) -> set[str]:
        """Return the IRIs of what points to an IRI."""
        return {name for name, item in self.items.items() if iri in pointed(item)}

    def has_subject(self, subject: str, _graph: str) -> bool:
        """Return whether there is something of that IRI."""
        return subject in self.items


def pointed(item: ReviewItem) -> Iterable[str]:
    """Return the IRIs that something in the review points to."""
    if isinstance(item, Merge):
        return (item.entity,)
    if isinstance(item, ReviewCandidate):
        return (item.first, item.second)
    return item.candidates


def anew(documents: Mapping[str, DocumentSummary], aliases: Aliases) -> tuple[Resolver, Resolution]:
    """Return what is decided about all documents at once."""
    resolver = Resolver(aliases)
    for document in documents.values():
        resolver.add(document)
    return resolver, resolver.finish()


def write(path: Path, documents: Mapping[str, DocumentSummary], resolver: Resolver) -> None:
    """Write the state of a full build."""
    path.unlink(missing_ok=True)
    write_build_state(path, {}, {sha256: f"{sha256}.txt" for sha256 in documents}, resolver)


def part_of(resolution: Resolution, document: DocumentSummary) -> object:
    """Return everything of a resolution that the graph of a document depends on."""
    plan = resolution.plans[document.sha256, document.part]
    iris = [
        resolution.find_iri(document.employer, use.kind, use.name, use.of_unit)
        for use in document.names
    ]
    entities = [resolution.entities[iri] for iri in (plan.post, *iris) if iri is not None]
    shown = [e if not plan.is_current else (e.unexpanded and e.label) for e in entities]
    return plan, iris, shown


def content(database: sqlite3.Connection) -> dict[str, object]:
    """Return what a state says, without its numbers."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return database.execute(sql).fetchall()

    def hashes(value: bytes) -> tuple[int, ...]:
        return tuple(unpack(value))

    thing: dict[object, str] = {n: str(iri) for n, iri in rows("SELECT id, iri FROM thing")}
    document = {n: str(sha256) for n, sha256 in rows("SELECT id, sha256 FROM document")}
    name = {n: f"{e} {use}" for n, e, use in rows("SELECT id, employer, use FROM name")}
    family = {n: str(key) for n, key in rows("SELECT id, key FROM family")}
    below_zero: dict[object, str] = {-n: key for n, key in family.items()}
    members, owners = name | below_zero, thing | below_zero
    return {
        "things": sorted(
            (iri, key, entity, hashes(shapes), hashes(tries))
            for iri, key, entity, shapes, tries in rows(
                "SELECT iri, key, entity, shapes, tries FROM thing"
            )
        ),
        "names": sorted(
            (e, u, live, total, first, sorted(document[d] for d in hashes(docs)), thing[t],
             thing[m], hashes(marks))
            for e, u, live, total, first, docs, t, m, marks in rows(
                "SELECT employer, use, live, total, first_sha256, documents, thing, meaning, marks "
                "FROM name"
            )
        ),
        "families": sorted(
            (key, thing[t], hashes(marks), hashes(tries))
            for key, t, marks, tries in rows("SELECT key, thing, marks, tries FROM family")
        ),
        "documents": sorted(
            (sha256, header, sorted(name[n] for n in hashes(names)), family[f], plan, current)
            for sha256, header, names, f, plan, current in rows(
                "SELECT sha256, header, names, family, plan, current FROM document"
            )
        ),
        "marks": sorted((h, members[m]) for h, m in rows("SELECT hash, member FROM mark")),
        "shapes": sorted((h, thing[t]) for h, t in rows("SELECT hash, thing FROM shape")),
        "tries": sorted((h, owners[o]) for h, o in rows("SELECT hash, owner FROM try")),
        "unclear": sorted(
            (thing[a], thing[b]) for a, b in rows("SELECT first, second FROM unclear")
        ),
    }  # fmt: skip


@dataclass
class World:
    """The documents and what was decided about them last."""

    documents: dict[str, DocumentSummary]
    aliases: Aliases
    resolution: Resolution


def take(
    world: World, step: Step
) -> tuple[dict[str, DocumentSummary], frozenset[str], frozenset[str]]:
    """Return the documents after a step, which of them are new, and which went."""
    known = sorted(world.documents)
    removed = {known[number % len(known)] for number in step.removed if known}
    added = {document.sha256: document for document in step.added}
    documents = {s: d for s, d in world.documents.items() if s not in removed} | added
    new = frozenset(s for s in added if world.documents.get(s) != added[s] or s in removed)
    gone = frozenset(s for s in world.documents if s not in documents or s in new)
    return documents, new, gone


def again(
    database: sqlite3.Connection,
    world: World,
    documents: Mapping[str, DocumentSummary],
    new: Iterable[str],
    gone: Iterable[str],
    aliases: Aliases,
    space: IriSpace,
) -> tuple[ChangedNames, set[str], Review]:
    """Return what is decided again, and what goes and comes in the review graph."""
    edited = {*world.aliases.entries} ^ {*aliases.entries}
    forms: dict[int, frozenset[int]] = {}
    for alias in (*aliases.entries, *edited):
        for form in alias_forms(alias):
            forms[form] = forms.get(form, frozenset()) | alias_forms(alias)
    before = {d.employer for d in world.documents.values()}
    after = {d.employer for d in documents.values()}
    state = StateFile(database, {**scopes_of(before), **scopes_of(after)})
    reach = Reach(state, forms)
    exchange = DocumentExchange(state, reach)
    versions = [world.resolution.plans[s, 1].version for s in gone]
    for sha256 in sorted(gone):
        exchange.remove_document((sha256, 1))
    for sha256 in sorted(new):
        exchange.add_document(documents[sha256], f"{sha256}.txt")
    exchange.settle()
    for alias in edited:
        reach.begin_with(alias_forms(alias))
    changed = decide_again(state, reach, aliases, space)
    last = ReviewBefore(world.resolution.review)
    removed, review = changed_review(state, changed, aliases, space, last, versions)  # type: ignore[arg-type]  # all that is asked of it
    return changed, removed, review


def base_of(documents: Mapping[str, DocumentSummary]) -> str:
    """Return the base that a build of documents takes."""
    employers = Counter(document.employer for document in documents.values())
    return default_base(main_employer(employers, scopes_of(employers)))


def clerk(number: int, title: str, employer: str) -> DocumentSummary:
    """Return a description that names nothing but its post."""
    return DocumentSummary(
        sha256=f"{number:012x}".ljust(64, "0"), part=1, employer=employer, title=title
    )


@settings(deadline=None)
@given(st.lists(summaries(), min_size=1, max_size=6), st.lists(steps, min_size=1, max_size=5))
@example(  # the third was "clerk-3", since the second is "clerk-2"; then the second goes
    first=[
        clerk(1, "Clerk", "River County"),
        clerk(2, "Clerk-2", "River County"),
        clerk(3, "clerk", "Lake County"),
        clerk(4, "Nurse", "River County"),
        clerk(5, "Pilot", "River County"),
    ],
    later=[Step(added=(), removed=(1,), aliases=Aliases())],
)
def test_deciding_again_is_deciding_anew(first: list[DocumentSummary], later: list[Step]) -> None:
    """Whatever comes, goes and is decided, what is left is what a full build would have."""
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "state.sqlite", Path(folder) / "full.sqlite"
        documents = {document.sha256: document for document in first}
        resolver, resolution = anew(documents, Aliases())
        write(path, documents, resolver)
        world = World(documents, Aliases(), resolution)
        for step in later:
            documents, new, gone = take(world, step)
            if not documents:
                continue
            note(f"new {[documents[s] for s in new]}\ngone {sorted(gone)}\n{step.aliases}")
            resolver, resolution = anew(documents, step.aliases)
            one = scopes_of({d.employer for d in world.documents.values()})[""]
            if (one, base_of(world.documents)) != (
                scopes_of({d.employer for d in documents.values()})[""],
                base_of(documents),
            ):
                write(path, documents, resolver)  # concerns all documents
                world = World(documents, step.aliases, resolution)
                continue
            with closing(sqlite3.connect(path)) as database, database:
                changed, removed, review = again(
                    database, world, documents, new, gone, step.aliases, resolution.space
                )
                found = content(database)
                numbers = dict(database.execute("SELECT id, sha256 FROM document"))
            write(other, documents, resolver)
            with closing(sqlite3.connect(other)) as database:
                assert found == content(database)
            kept = {i: x for i, x in items(world.resolution.review).items() if i not in removed}
            assert not kept.keys() & items(review).keys()
            assert kept | items(review) == items(resolution.review)
            rewritten = {numbers[number] for number in changed.documents}
            for sha256 in documents.keys() - rewritten:
                assert part_of(world.resolution, documents[sha256]) == part_of(
                    resolution, documents[sha256]
                )
            world = World(documents, step.aliases, resolution)
