"""The analyst's work list: every check with what it found, each find with its sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dashboard.views.evidence import edge_key
from dashboard.views.links import link, page_for_kind
from dashboard.views.tables import Column, Grid, Row
from dashboard.views.words import kind_label, relation_label, section_label
from graph.answers import Cell, Edge, Finding, Mention, Node, Table, Version
from graph.errors import NotFoundError

__all__ = [
    "CHECKS",
    "Check",
    "Find",
    "QualitySource",
    "check_grid",
    "checks_grid",
    "chosen_finds",
    "find_finds",
    "iter_kinds",
    "page_of",
]


class QualitySource(Protocol):
    """Where finds come from: the part of `graph.reading.reader.GraphReader` that is needed here."""

    def ask(self, name: str, values: Mapping[str, str] | None = None) -> Table:
        """Return the answer to a saved question."""
        ...

    def findings(self, version: str | None = None) -> tuple[Finding, ...]:
        """Return the findings of a version, or of all."""
        ...

    def mentions(
        self, version: str | None = None, *, unresolved: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions of a version, or of all."""
        ...

    def unquoted_edges(self, *, limit: int = 500) -> tuple[Edge, ...]:
        """Return the first edges that no quote proves."""
        ...

    def get_node(self, iri: str) -> Node:
        """Return an entity."""
        ...

    def get_version(self, iri: str) -> Version:
        """Return a version."""
        ...


@dataclass(frozen=True, slots=True)
class Find:
    """One thing to look at.

    Attributes:
        key: What names it in an address.
        what: What it is about.
        why: Why it is on the list.
        text: The words at fault; empty when the fault is that something is missing.
        version: The version they stand in, or None.
        document: Its title.
        start: The first character of the words; None without words.
        end: The character after the last.
        address: Where the entity is shown, if it is about one.
        names: Of a pair that may be one: both names.
        entity: The IRI of the entity it is about, if it is about one.
    """

    key: str
    what: str
    why: str
    text: str = ""
    version: str | None = None
    document: str = ""
    start: int | None = None
    end: int | None = None
    address: str = ""
    names: tuple[str, str] | None = None
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name in addresses, its title, and what a person does about its finds."""

    name: str
    title: str
    remedy: str
    run: Callable[[QualitySource], tuple[Find, ...]]


def _asked(question: str, column: str, why: str) -> Callable[[QualitySource], tuple[Find, ...]]:
    def run(source: QualitySource) -> tuple[Find, ...]:
        answer = source.ask(question)
        at = {name: place for place, name in enumerate(answer.columns)}
        finds = []
        for row in answer.rows:
            iri = _text(row[at[f"{column}_iri" if f"{column}_iri" in at else "iri"]])
            more = {name: _text(row[place]) for name, place in at.items()}
            finds.append(
                Find(
                    key=iri,
                    what=_text(row[at[column]]),
                    why=why.format_map(more),
                    address=_address(source, iri),
                    entity=iri,
                )
            )
        return tuple(finds)

    return run


def _findings(source: QualitySource) -> tuple[Find, ...]:
    return tuple(
        Find(
            key=item.iri,
            what=section_label(item.kind),
            why=item.message,
            text=item.text,
            version=item.version,
            document=_title(source, item.version),
            start=item.start,
            end=item.end,
        )
        for item in source.findings()
    )


def _unresolved(source: QualitySource) -> tuple[Find, ...]:
    return tuple(
        Find(
            key=item.iri,
            what=kind_label(item.kind),
            why=item.reason or "no entity was found for it",
            text=item.text,
            version=item.version,
            document=_title(source, item.version),
            start=item.start,
            end=item.end,
        )
        for item in source.mentions(unresolved=True)
    )


def _merges(source: QualitySource) -> tuple[Find, ...]:
    answer = source.ask("possible-merges")
    at = {name: place for place, name in enumerate(answer.columns)}
    return tuple(
        Find(
            key=f"{_text(row[at['first_iri']])} {_text(row[at['second_iri']])}",
            what=f"{_text(row[at['first']])} = {_text(row[at['second']])}?",
            why=_text(row[at["reason"]]),
            address=_address(source, _text(row[at["first_iri"]])),
            names=(_text(row[at["first"]]), _text(row[at["second"]])),
        )
        for row in answer.rows
    )


def _unproved(source: QualitySource) -> tuple[Find, ...]:
    return tuple(
        Find(
            key=edge_key(edge.source.iri, edge.relation, edge.target.iri),
            what=edge.source.label,
            why=f"{relation_label(edge.relation)} {edge.target.label}; no sentence states it",
            address=link(
                page_for_kind(edge.source.kind),
                id=edge.source.iri,
                edge=edge_key(edge.source.iri, edge.relation, edge.target.iri),
            ),
        )
        for edge in source.unquoted_edges(limit=UNPROVED)
    )


UNPROVED: Final = 1000
CHECKS: Final = (
    Check(
        "undescribed",
        "Directors without a description",
        "Add their class description to the sources and build again.",
        _asked(
            "undescribed-directors", "director", "directs {reports}, and no document tells more"
        ),
    ),
    Check(
        "orphans",
        "Described roles without a director",
        "Look in the description whether it names one in words that were not understood.",
        _asked("orphan-posts", "post", "its description states nobody"),
    ),
    Check(
        "circles",
        "Circles in the reporting lines",
        "Read both sentences: one of them is about another role of the same name.",
        _asked("cycles", "post", "is under its own direction through {director}"),
    ),
    Check(
        "merges",
        "Names that may be one",
        "Choose a row, then confirm or reject it with a reason.",
        _merges,
    ),
    Check(
        "unresolved",
        "Names without an entity",
        "Read the sentence; add the name to the aliases file if it belongs to something known.",
        _unresolved,
    ),
    Check(
        "acronyms",
        "Acronyms that no text explains",
        "Add the full name to the aliases file, or a description that spells it out.",
        _asked("unexpanded-acronyms", "acronym", "{kind}, in {statements} statements"),
    ),
    Check(
        "unproved",
        "Relations without a sentence",
        "They were read from a title or a name: look whether a description states them.",
        _unproved,
    ),
    Check(
        "findings",
        "Findings in the texts",
        "Correct the document at its source, or leave it: the reading went on around it.",
        _findings,
    ),
)


def find_finds(source: QualitySource) -> dict[str, tuple[Find, ...]]:
    """Return what every check found, by the name of the check."""
    return {check.name: check.run(source) for check in CHECKS}


def checks_grid(finds: Mapping[str, Sequence[Find]]) -> Grid:
    """Return the checks with their numbers of finds; a row leads to its list."""
    return Grid(
        caption="Checks",
        columns=(
            Column("check", "Check"),
            Column("found", "Found", "number"),
            Column("remedy", "What to do"),
        ),
        rows=tuple(
            Row(
                check.name,
                (check.title, len(finds[check.name]), check.remedy),
                {"check": link("quality", check=check.name)},
            )
            for check in CHECKS
        ),
    )


def chosen_finds(finds: Sequence[Find], kind: str | None) -> tuple[Find, ...]:
    """Return the finds about one kind of thing, or all."""
    return tuple(find for find in finds if kind is None or find.what == kind)


def page_of(finds: Sequence[Find], key: str | None, size: int) -> int:
    """Return the number of the page, from 1, on which a find stands; 1 if there is none."""
    place = next((number for number, find in enumerate(finds) if find.key == key), 0)
    return place // size + 1


def check_grid(check: Check, finds: Sequence[Find]) -> Grid:
    """Return what one check found."""
    rows = tuple(
        Row(
            find.key,
            (find.what, find.why, find.text, find.document, find.start, find.end),
            {"what": find.address} if find.address else {},
        )
        for find in finds
    )
    return Grid(
        caption=check.remedy,
        columns=(
            Column("what", "What"),
            Column("why", "Why"),
            Column("text", "Text", "quote"),
            Column("document", "Document"),
            Column("start", "From", "file"),
            Column("end", "To", "file"),
        ),
        rows=rows,
        empty="Nothing: this check is clean.",
    )


def iter_kinds(finds: Sequence[Find]) -> Iterator[tuple[str, int]]:
    """Yield what the finds are about with their numbers, most first."""
    counts: dict[str, int] = {}
    for find in finds:
        counts[find.what] = counts.get(find.what, 0) + 1
    yield from sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _address(source: QualitySource, iri: str) -> str:
    try:
        node = source.get_node(iri)
    except NotFoundError:
        return ""
    return link(page_for_kind(node.kind), id=iri)


def _title(source: QualitySource, version: str) -> str:
    try:
        return source.get_version(version).label
    except NotFoundError:
        return ""


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
