"""The evidence pane: one version's text with the quotes about an entity marked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.views.evidence import Mark, Segment, cut, edge_key, marks_of
from dashboard.views.words import relation_label, relation_style
from graph.answers import Quote, Version

__all__ = ["SourceChoice", "choose_source", "marked_text", "sources_of"]


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A document that proves something: its version, its title and how many quotes it gives."""

    version: str
    title: str
    source: str
    quotes: int


def sources_of(quotes: Sequence[Quote], own: str | None = None) -> tuple[SourceChoice, ...]:
    """Return the documents of the quotes: the entity's own first, then by number of quotes."""
    counts: dict[str, int] = {}
    named: dict[str, tuple[str, str]] = {}
    for quote in quotes:
        counts[quote.version] = counts.get(quote.version, 0) + 1
        named[quote.version] = (quote.document, quote.source)
    order = sorted(counts, key=lambda iri: (iri != own, -counts[iri], named[iri], iri))
    return tuple(SourceChoice(iri, *named[iri], counts[iri]) for iri in order)


def choose_source(
    choices: Sequence[SourceChoice],
    quotes: Sequence[Quote],
    *,
    edge: str | None,
    wanted: str | None,
) -> str | None:
    """Return the version to show: one that proves the selected edge, else the wanted or first.

    Among the documents that prove the edge, the wanted one is kept.
    """
    versions = [choice.version for choice in choices]
    if edge is not None:
        proving = {
            quote.version
            for quote in quotes
            if edge_key(quote.subject, quote.relation, quote.object) == edge
        }
        versions = [version for version in versions if version in proving] or versions
    if wanted in versions:
        return wanted
    return versions[0] if versions else None


def marked_text(
    version: Version,
    text: str,
    quotes: Sequence[Quote],
    *,
    selected: str | None,
    height: int,
) -> dict[str, Any]:
    """Return what the evidence component shows: the text in pieces, each with its edges."""
    here = [quote for quote in quotes if quote.version == version.iri]
    marks = marks_of(here, text)
    says = {_key(quote): _statement(quote) for quote in here}
    begun: set[int] = set()
    segments = [_segment(segment, marks, says, begun, text) for segment in cut(text, marks)]
    return {
        "title": version.label,
        "subtitle": _subtitle(version, len(marks)),
        "version": version.iri,
        "segments": segments,
        "selected": selected,
        "selected_family": _family_of(selected, marks),
        "height": height,
    }


def _family_of(selected: str | None, marks: Sequence[Mark]) -> str:
    found = (mark.relation for mark in marks if mark.edge == selected)
    relation = next(found, None)
    return "" if relation is None else relation_style(relation).family


def _subtitle(version: Version, marks: int) -> str:
    dated = version.modified or version.issued
    parts = [version.source, f"of {dated}" if dated else "", f"{marks} quotes marked"]
    return " · ".join(part for part in parts if part)


def _segment(
    segment: Segment,
    marks: Sequence[Mark],
    says: dict[str, str],
    begun: set[int],
    text: str,
) -> dict[str, Any]:
    covering = [marks[index] for index in segment.marks]
    new = [index for index in segment.marks if index not in begun]
    begun.update(new)
    innermost = covering[-1] if covering else None
    return {
        "text": segment.text,
        "edges": list(dict.fromkeys(mark.edge for mark in covering)),
        "begins": bool(new),
        "family": relation_style(innermost.relation).family if innermost else "",
        "says": "; ".join(dict.fromkeys(says[mark.edge] for mark in covering)),
        "quote": text[marks[new[0]].start : marks[new[0]].end] if new else "",
    }


def _key(quote: Quote) -> str:
    return edge_key(quote.subject, quote.relation, quote.object)


def _statement(quote: Quote) -> str:
    return f"{quote.subject_label} {relation_label(quote.relation)} {quote.object_label}"


def single_mark(
    version: Version, text: str, start: int, end: int, *, says: str, height: int
) -> dict[str, Any]:
    """Return what the evidence component shows for one marked place of a text."""
    mark = Mark("place", "", start, end)
    segments = [
        {
            "text": piece.text,
            "edges": [mark.edge] if piece.marks else [],
            "begins": bool(piece.marks),
            "family": "Other" if piece.marks else "",
            "says": says if piece.marks else "",
            "quote": piece.text if piece.marks else "",
        }
        for piece in cut(text, [mark])
    ]
    return {
        "title": version.label,
        "subtitle": _subtitle(version, 1),
        "version": version.iri,
        "segments": segments,
        "selected": mark.edge,
        "selected_family": "Other",
        "height": height,
    }
