"""The command line starts light: what an answer does not need is not imported."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "bs4",
    "charset_normalizer",
    "docx",
    "lxml",
    "networkx",
    "numpy",
    "oxrdflib",
    "pandas",
    "pydantic",
    "pdfminer",
    "pyvis",
    "rdflib",
    "rich",
    "streamlit",
    "yaml",
}
# measured 290 for an answer on Python 3.11 with typer 0.28; room for other releases of both
MOST_MODULES = 450


def modules_of(*arguments: str) -> set[str]:
    """Return the names of the modules that are loaded when a command has ended."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "orggraph", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return {
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("--version",), ("chain", "0931"), ("touches", "METS"), ("search", "pupil")],
)
def test_an_answer_imports_only_what_it_needs(
    arguments: tuple[str, ...], built_graph: Path
) -> None:
    """Neither the dashboard nor rdflib, networkx, Rich or the readers' parsers are loaded."""
    graph = [] if arguments[0].startswith("-") else ["--graph", str(built_graph)]

    loaded = modules_of(*arguments, *graph)

    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()
    assert len(loaded) <= MOST_MODULES


def test_the_python_face_is_light() -> None:
    """``import orggraph`` loads nothing but itself and the standard library."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; before = set(sys.modules); import orggraph;"
            "roots = {name.partition('.')[0] for name in set(sys.modules) - before};"
            "print(*sorted(roots - sys.stdlib_module_names))",
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )

    assert done.stdout.split() == ["orggraph"]
