"""Addresses of views inside the dashboard, so that every view can be kept and sent."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph.answers import Node

__all__ = ["PAGES", "START", "entity_link", "link", "page_for_kind", "parse_link"]

PAGES: Final = ("find", "role", "organisation", "programs", "connect", "query", "quality", "try")
START: Final = "find"
_ON_PROGRAMS: Final = frozenset({"program", "agency", "team"})


def link(page: str, **parameters: str | None) -> str:
    """Return the address of a page with its parameters; absent ones are left out.

    >>> link("role", id="a b", edge=None)
    '/role?id=a+b'
    """
    given = {name: value for name, value in parameters.items() if value}
    path = "/" if page == START else f"/{page}"
    return f"{path}?{urlencode(given)}" if given else path


def page_for_kind(kind: str) -> str:
    """Return the page on which an entity of a kind is shown."""
    return "programs" if kind in _ON_PROGRAMS else "role"


def entity_link(node: Node) -> str:
    """Return the address of an entity's own view."""
    return link(page_for_kind(node.kind), id=node.iri)


def parse_link(address: str) -> tuple[str, dict[str, str]] | None:
    """Return the page and parameters of an address of ours, or None if it is not one.

    >>> parse_link("/role?id=a+b"), parse_link("https://elsewhere.example/role")
    (('role', {'id': 'a b'}), None)
    """
    parts = urlsplit(address)
    page = parts.path.removeprefix("/") or START
    if parts.scheme or parts.netloc or page not in PAGES:
        return None
    return page, dict(parse_qsl(parts.query))
