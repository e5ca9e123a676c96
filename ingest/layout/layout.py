"""Layout: which characters of a description are header fields, sections, duties and furniture."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from ingest.document import SourceDocument, Span
from ingest.layout.fields import read_fields
from ingest.layout.labels import FoundLabel, LabelValue, find_label_values, find_labels
from ingest.layout.page import Page, read_page
from ingest.profile import Profile, fold_label
from ingest.record import Duty, Fields, Finding, Section

__all__ = ["LabelValue", "Layout", "read_layout"]

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(
    r"[ \t]*(?:(?:[\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\uf0b7*\u2013-]"
    r"|\(?\d{1,2}[.)]|[a-z][.)]|o(?=[ \t]+[A-Z]))[ \t]+)?"
)
_PROSE = re.compile(r"[a-z][.!?](?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What stands where in one description; every tuple is in text order.

    Attributes:
        profile: The profile by which it was read.
        fields: The header fields.
        sections: The sections; a section's body may be empty.
        duties: The duty lines.
        furniture: Spans that are no content: navigation, page headers, what follows the end.
        labels: Labelled values, header fields among them.
        notes: Remarks within sections that say nothing of the job ("This list is not ...").
        headings: The spans of all labels and headings.
        findings: What the layout itself shows to be wrong: doubled labels, unreadable dates.
    """

    profile: Profile
    fields: Fields = field(default_factory=Fields)
    sections: tuple[Section, ...] = ()
    duties: tuple[Duty, ...] = ()
    furniture: tuple[Span, ...] = ()
    labels: tuple[LabelValue, ...] = ()
    notes: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_layout(document: SourceDocument, profile: Profile) -> Layout:
    """Return the header fields, sections, duties and furniture of a description."""
    text = document.text
    page = read_page(document, profile)
    found = find_labels(text, page.lines, profile)
    kept, repeats = _without_repeats(text, found)
    labels = find_label_values(text, kept, page.lines)
    if page.employer is not None:
        place = page.employer
        labels = (LabelValue("employer", place.start, place.start, place.end), *labels)
    sections = tuple(_sections(text, kept, labels, page))
    notes = tuple(_notes(text, sections, profile))
    fields, findings = read_fields(document, profile, labels, page.title)
    return Layout(
        profile=profile,
        fields=fields,
        sections=sections,
        duties=tuple(_duties(text, sections, notes, profile.names)),
        furniture=page.furniture,
        labels=labels,
        notes=notes,
        headings=tuple(Span(f.start, f.end) for f in found),
        findings=tuple(sorted((*repeats, *findings), key=lambda f: (f.start, f.end))),
    )


def _without_repeats(
    text: str, found: Sequence[FoundLabel]
) -> tuple[tuple[FoundLabel, ...], tuple[Finding, ...]]:
    """Return the labels without those repeated at once, and a finding for each repetition.

    Of a section label that stands twice with nothing between, the second one opens the section.
    """
    kept: list[FoundLabel] = []
    findings: list[Finding] = []
    for label in found:
        previous = kept[-1] if kept else None
        if (
            previous is not None
            and previous.name == label.name
            and previous.kind == label.kind == "section"
            and not text[previous.end : label.start].strip()
            and _is_same(text, previous, label)
        ):
            first = _heading_start(previous)
            quote = text[first : label.end]
            message = f"the heading {text[label.start : label.end].strip()!r} stands twice"
            findings.append(Finding("repeated_heading", message, quote, first, label.end))
            kept[-1] = label._replace(start=previous.start, heading_start=label.start)
        else:
            kept.append(label)
    return tuple(kept), tuple(findings)


def _heading_start(label: FoundLabel) -> int:
    return label.start if label.heading_start is None else label.heading_start


def _is_same(text: str, first: FoundLabel, second: FoundLabel) -> bool:
    headings = text[_heading_start(first) : first.end], text[second.start : second.end]
    one_line = "\n" not in text[first.end : second.start]
    return one_line or fold_label(headings[0]) == fold_label(headings[1])


def _sections(
    text: str, found: Sequence[FoundLabel], labels: Sequence[LabelValue], page: Page
) -> Iterator[Section]:
    """Yield the sections, in text order.

    Prose before the first label is a section called "introduction", and so is a text without any
    heading; prose behind a header field goes on with the section before it.
    """
    borders = [label for label in found if label.kind != "value"]
    stops = [*(label.start for label in borders[1:]), page.end][: len(borders)]
    value_ends = {label.label_start: label.end for label in labels}
    name = "introduction"
    lead = _trimmed(text, page.start, borders[0].start if borders else page.end)
    if _PROSE.search(text, lead.start, lead.end) or (not borders and lead.start < lead.end):
        yield Section(name, "", lead.start, lead.end)
    for label, stop in zip(borders, stops, strict=True):
        if label.kind == "section":
            name = label.name
            body = _trimmed(text, label.end, stop)
            heading = text[_heading_start(label) : label.end].strip(" \t=*#_")
            yield Section(name, heading, body.start, body.end)
        elif label.kind == "field":
            rest = _trimmed(text, max(label.end, value_ends[label.start]), stop)
            if _PROSE.search(text, rest.start, rest.end):
                yield Section(name, "", rest.start, rest.end)


def _notes(text: str, sections: Sequence[Section], profile: Profile) -> Iterator[Span]:
    if profile.note is not None:
        for section in sections:
            match = profile.note.match(text, section.start, section.end)
            if match is not None and match.end() > match.start():
                yield Span(match.start(), match.end())


def _duties(
    text: str, sections: Sequence[Section], notes: Sequence[Span], known: Set[str]
) -> Iterator[Duty]:
    """Yield each line of the duties, those under a heading within them too.

    A heading that no profile knows and that ends in a colon stands within the duties.
    """
    heads = {note.start: note.end for note in notes}
    within = False
    for section in sections:
        is_inner = section.heading.endswith(":") and section.name not in known
        within = section.name == "duties" or (within and is_inner)
        if not within:
            continue
        start = heads.get(section.start, section.start)
        for line in _LINE.finditer(text, start, section.end):
            begin, end = line.span()
            if not text[begin : begin + 2].isalpha():  # else a word begins, as on most lines
                bullet = _BULLET.match(text, begin, end)
                begin = begin if bullet is None else bullet.end()
            words = text[begin:end].strip()
            if words:
                begin += text[begin:end].index(words)
                yield Duty(words, begin, begin + len(words))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
