"""Readings of short texts, for tests of the grammar: a summary under a header."""

from collections.abc import Iterable

from ingest.document import SourceDocument
from ingest.language.reading import Reading, make_reading
from ingest.layout.layout import read_layout
from ingest.profile_files import load_profile
from ingest.record import Fact

HEADER = "Title: Harbor Worker\nCode: 4711\n\nSUMMARY\n"


def reading_of(text: str, profile_name: str = "generic") -> Reading:
    """Return the reading of a whole text."""
    document = SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))
    profile = load_profile(profile_name)
    return make_reading(document, read_layout(document, profile), profile)


def summary_reading(summary: str, title: str = "Harbor Worker") -> Reading:
    """Return the reading of a description whose summary is the given prose."""
    return reading_of(HEADER.replace("Harbor Worker", title) + summary + "\n")


def objects_of(facts: Iterable[Fact], relation: str) -> list[tuple[str, str, str | None]]:
    """Return (kind, name, of_unit) of what facts of a relation point to, in order."""
    return [
        (fact.object.kind, fact.object.name, fact.object.of_unit)
        for fact in facts
        if fact.relation == relation
    ]
