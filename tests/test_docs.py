"""What the documentation shows is what happens: its commands run and print what stands below them.

In a fenced ``console`` block a line that begins with ``$`` is run by a shell in a folder like a
clone after ``make demo``; the lines below it are its output, in which a line ``...`` stands for
any number of lines and ``...`` within a line for any characters. ``pycon`` blocks are doctests.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orggraph.cli.program import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
# these set up a machine, run for long or wait for a person; other tests run what they do
NOT_RUN = (
    "make ",
    "git clone",
    "cd ",
    "curl ",
    "source ",
    "orggraph dashboard",
    "orggraph evaluate",
    "orggraph serve",
)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) of every fenced block of a language."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.M | re.S):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{page.relative_to(ROOT)}:{line}", found[1]


def console_sessions() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (where it stands, pairs of a command and its output) of every console block."""
    for place, text in blocks("console"):
        session = [
            (command.removeprefix("$ "), output)
            for command, output in re.findall(r"^(\$ .*)\n((?:(?!\$ ).*\n)*)", text, re.M)
        ]
        yield place, [pair for pair in session if not pair[0].startswith(NOT_RUN)]


SESSIONS = {place: session for place, session in console_sessions() if session}


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory, built_graph: Path) -> Path:
    """Give a folder like a clone after ``make demo``, and descriptions of one's own in it."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "data").symlink_to(ROOT / "data")
    (folder / "my-descriptions").symlink_to(ROOT / "data" / "descriptions")
    (folder / "demo").mkdir()
    (folder / "demo" / "graph").symlink_to(built_graph)
    return folder


def run(command: str, folder: Path) -> str:
    """Return what a command prints, on either stream, when a shell runs it in a folder."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout


def is_like(shown: str, printed: str) -> bool:
    """Return whether the printed text is the shown one, ``...`` standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*?") + r"\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("place", SESSIONS)
def test_a_session_prints_what_the_page_shows(place: str, clone: Path) -> None:
    """Each command of a console block prints exactly the lines below it."""
    for command, shown in SESSIONS[place]:
        printed = run(command, clone)
        if not is_like(shown, printed):
            assert printed == shown, command


def test_python_sessions_print_what_the_page_shows(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ``pycon`` blocks of a page run as one doctest."""
    monkeypatch.chdir(clone)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    pages: dict[str, list[str]] = {}
    for place, text in blocks("pycon"):
        pages.setdefault(place.partition(":")[0], []).append(text)
    for page, texts in pages.items():
        whole = "\n".join(texts)
        runner.run(doctest.DocTestParser().get_doctest(whole, {}, page, page, 0))

    assert runner.summarize(verbose=False).failed == 0


def test_every_command_is_documented() -> None:
    """docs/commands.md has a section for each command, with an example, and for no other."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    sections = dict(re.findall(r"^## ([a-z]+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))

    assert sorted(sections) == sorted(COMMANDS)
    assert [name for name, body in sections.items() if f"orggraph {name}" not in body] == []


def test_every_option_is_documented(clone: Path) -> None:
    """Each option that a command's help lists stands in its section of docs/commands.md."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    sections = dict(re.findall(r"^## ([a-z]+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))

    missing = [
        f"{name} {option}"
        for name, body in sections.items()
        for option in sorted(set(re.findall(r"--[a-z-]+", run(f"orggraph {name} --help", clone))))
        if option not in ("--help", "--graph", "--format") and option not in body
    ]

    assert missing == []


def test_links_lead_to_files() -> None:
    """Every relative link of a page names a file that is there."""
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*PAGES, ROOT / "CHANGELOG.md", ROOT / "data" / "README.md"]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert missing == []


def test_decisions_are_numbered_once() -> None:
    """Each decision has a number of its own, in its file's name and in its heading."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    by_name = [int(page.name[:4]) for page in pages]
    by_heading = [
        int(page.read_text("utf-8").split(".", 1)[0].removeprefix("# ")) for page in pages
    ]

    assert by_name == list(range(1, len(pages) + 1))
    assert by_heading == by_name


def test_files_that_pages_name_are_there() -> None:
    """A page names no Python file of a room by a path that it does not have."""
    pages = [*PAGES, *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    missing = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in pages
        for path in re.findall(
            r"`((?:graph|ingest|dashboard|orggraph|tests|benchmarks)/[\w/.-]+\.\w+)`",
            page.read_text("utf-8"),
        )
        if not (ROOT / path).exists()
    ]

    assert missing == []


def test_the_help_of_each_command_has_an_example(clone: Path) -> None:
    """``orggraph COMMAND --help`` shows how the command is typed."""
    without = [
        name
        for name in COMMANDS
        if f"Example: orggraph {name} " not in run(f"orggraph {name} --help", clone)
    ]

    assert without == []


def test_the_help_of_each_command_says_what_an_option_takes(clone: Path) -> None:
    """A value of an option is named by what it is, never by the type that reads it."""
    types = [
        f"{name}: {found}"
        for name in COMMANDS
        for found in re.findall(
            r"<(?:int|float|text|integer)(?: range)?>", run(f"orggraph {name} --help", clone)
        )
    ]

    assert types == []


@pytest.mark.parametrize(
    "name", ["chain", "touches", "show", "search", "path", "query", "info", "validate", "analyse"]
)
def test_the_example_of_a_question_is_answered(name: str, clone: Path, tmp_path: Path) -> None:
    """What ``--help`` shows as an example runs as it stands on the graph of the five."""
    help_page = run(f"orggraph {name} --help", clone)
    found = re.search(r"Example: (orggraph .+?)\n\s*\n", help_page, re.S)
    assert found is not None
    command = " ".join(found[1].split())
    for link in ("demo/graph", "orggraph-data"):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(clone / "demo" / "graph")

    printed = run(f"{command}; echo status $?", tmp_path)

    assert printed.endswith("status 0\n"), printed
