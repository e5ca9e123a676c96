"""Pages: where the title stands when no label names it."""

import pytest

from ingest.document import SourceDocument
from ingest.layout.layout import read_layout
from ingest.profile_files import load_profile
from ingest.record import Fields


def fields_of(text: str) -> Fields:
    """Return the header fields that the profile for anybody's descriptions reads in a text."""
    document = SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))
    return read_layout(document, load_profile("generic")).fields


@pytest.mark.parametrize(
    "head",
    [
        "CITY OF ALDER POINT\nDeputy Harbor Clerk\n",
        "COUNTY OF ALDER POINT\n\nDEPUTY HARBOR CLERK\n",
        "ALDER COUNTY\nDeputy Harbor Clerk\n",
        "City of Alder Point\ninvites applications for the position of:\nDeputy Harbor Clerk\n",
        "JOB DESCRIPTION\nDeputy Harbor Clerk\n",
        "The Town of Alder\nClass Specification\n\n  Deputy Harbor Clerk  \n",
    ],
)
def test_the_employer_above_is_no_title(head: str) -> None:
    """The title is the first line below the employer's name and the kind of page."""
    title = fields_of(head + "\nSUMMARY\nKeeps the books of the harbor.\n").working_title
    assert title is not None
    assert title.value == "Deputy Harbor Clerk"


def test_a_line_above_the_class_code_is_a_title() -> None:
    """A first line followed by the class code is the title, though no list knows its noun."""
    fields = fields_of("REEF DECKHAND\n\nClass Code:   3108\n\nDUTIES\nScrubs the deck.\n")
    assert fields.working_title is not None
    assert fields.working_title.value == "Reef Deckhand"


def test_a_first_line_of_unknown_words_is_no_title() -> None:
    """A first line that names no post is no title where nothing below it says so."""
    assert fields_of("REEF PROSPECTUS\n\nDUTIES\nScrubs the deck.\n").working_title is None


def test_a_label_far_to_the_right_is_read() -> None:
    """A label behind a long indentation is a label."""
    fields = fields_of("REEF CLERK\n\n" + " " * 130 + "Class Code:       7213\n\nDUTIES\nSorts.\n")
    assert fields.code is not None
    assert (fields.code.value, fields.code.start) == ("7213", 160)
