"""HTML pages as saved from the web -> the text of their content, through Beautiful Soup."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.readers.lines import join_lines, row_text
from ingest.readers.rejection import UnreadableError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["extract_html"]

ERROR_PAGE_LENGTH: Final = 2000
"""An error page says little: a text longer than this, in code points, is none."""

# fmt: off
_NEVER_CONTENT: Final = [
    "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "button",
    "select", "option", "input", "textarea", "iframe", "object", "canvas", "dialog",
]
_BLOCKS: Final = frozenset([
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "tfoot", "tr", "ul",
    "caption", "legend",
])
_SPACED: Final = frozenset([
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "section",
    "article",
])
_FURNITURE_ROLES: Final = frozenset([
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu",
    "menubar",
])
# fmt: on
_CONTENT: Final = (
    "main",
    "[role=main]",
    "article",
    "#content",
    "#main",
    "#main-content",
    ".content",
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|cookies?|skip|share"
    r"|social|banner|masthead|toolbar|pagination|related|advert|ads|subscribe|newsletter|login)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-4])\b|not found|access denied|forbidden|bad gateway|service unavailable"
    r"|server error|just a moment|are you (?:a )?(?:human|robot)|captcha|session (?:has )?expired"
    r"|enable javascript|page (?:is )?unavailable|temporarily unavailable|error occurred",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a block, on the way through a page."""

    is_spaced: bool


def extract_html(page: str) -> str:
    """Return the content of a page, a paragraph, list item or table row a line.

    Navigation, headers, footers and whatever else a page wraps around its content are left out; a
    page that does not mark its content is taken as a whole without them.

    Raises:
        UnreadableError: If the page is an error page, or holds no text.
    """
    soup = _parse(page)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    root = _content_of(soup)
    text = join_lines(_lines(root))
    if not re.search(r"\w", text):
        raise UnreadableError("the page holds no text", "save the page after it has loaded fully")
    first = text[:200]
    if len(text) <= ERROR_PAGE_LENGTH and (_ERROR.search(title) or _ERROR.search(first)):
        raise UnreadableError(
            f"it is an error page ({title or first.splitlines()[0]})", "fetch the page again"
        )
    if title and root.find(["h1", "h2"]) is None and title not in text:
        text = f"{title}\n\n{text}"
    return text


def _parse(page: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(page, "lxml")


def _content_of(soup: "BeautifulSoup") -> "Tag":
    """Return the element that holds the content, furniture taken out of it."""
    for tag in soup(_NEVER_CONTENT):
        tag.decompose()
    body = soup.body or soup
    whole = len(body.get_text(" ", strip=True))
    for tag in body.find_all(_is_furniture):
        if not tag.decomposed and 2 * len(tag.get_text(" ", strip=True)) < whole:
            tag.decompose()
    rest = len(body.get_text(" ", strip=True))
    for selector in _CONTENT:
        found = body.select_one(selector)
        if found is not None and 2 * len(found.get_text(" ", strip=True)) >= rest:
            return found
    return body


def _is_furniture(tag: "Tag") -> bool:
    if tag.get("role") in _FURNITURE_ROLES or tag.has_attr("hidden"):
        return True
    if tag.get("aria-hidden") == "true":
        return True
    if tag.name == "header" and tag.find_parent(["main", "article"]) is None:
        return tag.find("h1") is None
    names = [tag.get("id") or "", *(tag.get("class") or [])]
    return any(_FURNITURE_NAME.search(str(name)) for name in names)


def _lines(root: "Tag") -> Iterator[str]:
    """Yield the lines of an element, an empty one behind each paragraph."""
    from bs4 import Comment, Doctype, Tag
    from bs4.element import NavigableString

    pending: list[str] = []
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, (Comment, Doctype)):
            continue
        if isinstance(node, NavigableString):
            pending.append(str(node))
            continue
        if isinstance(node, Tag) and node.name not in _BLOCKS and node.name != "br":
            stack.extend(reversed(list(node.children)))
            continue
        if any(not text.isspace() for text in pending):  # a block ends the line before it
            yield "".join(pending)
        pending.clear()
        if isinstance(node, Tag) and node.name == "tr" and node.find("table") is None:
            yield from _row(node)
        elif isinstance(node, Tag) and node.name != "br":
            stack.append(_End(is_spaced=node.name in _SPACED))
            stack.extend(reversed(list(node.children)))
        elif isinstance(node, _End) and node.is_spaced:
            yield ""
    yield "".join(pending)


def _row(row: "Tag") -> Iterator[str]:
    """Yield a table row: one line, or the lines of its cells where a cell holds paragraphs."""
    cells = row.find_all(["td", "th"], recursive=False)
    if any(cell.find(["p", "li", "br", "div"]) is not None for cell in cells) and len(cells) != 2:
        for cell in cells:
            yield from _lines(cell)
    elif len(cells) == 2 and cells[1].find(["p", "li", "br"]) is not None:
        yield from (cells[0].get_text(" ", strip=True), *_lines(cells[1]))
    else:
        yield row_text([cell.get_text(" ", strip=True) for cell in cells])
