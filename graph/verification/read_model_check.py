"""The read models of a generation against its store: made once more, they say the same."""

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import GraphFolderError
from graph.folder.generation import Generation
from graph.read_models.read_models import build_read_models, subjects_of
from graph.store.oxigraph import OxigraphStore
from graph.verification.report import ANEW, Fault, Progress

__all__ = ["find_read_model_faults", "questions"]

MOST_ROWS: Final = 20
"""How many differences of one kind are told one by one."""

_WORDS: Final = ("node_words", "quote_words")


def questions() -> dict[str, str]:
    """Return what is compared, each kind with its SQL, in which ``@`` stands for the database."""
    text = Path(__file__).with_name("resolved.sql").read_text(encoding="utf-8")
    found = re.findall(r"^-- ([a-z ]+)\n(SELECT.*?)(?=\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return {kind: sql.strip() for kind, sql in found}


def find_read_model_faults(generation: Generation, where: str, tell: Progress) -> Iterator[Fault]:
    """Yield where the read models of a generation say something else than its store.

    Args:
        generation: The generation; its store is as it was written.
        where: What its folder is called.
        tell: Called with the stage, and how many kinds of rows were compared of how many.
    """
    place = f"{where}/{generation.read_models.name}"
    kinds = questions()
    with tempfile.TemporaryDirectory(prefix="orggraph-") as folder:
        made = Path(folder) / "made.sqlite"
        tell("read models", 0, len(kinds) + 1)
        try:
            with OxigraphStore.open_read_only(generation.store_folder) as store:
                build_read_models(subjects_of(store), made)
            uri = f"{generation.read_models.absolute().as_uri()}?mode=ro"
            database = sqlite3.connect(f"{made.as_uri()}?mode=ro", uri=True)
            try:
                database.execute("ATTACH ? AS kept", (uri,))
                _open_words(database)
                for number, (kind, sql) in enumerate(kinds.items(), start=1):
                    tell("read models", number, len(kinds) + 1)
                    yield from _differences(database, kind, sql, place)
            finally:
                database.close()
        except (GraphFolderError, sqlite3.Error, OSError, RuntimeError, ValueError) as error:
            yield Fault(f"the read models cannot be compared ({error})", place, ANEW)
        tell("read models", len(kinds) + 1, len(kinds) + 1)


def _open_words(database: sqlite3.Connection) -> None:
    for name in _WORDS:
        for schema in ("main", "kept"):
            database.execute(
                f"CREATE VIRTUAL TABLE temp.{schema}_{name} USING fts5vocab({schema}, {name}, row)"
            )


def _differences(database: sqlite3.Connection, kind: str, sql: str, place: str) -> Iterator[Fault]:
    made, kept = sql.replace("@", "main"), sql.replace("@", "kept")
    told = {
        "is not in the store": f"SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({made})",  # noqa: S608 - our own file
        "of the store is missing": f"SELECT * FROM ({made}) EXCEPT SELECT * FROM ({kept})",  # noqa: S608 - our own file
    }
    same = True
    for what, difference in told.items():
        for number, row in enumerate(database.execute(difference)):
            same = False
            if number == MOST_ROWS:
                yield Fault(f"more of the {kind} {what}", place, ANEW)
                break
            yield Fault(f"a row of the {kind} {what}", f"{place} {_shown(row)}", ANEW)
    if same:
        counts = [
            database.execute(f"SELECT COUNT(*) FROM ({rows})").fetchone()[0]  # noqa: S608 - our own file
            for rows in (made, kept)
        ]
        if counts[0] != counts[1]:
            what = f"there are {counts[1]:,} rows of the {kind}, not {counts[0]:,}"
            yield Fault(what, place, ANEW)


def _shown(row: tuple[object, ...]) -> str:
    text = " | ".join("" if value is None else str(value) for value in row)
    return text if len(text) <= 200 else f"{text[:199]}…"
