"""Extraction: descriptions a second on one core, beside naive expressions and spaCy.

`benchmarks.extraction_speed` measures it, in a process of its own, on the stage's descriptions.
"""

import json
import sys
from collections.abc import Iterator
from typing import Final

from benchmarks.harness import Figure, Goal, Stage, run_child

__all__ = ["measure"]

DOCUMENTS: Final = 100
ROUNDS: Final = 3
SAMPLE: Final = 400
"""So many texts of the stage are read: none twice, as each round takes others."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield how many descriptions of 7 KB each extractor reads in a second."""
    sample = stage.scratch / "sample"
    sample.mkdir()
    for path in sorted(stage.sources.rglob("*.txt"), key=lambda path: path.name)[:SAMPLE]:
        (sample / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "benchmarks.extraction_speed", str(sample), "--json"]
    command += ["--documents", str(DOCUMENTS), "--rounds", str(ROUNDS)]
    measured = json.loads(run_child(command).output)
    for number, each in enumerate(measured["extractors"]):
        yield Figure(
            benchmark="extraction",
            name=f"one core: {each['extractor']}",
            value=each["documents_per_second"],
            unit="documents/s",
            documents=stage.documents,
            meaning=f"CPU time of {DOCUMENTS} distinct texts, best of {ROUNDS} rounds, as for "
            f"{measured['size']} characters each; it finds {each['found']} facts and names in one",
            goal=None if number else Goal(at_least=measured["goal"]),
        )
