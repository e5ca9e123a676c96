"""The commands that answer a question: chain, touches, show, search."""

import dataclasses
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_json, print_note, print_table, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.answers import Card, Edge, Node, Quote, SearchHit
    from graph.reading.reader import GraphReader

__all__ = ["chain", "find_named", "search", "show", "touches"]


class ChainFormat(StrEnum):
    """How a chain is printed: drawn for people, as rows, or as a flowchart for a page."""

    TREE = "tree"
    MERMAID = "mermaid"
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


CHAIN_COLUMNS = (
    "step",
    "subject",
    "relation",
    "object",
    "object_kind",
    "quote",
    "document",
    "source",
    "start",
    "end",
    "rule",
    "confidence",
)
TOUCH_COLUMNS = (
    "role",
    "code",
    "how",
    "quote",
    "document",
    "source",
    "start",
    "end",
    "confidence",
    "target",
)
RELATION_COLUMNS = ("subject", "relation", "object", "quote", "document", "source", "start", "end")
SEARCH_COLUMNS = (
    "name",
    "kind",
    "code",
    "found_by",
    "matched",
    "quote",
    "document",
    "source",
    "start",
    "end",
    "iri",
)
DUTY_COLUMNS = ("position", "text", "start", "end")


def chain(
    post: Annotated[str, typer.Argument(help="A job title, code, unit or IRI.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    down: Annotated[bool, typer.Option("--down", help="Those below instead of above.")] = False,
    output_format: Annotated[
        ChainFormat, typer.Option("--format", help="Drawn, rows, or a flowchart.")
    ] = ChainFormat.TREE,
) -> None:
    """Print who directs a post, up to the top.

    Every step is printed with the words that state it; several directors stand side by side, and
    the end says that the text states nobody further.

    Example: orggraph chain "Pupil Personnel Worker"
    """
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        found = reader.chain(reader.find_post(post).iri, down=down)
    if output_format is ChainFormat.TREE:
        from orggraph.cli.tree import chain_lines

        sys.stdout.writelines(f"{line}\n" for line in chain_lines(found))
        return
    if output_format is ChainFormat.MERMAID:
        from graph.exports.mermaid import mermaid_of

        sys.stdout.write(mermaid_of(found))
        return
    rows: list[tuple[Any, ...]] = []
    for step, level in enumerate(found.levels, 1):
        for edge in level:
            ends = (step, edge.source.label, edge.relation, edge.target.label, edge.target.kind)
            rows += [
                (*ends, *_place(quote), quote.rule, quote.confidence) for quote in edge.quotes
            ] or [(*ends, *[None] * 7)]
    for quote in found.groups:
        ends = (1, found.start.label, quote.relation, quote.object_label, "group")
        rows.append((*ends, *_place(quote), quote.rule, quote.confidence))
    missing = "nobody below is stated" if down else "not stated"
    rows += [(None, node.label, missing, *[None] * 9) for node in found.not_stated]
    print_table(Table(CHAIN_COLUMNS, tuple(rows)), OutputFormat(output_format.value))


def touches(
    name: Annotated[str, typer.Argument(help="A program, agency or team: name or acronym.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print which roles touch a program or an agency.

    One row for each role, way and quote: it knows the program, works with it, runs it or refers
    to it, in these words. Teams can be asked for as well.

    Example: orggraph touches METS
    """
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        rows = reader.touches(name)
    print_table(table_of(rows, TOUCH_COLUMNS), output_format)
    if not rows:
        print_note(f"no role touches {name!r}; see what is known of it with 'orggraph show'")
        raise typer.Exit(1)


def show(
    name: Annotated[str, typer.Argument(help="A name, code, acronym or IRI.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print everything about one entity.

    Its names and properties, its relations in both directions with their quotes, its duties.

    Example: orggraph show "Parent Community Coordinator"
    """
    from graph.reading.reader import GraphReader

    with GraphReader.open(graph) as reader:
        nodes = find_named(reader, name)
        # a code is that of a post and of the role it has: the post's page names the role
        nodes = tuple(node for node in nodes if node.kind != "role") or nodes
        found = [(reader.get_entity(node.iri), reader.edges(node.iri)) for node in nodes]
    if output_format is OutputFormat.JSON:
        print_json(
            [
                {**dataclasses.asdict(card), "edges": [dataclasses.asdict(e) for e in edges]}
                for card, edges in found
            ]
        )
        return
    relations = Table(
        RELATION_COLUMNS,
        tuple(
            row
            for card, edges in found
            for row in (*_relation_rows(edges), *_group_rows(card.groups))
        ),
    )
    if output_format is OutputFormat.CSV:
        print_table(relations, output_format)
        return
    for card, _ in found:
        print_table(Table(("property", "value"), tuple(_property_rows(card))), output_format)
        sys.stdout.write("\n")
    print_table(relations, output_format)
    for card, _ in found:
        if card.duties:
            sys.stdout.write("\n")
            duties = table_of(card.duties, DUTY_COLUMNS, headings={"text": "duty"})
            print_table(duties, output_format)


def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name, an acronym, a quote.")],
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind: post, unit, program, ..."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many rows.")
    ] = 50,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what bears a name or is quoted with it.

    Names come before quotes; each word must occur, and the last one may be a beginning. Exit
    status 1 where nothing is found.

    Example: orggraph search family engagement
    """
    from graph.reading.reader import GraphReader

    text = " ".join(words)
    if not any(letter.isalnum() for letter in text):
        raise typer.BadParameter(
            "give a word to look for; 'orggraph query --list' has questions that list posts or "
            "units, and 'orggraph export --format nodes-csv' writes all there is"
        )
    with GraphReader.open(graph) as reader:
        page = reader.search(text, kind or (), limit=limit)
    found = Table(SEARCH_COLUMNS, tuple(map(_hit_row, page.hits)))
    print_table(
        found.without("iri") if output_format is OutputFormat.TABLE else found, output_format
    )
    if page.at_least:
        print_note(f"{len(page.hits)} of many shown; add a word, a --kind or a higher --limit")
    elif page.total > len(page.hits):
        print_note(f"{len(page.hits)} of {page.total} shown; more with --limit {page.total}")
    if not page.hits:
        print_note("nothing found; try fewer words, or the beginning of one")
        raise typer.Exit(1)


def _hit_row(hit: "SearchHit") -> tuple[Any, ...]:
    node, quote = hit.node, hit.quote
    found = (None, *_place(quote)) if quote else (hit.matched, *[None] * 5)
    return (node.label, node.kind, node.code, hit.why, *found, node.iri)


def _place(quote: "Quote") -> tuple[Any, ...]:
    return quote.text, quote.document, quote.source, quote.start, quote.end


def find_named(reader: "GraphReader", name: str) -> "tuple[Node, ...]":
    """Return the entities of a name, a code, an acronym or an IRI.

    Raises:
        NotFoundError: If there is none.
    """
    from graph.errors import NotFoundError

    nodes = reader.find_entities(name)
    if not nodes:
        message = f"nothing is named {name!r} in the graph; look for it with 'orggraph search'"
        raise NotFoundError(message, what=name)
    return nodes


def _property_rows(card: "Card") -> "Iterator[tuple[str, Any]]":
    node = card.node
    yield "name", node.label
    yield "kind", node.kind
    yield "iri", node.iri
    if card.names:
        yield "other names", card.names
    yield from ((each.name, each.value) for each in card.properties)
    for version in card.versions:
        standing = "current" if version.is_current else "earlier"
        yield f"{standing} description", f"{version.source} (sha256 {version.sha256[:12]})"


def _group_rows(groups: "Iterable[Quote]") -> "Iterator[tuple[Any, ...]]":
    for quote in groups:
        ends = (quote.subject_label, quote.relation, f"{quote.object_label} (group)")
        yield (*ends, *_place(quote))


def _relation_rows(edges: "Iterable[Edge]") -> "Iterator[tuple[Any, ...]]":
    for edge in edges:
        ends = (edge.source.label, edge.relation, edge.target.label)
        if not edge.quotes:
            yield (*ends, *[None] * 5)
        for quote in edge.quotes:
            yield (*ends, *_place(quote))
