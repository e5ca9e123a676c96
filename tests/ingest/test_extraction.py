"""Extraction: the whole record of a description, and what holds for every record."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import extraction
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.profile_files import load_profile
from ingest.readers import read_source
from ingest.record import Evidence, Extraction, Fact, Mention, Reference

TEXT = """\
OFFICIAL TITLE: Inspector II CODE: 0042 SQ/OQ: Not Applicable
WORKING TITLE: Harbor Inspector GRADE: 12 MONTHS: 12
SUMMARY DESCRIPTION OF CLASSIFICATION: Under the direction of the director of the Division of \
Tides, inspects ships. Under direction of the Director, Division of Tides, inspects piers.
EXAMPLES OF DUTIES AND RESPONSIBILITIES:
Supervises the harbor clerks.
"""


def document(text: str) -> SourceDocument:
    return SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))


def documents_of(path: Path) -> tuple[SourceDocument, ...]:
    result = read_source(path)
    assert isinstance(result, tuple)
    return result


def spans_of(read: Extraction) -> list[tuple[str, int, int]]:
    """Return every quotation of a record: (text, start, end)."""
    fields = [getattr(read.fields, name) for name in read.fields.__slots__ if name != "revised"]
    return [
        *((f.raw, f.start, f.end) for f in (*fields, *read.fields.revised) if f is not None),
        *((d.text, d.start, d.end) for d in read.duties),
        *((m.text, m.start, m.end) for m in read.mentions),
        *((e.text, e.start, e.end) for fact in read.facts for e in fact.evidence),
        *((f.text, f.start, f.end) for f in read.findings),
    ]


def test_one_fact_with_every_place_that_says_it() -> None:
    """A supervisor named twice, and spelled in two ways, is one fact with two quotes."""
    read = extract(document(TEXT))
    (line,) = [fact for fact in read.facts if fact.relation == "reports_to"]
    assert (line.subject.is_self, line.object.name, line.object.of_unit) == (
        True,
        "director",
        "Division of Tides",
    )
    assert [quote.start for quote in line.evidence] == [
        TEXT.index("Under the direction"),
        TEXT.index("Under direction"),
    ]


def test_every_quote_stands_in_its_text() -> None:
    """Text and offsets of every field, duty, mention, fact and finding agree."""
    spans = spans_of(extract(document(TEXT)))
    assert len(spans) > 10
    assert [text for text, _, _ in spans] == [TEXT[start:end] for _, start, end in spans]


def test_descriptions_that_ship(descriptions: tuple[Path, ...]) -> None:
    """Each class description is read by its publisher's profile, quotes exact, lists in order."""
    for path in descriptions:
        for part in documents_of(path):
            read = extract(part)
            assert read.profile == "mcps"
            spans = spans_of(read)
            assert [text for text, _, _ in spans] == [part.text[a:b] for _, a, b in spans]
            assert all(len(e.text) <= 600 for fact in read.facts for e in fact.evidence)
            for places in (read.duties, read.sections, read.mentions, read.findings):
                starts = [place.start for place in places]
                assert starts == sorted(starts)
            firsts = [fact.evidence[0].start for fact in read.facts]
            assert firsts == sorted(firsts)
            record = json.dumps(read.to_dict())
            assert Extraction.from_dict(json.loads(record)) == read


def test_line_ends_change_offsets_only(descriptions: tuple[Path, ...]) -> None:
    """A text saved with carriage returns gives the same facts, fields and duties."""
    for path in descriptions:
        (part,) = documents_of(path)
        plain = extract(part)
        other = extract(document(part.text.replace("\n", "\r\n")))
        assert [d.text for d in other.duties] == [d.text for d in plain.duties]
        assert [(f.relation, f.subject, f.object) for f in other.facts] == [
            (f.relation, f.subject, f.object) for f in plain.facts
        ]
        assert [(m.kind, m.name, m.text) for m in other.mentions] == [
            (m.kind, m.name, m.text) for m in plain.mentions
        ]


def test_profile_may_be_given() -> None:
    """A reader may say which profile to use."""
    assert extract(document(TEXT), load_profile("generic")).profile == "generic"


SELF = Reference("post", "Inspector", is_self=True)


def quote(start: int) -> Evidence:
    return Evidence("x", start, start + 1, "summary")


def test_equal_facts_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The surest rule stands, spans are joined in order, open qualifiers are filled."""
    master = Reference("post", "Harbor Master")
    found = (
        Fact("reports_to", SELF, master, (("joined_by", None),), "weak", 0.5, (quote(9),)),
        Fact(
            "reports_to",
            SELF,
            Reference("post", "harbor master"),
            (("joined_by", None), ("level", "general")),
            "sure",
            0.9,
            (quote(3), quote(9)),
        ),
    )
    monkeypatch.setattr(extraction, "FACT_FINDERS", (lambda _: found,))
    assert extract(document(TEXT)).facts == (
        Fact(
            "reports_to",
            SELF,
            Reference("post", "harbor master"),
            (("joined_by", None), ("level", "general")),
            "sure",
            0.9,
            (quote(3), quote(9)),
        ),
    )


def test_ways_of_touching_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a program is touched, and whether a credential is required, make facts of their own."""
    program, degree = Reference("program", "Tides"), Reference("credential", "degree")
    found = (
        Fact("touches_program", SELF, program, (("how", "runs"),), "a", 0.5, (quote(5),)),
        Fact("touches_program", SELF, program, (("how", "knows"),), "a", 0.5, (quote(1),)),
        Fact("requires_credential", SELF, degree, (("level", "required"),), "b", 0.5, (quote(2),)),
        Fact("requires_credential", SELF, degree, (("level", "preferred"),), "b", 0.5, (quote(2),)),
    )
    monkeypatch.setattr(extraction, "FACT_FINDERS", (lambda _: found,))
    places = [(f.qualifiers, f.evidence[0].start) for f in extract(document(TEXT)).facts]
    assert places == [
        ((("how", "knows"),), 1),
        ((("level", "required"),), 2),
        ((("level", "preferred"),), 2),
        ((("how", "runs"),), 5),
    ]


def test_mentions_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two mentions of one kind in one place the first counts; another kind is another one."""
    unit = Mention("unit", "Tides", None, (), "x", 4, 5, "summary")
    again = Mention("unit", "Tide", None, (), "x", 4, 5, "summary")
    team = Mention("team", "Tides", None, (), "x", 4, 5, "summary")
    monkeypatch.setattr(extraction, "MENTION_FINDERS", (lambda _: (unit, team), lambda _: (again,)))
    assert extract(document(TEXT)).mentions == (team, unit)


WORDS = st.sampled_from(
    [
        "Under",
        "direction",
        "of",
        "the",
        "Director,",
        "Division",
        "Office",
        "and",
        "Board",
        "(ABC)",
        "supervises",
        "works",
        "with",
        "OFFICIAL",
        "TITLE:",
        "CODE:",
        "GRADE:",
        "SUMMARY",
        "DESCRIPTION",
        "OF",
        "CLASSIFICATION:",
        "Reports",
        "to:",
        "DUTIES",
        "EXAMPLES",
        "OF",
        "DUTIES",
        "AND",
        "RESPONSIBILITIES:",
        "7189",
        "12/2019.",
        "Note:",
        "(",
        ")",
        ".",
        ";",
        "¿s",
        "\n",
        "\r\n",
        "\t",
        "→",
        "]",
        "•",
        "é",
        "\U0001d538",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    """Whatever the words, reading ends, every quote is exact, and twice gives the same record."""
    first, second = extract(document(text)), extract(document(text))
    assert first == second
    spans = spans_of(first)
    assert [quoted for quoted, _, _ in spans] == [text[a:b] for _, a, b in spans]
