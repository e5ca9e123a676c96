"""Saved questions, and any SPARQL query in a process of its own.

A saved question is a file ``queries/NAME.rq`` whose first lines say what it asks::

    # title: Roles that touch a program
    # description: Each role, how it has to do with the program, and the words that say so.
    # parameter: program | program | METS | the program, by IRI, name or acronym
    # columns: role, code, how, quote

A parameter stands in the query as ``$name``. Its value is put in as one RDF term, written out by
`term_of`, which checks IRIs and escapes literals; nothing else is ever put into a query.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from graph.errors import NotFoundError, QueryError
from graph.vocabulary import ENTITY_KINDS

__all__ = [
    "Parameter",
    "Question",
    "bind",
    "get_question",
    "is_entity_type",
    "saved_questions",
    "term_of",
]

_HEADER: Final = re.compile(r"# (title|description|parameter|columns): (.+)")
_VARIABLE: Final = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)")
# What RFC 3987 and SPARQL's IRIREF both forbid: spaces, controls and these marks.
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_ESCAPES: Final = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved question has to be told.

    Attributes:
        name: Its name; in the query it is ``$name``.
        type: "text", "number", "iri", "entity", or the kind of the entity ("post", "program").
        example: A value, for help and for the page.
        description: What it is, in words.
        optional: True when the question can be asked without it, and is about everything then.
    """

    name: str
    type: str
    example: str
    description: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its file without the ending is its name."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str


@functools.cache
def saved_questions() -> tuple[Question, ...]:
    """Return every saved question, sorted by name."""
    folder = files("graph").joinpath("queries")
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".rq"))
    return tuple(
        _read(name.removesuffix(".rq"), folder.joinpath(name).read_text(encoding="utf-8"))
        for name in names
    )


def get_question(name: str) -> Question:
    """Return the saved question of that name.

    Raises:
        NotFoundError: If there is none; the error lists all names.
    """
    for question in saved_questions():
        if question.name == name:
            return question
    names = tuple(question.name for question in saved_questions())
    raise NotFoundError(
        f"no saved question {name!r}; there are {', '.join(names)}", what=name, suggestions=names
    )


def is_entity_type(type_name: str) -> bool:
    """Return True when a value of the type is an entity's IRI, which may be given as a name."""
    return type_name == "entity" or type_name in ENTITY_KINDS


def bind(question: Question, values: Mapping[str, str]) -> str:
    """Return the query of a question with its parameters filled in.

    Args:
        question: The question.
        values: By parameter: an IRI, a text or a number, as its type says.

    Raises:
        QueryError: If a parameter is missing, unknown, or not of its type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise QueryError(
            f"the question {question.name!r} has no parameter {unknown[0]!r}; "
            f"it has {', '.join(known) or 'none'}"
        )
    missing = [p for p in question.parameters if p.name not in values and not p.optional]
    if missing:
        raise QueryError(
            f"the question {question.name!r} needs {missing[0].name!r} "
            f"({missing[0].description}), for example {missing[0].example!r}"
        )
    terms = {name: term_of(value, known[name]) for name, value in values.items()}
    return _VARIABLE.sub(lambda found: terms.get(found[1], found[0]), question.text)


def term_of(value: str, parameter: Parameter) -> str:
    """Return a value as one SPARQL term: a checked IRI, a number, or an escaped literal.

    Raises:
        QueryError: If the value is not of the parameter's type.
    """
    if parameter.type == "text":
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise QueryError(f"{parameter.name}: not a text that can be written in UTF-8")
        return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'
    if parameter.type == "number":
        if not _INTEGER.fullmatch(value):
            raise QueryError(f"{parameter.name}: {value!r} is not a whole number")
        return str(int(value))
    if _NOT_IN_IRI.search(value) or not _ABSOLUTE.fullmatch(value):
        raise QueryError(f"{parameter.name}: {value!r} is not an absolute IRI")
    return f"<{value}>"


def _read(name: str, text: str) -> Question:
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        found = _HEADER.fullmatch(line)
        if found is None:
            break
        header.setdefault(found[1], []).append(found[2])
    return Question(
        name,
        header["title"][0],
        " ".join(header["description"]),
        tuple(_parameter(line) for line in header.get("parameter", ())),
        tuple(column.strip() for column in header["columns"][0].split(",")),
        text,
    )


def _parameter(line: str) -> Parameter:
    name, kind, example, description = (part.strip() for part in line.split("|"))
    return Parameter(name, kind.removesuffix("?"), example, description, kind.endswith("?"))
