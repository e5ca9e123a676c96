"""Rows of the read models from the graphs of documents: versions, claims, mentions, findings."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from graph.entity_rows import EntityRows, Row, local_name
from graph.store.interface import Literal, Object, SubjectGroup
from graph.vocabulary import Dct, Oa, Osg, Prov, Rdf, Rdfs

__all__ = ["EvidenceRows"]

_QUALIFIERS: Final = (Osg.LEVEL, Osg.JOINED_BY, Osg.OR_DESIGNEE, Osg.INFERRED, Osg.QUALIFIER)


class EvidenceRows:
    """Turns the subjects of named graphs into rows, with the numbers that the entities have."""

    def __init__(self, entities: EntityRows) -> None:
        self._entities = entities
        self._versions: dict[str, int] = {}
        self._current = {current for _, current in entities.descriptions.values()}
        self._mentions = 0
        self._claims = 0
        self._findings = 0

    def rows(self, graph: str, subjects: Iterable[SubjectGroup]) -> Iterator[Row]:
        """Yield the rows for the subjects of one named graph, which is mostly a version's."""
        for subject, properties in subjects:
            values: dict[str, list[Object]] = {}
            for name, value in properties:
                values.setdefault(name, []).append(value)
            types = {str(value) for value in values.get(Rdf.TYPE, ())}
            if Osg.CLAIM in types:
                yield self._claim(subject, values)
            elif Osg.MENTION in types:
                yield self._mention(graph, subject, values)
            elif Osg.DUTY in types:
                version = self._version(_text(values, Osg.DUTY_IN))
                position = _number(values, Osg.POSITION)
                yield "duty", (version, position, subject, *_place(values))
            elif Osg.FINDING in types:
                yield self._finding(graph, subject, values)
            elif Osg.DESCRIPTION_VERSION in types:
                yield self._version_row(subject, values)
            else:
                yield from self._entities.rows(subject, properties, current=False)

    def _version(self, iri: str) -> int:
        return self._versions.setdefault(iri, len(self._versions) + 1)

    def _version_row(self, iri: str, values: dict[str, list[Object]]) -> Row:
        description = _text(values, Dct.IS_VERSION_OF)
        post, current = self._entities.descriptions.get(description, (None, None))
        modified = sorted(_texts(values, Dct.MODIFIED))
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

    def _claim(self, iri: str, values: dict[str, list[Object]]) -> Row:
        self._claims += 1
        value = values[Rdf.OBJECT][0]
        literal = value.text if isinstance(value, Literal) else None
        version = _text(values, Prov.WAS_DERIVED_FROM)
        return "claim", (
            self._claims,
            iri,
            self._entities.number(_text(values, Rdf.SUBJECT)),
            self._entities.relation(_text(values, Rdf.PREDICATE)),
            None if isinstance(value, Literal) else self._entities.number(value),
            literal,
            _text(values, Oa.EXACT),
            self._version(version),
            _number(values, Oa.START),
            _number(values, Oa.END),
            _text(values, Osg.HAS_SECTION),
            _text(values, Osg.RULE),
            float(_text(values, Osg.CONFIDENCE)),
            json.dumps(_qualifiers(values)),
            version in self._current,
        )

    def _mention(self, graph: str, iri: str, values: dict[str, list[Object]]) -> Row:
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
            json.dumps(sorted(_texts(values, Osg.CANDIDATE))),
        )

    def _finding(self, graph: str, iri: str, values: dict[str, list[Object]]) -> Row:
        self._findings += 1
        return "finding", (
            self._findings,
            iri,
            self._version(graph),
            _text(values, Osg.FINDING_KIND),
            _text(values, Rdfs.COMMENT),
            *_place(values),
        )


def _texts(values: dict[str, list[Object]], name: str) -> list[str]:
    return [v.text if isinstance(v, Literal) else str(v) for v in values.get(name, ())]


def _text(values: dict[str, list[Object]], name: str) -> str:
    return next(iter(_texts(values, name)), "")


def _number(values: dict[str, list[Object]], name: str) -> int:
    return int(_text(values, name) or 0)


def _place(values: dict[str, list[Object]]) -> tuple[str, int, int]:
    return _text(values, Oa.EXACT), _number(values, Oa.START), _number(values, Oa.END)


def _qualifiers(values: dict[str, list[Object]]) -> list[tuple[str, str]]:
    found = []
    for name in _QUALIFIERS:
        for text in _texts(values, name):
            if name == Osg.QUALIFIER:
                key, _, text = text.partition("=")
            else:
                key = local_name(name)
            found.append((key, text))
    return sorted(found)
