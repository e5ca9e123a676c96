"""Files made to hurt: each is read, or rejected with a reason and a remedy; nothing is harmed."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest import limits
from ingest.extraction import extract
from ingest.readers import (
    Rejection,
    bounded,
    find_sources,
    formats,
    read_bytes,
    read_source,
    reading_child,
)
from ingest.readers.docx import extract_docx
from ingest.readers.pdf import extract_pdf
from ingest.readers.rejection import UnreadableError
from tests.fuzz.hostile_files import HOSTILE, pdf_of, word_of

# A reading of one second is as good a test as one of twenty.
SECONDS = 1

TOO_LONG = "reading it takes longer than 1 seconds"
NOT_WHOLE = "it is no whole Word document"
REASONS = {
    "text: a line of 49 MB": "the text is longer than 5,000,000 characters",
    "text: a line of 51 MB": "the file is larger than 50 MB",
    "text: a million headings": "the text is longer than 5,000,000 characters",
    "text: one description of two million characters": "a description in it is longer than",
    "text: nothing but null characters": "it holds binary data, not text",
    "text: random high bytes": "its encoding cannot be told",
    "text: UTF-16 cut in the middle": "it begins as utf-16-le text and does not go on so",
    "page: 20,000 spans deep": TOO_LONG,
    "page: a million headings": TOO_LONG,
    "page: a million open tags": TOO_LONG,
    "page: comments that never end": "the page holds no text",
    "page: nothing in it": "the page holds no text",
    "Word: nothing in it": "the document holds no text",
    "Word: an empty archive": NOT_WHOLE,
    "Word: a zip bomb": "the document is larger than 200 MB when it is unpacked",
    "Word: one text of 20 MB": NOT_WHOLE,
    "Word: 6,000 files": "the document holds more than 5,000 files",
    "Word: entities in entities": NOT_WHOLE,
    "Word: tables 3,000 deep": NOT_WHOLE,
    "Word: no XML in it": NOT_WHOLE,
    "PDF: nothing in it": "the PDF is damaged",
    "PDF: pages in a loop": "the PDF holds no text",
    "PDF: a catalogue that is itself": TOO_LONG,
    "PDF: packed three times": TOO_LONG,
    "PDF: 600 pages": "the PDF has more than 500 pages",
}
"""What must be rejected, and why; of any other file its words may be read instead."""


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a reading take little time, in a process that no other test has begun to use."""
    bounded.stop()
    monkeypatch.setattr(limits, "MAX_READING_SECONDS", SECONDS)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file(name: str) -> None:
    """It is rejected with reason and remedy, or read so that every quote stands in its text."""
    file_name, data = HOSTILE[name]()
    found = read_bytes(file_name, data)
    if isinstance(found, Rejection):
        assert (found.source, bool(found.reason), bool(found.remedy)) == (file_name, True, True)
        assert REASONS.get(name, "") in found.reason
        return
    assert name not in REASONS
    for document in found:
        for fact in extract(document).facts:
            for quote in fact.evidence:
                assert document.text[quote.start : quote.end] == quote.text


def test_an_entity_that_names_a_file_is_not_followed() -> None:
    """No word of a file of this computer comes into the text of a Word document or a page."""
    for name in ("Word: an entity that names a file", "page: entities in entities"):
        found = read_bytes(*HOSTILE[name]())
        text = "" if isinstance(found, Rejection) else found[0].text
        assert "root:" not in text


def test_the_reader_goes_on_after_what_ended_it() -> None:
    """A file that ended the reading process costs no other file anything."""
    good = word_of(b"<w:p><w:r><w:t>Guides ships</w:t></w:r></w:p>")
    assert isinstance(read_bytes("x.docx", good), tuple)
    for name in ("PDF: a catalogue that is itself", "PDF: 700 MB packed"):
        assert isinstance(read_bytes(*HOSTILE[name]()), Rejection)
        assert isinstance(read_bytes("x.docx", good), tuple)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that swells in memory is a rejection that names the limit."""
    bounded.stop()
    monkeypatch.setattr(limits, "MAX_READING_BYTES", 500 << 20)
    monkeypatch.setattr(limits, "MAX_READING_SECONDS", 20)
    found = read_bytes(*HOSTILE["PDF: 700 MB packed"]())
    assert isinstance(found, Rejection)
    assert found.reason == "reading it needs more than 500 MB of memory"


def test_a_reader_that_was_killed_is_started_again() -> None:
    """Somebody who ends the reading process, as a full machine does, costs no file."""
    good = word_of(b"<w:p><w:r><w:t>Guides ships</w:t></w:r></w:p>")
    read_bytes("x.docx", good)
    child = bounded.process()
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    assert isinstance(read_bytes("x.docx", good), tuple)
    again = bounded.process()
    assert again is not None
    assert again.pid != child.pid
    # and so does one that is killed while it works
    timer = threading.Timer(0.3, os.kill, (again.pid, signal.SIGKILL))
    timer.start()
    found = read_bytes(*HOSTILE["PDF: a catalogue that is itself"]())
    timer.join()
    assert isinstance(found, Rejection)
    assert found.reason == TOO_LONG


def test_a_reader_that_crashes_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a library takes the whole process down, the file is rejected with its status."""
    broken = tmp_path / "child.py"
    broken.write_text("import os\nos.abort()\n")
    bounded.stop()
    monkeypatch.setattr(bounded, "PROGRAM", broken)
    found = read_bytes("x.pdf", pdf_of(b"<< >>"))
    bounded.stop()
    assert isinstance(found, Rejection)
    assert found.reason == f"it breaks the reader of pdf files (status {-signal.SIGABRT})"


def test_the_reader_ends_with_its_owner() -> None:
    """No process stays behind when the program ends, however it ends."""
    program = (
        "import os\nfrom ingest.readers import bounded, read_bytes\n"
        "read_bytes('x.html', b'<html><body>Guides ships')\n"
        "print(bounded.process().pid, flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=False)
    child = int(done.stdout)
    assert done.returncode == -signal.SIGKILL
    assert wait_until_gone(child)


def wait_until_gone(pid: int) -> bool:
    """Return whether a process ends within some seconds; a zombie has ended."""
    status = Path(f"/proc/{pid}/stat")
    for _ in range(100):
        try:
            if status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        threading.Event().wait(0.1)
    return False


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    """Pipes, sockets, devices, links to nothing and to folders in a folder are rejections."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to("..")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "good.txt").write_text("DUTIES\nGuides ships.\n")
    told = {}
    for source in find_sources([tmp_path]):
        found = read_source(source)
        reason = found.reason if isinstance(found, Rejection) else "read"
        told[str(Path(source).relative_to(tmp_path))] = reason
    assert told == {
        "gone": "it is a link to a file that is not there",
        "gone.txt": "it is a link to a file that is not there",
        "good.txt": "read",
        "inner/up": "it is a link to a folder, which is not followed",
        "loop.txt": "too many levels of symbolic links",
        "pipe.txt": "it is a pipe, not a file",
        "socket.txt": "it is a socket, not a file",
        "zero.txt": "it is a device, not a file",
    }


def test_a_pipe_of_the_shell_is_read(tmp_path: Path) -> None:
    """What the shell opens for a program, such as <(command), is read like standard input."""
    reading, writing = os.pipe()
    os.write(writing, b"DUTIES\nGuides ships.\n")
    os.close(writing)
    found = read_source(f"/dev/fd/{reading}")
    os.close(reading)
    assert isinstance(found, tuple)
    assert found[0].text == "DUTIES\nGuides ships.\n"


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 300 + ".txt", "\udcff.txt", ""])
def test_names_that_no_file_has(name: str) -> None:
    """A name that the system refuses is a rejection, not a crash."""
    found = read_source(name)
    assert isinstance(found, Rejection)
    assert found.reason


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder below a source folder that cannot be listed is a source of its own, to be told."""
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "good.txt").write_text("DUTIES\n")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path == str(closed):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(find_sources([tmp_path])) == [str(closed), str(tmp_path / "good.txt")]


def test_a_forked_process_has_a_reader_of_its_own() -> None:
    """A worker that was forked from a process with a reader starts another and leaves that one."""
    program = (
        "import os\nfrom ingest.readers import bounded, read_bytes\n"
        "read_bytes('x.html', b'<html><body>Guides ships')\n"
        "first = bounded.process().pid\n"
        "if os.fork() == 0:\n"
        "    assert bounded.process() is None\n"
        "    assert read_bytes('x.html', b'<html><body>Reads')[0].text == 'Reads\\n'\n"
        "    os._exit(0 if bounded.process().pid != first else 1)\n"
        "code = os.wait()[1]\n"
        "assert read_bytes('x.html', b'<html><body>Guides ships')[0].text == 'Guides ships\\n'\n"
        "print(code, bounded.process().pid == first)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0 True\n", "")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "reading it needs more than 2,048 MB of memory"),
        (RecursionError(), "it is nested too deeply"),
        (IndexError("x"), "the pdf file is damaged (IndexError)"),
        (UnreadableError("it is so", "mend it", place="page 2"), "it is so"),
    ],
)
def test_whatever_a_library_raises_is_a_reason(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    """The reading process answers with a reason for any failure, and says when it is of no use."""

    def fail(data: bytes, file_format: str) -> tuple[str, str]:
        raise error

    monkeypatch.setattr(formats, "extract_here", fail)
    answer = reading_child.answer(b"x", "pdf")
    assert (answer["reason"], "ends" in answer) == (told, isinstance(error, MemoryError))
    monkeypatch.setattr(formats, "extract_here", lambda *_: ("a" * 6_000_000, "utf-8"))
    assert len(reading_child.answer(b"x", "pdf")["text"]) == limits.MAX_TEXT_CHARACTERS + 1


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading process names the library that it misses."""

    def fail(data: bytes, file_format: str) -> tuple[str, str]:
        raise ModuleNotFoundError("no pdfminer", name="pdfminer")

    monkeypatch.setattr(formats, "extract_here", fail)
    assert reading_child.answer(b"x", "pdf") == {"missing": "pdfminer"}
    monkeypatch.setattr(bounded, "_ask", lambda *_: {"missing": "pdfminer"})
    found = read_bytes("x.pdf", pdf_of(b"<< >>"))
    assert isinstance(found, Rejection)
    assert found.reason == "reading pdf needs pdfminer.six, which is not installed"


@pytest.mark.parametrize(
    "name", ["Word: 6,000 files", "Word: a zip bomb", "Word: no XML in it", "Word: nothing in it"]
)
def test_a_word_document_is_looked_at_before_it_is_unpacked(name: str) -> None:
    """Too many files, or too much in them, are told by the archive's own list."""
    with pytest.raises(UnreadableError) as error:
        extract_docx(HOSTILE[name]()[1])
    assert REASONS[name] in error.value.reason


@pytest.mark.parametrize("name", ["PDF: nothing in it", "PDF: 600 pages"])
def test_a_pdf_is_refused_in_words(name: str) -> None:
    """Damage and too many pages are reasons of their own."""
    with pytest.raises(UnreadableError) as error:
        extract_pdf(HOSTILE[name]()[1])
    assert REASONS[name] in error.value.reason


def test_a_hung_reader_is_ended_by_the_clock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process that waits for something, and works on nothing, is ended, too."""
    idle = tmp_path / "child.py"
    idle.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(bounded, "PROGRAM", idle)
    monkeypatch.setattr(limits, "MAX_READING_SECONDS", 0.1)
    found = read_bytes("x.pdf", pdf_of(b"<< >>"))
    assert isinstance(found, Rejection)
    assert found.reason == "reading it takes longer than 0.1 seconds"
