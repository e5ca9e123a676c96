"""The file of quads: plain lines sorted and once, then graphs as they came."""

from pathlib import Path

import pytest

from graph.trig import HEADER
from ingest.building.graph_file import GraphFile


@pytest.mark.parametrize("many", [1, 2, 3, 1000])
def test_the_file_is_the_same_however_little_fits_in_memory(tmp_path: Path, many: int) -> None:
    """Plain lines come first, sorted, each once; graphs follow in the order they were given."""
    file = GraphFile(tmp_path / "graph.trig", many=many)
    file.add_plain(["b\n", "a\u2028\x85\n"])
    file.add_graph(["z g1\n", "a g1\n"])
    file.add_plain(["b\n", "c\n", "a\n"])
    file.add_plain(["a\n"])
    file.add_graph(["x g2\n"])
    file.finish()
    text = (tmp_path / "graph.trig").read_bytes().decode()
    assert text == HEADER + "a\na\u2028\x85\nb\nc\nz g1\na g1\nx g2\n"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]


def test_a_file_that_is_closed_early_takes_nothing_more(tmp_path: Path) -> None:
    """Closing without finishing leaves no file of quads."""
    file = GraphFile(tmp_path / "graph.trig")
    file.close()
    assert not (tmp_path / "graph.trig").exists()
    with pytest.raises(ValueError, match="closed"):
        file.add_graph(["a\n"])
