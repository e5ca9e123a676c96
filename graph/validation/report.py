"""What a check found: violations with the document and the sentence, and a report of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.store.interface import Object

__all__ = ["Place", "Result", "Severity", "ValidationReport", "Violation"]


class Severity(StrEnum):
    """How bad it is: a violation makes the graph wrong, a warning is for a person to look at."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Result:
    """What a shape found, before it is put in words.

    Attributes:
        shape: The name of the shape.
        focus: The node at fault.
        path: The IRI of the property at fault, if the fault is one property's.
        value: The value at fault, if there is one.
    """

    shape: str
    focus: Object
    path: str | None = None
    value: Object | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sentence stands that a fault comes from.

    Attributes:
        document: The name of the file; empty when no document says anything of the node.
        version: The IRI of the version of the description, if there is one.
        quote: The sentence; empty when the fault is the whole document's.
        start: The first character of the quote; None without a quote.
        end: The character after the last; None without a quote.
    """

    document: str = ""
    version: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One fault, in words, with its place.

    Attributes:
        shape: The name of the shape that is broken.
        severity: Violation or warning.
        message: What is wrong.
        remedy: What to do about it.
        focus: The IRI of the node at fault.
        path: The IRI of the property at fault, or None.
        value: The value at fault, or None.
        value_is_iri: Whether the value is an IRI (or a blank node) and no literal.
        statement: The triple at fault as one reads it; empty when something is missing.
        place: The document and the sentence.
    """

    shape: str
    severity: Severity
    message: str
    remedy: str
    focus: str
    path: str | None
    value: str | None
    value_is_iri: bool
    statement: str
    place: Place


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Everything that was found in one graph or file.

    Attributes:
        source: The graph folder or file that was checked.
        route: "sparql" or "shacl".
        shapes: The names of the shapes that were checked, sorted.
        violations: Violations first, then by shape, document and place.
    """

    source: str
    route: str
    shapes: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Return True when nothing was found, as SHACL section 3.6.1.1 defines it."""
        return not self.violations

    @property
    def is_valid(self) -> bool:
        """Return True when nothing worse than warnings was found."""
        return all(each.severity is Severity.WARNING for each in self.violations)

    def counts(self) -> Mapping[Severity, int]:
        """Return how many violations and how many warnings were found."""
        found = Counter(each.severity for each in self.violations)
        return {severity: found[severity] for severity in Severity}
