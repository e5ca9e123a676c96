"""A person's own labels give a table of figures, as text, JSON and CSV."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orggraph.cli.program import program

TEXT = (
    "WORKING TITLE: Garden Helper\n"
    "SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of the director of the Division of "
    "Ferns, waters them.\n"
)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Give a folder with one labelled text: one line right, one missed."""
    (tmp_path / "helper.txt").write_text(TEXT, encoding="utf-8")
    gold = {
        "id": "helper",
        "fields": {"working_title": "Garden Helper"},
        "units": ["Division of Ferns"],
        "reports_to": [
            {"kind": "post", "name": "director", "of_unit": "Division of Ferns"},
            {"kind": "unit", "name": "Division of Ponds"},
        ],
    }
    (tmp_path / "helper.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_the_figures_are_printed_in_every_format(labels: Path) -> None:
    """Precision is whole, recall is half; the three formats agree."""
    table = CliRunner().invoke(program, ["evaluate", str(labels)])
    as_json = CliRunner().invoke(program, ["evaluate", str(labels), "--format", "json"])
    as_csv = CliRunner().invoke(program, ["evaluate", str(labels), "--format", "csv"])

    assert (table.exit_code, as_json.exit_code, as_csv.exit_code) == (0, 0, 0)
    (line,) = (
        row for row in json.loads(as_json.stdout)["relations"] if row["name"] == "reports_to"
    )
    assert line == {
        "name": "reports_to",
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "right": 1,
        "wrong": 0,
        "gold": 2,
    }
    drawn = next(line for line in table.stdout.splitlines() if line.startswith("reports_to  "))
    assert drawn.split() == ["reports_to", "1.00", "0.50", "0.67", "1", "0", "2"]
    (row,) = (
        row for row in csv.DictReader(io.StringIO(as_csv.stdout)) if row["name"] == "reports_to"
    )
    assert (row["right"], row["wrong"], row["gold"]) == ("1", "0", "2")


def test_the_errors_are_listed_with_their_text(labels: Path) -> None:
    """With --errors the missed unit is named."""
    listed = CliRunner().invoke(program, ["evaluate", str(labels), "--errors", "--format", "csv"])

    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert [(row["relation"], row["kind"], row["document"]) for row in rows] == [
        ("reports_to", "missed", "helper")
    ]
    assert "Division of Ponds" in rows[0]["label"]
    assert (
        "Division of Ponds"
        in CliRunner().invoke(program, ["evaluate", str(labels), "--errors"]).stdout
    )


def test_a_label_without_its_text_is_told(labels: Path) -> None:
    """A missing text is named on standard error and counts as missed."""
    (labels / "helper.txt").unlink()

    done = CliRunner().invoke(program, ["evaluate", str(labels)])

    assert done.exit_code == 0
    assert done.stderr == "orggraph: helper.txt: not beside its labels\n"
    assert "1 without a reading" in done.stdout


def test_a_folder_without_labels_is_status_2(tmp_path: Path) -> None:
    """The message names the folder."""
    done = CliRunner().invoke(program, ["evaluate", str(tmp_path)])

    assert (done.exit_code, done.stdout) == (2, "")
    assert str(tmp_path) in done.stderr
