"""What was decided about names: as a table, and beside the names that still wait."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dashboard.views.links import entity_link
from dashboard.views.quality import Find
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_label
from graph.answers import Edge, Node
from ingest.resolution.decisions import Decision
from ingest.resolution.naming import fold_name

__all__ = [
    "VERDICTS",
    "decided_key",
    "decisions_grid",
    "find_decided",
    "pair_grid",
    "with_decisions",
]

VERDICTS: Final = {"accept": "One and the same", "reject": "Two different ones"}


def decided_key(decision: Decision) -> str:
    """Return what names a decision in an address."""
    joined = "\n".join((decision.kind, decision.name, decision.other))
    return f"decided-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:12]}"


def find_decided(decisions: Iterable[Decision], key: str | None) -> Decision | None:
    """Return the decision of that key, or None."""
    return next((item for item in decisions if decided_key(item) == key), None)


def decisions_grid(decisions: Sequence[Decision], file: str) -> Grid:
    """Return what the aliases file says about pairs of names; a row can be chosen to undo it."""
    return Grid(
        caption=f"Decided in {file}",
        columns=(
            Column("name", "Name"),
            Column("other", "Other name"),
            Column("verdict", "Decision"),
            Column("reason", "Reason"),
            Column("kind", "Kind"),
        ),
        rows=tuple(
            Row(
                decided_key(item),
                (
                    item.name,
                    item.other,
                    VERDICTS[item.verdict],
                    item.reason,
                    kind_label(item.kind),
                ),
            )
            for item in decisions
        ),
        empty=f"Nothing was decided yet in {file}.",
    )


def pair_grid(said: Iterable[tuple[Node, Sequence[Edge]]], why: str) -> Grid:
    """Return two names that may be one, each with a sentence that names it."""
    rows = []
    for node, edges in said:
        quote = next((quote for edge in edges for quote in edge.quotes), None)
        words, document = (quote.text, quote.document) if quote else ("", "")
        rows.append(Row(node.iri, (node.label, words, document), {"name": entity_link(node)}))
    return Grid(
        caption=f"May be one: {why}",
        columns=(
            Column("name", "Name"),
            Column("quote", "In these words", "quote"),
            Column("document", "Document", "file"),
        ),
        rows=tuple(rows),
    )


def with_decisions(finds: Sequence[Find], decisions: Iterable[Decision]) -> tuple[Find, ...]:
    """Return pairs of names that may be one, each with what was decided since the build."""
    known = {_pair(item.name, item.other): item.verdict for item in decisions}
    marked = []
    for find in finds:
        verdict = known.get(_pair(*find.names)) if find.names else None
        said = f"Decided: {VERDICTS[verdict].lower()}; the next build applies it" if verdict else ""
        marked.append(replace(find, why=said) if said else find)
    return tuple(marked)


def _pair(first: str, second: str) -> frozenset[str]:
    return frozenset((fold_name(first), fold_name(second)))
