"""A reading: everything that the grammar needs of one description, made once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.document import SourceDocument, Span
from ingest.language.acronyms import Acronyms, find_acronyms
from ingest.language.distribution import may_share
from ingest.language.employer import HOSTING, find_employer, is_of_employer
from ingest.language.lexicon import lexicon_of
from ingest.language.names import NameRun, find_runs, split_title
from ingest.language.outside import without_outside
from ingest.language.sentences import Sentence, split_sentences
from ingest.layout.layout import LabelValue, Layout
from ingest.profile import Profile
from ingest.record import Evidence, Reference

__all__ = ["EVIDENCE_LIMIT", "NAMING_LABELS", "Reading", "make_reading"]

EVIDENCE_LIMIT: Final = 600
"""The longest evidence span, in code points."""

_SHORT: Final = 12
_HEAD: Final = 600
_SHORTEST: Final = 4
_TITLE_TAIL: Final = re.compile(r"[ \t]+[-\u2013\u2014][ \t]+[^\r\n]{2,90}")
_BLANK: Final = re.compile(" ")

NAMING_LABELS: Final = frozenset(
    {"reports_to", "supervises", "department", "division", "section", "employer"}
)
"""The labels whose values name posts or units."""

_OWN_UNITS: Final = NAMING_LABELS - {"reports_to", "supervises", "employer"}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One description with its layout, sentences, acronyms and names.

    Attributes:
        document: The text and where it came from.
        text: The whole text of the file, in which every offset counts.
        profile: The layout and vocabulary in which it was read.
        layout: Header fields, sections, duty lines, furniture and other labelled values.
        sentences: The sentences of the content, in text order.
        subject: The described post.
        acronyms: What the text abbreviates.
        employer: The employer's names, the full one first; empty if the text shows none.
        runs: The capitalised names of the content, in text order; none crosses a sentence.
        unit_names: The names of all runs of kind ``unit``.
        lowered: The text in lower case, character for character.
        content: The span from the first sentence to the last; empty where there is none.
        label_runs: Those of the labelled values ("Reports to: ..."), in text order.
    """

    document: SourceDocument
    profile: Profile
    layout: Layout
    sentences: tuple[Sentence, ...]
    subject: Reference
    acronyms: Acronyms
    employer: tuple[str, ...]
    runs: tuple[NameRun, ...]
    label_runs: tuple[NameRun, ...]
    content: Span
    sentence_starts: tuple[int, ...] = field(repr=False)
    lowered: str = field(repr=False)
    unit_names: frozenset[str] = field(repr=False)
    text: str = field(repr=False)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds the character at an offset, if any."""
        index = bisect_right(self.sentence_starts, offset) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        return None

    def section_at(self, offset: int) -> str:
        """Return the name of the section at an offset; empty outside every section."""
        sentence = self.sentence_at(offset)
        if sentence is not None:
            return sentence.section
        for section in reversed(self.layout.sections):
            if section.start <= offset < section.end:
                return section.name
        return ""

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the words of a span as evidence, cut at EVIDENCE_LIMIT characters."""
        end = min(end, start + EVIDENCE_LIMIT)
        return Evidence(self.text[start:end], start, end, self.section_at(start))

    def runs_between(self, start: int, end: int) -> tuple[NameRun, ...]:
        """Return the names that lie wholly in a span, in text order."""
        return tuple(
            run
            for runs in (self.runs, self.label_runs)
            for run in runs[
                bisect_left(runs, start, key=_run_start) : bisect_left(runs, end, key=_run_start)
            ]
            if run.end <= end
        )


def make_reading(document: SourceDocument, layout: Layout, profile: Profile) -> Reading:
    """Return the reading of one description."""
    sentences = split_sentences(document, layout, profile)
    acronyms = find_acronyms(document.text, sentences)
    definitions = acronyms.definitions
    shares = may_share(document.text, lexicon_of(profile))
    runs = find_runs(document.text, sentences, profile, definitions, shares=shares)
    employer = find_employer(document.text, layout, runs, profile)
    inside = without_outside(document.text, runs, employer, profile)
    runs = _own_units(document.text, layout, inside, employer, profile)
    return Reading(
        document=document,
        profile=profile,
        layout=layout,
        sentences=sentences,
        subject=_subject(document.text, layout, profile),
        acronyms=acronyms,
        employer=employer,
        runs=runs,
        label_runs=find_runs(
            document.text, _read_labels(layout), profile, definitions, shares=shares
        ),
        content=Span(sentences[0].start, sentences[-1].end) if sentences else Span(0, 0),
        sentence_starts=tuple(sentence.start for sentence in sentences),
        lowered=_lowered(document.text),
        unit_names=frozenset(run.name for run in runs if run.kind == "unit"),
        text=document.text,
    )


def _read_labels(layout: Layout) -> Iterator[LabelValue]:
    """Return the labelled values that name posts or units."""
    return (
        label for label in layout.labels if label.name in NAMING_LABELS and label.start < label.end
    )


def _own_units(
    text: str,
    layout: Layout,
    runs: tuple[NameRun, ...],
    employer: tuple[str, ...],
    profile: Profile,
) -> tuple[NameRun, ...]:
    """Return the names with kind ``unit`` on those that the employer's own name or labels claim.

    "Wick County Elections Office" is a unit where Wick County is the employer; "State Board of
    Elections" is one where the header gives that as the department, or where the text also says
    "the Board of Elections".
    """
    lexicon = lexicon_of(profile)
    stated = {
        " ".join(text[label.start : label.end].split()).lower()
        for label in layout.labels
        if label.name in _OWN_UNITS
    }
    bare = {run.name.lower() for run in runs if run.kind == "unit" and " " in run.name}
    stated |= {name for name in bare if len(name) > _SHORT}
    long = {name for name in stated if len(name) > _SHORT}
    alone = _alone(text, runs)
    named = layout.fields.working_title
    title = "" if named is None else str(named.value).lower()
    offices = (f"{title}'s ", f"{title}\u2019s ") if len(title) > _SHORTEST else ()
    own = []
    hosts = {
        run.name
        for run in runs
        if run.kind is None
        and (run.start in alone or HOSTING.match(text, run.full_end) is not None)
        and (" Office" in run.name or lexicon.words_before_head(run.name))
    }
    for run in runs:
        folded = run.name.lower()
        claimed = run.kind is None and (
            run.name in hosts
            or (
                is_of_employer(run.name, employer)
                and (lexicon.is_unit_name(run.name) or lexicon.words_before_head(run.name))
            )
            or folded in stated
            or folded.startswith(offices)
            or (long and any(folded[blank.end() :] in long for blank in _BLANK.finditer(folded)))
        )
        own.append(run._replace(kind="unit") if claimed else run)
    return tuple(own)


def _alone(text: str, runs: tuple[NameRun, ...]) -> frozenset[int]:
    """Return where names begin that are a whole line at the head of the text."""
    return frozenset(
        run.start
        for run in runs
        if run.start < _HEAD
        and text[run.full_end : run.full_end + 1] in {"", "\r", "\n"}
        and text[max(0, run.start - _SHORT) : run.start].rpartition("\n")[2].strip() == ""
    )


def _lowered(text: str) -> str:
    """Return the text in lower case with every character in its place ("\u0130" has none)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _run_start(run: NameRun) -> int:
    return run.start


def _subject(text: str, layout: Layout, profile: Profile) -> Reference:
    """Return the described post; the unit may stand behind a dash after the title's value."""
    fields = layout.fields
    stated = fields.working_title or fields.official_title
    if stated is None:
        return Reference("post", "", is_self=True)
    tail = _TITLE_TAIL.match(text, stated.end)
    value = f"{stated.value}{tail[0]}" if tail is not None else str(stated.value)
    title, unit = split_title(value, profile)
    return Reference("post", title if unit else str(stated.value), of_unit=unit, is_self=True)
