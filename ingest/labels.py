"""Labels: where the spellings of a profile's label list stand as labels, and their values.

The text is read line by line, once. A line that begins with a known spelling is a label where the
profile allows one; several labels may share a line. A short line in capitals, or one that ends in a
colon, is a heading of its own even if no profile knows it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.document import Span
from ingest.profile import Label, Profile, fold_label

__all__ = ["FoundLabel", "LabelValue", "find_label_values", "find_labels"]

HEADING_LIMIT: Final = 110
"""The longest heading, in code points."""

VALUE_LINE_LIMIT: Final = 400
"""The longest line, in code points, that is taken as the value of the label above it."""

_LINE = re.compile(r"[^\r\n]+")
_CANDIDATE = re.compile(
    r"[ \t\ufeff>*#=_\u2022\-\u2013]*(?P<label>[^\s:*#=_\u2022][^:\r\n]{0,110}?)"
    r"[ \t*_=]*(?:(?P<colon>:)[*_]{0,2}|$)"
)
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z][A-Z,;/&() -]{4,110}:")
_PAIR = re.compile(r"[ \t*]*(?P<label>[A-Z][^:\r\n.]{1,40}?)[ \t*]*(?P<colon>:)[ \t*]+(?=\S)")
_OWN_HEADING = re.compile(
    r"[ \t*#=_]*(?P<label>[A-Z][A-Z0-9 ,;/&()'\u2019+\-\u2013]{2,80}|[A-Z][^\r\n:.;]{2,60}(?=:))"
    r"(?P<colon>:?)[ \t*#=_]*"
)
_LETTERS = re.compile(r"[A-Z]{4}|[a-z]{3}")
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label where it stands: ``start`` to ``end`` holds the spelling and its colon.

    Attributes:
        name: The label's canonical name, or one made of the heading's words if no profile has it.
        kind: The label's kind; a heading that no profile has is a ``section``.
        start: Where the spelling begins.
        end: Where the spelling, or its colon, ends.
        label: The profile's label; None for a heading of its own.
    """

    name: str
    kind: str
    start: int
    end: int
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class LabelValue:
    """A label and its value, ``text[start:end]``, under the label's canonical name."""

    name: str
    label_start: int
    start: int
    end: int


def find_labels(text: str, lines: Iterable[Span], profile: Profile) -> tuple[FoundLabel, ...]:
    """Return the labels and headings on the given lines, in text order."""
    finder = _Finder(text, profile)
    for line in lines:
        finder.read_line(line.start, line.end)
    return tuple(finder.found)


class _Finder:
    """Reads lines in order and knows whether the header has ended."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.profile = profile
        self.found: list[FoundLabel] = []
        self.in_header = True

    def read_line(self, start: int, end: int) -> None:
        """Add the labels of one line."""
        position = start
        first = self._known(start, end)
        while first is not None:
            self._add(first)
            position = first.end
            if first.label is None or first.label.kind != "section":
                break
            first = self._known(position, end, need_colon=True)
        if position == start:
            self._add_unknown(start, end)
        if self.in_header:
            self._add_inline_fields(position, end)
        self._add_capitals(position, end)

    def _known(self, start: int, end: int, *, need_colon: bool = False) -> FoundLabel | None:
        match = _CANDIDATE.match(self.text, start, min(end, start + HEADING_LIMIT + 20))
        if match is None or (match["colon"] is None and (need_colon or match.end() < end)):
            return None
        label = self.profile.by_spelling.get(fold_label(match["label"]))
        if label is None or not self._allowed(label):
            return None
        if label.colon != "optional" and (match["colon"] is not None) != (
            label.colon == "required"
        ):
            return None
        return FoundLabel(label.name, label.kind, match.start("label"), match.end(), label)

    def _allowed(self, label: Label) -> bool:
        return label.zone in ("any", "footer") or (label.zone == "header") == self.in_header

    def _add(self, found: FoundLabel) -> None:
        self.found.append(found)
        if found.kind == "section":
            self.in_header = False
        elif found.kind == "header":
            self.in_header = True

    def _add_unknown(self, start: int, end: int) -> None:
        """Add a heading that no profile has, or a labelled value in a header of unknown labels."""
        if end - start <= HEADING_LIMIT:
            match = _OWN_HEADING.fullmatch(self.text, start, end)
            if match is not None and _LETTERS.search(match["label"]):
                where = match.start("label"), max(match.end("label"), match.end("colon"))
                self._add(FoundLabel(_slug(match["label"]), "section", *where))
                return
        if self.in_header and self.profile.header_pairs:
            match = _PAIR.match(self.text, start, end)
            if match is not None:
                where = match.start("label"), match.end("colon")
                self._add(FoundLabel(_slug(match["label"]), "value", *where))

    def _add_inline_fields(self, start: int, end: int) -> None:
        if self.profile.inline_fields is None:
            return
        for match in self.profile.inline_fields.finditer(self.text, start, end):
            label = self.profile.by_spelling[fold_label(match[0])]
            if self._allowed(label):
                self._add(FoundLabel(label.name, label.kind, match.start(), match.end(), label))

    def _add_capitals(self, start: int, end: int) -> None:
        """Add section labels in capitals that stand in running text: the line break was lost."""
        for match in _CAPITALS.finditer(self.text, start, end):
            words = match[0][:-1].split(" ")
            for first in range(len(words)):
                spelling = " ".join(words[first:])
                label = self.profile.by_spelling.get(fold_label(spelling))
                if label is not None and label.inline and label.kind == "section":
                    begin = match.end() - 1 - len(spelling)
                    self._add(FoundLabel(label.name, label.kind, begin, match.end(), label))
                    break


def find_label_values(
    text: str, found: Sequence[FoundLabel], start: int, end: int
) -> tuple[LabelValue, ...]:
    """Return the value of each field and value label, in text order; the value may be empty.

    A value follows its label on the line, or stands alone on the next line, or, where the whole
    header is written so, before its label.
    """
    values: list[LabelValue] = []
    taken = {_line_start(text, f.start, start) for f in found}
    for index, label in enumerate(found):
        if label.kind not in ("field", "value"):
            continue
        stop = _line_end(text, label.end, end)
        if index + 1 < len(found):
            stop = min(stop, found[index + 1].start)
        span = _strip(text, label.end, stop)
        if span.start == span.end:
            span = _value_below(text, label, end, taken) or span
        values.append(LabelValue(label.name, label.start, span.start, span.end))
    return tuple(_shifted(text, found, values, start))


def _value_below(text: str, label: FoundLabel, end: int, taken: set[int]) -> Span | None:
    match = _LINE.search(text, _line_end(text, label.end, end), end)
    if match is None or match.start() in taken or len(match[0]) > VALUE_LINE_LIMIT:
        return None
    if text.count("\n", label.end, match.start()) > 2:
        return None
    span = _strip(text, match.start(), match.end())
    return span if _fits(text, label, span) else None


def _fits(text: str, label: FoundLabel, span: Span) -> bool:
    if span.start == span.end:
        return False
    pattern = label.label.pattern if label.label else None
    return pattern is None or pattern.fullmatch(text, span.start, span.end) is not None


def _shifted(
    text: str, found: Sequence[FoundLabel], values: list[LabelValue], start: int
) -> Iterator[LabelValue]:
    """Yield the values, each moved to the label after it where values stand before labels."""
    by_start = {label.start: label for label in found}
    for line in _by_line(text, values, start):
        first, last = line[0], line[-1]
        lead = _strip(text, _line_start(text, first.label_start, start), first.label_start)
        if lead.start == lead.end or last.start != last.end:
            yield from line
            continue
        spans = [lead, *(Span(v.start, v.end) for v in line[:-1])]
        for value, span in zip(line, spans, strict=True):
            fits = _fits(text, by_start[value.label_start], span)
            yield LabelValue(
                value.name, value.label_start, span.start, span.end if fits else span.start
            )


def _by_line(text: str, values: list[LabelValue], start: int) -> Iterator[list[LabelValue]]:
    line: list[LabelValue] = []
    at = -1
    for value in values:
        here = _line_start(text, value.label_start, start)
        if line and here != at:
            yield line
            line = []
        at = here
        line.append(value)
    if line:
        yield line


def _slug(text: str) -> str:
    return _SLUG.sub("_", text.lower()).strip("_")


def _line_start(text: str, at: int, start: int) -> int:
    return max(text.rfind("\n", start, at), text.rfind("\r", start, at), start - 1) + 1


def _line_end(text: str, at: int, end: int) -> int:
    match = _LINE.match(text, at, end)
    return at if match is None else match.end()


def _strip(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    stripped = inner.strip(" \t\r\n\u00a0*_")
    start += inner.index(stripped) if stripped else 0
    return Span(start, start + len(stripped))
