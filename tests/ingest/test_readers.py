"""Readers: files, folders, patterns and bytes -> descriptions, or the reason why not."""

import hashlib
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest import limits
from ingest.document import SourceDocument
from ingest.readers import Rejection, find_sources, formats, read_bytes, read_source

TEXT = "DUTIES\nGuides ships.\n"


def only(result: tuple[SourceDocument, ...] | Rejection) -> SourceDocument:
    assert isinstance(result, tuple), result
    (document,) = result
    return document


def rejection(result: tuple[SourceDocument, ...] | Rejection) -> Rejection:
    assert isinstance(result, Rejection), result
    return result


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    """Every character of a text file is in the text, and the checksum is that of its bytes."""
    data = "\ufeffDUTIES\r\nGuides “ships”.\r\n".encode()
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    text = "\ufeffDUTIES\r\nGuides “ships”.\r\n"
    assert read_source(path) == (
        SourceDocument(str(path), 1, text, hashlib.sha256(data).hexdigest(), "utf-8", 0, len(text)),
    )


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Guides ships\u2019 crews", "utf-8", "utf-8"),
        ("Guides ships\u2019 crews \u2013 daily", "cp1252", "cp1252"),
        ("Führt Schiffe in São Tomé und zählt sie", "latin-1", "iso8859-1"),
        ("Guides ships", "utf-16", "utf-16-le"),
        ("Guides ships", "ascii", "utf-8"),
    ],
)
def test_encoding_is_found_and_recorded(text: str, encoding: str, expected: str) -> None:
    """UTF-8, cp1252, Latin-1 and marked UTF-16 are told apart, and the text is right."""
    document = only(read_bytes("x.txt", text.encode(encoding)))
    assert (document.text.removeprefix("\ufeff"), document.encoding) == (text, expected)


def test_declared_encoding_of_a_page_counts() -> None:
    """An HTML page that is no UTF-8 is read as it declares, if it can be."""
    page = "<html><head><meta charset='cp1250'></head><body><p>Průvodce lodí</p></body></html>"
    document = only(read_bytes("x.html", page.encode("cp1250")))
    assert (document.text, document.encoding) == ("Průvodce lodí\n", "cp1250")
    wrong = page.replace("cp1250", "no-such-encoding").replace("ů", "u").replace("í", "é")
    assert only(read_bytes("x.html", wrong.encode("latin-1"))).text == "Pruvodce lodé\n"


def test_encoding_that_must_be_guessed() -> None:
    """A text mostly of high bytes goes to charset-normalizer."""
    text = "Капитан ведёт корабль в гавань и читает карты каждый день без ошибок. " * 4
    document = only(read_bytes("x.txt", text.encode("cp1251")))
    assert document.text == text


def test_a_slip_of_control_characters_is_text() -> None:
    """A bell or an escape among the words of a text does not make it binary; it is kept."""
    text = "Guides ships.\x07 Reads charts\x1b.\n" + "Keeps the log of the harbor. " * 20
    assert only(read_bytes("x.txt", text.encode())).text == text


@pytest.mark.parametrize(
    ("name", "data", "place", "reason"),
    [
        ("x.txt", b"", "", "the file is empty"),
        ("x.txt", b" \r\n\t", "", "the file holds no words"),
        ("x.txt", b"MZ\x90\x00\x03\x00", "byte 3", "it holds binary data, not text"),
        ("x.txt", b"\xff\xfeG", "byte 2", "it begins as utf-16-le text and does not go on so"),
        ("x.zip", b"PK\x03\x04abc", "", "it is an archive, not a text"),
        ("x.doc", b"\xd0\xcf\x11\xe0abc", "", "it is an old binary Office file"),
        ("x.rtf", b"{\\rtf1 Hello}", "", "it is a rich text file"),
        ("x.pdf", b"Hello", "", "it is named .pdf and is none"),
        ("x.docx", b"PK\x03\x04word/abc", "", "it is no whole Word document"),
        ("x.pdf", b"%PDF-1.4\n%broken", "page 1", "the PDF is damaged"),
        ("x.html", b"<html><body></body></html>", "", "the page holds no text"),
        ("x.md", b"[](x)!!", "", "the file holds no words"),
        (
            "x.txt",
            b"<!DOCTYPE html><html><head><title>404 Not Found</title></head>"
            b"<body><h1>Not Found</h1></body></html>",
            "",
            "it is an error page (404 Not Found)",
        ),
    ],
)
def test_bad_input_is_rejected(name: str, data: bytes, place: str, reason: str) -> None:
    """What cannot be read says what, where and what to do, and raises nothing."""
    found = rejection(read_bytes(name, data))
    assert (found.source, found.place, found.reason) == (name, place, reason)
    assert found.remedy


def test_rejection_is_one_line() -> None:
    """A rejection prints as file, place, reason and remedy."""
    found = Rejection("x.txt", "byte 3", "it holds binary data", "save it as text")
    assert str(found) == "x.txt (byte 3): it holds binary data; save it as text"
    assert str(Rejection("x", "", "it is empty", "look")) == "x: it is empty; look"


def test_missing_file_and_folder_are_rejections(tmp_path: Path) -> None:
    """A path that is not there and a folder without a description are rejections that say so."""
    missing = rejection(read_source(tmp_path / "no.txt"))
    assert missing.reason == "no such file or directory"
    assert rejection(read_source(tmp_path)).reason == "there is no description in this folder"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit, in bytes or in characters, is not read."""
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1_000_000)
    assert rejection(read_bytes("x", b"a " * 500_001)).reason == "the file is larger than 1 MB"
    monkeypatch.setattr(limits, "MAX_TEXT_CHARACTERS", 1000)
    found = rejection(read_bytes("x", b"a " * 501))
    assert found.reason == "the text is longer than 1,000 characters"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name - reads standard input and is the source's name."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    document = only(read_source("-"))
    assert (document.source, document.text) == ("-", TEXT)


def test_missing_library_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its library a format is a rejection that names the library and the extra."""

    def fail(data: bytes, file_format: str) -> tuple[str, str]:
        raise ModuleNotFoundError(f"no {file_format} for {len(data)} bytes", name="pdfminer")

    monkeypatch.setattr(formats, "read_apart", fail)
    found = rejection(read_bytes("x.pdf", b"%PDF-1.7"))
    assert found.reason == "reading pdf needs pdfminer.six, which is not installed"
    assert found.remedy == "install it with: pip install 'orggraph[readers]'"


def test_folders_and_patterns_are_expanded_in_order(tmp_path: Path) -> None:
    """A folder gives its readable files below it by name; each file comes once."""
    for name in ("b.txt", "a/c.html", "a/b.PDF", ".hidden/x.txt", "z.jpg", "a/.y.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT)
    folder = str(tmp_path)
    expected = [f"{folder}/a/b.PDF", f"{folder}/a/c.html", f"{folder}/b.txt"]
    assert list(find_sources([folder])) == expected
    assert list(find_sources([tmp_path / "b.txt", folder])) == [expected[2], *expected[:2]]
    assert list(find_sources([f"{folder}/*.t?t"])) == [f"{folder}/b.txt"]
    assert list(find_sources([f"{folder}/**/*.html"])) == [f"{folder}/a/c.html"]


def test_names_that_match_nothing_are_kept(tmp_path: Path) -> None:
    """A missing file, an empty folder, an unmatched pattern and - come through as they are."""
    empty = tmp_path / "empty"
    empty.mkdir()
    names = [str(tmp_path / "no.txt"), str(empty), str(tmp_path / "*.none"), "-"]
    assert list(find_sources(names)) == names
