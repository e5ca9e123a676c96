"""What a catalogue needs to know of a graph: its size, classes and properties (VoID, DCAT)."""

from collections.abc import Iterator
from typing import Final

from graph.exports.rdf import RDF_FORMATS, media_type
from graph.iri import slug
from graph.quads import literal
from graph.reading.reader import GraphReader
from graph.vocabulary import PREFIXES

__all__ = ["describe_dataset"]

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": PREFIXES["dct"],
    "void": "http://rdfs.org/ns/void#",
}
_CLASSES: Final = "SELECT ?of (COUNT(*) AS ?n) WHERE { ?s a ?of } GROUP BY ?of"
_PROPERTIES: Final = "SELECT ?of (COUNT(*) AS ?n) WHERE { ?s ?of ?o } GROUP BY ?of"
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_DOCUMENTED: Final = ("org", "osg", "skos", "prov", "oa", "dct", "schema")


def describe_dataset(reader: GraphReader) -> bytes:
    """Return a description of the current organisation as a dataset, in Turtle.

    It says nothing of the run that built the graph: equal graphs have equal descriptions. The
    partitions count the triples of the default graph; the documents' graphs are named graphs
    beside it.

    Raises:
        GraphFolderError: If the store cannot be opened.
    """
    info = reader.info()
    base = _base(reader)
    name = next((node.label for node in reader.iter_nodes(("unit",)) if node.root), "")
    title = f"The organisation graph of {name}" if name else "An organisation graph"
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
    lines += ["", f"<{base}dataset> a void:Dataset, dcat:Dataset ;"]
    lines += [f"    {pair} ;" for pair in _pairs(reader, base, title)]
    lines += [f"    dct:identifier {literal('sha256:' + info.sha256)} .", ""]
    for query, partition, count in (
        (_CLASSES, "class", "void:entities"),
        (_PROPERTIES, "property", "void:triples"),
    ):
        for iri, number in _counts(reader, query):
            lines.append(
                f"<{base}dataset#{partition}-{_name(iri)}> "
                f"void:{partition} <{iri}> ; {count} {number} ."
            )
    for rdf_format in RDF_FORMATS:
        lines += [
            f"<{base}dataset#{rdf_format}> a dcat:Distribution ;",
            f"    dct:title {literal(f'orggraph export --format {rdf_format}')} ;",
            "    dcat:mediaType "
            f"<https://www.iana.org/assignments/media-types/{media_type(rdf_format)}> .",
        ]
    return ("\n".join(lines) + "\n").encode()


def _pairs(reader: GraphReader, base: str, title: str) -> Iterator[str]:
    info = reader.info()
    yield f"dct:title {literal(title)}"
    yield (
        "dct:description "
        + literal(
            f"Posts, offices, reporting lines, programs and agencies of {info.described_posts} "
            "described posts. Each version of a description is a named graph with its claims and "
            "their quotes."
        )
    )
    yield f"void:uriSpace {literal(base)}"
    yield f"void:triples {info.triples}"
    yield f"void:entities {reader.store.select(_SUBJECTS).rows[0][0]}"
    yield f"void:documents {info.versions}"
    for prefix in _DOCUMENTED:
        yield f"void:vocabulary <{PREFIXES[prefix]}>"
    yield f"dct:conformsTo <{PREFIXES['org'].removesuffix('#')}>"
    for query, partition in ((_CLASSES, "class"), (_PROPERTIES, "property")):
        for iri, _ in _counts(reader, query):
            yield f"void:{partition}Partition <{base}dataset#{partition}-{_name(iri)}>"
    for rdf_format in RDF_FORMATS:
        yield f"dcat:distribution <{base}dataset#{rdf_format}>"


def _counts(reader: GraphReader, query: str) -> list[tuple[str, int]]:
    return sorted((str(iri), int(str(number))) for iri, number in reader.store.select(query).rows)


def _name(iri: str) -> str:
    """Return a name for a partition: the prefix of the vocabulary and the term."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}-{iri.removeprefix(namespace)}"
    return slug(iri)


def _base(reader: GraphReader) -> str:
    """Return what the graph's own IRIs begin with."""
    first = reader.database.rows("SELECT iri FROM node WHERE iri LIKE '%/id/%' LIMIT 1")
    return str(first[0][0]).partition("id/")[0] if first else "https://example.org/"
