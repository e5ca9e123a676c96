"""The work list, and descriptions that are only tried."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from dashboard.reading import MAX_CHARACTERS, claims_as_quads, plain_triples, read_attempts
from dashboard.views.attempt import Attempt, fact_grid, field_grid, unclear_grid
from dashboard.views.coverage import coverage_grid, coverage_share
from dashboard.views.deciding import (
    decided_key,
    decisions_grid,
    find_decided,
    pair_grid,
    with_decisions,
)
from dashboard.views.ego import ego_edges, ego_picture
from dashboard.views.quality import (
    CHECKS,
    Find,
    check_grid,
    checks_grid,
    chosen_finds,
    find_finds,
    iter_kinds,
    page_of,
)
from dashboard.views.source import single_mark
from graph.answers import Coverage, Edge, Finding, Mention, Node, Table, Version
from graph.errors import NotFoundError
from ingest.resolution.aliases import Aliases
from ingest.resolution.decisions import iter_decisions
from tests.dashboard.small_graph import quote

DESCRIPTION = (
    "RIVER COUNTY CLASS DESCRIPTION\n"
    "OFFICIAL TITLE: Reading Aide CODE: 0042\n"
    "WORKING TITLE: Reading Aide GRADE: K MONTHS: 10\n"
    "SUMMARY DESCRIPTION OF CLASSIFICATION: Under the direction of the director of the Division "
    "of Early Reading, the Reading Aide helps children.\n"
)


@dataclass
class WorkGraph:
    """A graph in which every check finds something."""

    def ask(self, name: str, values: Mapping[str, str] | None = None) -> Table:
        """Return one row of any question."""
        assert values is None
        return {
            "undescribed-directors": Table(
                ("director", "reports", "director_iri"), (("A", 3, "a"),)
            ),
            "orphan-posts": Table(("post", "code", "post_iri"), (("B", None, "gone"),)),
            "cycles": Table(
                ("post", "director", "post_iri", "director_iri"), (("C", "D", "a", "a"),)
            ),
            "possible-merges": Table(
                ("first", "second", "reason", "first_iri", "second_iri"),
                (("X Office", "X Division", "alike", "a", "b"),),
            ),
            "unexpanded-acronyms": Table(
                ("acronym", "kind", "statements", "iri"), (("XY", "unit", 2, "a"),)
            ),
        }[name]

    def findings(self, version: str | None = None) -> tuple[Finding, ...]:
        """Return one finding."""
        assert version is None
        return (Finding("f", "v", "unreadable_date", "no month 89", "7189", 3, 7),)

    def mentions(
        self, version: str | None = None, *, unresolved: bool = False
    ) -> tuple[Mention, ...]:
        """Return one mention without an entity."""
        assert version is None
        assert unresolved
        return (Mention("m", "lost", "unit", "the Zeta desk", 0, 13, None, None),)

    def unquoted_edges(self, *, limit: int = 500) -> tuple[Edge, ...]:
        """Return one edge without a quote."""
        assert limit >= 500
        return (Edge(Node("a", "post", "A"), "heads", "osg:heads", Node("u", "unit", "U")),)

    def get_node(self, iri: str) -> Node:
        """Return the one program."""
        if iri == "a":
            return Node("a", "program", "A")
        raise NotFoundError("not here")

    def get_version(self, iri: str) -> Version:
        """Return the one version."""
        if iri != "v":
            raise NotFoundError("not here")
        return Version(
            iri="v",
            description="d",
            label="Nurse",
            source="n.txt",
            part=1,
            sha256="0",
            issued=None,
            modified=None,
            is_current=True,
        )


def test_every_check_counts_what_it_found() -> None:
    """The overview has a row a check with its number and a link to its list."""
    finds = find_finds(WorkGraph())
    table = checks_grid(finds)
    assert [row["found"] for row in table.records()] == [1] * len(CHECKS)
    assert table.rows[0].links == {"check": "/quality?check=undescribed"}


def test_each_find_leads_to_its_entity_or_its_sentence() -> None:
    """What has an entity has its address; what stands in a text has its offsets."""
    finds = find_finds(WorkGraph())
    assert finds["undescribed"][0].address == "/programs?id=a"
    assert finds["undescribed"][0].why == "directs 3, and no document tells more"
    assert finds["orphans"][0].address == ""
    assert finds["circles"][0].why == "is under its own direction through D"
    assert finds["merges"][0].key == "a b"
    assert finds["merges"][0].names == ("X Office", "X Division")
    assert finds["unproved"][0].why == "heads U; no sentence states it"
    assert finds["unproved"][0].address.startswith("/role?id=a&edge=")
    assert finds["acronyms"][0].why == "unit, in 2 statements"
    unread = finds["findings"][0]
    assert (unread.document, unread.text, unread.start, unread.end) == ("Nurse", "7189", 3, 7)
    assert finds["unresolved"][0].document == ""
    check = next(check for check in CHECKS if check.name == "findings")
    assert chosen_finds(finds["findings"], "Other") == ()
    assert chosen_finds(finds["findings"], None) == finds["findings"]
    assert check_grid(check, finds["findings"]).records()[0]["what"] == "Unreadable date"
    assert list(iter_kinds(finds["findings"])) == [("Unreadable date", 1)]


def test_a_find_far_down_stands_on_its_own_page() -> None:
    """The page of a chosen find is the one that holds it; without a choice it is the first."""
    many = [Find(str(number), "what", "why") for number in range(120)]
    assert [page_of(many, key, 50) for key in ("0", "49", "50", "119", "gone", None)] == [
        1, 1, 2, 3, 1, 1,
    ]  # fmt: skip


def test_the_coverage_is_cut_and_not_rounded() -> None:
    """Only when every relation is proved does the page say 100 per cent; the worst come first."""
    rows = [Coverage("heads", 3, 3), Coverage("knowsProgram", 2000, 1999)]
    assert coverage_share(rows) == ("99.9 %", "2,002 of 2,003 relations")
    assert coverage_share(rows[:1])[0] == "100 %"
    assert coverage_share([])[0] == "none yet"
    assert [row["share"] for row in coverage_grid(rows).records()] == ["99.9 %", "100 %"]


def test_a_decision_stands_beside_its_pair_and_in_the_list() -> None:
    """A pair that was decided since the build says so, whichever name comes first."""
    decisions = tuple(
        iter_decisions(Aliases().reject("unit", "X Division", "X Office", reason="two boards"))
    )
    pair = Find("a b", "X Office = X Division?", "alike", names=("X Office", "X Division"))
    other = Find("c d", "Y = Z?", "alike", names=("Y", "Z"))
    marked = with_decisions([pair, other], decisions)
    assert [find.why for find in marked] == [
        "Decided: two different ones; the next build applies it",
        "alike",
    ]
    table = decisions_grid(decisions, "aliases.yaml")
    assert table.records()[0]["verdict"] == "Two different ones"
    assert find_decided(decisions, table.rows[0].key) == decisions[0]
    assert find_decided(decisions, "decided-else") is None
    assert decided_key(decisions[0]) == table.rows[0].key


def test_both_names_of_a_pair_come_with_their_words() -> None:
    """Whoever decides reads a sentence of each name; one without a sentence has none."""
    text = "The X Office works."
    said = quote("d", text, "The X Office works.", "a", "heads", "b")
    nodes = Node("a", "unit", "X Office"), Node("b", "unit", "X Division")
    table = pair_grid(
        [(nodes[0], [Edge(nodes[0], "heads", "osg:heads", nodes[1], (said,))]), (nodes[1], [])],
        "alike",
    )
    assert [(row["name"], row["quote"]) for row in table.records()] == [
        ("X Office", "The X Office works."),
        ("X Division", ""),
    ]


def test_one_place_of_a_text_is_marked() -> None:
    """A find's sentence is marked and nothing else."""
    data = single_mark(WorkGraph().get_version("v"), "abcdef", 2, 4, says="why", height=100)
    assert [(piece["text"], piece["edges"]) for piece in data["segments"]] == [
        ("ab", []),
        ("cd", ["place"]),
        ("ef", []),
    ]


def attempt() -> Attempt:
    """Return the reading of the small description."""
    read = read_attempts("aide.txt", DESCRIPTION.encode())
    assert not isinstance(read, str)
    return read[0]


def test_a_pasted_description_is_read_and_drawn() -> None:
    """Its director stands above it, every fact is listed with its words, its fields are shown."""
    found = attempt()
    facts = fact_grid(found).records()
    directed = [row for row in facts if row["relation"] == "under direction of"]
    assert [(row["subject"], row["object"]) for row in directed] == [
        ("Reading Aide", "director, Division of Early Reading")
    ]
    for row in facts:
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert DESCRIPTION[start:end] == row["quote"]
    fields = {row["field"]: row["value"] for row in field_grid(found.extraction).records()}
    assert fields["Code"] == "0042"
    card = found.card()
    groups, more = ego_edges(found, card)
    picture = ego_picture(card, found.chain(), groups, more)
    assert [node["y"] for node in picture.nodes if "director" in node["name"]] == [-150]
    assert unclear_grid(found.extraction).caption == "Not understood, or worth a look"


def test_a_pasted_description_becomes_triples() -> None:
    """The plain triples name the director; the quads hold the quote."""
    found = attempt()
    assert "underDirectionOf" in plain_triples(found.extraction)
    assert "Under the direction of the director" in claims_as_quads(found.extraction)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (bytes(range(256)) * 8, "binary"), (b"a" * (MAX_CHARACTERS + 1), "longer")],
)
def test_what_cannot_be_read_is_told_in_words(data: bytes, words: str) -> None:
    """Empty, binary and oversize input gives a sentence and no exception."""
    answer = read_attempts("x.txt", data)
    assert isinstance(answer, str)
    assert words in answer
