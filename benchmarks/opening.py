"""Opening: from a closed graph folder to the first answer, in a fresh process each time."""

import statistics
import sys
from collections.abc import Iterator
from typing import Final

from benchmarks.harness import Figure, Goal, Stage, run_child
from graph.reading.reader import GraphReader

__all__ = ["measure"]

RUNS: Final = 5

_SCRIPT: Final = """
import sys, time
from graph.reading.reader import GraphReader
begun = time.perf_counter()
with GraphReader.open(sys.argv[1]) as reader:
    node = reader.find_post(sys.argv[2])
    reader.chain(node.iri)
    print(time.perf_counter() - begun)
"""


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield how long opening and the first answer take, within a program and as a command."""
    with GraphReader.open(stage.graph) as reader:
        post = reader.list_nodes("post", limit=1, offset=stage.documents // 2).nodes[0].iri
    within = [
        float(run_child([sys.executable, "-c", _SCRIPT, str(stage.graph), post]).output)
        for _ in range(RUNS)
    ]
    command = [sys.executable, "-m", "orggraph", "chain", post, "--graph", str(stage.graph)]
    whole = [run_child(command).wall for _ in range(RUNS)]
    yield Figure(
        benchmark="open",
        name="open and first answer",
        value=1000 * min(within),
        unit="ms",
        documents=stage.documents,
        meaning=f"wall clock from GraphReader.open to a chain of command, best of {RUNS} processes",
        goal=Goal(at_most=50),
    )
    yield Figure(
        benchmark="open",
        name="orggraph chain as a command",
        value=1000 * statistics.median(whole),
        unit="ms",
        documents=stage.documents,
        meaning=f"wall clock of the whole process, start of Python included, median of {RUNS}",
    )
