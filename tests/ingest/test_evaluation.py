"""Evaluation: the figures of a small gold folder, counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError
from ingest.evaluation.evaluation import Band, Coverage, Error, Score, evaluate
from ingest.evaluation.gold import fold_name, read_gold
from ingest.extraction import extract
from ingest.readers import read_source
from ingest.record import Duty, Evidence, Extraction, Fact, Fields, FieldValue, Mention, Reference

TEXT = """\
Summary
Reports to the harbor master and the Office of Tides. Supervises clerks and cooks.
Works with the Coast Agency (CA), pilots and the Tide Board.
Collaborates with smugglers.
"""
SELF = Reference("post", "Harbor Clerk", is_self=True)


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(words, start, start + len(words), "summary")


def fact(
    relation: str,
    kind: str,
    name: str,
    words: str,
    *,
    confidence: float = 0.9,
    subject: Reference = SELF,
    **more: Any,
) -> Fact:
    rule = f"{relation}/test"
    reference = Reference(kind, name, **more)
    return Fact(relation, subject, reference, (), rule, confidence, (quote(words),))


def mention(kind: str, name: str, words: str, acronym: str | None = None) -> Mention:
    place = quote(words)
    return Mention(kind, name, acronym, (), words, place.start, place.end, "summary")


def extraction(**values: Any) -> Extraction:
    defaults: dict[str, Any] = {
        "source": "folder/clerk.txt",
        "part": 1,
        "sha256": "0" * 64,
        "encoding": "utf-8",
        "profile": "generic",
    }
    return Extraction(**{**defaults, **values})


def gold_folder(path: Path, **labels: Any) -> Path:
    (path / "clerk.gold.json").write_text(json.dumps({"id": "clerk", **labels}))
    (path / "clerk.txt").write_text(TEXT)
    return path


def score(path: Path, row: str, prediction: Extraction, **labels: Any) -> Score:
    result = evaluate([prediction], gold_folder(path, **labels))
    return next(score for score in result.relations if score.name == row)


def test_names_are_folded() -> None:
    """Case, order, plural, "&", brackets, apostrophes and articles make no other name."""
    assert fold_name("the Division of Ships & Boats (DSB)") == {"division", "ship", "boat"}
    assert fold_name("Ship\u00bfs \u2019 class of gas") == {"ship", "class", "gas"}
    assert fold_name(None) == frozenset()


def test_lines_up(tmp_path: Path) -> None:
    """A post and a unit found, one wrong, one missed; kind and unit of the name must agree."""
    prediction = extraction(
        facts=(
            fact("reports_to", "post", "harbor master", "Reports to the harbor master"),
            fact("reports_to", "unit", "Office of Tides", "the Office of Tides"),
            fact("reports_to", "post", "Tide Board", "the Tide Board"),
        )
    )
    labels = [
        {"kind": "post", "name": "master", "of_unit": "Harbor"},
        {"kind": "unit", "name": "Office of Tides"},
        {"kind": "unit", "name": "Tide Board"},
    ]
    found = score(tmp_path, "reports_to", prediction, reports_to=labels)
    assert found == Score("reports_to", 2, 1, 3)
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)


def test_labelled_place_must_be_met(tmp_path: Path) -> None:
    """A line that is proved by another clause than the labelled one is wrong."""
    prediction = extraction(facts=(fact("reports_to", "post", "harbor master", "harbor master"),))
    near = [{"kind": "post", "name": "harbor master", "start": 8, "end": 30}]
    far = [{"kind": "post", "name": "harbor master", "evidence": [{"start": 100, "end": 110}]}]
    assert score(tmp_path, "reports_to", prediction, reports_to=near).right == 1
    assert score(tmp_path, "reports_to", prediction, reports_to=far) == Score("reports_to", 0, 1, 1)


def test_fact_needs_an_exact_quote_with_a_word_of_its_object(tmp_path: Path) -> None:
    """Without an exact quote that holds a word of the object a fact is wrong."""
    inexact = Evidence("clerk", 0, 5, "summary")
    facts = (
        fact("supervises", "group", "clerks", "Works with"),
        Fact("supervises", SELF, Reference("group", "cooks"), (), "r", 0.5, (inexact,)),
    )
    result = evaluate(
        [extraction(facts=facts)], gold_folder(tmp_path, supervises=["clerks", "cooks"])
    )
    assert result.relations[3] == Score("supervises", 0, 2, 2)
    assert [(e.kind, e.label) for e in result.errors if e.relation == "supervises"] == [
        ("ungrounded", "clerks"),
        ("ungrounded", "cooks"),
        ("missed", "clerks"),
        ("missed", "cooks"),
    ]
    assert (result.exact_spans, result.all_spans) == (1, 2)


def test_only_facts_about_the_described_post_count(tmp_path: Path) -> None:
    """What another post supervises is neither right nor wrong."""
    other = Reference("post", "harbor master")
    prediction = extraction(
        facts=(fact("supervises", "group", "clerks", "Supervises clerks", subject=other),)
    )
    assert score(tmp_path, "supervises", prediction, supervises=["clerks"]) == Score(
        "supervises", 0, 0, 1
    )


def test_optional_labels_are_neutral_and_second_names_are_wrong(tmp_path: Path) -> None:
    """An optional name is neither; a name found again under another one is wrong."""
    prediction = extraction(
        facts=(
            fact("collaborates_with", "agency", "Coast Agency", "Coast Agency", acronym="CA"),
            fact("collaborates_with", "agency", "CA", "CA"),
            fact("collaborates_with", "group", "pilots", "pilots"),
            fact("collaborates_with", "group", "smugglers", "smugglers"),
        )
    )
    labels = {
        "collaborates_with": [{"name": "Coast Agency", "acronym": "CA"}],
        "other_contacts": ["pilots"],
    }
    result = evaluate([prediction], gold_folder(tmp_path, **labels))
    assert result.relations[8] == Score("collaborates_with", 1, 2, 1)
    assert [(e.kind, e.label, e.rule) for e in result.errors] == [
        ("again", "CA", "collaborates_with/test"),
        ("wrong", "smugglers", "collaborates_with/test"),
    ]


def test_mentions(tmp_path: Path) -> None:
    """Near kinds are never wrong, the employer is no unit, an alias must stand in the text."""
    prediction = extraction(
        mentions=(
            mention("unit", "Office of Tides", "Office of Tides"),
            mention("team", "Tide Board", "Tide Board"),
            mention("team", "crew", "cooks"),
            mention("unit", "School System", "cooks"),
            mention("unit", "Galley", "cooks"),
            mention("agency", "Coastal Bureau", "Coast Agency", acronym="CA"),
            mention("agency", "Nautical Bureau", "pilots", acronym="NB"),
        )
    )
    labels = {
        "units": ["Office of Tides", "Tide Board"],
        "agencies": [{"name": "Coast Agency", "alt": ["CA"]}, "NB"],
    }
    result = evaluate([prediction], gold_folder(tmp_path, **labels))
    assert result.relations[4] == Score("units", 2, 1, 2)
    assert result.relations[7] == Score("agencies", 1, 1, 2)


def test_unit_parents(tmp_path: Path) -> None:
    """A child and its parent are compared as a pair, in either way of labelling."""
    child = Reference("unit", "Division of Locks")
    prediction = extraction(
        facts=(
            fact("part_of", "unit", "Office of Tides", "Office of Tides", subject=child),
            fact("part_of", "unit", "Coast Agency", "Coast Agency", subject=child),
        )
    )
    pairs = [["Division of Locks", "Office of Tides"], {"child": "Galley", "parent": "Boat"}]
    assert score(tmp_path, "unit_parents", prediction, unit_parents=pairs) == Score(
        "unit_parents", 1, 1, 2
    )


def test_fields_and_duties(tmp_path: Path) -> None:
    """Fields are compared without case; a field that the labels deny is wrong; duties by span."""
    prediction = extraction(
        fields=Fields(
            working_title=FieldValue("HARBOR CLERK", "HARBOR CLERK", 0, 1),
            code=FieldValue("12", "12", 0, 1),
            months=FieldValue(12, "12", 0, 1),
            revised=(FieldValue("2019-12", "12/2019", 0, 1), FieldValue("2001-01", "1/01", 0, 1)),
        ),
        duties=(Duty("a", 0, 5), Duty("b", 6, 9)),
    )
    labels = {
        "fields": {
            "working_title": "Harbor Clerk",
            "code": None,
            "grade": "N",
            "months": "12",
            "revised": ["2001-01", "2019-12"],
        },
        "duties": [{"start": 0, "end": 5}, {"start": 10, "end": 12}],
    }
    result = evaluate([prediction], gold_folder(tmp_path, **labels))
    assert result.relations[:2] == (Score("fields", 3, 1, 4), Score("duties", 1, 1, 2))
    assert result.errors[:2] == (
        Error("fields", "wrong", "clerk", "code"),
        Error("fields", "missed", "clerk", "grade"),
    )


def test_rules_and_bands(tmp_path: Path) -> None:
    """Each judged fact counts for its rule and for the band of its confidence."""
    prediction = extraction(
        facts=(
            fact("supervises", "group", "clerks", "clerks", confidence=0.98),
            fact("supervises", "group", "pilots", "pilots", confidence=0.96),
            fact("supervises", "group", "cooks", "cooks", confidence=0.5),
        )
    )
    result = evaluate([prediction], gold_folder(tmp_path, supervises=["clerks", "cooks"]))
    assert result.rules == (Score("supervises/test", 2, 1, 0),)
    low, *middle, high = result.bands
    assert low == Band(0.0, 0.6, 1, 1, 0.5)
    assert [band.facts for band in middle] == [0, 0, 0]
    assert [band.share_right for band in middle] == [None, None, None]
    assert (high.low, high.high, high.facts, high.right) == (0.95, 1.0, 2, 1)
    assert (high.mean_confidence, high.share_right) == (0.97, 0.5)


def test_coverage(tmp_path: Path) -> None:
    """A sentence with a cue and no fact is uncovered, and is given with its document."""
    prediction = extraction(facts=(fact("collaborates_with", "group", "pilots", "pilots"),))
    result = evaluate([prediction], gold_folder(tmp_path))
    assert result.coverage == (
        Coverage("collaborates_with", 2, 1, (("clerk", "Collaborates with smugglers."),)),
        Coverage(
            "reports_to",
            1,
            0,
            (("clerk", "Reports to the harbor master and the Office of Tides."),),
        ),
        Coverage("supervises", 1, 0, (("clerk", "Supervises clerks and cooks."),)),
    )


def test_parts_of_a_file_are_judged_together(tmp_path: Path) -> None:
    """Facts of all parts count; a labelled text without any extraction is reported."""
    parts = [
        extraction(facts=(fact("supervises", "group", "clerks", "clerks"),)),
        extraction(part=2, facts=(fact("supervises", "group", "cooks", "cooks"),)),
    ]
    folder = gold_folder(tmp_path, supervises=["clerks", "cooks"])
    result = evaluate(parts, folder)
    assert result.relations[3] == Score("supervises", 2, 0, 2)
    absent = evaluate([], folder / "clerk.gold.json")
    assert (absent.documents, absent.without_prediction) == (1, 1)
    assert absent.relations[3] == Score("supervises", 0, 0, 2)
    assert (absent.relations[3].precision, absent.relations[3].f1) == (None, 0.0)
    assert (absent.relations[2].recall, absent.relations[2].f1) == (None, None)


def test_labels_without_their_text(tmp_path: Path) -> None:
    """Without the text quotes cannot be checked: facts stand on their names."""
    folder = gold_folder(tmp_path, supervises=["clerks"])
    (folder / "clerk.txt").unlink()
    prediction = extraction(facts=(fact("supervises", "group", "clerks", "pilots"),))
    result = evaluate([prediction], folder)
    assert result.relations[3].right == 1
    assert (result.all_spans, result.coverage) == (0, ())


def test_unusable_gold_is_an_error(tmp_path: Path) -> None:
    """An empty folder, a file that is no JSON and one that is no object are told apart."""
    with pytest.raises(SourceError, match=r"no \*\.gold\.json in"):
        read_gold(tmp_path)
    file = tmp_path / "x.gold.json"
    file.write_text("{")
    with pytest.raises(SourceError, match="no readable label file"):
        read_gold(tmp_path)
    file.write_text("[]")
    with pytest.raises(SourceError, match="expected a JSON object"):
        read_gold(file)
    file.write_text('{"reports_to": "the harbor master"}')
    with pytest.raises(SourceError, match=r"x\.gold\.json: 'reports_to' must be a list, not"):
        read_gold(file)
    file.write_text('{"fields": ["code"]}')
    with pytest.raises(SourceError, match="'fields' must be an object"):
        read_gold(file)


@pytest.mark.gold
def test_descriptions_are_read_as_labelled(gold: Path) -> None:
    """Header fields and duties of the labelled class descriptions are read without a fault."""
    folder = gold / "seeds"
    documents = [read_source(path) for path in sorted(folder.glob("*.txt"))]
    read = [extract(part) for parts in documents if isinstance(parts, tuple) for part in parts]
    fields, duties = evaluate(read, folder).relations[:2]
    assert (fields.f1, duties.f1) == (1.0, 1.0)
    assert fields.gold > 30
    assert duties.gold > 90
