"""A build after another one: how much is done, and what is left as it was."""

import hashlib
import json
from pathlib import Path

import pyoxigraph
import pytest

from graph.folder.workspace import Workspace
from ingest.building.report import BuildReport
from ingest.incremental import changed_sources
from ingest.incremental.build_state import STATE_FILE
from ingest.pipeline import build_graph
from ingest.resolution.aliases import Alias, Aliases
from ingest.resolution.aliases_file import format_aliases

TEXT = """\
Position title: {title}
Employer: {employer}
Department: Department of Harbors
Reports to: Director, Division of {unit}

SUMMARY: Under the direction of the Director of the Division of {unit}, knows the {unit} Start
Program ({letter}SP).

DUTIES:
- Files papers of the year.
- {line}
"""
UNITS = ("Wards", "Papers", "Gardens", "Bridges")
COUNT = 40


def text_of(number: int, line: str = "Sorts mail.", employer: str = "River County") -> str:
    """Return a short description of a post of its own."""
    unit = UNITS[number % len(UNITS)]
    return TEXT.format(
        title=f"Clerk {chr(65 + number // 8)}{chr(65 + number % 8)} of {unit}",
        employer=employer,
        unit=unit,
        letter=unit[0],
        line=line,
    )


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give a folder of forty descriptions in four divisions."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(text_of(number), encoding="utf-8")
    return folder


@pytest.fixture
def graph(sources: Path, tmp_path: Path) -> Path:
    """Give the graph of the forty descriptions."""
    folder = tmp_path / "graph"
    build_graph([sources], folder, jobs=1)
    return folder


def quads(folder: Path) -> list[str]:
    """Return the sorted N-Quads of the current generation."""
    current = Workspace.open(folder).current()
    assert current is not None
    return sorted(map(str, pyoxigraph.Store.read_only(str(current.store_folder))))


def build(sources: Path, graph: Path, *, base: str | None = None) -> BuildReport:
    """Return the report of a build whose graph is that of a full build."""
    report = build_graph([sources], graph, jobs=1, base=base)
    other = graph.parent / "other" / str(report.generation)
    other.parent.mkdir(exist_ok=True)
    aliases = graph / "aliases.yaml"
    full = build_graph(
        [sources],
        other,
        jobs=1,
        aliases=aliases if aliases.exists() else None,
        base=base,
    )
    assert quads(graph) == quads(other)
    assert (report.quads, report.triples, report.claims) == (
        full.quads,
        full.triples,
        full.claims,
    )
    return report


def work(report: BuildReport) -> tuple[int, int]:
    """Return how many descriptions were read anew, and how many graphs were written."""
    return report.extracted, report.graphs_rewritten


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, by its name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_changed_line_rewrites_one_graph(sources: Path, graph: Path) -> None:
    """Of forty descriptions one is read, and one graph of a version is written."""
    (sources / "07.txt").write_text(text_of(7, "Keeps the harbor."), encoding="utf-8")
    report = build(sources, graph)
    assert work(report) == (1, 1)
    assert next(report.lines()).startswith(
        "generation 2: 40 descriptions, 1 read anew, 1 graph rewritten, "
    )


def test_a_removed_description_rewrites_nothing_that_is_left(sources: Path, graph: Path) -> None:
    """The graph of a description that goes is dropped, and the others stay."""
    (sources / "07.txt").unlink()
    assert work(build(sources, graph)) == (0, 0)


def test_a_file_with_another_name_rewrites_its_graph_alone(sources: Path, graph: Path) -> None:
    """The name of the file stands in the version's graph; nothing is read for it."""
    (sources / "07.txt").rename(sources / "seven.txt")
    assert work(build(sources, graph)) == (0, 1)


def test_nothing_changed_rewrites_nothing(sources: Path, graph: Path) -> None:
    """The generation stands, and no graph is written."""
    report = build_graph([sources], graph, jobs=1)
    assert (report.generation, report.unchanged, work(report)) == (1, True, (0, 0))


def test_a_decision_rewrites_the_graphs_that_name_it(
    sources: Path, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another IRI for one division rewrites the ten descriptions of its ten posts."""
    monkeypatch.setattr(changed_sources, "LARGEST_SHARE", 0.3)
    alias = Alias(name="Division of Wards", kind="unit", iri="wards-of-old")
    (graph / "aliases.yaml").write_text(format_aliases(Aliases((alias,))), encoding="utf-8")
    report = build(sources, graph)
    assert work(report) == (0, 10)
    (graph / "aliases.yaml").write_text("[]\n", encoding="utf-8")
    assert work(build(sources, graph)) == (0, 10)


def test_an_older_version_comes_and_goes(sources: Path, graph: Path) -> None:
    """A later version makes the one before a past one; once it is gone, that is current again."""
    later = text_of(7).replace("\nSUMMARY", "Revised: 05/2001\n\nSUMMARY")
    (sources / "later.txt").write_text(later, encoding="utf-8")
    report = build(sources, graph)
    assert (work(report), report.past_versions) == ((1, 2), 1)
    (sources / "later.txt").unlink()
    report = build(sources, graph)
    assert (work(report), report.past_versions) == ((0, 1), 0)


def test_many_changes_are_a_full_build(sources: Path, graph: Path) -> None:
    """Where more than a fifth has changed, all is made anew."""
    for number in range(9):
        (sources / f"{number:02}.txt").write_text(text_of(number, "Sings."), encoding="utf-8")
    assert work(build(sources, graph)) == (9, COUNT)


def test_another_main_employer_is_a_full_build(sources: Path, graph: Path) -> None:
    """Whose a description without an employer is, and the base, concern all descriptions."""
    text = text_of(7, employer="Lake County")
    (sources / "07.txt").write_text(text, encoding="utf-8")
    assert work(build(sources, graph)) == (1, COUNT)


def test_another_base_is_a_full_build(sources: Path, graph: Path) -> None:
    """Every IRI begins with the base."""
    report = build(sources, graph, base="https://example.org/elsewhere/")
    assert work(report) == (0, COUNT)


def test_a_pin_beside_the_things_is_a_full_build(sources: Path, graph: Path) -> None:
    """An IRI that a description may have is not one whose lines are told apart."""
    pinned = "https://example.org/river-county/doc/wards"
    alias = Alias(name="Division of Wards", kind="unit", iri=pinned)
    (graph / "aliases.yaml").write_text(format_aliases(Aliases((alias,))), encoding="utf-8")
    assert work(build(sources, graph)) == (0, COUNT)


def test_a_lost_state_is_a_full_build(sources: Path, graph: Path) -> None:
    """Without what the last build left, or with that of another release, all is made anew."""
    current = Workspace.open(graph).current()
    assert current is not None
    (current.folder / STATE_FILE).write_bytes(b"nonsense" * 100)
    manifest = json.loads((current.folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"][STATE_FILE]  # a look at the sizes is no test of the state
    (current.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (sources / "07.txt").write_text(text_of(7, "Keeps the harbor."), encoding="utf-8")
    assert work(build(sources, graph))[1] == COUNT


def test_the_last_generation_stays_as_it_was(sources: Path, graph: Path) -> None:
    """No file of it is altered, also not those that the next one shares."""
    last = graph / "generations" / "1"
    before = files_of(last)
    for line in ("Keeps the harbor.", "Sweeps."):
        (sources / "07.txt").write_text(text_of(7, line), encoding="utf-8")
        report = build_graph([sources], graph, jobs=1)
        assert work(report) == (1, 1)
        if report.generation == 2:
            assert files_of(last) == before
            shared = [
                path.name
                for path in (graph / "generations" / "2" / "store").glob("*.sst")
                if (last / "store" / path.name).exists()
                and path.samefile(last / "store" / path.name)
            ]
            assert shared


def test_a_build_that_fails_leaves_the_last_one(
    sources: Path, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was begun is dropped, and the next build makes it again."""

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    before = quads(graph)
    (sources / "07.txt").write_text(text_of(7, "Keeps the harbor."), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("graph.folder.graph_change.change_read_models", fail)
        with pytest.raises(Exception, match="the disk is full"):
            build_graph([sources], graph, jobs=1)
    assert quads(graph) == before
    assert [path.name for path in (graph / "generations").iterdir()] == ["1"]
    assert work(build(sources, graph)) == (0, 1)
