"""JSON-LD for people and for web developers: sorted, a context of prefixes, a line a subject.

The context stands in the document itself, so that no reader has to fetch anything.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from graph.exports.terms import Line, Names, read_line
from graph.vocabulary import PREFIXES, Rdf

__all__ = ["write_jsonld"]

_PARTS: Final = re.compile(r'"(.*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_XSD: Final = PREFIXES["xsd"]
# What JSON writes in the same way as the canonical form of the datatype.
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_IN_MEMORY: Final = 64 << 20


def write_jsonld(lines: Iterable[bytes], stream: IO[bytes]) -> None:
    """Write N-Quads, sorted by graph and then by line, as JSON-LD.

    Raises:
        OSError: If the stream, or a temporary file, cannot be written to.
        ValueError: If a line is no line of N-Quads.
    """
    names = Names()
    # The context comes first and is known last.
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
        for piece in _pieces(lines, names):
            body.write(piece.encode())
        context = json.dumps(dict(names.used()), indent=2, sort_keys=True)
        stream.write(f'{{"@context": {context},\n"@graph": ['.encode())
        body.seek(0)
        while text := body.read(1 << 20):
            stream.write(text)
        stream.write(b"\n]}\n")


def _pieces(lines: Iterable[bytes], names: Names) -> Iterator[str]:
    graph: str | None = None
    separator = "\n"
    for group in _groups(lines):
        if group[0].graph != graph and group[0].graph is not None:
            if graph is not None:
                yield "\n]}"
            graph = group[0].graph
            yield f'{separator}{{"@id": {json.dumps(_short(graph, names))}, "@graph": ['
            separator = "\n"
        yield f"{separator}{json.dumps(_subject(group, names), ensure_ascii=False)}"
        separator = ",\n"
    if graph is not None:
        yield "\n]}"


def _groups(lines: Iterable[bytes]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in map(read_line, lines):
        if group and (line.subject, line.graph) != (group[0].subject, group[0].graph):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _subject(group: list[Line], names: Names) -> dict[str, Any]:
    subject: dict[str, Any] = {"@id": _short(group[0].subject, names)}
    properties: dict[str, list[Any]] = {}
    for line in group:
        if line.predicate == f"<{Rdf.TYPE}>":
            subject.setdefault("@type", []).append(_short(line.object, names))
        else:
            value = _value(line.object, names)
            properties.setdefault(_short(line.predicate, names), []).append(value)
    for name, values in sorted(properties.items()):
        subject[name] = values[0] if len(values) == 1 else values
    return subject


def _value(term: str, names: Names) -> Any:
    parts = _PARTS.fullmatch(term)
    if parts is None:
        return {"@id": _short(term, names)}
    text = _ESCAPE.sub(_letter, parts[1])
    if parts[3]:
        return {"@value": text, "@language": parts[3]}
    if not parts[2]:
        return text
    if parts[2] == f"{_XSD}boolean" and text in {"true", "false"}:
        return text == "true"
    if parts[2] == f"{_XSD}integer" and _INTEGER.fullmatch(text):
        return int(text)
    return {"@value": text, "@type": _short(f"<{parts[2]}>", names)}


def _short(term: str, names: Names) -> str:
    if not term.startswith("<"):
        return term
    return names.find_short(term[1:-1]) or term[1:-1]


def _letter(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        return chr(int(found[1] or found[2], 16))
    return _LETTERS.get(found[3], found[3])
