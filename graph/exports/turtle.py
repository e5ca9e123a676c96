"""Turtle and TriG for people and for version control: sorted, one line a triple.

A changed fact changes one line: each triple has a line of its own with its predicate, and the full
stop of a subject stands by itself. Only prefixes that are used are declared.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from graph.exports.terms import Names, read_line
from graph.vocabulary import PREFIXES, Rdf, Rdfs, Skos

__all__ = ["write_turtle"]

_TYPED: Final = re.compile(r'(".*")\^\^<([^>]*)>', re.DOTALL)
_XSD: Final = PREFIXES["xsd"]
# What Turtle may write without quotes, by datatype.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_FIRST: Final[dict[str, str]] = {Rdf.TYPE: "0", Rdfs.LABEL: "1", Skos.PREF_LABEL: "2"}
_IN_MEMORY: Final = 64 << 20


def write_turtle(lines: Iterable[bytes], stream: IO[bytes]) -> None:
    """Write N-Quads, sorted by graph and then by line, as TriG; without graphs it is Turtle.

    Raises:
        OSError: If the stream, or a temporary file, cannot be written to.
        ValueError: If a line is no line of N-Quads.
    """
    names = Names()
    # The prefixes come first and are known last.
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
        for block in _blocks(lines, names):
            body.write(block.encode())
        for prefix, iri in names.used():
            stream.write(f"@prefix {prefix}: <{iri}> .\n".encode())
        body.seek(0)
        while piece := body.read(1 << 20):
            stream.write(piece)


def _blocks(lines: Iterable[bytes], names: Names) -> Iterator[str]:
    graph: str | None = None
    subject = indent = ""
    triples: list[tuple[str, str, str]] = []
    for line in map(read_line, lines):
        if line.subject != subject or line.graph != graph:
            yield from _subject_lines(subject, triples, names, indent)
            triples = []
            subject = line.subject
            # Before its objects: prefixes are for what the graph is about.
            _term(subject, names)
            if line.graph != graph and line.graph is not None:
                if graph is not None:
                    yield "}\n"
                graph = line.graph
                yield f"\n{_term(graph, names)} {{\n"
                indent = "  "
        triples.append(_triple(line.predicate, line.object, names))
    yield from _subject_lines(subject, triples, names, indent)
    if graph is not None:
        yield "}\n"


def _triple(predicate: str, value: str, names: Names) -> tuple[str, str, str]:
    iri = predicate[1:-1]
    written = "a" if iri == Rdf.TYPE else _term(predicate, names)
    return _FIRST.get(iri, written), written, _term(value, names)


def _subject_lines(
    subject: str, triples: list[tuple[str, str, str]], names: Names, indent: str
) -> Iterator[str]:
    if triples:
        yield f"\n{indent}{_term(subject, names)}\n"
        for _, predicate, value in sorted(triples):
            yield f"{indent}    {predicate} {value} ;\n"
        yield f"{indent}    .\n"


def _term(term: str, names: Names) -> str:
    """Return a term of N-Quads as Turtle writes it."""
    if term.startswith("<"):
        return names.find_short(term[1:-1]) or term
    typed = None if term.endswith('"') else _TYPED.fullmatch(term)
    if typed is None:
        return term
    bare = _BARE.get(typed[2])
    if bare is not None and bare.fullmatch(typed[1][1:-1]):
        return typed[1][1:-1]
    return f"{typed[1]}^^{_term(f'<{typed[2]}>', names)}"
