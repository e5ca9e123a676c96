"""Markdown -> its text without marks, through markdown-it-py."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.readers.html import extract_html
from ingest.readers.lines import join_lines, row_text
from ingest.readers.rejection import UnreadableError

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["extract_markdown"]


def extract_markdown(source: str) -> str:
    """Return the text of a Markdown file, a paragraph, list item or table row a line.

    A line that the writer broke stays broken: class descriptions put a label on each line.

    Raises:
        UnreadableError: If there is no text.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(source.lstrip("\ufeff"))
    text = join_lines(_lines(tokens))
    if not text:
        raise UnreadableError("the file holds no text", "check what was saved")
    return text


def _lines(tokens: Sequence["Token"]) -> Iterator[str]:
    cells: list[str] = []
    in_row = False
    for token in tokens:
        if token.type == "tr_open":
            in_row, cells = True, []
        elif token.type == "tr_close":
            in_row = False
            yield row_text(cells)
        elif token.type == "inline":
            lines = _inline_text(token).split("\n")
            if in_row:
                cells.append(" ".join(lines))
            else:
                yield from lines
        elif token.type in ("code_block", "fence"):
            yield from token.content.split("\n")
        elif token.type == "html_block":
            yield from _html_lines(token.content)
        elif token.type in ("paragraph_close", "heading_close", "table_close") and not token.hidden:
            yield ""


def _inline_text(token: "Token") -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
    return "".join(parts)


def _html_lines(source: str) -> list[str]:
    try:
        return extract_html(source).split("\n")
    except UnreadableError:
        return []
