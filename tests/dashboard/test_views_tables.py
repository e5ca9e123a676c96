"""Tables for the screen and for files, links, and the words for kinds and relations."""

import csv
import io
import json

import pytest

from dashboard.views.finding import results_table
from dashboard.views.links import entity_link, link, parse_link
from dashboard.views.tables import Column, Grid, Row, guarded, to_csv, to_json
from dashboard.views.words import (
    kind_label,
    kind_plural,
    markdown_text,
    node_caption,
    relation_label,
    relation_style,
    section_label,
)
from graph.answers import Node, SearchHit, SearchPage

HOSTILE = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx")


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    """Cells that begin like a formula get an apostrophe in front, in rows and in headings."""
    assert guarded(cell) == "'" + cell
    written = list(
        csv.reader(io.StringIO(to_csv([cell], [[cell]]).decode("utf-8-sig"), newline=""))
    )
    assert written == [["'" + cell], ["'" + cell]]


@pytest.mark.parametrize(
    ("at_least", "caption"), [(False, "51 to 51 of 200"), (True, "51 to 51 of 200 or more")]
)
def test_results_say_when_there_may_be_more(at_least: object, caption: str) -> None:
    """Words so common that not every name was looked at have more hits than are counted."""
    hit = SearchHit(Node("https://example.org/id/post/nurse", "post", "Nurse"), "name", "Nurse")
    page = SearchPage((hit,), 200, {"post": 200}, at_least is True)
    assert results_table(page, query="nurse", offset=50).caption == caption


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula."""
    assert guarded(-3) == -3
    assert to_csv(["n"], [[-3]]) == b"\xef\xbb\xbfn\r\n-3\r\n"


def test_json_holds_the_cells_as_they_are() -> None:
    """JSON needs no guard, and keeps numbers and None."""
    assert json.loads(to_json(["a", "b"], [["=1", None]])) == [{"a": "=1", "b": None}]


def test_empty_columns_are_not_shown_but_exported() -> None:
    """A column without a value is left out on the screen; records keep it."""
    table = Grid("c", (Column("a", "A"), Column("b", "B")), (Row("k", ("x", "")),))
    assert table.used_columns() == (0,)
    assert table.records() == ({"a": "x", "b": ""},)


@pytest.mark.parametrize(
    "text",
    ["[a](javascript:alert(1))", "<img src=x onerror=alert(1)>", "$x$", ":red[x]", "**a**", "`a`"],
)
def test_markdown_of_a_title_has_every_punctuation_escaped(text: str) -> None:
    """No punctuation character of a title keeps its meaning in Markdown."""
    shown = markdown_text(text)
    bare = shown.replace("\\\\", "")
    assert [
        character
        for place, character in enumerate(bare)
        if not character.isalnum() and character not in " \\" and bare[place - 1] != "\\"
    ] == []


def test_line_breaks_of_a_title_become_spaces() -> None:
    """A title cannot begin a list or a heading on a line of its own."""
    assert markdown_text("a\n# b\r\n- c") == "a \\# b \\- c"


def test_links_lead_to_the_page_of_the_kind_and_come_back() -> None:
    """Programs, agencies and teams have their page; everything else is on the role page."""
    assert entity_link(Node("i d", "program", "x")) == "/programs?id=i+d"
    assert parse_link(entity_link(Node("i d", "unit", "x"))) == ("role", {"id": "i d"})
    assert link("find", q="a&b", type=None) == "/?q=a%26b"
    assert parse_link("/?q=a%26b") == ("find", {"q": "a&b"})


@pytest.mark.parametrize("address", ["https://example.org/role", "//example.org/role", "/nowhere"])
def test_an_address_elsewhere_is_not_followed(address: str) -> None:
    """Only addresses of the dashboard's own pages are followed."""
    assert parse_link(address) is None


def test_captions_say_what_is_special_about_an_entity() -> None:
    """Undescribed, generic and unexpanded entities are told in words."""
    assert node_caption(Node("i", "post", "x", described=True)) == "Role"
    assert node_caption(Node("i", "post", "x", generic=True)) == "Role, any school's"
    assert node_caption(Node("i", "unit", "x", root=True)) == "Office, the employer"
    assert (
        node_caption(Node("i", "program", "x", unexpanded=True))
        == "Program, name never spelled out"
    )


def test_relations_are_told_by_words_and_stroke() -> None:
    """Each way of touching a program has words and a dash pattern of its own."""
    relations = ("knowsProgram", "worksWithProgram", "runsProgram", "refersToProgram")
    styles = [relation_style(relation) for relation in relations]
    assert [style.words for style in styles] == ["knows", "works with", "runs", "refers to"]
    assert len({style.dashes for style in styles}) == 4


def test_what_nobody_named_is_shown_in_plain_words() -> None:
    """Kinds, relations and sections without words of their own are spelled out."""
    assert relation_label("appointedBy") == "appointed by"
    assert relation_label("heads", incoming=True) == "headed by"
    assert kind_label("work_group") == "Work group"
    assert kind_plural("work_group") == "Work groups"
    assert kind_plural("unit") == "Offices"
    assert section_label("") == "Heading"
    assert section_label("physical_demands") == "Physical demands"
