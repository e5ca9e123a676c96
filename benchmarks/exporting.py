"""Exporting: the graph as RDF, beside rdflib writing the same triples from its memory store."""

from collections.abc import Iterator
from typing import Final

import rdflib

from benchmarks.harness import Figure, Stage, cpu_seconds
from graph.exports.rdf import RdfFormat, export_rdf
from graph.reading.reader import GraphReader

__all__ = ["measure"]

TRIPLE_FORMATS: Final[tuple[tuple[RdfFormat, str], ...]] = (
    ("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"),
)  # fmt: skip
QUAD_FORMATS: Final[tuple[tuple[RdfFormat, str], ...]] = (("nquads", "nquads"), ("trig", "trig"))
RDFLIB_TRIPLES: Final = 100_000
QUADS: Final = 1_000_000


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the rate of each format, and how many times faster it is than rdflib's."""
    with GraphReader.open(stage.graph) as reader:
        quads, triples = reader.store.count()
        plain = stage.scratch / "export.nt"
        export_rdf(reader.store, "ntriples", plain)
        network = rdflib.Graph().parse(plain, format="nt") if triples <= RDFLIB_TRIPLES else None
        for ours, theirs in TRIPLE_FORMATS:
            yield from _compare(stage, reader, ours, theirs, network, triples)
        if quads > QUADS:
            return
        dataset = None
        if quads <= RDFLIB_TRIPLES:
            whole = stage.scratch / "export.nq"
            export_rdf(reader.store, "nquads", whole)
            dataset = rdflib.Dataset()
            dataset.parse(whole, format="nquads")
        for ours, theirs in QUAD_FORMATS:
            yield from _compare(stage, reader, ours, theirs, dataset, quads)


def _compare(
    stage: Stage,
    reader: GraphReader,
    ours: RdfFormat,
    theirs: str,
    network: rdflib.Graph | None,
    count: int,
) -> Iterator[Figure]:
    path = stage.scratch / f"export.{ours}"
    mine = min(cpu_seconds(lambda: export_rdf(reader.store, ours, path)) for _ in range(2))
    yield Figure(
        benchmark="export",
        name=f"{ours}: ours",
        value=count / mine,
        unit="triples/s",
        documents=stage.documents,
        meaning=f"CPU time of writing {count:,} triples or quads, sorted, to a file",
    )
    if network is None:
        return
    other = cpu_seconds(lambda: network.serialize(path, format=theirs, encoding="utf-8"))
    yield Figure(
        benchmark="export",
        name=f"{ours}: ours against rdflib",
        value=other / mine,
        unit="times faster",
        documents=stage.documents,
        meaning="CPU time of rdflib's serialize() of the same, loaded before, divided by ours",
    )
