"""The benchmark of extraction: what it reads and what it prints, never how long it takes."""

import json

import pytest

from benchmarks.extraction_speed import distinct_texts, main, naive_facts

TEXTS = (
    "TITLE: Pilot\nUnder the direction of the Director, Division of Wexcombe Tides, guides ships.",
    "TITLE: Diver\nWorks with the Marlowick Agency.",
)


def test_texts_are_distinct_and_the_same_each_time() -> None:
    """No two texts of a run are equal, and the next run reads the same ones."""
    made = list(distinct_texts(TEXTS, 0, 40))
    assert len(set(made)) == 40
    assert made == list(distinct_texts(TEXTS, 0, 20)) + list(distinct_texts(TEXTS, 20, 20))


def test_words_that_tell_kinds_stay() -> None:
    """A name is exchanged, and the words that make it a unit's or a post's are not."""
    (made,) = distinct_texts(TEXTS, 0, 1)
    assert "Wexcombe" not in made
    assert "Director, Division of" in made


def test_naive_expressions_find_the_plain_cases() -> None:
    """The extractor that orggraph is compared with finds what plain expressions can."""
    assert naive_facts(TEXTS[0]) >= 3


def test_the_table_names_every_extractor(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each extractor, and a word on spaCy where none is installed."""
    main(["data/descriptions", "--documents", "5", "--rounds", "1"])
    printed = capsys.readouterr().out
    assert [name for name in ("orggraph ", "naive ", "spaCy") if name not in printed] == []


def test_the_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the figures of each extractor stand under their names."""
    main(["data/descriptions", "--documents", "5", "--rounds", "1", "--json"])
    printed = json.loads(capsys.readouterr().out)
    first = printed["extractors"][0]
    assert first["extractor"] == "orggraph"
    assert first["milliseconds"] > 0
    assert first["found"] > 10


def test_a_folder_without_descriptions_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder ends the run with what to do."""
    with pytest.raises(SystemExit):
        main(["benchmarks/__none__"])
    assert "name a folder that holds some" in capsys.readouterr().err
