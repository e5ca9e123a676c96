"""Labels: where the spellings of a profile's label list stand as labels, and their values.

The text is read line by line, once. A line that begins with a known spelling is a label where the
profile allows one; several labels may share a line. A short line in capitals, or one that ends in a
colon, is a heading of its own even if no profile knows it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from ingest.document import Span
from ingest.profile import Label, Profile, fold_label

__all__ = ["FoundLabel", "LabelValue", "find_label_values", "find_labels"]

HEADING_LIMIT: Final = 110
"""The longest heading, in code points."""

VALUE_LINE_LIMIT: Final = 400
"""The longest line, in code points, that is taken as the value of the label next to it."""

PAIR_LIMIT: Final = 160
"""The longest value of a header label that no profile has; what is longer is a section's text."""

NEAR_LINES: Final = 2
"""How many line breaks may stand between a label and its value: one empty line."""

_CAPITALS = re.compile(r"[A-Z](?<![A-Za-z][A-Z])[A-Z,;/&() -]{4,110}:")
_PAIR = re.compile(r"[ \t*]*(?P<label>[A-Z][^:\r\n.]{1,40}?)[ \t*]*(?P<colon>:)[ \t*]+(?=\S)")
_SIDE_LABEL = re.compile(r"(?:[ \t]{2}|[ \t][/|;\u00b7\u2022])[ \t]*([A-Z][A-Za-z' ]{2,30}):")
_OWN_HEADING = re.compile(
    r"[ \t*#=_]*(?P<label>[A-Z][A-Z0-9 ,;/&()'\u2019+\-\u2013]{2,80}|[A-Z][^\r\n:.;]{2,60}(?=:))"
    r"(?P<colon>:?)[ \t*#=_]*"
)
_AROUND_WORDS: Final = " \t\r\n\ufeff\u00a0>*#=_\u2022\u00b7"
_AROUND: Final = frozenset(_AROUND_WORDS)
_ABOVE_HEADERS: Final = frozenset({"job_description"})
_LEAD_LINES: Final = 3
_PROSE = re.compile(r"[a-z)][.!?] +[A-Z]")
_LETTERS = re.compile(r"[A-Z]{4}|[a-z]{3}")
_SLUG = re.compile(r"[^a-z0-9]+")


class FoundLabel(NamedTuple):
    """A label where it stands: ``start`` to ``end`` holds the spelling and its colon.

    Attributes:
        name: The label's canonical name, or one made of the heading's words if no profile has it.
        kind: The label's kind; a heading that no profile has is a ``section``.
        start: Where the spelling begins.
        end: Where the spelling, or its colon, ends.
        label: The profile's label; None for a heading of its own.
        heading_start: Where the heading begins that counts, if the label stands there twice.
    """

    name: str
    kind: str
    start: int
    end: int
    label: Label | None = None
    heading_start: int | None = None


class LabelValue(NamedTuple):
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
        colon = self.text.find(":", start, end)
        if colon < 0 and end - start > HEADING_LIMIT:
            return  # prose, as most lines are
        position = start
        first = self._known(start, end)
        while first is not None:
            self._add(first)
            position = first.end
            if first.label is None or first.label.kind != "section":
                break
            first = self._known(position, end, need_colon=True)
        if position == start and (colon >= 0 or not self.text[start + 1 : start + 2].islower()):
            # Without a colon, only a heading in capitals is one.
            self._add_unknown(start, end)
        if colon < 0:
            return
        if self.in_header:
            self._add_inline_fields(position, end)
            if position > start:
                self._add_side_labels(position, end)
        self._add_capitals(position, end)

    def _known(self, start: int, end: int, *, need_colon: bool = False) -> FoundLabel | None:
        colon = self.text.find(":", start, min(end, start + HEADING_LIMIT))
        if colon < 0 and (need_colon or end - start > HEADING_LIMIT):
            return None
        stop = end if colon < 0 else colon
        if colon < 0:
            first = self.text[start:stop].strip(_AROUND_WORDS).partition(" ")[0]
            if not _may_stand_alone(first, self.profile):
                return None
        spelling = _strip(self.text, start, stop)
        words = spelling.of(self.text)
        label = self.profile.by_spelling.get(fold_label(words))
        if label is None or not self._allowed(label):
            return None
        if label.colon != "optional" and (colon >= 0) != (label.colon == "required"):
            return None
        after = stop if colon < 0 else _after_colon(self.text, colon, end)
        return FoundLabel(label.name, label.kind, spelling.start, after, label)

    def _allowed(self, label: Label) -> bool:
        return label.zone in ("any", "footer") or (label.zone == "header") == self.in_header

    def _add(self, found: FoundLabel) -> None:
        above = found.name in _ABOVE_HEADERS or found.label is None
        lead = above and len(self.found) < _LEAD_LINES
        lead = lead and all(label.kind == "section" for label in self.found)
        self.found.append(found)
        if found.kind == "section":
            # "WICK COUNTY" or "JOB DESCRIPTION" above the labels of a header end none.
            self.in_header = self.in_header and lead
        elif found.kind == "header":
            self.in_header = True

    def _add_unknown(self, start: int, end: int) -> None:
        """Add a heading that no profile has, or a labelled value in a header of unknown labels."""
        if end - start <= HEADING_LIMIT:
            match = _OWN_HEADING.fullmatch(self.text, start, end)
            if match is not None and _LETTERS.search(match["label"]):
                where = match.start("label"), max(match.end("label"), match.end("colon"))
                name = self.profile.section_of(match["label"]) or _slug(match["label"])
                self._add(FoundLabel(name, "section", *where))
                return
        if self.in_header and self.profile.header_pairs:
            match = _PAIR.match(self.text, start, end)
            if match is not None:
                where = match.start("label"), match.end("colon")
                is_prose = end - match.end() > PAIR_LIMIT or _PROSE.search(
                    self.text, match.end(), end
                )
                kind = "section" if is_prose else "value"
                self._add(FoundLabel(_slug(match["label"]), kind, *where))

    def _add_inline_fields(self, start: int, end: int) -> None:
        if self.profile.inline_fields is None:
            return
        for match in self.profile.inline_fields.finditer(self.text, start, end):
            label = self.profile.by_spelling[fold_label(match[0])]
            if self._allowed(label):
                self._add(FoundLabel(label.name, label.kind, match.start(), match.end(), label))

    def _add_side_labels(self, start: int, end: int) -> None:
        """Add the labels beside the first one on its line: "Grade: 4    Reports to: the clerk"."""
        for match in _SIDE_LABEL.finditer(self.text, start, end):
            label = self.profile.by_spelling.get(fold_label(match[1]))
            if label is None and self.profile.header_pairs:
                self._add(FoundLabel(_slug(match[1]), "value", match.start(), match.end()))
            elif label is not None and label.kind != "section" and self._allowed(label):
                self._add(FoundLabel(label.name, label.kind, match.start(), match.end(), label))

    def _add_capitals(self, start: int, end: int) -> None:
        """Add section labels in capitals that stand in running text: the line break was lost."""
        inline = self.profile.inline_sections
        found = [*inline.finditer(self.text, start, end)] if inline is not None else []
        for match in found:
            known = self.profile.by_spelling[fold_label(match[0])]
            self._add(FoundLabel(known.name, known.kind, *match.span(), known))
        start = found[-1].end() if found else start
        for match in _CAPITALS.finditer(self.text, start, end):
            words = match[0][:-1].split(" ")
            for first in range(len(words)):
                spelling = " ".join(words[first:])
                label = self.profile.by_spelling.get(fold_label(spelling))
                if label is not None and label.inline and label.kind == "section":
                    begin = match.end() - 1 - len(spelling)
                    self._add(FoundLabel(label.name, label.kind, begin, match.end(), label))
                    break


@lru_cache(maxsize=4096)  # lines of duties begin with the same few verbs
def _may_stand_alone(word: str, profile: Profile) -> bool:
    """Return whether the spelling of a label that needs no colon may begin with a word."""
    first = fold_label(word).partition(" ")[0]
    return not first or first in _first_words_alone(profile)


@cache
def _first_words_alone(profile: Profile) -> frozenset[str]:
    """Return the first words of the labels that need no colon."""
    labels = profile.by_spelling.items()
    return frozenset(text.partition(" ")[0] for text, a in labels if a.colon != "required")


def find_label_values(
    text: str, found: Sequence[FoundLabel], lines: Sequence[Span]
) -> tuple[LabelValue, ...]:
    """Return the value of each field and value label, in text order; the value may be empty.

    A value follows its label on the line, or stands alone on the next line, or, where a header is
    written so, before its label.

    Args:
        text: The text of the file.
        found: The labels, in text order.
        lines: The lines of content, in text order.
    """
    starts = [line.start for line in lines]
    labels = [label for label in found if label.kind in ("field", "value")]
    ends = {label.start: other.start for label, other in pairwise(found)}
    line_of = {label.start: bisect_right(starts, label.start) - 1 for label in found}
    taken = {line_of[label.start] for label in found}
    spans: dict[int, Span] = {}
    for label in labels:
        line = lines[bisect_right(starts, label.end - 1) - 1]
        stop = min(line.end, ends.get(label.start, line.end))
        spans[label.start] = _strip(text, label.end, max(stop, label.end))
    alone = [label for label in labels if _is_alone(text, label, lines[line_of[label.start]])]
    below = {a.start: _line_value(text, a, lines, line_of[a.start] + 1, taken) for a in alone}
    above = {a.start: _line_value(text, a, lines, line_of[a.start] - 1, taken) for a in alone}
    if sum(v is not None for v in above.values()) > sum(v is not None for v in below.values()):
        below = above
    spans.update({start: span for start, span in below.items() if span is not None})
    values = [LabelValue(a.name, a.start, spans[a.start].start, spans[a.start].end) for a in labels]
    return tuple(_shifted(text, labels, values, [lines[line_of[a.start]] for a in labels]))


def _is_alone(text: str, label: FoundLabel, line: Span) -> bool:
    """Return whether nothing but a label stands on its line."""
    before, after = _strip(text, line.start, label.start), _strip(text, label.end, line.end)
    return before.start == before.end and after.start >= after.end


def _line_value(
    text: str, label: FoundLabel, lines: Sequence[Span], index: int, taken: Set[int]
) -> Span | None:
    """Return a line next to a label as its value, if it may be one."""
    if not 0 <= index < len(lines) or index in taken:
        return None
    line = lines[index]
    near = text[min(line.end, label.end) : max(line.start, label.start)]
    if line.end - line.start > VALUE_LINE_LIMIT or near.count("\n") > NEAR_LINES:
        return None
    span = _strip(text, line.start, line.end)
    return span if _fits(text, label, span) else None


def _fits(text: str, label: FoundLabel, span: Span) -> bool:
    if span.start == span.end:
        return False
    pattern = label.label.pattern if label.label else None
    return pattern is None or pattern.fullmatch(text, span.start, span.end) is not None


def _shifted(
    text: str, labels: Sequence[FoundLabel], values: Sequence[LabelValue], lines: Sequence[Span]
) -> Iterator[LabelValue]:
    """Yield the values; on lines where values stand before labels, each moved to the next label.

    Such a line has text before its first label and none behind its last.
    """
    for line, group in groupby(zip(lines, labels, values, strict=True), key=itemgetter(0)):
        row = list(group)
        lead = _strip(text, line.start, row[0][2].label_start)
        last = row[-1][2]
        if lead.start == lead.end or last.start != last.end:
            yield from (value for _, _, value in row)
            continue
        spans = [lead, *(Span(value.start, value.end) for _, _, value in row[:-1])]
        for (_, label, value), span in zip(row, spans, strict=True):
            end = span.end if _fits(text, label, span) else span.start
            yield LabelValue(value.name, value.label_start, span.start, end)


def _slug(text: str) -> str:
    return _SLUG.sub("_", text.lower()).strip("_")


def _after_colon(text: str, colon: int, end: int) -> int:
    """Return where a label ends, its colon and the emphasis marks behind it included."""
    after = colon + 1
    while after < end and text[after] in "*_" and after <= colon + 2:
        after += 1
    return after


def _strip(text: str, start: int, end: int) -> Span:
    """Return what a stretch holds without the blanks, bullets and emphasis marks around it."""
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Span(start, end)
