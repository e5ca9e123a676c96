"""Builds on a damaged folder: what was lost is found, made anew and told; nothing is left over."""

import os
import shutil
from pathlib import Path

import pytest

from benchmarks.falling import sorted_lines
from graph.errors import SourceError
from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
from graph.verification.folder import verify
from ingest import pipeline
from ingest.building.report import BuildReport
from ingest.pipeline import build_graph

CLERK = "Position title: Ward Clerk\nReports to: Director, Division of Wards\nDUTIES\nKeeps logs.\n"
NURSE = "Position title: Field Nurse\nReports to: Ward Clerk\nDUTIES\nVisits families.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give a folder with two descriptions."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "clerk.txt").write_text(CLERK, encoding="utf-8")
    (folder / "nurse.txt").write_text(NURSE, encoding="utf-8")
    return folder


def build(sources: Path, **settings: bool) -> BuildReport:
    return build_graph([sources], sources.parent / "graph", **settings)  # type: ignore[arg-type]  # settings of our own


def entries(sources: Path, kind: str) -> list[Path]:
    return sorted(p for p in (sources.parent / "graph" / kind).rglob("*") if p.is_file())


def test_a_build_that_could_read_nothing_leaves_nothing(sources: Path) -> None:
    """No graph folder stays behind where no source could be read; an older graph stands."""
    graph = sources.parent / "graph"
    with pytest.raises(SourceError, match="nothing could be read"):
        build_graph([sources / "missing.txt"], graph)
    assert not graph.exists()
    build(sources)
    with pytest.raises(SourceError, match="nothing could be read"):
        build_graph([sources / "missing.txt"], graph)
    with GraphReader.open(graph) as reader:
        assert len(reader.versions()) == 2


def test_a_corrupted_cache_entry_is_extracted_again(sources: Path) -> None:
    """One flipped byte in a cached extraction is found by the next build, which says so."""
    build(sources)
    entry = entries(sources, "extractions")[0]
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    report = build(sources)
    assert (report.unchanged, len(report.mended)) == (True, 1)
    assert report.mended[0].endswith("was damaged, and it was read anew")
    assert entry.read_bytes() == whole
    assert build(sources).mended == ()


def test_a_lost_text_is_kept_again(sources: Path) -> None:
    """A text that is gone is written again from its source, and that is told."""
    build(sources)
    text = entries(sources, "texts")[0]
    whole = text.read_bytes()
    text.unlink()
    report = build(sources)
    assert (report.unchanged, len(report.mended)) == (True, 1)
    assert report.mended[0].endswith("was lost and was kept again")
    assert text.read_bytes() == whole


def test_anew_trusts_nothing(sources: Path) -> None:
    """--anew reads every source again and replaces altered texts."""
    build(sources)
    text = entries(sources, "texts")[0]
    whole = text.read_bytes()
    text.write_bytes(whole.replace(b"Position", b"position"))
    assert build(sources).unchanged
    report = build(sources, anew=True)
    assert (report.unchanged, report.extracted, report.generation) == (False, 2, 2)
    assert text.read_bytes() == whole


def test_a_truncated_store_is_built_anew(sources: Path) -> None:
    """Unchanged sources do not hide that the store was cut short."""
    build(sources)
    current = Workspace.open(sources.parent / "graph").current()
    assert current is not None
    largest = max(current.store_folder.iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:100])
    report = build(sources)
    assert (report.unchanged, report.generation) == (False, 2)
    assert report.mended[0].startswith(f"generation 1 was damaged (store/{largest.name}: the file")
    assert build(sources).unchanged


def test_what_removed_documents_left_is_dropped(sources: Path) -> None:
    """Two builds after a document was removed, its text and cached extraction are gone."""
    build(sources)
    (sources / "nurse.txt").unlink()
    build(sources)
    assert [len(entries(sources, kind)) for kind in ("texts", "extractions")] == [2, 2]
    (sources / "clerk.txt").write_text(CLERK + "Answers calls.\n", encoding="utf-8")
    build(sources)
    (sources / "clerk.txt").write_text(CLERK + "Writes letters.\n", encoding="utf-8")
    build(sources)
    assert [len(entries(sources, kind)) for kind in ("texts", "extractions")] == [2, 2]
    assert build(sources).unchanged
    assert [len(entries(sources, kind)) for kind in ("texts", "extractions")] == [2, 2]


def flip(path: Path, *, silently: bool = False) -> None:
    """Alter the last byte but eight of a file, its size as it was; silently, its times, too."""
    times = path.stat()
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    if silently:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def file_of(sources: Path, name: str) -> Path:
    """Return a file of the current generation; of the store, the largest of its tables."""
    current = Workspace.open(sources.parent / "graph").current()
    assert current is not None
    found = sorted(current.folder.glob(name), key=lambda path: path.stat().st_size)
    return found[-1]


@pytest.mark.parametrize(
    "name", ["build-state.sqlite", "read-models.sqlite", "report.json", "store/*.sst"]
)
def test_a_file_of_the_same_size_that_was_written_to_is_noticed(sources: Path, name: str) -> None:
    """Where nothing changed in the sources, the generation before it stands in, and it is told."""
    build(sources)
    (sources / "clerk.txt").write_text(CLERK + "Answers calls.\n", encoding="utf-8")
    build(sources)
    path = file_of(sources, name)
    flip(path)
    told = str(path.relative_to(sources.parent / "graph" / "generations" / "2"))
    report = build(sources)
    assert report.mended == (
        f"generation 2 was damaged ({told}: the file was altered); generation 1 stood in for it",
    )
    assert report.unchanged is False
    assert verify(sources.parent / "graph").is_whole
    assert build(sources).mended == ()


@pytest.mark.parametrize("name", ["build-state.sqlite", "read-models.sqlite"])
@pytest.mark.parametrize("before", [0, 1])
def test_a_flipped_bit_is_not_copied_on(sources: Path, name: str, before: int) -> None:
    """What the file system knows nothing of is found before the next generation holds a copy."""
    for number in range(before):
        build(sources)
        (sources / "clerk.txt").write_text(f"{CLERK}Answers call {number}.\n", encoding="utf-8")
    build(sources)
    flip(file_of(sources, name), silently=True)
    assert build(sources).unchanged
    (sources / "nurse.txt").write_text(NURSE + "Drives a car.\n", encoding="utf-8")
    report = build(sources)
    then = "generation 1 stood in for it" if before else "everything is built anew"
    assert report.mended == (
        f"generation {before + 1} was damaged ({name}: the file was altered); {then}",
    )
    assert verify(sources.parent / "graph").is_whole
    elsewhere = sources.parent / "elsewhere"
    build_graph([sources], elsewhere)
    assert sorted_lines(sources.parent / "graph") == sorted_lines(elsewhere)


def test_an_altered_state_is_told_whatever_it_breaks(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error on the way is the damage's; without damage it is raised."""

    def fail(*_: object) -> None:
        raise KeyError("name")

    build(sources)
    (sources / "nurse.txt").write_text(NURSE + "Drives a car.\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "find_change", fail)
    with pytest.raises(KeyError):
        build(sources)
    flip(file_of(sources, "build-state.sqlite"), silently=True)
    assert build(sources).mended[0].endswith("the file was altered); everything is built anew")


@pytest.mark.parametrize("content", [None, b"", b"[1]", b'{"1": 7}', b"\xff"])
def test_lost_stamps_cost_a_hashing(sources: Path, content: bytes | None) -> None:
    """Without its notes a build looks into the files themselves, once, and finds them whole."""
    build(sources)
    stamps = sources.parent / "graph" / "stamps.json"
    noted = stamps.read_bytes()
    stamps.unlink()
    if content is not None:
        stamps.write_bytes(content)
    report = build(sources)
    assert (report.unchanged, report.mended) == (True, ())
    assert stamps.read_bytes() == noted
    stamps.unlink()
    flip(file_of(sources, "read-models.sqlite"), silently=True)
    assert build(sources).mended != ()


def test_a_copied_folder_is_as_good(sources: Path) -> None:
    """Files with other times and numbers but the same bytes are whole, and noted as they are."""
    build(sources)
    graph = sources.parent / "graph"
    copy = sources.parent / "copy"
    shutil.copytree(graph, copy)
    report = build_graph([sources], copy)
    assert (report.unchanged, report.mended) == (True, ())
    assert (copy / "stamps.json").read_bytes() != (graph / "stamps.json").read_bytes()
