"""Verification: a whole folder has no fault; each kind of damage is a row that names its place."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import GraphFolderError
from graph.folder.generation import Generation, as_json
from graph.folder.seal import sealed
from graph.folder.workspace import Workspace
from graph.read_models.read_database import schema_text
from graph.verification.folder import verify
from graph.verification.read_model_check import questions
from graph.verification.report import Fault
from tests.graph.conftest import build_sample
from tests.graph.sample import sample_nquads

# a folder without its mark is no graph folder; a damaged row of the index or stamp is as good as
# none
NOT_DATA = {"FORMAT", "lock", "sources.sqlite", "stamps.json"}


def names(folder: Path) -> list[str]:
    """Return the names of all files of a graph folder that hold data."""
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return sorted(name for name in found if name not in NOT_DATA)


def flip(path: Path, place: int) -> None:
    """Flip the lowest bit of one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def faults(folder: Path) -> list[tuple[str, str]]:
    """Return what and where of each fault."""
    return [(fault.what, fault.where) for fault in verify(folder).faults]


def reseal(folder: Path) -> Generation:
    """Return the current generation after sealing what is there, as if it had been built so."""
    generation = Workspace.open(folder).current()
    assert generation is not None
    manifest = {k: v for k, v in generation.manifest.items() if k not in ("files", "sha256")}
    content = as_json(sealed(manifest, generation.folder, but="manifest.json"))
    (generation.folder / "manifest.json").write_bytes(content)
    return generation


def test_a_whole_folder(whole_folder: Path) -> None:
    """Nothing is amiss, everything was looked at, and nothing was changed."""
    before = {name: (whole_folder / name).read_bytes() for name in names(whole_folder)}
    stages: list[tuple[str, int, int]] = []
    found = verify(whole_folder, progress=lambda *step: stages.append(step))
    assert (found.faults, found.is_whole, found.building) == ((), True, False)
    assert found.checked["generations"] == 2
    assert found.checked["texts"] == 2
    assert found.checked["quotes"] > 10
    assert {name: (whole_folder / name).read_bytes() for name in names(whole_folder)} == before
    assert {done == total for _, done, total in stages} == {True, False}
    assert {stage.rpartition(" ")[2] for stage, _, _ in stages} == {
        "extractions",
        "files",
        "models",
        "quotes",
        "texts",
    }


def test_the_sample_is_whole_but_for_its_cache(tmp_path: Path) -> None:
    """A graph with every kind of thing in it agrees with its texts and its read models."""
    build_sample(tmp_path / "graph")
    assert {what for what, _ in faults(tmp_path / "graph")} == {"the cached extraction is lost"}


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_every_flipped_byte_is_found(folder: Path, place: float) -> None:
    """In each file, a bit flipped at the start, the middle or the end is a fault of that file."""
    missed = []
    for name in names(folder):
        path = folder / name
        whole = path.read_bytes()
        if whole:
            flip(path, round(place * (len(whole) - 1)))
            if not any(where.startswith(name) for _, where in faults(folder)):
                missed.append(name)
            path.write_bytes(whole)
    assert missed == []
    assert verify(folder).is_whole


def test_every_lost_file_is_found(folder: Path) -> None:
    """Each file that is gone is a row with its place and what to do."""
    missed = []
    for name in names(folder):
        path = folder / name
        whole = path.read_bytes()
        path.unlink()
        rows = verify(folder).faults
        kind, _, rest = name.partition("/")
        if kind == "extractions":
            name = f"extractions/*/{rest.partition('/')[2]}"
        if not any(fault.where == name and fault.remedy for fault in rows):
            missed.append(name)
        path.write_bytes(whole)
    assert missed == []


@pytest.mark.parametrize(
    "name",
    [
        "texts/ab/" + "ab" * 32,
        "texts/stray",
        "extractions/extraction-0/ab/" + "ab" * 32,
        "extractions/stray",
        "generations/2/stray",
        "generations/2/store/stray",
        ".CURRENT.1-2.unfinished",
        "generations/3/graph.nq",
    ],
)
def test_orphans_are_found(folder: Path, name: str) -> None:
    """A file that belongs to nothing, or that a killed build left, is a row."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("")
    found = faults(folder)
    assert found
    assert all(name.startswith(where) for _, where in found)
    assert {what for what, _ in found} <= {
        "the cached extraction was altered",
        "the file belongs to nothing",
        "an interrupted build left this behind",
        "the text was altered",
    }


def test_an_altered_quote_is_found(tmp_path: Path) -> None:
    """A quote that was never in its text is a row with its claim, whatever is sealed."""
    quads = sample_nquads()
    quote = next(line for line in quads.splitlines() if "oa#exact" in line and "claim" in line)
    build_sample(tmp_path / "graph", quads.replace(quote, quote.replace('"', '"X', 1)))
    found = [fault for fault in verify(tmp_path / "graph").faults if "quote" in fault.what]
    assert [fault.what for fault in found][-1:] == ["the quote is not what stands in the text"]
    assert quote.split()[0] in found[-1].where
    assert found[-1].remedy == "run 'orggraph build --anew' with the sources"


CHANGES = {
    "UPDATE claim SET quote = 'x' WHERE id = 1": "claims",
    "UPDATE node SET label = 'x' WHERE id = 1": "nodes",
    "DELETE FROM mention WHERE id = 1": "mentions",
    "INSERT INTO edge SELECT target, relation, source FROM edge LIMIT 1": "edges",
    "UPDATE fact_of_build SET value = '7' WHERE name = 'claims'": "facts of the build",
    "INSERT INTO claim SELECT id + 1000, iri, subject, relation, object, literal, quote, start, "
    '"end", version, section, rule, confidence, qualifiers, live FROM claim LIMIT 1': "claims",
    "INSERT INTO quote_words (rowid, quote) VALUES (900, 'planted')": "words of quotes",
}


@pytest.mark.parametrize("sql", CHANGES)
def test_read_models_that_differ_from_the_store_are_found(folder: Path, sql: str) -> None:
    """Rows that the store does not bear out are told, even where the file's hash is right."""
    current = Workspace.open(folder).current()
    assert current is not None
    database = sqlite3.connect(current.read_models)
    database.execute(sql)
    database.commit()
    database.close()
    reseal(folder)
    assert any(CHANGES[sql] in what for what, _ in faults(folder))


def test_every_table_is_compared() -> None:
    """Each table of the read models stands in a question of the comparison, but for helpers."""
    text = schema_text()
    tables = {line.split()[2] for line in text.splitlines() if line.startswith("CREATE TABLE")}
    asked = " ".join(questions().values())
    assert {table for table in tables if f"@.{table} " not in f"{asked} "} == set()
    assert all(f"@_{words}" in asked for words in ("node_words", "quote_words"))


def swap_store(folder: Path) -> None:
    """Put the store of the first generation in the place of the second's."""
    shutil.rmtree(folder / "generations" / "2" / "store")
    shutil.copytree(folder / "generations" / "1" / "store", folder / "generations" / "2" / "store")


def break_store(folder: Path) -> None:
    """Leave a folder that is no store."""
    for path in (folder / "generations" / "2" / "store").iterdir():
        path.write_bytes(b"")


def break_read_models(folder: Path) -> None:
    """Leave a file that is no database."""
    (folder / "generations" / "2" / "read-models.sqlite").write_bytes(b"no database")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (swap_store, "the store holds other quads than were written"),
        (break_store, "the store cannot be read"),
        (break_read_models, "the read models cannot be compared"),
    ],
)
def test_a_generation_that_was_sealed_wrong_is_found(
    folder: Path, damage: Callable[[Path], None], told: str
) -> None:
    """The store and the read models are read, not only hashed."""
    damage(folder)
    reseal(folder)
    assert any(what.startswith(told) for what, _ in faults(folder))


def test_a_lost_generation_is_told(folder: Path) -> None:
    """CURRENT that names what is not there is a row of its own."""
    shutil.rmtree(folder / "generations" / "2")
    assert ("it names generation 2, which is lost", "CURRENT") in faults(folder)


def test_a_generation_without_hashes_is_told(folder: Path) -> None:
    """What an older release built cannot be verified; the row says how to get there."""
    generation = Workspace.open(folder).current()
    assert generation is not None
    manifest = {k: v for k, v in generation.manifest.items() if k not in ("files", "sha256")}
    (generation.folder / "manifest.json").write_bytes(as_json(manifest))
    assert (
        Fault(
            "an older release built this, without hashes",
            "generations/2/manifest.json",
            "run 'orggraph build --anew' with the sources",
        )
        in verify(folder).faults
    )


def test_where_there_is_nothing_to_verify(tmp_path: Path) -> None:
    """No graph folder, or one without a build, is an error and no answer."""
    with pytest.raises(GraphFolderError, match="no graph here"):
        verify(tmp_path)
    Workspace.create(tmp_path / "graph")
    with pytest.raises(GraphFolderError, match="nothing was built here yet"):
        verify(tmp_path / "graph")


def test_a_build_at_work_is_passed_over(folder: Path) -> None:
    """While another process holds the lock, what it is writing is no fault, and that is told."""
    (folder / ".half.1-2.unfinished").write_text("")
    program = (
        "import sys; from graph.folder.workspace import Workspace\n"
        "from pathlib import Path\n"
        "lock = Workspace.open(sys.argv[1]).lock(); lock.__enter__()\n"
        "(Path(sys.argv[1]) / '.new.1-2.unfinished').write_text('')\n"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as builder:
        assert builder.stdout is not None
        builder.stdout.readline()
        found = verify(folder)
        builder.communicate()
    assert (found.faults, found.building) == ((), True)
    assert faults(folder) == [("an interrupted build left this behind", ".new.1-2.unfinished")]
    with Workspace.open(folder).lock():
        assert verify(folder).building
