"""Manuscript: a text while it is written, and beside it what it states and where."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Manuscript", "Named", "Statement"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a text names.

    Attributes:
        key: What tells it from everything else in its organisation.
        kind: Its kind in the extraction record: post, unit, program, agency, team, ...
        name: Its name.
        of_unit: For posts: the unit that completes the name.
        acronym: Its acronym, if it has one.
        also: Other readings of its name that are as right.
    """

    key: str
    kind: str
    name: str
    of_unit: str | None = None
    acronym: str | None = None
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Statement:
    """One thing that the text states, and every place where it does."""

    named: Named
    places: list[tuple[int, int]] = field(default_factory=list)
    qualifiers: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Manuscript:
    """A text that grows at its end; places are code points of the text that it will be.

    Attributes:
        line_break: What a line ends with.
        length: How long the text is so far.
        statements: What it states: label key -> key of the thing -> statement.
        surfaces: The forms under which a thing was named, by its key, in text order.
        fields: The values of the header's fields.
        duties: The places of the duty lines.
        findings: Places that a person should look at: (kind, start, end).
    """

    line_break: str = "\n"
    length: int = 0
    statements: dict[str, dict[str, Statement]] = field(default_factory=dict)
    surfaces: dict[str, dict[str, None]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    duties: list[tuple[int, int]] = field(default_factory=list)
    findings: list[tuple[str, int, int]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _capital: bool = False

    @property
    def text(self) -> str:
        """The text as far as it is written."""
        return "".join(self._parts)

    def write(self, text: str) -> None:
        """Write on; the first letter is made a capital one where that was asked for."""
        if self._capital and text:
            text = text[0].upper() + text[1:]
            self._capital = False
        if self.line_break != "\n":
            text = text.replace("\n", self.line_break)
        self._parts.append(text)
        self.length += len(text)

    def begin_sentence(self) -> None:
        """Make the next letter a capital one."""
        self._capital = True

    def name(self, named: Named, surface: str, label: str = "") -> None:
        """Write a name, and label its place if there is a label for it."""
        start = self.length
        self.write(surface)
        self.surfaces.setdefault(named.key, {})[surface] = None
        if label:
            self.state(label, named, start, self.length)

    def state(
        self, label: str, named: Named, start: int, end: int, **qualifiers: str | None
    ) -> None:
        """Note that the text states something between two places."""
        found = self.statements.setdefault(label, {}).setdefault(named.key, Statement(named))
        if (start, end) not in found.places:
            found.places.append((start, end))
        found.qualifiers.update(qualifiers)
