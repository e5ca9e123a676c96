"""What a reader answers about the sample organisation."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from graph.answers import (
    Card,
    Duty,
    Finding,
    Mention,
    Node,
    NodePage,
    Property,
    Quote,
    RelationCount,
    Table,
    Touch,
)
from graph.errors import NotFoundError, QueryError, QueryTimeoutError
from graph.querying.query import Question, bind, saved_questions
from graph.reading.reader import GraphReader
from tests.graph.conftest import build_sample
from tests.graph.sample import (
    DIRECTOR,
    FIELD_HEALTH,
    LICENCE,
    NURSE,
    NURSE_DOC,
    NURSE_TEXT,
    NURSE_VERSION,
    OFFICE,
    OLD_VERSION,
    OUTREACH,
    PROGRAM,
    SUPERVISOR,
    SUPERVISOR_DOC,
    SUPERVISOR_VERSION,
    TEAM,
    ZETA,
    sample_nquads,
)

_NURSE_NODE: Final = Node(NURSE.iri, "post", "Field Nurse", code="0101", described=True)


def _labels(nodes: tuple[Node, ...]) -> list[str]:
    return [node.label for node in nodes]


@pytest.mark.parametrize(
    ("text", "kinds", "iris"),
    [
        (PROGRAM.iri, (), [PROGRAM.iri]),
        (PROGRAM.iri, ("post",), []),
        ("Healthy Start Program", (), [PROGRAM.iri]),
        ("  healthy START   program ", (), [PROGRAM.iri]),
        ("healthy start programs", (), [PROGRAM.iri]),
        ("Healthy Starts Program", (), [PROGRAM.iri]),
        ("HSP", (), [PROGRAM.iri]),
        ("hsps", (), [PROGRAM.iri]),
        ("HSP", ("post", "unit"), []),
        ("0101", ("post",), [NURSE.iri]),
        ("director of the Division of Field Health", (), [DIRECTOR.iri]),
        ("care team", (), [TEAM.iri]),
        ("ZD", (), [ZETA.iri]),
        ("nothing", (), []),
        ("https://example.org/none", (), []),
        ("", (), []),
        ("?!", (), []),
    ],
)
def test_finding_by_name(
    reader: GraphReader, text: str, kinds: tuple[str, ...], iris: list[str]
) -> None:
    """IRI, name, other name, acronym, plural, code; without small words when nothing else fits."""
    assert [node.iri for node in reader.find_entities(text, kinds)] == iris


def test_what_has_one_name_comes_described_first(reader: GraphReader) -> None:
    """A post stands before the role of the same name."""
    assert [node.kind for node in reader.find_entities("field nurse")] == ["post", "role"]


def test_find_post(reader: GraphReader) -> None:
    """One post by name or code, or the unit of the name; else what is near."""
    assert reader.find_post("Field Nurses") == _NURSE_NODE
    assert reader.find_post("Division of Outreach").iri == OUTREACH.iri
    with pytest.raises(
        NotFoundError, match=r"no post 'Feld Nurse' in the graph; did you mean Field Nurse\?"
    ) as e:
        reader.find_post("Feld Nurse")
    assert e.value.suggestions == ("Field Nurse",)
    with pytest.raises(NotFoundError, match=r"no post 'Xylophone' in the graph$"):
        reader.find_post("Xylophone")


def test_two_posts_of_one_name_are_listed(tmp_path: Path) -> None:
    """When several posts have the name, the error lists their IRIs."""
    other = f"{NURSE.iri}-2"
    text = "".join(
        f"<{other}> <{predicate}> {value} .\n"
        for predicate, value in (
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<http://www.w3.org/ns/org#Post>"),
            (
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                "<https://w3id.org/orggraph/ns#DescribedPost>",
            ),
            ("http://www.w3.org/2000/01/rdf-schema#label", '"Field nurse"'),
        )
    )
    folder = build_sample(tmp_path / "graph", text + sample_nquads()).folder
    with GraphReader.open(folder) as reader:
        with pytest.raises(NotFoundError, match="2 posts are named 'field nurse'; name one") as e:
            reader.find_post("field nurse")
        assert e.value.suggestions == (NURSE.iri, other)
        with pytest.raises(NotFoundError, match="2 are named 'field nurse'; name one by its IRI"):
            reader.ask("who-directs", {"post": "field nurse"})
        assert len(reader.ask("who-directs", {"post": NURSE.iri}).rows) == 2


def test_card_of_a_described_post(reader: GraphReader) -> None:
    """A card holds names, values, counts of edges, versions, and duties in order."""
    card = reader.get_entity(NURSE.iri)
    start = NURSE_TEXT.index("Refers families")
    middle = NURSE_TEXT.index("Works with parents")
    assert card == Card(
        _NURSE_NODE,
        names=(),
        types=("http://www.w3.org/ns/org#Post", "https://w3id.org/orggraph/ns#DescribedPost"),
        properties=(
            Property("describedBy", "0101-field-nurse", NURSE_DOC),
            Property("monthsPerYear", 12),
            Property("payGrade", "K", "https://example.org/river-county/id/grade/k"),
            Property(
                "role", "Field Nurse", "https://example.org/river-county/id/role/0101-field-nurse"
            ),
        ),
        relations=(
            RelationCount("collaboratesWith", incoming=False, count=1),
            RelationCount("knowsProgram", incoming=False, count=1),
            RelationCount("participatesIn", incoming=False, count=1),
            RelationCount("refersToProgram", incoming=False, count=1),
            RelationCount("requiresCredential", incoming=False, count=1),
            RelationCount("underDirectionOf", incoming=False, count=2),
            RelationCount("supervises", incoming=True, count=1),
        ),
        versions=(reader.get_version(NURSE_VERSION),),
        duties=(
            Duty(f"{NURSE_VERSION}#duty-1", 1, NURSE_TEXT[start : start + 63], start, start + 63),
            Duty(
                f"{NURSE_VERSION}#duty-2",
                2,
                NURSE_TEXT[middle : middle + 88],
                middle,
                middle + 88,
            ),
        ),
        groups=tuple(
            quote for quote in reader.claims_in(NURSE_VERSION) if quote.object == "parents"
        ),
    )
    assert [quote.text for quote in card.groups] == ["Works with parents"]


def test_card_of_a_program(reader: GraphReader) -> None:
    """A card names acronyms and other names; what has no description has no versions."""
    card = reader.get_entity(PROGRAM.iri)
    assert (card.node.acronym, card.names, card.versions, card.duties) == (
        "HSP",
        ("HSP", "Healthy Starts Program"),
        (),
        (),
    )


def test_nodes_tell_what_is_special(reader: GraphReader) -> None:
    """The employer is the root, an unexplained acronym is unexpanded."""
    nodes = {node.label: node for node in reader.iter_nodes(("unit",))}
    assert [label for label, node in nodes.items() if node.root] == ["River County"]
    assert [label for label, node in nodes.items() if node.unexpanded] == ["ZD"]


def test_listing(reader: GraphReader) -> None:
    """Lists are paged by label; entities that only old versions name are not in them."""
    page = reader.list_nodes("post", limit=2, offset=1)
    assert (_labels(page.nodes), page.total) == (
        ["director, Division of Field Health", "Field Nurse"],
        4,
    )
    assert reader.list_nodes("law") == NodePage((), 0)
    kinds = [node.kind for node in reader.iter_nodes()]
    assert kinds == sorted(kinds)
    assert len(kinds) == 17
    assert "Matron" not in [node.label for node in reader.iter_nodes()]


def test_unknown_iris_are_told(reader: GraphReader) -> None:
    """Each question about an entity, version or claim that is not there says so."""
    for call in (
        reader.get_node,
        reader.get_entity,
        reader.chain,
        reader.edges,
        reader.neighbourhood,
        reader.claims_about,
        reader.get_claim,
        reader.get_version,
        reader.claims_in,
        reader.text_of,
    ):
        with pytest.raises(NotFoundError, match=re.escape("<https://example.org/none>")) as error:
            call("https://example.org/none")
        assert error.value.what == "https://example.org/none"


def test_edges(reader: GraphReader) -> None:
    """Outgoing before incoming, by relation and label, with quotes, paged."""
    edges = reader.edges(NURSE.iri)
    assert [(edge.source.label, edge.relation, edge.target.label) for edge in edges] == [
        ("Field Nurse", "collaboratesWith", "Harbor Clinic"),
        ("Field Nurse", "knowsProgram", "Healthy Start Program"),
        ("Field Nurse", "participatesIn", '"Care" team'),
        ("Field Nurse", "refersToProgram", "Healthy Start Program"),
        ("Field Nurse", "requiresCredential", "Nursing licence"),
        ("Field Nurse", "underDirectionOf", "Division of Outreach"),
        ("Field Nurse", "underDirectionOf", "director, Division of Field Health"),
        ("Supervisor, Outreach", "supervises", "Field Nurse"),
    ]
    assert reader.edges(NURSE.iri, limit=2, offset=6) == edges[6:8]
    assert reader.edges(NURSE.iri, incoming=True) == edges[7:]
    assert reader.edges(NURSE.iri, ("underDirectionOf",), incoming=False) == edges[5:7]
    assert reader.edges(NURSE.iri, ("nothing",)) == ()
    assert [edge.quotes for edge in reader.edges(NURSE.iri, quotes=False)] == [()] * 8


def test_a_quote_stands_in_its_text(reader: GraphReader) -> None:
    """A quote has its place, its rule and its qualifiers, and is what stands at that place."""
    (edge,) = reader.edges(NURSE.iri, ("underDirectionOf",), incoming=False)[1:]
    start = NURSE_TEXT.index("Under the direction")
    text = "Under the direction of the director of the Division of Field Health"
    assert edge.quotes == (
        Quote(
            claim=edge.quotes[0].claim,
            subject=NURSE.iri,
            subject_label="Field Nurse",
            relation="underDirectionOf",
            object=DIRECTOR.iri,
            object_label="director, Division of Field Health",
            text=text,
            version=NURSE_VERSION,
            document="Field Nurse",
            source="field-nurse.txt",
            start=start,
            end=start + len(text),
            section="summary",
            rule="sample/by-hand",
            confidence=0.98,
            qualifiers=(("joinedBy", "and"), ("orDesignee", "true")),
        ),
    )
    assert edge.confidence == 0.98
    quote = reader.get_claim(edge.quotes[0].claim)
    assert quote == edge.quotes[0]
    assert reader.text_of(quote.version)[quote.start : quote.end] == quote.text
    assert reader.text_of(NURSE_VERSION) == NURSE_TEXT


def test_inferred_edges_say_so(reader: GraphReader) -> None:
    """An edge that only a title states is inferred; one that a sentence states is not."""
    (heads,) = reader.edges(DIRECTOR.iri, ("heads",))
    (post_in,) = reader.edges(SUPERVISOR.iri, ("postIn",))
    assert (heads.is_inferred, post_in.is_inferred) == (True, False)
    assert reader.edges(DIRECTOR.iri, ("heads",), quotes=False)[0].confidence is None


def test_all_edges(reader: GraphReader) -> None:
    """Every edge once, the specific relation and not the general one beside it."""
    edges = list(reader.iter_edges())
    names = sorted({edge.relation for edge in edges})
    assert (len(edges), "reportsTo" in names, "touchesProgram" in names) == (12, False, False)
    relation = ["underDirectionOf", "heads"]
    found = list(reader.iter_edges(relation, quotes=True))
    assert [(edge.relation, len(edge.quotes)) for edge in found] == [
        ("underDirectionOf", 1),
        ("underDirectionOf", 1),
        ("underDirectionOf", 1),
        ("heads", 1),
    ]
    assert [edge.source.iri for edge in found] == sorted(edge.source.iri for edge in found)


def test_touches(reader: GraphReader) -> None:
    """One row per role, way and quote; by name, acronym, plural or IRI."""
    rows = reader.touches("HSP")
    assert rows[0] == Touch(
        role="Field Nurse",
        code="0101",
        how="knows",
        target="Healthy Start Program",
        quote="Knowledge of the Healthy Start Program (HSP)",
        document="Field Nurse",
        start=NURSE_TEXT.index("Knowledge"),
        end=NURSE_TEXT.index("Knowledge") + 44,
        confidence=0.9,
        role_iri=NURSE.iri,
        target_iri=PROGRAM.iri,
        version=NURSE_VERSION,
        claim=rows[0].claim,
        source="field-nurse.txt",
    )
    assert [row.how for row in rows] == ["knows", "refers_to"]
    assert reader.touches(PROGRAM.iri) == reader.touches("healthy start programs") == rows
    assert (reader.touches("HSP", limit=1), reader.touches("HSP", offset=1)) == (rows[:1], rows[1:])
    assert [row.how for row in reader.touches("Harbor Clinic")] == ["collaborates_with"]
    assert [row.how for row in reader.touches("care team")] == ["participates_in"]
    assert reader.touches("Office of Health") == ()
    with pytest.raises(NotFoundError, match="no program, agency or team 'Harbour'") as error:
        reader.touches("Harbour")
    assert error.value.suggestions == ("Harbor Clinic",)


def test_claims_about(reader: GraphReader) -> None:
    """Claims with the entity at either end, of one relation, and with one other end."""
    about = reader.claims_about(OUTREACH.iri)
    assert [(quote.subject_label, quote.relation) for quote in about] == [
        ("Division of Outreach", "subOrganizationOf"),
        ("Field Nurse", "underDirectionOf"),
        ("Supervisor, Outreach", "postIn"),
    ]
    assert reader.claims_about(OUTREACH.iri, "postIn") == about[2:]
    assert reader.claims_about(OUTREACH.iri, other=NURSE.iri) == about[1:2]
    assert reader.claims_about(NURSE.iri, "underDirectionOf", OUTREACH.iri) == about[1:2]
    assert reader.claims_about(OUTREACH.iri, "nothing") == ()


def test_claims_of_old_versions_are_kept_but_not_live(reader: GraphReader) -> None:
    """What only an old version says is no edge, but is found by its version."""
    (quote,) = reader.claims_in(OLD_VERSION)
    assert (quote.relation, quote.object_label, quote.text) == (
        "underDirectionOf",
        "Matron",
        "Reports to the Matron",
    )
    assert "Matron" not in [quote.object_label for quote in reader.claims_about(SUPERVISOR.iri)]
    levels = reader.chain(SUPERVISOR.iri).levels
    assert [edge.target.label for edge in levels[0]] == ["Chief of Wards"]


def test_claims_in_a_version(reader: GraphReader) -> None:
    """All claims of a document in the order of its text, groups as plain words."""
    quotes = reader.claims_in(NURSE_VERSION)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    group = next(quote for quote in quotes if quote.object_label == "parents")
    assert (group.object, group.relation, len(quotes)) == ("parents", "collaboratesWith", 12)


def test_versions(reader: GraphReader) -> None:
    """The current version first; by description, by post, or all."""
    versions = reader.versions(SUPERVISOR_DOC)
    assert [(v.iri, v.issued, v.modified, v.is_current) for v in versions] == [
        (SUPERVISOR_VERSION, "1990-01", "2019-07", True),
        (OLD_VERSION, "1990-01", None, False),
    ]
    assert reader.versions(SUPERVISOR.iri) == versions
    assert [version.source for version in reader.versions()] == [
        "supervisor.txt",
        "field-nurse.txt",
        "old.txt",
    ]
    assert reader.versions("https://example.org/none") == ()


def test_mentions(reader: GraphReader) -> None:
    """Mentions in the order of the text, with the entity or the reason and the candidates."""
    mentions = reader.mentions(NURSE_VERSION)
    assert [mention.refers_to for mention in mentions] == [FIELD_HEALTH.iri, PROGRAM.iri, None]
    start = NURSE_TEXT.index("Zeta desk")
    assert reader.mentions(unresolved=True) == (
        Mention(
            mentions[2].iri,
            NURSE_VERSION,
            "unknown",
            "Zeta desk",
            start,
            start + 9,
            None,
            "nothing in the text says what kind of thing it is",
            (ZETA.iri,),
        ),
    )
    assert reader.mentions() == mentions


def test_findings(reader: GraphReader) -> None:
    """Findings of a document, and those between documents, which have no version."""
    assert reader.findings(NURSE_VERSION) == (
        Finding(
            reader.findings(NURSE_VERSION)[0].iri,
            NURSE_VERSION,
            "unreadable_date",
            "'7189' is no month and year",
            "7189",
            78,
            82,
        ),
    )
    assert [(finding.version, finding.kind) for finding in reader.findings()] == [
        ("", "iri_collision"),
        (NURSE_VERSION, "unreadable_date"),
    ]


def test_info(reader: GraphReader) -> None:
    """The counts of the graph, and what the build reported."""
    info = reader.info()
    assert dict(info.kinds) == {
        "agency": 1,
        "credential": 1,
        "grade": 1,
        "post": 4,
        "program": 1,
        "role": 2,
        "team": 1,
        "unit": 6,
    }
    assert (info.generation, info.described_posts, info.claims, info.versions) == (1, 2, 18, 3)
    assert (info.mentions, info.unresolved, dict(info.findings)) == (
        3,
        1,
        {"iri_collision": 1, "unreadable_date": 1},
    )
    assert (info.quads, info.triples) == reader.store.count()
    assert info.relations["underDirectionOf"] == 3
    assert dict(info.report) == {"documents": 3}
    assert len(info.sha256) == 64


def test_saved_questions_take_names(reader: GraphReader) -> None:
    """A parameter that is an entity may be given by name, acronym or code."""
    by_name = reader.ask("touching-program", {"program": "HSP"})
    assert by_name == reader.ask("touching-program", {"program": PROGRAM.iri})
    assert len(by_name.rows) == 2
    evidence = reader.ask("evidence", {"subject": "Field Nurse", "object": "Harbor Clinic"})
    assert [row[1] for row in evidence.rows] == ["Works with parents and with Harbor Clinic"]
    with pytest.raises(NotFoundError, match="no program 'HPS' in the graph"):
        reader.ask("touching-program", {"program": "HPS"})
    with pytest.raises(NotFoundError, match="no saved question 'x'"):
        reader.ask("x")
    assert reader.ask("needing-credential") == reader.ask(
        "needing-credential", {"credential": LICENCE.iri}
    )


@pytest.mark.parametrize("question", saved_questions(), ids=lambda question: question.name)
def test_saved_questions_have_the_answers_of_the_store(
    reader: GraphReader, question: Question
) -> None:
    """What the child process answers is what the store answers, whatever the cells hold."""
    values = {
        parameter.name: NURSE.iri
        for parameter in question.parameters
        if parameter.type in {"post", "entity"}
    } | {each.name: PROGRAM.iri for each in question.parameters if each.type == "program"}
    assert reader.ask(question.name, values) == reader.store.select(bind(question, values))


def test_saved_questions_have_limits(reader: GraphReader) -> None:
    """An answer is cut at so many rows, and says so; a question is stopped after so long."""
    assert len(reader.ask("posts").rows) > 1
    cut = reader.ask("posts", limit_rows=1)
    assert (len(cut.rows), cut.truncated) == (1, True)
    with pytest.raises(QueryTimeoutError, match=r"'posts' was stopped after 0\.001 s; give "):
        reader.ask("posts", limit_seconds=0.001)


def test_free_queries_run_in_a_child(reader: GraphReader) -> None:
    """Any query is answered, with the prefixes of the vocabulary, up to a number of rows."""
    query = "SELECT ?label { ?post a osg:DescribedPost ; rdfs:label ?label } ORDER BY ?label"
    assert reader.query(query) == Table(
        ("label",), (("Field Nurse",), ("Supervisor, Outreach",)), truncated=False
    )
    assert reader.query(query, limit_rows=1) == Table(
        ("label",), (("Field Nurse",),), truncated=True
    )


def test_a_query_that_never_ends_is_stopped(reader: GraphReader) -> None:
    """A runaway query ends at its limit, and the reader goes on."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.5 s; narrow it") as error:
        reader.query(endless, limit_seconds=0.5)
    assert error.value.limit_seconds == 0.5
    assert reader.query("ASK {}") == Table(("answer",), ((True,),))


def test_updates_are_refused(reader: GraphReader) -> None:
    """An update is no query, and the error says where it stops being one."""
    with pytest.raises(QueryError, match="updates are not allowed") as error:
        reader.query("\nINSERT DATA { <a:a> <a:a> <a:a> }")
    assert error.value.line == 2


def test_threads_share_a_reader(reader: GraphReader) -> None:
    """Many threads ask one reader and all get the same answers."""
    expected = (reader.chain(NURSE.iri), reader.search("health"), reader.touches("HSP"))

    def ask(_: int) -> bool:
        return (reader.chain(NURSE.iri), reader.search("health"), reader.touches("HSP")) == expected

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(64)))


def test_a_closed_reader_cannot_be_asked(sample_folder: Path) -> None:
    """After closing, every question is refused in words."""
    with GraphReader.open(sample_folder) as reader:
        assert reader.store.count()[1] > 0
    with pytest.raises(ValueError, match="the graph was closed"):
        reader.find_entities("HSP")
    with pytest.raises(ValueError, match="the graph was closed"):
        reader.ask("posts")


def test_is_current_without_a_folder(tmp_path: Path) -> None:
    """When the folder is gone, the reader is not current any more."""
    workspace = build_sample(tmp_path / "graph")
    with GraphReader.open(workspace.folder) as reader:
        (workspace.folder / "CURRENT").unlink()
        assert not reader.is_current()


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    """A text that is gone or altered is an answer "not found", with the remedy."""
    workspace = build_sample(tmp_path / "graph")
    with GraphReader.open(workspace.folder) as reader:
        sha256 = reader.get_version(OLD_VERSION).sha256
        (workspace.folder / "texts" / sha256[:2] / sha256).unlink()
        with pytest.raises(NotFoundError, match="missing or altered; build again"):
            reader.text_of(OLD_VERSION)


def test_reading_imports_no_heavy_package(sample_folder: Path) -> None:
    """A chain, a card and a search need neither rdflib nor networkx nor the SPARQL engine."""
    program = (
        "import sys\nfrom graph.reading.reader import GraphReader\n"
        "with GraphReader.open(sys.argv[1]) as reader:\n"
        "    node = reader.find_post('Field Nurse')\n"
        "    reader.chain(node.iri), reader.get_entity(node.iri), reader.search('nurse')\n"
        "heavy = {'rdflib', 'networkx', 'pyoxigraph', 'oxrdflib', 'subprocess', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    # what measures coverage imports some of these itself
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_folder)],
        capture_output=True,
        check=True,
        env=plain,
        text=True,
    )
    assert done.stdout == "[]\n"


def test_an_office_without_documents(reader: GraphReader) -> None:
    """A unit that is only named has a card with the edges that point to it."""
    card = reader.get_entity(OFFICE.iri)
    assert card.relations == (RelationCount("subOrganizationOf", incoming=True, count=1),)
    assert card.properties == ()
