"""The graph folder: one writer, whole generations, one switch, and what an interruption leaves."""

import json
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest

from graph.errors import GraphFolderError, LockedError
from graph.folder import workspace as workspace_module
from graph.folder.durable import replace_file, write_atomically
from graph.folder.generation import Generation, drop_generation
from graph.folder.lock import hold_lock
from graph.folder.seal import seal_files, self_hash
from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
from graph.store.interface import Literal
from graph.store.quads_hash import QuadsHash

_SHA: Final = "ab" * 32
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_QUAD: Final = '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "{}" .\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a new workspace."""
    return Workspace.create(tmp_path / "graph")


def _publish(workspace: Workspace, label: str) -> Generation:
    with workspace.lock(), workspace.begin_generation(input_key=label) as generation:
        generation.quads_path.write_text(_QUAD.format(label))
        generation.load()
        return generation.publish({"label": label})


def _build(workspace: Workspace, quads: str | None, *, interrupted: bool = False) -> None:
    with workspace.lock(), workspace.begin_generation() as generation:
        if quads is not None:
            generation.quads_path.write_text(quads)
        generation.load()
        if interrupted:
            raise RuntimeError("on purpose")


def _label(workspace: Workspace) -> str:
    with GraphReader.open(workspace.folder) as reader:
        return str(reader.store.select("SELECT ?o { ?s ?p ?o }").rows[0][0])


def _files(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_new_folder(tmp_path: Path) -> None:
    """A workspace is made in a new folder, and found there again; it has no graph yet."""
    made = Workspace.create(tmp_path / "a" / "graph")
    found = Workspace.open(tmp_path / "a" / "graph")
    assert (found.folder, found.current(), found.generations()) == (made.folder, None, ())
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "FORMAT",
        "extractions",
        "generations",
        "texts",
    ]
    with pytest.raises(GraphFolderError, match="nothing was built here yet"):
        GraphReader.open(made.folder)


def test_a_folder_that_was_not_even_marked_is_taken(tmp_path: Path) -> None:
    """What a build left that was killed while it made the folder does not stand in the way."""
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / ".FORMAT.12-34.unfinished").write_text("orgg")
    workspace = Workspace.create(folder)
    with workspace.lock(), workspace.begin_generation() as generation:
        generation.quads_path.write_text(_QUAD.format("first"))
        generation.load()
        generation.publish({})
    assert not list(folder.glob(".*"))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """A folder that somebody uses for something else is refused and not touched."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(GraphFolderError, match="not empty and not a graph folder; name another"):
        Workspace.create(tmp_path)
    assert list(_files(tmp_path)) == ["thesis.txt"]


@pytest.mark.parametrize("kind", ["missing", "file", "other version", "binary"])
def test_what_is_no_graph_folder_is_told(tmp_path: Path, kind: str) -> None:
    """The error names the folder and the command that makes one."""
    folder = tmp_path / "graph"
    if kind == "file":
        folder.write_text("")
    elif kind != "missing":
        folder.mkdir()
        (folder / "FORMAT").write_bytes(
            b"orggraph-folder/9\n" if kind == "other version" else b"\xff"
        )
    message = "another version" if kind == "other version" else "no graph here; build one with"
    with pytest.raises(GraphFolderError, match=message) as error:
        Workspace.open(folder)
    assert error.value.folder == folder
    if kind == "file":
        with pytest.raises(GraphFolderError, match="a file stands where the graph folder would be"):
            Workspace.create(folder)


def test_publishing_switches(workspace: Workspace) -> None:
    """A published generation is the current one, with its manifest and its report."""
    generation = _publish(workspace, "first")
    current = workspace.current()
    assert current == generation
    assert generation.number == 1
    quads = QuadsHash()
    quads.add(None, "https://example.org/a", [(_LABEL, Literal("first", _STRING))])
    manifest = dict(generation.manifest)
    assert manifest.pop("files") == seal_files(generation.folder, but="manifest.json")
    assert manifest == {
        "format": "orggraph-generation/1",
        "input_key": "first",
        "quads": 1,
        "quads_sha256": quads.hexdigest(),
        "sha256": self_hash(generation.manifest),
        "triples": 1,
    }
    assert generation.read_report() == {"label": "first"}
    assert json.loads((workspace.folder / "report.json").read_text()) == {"label": "first"}
    assert (workspace.folder / "CURRENT").read_text() == "1\n"
    assert not (generation.folder / "graph.nq").exists()
    assert _label(workspace) == "first"


def test_the_last_two_generations_are_kept(workspace: Workspace) -> None:
    """After the third build the first generation is gone."""
    for label in ("first", "second", "third"):
        _publish(workspace, label)
    assert [generation.number for generation in workspace.generations()] == [2, 3]
    assert [g.manifest["input_key"] for g in workspace.generations()] == ["second", "third"]


def test_a_reader_keeps_its_generation(workspace: Workspace) -> None:
    """A reader goes on with what it opened while others are published and dropped."""
    _publish(workspace, "first")
    with GraphReader.open(workspace.folder) as reader:
        assert reader.is_current()
        for label in ("second", "third"):
            _publish(workspace, label)
        assert not reader.is_current()
        assert reader.generation == 1
        assert reader.store.select("SELECT ?o { ?s ?p ?o }").rows == (("first",),)
        assert [generation.number for generation in workspace.generations()] == [1, 2, 3]
    _publish(workspace, "fourth")
    assert [generation.number for generation in workspace.generations()] == [3, 4]


def test_a_generation_that_is_not_published_leaves_nothing(workspace: Workspace) -> None:
    """An error in the middle of a build drops what was written; the old graph stands."""
    _publish(workspace, "first")
    before = list(_files(workspace.folder))
    with pytest.raises(RuntimeError, match="on purpose"):
        _build(workspace, _QUAD.format("second"), interrupted=True)
    assert list(_files(workspace.folder)) == before
    assert _label(workspace) == "first"


def test_what_a_killed_build_left_is_dropped_at_the_next_start(workspace: Workspace) -> None:
    """Unfinished generations and temporary files go away with the next lock."""
    _publish(workspace, "first")
    _publish(workspace, "second")
    before = list(_files(workspace.folder))
    unfinished = workspace.folder / "generations" / "3"
    (unfinished / "store").mkdir(parents=True)
    (unfinished / "graph.nq").write_text("half a li")
    (workspace.folder / ".CURRENT.1-2.unfinished").write_text("3")
    with workspace.lock():
        assert list(_files(workspace.folder)) == before
    assert _publish(workspace, "third").number == 3


def test_a_finished_generation_without_the_switch_does_not_count(workspace: Workspace) -> None:
    """Killed between the last file and the switch, the old graph stands and the new one goes."""
    _publish(workspace, "first")
    with workspace.lock(), workspace.begin_generation() as generation:
        generation.quads_path.write_text(_QUAD.format("second"))
        generation.load()
        generation.finish({})
        generation.is_published = True  # as if the process had ended here
    assert _label(workspace) == "first"
    assert [generation.number for generation in workspace.generations()] == [1]
    with workspace.lock():
        assert not (workspace.folder / "generations" / "2").exists()


def test_nothing_is_published_without_being_loaded(workspace: Workspace) -> None:
    """Publishing without quads is refused."""
    with (
        workspace.lock(),
        workspace.begin_generation() as generation,
        pytest.raises(GraphFolderError, match="nothing was loaded"),
    ):
        generation.publish({})
    assert workspace.current() is None


def test_bad_quads_are_told(workspace: Workspace) -> None:
    """What is no N-Quads, or is missing, is told with the file's name."""
    with pytest.raises(GraphFolderError, match=r"graph\.nq: not N-Quads"):
        _build(workspace, "nonsense\n")
    with pytest.raises(GraphFolderError, match=r"graph\.nq: cannot be (read|loaded)"):
        _build(workspace, None)
    assert list((workspace.folder / "generations").iterdir()) == []


def test_two_writers(workspace: Workspace) -> None:
    """A second build in the same process, or in another one, is told who builds."""
    with workspace.lock():
        with pytest.raises(LockedError, match=f"process {os.getpid()} is building here") as error:
            workspace.lock().__enter__()
        assert error.value.pid == os.getpid()
        program = (
            "import sys; from graph.folder.workspace import Workspace\n"
            "Workspace.open(sys.argv[1]).lock().__enter__()"
        )
        other = subprocess.run(
            [sys.executable, "-c", program, str(workspace.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert f"LockedError: {workspace.folder}: process {os.getpid()} is building" in other.stderr
    with workspace.lock():
        pass


def test_a_dead_owners_lock_is_taken_over(workspace: Workspace) -> None:
    """A build that was killed, even one whose workers live on, holds no lock."""
    program = (
        "import os, sys, time; from graph.folder.workspace import Workspace\n"
        "Workspace.open(sys.argv[1]).lock().__enter__()\n"
        "worker = os.fork()\n"
        "if worker == 0:\n"
        "    time.sleep(60)\n"
        "print(worker, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", program, str(workspace.folder)], stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    worker = int(owner.stdout.readline())
    try:
        assert owner.wait() == -9
        with workspace.lock():
            assert (workspace.folder / "lock").read_text() == f"{os.getpid()}\n"
    finally:
        os.kill(worker, 9)
        owner.stdout.close()


def test_an_unreadable_owner_is_another_process(tmp_path: Path) -> None:
    """A lock whose file holds no number is still told in words."""
    path = tmp_path / "lock"
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=_hold_and_blank, args=(path, ready, done))
    process.start()
    try:
        assert ready.wait(30)
        with pytest.raises(LockedError, match="another process is building here") as error:
            hold_lock(path).__enter__()
        assert error.value.pid is None
    finally:
        done.set()
        process.join()


def _hold_and_blank(path: Path, ready: object, done: object) -> None:
    with hold_lock(path):
        os.truncate(path, 0)
        ready.set()  # type: ignore[attr-defined]  # an Event of multiprocessing
        done.wait(30)  # type: ignore[attr-defined]  # an Event of multiprocessing


@pytest.mark.parametrize("content", ["", "x\n", "7\n"])
def test_a_damaged_switch_is_told(workspace: Workspace, content: str) -> None:
    """CURRENT that names no generation is an error, not an empty graph."""
    _publish(workspace, "first")
    (workspace.folder / "CURRENT").write_text(content)
    with pytest.raises(GraphFolderError, match=r"CURRENT holds|cannot be read"):
        workspace.current()


def test_a_current_that_cannot_be_read_is_told(workspace: Workspace) -> None:
    """A folder in the place of the file gives an error with its name."""
    (workspace.folder / "CURRENT").mkdir()
    with pytest.raises(GraphFolderError, match="CURRENT cannot be read"):
        workspace.current()


@pytest.mark.parametrize("manifest", ["{", "[]", '{"format": "other/1"}'])
def test_a_damaged_manifest_is_told(workspace: Workspace, manifest: str) -> None:
    """A generation with a broken manifest cannot be opened."""
    generation = _publish(workspace, "first")
    (generation.folder / "manifest.json").write_text(manifest)
    with pytest.raises(GraphFolderError, match=r"cannot be read|not a generation of format"):
        GraphReader.open(workspace.folder)


def test_damaged_read_models_are_told(workspace: Workspace) -> None:
    """A generation whose read models are gone cannot be opened; the error says what to do."""
    generation = _publish(workspace, "first")
    generation.read_models.unlink()
    with pytest.raises(GraphFolderError, match=r"read models cannot be opened .*build again"):
        GraphReader.open(workspace.folder)


def test_read_models_of_another_release_are_told(workspace: Workspace) -> None:
    """A generation whose tables another release made is not asked; the error says what to do."""
    generation = _publish(workspace, "first")
    database = sqlite3.connect(generation.read_models)
    database.execute("PRAGMA user_version = 7")
    database.close()
    with pytest.raises(GraphFolderError, match=r"another release .* build it again"):
        GraphReader.open(workspace.folder)


def test_a_damaged_report_is_an_empty_one(workspace: Workspace) -> None:
    """A report that cannot be read does not keep the graph from being opened."""
    generation = _publish(workspace, "first")
    for text in ("{", "[]"):
        (generation.folder / "report.json").write_text(text)
        assert generation.read_report() == {}


def test_opening_tries_again_when_a_generation_was_dropped(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that comes while generations change opens the newer one."""
    old = _publish(workspace, "first")
    _publish(workspace, "second")
    _publish(workspace, "third")
    found = [old]
    current = Workspace.current

    def first_the_old_one(self: Workspace) -> Generation | None:
        return found.pop() if found else current(self)

    monkeypatch.setattr(workspace_module.Workspace, "current", first_the_old_one)
    with GraphReader.open(workspace.folder) as reader:
        assert reader.generation == 3


def test_many_texts_are_synced_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the switch every new text is safe: a few one by one, many by one call."""
    synced: list[str] = []
    monkeypatch.setattr(workspace_module, "sync_file", lambda path: synced.append(path.name))
    monkeypatch.setattr(os, "sync", lambda: synced.append("all"))
    workspace.write_text(_SHA, "text", "utf-8")
    _publish(workspace, "first")
    monkeypatch.setattr(workspace_module, "_MOST_SYNCED", 1)
    for number in (1, 2):
        workspace.write_text(f"{number:064x}", "text", "utf-8")
    _publish(workspace, "second")
    assert synced == [_SHA, "all"]


def test_what_a_killed_write_left_is_dropped(workspace: Workspace) -> None:
    """Temporary files of texts and cached records lie in the folder itself and go at the start."""
    program = (
        "import os, sys; from graph.folder import durable\n"
        "from graph.folder.workspace import Workspace\n"
        "durable.Path.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "getattr(Workspace.open(sys.argv[1]), sys.argv[2])('ab' * 32, 'x', "
        "'utf-8' if 'text' in sys.argv[2] else [])"
    )
    for name in ("write_text", "write_cached"):
        subprocess.run([sys.executable, "-c", program, str(workspace.folder), name], check=False)
    left = [name for name in _files(workspace.folder) if "unfinished" in name]
    with workspace.lock():
        assert [name for name in _files(workspace.folder) if "unfinished" in name] == []
    assert len(left) == 2


def test_texts_are_kept_with_their_encoding(workspace: Workspace) -> None:
    """A text comes back as it was, line ends, byte order mark and lone surrogates included."""
    text = "\ufeffTitle:\r\nDirector \U0001f469 \udc80\x00\x85\u2028"
    workspace.write_text(_SHA, text, "cp1252")
    assert (workspace.read_text(_SHA), workspace.read_encoding(_SHA)) == (text, "cp1252")


def test_an_altered_text_is_told(workspace: Workspace) -> None:
    """One changed byte, or a missing file, is an error that names it."""
    workspace.write_text(_SHA, "Under direction", "utf-8")
    path = workspace.folder / "texts" / "ab" / _SHA
    path.write_bytes(path.read_bytes().replace(b"Under", b"under"))
    for sha256 in (_SHA, "cd" * 32):
        with pytest.raises(GraphFolderError, match=f"{sha256}: text is missing or altered"):
            workspace.read_text(sha256)
        with pytest.raises(GraphFolderError, match=f"{sha256}: text is missing or altered"):
            workspace.read_encoding(sha256)


def test_cached_extractions(workspace: Workspace) -> None:
    """Records come back for the same extractor only; a damaged entry is as good as none."""
    records: list[dict[str, Any]] = [{"part": 1, "text": "a\u2028b\x85\udc80"}, {"part": 2}]
    workspace.write_cached(_SHA, "1.0-mcps", records)
    assert workspace.read_cached(_SHA, "1.0-mcps") == records
    assert workspace.read_cached(_SHA, "1.1") is None
    path = workspace.folder / "extractions" / "1.0-mcps" / "ab" / _SHA
    for damaged in (b"", b"[]\n", b"{}\n{}", path.read_bytes()[:-2]):
        path.write_bytes(damaged)
        assert workspace.read_cached(_SHA, "1.0-mcps") is None


@pytest.mark.parametrize("name", ["..", "a/b", "", ".hidden", "x" * 100])
def test_names_cannot_leave_the_folder(workspace: Workspace, name: str) -> None:
    """Hashes and names of extractors are checked before they become paths."""
    with pytest.raises(ValueError, match="not a plain name"):
        workspace.read_cached(_SHA, name)
    for call in (workspace.read_text, workspace.read_encoding):
        with pytest.raises(ValueError, match="not a hexadecimal SHA-256"):
            call(name)
    with pytest.raises(ValueError, match="not a hexadecimal SHA-256"):
        workspace.write_cached(name, "1.0", [])


def test_a_replaced_file_is_whole_or_as_before(tmp_path: Path) -> None:
    """A write that fails leaves the old content and nothing beside it."""
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def fail() -> None:
        with replace_file(path) as file:
            file.write(b"half")
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail()
    assert (path.read_bytes(), list(_files(tmp_path))) == (b"old", ["file"])


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file that a link points to is replaced, and the link stays a link."""
    (tmp_path / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("real")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert ((tmp_path / "real").read_bytes(), list(_files(tmp_path))) == (b"new", ["link", "real"])


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """What is no regular file cannot be replaced by one: it is written into and stays."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        write_atomically(pipe, b"content", sync=False)
        assert read.result(30) == b"content"
    assert pipe.is_fifo()
    assert [item.name for item in tmp_path.iterdir()] == ["pipe"]


def test_dropping_what_is_in_use_waits(workspace: Workspace) -> None:
    """A generation that somebody has open is not dropped; afterwards it is."""
    generation = _publish(workspace, "first")
    with generation.in_use():
        assert not drop_generation(generation.folder)
    assert drop_generation(generation.folder)
    with pytest.raises(GraphFolderError, match="generation was dropped"), generation.in_use():
        pass


def test_a_folder_that_cannot_be_written(workspace: Workspace) -> None:
    """Where the system refuses, the error is orggraph's own and names the place."""
    _publish(workspace, "first")
    (workspace.folder / "generations" / "2").write_text("in the way")
    with pytest.raises(GraphFolderError, match=r"graph: cannot be written .*Not a directory"):
        _publish(workspace, "second")
    (workspace.folder / "lock").unlink()
    (workspace.folder / "lock").mkdir()
    with pytest.raises(GraphFolderError, match=r"graph: cannot be written .*Is a directory"):
        _publish(workspace, "second")
    assert _label(workspace) == "first"
