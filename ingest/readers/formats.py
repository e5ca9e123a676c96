"""Formats: what a file is, by its first bytes and its name, and its text."""

import re
from typing import Final

from ingest.readers.bounded import read_apart
from ingest.readers.decoding import decode
from ingest.readers.rejection import UnreadableError

__all__ = ["SUFFIXES", "extract_here", "extract_text", "find_format"]

SUFFIXES: Final = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""File name ending, in lower case -> format. Files of these endings are taken from a folder."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_INSTALL: Final = "install it with: pip install 'orggraph[readers]'"
_LIBRARIES: Final = {
    "html": "beautifulsoup4 and lxml",
    "markdown": "markdown-it-py",
    "pdf": "pdfminer.six",
    "docx": "python-docx",
}


def find_format(name: str, data: bytes) -> str:
    """Return a file's format; what its first bytes say counts more than its name.

    Raises:
        UnreadableError: If it is of a format that has no reader.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLD_WORD):
        raise UnreadableError("it is an old binary Office file", "save it as .docx")
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        raise UnreadableError("it is an archive, not a text", "unpack it and name the files in it")
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("it is a rich text file", "save it as .docx or .txt")
    if _HTML_START.match(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0):
        return "html"
    expected = SUFFIXES.get(suffix, "text")
    if expected in ("pdf", "docx"):
        raise UnreadableError(f"it is named {suffix} and is none", "save it again from its source")
    return expected


def extract_text(data: bytes, file_format: str) -> tuple[str, str]:
    """Return the text of a file of that format, and the encoding its characters came in.

    The text of a plain text file is every character of it; that of any other format is what the
    format's reader finds to be content, and offsets count in that.

    Raises:
        UnreadableError: If the file cannot be read, or the format's library is not installed.
    """
    try:
        if file_format == "text":
            return decode(data)
        return read_apart(data, file_format)
    except ImportError as error:
        library = _LIBRARIES.get(file_format, error.name or "a library")
        reason = f"reading {file_format} needs {library}, which is not installed"
        raise UnreadableError(reason, _INSTALL) from error


def extract_here(data: bytes, file_format: str) -> tuple[str, str]:
    """Return the text of a page, a PDF or a Word document, read in this process without limits.

    Raises:
        UnreadableError: If the file cannot be read.
        ImportError: If the format's library is not installed.
    """
    if file_format == "pdf":
        from ingest.readers.pdf import extract_pdf

        return extract_pdf(data), "utf-8"
    if file_format == "docx":
        from ingest.readers.docx import extract_docx

        return extract_docx(data), "utf-8"
    text, encoding = decode(data)
    if file_format == "html":
        from ingest.readers.html import extract_html

        return extract_html(text), encoding
    from ingest.readers.markdown import extract_markdown

    return extract_markdown(text), encoding
