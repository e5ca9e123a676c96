"""Formats: HTML, Markdown, PDF and DOCX files -> the text of their content."""

import io
from collections.abc import Sequence

import docx
import pytest
from pdfminer.pdfdocument import PDFPasswordIncorrect

from ingest.extraction import extract
from ingest.readers import Rejection, read_bytes
from ingest.readers.html import extract_html
from ingest.readers.pdf import extract_pdf
from ingest.readers.rejection import UnreadableError


def text_of(name: str, data: bytes) -> str:
    result = read_bytes(name, data)
    assert isinstance(result, tuple), result
    return result[0].text


PAGE = """\
<!DOCTYPE html>
<html><head><title>Pilot | Tidewater</title><style>p { color: red }</style></head>
<body>
<header class="site-header"><a href="/">Tidewater County</a></header>
<nav><ul><li>Home</li><li>Jobs</li></ul></nav>
<div class="breadcrumbs">Home &gt; Jobs</div>
<main>
  <h1>Harbor Inspector</h1>
  <table>
    <tr><th>Reports to</th><td>Harbor Master</td></tr>
    <tr><td>Mon</td><td>Tue</td><td>Wed</td></tr>
  </table>
  <p>Guides <b>ships</b>
     into the harbor.<br>Reads&nbsp;charts.</p>
  <!-- not for you --><script>alert("no")</script>
  <div id="share-buttons">Share this</div>
  <h2>Duties</h2>
  <ul><li>Keeps the <i>log</i>.</li><li>Trains crews.</li></ul>
  <dl><dt>Grade</dt><dd>12</dd></dl>
  <form><p>Apply below.</p><input value="x"><button>Apply</button></form>
</main>
<footer>Copyright Tidewater</footer>
</body></html>
"""
PAGE_TEXT = """\
Harbor Inspector

Reports to: Harbor Master
Mon | Tue | Wed

Guides ships into the harbor.
Reads charts.

Duties

Keeps the log.
Trains crews.

Grade
12

Apply below.
"""


def test_html_content_without_furniture() -> None:
    """Navigation, header, footer, scripts and buttons go; blocks, items and rows are lines."""
    assert text_of("x.html", PAGE.encode()) == PAGE_TEXT


def test_html_is_known_by_its_first_bytes() -> None:
    """A page saved under a text file's name is read as a page."""
    assert text_of("x.txt", PAGE.encode()) == PAGE_TEXT
    assert text_of("x.txt", b"\xef\xbb\xbf" + PAGE.encode()) == PAGE_TEXT


def test_html_without_main_element() -> None:
    """A page that marks no content is taken whole, less what its names call furniture."""
    page = (
        "<body><div class='top-nav'>Home</div><div><h1>Pilot</h1><p>Guides ships.</p></div>"
        "<div class='navigable'>Sees the sea.</div><p hidden>Not shown.</p></body>"
    )
    assert extract_html(page) == "Pilot\n\nGuides ships.\n\nSees the sea.\n"


def test_html_furniture_that_holds_most_of_the_page_is_content() -> None:
    """A wrapper that is named like furniture and holds the text is kept."""
    page = f"<body><div id='menu'><h1>Pilot</h1><p>{'Guides ships. ' * 20}</p></div>Home</body>"
    assert extract_html(page).startswith("Pilot\n\nGuides ships.")


def test_html_title_where_the_page_has_no_heading() -> None:
    """Without a heading the page's title is the first line, unless the text says it."""
    page = "<title>Harbor Inspector</title><body><p>Guides ships.</p></body>"
    assert extract_html(page) == "Harbor Inspector\n\nGuides ships.\n"
    assert extract_html(page.replace("Guides", "A Harbor Inspector guides")) == (
        "A Harbor Inspector guides ships.\n"
    )


def test_html_tables_with_paragraphs_in_cells() -> None:
    """A cell that holds paragraphs or items gives a line each."""
    page = (
        "<body><h1>Pilot</h1><table>"
        "<tr><td>Duties</td><td><p>Guides ships.</p><p>Reads charts.</p></td></tr>"
        "<tr><td>a</td><td><ul><li>b</li></ul></td><td>c</td></tr></table></body>"
    )
    assert [line for line in extract_html(page).splitlines() if line] == [
        "Pilot",
        "Duties",
        "Guides ships.",
        "Reads charts.",
        "a",
        "b",
        "c",
    ]


def test_long_page_with_an_error_word_is_no_error_page() -> None:
    """A description that mentions access denied is a description."""
    page = f"<title>Pilot</title><body><h1>Pilot</h1><p>{'Guides ships. ' * 200}</p></body>"
    assert "Guides ships." in extract_html(page.replace("<title>", "<title>404 "))


MARKDOWN = """\
# Harbor Inspector

**Reports to:** Harbor *Master*
Grade: 12

## Duties

1. Guides ships
   into the harbor.
2. Reads [charts](http://example.org).

- Keeps the `log`.

| Term | Value |
|---|---|
| Months | 10 |

<div><p>Trains crews.</p></div>

<!-- nothing -->

```
at sea
```

    as it stands
"""


def test_markdown_without_marks() -> None:
    """Emphasis, links and marks go; lines, items and table rows stay lines."""
    assert text_of("x.md", MARKDOWN.encode()) == (
        "Harbor Inspector\n\nReports to: Harbor Master\nGrade: 12\n\nDuties\n\nGuides ships\n"
        "into the harbor.\nReads charts.\nKeeps the log.\nTerm: Value\nMonths: 10\n\n"
        "Trains crews.\n\nat sea\n\nas it stands\n"
    )


def word_file() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Tidewater County"
    document.add_heading("Harbor Inspector", 1)
    document.add_paragraph("Reports to: Harbor Master\nGrade: 12")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Months", "10"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Duties"
    table.cell(2, 0).text = "Guides ships."
    table.cell(2, 0).add_paragraph("Reads charts.")
    table.cell(2, 1).text = "Trains crews."
    document.add_paragraph("Keeps the log.", style="List Bullet")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_word_document() -> None:
    """Paragraphs and tables are read in their order, merged cells once, page headers not."""
    lines = [line for line in text_of("x.docx", word_file()).splitlines() if line]
    assert lines == [
        "Harbor Inspector",
        "Reports to: Harbor Master",
        "Grade: 12",
        "Months: 10",
        "Duties",
        "Guides ships.",
        "Reads charts.",
        "Trains crews.",
        "Keeps the log.",
    ]


def test_word_document_without_text_is_rejected() -> None:
    """An empty document says so."""
    data = io.BytesIO()
    docx.Document().save(data)
    result = read_bytes("x.docx", data.getvalue())
    assert isinstance(result, Rejection)
    assert result.reason == "the document holds no text"


def pdf_file(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """Return a PDF of lines: (points from the left, points from the bottom, text)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines).encode(
            "latin-1"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    names = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (names, len(kids))
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(places) + 1, table, len(places) + 1, start)
    )


def test_pdf_lines_become_paragraphs() -> None:
    """A full line goes on below; short lines, labels and list items stay lines."""
    data = pdf_file(
        [
            [
                (72, 700, "Harbor Inspector"),
                (72, 688, "Reports to: Harbor Master"),
                (72, 676, "Grade: 12"),
                (72, 652, "Guides the ships of all nations through the narrow channel"),
                (72, 640, "into the harbor and reads"),
                (72, 628, "charts."),
                (72, 604, "1. Keeps the log of the port of call, day by day, all year"),
                (72, 592, "2. Trains crews."),
            ]
        ]
    )
    assert text_of("x.pdf", data).splitlines() == [
        "Harbor Inspector",
        "Reports to: Harbor Master",
        "Grade: 12",
        "",
        "Guides the ships of all nations through the narrow channel into the harbor and reads "
        "charts.",
        "",
        "1. Keeps the log of the port of call, day by day, all year",
        "2. Trains crews.",
    ]


def test_pdf_running_heads_and_page_numbers_go() -> None:
    """Lines at one place of most pages, and page numbers, are furniture."""
    pages = [
        [
            (72, 760, f"Tidewater County {number}"),
            (72, 700, f"Duty {word}."),
            (300, 30, f"Page {number} of 3"),
        ]
        for number, word in enumerate(("one", "two", "three"), start=1)
    ]
    lines = [line for line in text_of("x.pdf", pdf_file(pages)).splitlines() if line]
    assert lines == ["Duty one.", "Duty two.", "Duty three."]


def test_locked_pdf_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that needs a password says so."""

    def locked(*_: object, **__: object) -> None:
        raise PDFPasswordIncorrect

    monkeypatch.setattr("pdfminer.high_level.extract_pages", locked)
    with pytest.raises(UnreadableError) as found:
        extract_pdf(pdf_file([[]]))
    assert (found.value.reason, found.value.remedy) == (
        "the PDF is locked by a password",
        "save a copy without password",
    )


def test_pdf_columns_are_no_paragraph() -> None:
    """A line further up than the one before it begins anew."""
    column = [(72, 700 - 12 * n, f"left column line {n} of six words") for n in range(3)]
    other = [(340, 700 - 12 * n, f"right column line {n} of six words") for n in range(3)]
    lines = [line for line in text_of("x.pdf", pdf_file([column + other])).splitlines() if line]
    assert lines == [
        "left column line 0 of six words left column line 1 of six words left column line 2 of six "
        "words",
        "right column line 0 of six words right column line 1 of six words right column line 2 of "
        "six words",
    ]


def test_pdf_without_text_is_rejected() -> None:
    """A scanned page says that it needs OCR."""
    result = read_bytes("x.pdf", pdf_file([[]]))
    assert isinstance(result, Rejection)
    assert (result.reason, result.remedy) == (
        "the PDF holds no text",
        "scanned pages need OCR first",
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.html", PAGE.encode()), ("x.md", MARKDOWN.encode()), ("x.docx", word_file())],
)
def test_offsets_count_in_the_extracted_text(name: str, data: bytes) -> None:
    """Whatever is read from a page, its quotes stand in the text that the reader gives."""
    documents = read_bytes(name, data)
    assert isinstance(documents, tuple)
    document = documents[0]
    read = extract(document)
    title = read.fields.working_title
    assert title is not None
    assert (title.value, document.text[title.start : title.end]) == ("Harbor Inspector", title.raw)
    duties = [duty.text for duty in read.duties]
    assert duties == [document.text[d.start : d.end] for d in read.duties]
    assert any(duty.startswith("Guides ships") for duty in duties) or "Keeps the log." in duties
