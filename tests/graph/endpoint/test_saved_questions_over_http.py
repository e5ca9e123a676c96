"""The saved questions give the same rows through the endpoint as from the store on disk."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Cell, Iri
from graph.endpoint.server import Endpoint
from graph.folder.workspace import Workspace
from graph.querying.query import bind, get_question, saved_questions
from graph.store.interface import cell_of
from graph.store.oxigraph import OxigraphStore
from tests.graph.conftest import build_sample
from tests.graph.endpoint.client import ask, serving
from tests.graph.sample import sample_nquads
from tests.graph.test_saved_questions import _MORE, _VALUES

STRING = "http://www.w3.org/2001/XMLSchema#string"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a graph in which every question has an answer."""
    quads = _MORE + sample_nquads()
    return build_sample(tmp_path_factory.mktemp("questions") / "graph", quads).folder


@pytest.fixture(scope="module")
def endpoint(folder: Path) -> Iterator[Endpoint]:
    """Yield an endpoint on it."""
    with serving(folder) as running:
        yield running


@pytest.mark.parametrize("name", [question.name for question in saved_questions()])
def test_same_rows_over_http(name: str, folder: Path, endpoint: Endpoint) -> None:
    """Columns and rows are those of the store, and there is at least one row."""
    generation = Workspace.open(folder).current()
    assert generation is not None
    query = bind(get_question(name), _VALUES.get(name, {}))
    with OxigraphStore.open_read_only(generation.store_folder) as store:
        expected = store.select(query)
    answer = ask(endpoint.port, query)
    assert answer.status == 200, answer.text
    found = json.loads(answer.content)
    columns = tuple(found["head"]["vars"])
    rows = [
        tuple(_cell(row.get(column)) for column in expected.columns)
        for row in found["results"]["bindings"]
    ]
    assert sorted(columns) == sorted(expected.columns)
    assert sorted(map(repr, rows)) == sorted(map(repr, expected.rows))
    assert rows


def _cell(term: dict[str, Any] | None) -> Cell:
    if term is None:
        return None
    if term["type"] == "uri":
        return Iri(term["value"])
    return cell_of(term["value"], term.get("datatype", STRING))
