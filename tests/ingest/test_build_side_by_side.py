"""Builds in many processes: the same bytes, and no document that costs more than itself."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import GraphFolderError
from graph.folder.workspace import Workspace
from ingest.building.document_writing import DocumentWriter, WritingTask
from ingest.building.file_reading import FileReader
from ingest.building.graph_file import GraphFile
from ingest.building.graph_writing import Resolved, write_graph
from ingest.building.intake import extractor_version, take_in
from ingest.building.source_index import SourceIndex
from ingest.building.workers import Workers
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.pipeline import build_graph
from ingest.record import Extraction
from ingest.resolution.document_resolution import DocumentPart
from ingest.resolution.resolution import Resolver

ROOT = Path(__file__).resolve().parents[2]
COUNT = 70
TEXT = """\
Position title: {title}
Reports to: Director, Division of {unit}

SUMMARY: Under the direction of the Director of the Division of {unit} (D{letter}), serves the
{unit} Start Program (H{letter}SP) and works with the Department of Harbors.
"""
UNITS = ("Wards", "Papers", "Gardens", "Bridges")
BUILD = """
import sys, time
from pathlib import Path
from ingest.extraction import extract
from ingest.pipeline import build_graph

def slow(document):
    time.sleep(0.02)
    return extract(document)

if __name__ == "__main__":
    try:
        build_graph([sys.argv[1]], Path(sys.argv[2]), extract=slow, jobs=2)
    except KeyboardInterrupt:
        raise SystemExit(130)
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with so many descriptions that workers start, two of them of one title."""
    folder = tmp_path_factory.mktemp("many") / "texts"
    folder.mkdir()
    for number in range(COUNT):
        unit = UNITS[number % 4]
        # No title is another one's plural or its beginning.
        title = f"Clerk {chr(97 + number // 26)}{chr(97 + number % 26)}x"
        text = TEXT.format(title=title, unit=unit, letter=unit[0])
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    old = (folder / "000.txt").read_text(encoding="utf-8")
    (folder / "old.txt").write_text(old.replace("serves", "served"), encoding="utf-8")
    return folder


def quads_of(sources: Path, graph: Path, *, jobs: int, batch: int) -> bytes:
    """Return the bytes of the file that would be loaded."""
    workspace = Workspace.create(graph)
    reader = FileReader(workspace, extractor_version())
    writer = DocumentWriter(reader)
    works = (reader.look_into, reader.read_all, writer.write)
    with SourceIndex(graph, reader.extractor) as index, Workers(*works, jobs=jobs) as workers:
        intake = take_in(reader, index, workers, [sources], lambda *_: None, batch=batch)
        resolver = Resolver()
        for summary in intake.summaries():
            resolver.add(summary)
        resolved = Resolved(resolver.finish(), resolver)
        with closing(GraphFile(graph / "graph.trig")) as file:
            write_graph(file, intake, resolved, writer, workers, lambda *_: None, batch=batch)
    assert not list(graph.glob("batch-*"))
    return (graph / "graph.trig").read_bytes()


def test_the_bytes_are_the_same_however_the_work_is_shared(sources: Path, tmp_path: Path) -> None:
    """Neither the number of processes nor the size of a batch nor their order changes a byte."""
    first = quads_of(sources, tmp_path / "one", jobs=1, batch=1000)
    assert first.count(b"Clerk aax") > 2
    for number, (jobs, batch) in enumerate([(1, 1), (2, 3), (3, 7), (2, 1000)]):
        assert quads_of(sources, tmp_path / str(number), jobs=jobs, batch=batch) == first


def test_a_document_that_kills_its_worker_is_rejected(sources: Path, tmp_path: Path) -> None:
    """Whatever ends the process that reads a document costs this document alone."""

    def die(document: SourceDocument) -> Extraction:
        if document.source.endswith("013.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        return extract(document)

    graph = tmp_path / "graph"
    report = build_graph([sources], graph, extract=die, jobs=2)
    assert report.documents == COUNT
    (rejection,) = report.rejections
    assert rejection.source == str(sources / "013.txt")
    assert rejection.reason.startswith(
        "reading it failed: the process that worked on it was killed"
    )
    assert not list(graph.glob(".*"))
    # It is not held against the document the next time.
    again = build_graph([sources], graph, jobs=2)
    assert (again.documents, again.extracted, again.rejections) == (COUNT + 1, 1, ())


def test_a_document_that_takes_too_long_is_rejected(sources: Path, tmp_path: Path) -> None:
    """A document that is not read within its limit is given up, and the build goes on."""

    def hang(document: SourceDocument) -> Extraction:
        if document.source.endswith("042.txt"):
            time.sleep(600)
        return extract(document)

    report = build_graph([sources], tmp_path / "graph", extract=hang, jobs=2, item_seconds=2)
    assert report.documents == COUNT
    (rejection,) = report.rejections
    assert str(rejection) == (
        f"{sources / '042.txt'}: reading it failed: it took longer than 2 seconds; "
        "split it, or leave it out"
    )


def test_a_damaged_extraction_is_made_again_while_the_graph_is_written(
    sources: Path, tmp_path: Path
) -> None:
    """What was damaged since the first pass is read again; what changed stops the build."""
    graph = tmp_path / "graph"
    expected = quads_of(sources, graph, jobs=1, batch=10)
    reader = FileReader(Workspace.open(graph), extractor_version())
    works = (reader.look_into, reader.read_all)
    with SourceIndex(graph, reader.extractor) as index, Workers(*works, jobs=1) as workers:
        intake = take_in(reader, index, workers, [sources], lambda *_: None)
    sha256, part = min(intake.documents)
    Path(reader.workspace.cache_name(sha256, reader.extractor)).write_bytes(b"damaged")
    found = reader.extractions_of(sha256, intake.paths[sha256])
    assert found is not None
    assert [extraction.part for extraction in found] == [part]
    assert reader.workspace.has_whole_cached(sha256, reader.extractor)
    assert quads_of(sources, graph, jobs=1, batch=10) == expected
    Path(reader.workspace.cache_name(sha256, reader.extractor)).unlink()
    assert reader.extractions_of(sha256, str(sources / "old.txt.gone")) is None


def test_a_source_that_is_gone_while_the_graph_is_written_stops_the_build(
    sources: Path, tmp_path: Path
) -> None:
    """What can neither be taken from the cache nor be read again is named, and nothing is built."""
    reader = FileReader(Workspace.create(tmp_path / "graph"), extractor_version())
    read = reader.read(str(sources / "000.txt"))
    assert isinstance(read.outcome, str)
    Path(reader.workspace.cache_name(read.outcome, reader.extractor)).unlink()
    plan = ("https://e.org/d", "https://e.org/v", "https://e.org/p", "Clerk", "", True)
    part = DocumentPart(read.outcome, 1, "https://e.org/", plan, (), ())
    task = WritingTask(0, str(tmp_path), str(sources / "gone.txt"), "000.txt", part)
    with pytest.raises(GraphFolderError, match=r"gone\.txt: changed during the build"):
        DocumentWriter(reader).write([task])
    with pytest.raises(SystemExit):
        DocumentWriter(reader, owner=0).write([task._replace(path=str(sources / "000.txt"))])
    assert not list(tmp_path.glob("batch-*"))


def test_an_interrupt_leaves_no_process_and_loses_nothing_read(
    sources: Path, tmp_path: Path
) -> None:
    """Ctrl-C ends all processes without a traceback; the next build goes on where it was."""
    graph = tmp_path / "graph"
    script = tmp_path / "build.py"
    script.write_text(BUILD, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(sources), str(graph)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        for _ in range(600):
            if len([p for p in graph.glob("extractions/*/*/*") if p.is_file()]) > 5:
                break
            time.sleep(0.05)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = [int(pid) for pid in children.read_text("ascii").split()]
        os.killpg(process.pid, signal.SIGINT)
        output, complaint = process.communicate(timeout=30)
    assert (process.returncode, output, complaint) == (130, "", "")
    assert len(workers) == 2
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert not list(graph.glob(".*"))
    assert list((graph / "generations").iterdir()) == []
    report = build_graph([sources], graph, jobs=2)
    assert report.documents == COUNT + 1
    assert 0 < report.extracted < COUNT - 4
