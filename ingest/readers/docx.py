"""DOCX -> the text of its body, through python-docx. Headers and footers are page furniture."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from ingest import limits
from ingest.readers.lines import join_lines, row_text
from ingest.readers.rejection import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

__all__ = ["extract_docx"]

_SAVE_AGAIN: Final = "open it in a word processor and save it again"


def extract_docx(data: bytes) -> str:
    """Return the text of a Word document, a paragraph or table row a line.

    Raises:
        UnreadableError: If the file is no Word document, or holds no text.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        _check_archive(data)
        document = docx.Document(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, PackageNotFoundError, XMLSyntaxError) as error:
        reason = "it is no whole Word document"
        raise UnreadableError(reason, _SAVE_AGAIN) from error
    text = join_lines(_lines(document))
    if not text:
        raise UnreadableError("the document holds no text", "scanned pages need OCR first")
    return text


def _check_archive(data: bytes) -> None:
    """Look at what the files in the document are said to hold before any is unpacked.

    None can be larger than it says: the rest of it is not unpacked.

    Raises:
        UnreadableError: If they are too many, or too much in all.
    """
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    if len(entries) > limits.MAX_ARCHIVE_FILES:
        reason = f"the document holds more than {limits.MAX_ARCHIVE_FILES:,} files"
        raise UnreadableError(reason, _SAVE_AGAIN)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES:
        most = limits.MAX_UNPACKED_BYTES // 1_000_000
        reason = f"the document is larger than {most} MB when it is unpacked"
        raise UnreadableError(reason, "take the pictures out of it, or save it as plain text")


def _lines(container: "Document | _Cell") -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
            yield ""
        else:
            yield from block.text.split("\n")


def _rows(table: "Table") -> Iterator[str]:
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:  # a merged cell is given once for each column it spans
            if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001 - no public identity
                cells.append(cell)
        if any(len(cell.paragraphs) > 1 or cell.tables for cell in cells):
            for cell in cells:
                yield from _lines(cell)
        else:
            yield row_text([cell.text for cell in cells])
