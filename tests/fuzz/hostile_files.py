"""Files made to hurt whoever reads them, each by name: made here, at run time, from nothing."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

__all__ = ["HOSTILE", "pdf_of", "word_of", "zip_of"]

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    _DECLARATION
    + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + b'<Default Extension="rels" '
    + b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + b'<Default Extension="xml" ContentType="application/xml"/>'
    + b'<Override PartName="/word/document.xml" ContentType="application/'
    + b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    _DECLARATION
    + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    + b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return an archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def word_of(body: bytes, *, before: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word document with a body of raw XML, perhaps with something before the root."""
    document = (
        b'<?xml version="1.0"?>' + before + b'<w:document xmlns:w="' + _WORD + b'"><w:body>'
        + body + b"</w:body></w:document>"
    )  # fmt: skip
    return zip_of(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": document,
            **(more or {}),
        }
    )


def pdf_of(*objects: bytes, root: int = 1) -> bytes:
    """Return a PDF of raw objects, numbered from 1."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root %d 0 R >>\n"
        % (
            len(places) + 1,
            table,
            len(places) + 1,
            root,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def _page(content: bytes, more: bytes = b"") -> bytes:
    stream = b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), more, content)
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 5 /Resources << /XObject "
        b"<< /X 6 0 R >> >> >>\nstream\n/X Do\nendstream",
    )


def _packed(size: int, times: int = 1) -> bytes:
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(b"a" * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        *[page] * count,
    )


def _entities(depth: int) -> bytes:
    lines = [b'<!ENTITY e0 "lol">']
    for number in range(1, depth):
        inner = b"&e%d;" % (number - 1) * 10
        lines.append(b'<!ENTITY e%d "%s">' % (number, inner))
    return b"<!DOCTYPE w:document [" + b"".join(lines) + b"]>"


def _paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def _cells(depth: int) -> bytes:
    return b"<w:tbl><w:tr><w:tc>" * depth + _paragraph(b"x") + b"</w:tc></w:tr></w:tbl>" * depth


HOSTILE: Final[dict[str, Callable[[], tuple[str, bytes]]]] = {
    # plain text
    "text: a line of 49 MB": lambda: ("x.txt", b"word " * 9_800_000),
    "text: a line of 51 MB": lambda: ("x.txt", b"word " * 10_200_000),
    "text: a million headings": lambda: ("x.txt", b"DUTIES\n" * 1_000_000),
    "text: one description of two million characters": lambda: ("x.txt", b"Guides it. " * 200_000),
    "text: nothing but null characters": lambda: ("x.txt", b"\0" * 1000),
    "text: null characters among words": lambda: (
        "x.txt", b"DUTIES\nGuides \0ships " + b"and more ships. " * 40,
    ),
    "text: surrogates as bytes": lambda: ("x.txt", b"DUTIES\nGuides \xed\xa0\x80 ships.\n"),
    "text: overlong slash": lambda: ("x.txt", b"DUTIES\nGuides \xc0\xaf ships.\n"),
    "text: random high bytes": lambda: ("x.txt", bytes(range(128, 256)) * 4000),
    "text: UTF-16 cut in the middle": lambda: ("x.txt", "DUTIES \U0001f6a2".encode("utf-16")[:-1]),
    "text: UTF-7 declared": lambda: (
        "x.html", b"<meta charset=utf-7><body>+ADw-script+AD4- Guides ships \xff",
    ),
    "text: an encoding that is none": lambda: (
        "x.html", b"<meta charset=rot13><body>Guides ships \xff",
    ),
    # pages
    "page: 100,000 elements deep": lambda: (
        "x.html", b"<html><body>" + b"<div>" * 100_000 + b"Guides ships" + b"</div>" * 100_000,
    ),
    "page: 20,000 spans deep": lambda: (
        "x.html", b"<html><body>" + b"<span class=menu>" * 20_000 + b"Guides ships",
    ),
    "page: 3,000 tables deep": lambda: (
        "x.html", b"<html><body>" + b"<table><tr><td>x<td>" * 3_000 + b"Guides ships",
    ),
    "page: a million headings": lambda: ("x.html", b"<html><body>" + b"<h1>A</h1>" * 1_000_000),
    "page: a million open tags": lambda: ("x.html", b"<html><body>" + b"<p><b>" * 1_000_000 + b"x"),
    "page: a row of 50,000 cells": lambda: (
        "x.html", b"<html><body><table><tr>" + b"<td>x" * 50_000,
    ),
    "page: an attribute of 10 MB": lambda: (
        "x.html", b"<html><body><p title='" + b"x" * 10_000_000 + b"'>Guides ships",
    ),
    "page: 100,000 attributes": lambda: (
        "x.html", b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">Guides",
    ),
    "page: entities in entities": lambda: (
        "x.html", b"<!DOCTYPE html " + _entities(12)[10:] + b"<html><body>&e11; Guides ships",
    ),
    "page: comments that never end": lambda: ("x.html", b"<!--" * 200_000 + b"<html>"),
    "page: nothing in it": lambda: ("x.html", b"<html></html>"),
    # Markdown
    "Markdown: 50,000 quotes deep": lambda: ("x.md", b"> " * 50_000 + b"Guides ships"),
    "Markdown: 50,000 brackets": lambda: ("x.md", b"[" * 50_000 + b"Guides ships"),
    "Markdown: 50,000 links open": lambda: ("x.md", b"[a](" * 50_000),
    "Markdown: 100,000 stars": lambda: ("x.md", b"*a **a " * 50_000),
    "Markdown: 50,000 backticks": lambda: (
        "x.md", b" ".join(b"`" * n for n in range(1, 300)) + b" Guides ships",
    ),
    "Markdown: lists in lists": lambda: (
        "x.md", b"".join(b" " * (2 * n) + b"- Guides\n" for n in range(1000)),
    ),
    "Markdown: a table of 10,000 columns": lambda: (
        "x.md", b"|a" * 10_000 + b"|\n" + b"|-" * 10_000 + b"|\n" + b"|b" * 10_000 + b"|\n",
    ),
    "Markdown: references": lambda: ("x.md", b"[a]: b\n" * 100_000 + b"[a] " * 100_000),
    # Word
    "Word: nothing in it": lambda: ("x.docx", word_of(b"")),
    "Word: an empty archive": lambda: ("x.docx", zip_of({"word/": b""})),
    "Word: a zip bomb": lambda: (
        "x.docx", word_of(_paragraph(b"x"), more={"word/media/a.png": bytes(300 << 20)}),
    ),
    "Word: a million paragraphs": lambda: (
        "x.docx", word_of(_paragraph(b"Guides ships. ") * 1_000_000),
    ),
    "Word: one text of 20 MB": lambda: (
        "x.docx", word_of(_paragraph(b"Guides ships. " * 1_400_000)),
    ),
    "Word: 6,000 files": lambda: (
        "x.docx", word_of(_paragraph(b"x"), more={f"word/{n}.xml": b"" for n in range(6_000)}),
    ),
    "Word: entities in entities": lambda: (
        "x.docx", word_of(_paragraph(b"Guides &e11; ships"), before=_entities(12)),
    ),
    "Word: an entity that names a file": lambda: (
        "x.docx",
        word_of(
            _paragraph(b"Guides &file; ships"),
            before=b'<!DOCTYPE w:document [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        ),
    ),
    "Word: tables 3,000 deep": lambda: ("x.docx", word_of(_cells(3_000))),
    "Word: tables 60 deep": lambda: ("x.docx", word_of(_cells(60))),
    "Word: no XML in it": lambda: (
        "x.docx", zip_of({"word/document.xml": b"no", "[Content_Types].xml": b"no"}),
    ),
    "Word: a span of a million columns": lambda: (
        "x.docx",
        word_of(
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>'
            + _paragraph(b"Guides ships") + b"</w:tc></w:tr></w:tbl>"
        ),
    ),
    "Word: a part that is its own relation": lambda: (
        "x.docx",
        word_of(
            _paragraph(b"Guides ships"),
            more={
                "word/_rels/document.xml.rels": _RELATIONS.replace(
                    b"word/document.xml", b"document.xml"
                )
            },
        ),
    ),
    "Word: paths that climb": lambda: (
        "x.docx", word_of(_paragraph(b"Guides ships"), more={"../../../climbed.txt": b"x"}),
    ),
    # PDF
    "PDF: nothing in it": lambda: ("x.pdf", b"%PDF-1.7\n%%EOF"),
    "PDF: pages in a loop": lambda: (
        "x.pdf",
        pdf_of(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ),
    ),
    "PDF: a catalogue that is itself": lambda: ("x.pdf", pdf_of(b"1 0 R")),
    "PDF: a length that is its own stream": lambda: (
        "x.pdf",
        pdf_of(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
        ),
    ),
    "PDF: a form that shows itself": lambda: ("x.pdf", _page(b"/X Do " * 100)),
    "PDF: 700 MB packed": lambda: ("x.pdf", _page(_packed(700 << 20), b"/Filter /FlateDecode ")),
    "PDF: packed three times": lambda: (
        "x.pdf",
        _page(
            _packed(128 << 20, 3),
            b"/Filter [/FlateDecode /FlateDecode /FlateDecode] ",
        ),
    ),
    "PDF: 600 pages": lambda: ("x.pdf", _many_pages(600)),
    "PDF: arrays 100,000 deep": lambda: ("x.pdf", _page(b"[" * 100_000)),
    "PDF: dictionaries 100,000 deep": lambda: ("x.pdf", pdf_of(b"<<" * 100_000)),
    "PDF: 50,000 letters on one page": lambda: (
        "x.pdf", _page(b"BT /F1 1 Tf " + b"1 0 Td (a) Tj " * 50_000 + b"ET"),
    ),
    "PDF: 200,000 operators": lambda: ("x.pdf", _page(b"0 0 1 1 re f " * 200_000)),
    "PDF: cross references in a loop": lambda: (
        "x.pdf",
        pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>").replace(
            b"/Root 1 0 R", b"/Root 1 0 R /Prev 60"
        ),
    ),
    "PDF: a table of a billion objects": lambda: (
        "x.pdf", b"%PDF-1.4\nxref\n0 999999999\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    ),
}  # fmt: skip
"""What it is -> a function that makes the file: its name and its bytes."""
