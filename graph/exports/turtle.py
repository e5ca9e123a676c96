"""Turtle and TriG for people and for version control: sorted, one line a triple.

A changed fact changes one line: each triple has a line of its own with its predicate, and the full
stop of a subject stands by itself. IRIs are shortened by the prefixes of the vocabulary and by one
prefix for each kind of entity; only prefixes that are used are declared.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from graph.vocabulary import ENTITY_KINDS, PREFIXES, Rdf, Rdfs, Skos

__all__ = ["graph_of_line", "write_turtle"]

_LITERAL: Final = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?'
_QUAD: Final = re.compile(
    rf"(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|{_LITERAL})(?: (<[^>]*>|_:\S+))? \.\n", re.DOTALL
)
_TYPED: Final = re.compile(r'(".*")\^\^<([^>]*)>', re.DOTALL)
_XSD: Final = PREFIXES["xsd"]
# What Turtle may write without quotes, by datatype.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*)")
_FOLDERS: Final = {
    **{f"id/{kind}/": kind for kind in ENTITY_KINDS},
    **{f"{name}/": name for name in ("doc", "claim", "mention", "finding")},
}
_FIRST: Final[dict[str, str]] = {
    name: str(place) for place, name in enumerate((Rdf.TYPE, Rdfs.LABEL, Skos.PREF_LABEL))
}
_IN_MEMORY: Final = 64 << 20


def graph_of_line(line: bytes) -> bytes:
    """Return the graph of a line of N-Quads, empty for the default graph, to sort lines by."""
    found = _QUAD.fullmatch(line.decode())
    return b"" if found is None or found[4] is None else found[4].encode()


def write_turtle(lines: Iterable[bytes], stream: IO[bytes]) -> None:
    """Write N-Quads, sorted by graph and then by line, as TriG; without graphs it is Turtle.

    Raises:
        OSError: If the stream, or a temporary file, cannot be written to.
    """
    names = _Names()
    # The prefixes come first and are known last.
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
        for block in _blocks(lines, names):
            body.write(block.encode())
        for prefix, iri in names.used():
            stream.write(f"@prefix {prefix}: <{iri}> .\n".encode())
        body.seek(0)
        while piece := body.read(1 << 20):
            stream.write(piece)


def _blocks(lines: Iterable[bytes], names: "_Names") -> Iterator[str]:
    graph: str | None = None
    subject = ""
    triples: list[tuple[str, str, str]] = []
    indent = ""
    for line in lines:
        found = _QUAD.fullmatch(line.decode())
        if found is None:
            raise ValueError(f"not a line of N-Quads: {line!r}")
        if found[1] != subject or found[4] != graph:
            yield from _subject_lines(subject, triples, names, indent)
            triples = []
            subject = found[1]
            names.term(subject)  # before its objects: prefixes are for what the graph is about
            if found[4] != graph:
                if graph is not None:
                    yield "}\n"
                graph = found[4]
                yield f"\n{names.term(graph)} {{\n"
                indent = "  "
        triples.append(_triple(found[2], found[3], names))
    yield from _subject_lines(subject, triples, names, indent)
    if graph is not None:
        yield "}\n"


def _triple(predicate: str, value: str, names: "_Names") -> tuple[str, str, str]:
    name = predicate[1:-1]
    written = "a" if name == Rdf.TYPE else names.term(predicate)
    return _FIRST.get(name, written), written, names.term(value)


def _subject_lines(
    subject: str, triples: list[tuple[str, str, str]], names: "_Names", indent: str
) -> Iterator[str]:
    if triples:
        yield f"\n{indent}{names.term(subject)}\n"
        for _, predicate, value in sorted(triples):
            yield f"{indent}    {predicate} {value} ;\n"
        yield f"{indent}    .\n"


class _Names:
    """Terms as Turtle writes them, and the prefixes that were used for it."""

    def __init__(self) -> None:
        self._iri_of = dict(PREFIXES)
        self._prefix_of = {iri: prefix for prefix, iri in PREFIXES.items()}
        self._used: set[str] = set()
        self._written: dict[str, str] = {}

    def used(self) -> list[tuple[str, str]]:
        """Return the prefixes that were used with what they stand for, sorted."""
        return sorted((prefix, self._iri_of[prefix]) for prefix in self._used)

    def term(self, term: str) -> str:
        """Return a term of N-Quads as Turtle writes it."""
        if term.startswith("<"):
            written = self._written.get(term)
            if written is None:
                written = self._iri(term)
                if len(self._written) > 200_000:
                    self._written.clear()
                self._written[term] = written
            return written
        if term.startswith('"'):
            return self._literal(term)
        return term

    def _literal(self, term: str) -> str:
        typed = None if term.endswith('"') else _TYPED.fullmatch(term)
        if typed is None:
            return term
        bare = _BARE.get(typed[2])
        if bare is not None and bare.fullmatch(typed[1][1:-1]):
            return typed[1][1:-1]
        return f"{typed[1]}^^{self.term(f'<{typed[2]}>')}"

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        namespace, local = iri[:cut], iri[cut:]
        if not _LOCAL_NAME.fullmatch(local):
            return term
        prefix = self._prefix_of.get(namespace) or self._new_prefix(namespace)
        if prefix is None:
            return term
        self._used.add(prefix)
        return f"{prefix}:{local}"

    def _new_prefix(self, namespace: str) -> str | None:
        for folder, prefix in _FOLDERS.items():
            # The first base that is met takes the prefix; the graph of one organisation has one.
            if namespace.endswith(f"/{folder}") and prefix not in self._iri_of:
                self._iri_of[prefix] = namespace
                self._prefix_of[namespace] = prefix
                return prefix
        return None
