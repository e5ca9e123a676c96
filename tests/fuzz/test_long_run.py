"""The long run counts by target, saves what it finds, and goes on where it was ended."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz import long_run
from tests.fuzz.long_run import LongRun, Row, table
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
LATER = time.time() + 1e6


def start(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.fuzz", "--folder", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def counted(run: LongRun) -> list[tuple[str, int, int, int]]:
    return [(row.target, row.executions, row.crashes, row.hangs) for row in run.rows()]


def test_a_run_tells_what_it_did_and_goes_on(tmp_path: Path) -> None:
    """Python -m tests.fuzz prints its counts, keeps them as JSON, and adds to them next time."""
    options = ("--target", "aliases", "--target", "text")
    assert start(tmp_path, "--runs", "4", *options).returncode == 0
    done = start(tmp_path, "--runs", "10", *options)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert [line.split()[:2] for line in lines[1:]] == [
        ["aliases", "5"],
        ["text", "5"],
        ["all", "10"],
    ]
    kept = json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))
    assert kept["seed"] == 1
    assert [(row["target"], row["executions"]) for row in kept["targets"]] == [
        ("aliases", 5), ("text", 5),
    ]  # fmt: skip
    refused = start(tmp_path, "--seed", "2", *options)
    assert refused.returncode == 2
    assert "a run of another seed or target; name another folder" in refused.stderr


def test_going_on_is_the_same_as_not_stopping(tmp_path: Path) -> None:
    """Three runs of ten executions do what one of thirty does."""
    for executions in (10, 20, 30):
        parts = LongRun(tmp_path / "parts", 3, ["aliases", "docx", "query"])
        parts.run(executions, LATER)
    whole = LongRun(tmp_path / "whole", 3, ["aliases", "docx", "query"])
    whole.run(30, LATER)
    same = [(row.target, row.executions, row.read, row.bytes) for row in whole.rows()]
    assert [(row.target, row.executions, row.read, row.bytes) for row in parts.rows()] == same


def test_what_breaks_a_target_is_saved_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken promise and an endless loop are counted apart, each with its input and its trace."""

    def crash(_: bytes) -> bool:
        raise KeyError("promise")

    def hang(_: bytes) -> bool:
        while True:
            pass

    monkeypatch.setitem(TARGETS, "text", crash)
    monkeypatch.setitem(TARGETS, "query", hang)
    monkeypatch.setattr(long_run, "SECONDS", 0.05)
    run = LongRun(tmp_path, 1, ["text", "query"])
    run.run(2, LATER)
    assert counted(run) == [("text", 1, 1, 0), ("query", 1, 0, 1)]
    for name, why in (("text", "KeyError: 'promise'"), ("query", "it took too long")):
        (trace,) = tmp_path.glob(f"{name}-*.trace")
        assert why in trace.read_text(encoding="utf-8")
        assert trace.with_suffix("").read_bytes() in (run.input_of(0)[1], run.input_of(1)[1])


def test_an_input_that_ends_the_process_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What kills the process twice is a crash, and the run goes on behind it."""
    deadly = LongRun(tmp_path, 1, ["aliases"]).input_of(3)[1]

    def die(data: bytes) -> bool:
        if data == deadly:
            os._exit(7)
        return True

    monkeypatch.setitem(TARGETS, "aliases", die)
    for _ in range(2):
        child = os.fork()
        if child == 0:
            LongRun(tmp_path, 1, ["aliases"]).run(9, LATER)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    run = LongRun(tmp_path, 1, ["aliases"])
    run.run(9, LATER)
    assert counted(run) == [("aliases", 9, 1, 0)]
    (trace,) = tmp_path.glob("aliases-*.trace")
    assert trace.with_suffix("").read_bytes() == deadly


def test_the_table_has_a_line_a_target_and_their_sum() -> None:
    """Counts are added up; a rate that cannot be computed is a dash."""
    rows = [
        Row("text", 4, read=3, bytes=400, seconds=2, stopped=0, crashes=1, hangs=0),
        Row("pdf", 0, read=0, bytes=0, seconds=0, stopped=0, crashes=0, hangs=0),
    ]
    assert [line.split() for line in table(rows).splitlines()[1:]] == [
        ["text", "4", "75", "%", "100", "2", "2", "0", "1", "0"],
        ["pdf", "0", "0", "%", "0", "0", "-", "0", "0", "0"],
        ["all", "4", "75", "%", "100", "2", "2", "0", "1", "0"],
    ]
