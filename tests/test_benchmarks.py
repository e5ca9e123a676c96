"""The benchmarks run at a small size, and their figures say what they are; no time is judged."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import rdflib
from rdflib.query import ResultRow

from benchmarks.asking import chain_query, load_rdflib, quotes_in
from benchmarks.charts import draw, panels_of
from benchmarks.harness import Figure, Goal, folder_bytes, median_seconds, ratio_of, run_child
from benchmarks.reporting import as_json, growth, read_json, row, table
from graph.reading.reader import GraphReader
from graph.vocabulary import PREFIXES
from ingest.pipeline import build_graph
from ingest.synthesis import Recipe, write_series

ROOT = Path(__file__).resolve().parent.parent


def figure(
    name: str, value: float | None, documents: int, unit: str = "ms", goal: Goal | None = None
) -> Figure:
    """Return a figure of a benchmark."""
    return Figure(
        benchmark="ask",
        name=name,
        value=value,
        unit=unit,
        documents=documents,
        meaning="made up",
        goal=goal,
    )


def test_goals() -> None:
    """A goal holds from its limit on."""
    assert Goal(at_least=10).holds(10)
    assert not Goal(at_least=10).holds(9.9)
    assert Goal(at_most=1).holds(1)
    assert not Goal(at_most=1).holds(1.1)
    assert str(Goal(at_most=1.3)) == "at most 1.3"


def test_a_row_says_what_how_much_and_whether_it_is_enough() -> None:
    """Unit and verdict stand in the line; a figure that could not be taken has none."""
    assert row(figure("chain", 0.5, 1000)).split() == ["1,000", "ask", "chain", "0.50", "ms"]
    assert row(figure("chain", 2, 10, goal=Goal(at_least=10))).endswith("at least 10: MISSED")
    assert row(figure("chain", 12, 10, goal=Goal(at_least=10))).endswith("at least 10: holds")
    assert row(figure("chain", None, 10, goal=Goal(at_least=10))).split()[-2:] == ["-", "ms"]


def test_table_and_json_hold_every_figure() -> None:
    """The table is sorted by size within a benchmark; JSON keeps value, unit, meaning and goal."""
    figures = [figure("b", 2, 100), figure("a", 1, 10, goal=Goal(at_most=3))]
    lines = table(figures).splitlines()
    assert [line.split()[0] for line in lines] == ["texts", "10", "100"]
    kept = json.loads(as_json(figures))["figures"]
    assert kept[1] == {
        "benchmark": "ask",
        "name": "a",
        "value": 1,
        "unit": "ms",
        "documents": 10,
        "meaning": "made up",
        "goal": {"at_least": None, "at_most": 3},
    }


def test_figures_are_read_again() -> None:
    """What was written of one run stands beside the figures of the next."""
    figures = [figure("b", None, 100), figure("a", 1.5, 10, goal=Goal(at_most=3))]
    assert read_json(as_json(figures)) == figures


def test_growth_compares_with_the_next_smaller_size() -> None:
    """Each size is compared with the one below it, whatever the order of the figures."""
    figures = [figure("cost", 3, 1000), figure("cost", 2, 100), figure("other", 9, 10)]
    assert growth(figures, "cost") == [(1000, 1.5)]


def test_charts_are_svg_with_a_point_a_figure() -> None:
    """Every known figure is a point of its line; what is unknown or could not be taken is none."""
    figures = [
        figure("chain: ours", 0.1, 100),
        figure("chain: ours", 0.2, 1000),
        figure("chain: rdflib", 5, 100),
        figure("chain: rdflib", None, 1000),
        figure("unheard of", 5, 100),
    ]
    root = ET.fromstring(draw(panels_of(figures)))  # noqa: S314 - our own text
    names = {"svg": "http://www.w3.org/2000/svg"}
    points = root.findall(".//svg:circle[@r='3']", names)
    assert len(points) == 3
    assert len(root.findall(".//svg:polyline", names)) == 2
    assert "ours" in [text.text for text in root.findall(".//svg:text", names)]
    assert draw([]).endswith("</svg>\n")


def test_lines_of_a_chart_are_told_apart() -> None:
    """Where one program did several things, the lines say what was done and not who did it."""
    figures = [
        Figure(
            benchmark="export",
            name=f"{name}: ours",
            value=1,
            unit="triples/s",
            documents=10,
            meaning="made up",
        )
        for name in ("turtle", "nquads")
    ]
    text = draw(panels_of(figures))
    assert ">turtle</text>" in text
    assert ">nquads</text>" in text


def test_ways_of_measuring(tmp_path: Path) -> None:
    """Times are positive, a ratio of one thing with itself is a number, a link takes no room."""
    assert median_seconds([lambda: sum(range(100))]) > 0
    calls: list[str] = []
    ratio_of(lambda: calls.append("ours"), lambda: calls.append("theirs"), 2)
    assert calls == ["ours", "theirs", "theirs", "ours"]
    (tmp_path / "a").write_bytes(b"x" * 10_000)
    alone = folder_bytes(tmp_path)
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert folder_bytes(tmp_path) == alone >= 10_000


def test_a_child_is_watched() -> None:
    """What a child printed and took is known, and the memory of its own children counts."""
    script = (
        "import subprocess, sys; "
        "subprocess.run([sys.executable, '-c', "
        "'import time; kept = bytearray(80_000_000); time.sleep(0.5); print(len(kept))'])"
    )
    usage = run_child([sys.executable, "-c", script])
    assert usage.output == "80000000\n"
    assert usage.wall > 0.5
    assert usage.cpu > 0
    if Path("/proc/self/smaps_rollup").exists():
        assert usage.peak > 80_000_000


def test_a_run_writes_table_json_and_charts(tmp_path: Path) -> None:
    """A run at the smallest size prints each figure and writes both files."""
    command = [sys.executable, "-m", "benchmarks.run", "--sizes", "12", "--only", "view", "load"]
    done = subprocess.run(
        [*command, "--work", tmp_path, "-o", tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    written = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))["figures"]
    assert {each["benchmark"] for each in written} == {"view", "load"}
    assert all(each["unit"] and each["meaning"] for each in written)
    assert "quality, the work list" in done.stdout
    ET.fromstring((tmp_path / "out" / "figures.svg").read_text("utf-8"))  # noqa: S314 - our own file
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_query_for_rdflib_fetches_the_same_quotes(tmp_path: Path) -> None:
    """The chain and the query that it is timed against give the same steps and quotes."""
    write_series(Recipe(count=24, seed=6), tmp_path / "texts")
    build_graph([tmp_path / "texts"], tmp_path / "graph")
    plain = rdflib.Graph()
    with GraphReader.open(tmp_path / "graph") as reader:
        load_rdflib(reader, plain, tmp_path)
        posts = [node.iri for node in reader.list_nodes("post").nodes if node.described]
        found = {post: quotes_in(reader.chain(post)) for post in posts}
    assert max(map(len, found.values())) > 4
    for post, quotes in found.items():
        rows = plain.query(chain_query(post), initNs=PREFIXES)
        assert quotes == {
            (str(row.below), str(row.above), str(row.quote), int(row.start), int(row.end))
            for row in rows
            if isinstance(row, ResultRow)
        }
