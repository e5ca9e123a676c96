"""The progress of long work: words, rate and time left on a terminal, nothing anywhere else."""

import io
import sys
import threading

import pytest

from orggraph.cli.progress import progress_bar


class Terminal(io.StringIO):
    """Standard error as though it were a terminal."""

    def isatty(self) -> bool:
        """Return that somebody is there."""
        return True


def test_somebody_at_a_terminal_sees_words_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage has its name, how much is done and how fast; small steps are a percentage."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("orggraph.cli.progress._SECONDS", 0.0)
    with progress_bar() as advance:
        assert advance is not None
        for done in range(0, 2001, 500):
            advance("read", done, 2000)
        advance("load", 0, 2)
        advance("load", 1, 2)
        advance("something else", 3, 40)
    shown = terminal.getvalue()
    assert "reading" in shown
    assert "1,500 of 2,000 (" in shown
    assert " a second)" in shown
    assert "loading it" in shown
    assert "50 %" in shown
    assert "something else" in shown


def test_no_thread_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers can be forked while a bar stands there: no other thread is running."""
    monkeypatch.setattr(sys, "stderr", Terminal())
    before = threading.active_count()
    with progress_bar() as advance:
        assert advance is not None
        advance("read", 1, 100)
        assert threading.active_count() == before


def test_nobody_sees_anything_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is a file there is nothing to call, and nothing is written."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar() as advance:
        assert advance is None
    assert stream.getvalue() == ""
