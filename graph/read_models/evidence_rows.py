"""Rows of the read models from the graphs of documents: versions, claims, mentions, findings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from graph.folding import fold
from graph.read_models.entity_rows import EntityRows, Numbers, Row, local_name
from graph.store.interface import Literal, Object
from graph.vocabulary import Dct, Oa, Osg, Prov, Rdf, Rdfs

__all__ = ["EvidenceRows"]

_Values: TypeAlias = Mapping[str, Object]

# Plain strings, since they are looked up for every quad.
_TYPE: Final = Rdf.TYPE.value
_SUBJECT: Final = Rdf.SUBJECT.value
_PREDICATE: Final = Rdf.PREDICATE.value
_OBJECT: Final = Rdf.OBJECT.value
_DERIVED: Final = Prov.WAS_DERIVED_FROM.value
_EXACT: Final = Oa.EXACT.value
_START: Final = Oa.START.value
_END: Final = Oa.END.value
_SECTION: Final = Osg.HAS_SECTION.value
_RULE: Final = Osg.RULE.value
_CONFIDENCE: Final = Osg.CONFIDENCE.value
_CLAIM: Final = Osg.CLAIM.value
_DUTY: Final = Osg.DUTY.value
_MENTION: Final = Osg.MENTION.value
_FINDING: Final = Osg.FINDING.value
_VERSION: Final = Osg.DESCRIPTION_VERSION.value
_QUALIFIERS: Final = {
    iri.value: local_name(iri) for iri in (Osg.LEVEL, Osg.JOINED_BY, Osg.OR_DESIGNEE, Osg.INFERRED)
}
_QUALIFIER: Final = Osg.QUALIFIER.value
_NO_QUALIFIERS: Final = "[]"


class EvidenceRows:
    """Turns the subjects of named graphs into rows, with the numbers that the entities have.

    Args:
        entities: Gives the entities their numbers.
        versions: The numbers of versions.
        last: The last numbers that were given to claims, mentions and findings, by table.
    """

    def __init__(
        self,
        entities: EntityRows,
        versions: Numbers | None = None,
        last: Mapping[str, int] | None = None,
    ) -> None:
        last = last or {}
        self._entities = entities
        self._versions = Numbers() if versions is None else versions
        self._mentions = last.get("mention", 0)
        self._claims = last.get("claim", 0)
        self._findings = last.get("finding", 0)

    def rows(
        self, graph: str, subject: str, properties: Sequence[tuple[str, Object]]
    ) -> Iterator[Row]:
        """Yield the rows for one subject of a named graph, which is mostly a version's."""
        values = dict(properties)
        types = {str(value) for name, value in properties if name == _TYPE}
        if _CLAIM in types:
            yield self._claim(subject, values, properties)
            yield "quote_words", (self._claims, fold(_text(values, _EXACT)))
        elif _DUTY in types:
            yield self._duty(graph, subject, values)
        elif _MENTION in types:
            yield self._mention(graph, subject, values, properties)
        elif _FINDING in types:
            yield self._finding(graph, subject, values)
        elif _VERSION in types:
            yield self._version_row(subject, values, properties)
        else:
            yield from self._entities.rows(subject, properties, current=False)

    def _version(self, iri: str) -> int:
        return self._versions[iri]

    def _version_row(
        self, iri: str, values: _Values, properties: Sequence[tuple[str, Object]]
    ) -> Row:
        description = _text(values, Dct.IS_VERSION_OF)
        post, current = self._entities.descriptions.get(description, (None, None))
        modified = _all(properties, Dct.MODIFIED)
        return "version", (
            self._version(iri),
            iri,
            description,
            None if post is None else self._entities.number(post),
            _text(values, Dct.TITLE) or _text(values, Rdfs.LABEL) or local_name(description),
            _text(values, Osg.SOURCE_NAME),
            _number(values, Osg.PART),
            _text(values, Osg.SHA256),
            _text(values, Dct.ISSUED) or None,
            modified[-1] if modified else None,
            iri == current,
        )

    def _claim(self, iri: str, values: _Values, properties: Sequence[tuple[str, Object]]) -> Row:
        self._claims += 1
        value = values[_OBJECT]
        literal = isinstance(value, Literal)
        version = _text(values, _DERIVED)
        return "claim", (
            self._claims,
            iri,
            self._entities.number(_text(values, _SUBJECT)),
            self._entities.relation(_text(values, _PREDICATE)),
            None if literal else self._entities.number(str(value)),
            _text(values, _OBJECT) if literal else None,
            *_place(values),
            self._version(version),
            _text(values, _SECTION),
            _text(values, _RULE),
            float(_text(values, _CONFIDENCE)),
            _qualifiers(properties),
            version in self._entities.current_versions,
        )

    def _duty(self, graph: str, iri: str, values: _Values) -> Row:
        position = _number(values, Osg.POSITION)
        return "duty", (self._version(graph), position, iri, *_place(values))

    def _mention(
        self, graph: str, iri: str, values: _Values, properties: Sequence[tuple[str, Object]]
    ) -> Row:
        self._mentions += 1
        entity = _text(values, Osg.REFERS_TO)
        return "mention", (
            self._mentions,
            iri,
            self._version(graph),
            _text(values, Osg.KIND),
            *_place(values),
            self._entities.number(entity) if entity else None,
            _text(values, Osg.UNRESOLVED_BECAUSE) or None,
            json.dumps(_all(properties, Osg.CANDIDATE)),
        )

    def _finding(self, graph: str, iri: str, values: _Values) -> Row:
        self._findings += 1
        return "finding", (
            self._findings,
            iri,
            self._version(graph),
            _text(values, Osg.FINDING_KIND),
            _text(values, Rdfs.COMMENT),
            *_place(values),
        )


def _text(values: _Values, name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    return value.text if isinstance(value, Literal) else str(value)


def _number(values: _Values, name: str) -> int:
    return int(_text(values, name) or 0)


def _all(properties: Sequence[tuple[str, Object]], name: str) -> list[str]:
    return sorted(
        value.text if isinstance(value, Literal) else str(value)
        for predicate, value in properties
        if predicate == name
    )


def _place(values: _Values) -> tuple[str, int, int]:
    return _text(values, _EXACT), _number(values, _START), _number(values, _END)


def _qualifiers(properties: Sequence[tuple[str, Object]]) -> str:
    found = []
    for name, value in properties:
        if name in _QUALIFIERS and isinstance(value, Literal):
            found.append((_QUALIFIERS[name], value.text))
        elif name == _QUALIFIER and isinstance(value, Literal):
            key, _, text = value.text.partition("=")
            found.append((key, text))
    return json.dumps(sorted(found)) if found else _NO_QUALIFIERS
