"""Networks for other tools: read back by networkx with equal attributes, the same bytes always."""

import csv
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import networkx
import pytest

from graph.answers import Chain, Edge, Node
from graph.errors import ExportError
from graph.exports.mermaid import mermaid_of
from graph.exports.networks import NETWORK_FORMATS, NetworkFormat, export_network, write_network
from graph.exports.tables import guarded, write_edges_csv, write_nodes_csv
from graph.reading.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, network_of
from graph.reading.reader import GraphReader
from graph.vocabulary import Osg
from tests.graph.sample import DIRECTOR, NURSE, OUTREACH, PROGRAM, SUPERVISOR
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_NASTY: Final = '=1+1 "quoted" <b>&amp;</b> ]]> \U0001f469 \u202ebidi tab\tline\nreturn\r end'


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphReader]:
    """Yield a reader of a graph whose names and quotes hold every awkward character."""
    quads = small_nquads([("Post", _UNDER, "Boss")], quotes={("Post", _UNDER, "Boss"): _NASTY})
    quads = quads.replace('"Post"', '"=1+1 \\"quoted\\" <b>&amp;</b> ]]>\\tline\\n \\u202E"')
    folder = build_small(tmp_path_factory.mktemp("nasty") / "graph", quads).folder
    with GraphReader.open(folder) as reader:
        yield reader


def _written(reader: GraphReader, network_format: NetworkFormat, **more: Any) -> bytes:
    stream = io.BytesIO()
    write_network(reader, network_format, stream, **more)
    return stream.getvalue()


def _read_back(content: bytes, network_format: NetworkFormat) -> "networkx.MultiDiGraph[str]":
    """Return the network as networkx reads it, with edge keys that are relations."""
    if network_format == "graphml":
        read = networkx.read_graphml(io.BytesIO(content), force_multigraph=True)
    else:
        read = networkx.read_gexf(io.BytesIO(content))
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in read.nodes(data=True):
        network.add_node(node, **{name: data[name] for name in NODE_ATTRIBUTES if name in data})
    for source, target, data in read.edges(data=True):
        values = {name: data[name] for name in EDGE_ATTRIBUTES if name in data}
        network.add_edge(source, target, key=values["relation"], **values)
    return network


def test_network_of_the_sample(reader: GraphReader) -> None:
    """Nodes are entities with their attributes; edges carry weight, confidence and best quote."""
    network = network_of(reader)
    assert (len(network), network.number_of_edges()) == (14, 12)
    assert network.nodes[NURSE.iri] == {
        "label": "Field Nurse",
        "kind": "post",
        "code": "0101",
        "described": True,
        "generic": False,
        "unexpanded": False,
        "root": False,
    }
    quote = "Under the direction of the director of the Division of Field Health"
    edge = network.edges[NURSE.iri, DIRECTOR.iri, "underDirectionOf"]
    start = edge["start"]
    assert edge == {
        "relation": "underDirectionOf",
        "predicate": _UNDER,
        "inferred": False,
        "weight": 1.0,
        "confidence": 0.98,
        "quote": quote,
        "document": "Field Nurse",
        "source_file": "field-nurse.txt",
        "start": start,
        "end": start + len(quote),
    }


def test_network_can_be_narrowed(reader: GraphReader) -> None:
    """Kinds choose nodes and the edges between them; relations choose edges."""
    posts = network_of(reader, ("post",))
    assert {posts.nodes[node]["kind"] for node in posts} == {"post"}
    assert {key for _, _, key in posts.edges(keys=True)} == {"underDirectionOf", "supervises"}
    lines = network_of(reader, ("post", "role"), ("supervises",))
    assert list(lines.edges(keys=True)) == [(SUPERVISOR.iri, NURSE.iri, "supervises")]
    assert len(lines) == 6


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
def test_networkx_reads_back_equal_attributes(
    reader: GraphReader, network_format: NetworkFormat
) -> None:
    """GraphML and GEXF hold the same nodes, edges, attributes and types as the networkx graph."""
    back = _read_back(_written(reader, network_format), network_format)
    expected = network_of(reader)
    assert _nodes(back) == _nodes(expected)
    assert _edges(back) == _edges(expected)


def _nodes(network: "networkx.MultiDiGraph[str]") -> dict[str, dict[str, Any]]:
    return {node: network.nodes[node] for node in network}


def _edges(network: "networkx.MultiDiGraph[str]") -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(s, t, k): data for s, t, k, data in network.edges(keys=True, data=True)}


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
def test_awkward_characters_survive(nasty: GraphReader, network_format: NetworkFormat) -> None:
    """Markup, quotes, line ends and emoji in names and quotes come back as they were."""
    back = _read_back(_written(nasty, network_format), network_format)
    expected = network_of(nasty)
    assert _nodes(back) == _nodes(expected)
    assert _edges(back) == _edges(expected)


def test_forbidden_characters_are_replaced(tmp_path: Path) -> None:
    """A character that XML cannot hold becomes U+FFFD, and the file still parses."""
    quads = small_nquads([("Post", _UNDER, "Boss")]).replace('"Post"', '"a\\u0007b\\u0000c"')
    folder = build_small(tmp_path / "graph", quads).folder
    with GraphReader.open(folder) as reader:
        for name in NETWORK_FORMATS:
            back = _read_back(_written(reader, name), name)
            assert back.nodes[iri_of("Post")]["label"] == "a\ufffdb\ufffdc"


def test_gexf_has_weights_and_colours(reader: GraphReader) -> None:
    """Gephi sees a weight on each edge and a colour for each kind."""
    read = networkx.read_gexf(io.BytesIO(_written(reader, "gexf")))
    assert read.nodes[NURSE.iri]["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    assert read.nodes[PROGRAM.iri]["viz"]["color"]["g"] == 158
    assert {data["weight"] for _, _, data in read.edges(data=True)} == {1.0}


@pytest.mark.parametrize("network_format", NETWORK_FORMATS)
def test_the_same_bytes_in_every_process(sample_folder: Path, network_format: str) -> None:
    """Another process with another hash seed writes the same bytes."""
    program = (
        "import hashlib, io, sys\n"
        "from graph.exports.networks import write_network\n"
        "from graph.reading.reader import GraphReader\n"
        "stream = io.BytesIO()\n"
        "with GraphReader.open(sys.argv[1]) as reader:\n"
        "    write_network(reader, sys.argv[2], stream)\n"
        "print(hashlib.sha256(stream.getvalue()).hexdigest())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(sample_folder), network_format],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    with GraphReader.open(sample_folder) as reader:
        here = hashlib.sha256(_written(reader, network_format)).hexdigest()  # type: ignore[arg-type]  # one of the two
    assert printed == {here}


def test_files_and_errors(reader: GraphReader, tmp_path: Path) -> None:
    """A file is written whole or not at all; unknown formats and folders are told."""
    path = tmp_path / "graph.graphml"
    export_network(reader, "graphml", path, kinds=("post",))
    assert path.read_bytes() == _written(reader, "graphml", kinds=("post",))
    with pytest.raises(ExportError, match="no format 'dot'; there are graphml, gexf"):
        export_network(reader, "dot", path)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(ExportError, match=r"missing/x\.gexf: cannot be written"):
        export_network(reader, "gexf", tmp_path / "missing" / "x.gexf")
    assert [item.name for item in tmp_path.iterdir()] == ["graph.graphml"]


class _Broken(io.RawIOBase):
    def __init__(self, error: OSError) -> None:
        self.error = error

    def write(self, _: object) -> int:
        raise self.error


@pytest.mark.parametrize(
    "write",
    [
        lambda reader, stream: write_network(reader, "graphml", stream),
        write_nodes_csv,
        write_edges_csv,
    ],
)
def test_broken_streams(reader: GraphReader, write: Callable[..., None]) -> None:
    """A full disk is told in words; a reader that goes away is not."""
    with pytest.raises(ExportError, match="could not be written: full"):
        write(reader, _Broken(OSError("full")))
    with pytest.raises(BrokenPipeError):
        write(reader, _Broken(BrokenPipeError("gone")))


def _rows(stream: io.BytesIO) -> list[list[str]]:
    return list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))


def test_tables(reader: GraphReader) -> None:
    """Nodes and edges are rows with a header; what is not known is empty."""
    nodes, edges = io.BytesIO(), io.BytesIO()
    write_nodes_csv(reader, nodes, kinds=("post",))
    write_edges_csv(reader, edges, relations=("subOrganizationOf",))
    header, *rows = _rows(nodes)
    assert header == ["id", *NODE_ATTRIBUTES]
    assert rows[2] == [NURSE.iri, "Field Nurse", "post", "0101", "", "true", *["false"] * 3]
    header, row = _rows(edges)
    assert header == ["source", "target", *EDGE_ATTRIBUTES]
    assert (row[0], row[2], row[4], row[5], row[7]) == (
        OUTREACH.iri,
        "subOrganizationOf",
        "false",
        "1.0",
        "Division of Outreach, a part of the Office of Health",
    )


def test_cells_are_no_formulas(nasty: GraphReader) -> None:
    """A cell that a spreadsheet would run gets an apostrophe, unless that is not wanted."""
    stream, plain = io.BytesIO(), io.BytesIO()
    write_edges_csv(nasty, stream)
    write_edges_csv(nasty, plain, guard=False)
    assert _rows(stream)[1][7] == f"'{_NASTY}"
    assert _rows(plain)[1][7] == _NASTY
    assert [guarded(text) for text in ("=a", "+1", "-1", "@x", "\tx", "a=1", "")] == [
        "'=a",
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        "a=1",
        "",
    ]


def test_mermaid_of_a_chain(reader: GraphReader) -> None:
    """Directors on top, solid and dotted arrows, dashed borders, and where the text ends."""
    assert mermaid_of(reader.chain(NURSE.iri)) == (
        "flowchart BT\n"
        '  n0["Field Nurse"]\n'
        '  n1["Division of Outreach"]\n'
        "  style n1 stroke-dasharray: 4 3\n"
        '  n2["director, Division of Field Health"]\n'
        "  style n2 stroke-dasharray: 4 3\n"
        '  n3["Office of Health"]\n'
        "  style n3 stroke-dasharray: 4 3\n"
        '  n0 -->|"under direction of"| n1\n'
        '  n0 -->|"under direction of"| n2\n'
        '  n1 -.->|"part of"| n3\n'
        '  n3 -.-> s0(["not stated"])\n'
        '  n2 -.-> s1(["not stated"])\n'
    )


def test_mermaid_takes_names_as_text() -> None:
    """Nothing in a name is markup, a quote, a link or a control character to Mermaid."""
    node = Node(
        "https://e.org/x", "post", '"]; click n0 "javascript:x" <b>#35;\n\u202e&`É', described=True
    )
    boss = Node("https://e.org/y", "post", "Boss", described=True)
    edge = Edge(node, "new relation", "https://e.org/r", boss)
    text = mermaid_of(Chain(node, down=False, levels=((edge,),), not_stated=()))
    assert text == (
        "flowchart BT\n"
        '  n0["#34;#93;#59; click n0 #34;javascript#58;x#34; #60;b#62;#35;35#59; #38;#96;É"]\n'
        '  n1["Boss"]\n'
        '  n0 -.->|"new relation"| n1\n'
    )
