"""A new build is answered from without a lost request, and no engine outlives its gate."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.endpoint.server import Endpoint
from graph.endpoint.upstream import Upstream, find_server
from graph.errors import GraphFolderError, MissingExtraError
from graph.folder.workspace import Workspace
from tests.graph.conftest import build_sample
from tests.graph.endpoint.client import ask, serving
from tests.graph.sample import sample_nquads

NEW = "<https://example.org/new> <https://example.org/p> <https://example.org/o> .\n"
PROC = Path("/proc")
needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="there is no /proc to count processes in")
ASK_NEW = "ASK { <https://example.org/new> ?p ?o }"


def rebuild(folder: Path, quads: str) -> None:
    """Publish a new generation."""
    workspace = Workspace.open(folder)
    with workspace.lock(), workspace.begin_generation() as generation:
        generation.quads_path.write_bytes(quads.encode())
        generation.load()
        generation.publish({})


def children(pid: int) -> list[int]:
    """Return the processes that a process started and that still run."""
    found = []
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found.append(int(folder.name))
    return sorted(found)


def is_running(pid: int) -> bool:
    """Return False for a process that has ended, buried or not."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: object, seconds: float = 20) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to pass"
        time.sleep(0.05)


def test_new_generation_is_answered_without_a_lost_request(tmp_path: Path) -> None:
    """Requests that run through several builds all succeed, and end at the newest graph."""
    folder = build_sample(tmp_path / "graph").folder
    statuses: list[int] = []
    done = threading.Event()

    def keep_asking() -> None:
        while not done.is_set():
            statuses.append(ask(endpoint.port, "SELECT * { ?s ?p ?o }").status)

    with serving(folder) as endpoint:
        assert "false" in ask(endpoint.port, ASK_NEW).text
        asking = [threading.Thread(target=keep_asking) for _ in range(3)]
        for thread in asking:
            thread.start()
        for number in (2, 3, 4):
            rebuild(folder, sample_nquads() + NEW)
            wait_for(lambda number=number: endpoint.pool.generation == number)
        done.set()
        for thread in asking:
            thread.join()
        answer = ask(endpoint.port, ASK_NEW)
        assert "true" in answer.text
        assert answer.headers["x-orggraph-generation"] == "4"
    assert set(statuses) == {200}
    assert len(statuses) > 10


def test_request_in_flight_ends_on_its_own_generation(tmp_path: Path) -> None:
    """A server is kept for the request it works on, and ended when that is done."""
    folder = build_sample(tmp_path / "graph").folder
    with serving(folder) as endpoint:
        with endpoint.pool.lease() as old:
            rebuild(folder, sample_nquads() + NEW)
            wait_for(lambda: endpoint.pool.generation == 2)
            assert old.is_alive
            with endpoint.pool.lease() as new:
                assert (old.generation.number, new.generation.number) == (1, 2)
        wait_for(lambda: not old.is_alive)


@needs_proc
def test_engine_that_dies_is_started_again(tmp_path: Path) -> None:
    """When the engine is killed, the next request is answered by a new one."""
    folder = build_sample(tmp_path / "graph").folder
    before = children(os.getpid())
    with serving(folder) as endpoint:
        (keeper,) = (child for child in children(os.getpid()) if child not in before)
        (engine,) = children(keeper)
        os.kill(engine, signal.SIGKILL)
        wait_for(lambda: ask(endpoint.port, "ASK {}").status == 200)
        assert not is_running(engine)


def test_folder_that_goes_away_leaves_the_endpoint(tmp_path: Path) -> None:
    """A damaged CURRENT does not end the endpoint: it goes on with what it has open."""
    folder = build_sample(tmp_path / "graph").folder
    with serving(folder) as endpoint:
        (folder / "CURRENT").write_text("nonsense\n")
        endpoint.pool.refresh()
        assert ask(endpoint.port, "ASK {}").status == 200


def start(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Return a gate that was started as a user starts it, its keeper and the engine."""
    gate = subprocess.Popen(
        [sys.executable, "-m", "orggraph", "serve", "--graph", str(folder), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert gate.stderr is not None
    assert gate.stderr.readline().startswith("SPARQL at http://127.0.0.1:")
    (keeper,) = children(gate.pid)
    (engine,) = children(keeper)
    return gate, [keeper, engine]


@needs_proc
@pytest.mark.parametrize(
    ("sent", "status"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_engine_ends_with_its_gate(sample_folder: Path, sent: signal.Signals, status: int) -> None:
    """Ctrl-C, an orderly end and a kill leave no engine behind; the first two end well."""
    gate, processes = start(sample_folder)
    os.kill(gate.pid, sent)
    assert gate.wait(20) == status
    assert gate.stderr is not None
    assert gate.stderr.read() == ""
    gate.stderr.close()
    wait_for(lambda: not any(map(is_running, processes)))


def test_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    """There is nothing to serve before the first build."""
    with pytest.raises(GraphFolderError, match="nothing was built here yet"):
        Endpoint(Workspace.create(tmp_path / "graph").folder, port=0)


@needs_proc
def test_port_that_is_taken_is_refused(sample_folder: Path) -> None:
    """A second endpoint on the same port is told to take another; no engine is left behind."""
    with serving(sample_folder) as endpoint:
        before = children(os.getpid())
        with pytest.raises(GraphFolderError, match=r"port \d+ on 127\.0\.0\.1 cannot be had"):
            Endpoint(sample_folder, port=endpoint.port)
        assert children(os.getpid()) == before


def test_damaged_store_is_refused(tmp_path: Path) -> None:
    """A server that does not start is an error with a remedy."""
    workspace = build_sample(tmp_path / "graph")
    generation = workspace.current()
    assert generation is not None
    for file in generation.store_folder.iterdir():
        file.write_bytes(b"")
    with pytest.raises(GraphFolderError, match="does not start; build again"):
        Endpoint(workspace.folder, port=0)


def test_missing_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine's server the extra is named that brings it."""
    monkeypatch.setattr("importlib.metadata.distribution", _no_distribution)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtraError, match=r"orggraph\[serve\]") as raised:
        find_server()
    assert raised.value.extra == "serve"


def test_server_on_the_path_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server that was installed otherwise is taken from the path."""
    program = tmp_path / "oxigraph"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr("importlib.metadata.distribution", _no_distribution)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_server() == program


def _no_distribution(name: str) -> Upstream:
    import importlib.metadata

    raise importlib.metadata.PackageNotFoundError(name)
