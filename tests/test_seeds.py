"""What the five class descriptions state is in their graph, each line with its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.answers import Node
from graph.reading.reader import GraphReader
from ingest.document import SourceDocument
from ingest.evaluation.evaluation import evaluate
from ingest.evaluation.gold import read_gold
from ingest.extraction import extract
from ingest.readers import read_bytes


@pytest.fixture(scope="module")
def reader(built_graph: Path) -> Iterator[GraphReader]:
    """Give the graph of the five descriptions, opened."""
    with GraphReader.open(built_graph) as opened:
        yield opened


def directors(reader: GraphReader, name: str) -> list[Node]:
    """Return who directs a post, in the order of the answer."""
    post = reader.find_post(name)
    return [edge.target for edge in reader.edges(post.iri, ["underDirectionOf"], incoming=False)]


def ends(reader: GraphReader, node: Node, relation: str) -> set[str]:
    """Return the names of what an entity points to by a relation."""
    return {edge.target.label for edge in reader.edges(node.iri, [relation], incoming=False)}


def test_a_worker_is_under_the_director_who_heads_a_division(reader: GraphReader) -> None:
    """The director is a post without description that heads the division and stands in it."""
    (director,) = directors(reader, "Pupil Personnel Worker")

    assert (director.kind, director.described, director.generic) == ("post", False, False)
    assert ends(reader, director, "heads") == {"Division of Pupil Personnel Services"}
    head = reader.query(
        f"ASK {{ <{director.iri}> org:role org:Head ; osg:heads ?unit ; org:postIn ?unit }}"
    )
    assert head.rows == ((True,),)


def test_a_coordinator_is_under_any_principal_and_a_division(reader: GraphReader) -> None:
    """The principal is generic, the division directs as a unit, and its office is its parent."""
    found = {node.kind: node for node in directors(reader, "6515")}

    assert sorted(found) == ["post", "unit"]
    assert (found["post"].label, found["post"].generic) == ("principal", True)
    assert found["unit"].label == "Division of Family and Community Engagement"
    assert ends(reader, found["unit"], "subOrganizationOf") == {
        "Office of Student, Family and School Services"
    }


def test_no_head_is_invented_for_a_unit_that_directs(reader: GraphReader) -> None:
    """Nobody heads the division that directs the coordinator: no text names a head."""
    (unit,) = (node for node in directors(reader, "6515") if node.kind == "unit")

    assert reader.edges(unit.iri, ["heads"], incoming=True) == ()


def test_a_director_is_under_an_associate_superintendent_and_a_chief(reader: GraphReader) -> None:
    """Both supervisors of one sentence stand side by side."""
    labels = {
        node.label for node in directors(reader, "Director, Student Well-Being & Achievement")
    }

    assert len(labels) == 2
    assert any(
        label.startswith("Associate Superintendent")
        and "Office of Student and Family Support and Engagement" in label
        for label in labels
    )
    assert any(label.casefold().startswith("chief of schools") for label in labels)


def test_one_supervisor_said_three_times_is_one_edge_with_three_claims(
    reader: GraphReader,
) -> None:
    """The edge is one; each place that says it is a claim of its own."""
    post = reader.find_post("Coordinator, BOE Constituent Services")

    (edge,) = reader.edges(post.iri, ["underDirectionOf"], incoming=False)

    assert len(edge.quotes) == 3
    assert len({(quote.start, quote.end) for quote in edge.quotes}) == 3


@pytest.mark.parametrize("acronym", ["OAFES", "OCIP", "OSSI", "MCCPTA"])
def test_an_acronym_that_no_text_expands_stays_unexpanded(
    reader: GraphReader, acronym: str
) -> None:
    """It is a node of its own, marked, under the name the texts give it."""
    (node,) = reader.find_entities(acronym)

    assert (node.label, node.unexpanded) == (acronym, True)


def test_two_spellings_of_a_program_are_one(reader: GraphReader) -> None:
    """The acronym leads to one program, whichever way a text spells it out."""
    (program,) = reader.find_entities("IEP", ["program"])

    assert program.acronym == "IEP"
    assert {hit.iri for hit in reader.find_entities("Individualized Educational Program")} == {
        program.iri
    }


def test_a_program_is_touched_by_one_role_in_two_ways(reader: GraphReader) -> None:
    """METS is known, and referred to as a service that parents are helped with."""
    touches = reader.touches("METS")

    assert [(touch.code, touch.how) for touch in touches] == [
        ("6515", "knows"),
        ("6515", "refers_to"),
    ]


def test_unreadable_dates_are_findings(reader: GraphReader) -> None:
    """Dates that no calendar has are reported with their characters, in the order of the text."""
    found = [finding for finding in reader.findings() if finding.kind == "unreadable_date"]

    assert [finding.text for finding in found] == ["7189", "7190"]


def test_every_quote_stands_in_its_text(reader: GraphReader) -> None:
    """Every claim of every version quotes the characters at its offsets, at most 600 of them."""
    wrong = [
        quote.claim
        for version in reader.versions()
        for quote in reader.claims_in(version.iri)
        if reader.text_of(version.iri)[quote.start : quote.end] != quote.text
        or not 0 < len(quote.text) <= 600
    ]

    assert wrong == []
    assert len(reader.versions()) == 5


def test_every_relation_is_proved_or_marked_as_inferred(reader: GraphReader) -> None:
    """Each reporting line and each touch has at least one quote."""
    lines = list(reader.iter_edges(["underDirectionOf", "touchesProgram"], quotes=True))

    assert [edge for edge in lines if not edge.quotes] == []
    assert len(lines) >= 7


# rows of the evaluation that must be without a fault, and those with at most one of each kind
PERFECT = ("fields", "duties", "reports_to", "unit_parents")
NEARLY = ("units", "programs", "agencies")


@pytest.mark.gold
def test_the_five_are_read_as_a_person_reads_them(
    gold: Path, descriptions: tuple[Path, ...]
) -> None:
    """Fields, duties, lines and parents without a fault; names with at most one wrong and missed.

    The labelled texts are the same bytes as the five under data/descriptions.
    """
    folder = gold / "seeds"
    labelled = [document for document in read_gold(folder) if document.data is not None]
    assert {document.data for document in labelled} == {file.read_bytes() for file in descriptions}

    found = evaluate(
        [
            extract(document)
            for each in labelled
            for document in sources_of(each.text_name, each.data or b"")
        ],
        folder,
    )

    scores = {score.name: score for score in found.relations}
    assert {name: scores[name].f1 for name in PERFECT} == dict.fromkeys(PERFECT, 1.0)
    assert {
        name: (score.wrong, score.gold - score.right)
        for name, score in scores.items()
        if name in NEARLY and (score.wrong > 1 or score.gold - score.right > 1)
    } == {}
    assert (scores["collaborates_with"].f1 or 0) >= 0.85
    assert found.exact_spans == found.all_spans


def sources_of(name: str, data: bytes) -> tuple[SourceDocument, ...]:
    """Return the descriptions in a text that must be readable."""
    documents = read_bytes(name, data)
    assert isinstance(documents, tuple)
    return documents
