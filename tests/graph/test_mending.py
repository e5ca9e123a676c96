"""What a build mends in a graph folder before it begins, and what it clears away at its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.folder import mending
from graph.folder.generation import Generation
from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
from graph.store.interface import Object
from graph.store.oxigraph import OxigraphStore
from graph.store.quads_hash import QuadsHash
from tests.graph.conftest import build_sample
from tests.graph.sample import TEXTS, sample_nquads

SHA = sorted(TEXTS)[0]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with two generations of the sample."""
    build_sample(tmp_path / "graph")
    return build_sample(tmp_path / "graph")


def files(folder: Path) -> list[str]:
    """Return the names of the files in and below a folder."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def mended(workspace: Workspace) -> tuple[str, ...]:
    """Return what the lock says that it mended."""
    with workspace.lock():
        return workspace.mended


def test_a_sound_folder_is_left_as_it_is(workspace: Workspace) -> None:
    """Where nothing is amiss, nothing is told or changed."""
    before = files(workspace.folder)
    assert (mended(workspace), files(workspace.folder)) == ((), before)
    assert workspace.sound_current() == workspace.current()


def test_a_generation_with_a_cut_file_gives_way(workspace: Workspace) -> None:
    """Where the current store was cut short, the generation before it stands in, and it is told."""
    generation = Generation.read(workspace.folder / "generations" / "2")
    store_file = max(generation.store_folder.iterdir(), key=lambda path: path.stat().st_size)
    size = store_file.stat().st_size
    store_file.write_bytes(store_file.read_bytes()[:-1])
    assert workspace.sound_current() is None
    assert mended(workspace) == (
        f"generation 2 was damaged (store/{store_file.name}: the file has {size - 1:,} bytes, not "
        f"{size:,}); generation 1 stood in for it",
    )
    with GraphReader.open(workspace.folder) as reader:
        assert reader.generation == 1
    assert sorted(p.name for p in (workspace.folder / "generations").iterdir()) == ["1"]


def test_without_another_generation_the_damaged_one_stays_until_the_next(tmp_path: Path) -> None:
    """A lost file of the only generation is told; the next build has a number of its own."""
    workspace = build_sample(tmp_path / "graph")
    (workspace.folder / "generations" / "1" / "report.json").unlink()
    assert mended(workspace) == (
        "generation 1 was damaged (report.json: the file is lost); everything is built anew",
    )
    build_sample(workspace.folder)
    current = workspace.sound_current()
    assert current is not None
    assert current.number == 2
    assert sorted(p.name for p in (workspace.folder / "generations").iterdir()) == ["2"]


@pytest.mark.parametrize("content", [b"", b"x\n", b"7\n", b"2", b"\xff", None])
def test_a_damaged_switch_is_mended(workspace: Workspace, content: bytes | None) -> None:
    """CURRENT that was lost, or holds anything but a number and a line break, is written again."""
    path = workspace.folder / "CURRENT"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    notes = mended(workspace)
    assert len(notes) == 1
    assert notes[0].endswith("; generation 2 stood in for it")
    assert path.read_bytes() == b"2\n"


def test_the_report_beside_the_generations_is_mended(workspace: Workspace) -> None:
    """Killed between the switch and the copy of the report, the copy is made by the next build."""
    report = (workspace.folder / "generations" / "2" / "report.json").read_bytes()
    for damage in (b"{}", None):
        (workspace.folder / "report.json").unlink()
        if damage is not None:
            (workspace.folder / "report.json").write_bytes(damage)
        assert mended(workspace) == ()
        assert (workspace.folder / "report.json").read_bytes() == report


def test_what_nothing_needs_is_cleared_away(workspace: Workspace) -> None:
    """Texts and cached extractions of no source and no generation go, and stray files with them."""
    other, source = "cd" * 32, "ef" * 32
    for sha256 in (other, source):
        workspace.write_text(sha256, "text", "utf-8")
        workspace.write_cached(sha256, "now", [])
    workspace.write_cached(source, "before", [])
    workspace.write_cached(SHA, "now", [])
    (workspace.folder / "texts" / "stray").write_text("")
    with workspace.lock():
        assert workspace.drop_unneeded({source}, "now") == 4
        assert workspace.drop_unneeded({source}, "now") == 0
    texts = [name.rpartition("/")[2] for name in files(workspace.folder / "texts")]
    assert sorted(texts) == sorted([*TEXTS, source])
    assert files(workspace.folder / "extractions") == sorted(
        f"now/{sha256[:2]}/{sha256}" for sha256 in (SHA, source)
    )
    assert [p.name for p in (workspace.folder / "extractions").iterdir()] == ["now"]


def test_what_an_open_generation_needs_is_kept(workspace: Workspace) -> None:
    """The texts of a generation that somebody reads stay, even when two newer ones stand."""
    with GraphReader.open(workspace.folder):
        quads = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
        for _ in range(3):
            with workspace.lock(), workspace.begin_generation() as generation:
                generation.quads_path.write_bytes(quads)
                generation.load()
                generation.publish({})
        with workspace.lock():
            assert workspace.drop_unneeded(set(), "now") == 0
    with workspace.lock():
        assert workspace.drop_unneeded(set(), "now") == len(TEXTS)


def test_nothing_is_cleared_away_where_a_generation_cannot_be_asked(workspace: Workspace) -> None:
    """Read models that are no database keep every text."""
    (workspace.folder / "generations" / "1" / "read-models.sqlite").write_bytes(b"no database")
    before = files(workspace.folder / "texts")
    assert mending.drop_unneeded(workspace.folder, set(), "now") == 0
    assert files(workspace.folder / "texts") == before


def test_an_empty_graph_folder_is_removed(tmp_path: Path) -> None:
    """A folder in which nothing was kept goes; one with a text, or a person's file, stays."""
    workspace = Workspace.create(tmp_path / "graph")
    with workspace.lock():
        workspace.drop_if_empty()
    assert list(tmp_path.iterdir()) == []
    for keep in ("text", "file"):
        workspace = Workspace.create(tmp_path / keep)
        if keep == "text":
            workspace.write_text(SHA, "text", "utf-8")
        else:
            (workspace.folder / "aliases.yaml").write_text("")
        with workspace.lock():
            workspace.drop_if_empty()
        assert (workspace.folder / "FORMAT").exists()
        assert (workspace.folder / "texts").exists()


def test_the_hash_of_the_quads_is_that_of_the_store(workspace: Workspace) -> None:
    """Whatever order they come in, and however a number is written, the hash is the same."""
    generation = workspace.current()
    assert generation is not None
    with OxigraphStore.open_read_only(generation.store_folder) as store:
        subjects = list(all_subjects(store))
    quads = QuadsHash()
    for graph, subject, properties in reversed(subjects):
        quads.add(graph, subject, properties[::-1])
    assert quads.hexdigest() == generation.manifest["quads_sha256"]
    quads.remove(*subjects[0])
    assert quads.hexdigest() != generation.manifest["quads_sha256"]
    assert sum(len(properties) for _, _, properties in subjects) == len(
        sample_nquads().splitlines()
    )


def all_subjects(
    store: OxigraphStore,
) -> Iterator[tuple[str | None, str, tuple[tuple[str, Object], ...]]]:
    """Yield the subjects of every graph of a store."""
    for graph in (None, *store.named_graphs()):
        for subject, properties in store.iter_subjects(graph):
            yield graph, subject, tuple(properties)
