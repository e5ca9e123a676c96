"""PDF -> its text, lines joined to paragraphs, through pdfminer.six."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from ingest import limits
from ingest.readers.lines import join_lines
from ingest.readers.rejection import UnreadableError

__all__ = ["extract_pdf"]

REPEATED_SHARE: Final = 0.6
"""The share of pages (of three or more) on which a line stands that is a running head or foot."""

FULL_LINE: Final = 0.8
"""The share of the widest line from which on a line is full: its sentence may go on below."""

_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_OPENS_LINE = re.compile(
    r"[\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\uf0b7*\u2013-]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s"
    r"|[^\s:]{1,30}(?: [^\s:]{1,20}){0,4}:"
)
_ENDS_LINE = re.compile(r"[.:;!?][\"')\u201d\u2019]?$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float


def extract_pdf(data: bytes) -> str:
    """Return the text of a PDF, a paragraph a line, without running heads and page numbers.

    Raises:
        UnreadableError: If the file is damaged, locked by a password, or holds pictures only.
    """
    pages = _pages(data)
    running = _running_lines(pages)
    text = join_lines(
        piece
        for page in pages
        for piece in (*_paragraphs([ln for ln in page if _folded(ln) not in running]), "")
    )
    if not text:
        raise UnreadableError("the PDF holds no text", "scanned pages need OCR first")
    return text


def _pages(data: bytes) -> list[list[_Line]]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer, LTTextLine
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    pages: list[list[_Line]] = []
    try:
        for page in extract_pages(
            BytesIO(data), maxpages=limits.MAX_PAGES + 1, laparams=LAParams()
        ):
            lines = [
                _Line(line.get_text().strip(), line.x0, line.x1, line.y1, line.y0)
                for box in page
                if isinstance(box, LTTextContainer)
                for line in box
                if isinstance(line, LTTextLine) and line.get_text().strip()
            ]
            pages.append(lines)
            if len(pages) > limits.MAX_PAGES:
                reason = f"the PDF has more than {limits.MAX_PAGES} pages"
                raise UnreadableError(reason, "split it into one file a description")
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        reason = "the PDF is locked by a password"
        raise UnreadableError(reason, "save a copy without password") from error
    except (PDFException, PSException, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = "the PDF is damaged"
        place = f"page {len(pages) + 1}"
        raise UnreadableError(reason, "save it again from its source", place=place) from error
    return pages


def _running_lines(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return the folded lines that stand at the same place of most pages."""
    if len(pages) < 3:
        return frozenset()
    counts = Counter(folded for page in pages for folded in {_folded(line) for line in page})
    return frozenset(f for f, n in counts.items() if n >= REPEATED_SHARE * len(pages))


def _folded(line: _Line) -> str:
    return f"{re.sub(r'[0-9]+', '#', line.text.lower())} at {round(line.top / 10)}"


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the paragraphs: a full line goes on below unless its end or the next start says no."""
    if not lines:
        return
    widest = max(line.right for line in lines)
    left = min(line.left for line in lines)
    pending = ""
    previous: _Line | None = None
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text):
            continue
        if previous is None:
            pending = line.text
        elif _goes_on(previous, line, widest, left):
            pending = f"{pending} {line.text}"
        else:
            yield pending
            if previous.bottom - line.top > 0.6 * (line.top - line.bottom):
                yield ""
            pending = line.text
        previous = line
    yield pending


def _goes_on(previous: _Line, line: _Line, widest: float, left: float) -> bool:
    if _OPENS_LINE.match(line.text):
        return False
    gap = previous.bottom - line.top
    if gap > (line.top - line.bottom) or line.top > previous.top:
        return False
    if line.text[0].islower():
        return True
    full = previous.right - left >= FULL_LINE * (widest - left)
    return full and not _ENDS_LINE.search(previous.text)
