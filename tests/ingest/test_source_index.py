"""The index of sources: what is unchanged is not opened, and nothing in it is trusted blindly."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from graph.folder.workspace import Workspace
from ingest.building.file_reading import FileReader
from ingest.building.intake import Intake, extractor_version, take_in
from ingest.building.source_index import RACY_NS, Part, SourceIndex, Stamp, read_stamp
from ingest.building.workers import Workers
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.record import Extraction
from ingest.resolution.summary import DocumentSummary, NameUse
from ingest.resolution.summary_text import summary_from_text

CLERK = "Position title: Ward Clerk\nReports to: Director, Division of Wards\nDUTIES\nKeeps logs.\n"
NURSE = "Position title: Field Nurse\nReports to: Ward Clerk\nDUTIES\nVisits families.\n"
YEAR_NS = 365 * 24 * 3600 * 10**9
STAMP = Stamp(10, YEAR_NS, YEAR_NS, 7)
LATER = YEAR_NS + RACY_NS


class Counted:
    """Extraction that keeps the titles of what it was asked to read."""

    def __init__(self) -> None:
        self.titles: list[str] = []

    def __call__(self, document: SourceDocument) -> Extraction:
        """Return what extraction returns."""
        self.titles.append(document.text.splitlines()[0])
        return extract(document)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give a folder with two descriptions that were written long ago."""
    folder = tmp_path / "sources"
    folder.mkdir()
    write_old(folder / "clerk.txt", CLERK)
    write_old(folder / "nurse.txt", NURSE)
    return folder


def write_old(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def take(
    sources: Path, monkeypatch: pytest.MonkeyPatch, *, settled: bool = True
) -> tuple[Intake, list[str], list[str]]:
    """Return an intake, the titles that were extracted and the names of the files opened."""
    graph = sources.parent / "graph"
    counted = Counted()
    opened: list[str] = []
    if settled:
        # As though all had stood there for a minute: no test waits for a clock.
        monkeypatch.setattr("ingest.building.source_index.RACY_NS", -60 * 10**9)

    def load(name: str) -> bytes:
        opened.append(Path(name).name)
        return Path(name).read_bytes()

    monkeypatch.setattr("ingest.building.file_reading.load_source", load)
    reader = FileReader(Workspace.create(graph), extractor_version(), counted)
    works = (reader.look_into, reader.read_all)
    with (
        SourceIndex(graph, reader.extractor) as index,
        Workers(*works, jobs=1) as workers,
    ):
        intake = take_in(reader, index, workers, [sources], lambda *_: None)
        list(intake.summaries())
    return intake, counted.titles, sorted(opened)


def test_unchanged_files_are_not_opened(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is opened and nothing extracted, and the documents are the same."""
    first, titles, opened = take(sources, monkeypatch)
    assert (len(titles), opened) == (2, ["clerk.txt", "nurse.txt"])
    again, titles, opened = take(sources, monkeypatch)
    assert (titles, opened, again.extracted) == ([], [], 0)
    assert (again.documents, again.names) == (first.documents, first.names)


def test_a_change_of_the_same_size_is_seen(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other bytes under the old modification time are read: the change time tells."""
    first, _, _ = take(sources, monkeypatch)
    write_old(sources / "nurse.txt", NURSE.replace("Visits", "Fights"))
    intake, titles, opened = take(sources, monkeypatch)
    assert (titles, opened) == (["Position title: Field Nurse"], ["nurse.txt"])
    assert len(intake.documents - first.documents) == 1


def test_a_touched_file_is_hashed_and_not_extracted(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with another time and the same bytes is opened once, and then known again."""
    take(sources, monkeypatch)
    os.utime(sources / "clerk.txt", (1_100_000_000, 1_100_000_000))
    _, titles, opened = take(sources, monkeypatch)
    assert (titles, opened) == ([], ["clerk.txt"])
    assert take(sources, monkeypatch)[2] == []


def test_a_moved_file_is_not_extracted(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under its new name a file is the same document; the old path is forgotten."""
    first, _, _ = take(sources, monkeypatch)
    (sources / "nurse.txt").rename(sources / "a-nurse.txt")
    intake, titles, opened = take(sources, monkeypatch)
    assert (titles, opened) == ([], ["a-nurse.txt"])
    assert intake.documents == first.documents
    assert sorted(intake.names.values()) == ["a-nurse.txt", "clerk.txt"]
    shutil.copy(sources / "clerk.txt", sources / "nurse.txt")
    assert take(sources, monkeypatch)[2] == ["nurse.txt"]


def test_a_file_written_just_before_is_hashed_again(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may change within the tick in which it was read: a young one is not trusted."""
    (sources / "nurse.txt").write_text(NURSE, encoding="utf-8")
    take(sources, monkeypatch, settled=False)
    _, titles, opened = take(sources, monkeypatch, settled=False)
    assert titles == []
    assert "nurse.txt" in opened


def test_a_rejected_file_is_read_again(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be read may be readable now, by another library or with more memory."""
    write_old(sources / "empty.txt", "")
    first, _, _ = take(sources, monkeypatch)
    again, titles, opened = take(sources, monkeypatch)
    assert (titles, opened) == ([], ["empty.txt"])
    assert [rejection.reason for rejection in first.rejections] == ["the file is empty"]
    assert again.rejections == first.rejections


@pytest.mark.parametrize("damage", ["lost", "no database", "cut", "table", "row"])
def test_a_damaged_index_is_made_anew(
    sources: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Whatever became of the index, the documents and summaries are the same, from the cache."""
    first, _, _ = take(sources, monkeypatch)
    file = sources.parent / "graph" / "sources.sqlite"
    if damage == "lost":
        file.unlink()
    elif damage == "no database":
        file.write_bytes(b"no database" * 1000)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "table":
        with sqlite3.connect(file) as database:
            database.execute("DROP TABLE part")
        database.close()
    else:
        with sqlite3.connect(file) as database:
            database.execute("UPDATE part SET summary = replace(summary, 'Nurse', 'Purse')")
            database.execute("UPDATE source SET sha256 = replace(sha256, 'a', 'b')")
        database.close()
    intake, titles, _ = take(sources, monkeypatch)
    assert (titles, intake.documents, intake.names) == ([], first.documents, first.names)
    with SourceIndex(sources.parent / "graph", extractor_version()) as index:
        intake.index = index
        summaries = list(intake.summaries())
    assert sorted(summary.title for summary in summaries) == ["Field Nurse", "Ward Clerk"]
    take(sources, monkeypatch)
    assert take(sources, monkeypatch)[2] == []


def test_a_lost_cache_entry_is_made_again(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extraction that was deleted is made anew though its source is unchanged."""
    intake, _, _ = take(sources, monkeypatch)
    nurse = next(sha256 for sha256, name in intake.names.items() if name == "nurse.txt")
    Path(intake.reader.workspace.cache_name(nurse, intake.extractor)).unlink()
    again, titles, opened = take(sources, monkeypatch)
    assert (titles, opened, again.extracted) == (
        ["Position title: Field Nurse"],
        ["nurse.txt"],
        1,
    )


def test_an_entry_is_as_it_was_put(tmp_path: Path) -> None:
    """Hashes and summaries come back whole, also for names that are no text."""
    summary = DocumentSummary(
        sha256="ab" * 32,
        part=2,
        title="Clerk",
        latest="2019-07",
        own_names=(("clerk", ""),),
        names=(NameUse("unit", "Büro", aliases=("B\ud800",), root=True), NameUse("post", "chief")),
    )
    odd = os.fsdecode(b"/odd-\xff.txt")
    with SourceIndex(tmp_path, "e1") as index:
        index.put_file(summary.sha256, STAMP, [Part.of(summary)])
        index.put_source("/a.txt", STAMP, LATER, summary.sha256)
        index.put_source(odd, STAMP, LATER, summary.sha256)
        index.put_source("/young.txt", STAMP, LATER - 1, summary.sha256)
    with SourceIndex(tmp_path, "e1") as index:
        assert not index.is_new
        assert index.find_source("/a.txt", STAMP) == summary.sha256
        assert index.find_source("/a.txt", STAMP._replace(inode=8)) is None
        assert index.find_source("/young.txt", STAMP) is None
        assert index.find_source(odd, STAMP) == summary.sha256
        assert index.find_file(summary.sha256, STAMP) == {2: "2019-07"}
        assert index.find_file(summary.sha256, STAMP._replace(size=1)) is None
        assert index.find_summary(summary.sha256, 2) == summary
        index.forget_all_but(["/a.txt"], [])
        assert index.find_source(odd, STAMP) is None
        assert index.find_summary(summary.sha256, 2) is None
    with SourceIndex(tmp_path, "e2") as index:
        assert index.is_new
        assert index.find_source("/a.txt", STAMP) is None


def test_a_summary_that_was_not_written_so_is_refused() -> None:
    """Text of another form is an error and no summary."""
    with pytest.raises(ValueError, match="not the text of a summary"):
        summary_from_text("ab", 1, "", "null")
    with pytest.raises(ValueError, match="values to unpack"):
        summary_from_text("ab", 1, "", "[1]")


def test_an_index_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    """Where something keeps the index from being written, that is told as trouble with the disk."""
    with SourceIndex(tmp_path, "e1") as index:
        index.flush()
        other = sqlite3.connect(tmp_path / "sources.sqlite")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OSError, match="database is locked"):
            index.put_source("/a.txt", STAMP, LATER, "ab")
        other.rollback()
        other.close()
        index.put_source("/a.txt", STAMP, LATER, "ab")
        assert index.find_source("/a.txt", STAMP) == "ab"


def test_a_folder_that_cannot_be_written_to_is_an_os_error(tmp_path: Path) -> None:
    """Where no index can be made, that is told as any trouble with the disk."""
    (tmp_path / "sources.sqlite").mkdir()
    with pytest.raises(OSError, match=r"sources\.sqlite"):
        SourceIndex(tmp_path, "e1")
    assert read_stamp(str(tmp_path / "nothing")) is None
