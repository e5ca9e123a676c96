"""Every fuzz target for a moment: mutated real documents, arbitrary bytes, and all found cases."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutate, seeds
from tests.fuzz.targets import FOUND, TARGETS

FEW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# names in every script, what reorders or hides text, and what other languages take for code
SCRIPTS = st.characters(
    codec=None, categories=["L", "M", "N", "P", "S", "Z", "Cc", "Cf", "Cs", "Co", "Cn"]
)
MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202e", "\u2066", "\x1b]0;x\x07", "\x00",
     "\ufeff", "javascript:alert(1)", "'; DROP TABLE node; --", "\ud800", "{{7*7}}", "${HOME}"]
)  # fmt: skip
CUES = st.sampled_from(
    ["Under the direction of the ", "Director, Division of ", "reports to ", "Knowledge of ",
     "OFFICIAL TITLE: ", "WORKING TITLE: ", "CODE: ", "DUTIES\n", " (ABC) ", "supervises "]
)  # fmt: skip
TEXTS = st.lists(st.one_of(CUES, MARKUP, st.text(SCRIPTS, max_size=40)), max_size=30).map("".join)


@pytest.mark.parametrize("name", TARGETS)
def test_mutated_files(name: str) -> None:
    """Files of each kind, bent a hundred times, break nothing."""
    inputs = seeds(name)
    ran = 0
    for number in range(100):
        TARGETS[name](mutate(random.Random(f"{name}-{number}"), inputs))  # noqa: S311 - repeatable, no secret
        ran += 1
    assert ran == 100


@pytest.mark.parametrize("name", TARGETS)
@FEW
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes(name: str, data: bytes) -> None:
    """Bytes without any sense are read or refused."""
    assert TARGETS[name](data) is None


@FEW
@given(text=TEXTS)
def test_names_in_every_script(text: str) -> None:
    """Letters of any script, hidden characters, code and lone surrogates: all are read."""
    data = text.encode("utf-8", "surrogatepass")
    assert [TARGETS[name](data) for name in ("text", "extractor", "html", "markdown")] == [None] * 4


def test_found_cases() -> None:
    """What once broke a target breaks it no more."""
    broken = []
    for path in sorted(FOUND.glob("*-*")):
        try:
            TARGETS[path.name.partition("-")[0]](path.read_bytes())
        except Exception:
            broken.append(path.name)
    assert broken == []


def test_the_long_run_reports_what_it_did(tmp_path: Path) -> None:
    """Python -m tests.fuzz counts its runs by target and says that it found nothing."""
    command = [sys.executable, "-m", "tests.fuzz", "--runs", "4", "--target", "aliases"]
    done = subprocess.run(
        [*command, "--target", "text", "--save", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (done.returncode, done.stdout) == (0, "4 runs, 0 found  (text 2, aliases 2)\n")
