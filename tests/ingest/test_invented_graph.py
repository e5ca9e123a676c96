"""A graph of an invented organisation says what the organisation is: the way from text to edge."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Edge, Node
from graph.reading.reader import GraphReader
from ingest.evaluation.gold import fold_name
from ingest.pipeline import BuildReport, build_graph
from ingest.synthesis import Recipe, write_series

COUNT = 80


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """Give a folder with texts and their graph, and the report of the build."""
    folder = tmp_path_factory.mktemp("made")
    write_series(Recipe(count=COUNT, seed=31, versions=0.15, broken=0.05), folder / "texts")
    return folder, build_graph([folder / "texts"], folder / "graph")


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return the list of the files."""
    lines = (folder / "texts" / "files.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def labels_of(folder: Path, file: dict[str, Any]) -> dict[str, Any]:
    """Return the labels of a file."""
    path = next((folder / "texts").rglob(f"{file['file']}.gold.json"))
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def lines_of(reader: GraphReader, code: str) -> Iterator[Edge]:
    """Yield the lines of direction of the post with a code."""
    for node in reader.find_entities(code, ("post",)):
        yield from reader.edges(node.iri, ("underDirectionOf",), incoming=False)


def is_named(node: Node, label: dict[str, Any]) -> bool:
    """Return whether a node is what a label names."""
    return fold_name(node.label) == fold_name(f"{label['name']} {label['of_unit'] or ''}")


def test_former_versions_are_past_versions(made: tuple[Path, BuildReport]) -> None:
    """A former version gives way to the later one, where both say the code of their class.

    Where one of them does not, title and employer may show it all the same.
    """
    folder, report = made
    readable = [file for file in listed(folder) if "broken" not in file]
    coded = [file for file in readable if labels_of(folder, file)["fields"].get("code")]
    current = {(file["employer"], file["code"]) for file in coded if not file["former"]}
    formers = [file for file in coded if file["former"]]
    superseded = [file for file in formers if (file["employer"], file["code"]) in current]
    assert 5 < len(superseded) < len(formers)
    assert len(superseded) <= report.past_versions <= sum(file["former"] for file in readable)


def test_lines_of_direction_are_in_the_graph(made: tuple[Path, BuildReport]) -> None:
    """Nine of ten directors that the current texts name are directors in the graph."""
    folder, _ = made
    wanted = found = 0
    with GraphReader.open(folder / "graph") as reader:
        for file in listed(folder):
            if "broken" in file or file["former"]:
                continue
            labels = labels_of(folder, file)
            if not labels["fields"].get("code"):
                continue  # a page without a header is looked up by nothing that is its own
            above = [edge.target for edge in lines_of(reader, file["code"])]
            for label in labels["reports_to"]:
                wanted += 1
                found += any(is_named(node, label) for node in above)
    assert wanted > 40
    assert found >= 0.9 * wanted


def test_chains_end_at_the_top(made: tuple[Path, BuildReport]) -> None:
    """Where every line of a chain is described, it leads up to the top of the organisation."""
    folder, _ = made
    tops = {"superintendent of schools", "county manager", "city manager"}
    boards = {"Board of Education", "Board of Supervisors", "City Council"}
    reached = 0
    with GraphReader.open(folder / "graph") as reader:
        for node in reader.iter_nodes(("post",)):
            levels = reader.chain(node.iri, quotes=False).levels
            names = {edge.target.label for level in levels for edge in level}
            reached += bool(names & boards or {name.casefold() for name in names} & tops)
    assert reached > COUNT // 4
