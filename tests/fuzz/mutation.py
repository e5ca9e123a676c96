"""Mutated inputs: real documents and small files of each format, bent by a seeded generator."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.fuzz.hostile_files import pdf_of, word_of
from tests.fuzz.targets import FOUND

__all__ = ["mutate", "seeds"]

ROOT: Final = Path(__file__).resolve().parents[2]
_LONGEST: Final = 20_000

_PAGE: Final = (
    b"<!DOCTYPE html><html><head><title>Pilot</title></head><body><nav>Home</nav><main><h1>Pilot"
    b"</h1><table><tr><th>Reports to</th><td>Harbor Master</td></tr></table><p>Guides <b>ships</b>"
    b"<br>daily.</p><ul><li>Keeps the log.</li></ul><!-- no --><script>x()</script></main></body>"
)
_MARKDOWN: Final = (
    b"# Pilot\n\n**Reports to:** Harbor *Master*\n\n1. Guides\n   ships\n- `log`\n\n> quote\n\n"
    b"| a | b |\n|---|---|\n| c | d |\n\n[x](y) ![z](w)\n\n```\ncode\n```\n\n<div>html</div>\n"
)
_CONTENT: Final = b"BT /F1 10 Tf 72 700 Td (Guides ships) Tj 0 -12 Td [(Keeps) -300 (logs)] TJ ET"
_PDF: Final = pdf_of(
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources "
    b"<< /Font << /F1 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_CONTENT), _CONTENT),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [65 /a /b] >> >>",
)
_WORD: Final = word_of(
    b"<w:p><w:r><w:t>Reports to: Harbor Master</w:t></w:r></w:p><w:tbl><w:tr><w:tc>"
    b"<w:p><w:r><w:t>Months</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>10</w:t></w:r></w:p>"
    b"</w:tc></w:tr></w:tbl><w:p><w:r><w:t>Guides</w:t><w:br/><w:t>ships</w:t></w:r></w:p>"
)
_QUERY: Final = (
    b"PREFIX org: <http://www.w3.org/ns/org#> SELECT ?a (COUNT(*) AS ?n) WHERE { ?a org:reportsTo* "
    b'?b . GRAPH ?g { ?c ?d "x" } FILTER(REGEX(STR(?b), "y")) } GROUP BY ?a ORDER BY ?n LIMIT 9'
)
_WORDS: Final = (
    b"under the direction of ", b"reports to ", b"Director, Division of ", b"supervises ",
    b"Knowledge of the Harbor Program (HP) ", b"OFFICIAL TITLE: ", b"CODE: 0931\n", b"DUTIES\n",
    b"SERVICE <x> {", b"LOAD <y>", b"DELETE", b"\\u0053ERVICE", b"!!python/object:os.system",
    b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"&a;", b"<script>", b"]]>", b"<![CDATA[", b"<!--",
    b"/Kids [2 0 R]", b"/Filter /FlateDecode", b"stream\n", b"endstream", b"obj", b"<<", b">>",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xed\xa0\x80",
    b"\x1b[2J", b"\r", b"\n\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x9a\xa2", b"\xd8\xa7",
    b"- name: x\n  kind: unit\n", b"same: [", b"&x *x", b"{{", b"'", b'"', b"(", b")", b"\xc2\xa0",
)  # fmt: skip


def seeds(target: str) -> tuple[bytes, ...]:
    """Return what the inputs of a target are made from: files of its kind, and found cases."""
    texts = tuple(path.read_bytes() for path in sorted((ROOT / "data/descriptions").glob("*.txt")))
    own: dict[str, tuple[bytes, ...]] = {
        "html": (_PAGE,),
        "markdown": (_MARKDOWN, *texts[:1]),
        "pdf": (_PDF,),
        "docx": (_WORD,),
        "aliases": ((ROOT / "data" / "aliases.yaml").read_bytes(),),
        "query": (_QUERY, b"ASK { ?s ?p ?o }", b"DESCRIBE <x>"),
    }
    found = tuple(path.read_bytes() for path in sorted(FOUND.glob(f"{target}-*")))
    return (*own.get(target, texts), *found)


def mutate(generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return one of the inputs after a few changes: the same for the same generator."""
    data = bytearray(generator.choice(inputs))
    if len(data) > 2_000 and generator.random() < 0.7:
        # most of the cost of a run is the length of its input
        start = generator.randrange(len(data))
        data = data[start : start + generator.choice((200, 1_000, 2_000))]
    for _ in range(generator.choice((1, 1, 2, 3, 5, 9))):
        generator.choice(_CHANGES)(generator, data, inputs)
    return bytes(data[:_LONGEST])


def _place(generator: random.Random, data: bytearray) -> int:
    return generator.randrange(len(data) + 1)


def _flip(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    if data:
        data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)


def _insert(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    place = _place(generator, data)
    data[place:place] = generator.choice(_WORDS) * generator.choice((1, 1, 1, 2, 30))


def _noise(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    place = _place(generator, data)
    data[place:place] = generator.randbytes(generator.choice((1, 2, 4, 16)))


def _delete(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    place = _place(generator, data)
    del data[place : place + generator.choice((1, 2, 10, 100))]


def _repeat(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    place = _place(generator, data)
    piece = bytes(data[place : place + generator.choice((1, 5, 30, 200))])
    data[place:place] = piece * generator.choice((1, 2, 10))


def _splice(generator: random.Random, data: bytearray, inputs: tuple[bytes, ...]) -> None:
    other = generator.choice(inputs)
    start = generator.randrange(len(other) + 1)
    place = _place(generator, data)
    data[place : place + 20] = other[start : start + generator.choice((10, 50, 300))]


def _cut(generator: random.Random, data: bytearray, _: tuple[bytes, ...]) -> None:
    del data[_place(generator, data) :]


_CHANGES: Final[tuple[Callable[[random.Random, bytearray, tuple[bytes, ...]], None], ...]] = (
    _flip, _flip, _insert, _insert, _noise, _delete, _repeat, _splice, _cut,
)  # fmt: skip
