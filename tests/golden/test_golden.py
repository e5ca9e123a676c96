"""Descriptions whose graph is written down: CASE/*.txt, perhaps aliases.yaml -> CASE/expected.nq.

The graphs have no blank nodes, so that two are isomorphic when they hold the same quads. What only
measures reading (the rule, the confidence, mentions, what reading found odd) is left out.
"""

from pathlib import Path

import pyoxigraph
import pytest

from graph.folder.workspace import Workspace
from graph.vocabulary import Osg
from ingest.pipeline import build_graph

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] != "_")
LEFT_OUT = {Osg.RULE.value, Osg.CONFIDENCE.value}


def built(case: Path, folder: Path) -> list[str]:
    """Return the sorted N-Quads of a case, without what only measures reading."""
    aliases = case / "aliases.yaml"
    build_graph(
        [case / "*.txt"],
        folder,
        base=f"https://example.org/{case.name}/",
        aliases=aliases if aliases.exists() else None,
    )
    current = Workspace.open(folder).current()
    assert current is not None
    store = pyoxigraph.Store.read_only(str(current.store_folder))
    return sorted(
        f"{quad} ."
        for quad in store
        if quad.predicate.value not in LEFT_OUT
        and not any(folder in str(quad.subject) for folder in ("/finding/", "/mention/"))
    )


@pytest.mark.parametrize("case", CASES)
def test_the_graph_is_the_one_written_down(
    case: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The descriptions of the case give the quads of expected.nq, each and no other."""
    lines = built(HERE / case, tmp_path / "graph")
    expected = HERE / case / "expected.nq"
    if request.config.getoption("--update-golden"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8").split("\n")[:-1]
    missing, extra = sorted(set(wanted) - set(lines)), sorted(set(lines) - set(wanted))
    assert (missing, extra) == ([], []), "rewrite with: pytest tests/golden --update-golden"
