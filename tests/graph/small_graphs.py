"""Small organisations from a few lines: names and edges, without documents."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from graph.folder.workspace import Workspace
from graph.model import Entity
from graph.quads import entity_lines, literal
from graph.vocabulary import SUPER_PROPERTIES, Oa, Osg, Prov, Rdf

BASE: Final = "https://example.org/small/"
VERSION: Final = f"{BASE}doc/all/v/000000000000"


def iri_of(name: str) -> str:
    """Return the IRI of a name: "u:Office" is a unit, "p:Reading" a program, others are posts."""
    kind, _, slug = name.rpartition(":")
    folder = {"u": "unit", "p": "program", "a": "agency"}.get(kind, "post")
    return f"{BASE}id/{folder}/{slug.lower().replace(' ', '-')}"


def small_nquads(
    edges: Iterable[tuple[str, str, str]],
    *,
    generic: Iterable[str] = (),
    described: Iterable[str] = (),
    quotes: Mapping[tuple[str, str, str], str] | None = None,
    more: str = "",
) -> str:
    """Return the N-Quads of edges between names; a quote becomes a claim of the one document."""
    edges = list(edges)
    names = sorted({name for source, _, target in edges for name in (source, target)})
    lines = [line for name in names for line in _entity(name, set(generic), set(described))]
    for source, relation, target in edges:
        lines += [
            f"<{iri_of(source)}> <{predicate}> <{iri_of(target)}> .\n"
            for predicate in (relation, SUPER_PROPERTIES.get(relation))
            if predicate is not None
        ]
    lines.append(f"<{BASE}doc/all> <{Rdf.TYPE}> <{Osg.CLASS_DESCRIPTION}> .\n")
    lines.append(f"<{BASE}doc/all> <{Osg.CURRENT_VERSION}> <{VERSION}> .\n")
    end = f" <{VERSION}> .\n"
    lines.append(f"<{VERSION}> <{Rdf.TYPE}> <{Osg.DESCRIPTION_VERSION}>{end}")
    for number, (edge, quote) in enumerate(sorted((quotes or {}).items())):
        claim = f"<{BASE}claim/{number}>"
        source, relation, target = edge
        values = (
            (Rdf.TYPE, f"<{Osg.CLAIM}>"),
            (Rdf.SUBJECT, f"<{iri_of(source)}>"),
            (Rdf.PREDICATE, f"<{relation}>"),
            (Rdf.OBJECT, f"<{iri_of(target)}>"),
            (Prov.WAS_DERIVED_FROM, f"<{VERSION}>"),
            (Oa.EXACT, literal(quote)),
            (Osg.CONFIDENCE, '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        )
        lines += [f"{claim} <{predicate}> {value}{end}" for predicate, value in values]
    return "".join(lines) + more


def build_small(folder: Path, quads: str) -> Workspace:
    """Return the workspace of a folder after building a graph of those quads in it."""
    workspace = Workspace.create(folder)
    with workspace.lock(), workspace.begin_generation() as generation:
        generation.quads_path.write_bytes(quads.encode())
        generation.load()
        generation.publish({})
    return workspace


def _entity(name: str, generic: set[str], described: set[str]) -> Iterable[str]:
    iri = iri_of(name)
    kind = iri.removeprefix(f"{BASE}id/").partition("/")[0]
    entity = Entity(
        iri=iri,
        kind=kind,
        label=name.rpartition(":")[2],
        described=name in described,
        generic=name in generic,
    )
    return entity_lines(entity, scheme=f"{BASE}id/scheme/programs")
