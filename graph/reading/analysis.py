"""What the shape of the organisation tells, as rows with reasons: each analysis by its name.

>>> [analysis.name for analysis in ANALYSES]
['layers', 'span', 'orphans', 'cycles', 'undescribed', 'shared', 'hubs', 'similar']
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.answers import Cell, Edge, Table
from graph.errors import NotFoundError, QueryError
from graph.reading.measures import find_circles, find_layers, find_most_connected, find_similar
from graph.reading.reader import GraphReader
from graph.reading.reporting import find_directors, find_orphans, find_shared_programs

__all__ = ["ANALYSES", "Analysis", "analyse"]

Row: TypeAlias = tuple[Cell, ...]
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question about the whole organisation, or about one role in it.

    Attributes:
        name: What it is asked for by.
        title: What it tells, in a line.
        columns: The columns of its rows.
        rows: Gives the rows, the most telling first: of a reader, and of a role's IRI where
            ``about_role`` is set.
        about_role: Whether it is about one role.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[GraphReader, str], Iterator[Row]]
    about_role: bool = False


def analyse(
    reader: GraphReader, name: str, role: str | None = None, *, limit: int | None = None
) -> Table:
    """Return the rows of an analysis, at most ``limit`` of them.

    Args:
        reader: The graph.
        name: The name of one of the ANALYSES.
        role: The name, code or IRI of the role that "similar" is about.
        limit: At most so many rows; None is all.

    Raises:
        NotFoundError: If there is no such analysis, or no such role.
        QueryError: If a role is missing, or named where none is asked about.
    """
    analysis = next((each for each in ANALYSES if each.name == name), None)
    if analysis is None:
        names = tuple(each.name for each in ANALYSES)
        raise NotFoundError(
            f"no analysis {name!r}; there are {', '.join(names)}", what=name, suggestions=names
        )
    if analysis.about_role and role is None:
        raise QueryError(f"the analysis {name!r} is about one role: name it")
    if role is not None and not analysis.about_role:
        raise QueryError(f"the analysis {name!r} is about the whole organisation: name no role")
    rows = analysis.rows(reader, "" if role is None else reader.find_post(role).iri)
    kept = tuple(itertools.islice(rows, limit))
    truncated = limit is not None and next(rows, None) is not None
    return Table(analysis.columns, kept, truncated)


def _layers(reader: GraphReader, _: str) -> Iterator[Row]:
    above: dict[str, list[str]] = {}
    for edge in reader.iter_edges(("underDirectionOf", "reportsTo")):
        above.setdefault(edge.source.iri, []).append(edge.target.label)
    for layer in find_layers(reader):
        directors = above.get(layer.node.iri)
        if layer.in_circle:
            reason = "in a circle of directors"
        elif directors is None:
            reason = "who directs it is not stated"
        else:
            reason = f"under direction of {_listed(sorted(directors))}"
        yield layer.steps_up, layer.node.label, layer.node.kind, reason, layer.node.iri


def _span(reader: GraphReader, _: str) -> Iterator[Row]:
    for found in find_directors(reader):
        if not found.director.generic:
            names = _listed([node.label for node in found.reports])
            director = found.director
            yield director.label, director.kind, len(found.reports), names, director.iri


def _orphans(reader: GraphReader, _: str) -> Iterator[Row]:
    for node in find_orphans(reader):
        yield node.label, node.code, "its description states nobody above it", node.iri


def _cycles(reader: GraphReader, _: str) -> Iterator[Row]:
    for number, circle in enumerate(find_circles(reader), 1):
        for edge in circle.edges:
            yield number, edge.source.label, edge.relation, edge.target.label, *_proof(edge)


def _undescribed(reader: GraphReader, _: str) -> Iterator[Row]:
    for found in find_directors(reader):
        director = found.director
        if director.kind == "post" and not director.described and not director.generic:
            names = _listed([node.label for node in found.reports])
            reason = f"directs {names}; no document describes it"
            yield director.label, len(found.reports), reason, director.iri


def _shared(reader: GraphReader, _: str) -> Iterator[Row]:
    for found in find_shared_programs(reader):
        names = _listed([node.label for node in found.roles])
        yield found.program.label, found.program.acronym, len(found.roles), names, found.program.iri


def _hubs(reader: GraphReader, _: str) -> Iterator[Row]:
    for found in find_most_connected(reader, "unit", limit=_ALL):
        relations = sorted(found.relations.items(), key=lambda item: (-item[1], item[0]))
        reason = ", ".join(f"{name.removeprefix('in ')} {count}" for name, count in relations)
        yield found.node.label, found.edges, reason, found.node.iri


def _similar(reader: GraphReader, role: str) -> Iterator[Row]:
    for found in find_similar(reader, role, limit=_ALL):
        shared = _listed([node.label for node in found.shared])
        words = ", ".join(found.shared_words)
        yield found.node.label, found.node.code, found.score, shared, words, found.node.iri


def _proof(edge: Edge) -> Row:
    if not edge.quotes:
        return None, None, None, None, None
    best = edge.quotes[0]
    return best.text, best.document, best.source, best.start, best.end


def _listed(names: Sequence[str]) -> str:
    """Return names as one text; of many the first ones and how many more there are.

    >>> _listed(["a", "b"])
    'a; b'
    >>> _listed(["a", "b", "c", "d", "e", "f", "g"])
    'a; b; c; d; e; and 2 more'
    """
    kept = [*names[:_SHOWN]]
    if len(names) > _SHOWN:
        kept.append(f"and {len(names) - _SHOWN} more")
    return "; ".join(kept)


_ALL: Final = 1_000
_QUOTED: Final = ("quote", "document", "source", "start", "end")
ANALYSES: Final = (
    Analysis(
        "layers",
        "how many steps each post and unit is below the top, by the longest way",
        ("layer", "name", "kind", "reason", "iri"),
        _layers,
    ),
    Analysis(
        "span",
        "how many each post or unit directs, and whom",
        ("director", "kind", "reports", "who", "iri"),
        _span,
    ),
    Analysis(
        "orphans",
        "described posts for which no text states who directs them",
        ("post", "code", "reason", "iri"),
        _orphans,
    ),
    Analysis(
        "cycles",
        "who is under their own direction through others, with the words",
        ("circle", "subject", "relation", "object", *_QUOTED),
        _cycles,
    ),
    Analysis(
        "undescribed",
        "posts that direct others and that no document describes",
        ("director", "reports", "reason", "iri"),
        _undescribed,
    ),
    Analysis(
        "shared",
        "programs that several roles touch, and which",
        ("program", "acronym", "roles", "who", "iri"),
        _shared,
    ),
    Analysis(
        "hubs",
        "the offices with the most relations, and which relations",
        ("office", "relations", "reason", "iri"),
        _hubs,
    ),
    Analysis(
        "similar",
        "the roles that are most like one, and what both have",
        ("role", "code", "score", "shared", "words", "iri"),
        _similar,
        about_role=True,
    ),
)
"""Every analysis, in the order in which they are listed."""
