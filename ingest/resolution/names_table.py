"""The names of all descriptions, each once: what summaries are reduced to while they stream by.

A description is kept as its header and the numbers of its names, so that which of its versions is
current can be decided at the end without reading it again.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.resolution.clustering import Key
from ingest.resolution.naming import bare_acronym, fold_name, fold_post, fold_unit
from ingest.resolution.summary import DocumentSummary, NameUse

__all__ = ["NameRow", "NamesTable", "key_of", "scopes_of"]

SCOPED_KINDS = frozenset({"post", "unit", "team", "role", "grade"})
"""What is one employer's own: two employers' offices of one name are two offices."""


@dataclass(slots=True)
class NameRow:
    """A name of one employer's descriptions and how often it is used.

    Attributes:
        employer: The employer's name as the descriptions give it.
        use: The name.
        live: How many current descriptions use it.
        total: How many descriptions use it, past versions too.
        first_sha256: The lowest hash of a file that uses it.
    """

    employer: str
    use: NameUse
    live: int = 0
    total: int = 0
    first_sha256: str = "~"


class NamesTable:
    """Every name of every description that was added."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, NameUse], int] = {}
        self._rows: list[NameRow] = []
        self._headers: dict[tuple[str, int], DocumentSummary] = {}
        self._names: dict[tuple[str, int], array[int]] = {}

    def add(self, summary: DocumentSummary) -> None:
        """Take in one description; the same file and part a second time changes nothing."""
        document = (summary.sha256, summary.part)
        if document in self._headers:
            return
        numbers = array("I")
        for use in summary.names:
            number = self._numbers.setdefault((summary.employer, use), len(self._rows))
            if number == len(self._rows):
                self._rows.append(NameRow(summary.employer, use))
            row = self._rows[number]
            row.total += 1
            row.first_sha256 = min(row.first_sha256, summary.sha256)
            numbers.append(number)
        self._headers[document] = replace(summary, names=())
        self._names[document] = numbers

    @property
    def headers(self) -> tuple[DocumentSummary, ...]:
        """Return the descriptions without their names, in order of hash and part."""
        return tuple(self._headers[document] for document in sorted(self._headers))

    def scopes(self) -> Mapping[str, str]:
        """Return the scope of each employer's name.

        Where the descriptions name one employer only, those that name none are its own too.
        """
        return scopes_of({summary.employer for summary in self._headers.values()})

    def count_live(self, document: tuple[str, int]) -> None:
        """Count the names of a description that is current."""
        for number in self._names[document]:
            self._rows[number].live += 1

    def names_of(self, document: tuple[str, int]) -> Iterator[NameUse]:
        """Yield the names of one description.

        Raises:
            KeyError: If it was not added.
        """
        for number in self._names[document]:
            yield self._rows[number].use

    def rows_as_numbered(self) -> Sequence[NameRow]:
        """Return the names in the order of their numbers, which begin at 0."""
        return self._rows

    def numbers_of(self, document: tuple[str, int]) -> Sequence[int]:
        """Return the numbers of the names of one description."""
        return self._names[document]

    def rows(self) -> Iterator[NameRow]:
        """Yield the names in an order that does not depend on the order of the descriptions."""
        for pair in sorted(self._numbers):
            yield self._rows[self._numbers[pair]]


def scopes_of(employers: Iterable[str]) -> Mapping[str, str]:
    """Return the scope of each employer's name, "" for those that name none.

    >>> scopes_of(["River County", ""]) == {"River County": "river county", "": "river county"}
    True
    """
    folded = {name: fold_unit(name) for name in employers if name}
    sole = set(folded.values())
    folded[""] = next(iter(sole)) if len(sole) == 1 else ""
    return folded


def key_of(use: NameUse, scope: str, folded_unit: str = "") -> Key:
    """Return the key under which a name is one with others.

    Args:
        use: The name.
        scope: The scope of its employer.
        folded_unit: For posts, the folded name of the unit that the title names.
    """
    if use.kind not in SCOPED_KINDS:
        scope = ""
    acronym = bare_acronym(use.kind, use.name, use.acronym or None)
    if use.root and use.kind == "unit" and scope:
        return Key("unit", scope, scope)
    if acronym is not None and not use.of_unit:
        return Key(use.kind, scope, acronym, acronym=True)
    if use.kind == "post":
        return Key("post", scope, fold_post(use.name, folded_unit))
    if use.kind == "unit":
        return Key("unit", scope, fold_unit(use.name))
    if use.kind == "role" and use.of_unit:
        return Key("role", scope, f"code {use.of_unit}")
    return Key(use.kind, scope, fold_name(use.name))
