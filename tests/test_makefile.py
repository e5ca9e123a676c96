"""The Makefile: a newcomer's two commands."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_make_check_plans_its_steps_whatever_the_files_of_the_tests_are_called(
    tmp_path: Path,
) -> None:
    """File names with spaces among the data of the tests do not stop make check."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    labelled = tmp_path / "tests" / "labelled"
    labelled.mkdir(parents=True)
    (labelled / "ZOO KEEPER $1 4321.txt").write_text("A text.", "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment.pop("MFLAGS", None)

    planned = subprocess.run(
        ["make", "--dry-run", "check"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert planned.returncode == 0, planned.stderr
    assert "coverage report --include='graph/*'" in planned.stdout
