"""Nodes and edges as CSV (RFC 4180), for spreadsheets and for tools that import tables."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

from graph.errors import ExportError
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

__all__ = ["guarded", "write_edges_csv", "write_nodes_csv"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_nodes_csv(
    reader: GraphReader, stream: IO[bytes], *, kinds: Sequence[str] = (), guard: bool = True
) -> None:
    """Write one row a node: its IRI and its attributes.

    Args:
        reader: The graph.
        stream: Where to write UTF-8.
        kinds: The kinds of node that are wanted; all when empty.
        guard: Whether a cell that a spreadsheet would take for a formula gets an apostrophe.

    Raises:
        ExportError: If the stream cannot be written to.
        BrokenPipeError: If whoever reads the stream went away.
    """
    rows = (
        [node.iri, *_cells(node_attributes(node), NODE_ATTRIBUTES)]
        for node in iter_network_nodes(reader, kinds)
    )
    _write(["id", *NODE_ATTRIBUTES], rows, stream, guard=guard)


def write_edges_csv(
    reader: GraphReader,
    stream: IO[bytes],
    *,
    kinds: Sequence[str] = (),
    relations: Sequence[str] = (),
    guard: bool = True,
) -> None:
    """Write one row an edge: the IRIs of both ends, and its attributes with its best quote.

    Args:
        reader: The graph.
        stream: Where to write UTF-8.
        kinds: The kinds of node that are wanted at both ends; all when empty.
        relations: The relations that are wanted; all when empty.
        guard: Whether a cell that a spreadsheet would take for a formula gets an apostrophe.

    Raises:
        ExportError: If the stream cannot be written to.
        BrokenPipeError: If whoever reads the stream went away.
    """
    rows = (
        [edge.source.iri, edge.target.iri, *_cells(edge_attributes(edge), EDGE_ATTRIBUTES)]
        for edge in iter_network_edges(reader, kinds, relations)
    )
    _write(["source", "target", *EDGE_ATTRIBUTES], rows, stream, guard=guard)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(attributes: Attributes, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = attributes.get(name, "")
        yield str(value).lower() if isinstance(value, bool) else str(value)


def _write(
    header: Sequence[str], rows: Iterable[Sequence[str]], stream: IO[bytes], *, guard: bool
) -> None:
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    try:
        for row in itertools.chain([header], rows):
            writer.writerow([guarded(cell) for cell in row] if guard else row)
            stream.write(line.getvalue().encode("utf-8", "replace"))
            line.seek(0)
            line.truncate()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"the export could not be written: {error}") from error
