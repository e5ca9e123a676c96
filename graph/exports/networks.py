"""Networks for yEd, Gephi, Cytoscape and networkx: GraphML and GEXF, node by node to a stream.

The files hold no date and no version, so that the same graph gives the same bytes. What XML 1.0
forbids is replaced by U+FFFD.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias, get_args

from graph.answers import Edge, Node
from graph.errors import ExportError
from graph.exports.xml_characters import XmlCharacterFilter
from graph.folder.durable import replace_file
from graph.reading.network import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attributes,
    edge_attributes,
    iter_network_edges,
    iter_network_nodes,
    node_attributes,
)
from graph.reading.reader import GraphReader

__all__ = ["COLOURS", "NETWORK_FORMATS", "NetworkFormat", "export_network", "write_network"]

NetworkFormat: TypeAlias = Literal["graphml", "gexf"]
NETWORK_FORMATS: Final[tuple[NetworkFormat, ...]] = get_args(NetworkFormat)

COLOURS: Final = {
    "post": (0, 114, 178),
    "unit": (230, 159, 0),
    "program": (0, 158, 115),
    "agency": (204, 121, 167),
    "team": (86, 180, 233),
    "credential": (240, 228, 66),
    "law": (213, 94, 0),
}
"""Colours of kinds that colour-blind people tell apart (Okabe and Ito, 2008); others are grey."""

_GREY: Final = (153, 153, 153)
_GRAPHML_TYPES: Final = {
    "string": "string",
    "boolean": "boolean",
    "double": "double",
    "integer": "long",
}


def write_network(
    reader: GraphReader,
    network_format: NetworkFormat,
    stream: IO[bytes],
    *,
    kinds: Sequence[str] = (),
    relations: Sequence[str] = (),
) -> None:
    """Write the organisation as a network to a binary stream.

    Args:
        reader: The graph.
        network_format: One of NETWORK_FORMATS.
        stream: Where to write.
        kinds: The kinds of node that are wanted; all when empty.
        relations: The relations that are wanted; all when empty.

    Raises:
        ExportError: If the format is unknown, or the stream cannot be written to.
        BrokenPipeError: If whoever reads the stream went away.
    """
    if network_format not in NETWORK_FORMATS:
        raise ExportError(f"no format {network_format!r}; there are {', '.join(NETWORK_FORMATS)}")
    lines = _graphml if network_format == "graphml" else _gexf
    nodes = iter_network_nodes(reader, kinds)
    edges = iter_network_edges(reader, kinds, relations)
    characters = XmlCharacterFilter(stream)
    try:
        for line in lines(nodes, edges):
            characters.write(f"{line}\n".encode("utf-8", "replace"))
        characters.finish()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"the export could not be written: {error}") from error


def export_network(
    reader: GraphReader,
    network_format: NetworkFormat,
    path: Path,
    *,
    kinds: Sequence[str] = (),
    relations: Sequence[str] = (),
) -> None:
    """Write the organisation as a network to a file, which is replaced once it is whole.

    Raises:
        ExportError: If the format is unknown, or the file cannot be written.
    """
    try:
        with replace_file(path, sync=False) as file:
            write_network(reader, network_format, file, kinds=kinds, relations=relations)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error})") from error


def _graphml(nodes: Iterator[Node], edges: Iterator[Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for of, types in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        for name, kind in types.items():
            written = _GRAPHML_TYPES[kind]
            yield (f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{written}"/>')
    yield '  <graph id="organisation" edgedefault="directed">'
    for node in nodes:
        yield f'    <node id="{_escape(node.iri)}">'
        yield from _graphml_data("node", node_attributes(node))
        yield "    </node>"
    for edge in edges:
        source, target = _escape(edge.source.iri), _escape(edge.target.iri)
        yield f'    <edge id="{_edge_id(edge)}" source="{source}" target="{target}">'
        yield from _graphml_data("edge", edge_attributes(edge))
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _graphml_data(of: str, attributes: Attributes) -> Iterator[str]:
    for name, value in attributes.items():
        yield f'      <data key="{of}-{name}">{_escape(_written(value))}</data>'


def _gexf(nodes: Iterator[Node], edges: Iterator[Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<gexf xmlns="http://www.gexf.net/1.2draft" '
        'xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">'
    )
    yield '  <graph defaultedgetype="directed" mode="static">'
    for of, types in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        yield f'    <attributes class="{of}" mode="static">'
        for name, kind in types.items():
            if name not in {"label", "weight"}:
                yield f'      <attribute id="{of}-{name}" title="{name}" type="{kind}"/>'
        yield "    </attributes>"
    yield "    <nodes>"
    for node in nodes:
        red, green, blue = COLOURS.get(node.kind, _GREY)
        yield f'      <node id="{_escape(node.iri)}" label="{_escape(node.label)}">'
        yield from _gexf_values("node", node_attributes(node))
        yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
        yield "      </node>"
    yield "    </nodes>"
    yield "    <edges>"
    for edge in edges:
        attributes = edge_attributes(edge)
        source, target = _escape(edge.source.iri), _escape(edge.target.iri)
        yield (
            f'      <edge id="{_edge_id(edge)}" source="{source}" target="{target}" '
            f'label="{_escape(edge.relation)}" weight="{attributes["weight"]}">'
        )
        yield from _gexf_values("edge", attributes)
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _gexf_values(of: str, attributes: Attributes) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in attributes.items():
        if name not in {"label", "weight"}:
            written = _escape(_written(value))
            yield f'          <attvalue for="{of}-{name}" value="{written}"/>'
    yield "        </attvalues>"


def _edge_id(edge: Edge) -> str:
    return _escape(f"{edge.source.iri} {edge.relation} {edge.target.iri}")


def _written(value: str | float | bool) -> str:  # noqa: FBT001 - any value of an attribute
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _escape(text: str) -> str:
    """Return a text for an attribute in double quotes or for the content of an element.

    What else XML forbids, and the carriage return, are the filter's.
    """
    for letter, reference in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("\n", "&#10;"),
        ("\t", "&#9;"),
    ):
        text = text.replace(letter, reference)
    return text
