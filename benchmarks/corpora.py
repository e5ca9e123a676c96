"""Corpora: invented descriptions of a wanted number, written once a run."""

import shutil
from pathlib import Path
from typing import Final

from ingest.synthesis import Recipe, write_series

__all__ = ["SEED", "corpus"]

SEED: Final = 20
"""All benchmarks read the descriptions of one seed: figures of two days can be compared."""


def corpus(folder: Path, documents: int) -> Path:
    """Return a folder with so many descriptions, made if it is not there."""
    place = folder / f"descriptions-{documents}"
    if not (place / "files.jsonl").exists() or _count(place) != documents:
        shutil.rmtree(place, ignore_errors=True)
        write_series(Recipe(count=documents, seed=SEED), place)
    return place


def _count(place: Path) -> int:
    with (place / "files.jsonl").open("rb") as file:
        return sum(1 for _ in file)
