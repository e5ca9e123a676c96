"""orggraph extract: a file that cannot be read costs no other file anything."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest import extraction
from ingest.document import SourceDocument
from ingest.record import Extraction
from orggraph.cli.program import program


def test_a_file_that_breaks_a_rule_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where reading one file fails, it is named on standard error and the others are written."""
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text("Position title: Ward Clerk\nDUTIES\nKeeps logs.\n")
    real = extraction.extract

    def extract(document: SourceDocument) -> Extraction:
        if document.source.endswith("bad.txt"):
            raise ZeroDivisionError("on purpose")
        return real(document)

    monkeypatch.setattr(extraction, "extract", extract)
    done = CliRunner().invoke(program, ["extract", str(tmp_path)])
    assert done.exit_code == 0
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [
        str(tmp_path / "good.txt")
    ]
    assert "bad.txt: reading it failed (ZeroDivisionError: on purpose)" in done.stderr
