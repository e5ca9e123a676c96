"""Quotes held against the texts they were taken from."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph

from graph.answers import Iri
from graph.errors import GraphFolderError
from graph.store.interface import Literal
from graph.validation.report import Result
from graph.validation.sparql_route import solutions
from graph.vocabulary import Oa, Osg, Xsd
from graph.workspace import Workspace

__all__ = ["QUOTE_SHAPE", "find_misplaced_quotes", "read_texts"]

QUOTE_SHAPE: Final = "quote-in-place"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HASHES: Final = (
    f"SELECT ?version ?sha256 WHERE {{ GRAPH ?version {{ ?version <{Osg.SHA256}> ?sha256 }} }}"
)
_QUOTES: Final = (
    f"SELECT ?graph ?node ?quote ?start ?end WHERE {{ GRAPH ?graph {{ ?node <{Oa.EXACT}> ?quote ;"
    f" <{Oa.START}> ?start ; <{Oa.END}> ?end }} }}"
)


def read_texts(engine: pyoxigraph.Store, workspace: Workspace) -> Mapping[str, str | None]:
    """Return the text of every version in the graph, by its IRI; None where it cannot be read.

    A lone surrogate stands as the replacement character, as it does in the graph.
    """
    texts: dict[str, str | None] = {}
    for row in solutions(engine.query(_HASHES)):
        version, sha256 = row["version"].value, row["sha256"].value
        try:
            texts[version] = _LONE_SURROGATE.sub("\ufffd", workspace.read_text(sha256))
        except (GraphFolderError, ValueError):
            texts[version] = None
    return dict(sorted(texts.items()))


def find_misplaced_quotes(
    engine: pyoxigraph.Store, texts: Mapping[str, str | None]
) -> Iterator[Result]:
    """Yield a result for every quote that does not stand at its offsets in its text.

    A version whose text cannot be read gives one result, the version itself, and its quotes are
    only measured.
    """
    for version, text in texts.items():
        if text is None:
            yield Result(QUOTE_SHAPE, Iri(version))
    for row in solutions(engine.query(_QUOTES)):
        quote = row["quote"].value
        try:
            start, end = int(row["start"].value), int(row["end"].value)
        except ValueError:
            continue  # another shape's fault
        text = texts.get(row["graph"].value)
        is_misplaced = end - start != len(quote) if text is None else text[start:end] != quote
        if is_misplaced:
            yield Result(
                QUOTE_SHAPE, Iri(row["node"].value), str(Oa.EXACT), Literal(quote, Xsd.STRING)
            )
