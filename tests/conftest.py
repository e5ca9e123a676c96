"""What every test may use: labelled documents, a built graph; and a word on what was left out."""

import os
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTIONS = ROOT / "data" / "descriptions"
ALIASES = ROOT / "data" / "aliases.yaml"

# marker -> (is what it needs there, what to do where it is not)
NEEDS = {
    "browser": (
        bool(shutil.which("chromium") or shutil.which("chromium-browser")),
        "Chromium is not installed (Debian: apt install chromium)",
    ),
    "raptor": (
        bool(shutil.which("rapper")),
        "rapper is not installed (Debian: apt install raptor2-utils)",
    ),
    "gold": (
        Path(os.environ.get("ORGGRAPH_GOLD") or "no folder is named").is_dir(),
        "ORGGRAPH_GOLD does not name a folder of labelled documents",
    ),
}


# by hand: pytest tests/properties --hypothesis-profile=long
settings.register_profile("long", max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the expected graphs of tests/golden be written anew."""
    parser.addoption("--update-golden", action="store_true", help="write the expected graphs anew")


# A shell that starts the suite in the background has its children ignore Ctrl-C, and they hand that
# on; the tests of interrupts need programs that hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests whose needs are missing; refuse to where ORGGRAPH_REQUIRE names them."""
    required = os.environ.get("ORGGRAPH_REQUIRE", "").split()
    for item in items:
        for marker, (is_there, remedy) in NEEDS.items():
            if is_there or item.get_closest_marker(marker) is None:
                continue
            if marker in required:
                message = f"ORGGRAPH_REQUIRE asks for the {marker} tests, but {remedy}"
                raise pytest.UsageError(message)
            item.add_marker(pytest.mark.skip(reason=remedy))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out, and what to do to run them."""
    left_out = terminalreporter.stats.get("skipped", [])
    if not left_out:
        return
    reasons = Counter(
        (report.nodeid.partition("::")[0], str(report.longrepr[2]).removeprefix("Skipped: "))
        for report in left_out
    )
    terminalreporter.section("tests left out")
    for (file, reason), count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:4d} in {file}: {reason}")


@pytest.fixture(scope="session", autouse=True)
def reading_process() -> Iterator[None]:
    """End the process that reads pages while what it has covered can still be counted."""
    yield
    from ingest.readers import bounded

    bounded.stop()


@pytest.fixture(scope="session")
def gold() -> Path:
    """Give the folder of labelled documents; only for tests marked ``gold``."""
    return Path(os.environ["ORGGRAPH_GOLD"])


@pytest.fixture(scope="session")
def descriptions() -> tuple[Path, ...]:
    """Give the five class descriptions that come with the project, by name."""
    return tuple(sorted(DESCRIPTIONS.glob("*.txt")))


@pytest.fixture(scope="session")
def built_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a graph of the five descriptions; tests only read it."""
    from ingest.pipeline import build_graph

    folder = tmp_path_factory.mktemp("graph") / "five"
    build_graph([DESCRIPTIONS], folder, aliases=ALIASES if ALIASES.exists() else None)
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder and work in it, so that defaults do not find the project's own files."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
