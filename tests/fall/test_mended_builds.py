"""Builds on a damaged folder: what was lost is found, made anew and told; nothing is left over."""

from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
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
