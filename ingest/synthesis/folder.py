"""Folder: a series written to disk, each text beside its labels."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from graph.errors import SourceError
from ingest.synthesis.series import Recipe, synthesize
from ingest.synthesis.truth import organisation_truth

__all__ = ["FILES_LIST", "ORGANISATION", "write_series"]

FILES_LIST: Final = "files.jsonl"
"""The list of the files: what each one describes, or how it is spoiled; one JSON object a line."""

ORGANISATION: Final = "organisation.json"
"""An employer's units, posts, programs and agencies, beside its descriptions."""


def write_series(
    recipe: Recipe, folder: Path, progress: Callable[[str, int, int], None] | None = None
) -> dict[str, int]:
    """Return how many files were written, of each sort.

    Each employer's descriptions stand in a folder of their own: ``NAME.txt``, and beside it
    ``NAME.gold.json`` unless the text is spoiled; and once, what there is behind the texts.

    Args:
        recipe: What to write.
        folder: Where; it is made if it is missing, and has to be empty.
        progress: Called with what is done, how much of it, and how much there is.

    Raises:
        SourceError: If the folder holds something, or cannot be written to.
    """
    written = {"files": 0, "descriptions": 0, "former": 0, "broken": 0, "copies": 0}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SourceError(f"{folder} is not empty; name a new folder")
        with (folder / FILES_LIST).open("w", encoding="utf-8", newline="\n") as listing:
            for made in synthesize(recipe):
                place = folder / _folder_name(made.organisation.employer)
                if not place.exists():
                    place.mkdir()
                    truth = organisation_truth(made.organisation)
                    (place / ORGANISATION).write_bytes(_as_json(truth))
                (place / f"{made.name}.txt").write_bytes(made.data)
                if made.labels is not None:
                    (place / f"{made.name}.gold.json").write_bytes(_as_json(made.labels))
                listing.write(f"{json.dumps(made.about, ensure_ascii=False)}\n")
                written["files"] += 1
                written["descriptions"] += made.labels is not None
                written["former"] += made.labels is not None and bool(made.about["former"])
                written["broken"] += "broken" in made.about
                written["copies"] += "copy_of" in made.about
                if progress is not None:
                    progress("write", written["files"], recipe.count)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{error.filename or folder}: {reason}; name another folder") from error
    return written


def _as_json(values: dict[str, Any]) -> bytes:
    return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n".encode()


def _folder_name(employer: str) -> str:
    return "-".join(employer.lower().split())
