"""The examples in docstrings are true."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for room in ("graph", "ingest", "dashboard", "orggraph")
    for file in (ROOT / room).rglob("*.py")
    if ">>> " in file.read_text("utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    """Each example prints what stands below it, in the module where it stands."""
    result = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)

    assert result.failed == 0
