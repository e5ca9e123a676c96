"""Which names of the five descriptions are one thing, judged by hand labels."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from ingest.building.file_reading import summary_of
from ingest.extraction import extract
from ingest.readers import Rejection, read_source
from ingest.record import Extraction
from ingest.resolution.document_names import DocumentNames
from ingest.resolution.naming import fold_name
from ingest.resolution.resolution import Resolution, Resolver

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def extractions(gold: Path) -> list[Extraction]:
    """Give what is read from the labelled descriptions."""
    found = []
    for path in sorted((gold / "seeds").glob("*.txt")):
        documents = read_source(path)
        assert not isinstance(documents, Rejection)
        found += [extract(document) for document in documents]
    return found


@pytest.fixture(scope="module")
def resolution(extractions: list[Extraction]) -> Resolution:
    """Give what is decided about their names."""
    resolver = Resolver()
    for extraction in extractions:
        resolver.add(summary_of(extraction))
    return resolver.finish()


@pytest.fixture(scope="module")
def iris(extractions: list[Extraction], resolution: Resolution) -> dict[str, set[str]]:
    """Give the IRIs of every folded name that the texts use."""
    found: dict[str, set[str]] = {}
    for extraction in extractions:
        names = DocumentNames(extraction, resolution)
        for mention in extraction.mentions:
            iri = names.entity_of(mention)
            for name in (mention.text, mention.name, mention.acronym, *mention.aliases):
                if iri is not None and name:
                    found.setdefault(fold_name(name), set()).add(iri)
        for fact in extraction.facts:
            for reference in (fact.subject, fact.object):
                iri = names.find_iri(reference.kind, reference.name, reference.of_unit)
                name = f"{reference.name} of the {reference.of_unit}"
                if iri is not None and reference.of_unit:
                    found.setdefault(fold_name(name), set()).add(iri)
    return found


def test_names_of_one_thing_are_one_thing(gold: Path, iris: dict[str, set[str]]) -> None:
    """Names of one cluster that reading found with one kind have one IRI."""
    labels = json.loads((gold / "seeds" / "entities.json").read_text(encoding="utf-8"))
    wrong = []
    for cluster in labels["clusters"]:
        kind = cluster["id"].split(":")[0]
        if kind == "team":  # what a team is called in two texts needs more than names
            continue
        found = {
            iri
            for name in cluster["mentions"]
            for iri in iris.get(fold_name(name), ())
            if f"/{kind}/" in iri
        }
        if len(found) > 1:
            wrong.append((cluster["id"], sorted(found)))
    assert wrong == []


def test_a_program_and_its_spellings_are_found(iris: dict[str, set[str]]) -> None:
    """The plural, the adjective and the acronym of one program are one program."""
    names = ("Individualized Education Program", "Individualized Educational Programs", "IEPs")
    assert [len(iris[fold_name(name)]) for name in names] == [1, 1, 1]
    assert len(set.union(*(iris[fold_name(name)] for name in names))) == 1


def test_what_must_stay_apart_stays_apart(gold: Path, iris: dict[str, set[str]]) -> None:
    """No pair that the labels keep apart shares an IRI."""
    labels = json.loads((gold / "seeds" / "entities.json").read_text(encoding="utf-8"))
    joined = [
        (first, second)
        for first, second in labels["must_not_merge"]
        if iris.get(fold_name(first), set()) & iris.get(fold_name(second), set())
    ]
    assert joined == []


def test_what_may_be_one_is_asked(
    gold: Path, iris: dict[str, set[str]], resolution: Resolution
) -> None:
    """Every possible pair that the texts name both of is a candidate, and is not joined."""
    labels = json.loads((gold / "seeds" / "entities.json").read_text(encoding="utf-8"))
    asked = {frozenset((c.first, c.second)) for c in resolution.review.candidates}
    seen = 0
    for first, second, _ in labels["possible"]:
        if fold_name(first) in iris and fold_name(second) in iris:
            (one,), (other,) = iris[fold_name(first)], iris[fold_name(second)]
            assert frozenset((one, other)) in asked
            seen += 1
    assert seen >= 2
    assert all(first != second for pair in asked for first, second in combinations(pair, 2))
