"""The program ends as a program should: its status, its streams, an interrupt, a closed pipe."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "orggraph"]


def run(
    *arguments: str, given: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Return how the program ended in a process of its own."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--help",), 0),
        (("--version",), 0),
        (("chain", "--help"), 0),
        (("extract", "no such file"), 2),
        (("chain", "x", "--graph", "no such folder"), 2),
        (("chian",), 2),
        (("chain",), 2),
        (("chain", "x", "--format", "xml"), 2),
    ],
)
def test_the_status_says_how_it_ended(arguments: tuple[str, ...], status: int) -> None:
    """0 for help, 2 for wrong usage and an unusable graph; never a traceback."""
    done = run(*arguments)

    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (status == 0)


def test_what_is_not_in_the_graph_is_status_1(built_graph: Path) -> None:
    """An unknown post is an answer: one line on standard error."""
    done = run("chain", "Astronaut", "--graph", str(built_graph))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("orggraph: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_typing_error_in_a_command_is_guessed() -> None:
    """The nearest command is offered."""
    assert "Did you mean 'chain'?" in run("chian").stderr


def test_extract_reads_standard_input(descriptions: tuple[Path, ...]) -> None:
    """A description that is piped in gives the same record as its file, under the name "-"."""
    file = next(file for file in descriptions if file.name == "pupil-personnel-worker.txt")

    piped = json.loads(run("extract", "-", given=file.read_text("utf-8")).stdout)
    read = json.loads(run("extract", str(file)).stdout)

    assert piped["source"] == "-"
    assert {**piped, "source": str(file)} == read


def test_output_is_utf_8_in_every_locale(descriptions: tuple[Path, ...]) -> None:
    """A record is UTF-8 whatever the terminal's encoding is."""
    plain = run("extract", str(descriptions[-1]))
    other = run("extract", str(descriptions[-1]), environment={"PYTHONIOENCODING": "latin-1"})

    assert "State¿s" in plain.stdout
    assert plain.stdout == other.stdout


def test_a_closed_pipe_ends_quietly(descriptions: tuple[Path, ...]) -> None:
    """A reader that goes away gets no complaint, as with other command line tools."""
    files = [str(file) for file in descriptions] * 3
    with subprocess.Popen(
        [*PROGRAM, "extract", *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        complaint = process.stderr.read()
        status = process.wait(timeout=60)

    assert (status, complaint) == (141, b"")


def test_a_full_disk_is_told(descriptions: tuple[Path, ...]) -> None:
    """Where the output cannot be written the reason is one line, and the status is 2."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, "extract", str(descriptions[0])],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "orggraph: standard output: no space left on device\n"


def test_an_interrupt_ends_a_running_query(built_graph: Path) -> None:
    """Ctrl-C stops a query that would run for minutes, with status 130 and no traceback."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with subprocess.Popen(
        [*PROGRAM, "query", "-", "--graph", str(built_graph)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(endless)
        process.stdin.close()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for _ in range(600):
            if children.read_text("ascii").strip():
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        complaint = process.stderr.read()
        status = process.wait(timeout=20)

    assert status == 130
    assert "Traceback" not in complaint
