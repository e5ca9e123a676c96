"""``orggraph synthesize`` writes a folder that ``orggraph evaluate`` reads."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from graph.counted import counted
from orggraph.cli.program import program


def run(*arguments: str | Path) -> Result:
    """Return how a command ended."""
    return CliRunner().invoke(program, list(map(str, arguments)))


def test_writes_a_folder_and_says_what(tmp_path: Path) -> None:
    """The line tells how many files there are of each sort; the folder is labelled."""
    folder = tmp_path / "invented"
    result = run("synthesize", "30", "--seed", "7", "-o", folder, "--broken", "0.1")
    assert result.exit_code == 0
    texts, labels = list(folder.rglob("*.txt")), list(folder.rglob("*.gold.json"))
    assert len(texts) == 30
    lines = (folder / "files.jsonl").read_text("utf-8").splitlines()
    listed = [json.loads(line) for line in lines]
    broken = sum("broken" in each for each in listed)
    former = sum(each["former"] and "broken" not in each for each in listed)
    assert (len(labels), broken > 0, former > 0) == (30 - broken, True, True)
    figures = f"{len(labels)} with labels, {counted(former, 'former version')}, {broken} broken"
    assert result.stdout == f"{folder}: 30 files, {figures}\n"
    assert run("evaluate", folder).exit_code == 0


def test_folder_in_use_ends_with_2(tmp_path: Path) -> None:
    """A folder that holds something is left as it is."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("synthesize", "3", "-o", tmp_path)
    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_wrong_numbers_end_with_2(tmp_path: Path) -> None:
    """Shares lie between 0 and 1, and there is at least one file."""
    assert run("synthesize", "0", "-o", tmp_path / "a").exit_code == 2
    assert run("synthesize", "3", "-o", tmp_path / "a", "--broken", "2").exit_code == 2
    assert not (tmp_path / "a").exists()
