"""A short run of each fall: what stood still stands, the next build mends, and the user is told."""

from pathlib import Path

import pytest

from benchmarks.falling import Ground, Try, read_all_the_while
from benchmarks.falls import FAULTS
from graph.verification.folder import verify

SHORT = {
    "kill -9, first build": 1,
    "kill -9, build after a change of any kind": 1,
    "full disk (limit on file size)": 2,
    "full disk (small file system)": 1,
    "read-only folder": 1,
    "truncated store": 1,
    "altered file of the same size": 1,
    "two builds at once": 1,
}
"""How often each is tried here; the long run is ``python -m benchmarks.falls``."""

TOLD = {
    "full disk (limit on file size)": ("cannot be written", "cannot be loaded", "not enough"),
    "full disk (small file system)": ("cannot be written", "cannot be loaded", "generation"),
    "read-only folder": ("cannot be written ([Errno 30] Read-only file system",),
    "truncated store": ("mended: generation 1 was damaged (store/",),
    "altered file of the same size": ("the file was altered); everything is built anew",),
    "two builds at once": ("is building here; wait for it to end", "generation"),
}
"""What the user sees, where it is always the same."""


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """Give three descriptions and a place for their graph."""
    return Ground(tmp_path, documents=3, seed=5)


@pytest.mark.parametrize("name", SHORT)
def test_a_fall(name: str, ground: Ground) -> None:
    """The old or the new graph stands whole, nothing is left over, and the message is plain."""
    try:
        tries: list[Try] = list(FAULTS[name](ground, SHORT[name]))
    except PermissionError as error:
        pytest.skip(f"{error}: run the tests as a user who may mount")
    assert len(tries) == SHORT[name]
    assert [each.told for each in tries if not each.survived] == []
    for each in tries:
        assert any(words in each.told for words in TOLD.get(name, ("generation",))), each.told


@pytest.mark.parametrize("back", [1, 9, 25])
def test_a_kill_near_the_switch(ground: Ground, back: int) -> None:
    """Killed at a file operation around the switch, the graph before or the new one is whole."""
    ground.build()
    for _ in range(4):
        before = ground.standing()
        ground.change()
        last = ground.operations("--jobs", "1")
        # how many files the engine makes, and so how many operations there are, varies by a few
        if ground.build_until(last - back, "--jobs", "1"):
            break
    else:
        pytest.fail("no build came near its last operations")
    assert ground.damage() == []
    stood = ground.standing()
    assert ground.build().returncode == 0
    assert stood in {before, ground.standing()}
    assert verify(ground.graph).is_whole
    assert ground.is_as_built_anew()


def test_readers_all_the_while(ground: Ground) -> None:
    """A reader that asks in a loop during two builds gets whole answers only."""
    ground.build()
    answers, wrong, error = read_all_the_while(ground, 2)
    assert (wrong, error) == (0, "")
    assert answers > 0


def test_every_fault_is_in_the_table() -> None:
    """The long run has every fault of the short one, and says in its first line what it is."""
    assert set(SHORT) < set(FAULTS)
    assert all((fault.__doc__ or "").startswith("Yield tries: ") for fault in FAULTS.values())
