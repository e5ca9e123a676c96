"""Pictures as one HTML file: whole, offline, escaped, with every quote."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Final

from graph.answers import Chain, Edge, Neighbourhood, Node
from graph.exports.page import page_of_chain, page_of_neighbourhood
from graph.reading.reader import GraphReader
from tests.graph.sample import NURSE, OUTREACH

_PAYLOAD: Final = '"><script>alert(1)</script><img src=x onerror=alert(2)> javascript:x \u202e'


class _Reader(HTMLParser):
    """Collects tags, attributes that could load or run something, and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.risky: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.risky += [
            name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}
        ]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def _picture(page: str) -> ET.Element:
    """Return the SVG of a page; it must be well-formed."""
    return ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314 - our own page


def _boxes(page: str) -> dict[str, tuple[int, int]]:
    name = "{http://www.w3.org/2000/svg}"
    return {
        str(group.findtext(f"{name}title")): (int(rect.attrib["x"]), int(rect.attrib["y"]))
        for group in _picture(page).iter(f"{name}g")
        for rect in group.iter(f"{name}rect")
    }


def test_page_of_a_chain(reader: GraphReader) -> None:
    """Those who direct stand above, side by side; each edge is in the table with its words."""
    page = page_of_chain(reader.chain(NURSE.iri))
    boxes = _boxes(page)
    assert set(boxes) == {
        "Field Nurse",
        "Division of Outreach",
        "director, Division of Field Health",
        "Office of Health",
    }
    assert boxes["Division of Outreach"][1] == boxes["director, Division of Field Health"][1]
    assert boxes["Office of Health"][1] < boxes["Division of Outreach"][1] < boxes["Field Nurse"][1]
    assert "<h1>Above Field Nurse</h1>" in page
    assert "<td>Receives guidance from the Division of Outreach</td><td>Field Nurse</td>" in page
    assert (
        "Who directs is not stated: Office of Health; director, Division of Field Health." in page
    )
    assert len(re.findall("<line", page)) == 3


def test_page_of_those_below(reader: GraphReader) -> None:
    """Downward, the start stands on top."""
    page = page_of_chain(reader.chain(OUTREACH.iri, down=True))
    boxes = _boxes(page)
    assert boxes["Division of Outreach"][1] < boxes["Field Nurse"][1]
    assert "<h1>Below Division of Outreach</h1>" in page
    assert "not stated" not in page


def test_page_of_a_neighbourhood(reader: GraphReader) -> None:
    """Rows by distance, a wide row goes on below, and what is hidden is counted."""
    page = page_of_neighbourhood(reader.neighbourhood(NURSE.iri, 1, quotes=True))
    boxes = _boxes(page)
    assert len({y for _, y in boxes.values()}) == 3
    assert len(boxes) == len(set(boxes.values())) == 8
    assert "more edges lead to what is not shown." in page
    assert "<td>knows program</td><td>Healthy Start Program</td><td>Knowledge of the" in page


def test_nothing_is_loaded_or_run() -> None:
    """Names and quotes are text: no script, no address, no handler, and the SVG is well-formed."""
    first = Node("https://e.org/a", "post", _PAYLOAD, described=True)
    other = Node("https://e.org/b", 'x" onload="y', f"{'long ' * 30}{_PAYLOAD}")
    edge = Edge(first, _PAYLOAD, "https://e.org/r", other)
    around = Neighbourhood(first.iri, (first, other), (edge,), {first.iri: 0, other.iri: 1})
    chain = Chain(first, down=False, levels=((edge,),), not_stated=(other,))
    for page in (page_of_neighbourhood(around), page_of_chain(chain)):
        read = _read(page)
        assert read.risky == []
        assert not read.tags & {"script", "img", "iframe", "object", "a", "link"}
        assert "\u202e" not in page
        assert "alert(1)" in "".join(read.text)
        assert _picture(page).attrib["role"] == "img"
        assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace(
            "http-equiv", ""
        )


def test_the_same_page_twice(reader: GraphReader) -> None:
    """The same chain gives the same characters."""
    chain = reader.chain(NURSE.iri)
    assert page_of_chain(chain) == page_of_chain(reader.chain(NURSE.iri))
