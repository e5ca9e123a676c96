"""Every fuzz target for a moment: mutated real documents, arbitrary bytes, and all found cases."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import make_input
from tests.fuzz.small_files import seeds
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
    """Files of each kind, bent a hundred times, break nothing; some can still be read."""
    inputs = seeds(name)
    read = 0
    for number in range(100):
        chance = random.Random(f"{name}-{number}")  # noqa: S311 - repeatable, no secret
        read += TARGETS[name](make_input(name, chance, inputs))
    assert 0 < read <= 100


@pytest.mark.parametrize("name", TARGETS)
@FEW
@given(data=st.binary(max_size=400))
def test_arbitrary_bytes(name: str, data: bytes) -> None:
    """Bytes without any sense are read or refused."""
    assert TARGETS[name](data) in {True, False}


@FEW
@given(text=TEXTS)
def test_names_in_every_script(text: str) -> None:
    """Letters of any script, hidden characters, code and lone surrogates: all are read."""
    data = text.encode("utf-8", "surrogatepass")
    for name in ("text", "extractor", "html", "markdown"):
        assert TARGETS[name](data) in {True, False}


def test_found_cases() -> None:
    """What once broke a target breaks it no more."""
    broken = []
    for path in sorted(FOUND.glob("*-*")):
        try:
            TARGETS[path.name.partition("-")[0]](path.read_bytes())
        except Exception:
            broken.append(path.name)
    assert broken == []
