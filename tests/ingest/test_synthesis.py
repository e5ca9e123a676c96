"""Synthesis: the same texts for one seed, all unlike each other, and labelled as they read."""

import itertools
import json
import os
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError
from ingest.evaluation.evaluation import evaluate
from ingest.evaluation.gold import read_gold
from ingest.extraction import extract
from ingest.readers import Rejection, read_bytes
from ingest.synthesis import Recipe, SyntheticFile, synthesize, write_series
from ingest.synthesis import series as series_module
from ingest.synthesis.chance import Chance
from ingest.synthesis.manuscript import Manuscript
from ingest.synthesis.phrases import Phrases
from ingest.synthesis.spoiling import SPOILS

ROOT = Path(__file__).resolve().parents[2]
RECIPE = Recipe(count=150, seed=11)
HASHES = (
    "import hashlib; from ingest.synthesis import Recipe, synthesize; "
    "print(*(hashlib.sha256(f.data + repr(f.labels).encode()).hexdigest() "
    "for f in synthesize(Recipe(count=40, seed=3, broken=0.2, copies=0.1))))"
)


@pytest.fixture(scope="module")
def series() -> tuple[SyntheticFile, ...]:
    """Give a whole series."""
    return tuple(synthesize(RECIPE))


def labelled(series: tuple[SyntheticFile, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield text and labels of every file that has them."""
    for file in series:
        if file.labels is not None:
            yield file.data.decode("utf-8"), file.labels


def places(value: object) -> Iterator[dict[str, Any]]:
    """Yield everything in labels that has a place."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def test_same_seed_same_bytes_whatever_the_hash_seed() -> None:
    """Texts and labels depend on the recipe alone, not on the order in which Python hashes."""
    told = {
        subprocess.run(
            [sys.executable, "-c", HASHES],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1


def test_other_seed_other_texts(series: tuple[SyntheticFile, ...]) -> None:
    """No text of one seed is among those of another."""
    others = {file.data for file in synthesize(Recipe(count=150, seed=12))}
    assert others.isdisjoint(file.data for file in series)


def test_all_texts_distinct() -> None:
    """Every text, every name and every pair of code and month occurs once, over many employers."""
    files = list(synthesize(Recipe(count=2100, seed=1, size=2000)))
    assert len({file.data for file in files}) == 2100
    assert len({file.name for file in files}) == 2100
    assert len({file.organisation.employer for file in files}) == 9
    current = [file.about["code"] for file in files if not file.about["former"]]
    assert len(set(current)) == len(current)


def test_any_number_of_files() -> None:
    """Few files are files too: even one is the description of a post among others."""
    for count in (1, 2, 3, 5, 24, 26):
        assert len(list(synthesize(Recipe(count=count, seed=6, versions=0.5)))) == count
    (alone,) = synthesize(Recipe(count=1, seed=6))
    assert alone.labels is not None
    assert alone.labels["reports_to"]


def test_labels_quote_the_text(series: tuple[SyntheticFile, ...]) -> None:
    """Every place of every label holds the text that the label says."""
    count = 0
    for text, labels in labelled(series):
        for place in places(labels):
            assert text[place["start"] : place["end"]] == place["text"] != ""
            count += 1
    assert count > 150 * 25


def test_duties_are_whole_lines(series: tuple[SyntheticFile, ...]) -> None:
    """A duty's label covers its line without the line break."""
    for text, labels in labelled(series):
        for duty in labels.get("duties", ()):
            assert duty["start"] == 0 or text[duty["start"] - 1] in "\n "
            assert text[duty["end"]] in "\r\n"
            assert "\n" not in text[duty["start"] : duty["end"]]


def test_texts_carry_the_marks_of_other_systems() -> None:
    """Some lines end as on Windows, some files begin with a byte order mark; places count both."""
    texts = list(labelled(tuple(synthesize(Recipe(count=400, seed=3, size=2000)))))
    marked = [(text, labels) for text, labels in texts if text.startswith("\ufeff")]
    windows = [(text, labels) for text, labels in texts if "\r\n" in text]
    assert 2 < len(marked) < 20
    assert 6 < len(windows) < 32
    for text, labels in (*marked, *windows):
        assert "\n" not in text.replace("\r\n", "") or "\r" not in text
        for place in places(labels):
            assert text[place["start"] : place["end"]] == place["text"]


def test_names_of_labels_stand_in_the_text(series: tuple[SyntheticFile, ...]) -> None:
    """Whatever is labelled is named in the text, in one of its forms."""
    for text, labels in labelled(series):
        folded = text.casefold()
        for key in ("units", "programs", "agencies", "teams", "collaborates_with", "credentials"):
            for item in labels[key]:
                forms = [item["name"], item["acronym"], *item["aliases"]]
                assert any(form and form.casefold() in folded for form in forms), item


def test_no_pattern_is_left_unfilled(series: tuple[SyntheticFile, ...]) -> None:
    """No text shows a sign of the pattern that it was made from."""
    for text, _ in labelled(series):
        assert not set("{}^<>") & set(text), text


def test_texts_are_as_long_and_as_full_as_real_ones(series: tuple[SyntheticFile, ...]) -> None:
    """Seven thousand characters and some twenty stated facts a description, on average."""
    relations = ("reports_to", "supervises", "unit_parents", "collaborates_with", "credentials")
    facts = (*relations, "touches_program", "participates_in")
    lengths = [len(text) for text, _ in labelled(series)]
    stated = [sum(len(labels[key]) for key in facts) for _, labels in labelled(series)]
    assert 6500 < sum(lengths) / len(lengths) < 7800
    assert 16 < sum(stated) / len(stated) < 28


def test_all_kinds_of_direction_are_there(series: tuple[SyntheticFile, ...]) -> None:
    """Posts and units direct; some descriptions name several directors, and some name none."""
    lines = [labels["reports_to"] for _, labels in labelled(series)]
    kinds = Counter(line["kind"] for each in lines for line in each)
    assert kinds["post"] > kinds["unit"] > 5
    assert {0, 1, 2} <= {len(each) for each in lines}


def test_organisation_stands_behind_the_texts() -> None:
    """Over all descriptions of an employer, directors lead up to one post without a circle."""
    above = {
        file.about["post"]: file.about["reports_to"]
        for file in synthesize(Recipe(count=400, seed=5, versions=0))
        if file.organisation.employer.endswith("Public Schools")
    }
    for post in above:
        seen = set()
        while above.get(post):
            assert post not in seen
            seen.add(post)
            first = above[post][0]
            post = first if first.startswith("post-") else ""


def test_former_versions_differ_from_their_successors(series: tuple[SyntheticFile, ...]) -> None:
    """A former version has the code and title of a later one, and an earlier date."""
    current = {
        (file.organisation.employer, file.about["code"]): file
        for file in series
        if not file.about["former"]
    }
    formers = [file for file in series if file.about["former"]]
    assert len(formers) == 9
    for former in formers:
        later = current[former.organisation.employer, former.about["code"]]
        assert former.about["title"] == later.about["title"]
        assert former.about["month"] < later.about["month"]
        assert later.about["has_former"]


def test_broken_files() -> None:
    """The wanted share is spoiled in every way, without labels; unreadable ones are rejected."""
    files = list(synthesize(Recipe(count=400, seed=2, broken=0.25)))
    broken = [file for file in files if "broken" in file.about]
    assert 70 < len(broken) < 130
    assert {file.about["broken"] for file in broken} == set(SPOILS)
    assert all(file.labels is None for file in broken)
    for file in broken:
        if file.about["broken"] in {"binary", "empty", "utf-16"}:
            assert isinstance(read_bytes("x.txt", file.data), Rejection), file.about
    for file in files:
        if "broken" not in file.about:
            assert not isinstance(read_bytes("x.txt", file.data), Rejection)


def test_copies_have_the_bytes_of_an_earlier_file() -> None:
    """A copy says whose it is, has its bytes and labels of its own name."""
    files = {file.name: file for file in synthesize(Recipe(count=100, seed=2, copies=0.2))}
    copies = [file for file in files.values() if "copy_of" in file.about]
    assert 8 < len(copies) < 35
    for copy in copies:
        assert copy.data == files[copy.about["copy_of"]].data
        assert copy.labels is not None
        assert copy.labels["text_file"] == f"{copy.name}.txt"


def test_series_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first files of a million come at once, and memory does not grow with the number."""
    monkeypatch.setattr(series_module, "REGION_SIZE", 50)
    assert len(list(itertools.islice(synthesize(Recipe(count=1_000_000, seed=1)), 3))) == 3

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in synthesize(Recipe(count=count, seed=1, size=2000)):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(50)  # loads the words
    assert peak(500) < 1.5 * peak(100)


def test_folder_is_read_by_evaluation(tmp_path: Path) -> None:
    """The written folder is a gold folder whose figures are those of a reading, not of a mirror."""
    figures = write_series(Recipe(count=40, seed=4, broken=0.1), tmp_path / "made")
    golds = read_gold(tmp_path / "made")
    assert len(golds) == figures["descriptions"] == 40 - figures["broken"]
    extractions = []
    for gold in golds:
        assert gold.data is not None
        documents = read_bytes(gold.text_name, gold.data)
        assert not isinstance(documents, Rejection)
        extractions += [extract(document) for document in documents]
    found = evaluate(extractions, tmp_path / "made")
    assert found.without_prediction == 0
    assert found.exact_spans == found.all_spans
    scores = {score.name: score for score in found.relations}
    for relation in ("fields", "duties", "reports_to", "units", "collaborates_with"):
        assert (scores[relation].f1 or 0) > 0.8, relation
    listed = (tmp_path / "made" / "files.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["file"][:6] for line in listed] == [f"{n:06}" for n in range(40)]


def test_organisation_is_written_beside_its_descriptions(tmp_path: Path) -> None:
    """Every entity that a label names is an entity of the organisation, and its tree is whole."""
    write_series(Recipe(count=30, seed=4), tmp_path / "made")
    for file in (tmp_path / "made").rglob("organisation.json"):
        truth = json.loads(file.read_text("utf-8"))
        keys = {each["entity"] for kind in ("units", "posts", "bodies") for each in truth[kind]}
        units = {unit["entity"]: unit for unit in truth["units"]}
        assert all(unit["head"] in keys for unit in truth["units"])
        assert all(unit["parent"] in {None, *units} for unit in truth["units"])
        for gold in read_gold(file.parent):
            for label in ("units", "programs", "agencies", "teams"):
                named = {each["entity"].removesuffix("-former") for each in gold.labels[label]}
                assert named - {"top-unit"} <= keys


def test_folder_has_to_be_empty(tmp_path: Path) -> None:
    """Nothing is mixed with what stands in a folder already."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SourceError, match="not empty; name a new folder"):
        write_series(RECIPE, tmp_path)
    with pytest.raises(SourceError, match="name another folder"):
        write_series(RECIPE, tmp_path / "mine.txt" / "below")


def test_pattern_names_a_list_that_is_there() -> None:
    """A pattern with an unknown list is refused when the words are read."""
    with pytest.raises(ValueError, match="line: there is no list 'nothing'"):
        Phrases({"line": ["says {nothing}."]})


def test_no_word_stands_twice_in_a_row() -> None:
    """Within a sentence a list does not give the same word one after the other."""
    phrases = Phrases({"line": ["{word}, {word}, {word}, {word}"], "word": ["sea", "sand", "sun"]})
    for number in range(50):
        manuscript = Manuscript()
        phrases.write("line", manuscript, {}, Chance(str(number)))
        words = manuscript.text.split(", ")
        assert all(first != second for first, second in itertools.pairwise(words))
