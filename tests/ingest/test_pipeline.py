"""Builds: files become a graph folder, the same one whatever the circumstances."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import AliasesError, GraphFolderError, ModelError, SourceError
from graph.folder.workspace import Workspace
from graph.iri import check_iri
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.pipeline import build_graph
from ingest.record import Extraction

CLERK = """\
Position title: Ward Clerk
Reports to: Director, Division of Wards

SUMMARY: Works under the direction of the Director of the Division of Wards (DW). Knowledge of the
Healthy Start Program (HSP) required.
"""
NURSE = """\
Position title: Field Nurse
Reports to: Ward Clerk

SUMMARY: Under the direction of the Ward Clerk, refers families to HSP.
"""
BUILD = """
import sys
from pathlib import Path
from ingest.pipeline import build_graph
build_graph(sys.argv[2:], Path(sys.argv[1]))
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give a folder with two descriptions."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "clerk.txt").write_text(CLERK, encoding="utf-8")
    (folder / "nurse.txt").write_text(NURSE, encoding="utf-8")
    return folder


def nquads(folder: Path) -> list[str]:
    """Return the sorted N-Quads of the current generation."""
    current = Workspace.open(folder).current()
    assert current is not None
    store = pyoxigraph.Store.read_only(str(current.store_folder))
    return sorted(str(quad) for quad in store)


def test_a_build_reports_what_it_did(sources: Path, tmp_path: Path) -> None:
    """The report has the figures of the graph, and they are the store's."""
    graph = tmp_path / "graph"
    report = build_graph([sources], graph)
    assert (report.generation, report.unchanged, report.documents, report.extracted) == (
        1,
        False,
        2,
        2,
    )
    assert report.quads == len(nquads(graph))
    assert (report.rejections, report.duplicates) == ((), ())
    assert report.entities["post"] >= 3
    assert report.claims > 0
    assert json.loads((graph / "report.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(report.to_dict())
    )


def test_the_texts_are_kept_as_they_were(sources: Path, tmp_path: Path) -> None:
    """Each quote of the graph stands in the kept text at its offsets."""
    graph = tmp_path / "graph"
    build_graph([sources], graph)
    store = pyoxigraph.Store.read_only(str(Workspace.open(graph).current().store_folder))  # type: ignore[union-attr] # built above
    rows = store.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX osg: <https://w3id.org/orggraph/ns#>
        SELECT ?sha ?exact ?start ?end WHERE { GRAPH ?v {
          ?v osg:sha256 ?sha . ?x oa:exact ?exact ; oa:start ?start ; oa:end ?end } }"""
    )
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    count = 0
    for row in rows:
        text = Workspace.open(graph).read_text(row["sha"].value)
        assert text[int(row["start"].value) : int(row["end"].value)] == row["exact"].value
        count += 1
    assert count > 5


def test_nothing_changed_nothing_is_written(sources: Path, tmp_path: Path) -> None:
    """A second build of the same sources leaves the generation and says so."""
    graph = tmp_path / "graph"
    first = build_graph([sources], graph)
    again = build_graph([sources / "nurse.txt", sources / "clerk.txt"], graph)
    assert (again.unchanged, again.generation, again.extracted) == (True, 1, 0)
    assert (again.quads, again.claims, again.entities) == (
        first.quads,
        first.claims,
        first.entities,
    )


def test_a_changed_source_is_read_again_and_the_rest_is_not(sources: Path, tmp_path: Path) -> None:
    """Only new bytes are extracted; the result is what a build from nothing gives."""
    graph = tmp_path / "graph"
    build_graph([sources], graph)
    (sources / "nurse.txt").write_text(NURSE.replace("families", "parents"), encoding="utf-8")
    report = build_graph([sources], graph)
    assert (report.generation, report.extracted) == (2, 1)
    build_graph([sources], tmp_path / "fresh")
    assert nquads(graph) == nquads(tmp_path / "fresh")


def test_the_graph_depends_on_the_sources_alone(sources: Path, tmp_path: Path) -> None:
    """Order, working folder, hash seed, time zone, locale and file times change no byte."""
    first = tmp_path / "first"
    build_graph([sources], first)
    expected = nquads(first)
    os.utime(sources / "clerk.txt", (1, 1))
    ways = [
        (["clerk.txt", "nurse.txt"], sources, "0", "UTC"),
        (["texts/nurse.txt", "texts/clerk.txt"], tmp_path, "1", "Asia/Tokyo"),
        ([str(sources)], Path("/"), "12345", "America/New_York"),
    ]
    for number, (names, folder, seed, zone) in enumerate(ways):
        graph = tmp_path / f"other-{number}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        subprocess.run(
            [sys.executable, "-c", BUILD, str(graph), *names],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT)},
            check=True,
        )
        assert nquads(graph) == expected


def test_every_iri_is_valid_and_no_node_is_blank(sources: Path, tmp_path: Path) -> None:
    """Subjects, predicates, objects and graphs are IRIs by RFC 3987, or literals."""
    build_graph([sources], tmp_path / "graph")
    current = Workspace.open(tmp_path / "graph").current()
    assert current is not None
    for quad in pyoxigraph.Store.read_only(str(current.store_folder)):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, pyoxigraph.BlankNode)
            if isinstance(term, pyoxigraph.NamedNode):
                assert check_iri(term.value) == term.value


def test_a_bad_source_is_rejected_and_the_rest_is_built(sources: Path, tmp_path: Path) -> None:
    """An empty file and a missing one are in the report with reason and remedy."""
    (sources / "empty.txt").write_bytes(b"")
    report = build_graph([sources, tmp_path / "missing.txt"], tmp_path / "graph")
    assert report.documents == 2
    assert [Path(rejection.source).name for rejection in report.rejections] == [
        "empty.txt", "missing.txt",
    ]  # fmt: skip
    assert all(rejection.reason and rejection.remedy for rejection in report.rejections)


def test_a_file_that_breaks_the_reader_costs_only_itself(sources: Path, tmp_path: Path) -> None:
    """An error while one file is read becomes a rejection that names it."""

    def fail_on_nurse(document: SourceDocument) -> Extraction:
        if "Nurse" in document.text:
            raise RecursionError("too deep")
        return extract(document)

    report = build_graph([sources], tmp_path / "graph", extract=fail_on_nurse)
    assert report.documents == 1
    assert [rejection.reason for rejection in report.rejections] == [
        "reading it failed (RecursionError: too deep)"
    ]


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    """Where nothing at all can be read the build stops and says why."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(SourceError, match=r"nothing could be read: .*a\.txt.* \(and 1 more\)"):
        build_graph([tmp_path], tmp_path / "graph")
    with pytest.raises(SourceError, match="no source was named"):
        build_graph([], tmp_path / "graph")


def test_the_same_bytes_twice_are_one_description(sources: Path, tmp_path: Path) -> None:
    """A copy is left out and reported; the name that counts does not depend on the order."""
    copy = sources / "a-copy.txt"
    copy.write_text(CLERK, encoding="utf-8")
    report = build_graph([sources / "clerk.txt", copy], tmp_path / "one")
    build_graph([copy, sources / "clerk.txt"], tmp_path / "two")
    assert report.documents == 1
    assert report.duplicates == ((str(sources / "clerk.txt"), str(copy)),)
    assert nquads(tmp_path / "one") == nquads(tmp_path / "two")
    assert any('"a-copy.txt"' in line for line in nquads(tmp_path / "one"))


def test_aliases_in_the_graph_folder_or_by_name(sources: Path, tmp_path: Path) -> None:
    """The file in the graph folder is used by itself; taking it away takes its effect back."""
    graph = tmp_path / "graph"
    build_graph([sources], graph)
    plain = nquads(graph)
    decision = "- name: Healthy Start Program\n  kind: program\n  iri: start\n"
    (graph / "aliases.yaml").write_text(decision, encoding="utf-8")
    build_graph([sources], graph)
    assert any("id/program/start>" in line for line in nquads(graph))
    (graph / "aliases.yaml").unlink()
    build_graph([sources], graph)
    assert nquads(graph) == plain
    named = tmp_path / "named.yaml"
    named.write_text(decision, encoding="utf-8")
    assert build_graph([sources], graph, aliases=named).aliases == str(named)
    without = build_graph([sources], graph)
    assert (without.aliases, without.aliases_left_out) == ("", str(named))
    assert f"decisions not applied: {named}, which the last build used" in "\n".join(
        without.lines()
    )
    assert build_graph([sources], graph, aliases=named).aliases_left_out == ""
    with pytest.raises(AliasesError, match="no such file"):
        build_graph([sources], graph, aliases=tmp_path / "none.yaml")


def test_the_base_can_be_given(sources: Path, tmp_path: Path) -> None:
    """Every own IRI begins with the base; a bad one is refused and leaves the graph as it was."""
    graph = tmp_path / "graph"
    build_graph([sources], graph, base="https://jobs.example.com/")
    assert any("<https://jobs.example.com/id/post/ward-clerk>" in line for line in nquads(graph))
    with pytest.raises(ModelError, match="must end in"):
        build_graph([sources], graph, base="https://jobs.example.com")
    assert Workspace.open(graph).current().number == 1  # type: ignore[union-attr] # built above


def test_progress_is_told_stage_by_stage(sources: Path, tmp_path: Path) -> None:
    """Each stage begins with nothing done and ends with all of it done."""
    told: list[tuple[str, int, int]] = []
    build_graph([sources], tmp_path / "graph", progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["read", "resolve", "assemble", "load"]
    for stage in stages:
        steps = [(done, total) for name, done, total in told if name == stage]
        assert (steps[0][0], steps[-1][0]) == (0, steps[-1][1])


def test_a_folder_with_other_things_is_not_taken(sources: Path) -> None:
    """A folder that is no graph folder is left alone."""
    with pytest.raises(GraphFolderError):
        build_graph([sources / "clerk.txt"], sources)


def test_an_older_description_is_a_past_version(tmp_path: Path) -> None:
    """Two files with one title are versions; only the current one supports triples."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "old.txt").write_text(CLERK, encoding="utf-8")
    (folder / "new.txt").write_text(CLERK.replace("Healthy Start", "Happy Start"), encoding="utf-8")
    report = build_graph([folder], tmp_path / "graph")
    assert (report.documents, report.past_versions) == (2, 1)
    assert report.findings["version_tie"] == 1
    assert any("past versions: 1" in line for line in report.lines())


DATED = """\
RIVER COUNTY CLASS DESCRIPTION
OFFICIAL TITLE: Clerk CODE: 0401 SQ/OQ: Not Applicable
WORKING TITLE: Clerk GRADE: C MONTHS: 12
SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of the Office of Papers, files papers.
OVERTIME ELIGIBLE: No

EXAMPLES OF DUTIES AND RESPONSIBILITIES:

Files papers.

Class Established: 1/1990
Date(s) Revised:{revised}
Last Reviewed:
"""


def test_the_organisation_as_of_a_date(tmp_path: Path) -> None:
    """Of each description the latest version until the date is current; later ones are left out."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "old.txt").write_text(DATED.format(revised=""), encoding="utf-8")
    new = DATED.format(revised=" 7/2010").replace("Papers", "Records")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    graph = tmp_path / "graph"
    today = build_graph([folder], graph)
    then = build_graph([folder], graph, as_of="2010-06-30")
    assert (today.past_versions, today.left_out, today.as_of) == (1, 0, None)
    assert (then.past_versions, then.left_out, then.as_of) == (0, 1, "2010-06")
    assert any("id/unit/office-of-papers>" in line for line in nquads(graph))
    assert not any("id/unit/office-of-records>" in line for line in nquads(graph))
    assert build_graph([folder], graph, as_of="2010").left_out == 0
    with pytest.raises(SourceError, match="every description is dated after 1980-12"):
        build_graph([folder], graph, as_of="1980")
    with pytest.raises(SourceError, match="'May 2010' is no date"):
        build_graph([folder], graph, as_of="May 2010")
