"""Mutated inputs: files bent by a seeded generator, from outside and from within."""

import copy
import io
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from lxml import etree

from tests.fuzz.hostile_files import zip_of
from tests.fuzz.small_files import CONTENTS, paged

__all__ = ["make_input", "mutate"]

_LONGEST: Final = 20_000

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

_NODES: Final = (
    b"?a | ?b | <x> | a | org:reportsTo | org:reportsTo+ | ^org:reportsTo | <p>/<q>|<r> | _:b | [] "
    b'| "x"@en | "y" | "z"^^<t> | 1e9 | -1 | true | !<p> | ( ?a <x> ) | [ <q> 2 ]'
).split(b" | ")
_TERMS: Final = (
    b". | { | } | ; | , | OPTIONAL { | } UNION { | FROM | LIMIT 0 | MINUS { | GRAPH ?g { | "
    b"SERVICE <s> { | SERVICE SILENT ?s { | FILTER NOT EXISTS { | EXISTS { | BIND ( 1 AS ?n ) | "
    b"VALUES ?a { <x> UNDEF } | { SELECT ?a { | FROM NAMED <g> | ORDER BY DESC(?a) | OFFSET 5 | "
    b"HAVING (COUNT(?a) > 1) | #c\n | CONSTRUCT { | LOAD <f> | INSERT DATA { | CLEAR ALL | "
    b"\\u0041 | REDUCED"
).split(b" | ")
_BODY: Final = "word/document.xml"


def make_input(target: str, generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return an input of a target: the same for the same generator.

    A bent archive or a bent packed stream is refused at its door; so most of these are bent within
    and packed again.
    """
    within = _WITHIN.get(target)
    if within is not None and generator.random() < 0.75:
        return within(generator, inputs)
    return mutate(generator, inputs)


def mutate(generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return one of the inputs after a few changes: the same for the same generator."""
    data = bytearray(generator.choice(inputs))
    if len(data) > 2_000 and generator.random() < 0.9:
        # most of the cost of a run is the length of its input
        start = generator.randrange(len(data))
        data = data[start : start + generator.choice((200, 500, 500, 1_000))]
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


def _within_word(generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return a Word document with a bent body, mostly still of well-formed XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(generator.choice(inputs))) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        tree = etree.fromstring(files[_BODY])
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, etree.XMLSyntaxError):
        return mutate(generator, inputs)  # a found case that is no archive
    if generator.random() < 0.1:
        name = generator.choice(sorted(files))
        files[name] = mutate(generator, (files[name],))
    else:
        for _ in range(generator.choice((1, 2, 3, 5, 9))):
            _bend_tree(generator, tree)
        files[_BODY] = etree.tostring(tree)
    return zip_of(files)


def _bend_tree(generator: random.Random, tree: etree._Element) -> None:
    """Remove, repeat, move, wrap or rename an element, or bend its words or its attributes."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    if len(elements) < 2 or len(elements) > 2_000:
        return
    one, other = generator.choice(elements[1:]), generator.choice(elements)
    change = generator.randrange(6)
    parent = one.getparent()
    if change == 0 and parent is not None:
        parent.remove(one)
    elif change == 1:
        one.addnext(copy.deepcopy(other))
    elif change == 2 and other not in one.iter():
        other.append(one)
    elif change == 3:
        one.tag = other.tag
    elif change == 4:
        words = mutate(generator, (b"Keeps logs and ships.",)).decode("utf-8", "replace")
        one.text = "".join(c for c in words if c in "\t\n" or "\x20" <= c < "\ufffe")
    else:
        name = generator.choice(("val", "type", "id", "space"))
        space = other.tag.rpartition("}")[0]
        value = generator.choice(("", "0", "-1", "99999999999", "restart", "2", "x" * 50))
        one.set(f"{space}}}{name}" if space else name, value)


def _within_query(generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return a query whose words were changed, repeated, left out or moved."""
    words = generator.choice(inputs).split()
    if generator.random() < 0.6:
        # a node in the place of a node leaves most queries whole
        nodes = [place for place, word in enumerate(words) if word[:1] in b'?<"']
        for place in generator.sample(nodes, min(len(nodes), generator.choice((1, 2, 4)))):
            words[place] = generator.choice(_NODES)
        return b" ".join(words)
    for _ in range(generator.choice((1, 1, 2, 3))):
        place = generator.randrange(len(words) + 1)
        start = generator.randrange(len(words) + 1)
        chance = generator.random()
        if chance < 0.3:
            words[place : place + 1] = [generator.choice(_TERMS)]
        elif chance < 0.5:
            words[place:place] = [generator.choice(_TERMS)] * generator.choice((1, 1, 2))
        elif chance < 0.75:
            words[place:place] = words[start : start + generator.choice((1, 3, 9))]
        else:
            del words[place : place + generator.choice((1, 2, 3))]
    return b" ".join(words)[:_LONGEST]


def _within_pdf(generator: random.Random, inputs: tuple[bytes, ...]) -> bytes:
    """Return a PDF whose pages' contents were bent, with every place in its table right."""
    contents = [mutate(generator, CONTENTS) for _ in range(generator.choice((1, 1, 2)))]
    whole = paged(*contents, packed=generator.random() < 0.3)
    return whole if generator.random() < 0.5 else mutate(generator, (whole, *inputs))


_WITHIN: Final[dict[str, Callable[[random.Random, tuple[bytes, ...]], bytes]]] = {
    "docx": _within_word,
    "pdf": _within_pdf,
    "query": _within_query,
}
