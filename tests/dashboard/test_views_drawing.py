"""Pictures as files: SVG and a page that stands alone."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from dashboard.views.drawing import to_html, to_svg
from dashboard.views.ego import ego_of
from dashboard.views.palette import BOXES
from dashboard.views.picture import Picture, draw
from graph.answers import Edge, Node
from tests.dashboard.small_organisation import HOSTILE, PAYLOADS, small_organisation

SVG = "{http://www.w3.org/2000/svg}"


def picture_of(iri: str, hidden: frozenset[str] = frozenset()) -> Picture:
    """Return the picture of an entity of the small organisation."""
    graph = small_organisation(reports=20)
    return ego_of(graph, graph.get_entity(iri), graph.chain(iri), hidden=hidden).picture


class Elements(HTMLParser):
    """The names and attributes of all elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_an_svg_has_a_box_a_node_and_a_line_an_edge() -> None:
    """Every node and edge of the picture is drawn, and the picture says what it shows."""
    picture = picture_of("aide")
    root = ET.fromstring(to_svg(picture, title="Arts Aide"))  # noqa: S314 - our own bytes
    assert len(root.findall(f"{SVG}rect")) == len(picture.nodes) + 1
    assert len(root.findall(f"{SVG}line")) == len(picture.edges)
    assert root.findtext(f"{SVG}title") == "Arts Aide"
    assert root.findtext(f"{SVG}desc") == picture.alternative


def test_the_same_picture_gives_the_same_bytes() -> None:
    """A file can be compared with the one of yesterday; the dark one differs."""
    assert to_svg(picture_of("aide"), title="x") == to_svg(picture_of("aide"), title="x")
    assert to_svg(picture_of("aide"), title="x") != to_svg(
        picture_of("aide"), title="x", theme="dark"
    )


def test_no_payload_becomes_markup_in_a_file() -> None:
    """Hostile names are text in the file, and the page has no script and asks nobody."""
    picture = picture_of(HOSTILE)
    title = "".join(PAYLOADS)
    root = ET.fromstring(to_svg(picture, title=title))  # noqa: S314 - our own bytes
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "line", "path", "text")
    }
    page = Elements()
    page.feed(to_html(picture, title=title, note=title).decode("utf-8"))
    assert not page.names & {"script", "img", "a", "iframe", "link"}
    assert not [name for name in page.attributes if name.startswith("on") or name == "href"]


def test_an_empty_picture_and_a_node_on_another_are_drawn() -> None:
    """Odd pictures give a file all the same."""
    node, other = Node("a", "law", "A"), Node("b", "post", "B")
    places = {"a": (0, 0), "b": (0, 0)}
    picture = draw("", [node, other], [Edge(node, "x", "x", other)], places)
    assert to_svg(picture, title="t").startswith(b"<svg")
    assert to_svg(draw("", [], [], {}), title="t").startswith(b"<svg")


def test_the_legend_hides_a_relation_everywhere() -> None:
    """A hidden relation is gone from picture and table, but stays in the legend."""
    graph = small_organisation(reports=3)
    hidden = frozenset({"runsProgram", "underDirectionOf"})
    ego = ego_of(graph, graph.get_entity("aide"), graph.chain("aide"), hidden=hidden)
    assert {edge.relation for edge in ego.edges} == {"knowsProgram", "collaboratesWith"}
    assert {edge["relation"] for edge in ego.picture.edges} == {"knowsProgram", "collaboratesWith"}
    entries = {item["relation"]: (item["count"], item["hidden"]) for item in ego.picture.legend}
    assert entries == {
        "collaboratesWith": (1, False),
        "knowsProgram": (1, False),
        "runsProgram": (1, True),
        "underDirectionOf": (2, True),
    }


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ink_stands_out_from_every_box(theme: str) -> None:
    """The contrast of text in a box is at least 7 to 1 (WCAG AAA), 6 in the middle one."""
    for group, (fill, ink, _) in BOXES["dark" if theme == "dark" else "light"].items():
        lighter, darker = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= (6 if group == "center" else 7), group
