"""How much work is done, counted: what a larger organisation or a second build may cost.

Times differ from machine to machine; counts do not. The organisations are invented.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.views.command import chain_steps
from dashboard.views.ego import ego_of
from dashboard.views.entity import card_facts, relations_table
from dashboard.views.finding import PAGE_SIZE, results_table
from graph.read_models.read_database import ReadDatabase
from graph.reading.reader import GraphReader
from ingest.pipeline import build_graph
from ingest.synthesis import Recipe, write_series

SIZES = (24, 96)


@pytest.fixture(scope="module")
def organisations(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Give the graphs of a small and of a larger organisation, by their number of descriptions."""
    folder = tmp_path_factory.mktemp("organisations")
    for size in SIZES:
        write_series(Recipe(count=size, seed=6), folder / f"texts-{size}")
        build_graph([folder / f"texts-{size}"], folder / f"graph-{size}")
    return {size: folder / f"graph-{size}" for size in SIZES}


@contextmanager
def statements_counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give a list to which every statement is added that the read models are asked."""
    asked: list[str] = []
    rows, iter_rows = ReadDatabase.rows, ReadDatabase.iter_rows

    def counted_rows(self: ReadDatabase, sql: str, values: Any = ()) -> Any:
        asked.append(sql)
        return rows(self, sql, values)

    def counted_iter(self: ReadDatabase, sql: str, values: Any = ()) -> Any:
        asked.append(sql)
        return iter_rows(self, sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(ReadDatabase, "rows", counted_rows)
        patch.setattr(ReadDatabase, "iter_rows", counted_iter)
        yield asked


def busiest_post(reader: GraphReader) -> str:
    """Return the post of most edges."""
    return max(
        (node.iri for node in reader.iter_nodes(("post",))),
        key=lambda iri: (len(reader.edges(iri, quotes=False)), iri),
    )


def role_page(reader: GraphReader, iri: str) -> None:
    """Do what the page of a role does."""
    card = reader.get_entity(iri)
    upward = reader.chain(iri)
    card_facts(card)
    chain_steps(upward, selected=None)
    ego = ego_of(reader, card, upward)
    relations_table(ego.edges, center=iri, caption="", groups=card.groups)


def test_statements_of_the_role_page(
    organisations: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the busiest role asks less than sixty statements, however many edges it has."""
    for size in SIZES:
        with GraphReader.open(organisations[size]) as reader:
            iri = busiest_post(reader)
            with statements_counted(monkeypatch) as asked:
                role_page(reader, iri)
            assert 0 < len(asked) < 60, size


def test_statements_of_the_search_page(
    organisations: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of hits costs a few statements and at most one a hit, however many there are."""
    for size in SIZES:
        with GraphReader.open(organisations[size]) as reader:
            for words in ("office", "director of", "a"):
                with statements_counted(monkeypatch) as asked:
                    found = reader.search(words, limit=PAGE_SIZE)
                    results_table(found, query=words)
                assert 0 < len(asked) <= 12 + len(found.hits), (size, words)


def test_statements_of_a_chain(
    organisations: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chain of command costs four statements, three without quotes, however many its steps."""
    for size in SIZES:
        with GraphReader.open(organisations[size]) as reader:
            texts: set[str] = set()
            lengths: set[int] = set()
            for node in reader.list_nodes("post", limit=30).nodes:
                with statements_counted(monkeypatch) as asked:
                    found = reader.chain(node.iri)
                with statements_counted(monkeypatch) as without:
                    reader.chain(node.iri, quotes=False)
                edges = sum(map(len, found.levels)) + len(found.repeated)
                assert (len(asked), len(without)) == (4 if edges else 3, 3), node.label
                texts.update(asked)
                lengths.add(edges)
            assert max(lengths) > 4
            # Statements are prepared once: their number grows with the length's logarithm.
            assert len(texts) <= 3 + 1 + max(lengths).bit_length()


def test_quotes_of_a_chain_are_looked_up(
    organisations: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quotes are found by an index of both ends and the relation: no table is read through."""
    with GraphReader.open(organisations[SIZES[1]]) as reader:
        with statements_counted(monkeypatch) as asked:
            for node in reader.list_nodes("post", limit=30).nodes:
                reader.chain(node.iri)
        sql = max((text for text in asked if "JOIN claim" in text), key=len)
        values = (None,) * sql.count("?")
        plan = [row[3] for row in reader.database.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert [step for step in plan if step.startswith(("SCAN claim", "SCAN version"))] == []
    (found,) = (step for step in plan if "claim" in step)
    assert all(f"{column}=?" in found for column in ("subject", "relation", "object"))


def test_statements_of_a_way(
    organisations: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shortest way costs three statements a step and nine more: nothing is looked at twice."""
    with GraphReader.open(organisations[SIZES[1]]) as reader:
        posts = [node.iri for node in reader.list_nodes("post", limit=40).nodes]
        lengths: set[int] = set()
        for start, goal in zip(posts, reversed(posts), strict=True):
            with statements_counted(monkeypatch) as asked:
                found = reader.connections(start, goal)
            for way in found[:1]:
                lengths.add(len(way.hops))
                assert len(asked) <= 9 + 3 * len(way.hops), (start, goal)
        assert max(lengths) > 2


def test_descriptions_extracted_again(tmp_path: Path) -> None:
    """A second build extracts nothing, and one after a change only what has changed."""
    texts, graph = tmp_path / "texts", tmp_path / "graph"
    write_series(Recipe(count=40, seed=8, broken=0.15, copies=0.1), texts)
    listed = [json.loads(line) for line in (texts / "files.jsonl").read_text("utf-8").splitlines()]
    first = build_graph([texts], graph)
    assert first.extracted == first.documents == 40 - len(first.rejections) - len(first.duplicates)
    assert len(first.duplicates) >= sum("copy_of" in each for each in listed)
    again = build_graph([texts], graph)
    assert (again.unchanged, again.extracted, again.generation) == (True, 0, first.generation)
    whole = [each for each in listed if "broken" not in each and "copy_of" not in each]
    changed = next(texts.rglob(f"{whole[3]['file']}.txt"))
    changed.write_bytes(changed.read_bytes() + b"\nServes on the Harbor Lights Committee.\n")
    once = build_graph([texts], graph)
    assert (once.unchanged, once.extracted, once.generation) == (False, 1, first.generation + 1)
