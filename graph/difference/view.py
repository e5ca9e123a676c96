"""One graph, read for a comparison: its things, what is said of them, and the quotes."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

import pyoxigraph

from graph.difference.changes import Edge, Quotation, Thing
from graph.errors import GraphFolderError
from graph.folding import fold
from graph.store.interface import Literal, Object, SubjectGroup
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import (
    CLASSES_OF_KIND,
    SUPER_PROPERTIES,
    Dct,
    Oa,
    Org,
    Osg,
    Rdf,
    Rdfs,
    Skos,
)

__all__ = ["GraphView"]

_Properties: TypeAlias = tuple[tuple[str, Object], ...]
# The last class of a kind is its own; those before it are super-classes.
_KIND_OF_CLASS: Final[dict[str, str]] = {
    **{classes[-1]: kind for kind, classes in CLASSES_OF_KIND.items()},
    Org.FORMAL_ORGANIZATION: "unit",
}
_OTHER_NAMES: Final = frozenset({Skos.ALT_LABEL, Osg.ACRONYM, Osg.FORMER_NAME})
# What the graph says of names, classes and bookkeeping, and not of the organisation.
_NO_EDGES: Final = _OTHER_NAMES | {
    Rdf.TYPE,
    Rdfs.LABEL,
    Skos.PREF_LABEL,
    Skos.IN_SCHEME,
    Skos.NOTATION,
    Dct.REPLACES,
    Osg.DESCRIBED_BY,
    Osg.UNEXPANDED,
}
_SPECIFIC: Final[dict[str, tuple[str, ...]]] = {
    general: tuple(s for s, g in SUPER_PROPERTIES.items() if g == general)
    for general in SUPER_PROPERTIES.values()
}


class GraphView:
    """The current organisation of one store.

    Args:
        store: The store.
        read_text: Gives the text of a file by its sha256, or raises `GraphFolderError`; None where
            the texts are not at hand.
    """

    def __init__(self, store: OxigraphStore, read_text: Callable[[str], str] | None = None) -> None:
        self._store = store
        self._read_text = read_text

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Return the things of the organisation by their keys, sorted."""
        groups = {
            subject: group
            for subject, group in self._store.iter_subjects()
            if _kind_of((subject, group)) is not None
        }
        keys = {iri: _key_of(iri) for iri in groups}
        things = (_thing((iri, group), keys) for iri, group in groups.items())
        return {thing.key: thing for thing in sorted(things, key=lambda each: each.key)}

    def quotes(
        self, subject: str, relation: str | None, value: str | None
    ) -> tuple[Quotation, ...]:
        """Return what the current documents quote for a statement, or for any about a thing.

        Args:
            subject: The IRI of the thing.
            relation: The IRI of the property; None for any.
            value: The IRI, or the text of the value, that it points to; None for any.
        """
        found = {
            quotation
            for claim, version in self._claims(Rdf.SUBJECT, subject)
            if relation in {None, self._value(claim, Rdf.PREDICATE)}
            and value in {None, self._value(claim, Rdf.OBJECT)}
            and (quotation := self._quotation(claim, version)) is not None
        }
        return tuple(sorted(found))

    def name_quote(self, thing: Thing) -> tuple[Quotation, ...]:
        """Return the first quote that holds the name of a thing, or else the first that names it.

        The title of a described post stands in the head of its description, which nothing quotes.
        """
        found: list[Quotation] = []
        for role in (Osg.REFERS_TO, Rdf.OBJECT, Rdf.SUBJECT):
            quotations = (
                self._quotation(node, version) for node, version in self._claims(role, thing.iri)
            )
            found += (quotation for quotation in quotations if quotation is not None)
        name = fold(thing.label)
        named = [quotation for quotation in found if name in fold(quotation.text)]
        best = self._title(thing) or min(named or found, default=None)
        return () if best is None else (best,)

    def _title(self, thing: Thing) -> Quotation | None:
        """Return where a description states the title of its post."""
        if not thing.is_described or self._read_text is None:
            return None
        for version in self._versions_of(thing.iri):
            sha256 = self._value(pyoxigraph.NamedNode(version), Osg.SHA256)
            try:
                start = self._read_text(sha256 or "").find(thing.label)
            except (GraphFolderError, ValueError):
                continue
            if start >= 0:
                end = start + len(thing.label)
                return Quotation(self._current_versions[version], start, end, thing.label)
        return None

    def _versions_of(self, post: str) -> Iterator[str]:
        """Yield the current versions of the descriptions of a post, sorted."""
        descriptions = self._objects(pyoxigraph.NamedNode(post), Osg.DESCRIBED_BY)
        for description in sorted(descriptions, key=lambda each: each.value):
            for version in self._objects(description, Osg.CURRENT_VERSION):
                if version.value in self._current_versions:
                    yield version.value

    def _objects(
        self, node: pyoxigraph.NamedNode, predicate: str
    ) -> Iterator[pyoxigraph.NamedNode]:
        named = pyoxigraph.NamedNode(predicate)
        for quad in self._store.engine.quads_for_pattern(node, named, None, None):
            if isinstance(quad.object, pyoxigraph.NamedNode):
                yield quad.object

    def _claims(self, role: str, iri: str) -> Iterator[tuple[pyoxigraph.NamedNode, str]]:
        """Yield claims and mentions in which a thing has a role, with their current version."""
        target = pyoxigraph.NamedNode(iri)
        predicate = pyoxigraph.NamedNode(role)
        for quad in self._store.engine.quads_for_pattern(None, predicate, target, None):
            node, graph = quad.subject, quad.graph_name
            if not isinstance(node, pyoxigraph.NamedNode):
                continue
            if isinstance(graph, pyoxigraph.NamedNode) and graph.value in self._current_versions:
                yield node, graph.value

    @cached_property
    def _current_versions(self) -> Mapping[str, str]:
        """Return the name of the file of each current version."""
        named = pyoxigraph.NamedNode(Osg.CURRENT_VERSION)
        versions = (
            quad.object for quad in self._store.engine.quads_for_pattern(None, named, None, None)
        )
        return {
            version.value: self._value(version, Osg.SOURCE_NAME) or version.value
            for version in versions
            if isinstance(version, pyoxigraph.NamedNode)
        }

    def _quotation(self, node: pyoxigraph.NamedNode, version: str) -> Quotation | None:
        text, start, end = (self._value(node, name) for name in (Oa.EXACT, Oa.START, Oa.END))
        if text is None or start is None or end is None:
            return None
        return Quotation(self._current_versions[version], int(start), int(end), text)

    def _value(self, node: pyoxigraph.NamedNode, predicate: str) -> str | None:
        named = pyoxigraph.NamedNode(predicate)
        for quad in self._store.engine.quads_for_pattern(node, named, None, None):
            if isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal):
                return quad.object.value
        return None


def _kind_of(group: SubjectGroup) -> str | None:
    classes = (str(value) for name, value in group[1] if name == Rdf.TYPE)
    return next((_KIND_OF_CLASS[each] for each in classes if each in _KIND_OF_CLASS), None)


def _key_of(iri: str) -> str:
    """Return an IRI without its base.

    >>> _key_of("https://example.org/river-county/id/post/0101-field-nurse")
    'post/0101-field-nurse'
    """
    _, found, rest = iri.partition("/id/")
    return rest if found else iri


def _thing(group: SubjectGroup, keys: Mapping[str, str]) -> Thing:
    iri, properties = group
    texts: dict[str, list[str]] = {}
    for name, value in properties:
        texts.setdefault(name, []).append(value.text if isinstance(value, Literal) else value)
    label = min(texts.get(Rdfs.LABEL, [iri]))
    others = (text for name in _OTHER_NAMES for text in texts.get(name, ()))
    return Thing(
        key=keys[iri],
        iri=iri,
        kind=_kind_of(group) or "",
        label=label,
        names=frozenset(map(fold, (label, *others))),
        former_names=frozenset(map(fold, texts.get(Osg.FORMER_NAME, ()))),
        replaces=frozenset(map(_key_of, texts.get(Dct.REPLACES, ()))),
        code=min(texts.get(Skos.NOTATION, ()), default=None),
        is_described=Osg.DESCRIBED_BY in texts,
        edges=frozenset(_edges(properties, keys)),
    )


def _edges(properties: _Properties, keys: Mapping[str, str]) -> Iterator[Edge]:
    stated = {(name, str(value)) for name, value in properties}
    for name, value in properties:
        if name in _NO_EDGES or str(value) == Org.HEAD.value:
            continue
        if any((specific, str(value)) in stated for specific in _SPECIFIC.get(name, ())):
            continue  # it is said more exactly beside
        if isinstance(value, Literal):
            yield Edge(name, value.text, is_value=True)
        else:
            yield Edge(name, keys.get(value, _key_of(value)))
