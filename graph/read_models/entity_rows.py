"""Rows of the read models from the current organisation: entities, names, edges."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from graph.folding import fold, without_small_words
from graph.store.interface import Literal, Object
from graph.vocabulary import (
    CLASSES_OF_KIND,
    SUPER_PROPERTIES,
    Org,
    Osg,
    Rdf,
    Rdfs,
    Skos,
)

__all__ = [
    "NAME_ORDER",
    "RELATIONS",
    "TOUCHES",
    "UPWARD",
    "EntityRows",
    "Numbers",
    "Row",
    "local_name",
]

Row: TypeAlias = tuple[str, Sequence[Any]]
"""The name of a table and one row of it."""

RELATIONS: Final[tuple[str, ...]] = (
    Osg.UNDER_DIRECTION_OF,
    Osg.SUPERVISES,
    Osg.HEADS,
    Org.POST_IN,
    Org.SUB_ORGANIZATION_OF,
    Osg.RUNS_PROGRAM,
    Osg.WORKS_WITH_PROGRAM,
    Osg.REFERS_TO_PROGRAM,
    Osg.KNOWS_PROGRAM,
    Osg.TOUCHES_PROGRAM,
    Osg.COLLABORATES_WITH,
    Osg.PARTICIPATES_IN,
    Osg.REQUIRES_CREDENTIAL,
    Osg.PREFERS_CREDENTIAL,
    Org.REPORTS_TO,
)
"""The properties that are edges of the organisation, by IRI; the others are attributes."""

UPWARD: Final[tuple[str, ...]] = (
    Osg.UNDER_DIRECTION_OF,
    Org.REPORTS_TO,
    Org.SUB_ORGANIZATION_OF,
)
"""The properties that lead one step up."""

TOUCHES: Final[dict[str, str]] = {
    Osg.RUNS_PROGRAM: "runs",
    Osg.WORKS_WITH_PROGRAM: "works_with",
    Osg.REFERS_TO_PROGRAM: "refers_to",
    Osg.KNOWS_PROGRAM: "knows",
    Osg.TOUCHES_PROGRAM: "touches",
    Osg.COLLABORATES_WITH: "collaborates_with",
    Osg.PARTICIPATES_IN: "participates_in",
}
"""The ways in which a role has to do with a program, agency or team, by property."""

# The class that tells the kind: the last one of each, which no other kind has. An employer is a
# unit, and "an organisation" with no closer class is none of ours.
_KIND_OF_CLASS: Final[dict[str, str]] = {
    **{classes[-1]: kind for kind, classes in CLASSES_OF_KIND.items()},
    Org.FORMAL_ORGANIZATION: "unit",
}
_NAMES: Final[dict[str, str]] = {
    Skos.PREF_LABEL: "label",
    Rdfs.LABEL: "label",
    Skos.ALT_LABEL: "name",
    Osg.ACRONYM: "acronym",
    Osg.FORMER_NAME: "former",
    Skos.NOTATION: "code",
}
NAME_ORDER: Final = ("label", "code", "acronym", "former", "name")
"""The order of the names of one entity, by what they are; among equals by the text."""
_NOT_PROPERTIES: Final = frozenset({Rdf.TYPE, *_NAMES, *RELATIONS, Skos.IN_SCHEME, Osg.UNEXPANDED})


def local_name(iri: str) -> str:
    """Return the last part of an IRI, after ``#`` or ``/``.

    >>> local_name("https://w3id.org/orggraph/ns#underDirectionOf")
    'underDirectionOf'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


class Numbers(dict[str, int]):
    """Numbers by IRI: an IRI not met before is looked up, and gets the next one when it has none.

    >>> numbers = Numbers()
    >>> numbers["https://example.org/a"], numbers["https://example.org/b"]
    (1, 2)
    """

    def __init__(
        self, find: Callable[[str], int | None] = lambda _iri: None, *, last: int = 0
    ) -> None:
        super().__init__()
        self._find = find
        self.last = last

    def __missing__(self, iri: str) -> int:
        """Return the number of an IRI that was not met before."""
        number = self._find(iri)
        if number is None:
            self.last += 1
            number = self.last
        self[iri] = number
        return number


class EntityRows:
    """Turns subjects of the default graph into rows; keeps the number of every IRI it met.

    Args:
        numbers: The numbers of entities.
        relations: The numbers of properties.
    """

    def __init__(self, numbers: Numbers | None = None, relations: Numbers | None = None) -> None:
        self._numbers = Numbers() if numbers is None else numbers
        self._written: set[int] = set()
        self._relations = Numbers() if relations is None else relations
        self.descriptions: dict[str, tuple[str | None, str | None]] = {}
        """Of each description: the post that it describes, and its current version."""
        self.current_versions: set[str] = set()
        for iri in RELATIONS:
            self.relation(iri)

    def number(self, iri: str) -> int:
        """Return the number of an entity, a new one for an IRI not met before."""
        return self._numbers[iri]

    def relation(self, iri: str) -> int:
        """Return the number of a property, a new one for an IRI not met before."""
        return self._relations[iri]

    def relation_rows(self) -> Iterator[Row]:
        """Yield the rows of the table ``relation``."""
        for iri, number in self._relations.items():
            yield "relation", (number, local_name(iri), iri)

    def rows(
        self, subject: str, properties: Sequence[tuple[str, Object]], *, current: bool = True
    ) -> Iterator[Row]:
        """Yield the rows for one subject of a graph; none when it is no entity.

        An entity of an older version (``current`` False) gives rows only when no other has.
        """
        types = [str(value) for name, value in properties if name == Rdf.TYPE]
        kind = next((_KIND_OF_CLASS[iri] for iri in types if iri in _KIND_OF_CLASS), None)
        if kind is None:
            if current and Osg.CLASS_DESCRIPTION in types:
                self._remember_description(subject, properties)
            return
        number = self.number(subject)
        if number in self._written:
            return
        self._written.add(number)
        names = _names(subject, properties)
        label = names[0][1]
        yield (
            "node",
            (
                number,
                subject,
                kind,
                label,
                next((text for how, text in names if how == "code"), None),
                next((text for how, text in names if how == "acronym"), None),
                Osg.DESCRIBED_POST in types,
                Osg.GENERIC_POST in types,
                any(name == Osg.UNEXPANDED for name, _ in properties),
                Org.FORMAL_ORGANIZATION in types,
                current,
            ),
        )
        for iri in types:
            yield "property", (number, "type", local_name(iri), "", iri)
        if not current:
            return
        folded = [fold(text) for _, text in names]
        yield "node_words", (number, folded[0], " ".join(folded[1:]))
        for (how, text), name in zip(names, folded, strict=True):
            yield "name", (name, without_small_words(name), number, text, how)
        for name, value in properties:
            if name not in _NOT_PROPERTIES:
                yield "property", (number, local_name(name), *_property(value))
        yield from self._edges(number, properties)

    def _edges(self, number: int, properties: Sequence[tuple[str, Object]]) -> Iterator[Row]:
        pairs = [
            (name, str(value))
            for name, value in properties
            if name in RELATIONS and not isinstance(value, Literal)
        ]
        implied = {
            (SUPER_PROPERTIES[name], target) for name, target in pairs if name in SUPER_PROPERTIES
        }
        for name, target in pairs:
            if (name, target) not in implied:
                yield "edge", (number, self.relation(name), self.number(target))

    def _remember_description(self, subject: str, properties: Sequence[tuple[str, Object]]) -> None:
        links = {name: str(value) for name, value in properties if not isinstance(value, Literal)}
        current = links.get(Osg.CURRENT_VERSION)
        self.descriptions[subject] = (links.get(Osg.DESCRIBES), current)
        if current is not None:
            self.current_versions.add(current)


def _names(subject: str, properties: Sequence[tuple[str, Object]]) -> list[tuple[str, str]]:
    # The label first. A text that is an acronym is no other name besides.
    how_of: dict[str, str] = {}
    for name, value in properties:
        if name in _NAMES and isinstance(value, Literal):
            how = _NAMES[name]
            text = value.text
            how_of[text] = min(how_of.get(text, how), how, key=NAME_ORDER.index)
    names = sorted(
        ((how, text) for text, how in how_of.items()), key=lambda n: (NAME_ORDER.index(n[0]), n[1])
    )
    if not names or names[0][0] != "label":
        names.insert(0, ("label", local_name(subject)))
    return names


def _property(value: Object) -> tuple[str, str, str]:
    if isinstance(value, Literal):
        return value.text, value.datatype, ""
    return local_name(value), "", str(value)
