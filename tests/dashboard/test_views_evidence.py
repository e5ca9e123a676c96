"""Source texts cut into marked pieces."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.evidence import Mark, Segment, cut, edge_key, marks_of
from dashboard.views.source import choose_source, marked_text, sources_of
from graph.answers import Node
from tests.dashboard.small_graph import SmallGraph, quote

TEXT = "Under direction of the head 🙂 of Reading, knows READ and runs READ."
NODES = (
    Node("p", "post", "Reading Aide", described=True),
    Node("h", "post", "head"),
    Node("r", "program", "READ"),
)


def small_graph() -> SmallGraph:
    """Return three quotes of one text, of which two overlap, and one of another text."""
    return SmallGraph.of(
        NODES,
        [
            quote(
                "v", TEXT, "Under direction of the head 🙂 of Reading", "p", "underDirectionOf", "h"
            ),
            quote("v", TEXT, "knows READ", "p", "knowsProgram", "r"),
            quote("v", TEXT, "knows READ and runs READ", "p", "runsProgram", "r"),
            quote("w", "READ again", "READ", "p", "knowsProgram", "r"),
        ],
        {"v": TEXT, "w": "READ again"},
    )


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_pieces_joined_give_the_text_and_each_mark_covers_its_quote(
    text: str, spans: list[tuple[int, int]]
) -> None:
    """Whatever the marks, nothing of the text is lost and each mark's pieces are its quote."""
    inside = [(a, b) for a, b in spans if a < b <= len(text)]
    marks = [Mark(str(number), "heads", a, b) for number, (a, b) in enumerate(inside)]
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for index, mark in enumerate(marks):
        covered = "".join(piece.text for piece in pieces if index in piece.marks)
        assert covered == text[mark.start : mark.end]


def test_overlapping_marks_share_the_piece_they_have_in_common() -> None:
    """Two overlapping quotes give three pieces; the middle one belongs to both."""
    pieces = cut("abcdef", [Mark("one", "heads", 0, 4), Mark("two", "heads", 2, 6)])
    assert pieces == (Segment("ab", (0,)), Segment("cd", (0, 1)), Segment("ef", (1,)))


def test_a_part_of_the_text_can_be_cut() -> None:
    """With a start and an end, only that part is returned and marks are clipped to it."""
    pieces = cut("abcdef", [Mark("one", "heads", 0, 4)], start=1, end=5)
    assert pieces == (Segment("bcd", (0,)), Segment("e", ()))


def test_a_quote_that_is_not_at_its_offsets_is_not_marked() -> None:
    """A wrong mark is worse than none."""
    right = small_graph().quotes[0]
    wrong = replace(right, start=right.start + 1, end=right.end + 1)
    found = marks_of([right, wrong], TEXT)
    assert [(mark.start, mark.end) for mark in found] == [(0, 40)]


def test_the_same_edge_at_the_same_place_is_marked_once() -> None:
    """Two claims with the same words and edge give one mark."""
    right = small_graph().quotes[0]
    assert len(marks_of([right, right], TEXT)) == 1


def test_offsets_are_code_points_even_after_an_emoji() -> None:
    """The quote after a character outside the basic plane is marked exactly."""
    data = marked_text(
        small_graph().get_version("v"), TEXT, small_graph().quotes, selected=None, height=300
    )
    key = edge_key("p", "runsProgram", "r")
    marked = "".join(piece["text"] for piece in data["segments"] if key in piece["edges"])
    assert marked == "knows READ and runs READ"


def test_each_quote_begins_once_and_says_what_it_proves() -> None:
    """Only the first piece of a quote can be reached by the Tab key, and it names the statement."""
    data = marked_text(
        small_graph().get_version("v"), TEXT, small_graph().quotes, selected="x", height=300
    )
    begun = [(piece["quote"], piece["says"]) for piece in data["segments"] if piece["begins"]]
    assert begun[0] == (
        "Under direction of the head 🙂 of Reading",
        "Reading Aide under direction of head",
    )
    assert len(begun) == 2
    assert data["subtitle"] == "v.txt · of 1999-04 · 3 quotes marked"


def test_the_own_document_comes_first_then_the_one_with_most_quotes() -> None:
    """The order of the documents is: the entity's own, then by number of quotes."""
    quotes = small_graph().quotes
    assert [choice.version for choice in sources_of(quotes)] == ["v", "w"]
    assert [choice.version for choice in sources_of(quotes, "w")] == ["w", "v"]


def test_the_document_that_proves_the_selected_edge_is_shown() -> None:
    """A selected edge brings up a document that states it, the wanted one if it does."""
    quotes = small_graph().quotes
    choices = sources_of(quotes)
    runs, knows = edge_key("p", "runsProgram", "r"), edge_key("p", "knowsProgram", "r")
    assert choose_source(choices, quotes, edge=runs, wanted="w") == "v"
    assert choose_source(choices, quotes, edge=knows, wanted="w") == "w"
    assert choose_source(choices, quotes, edge=None, wanted=None) == "v"
    assert choose_source((), (), edge=None, wanted=None) is None
