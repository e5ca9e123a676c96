"""Quotes held against the texts they were taken from."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph

from graph.answers import Iri
from graph.errors import GraphFolderError
from graph.folder.workspace import Workspace
from graph.store.interface import Literal
from graph.validation.report import Result
from graph.validation.sparql_route import solutions
from graph.vocabulary import Oa, Osg, Xsd

__all__ = ["QUOTE_SHAPE", "find_misplaced_quotes", "read_texts"]

QUOTE_SHAPE: Final = "quote-in-place"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HASHES: Final = (
    f"SELECT ?version ?sha256 WHERE {{ GRAPH ?version {{ ?version <{Osg.SHA256}> ?sha256 }} }}"
)
# All quotes of a graph in one cell, each as "rows start end length quote": to read three indexes
# and to hand over one row a graph takes half the time of a row a quote.
_IN_BLOCKS: Final = f"""
    SELECT ?graph (GROUP_CONCAT(?placed; SEPARATOR="") AS ?quotes) WHERE {{
      {{
        SELECT ?graph ?node (CONCAT(
            STR(COUNT(*)), " ", STR(SAMPLE(?start)), " ", STR(SAMPLE(?end)), " ",
            STR(STRLEN(SAMPLE(?quote))), " ", STR(SAMPLE(?quote))) AS ?placed) WHERE {{
          GRAPH ?graph {{
            {{ ?node <{Oa.EXACT}> ?quote }}
            UNION {{ ?node <{Oa.START}> ?start }}
            UNION {{ ?node <{Oa.END}> ?end }}
          }}
        }}
        GROUP BY ?graph ?node
      }}
      FILTER(BOUND(?placed))
    }}
    GROUP BY ?graph
"""
_ONE_BY_ONE: Final = (
    f"SELECT ?graph ?node ?quote ?start ?end WHERE {{ GRAPH ?graph {{ ?node <{Oa.EXACT}> ?quote ;"
    f" <{Oa.START}> ?start ; <{Oa.END}> ?end }} }}"
)
_HEAD: Final = re.compile(r"3 ([0-9]+) ([0-9]+) ([0-9]+) ")


def read_texts(engine: pyoxigraph.Store, workspace: Workspace) -> Mapping[str, str | None]:
    """Return the text of every version in the graph, by its IRI; None where it cannot be read.

    A text is read when it is asked for, and not kept. A lone surrogate stands as the replacement
    character, as it does in the graph.
    """
    hashes = {row["version"].value: row["sha256"].value for row in solutions(engine.query(_HASHES))}
    return _Texts(workspace, dict(sorted(hashes.items())))


class _Texts(Mapping[str, str | None]):
    """The texts of the versions of a graph folder."""

    def __init__(self, workspace: Workspace, hashes: Mapping[str, str]) -> None:
        self._workspace = workspace
        self._hashes = hashes

    def __getitem__(self, version: str) -> str | None:
        sha256 = self._hashes[version]
        try:
            return _LONE_SURROGATE.sub("\ufffd", self._workspace.read_text(sha256))
        except (GraphFolderError, ValueError):
            return None

    def __iter__(self) -> Iterator[str]:
        return iter(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)


def find_misplaced_quotes(
    engine: pyoxigraph.Store, texts: Mapping[str, str | None]
) -> Iterator[Result]:
    """Yield a result for every quote that does not stand at its offsets in its text.

    A version whose text cannot be read gives one result, the version itself, and its quotes are
    only measured.
    """
    seen = set()
    for row in solutions(engine.query(_IN_BLOCKS)):
        graph = row["graph"].value
        seen.add(graph)
        text = texts.get(graph)
        if text is None and graph in texts:
            yield Result(QUOTE_SHAPE, Iri(graph))
        if row["quotes"] is None or not _all_in_place(row["quotes"].value, text):
            yield from _misplaced(engine, row["graph"], text)
    for version in texts:
        if version not in seen and texts[version] is None:
            yield Result(QUOTE_SHAPE, Iri(version))


def _all_in_place(quotes: str, text: str | None) -> bool:
    """Return False when a quote of a block is misplaced, or the block cannot be taken apart."""
    place = 0
    while place < len(quotes):
        head = _HEAD.match(quotes, place)
        if head is None:
            return False
        start, end, length = map(int, head.groups())
        place = head.end() + length
        if end - start != length:
            return False
        if text is not None and text[start:end] != quotes[head.end() : place]:
            return False
    return True


def _misplaced(
    engine: pyoxigraph.Store, graph: pyoxigraph.NamedNode, text: str | None
) -> Iterator[Result]:
    answer = engine.query(_ONE_BY_ONE, substitutions={pyoxigraph.Variable("graph"): graph})
    for row in solutions(answer):
        quote = row["quote"].value
        try:
            start, end = int(row["start"].value), int(row["end"].value)
        except ValueError:
            continue  # another shape's fault
        is_misplaced = end - start != len(quote) if text is None else text[start:end] != quote
        if is_misplaced:
            yield Result(
                QUOTE_SHAPE, Iri(row["node"].value), str(Oa.EXACT), Literal(quote, Xsd.STRING)
            )
