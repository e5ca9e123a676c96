"""docs/security.md: every line of it names tests that exist, and what it promises of code holds."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest import limits
from orggraph.cli.program import program

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "security.md"
PACKAGES = ("graph", "ingest", "dashboard", "orggraph")
FORBIDDEN_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "pty", "commands"}
FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.execve",
    "os.spawnv", "subprocess.getoutput", "subprocess.getstatusoutput", "yaml.load", "yaml.load_all",
    "yaml.unsafe_load", "yaml.full_load", "tempfile.mktemp",
}  # fmt: skip
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def code() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the program with its name."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def dotted(node: ast.expr) -> str:
    """Return a name with its dots."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_every_line_names_a_test_that_exists() -> None:
    """Each row of the table names at least one test, and each of them is there."""
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith(("| what", "| limit", "| `MAX_"))]
    missing = []
    for row in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row)
        if not named:
            missing.append(row)
        for file, test in named:
            path = ROOT / file
            if not path.exists() or f"def {test}(" not in path.read_text("utf-8"):
                missing.append(f"{file}::{test}")
    assert missing == []
    assert len(promises) > 20


def test_every_limit_is_listed_as_it_is() -> None:
    """The page gives each limit of ingest/limits.py with its value."""
    listed = dict(re.findall(r"^\| `(MAX_\w+)` \| ([\d,]+) ", PAGE.read_text("utf-8"), re.M))
    assert listed == {name: f"{getattr(limits, name):,}" for name in limits.__all__}


def test_nothing_is_unpickled_evaluated_or_given_to_a_shell() -> None:
    """No module imports pickle or its like, and none calls eval, exec, a shell, or yaml.load."""
    found = []
    for name, tree in code():
        for node in ast.walk(tree):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name.partition(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module.partition(".")[0]]
            elif isinstance(node, ast.Call):
                if dotted(node.func) in FORBIDDEN_CALLS:
                    found.append(f"{name}:{node.lineno}: {dotted(node.func)}")
                found += [
                    f"{name}:{node.lineno}: shell"
                    for keyword in node.keywords
                    if keyword.arg == "shell"
                ]
            found += [
                f"{name}: import {module}" for module in modules if module in FORBIDDEN_MODULES
            ]
    # the messages between a process and its own workers are of multiprocessing, which pickles
    assert [each for each in found if each != "ingest/building/workers.py: import pickle"] == []


def test_the_search_for_forbidden_code_finds_it() -> None:
    """The names of calls are told with their dots, so that the test above can fail."""
    call = ast.parse("os.system('x')", mode="eval").body
    assert isinstance(call, ast.Call)
    assert dotted(call.func) in FORBIDDEN_CALLS


def test_every_dependency_has_a_range() -> None:
    """What the program needs to run is bounded from below and from above."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [
        *project["dependencies"],
        *(name for extra, names in extras.items() if extra not in ("all", "dev") for name in names),
    ]
    assert [name for name in needed if not re.search(r">=[^,]+,<", name)] == []


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e\u2066\x9b31m"
DESCRIPTION = (
    f"""\
Position title: Ward {HOSTILE}Clerk
Reports to: Director, Division of {HOSTILE}Wards

SUMMARY: Works under the direction of the Director of the Division of {HOSTILE}Wards. Knowledge of
the Healthy {HOSTILE}Start Program (HSP) required. Works with the Harbor {HOSTILE}Agency.
DUTIES
Keeps {HOSTILE}logs for the Healthy Start Program (HSP).
"""
    + "Answers calls, and writes the letters of the day.\n" * 200
)
NAMES = (
    b"plain.txt",
    b"two\nlines.txt",
    b"\x1b[31mred.txt",
    b"\xff\xfe.txt",
    b"<script>alert(1)</script>.txt".replace(b"/", b"_"),
    "\u202etxt.exe.txt".encode(),
    b"=cmd|' C'!A0.txt",
    b"-rf.txt",
    b"'; DROP TABLE node; --.txt",
)


@pytest.fixture(scope="module")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Give a graph of descriptions that try to command a terminal, and what its build printed."""
    folder = tmp_path_factory.mktemp("hostile")
    sources = os.fsencode(folder / "sources")
    os.mkdir(sources)  # noqa: PTH102 - names that are no text
    for number, name in enumerate(NAMES):
        with open(os.path.join(sources, name), "wb") as file:  # noqa: PTH118, PTH123 - see above
            file.write(DESCRIPTION.replace("Clerk", f"Clerk {number}").encode())
    with open(os.path.join(sources, b"bad\x1b[5m\n.pdf"), "wb") as file:  # noqa: PTH118, PTH123 - see above
        file.write(b"no PDF")
    done = CliRunner().invoke(
        program, ["build", str(folder / "sources"), "--graph", str(folder / "graph")]
    )
    assert done.exit_code == 0, done.output
    return folder / "graph", done.stdout + done.stderr


COMMANDS = (
    ("info",),
    ("info", "--verify"),
    ("search", "ward"),
    ("search", "logs"),
    ("show", "Ward"),
    ("touches", "HSP"),
    ("validate",),
    ("review",),
    ("query", "posts"),
    ("query", "findings"),
    ("query", "stated-in-document"),
    ("chain", HOSTILE),
)


def test_a_build_prints_no_command_of_a_document(hostile_graph: tuple[Path, str]) -> None:
    """Names of files and words of texts come to the terminal as letters and escapes only."""
    _, printed = hostile_graph
    assert "bad\\x1b[5m\\x0a.pdf" in printed
    assert CONTROLS.findall(printed.replace("\n", "")) == []


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("output_format", ["table", "json"])
def test_no_command_of_a_document_reaches_the_terminal(
    hostile_graph: tuple[Path, str], arguments: tuple[str, ...], output_format: str
) -> None:
    """Whatever is asked, in a table or as JSON, no control or reordering character is printed."""
    graph, _ = hostile_graph
    done = CliRunner().invoke(
        program, [*arguments, "--graph", str(graph), "--format", output_format]
    )
    printed = done.stdout + done.stderr
    assert printed
    assert CONTROLS.findall(printed) == []
