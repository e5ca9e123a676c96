"""Profiles: the layout and vocabulary of one publisher's descriptions, as data.

A profile says which labels a text of its kind carries, where each may stand and what its value
looks like, which lines are page furniture, by which marks such a text is recognised, and which
words head a unit or a title. ``profile_files.py`` reads profiles from TOML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

__all__ = [
    "FIELD_NAMES",
    "Label",
    "Mark",
    "Profile",
    "fold_label",
]

FIELD_NAMES: Final = (
    "working_title",
    "official_title",
    "code",
    "grade",
    "months",
    "sq_oq",
    "overtime_eligible",
    "established",
    "revised",
    "last_reviewed",
)
_SMALL_WORDS: Final = frozenset({"and", "of", "the", "s"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a layout and where it counts as one.

    Attributes:
        name: The canonical name: a field, a section or any other name for a labelled value.
        kind: ``field`` (fills a header field), ``value`` (a labelled value that grammar modules
            read, such as "Reports to:"), ``section`` (opens a section), ``header`` (opens a block
            of labelled values) or ``furniture`` (opens text that is no content).
        spellings: The ways the label is written; case, punctuation and "and" do not matter.
        zone: Where it may stand: ``header`` (before the first section), ``body``, ``footer``
            (after the first section) or ``any``.
        colon: Whether a colon must follow: ``required``, ``optional`` or ``none``.
        inline: Whether it may follow another field on the same line, and whether a section label
            in capitals may stand in running text.
        pattern: What a value must match as a whole; None for any text.
    """

    name: str
    kind: str
    spellings: tuple[str, ...]
    zone: str = "any"
    colon: str = "required"
    inline: bool = False
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A pattern by which a text of this profile is recognised, and how much it counts.

    Attributes:
        pattern: Finds the mark.
        weight: How much it counts.
        beginning: Plain characters with which every match begins; empty where it has none.
    """

    pattern: re.Pattern[str]
    weight: float
    beginning: str = ""

    def stands_in(self, text: str, start: int, end: int) -> bool:
        """Return whether the mark stands in ``text[start:end]``; looked for by its beginning."""
        if not self.beginning:
            return self.pattern.search(text, start, end) is not None
        at = text.find(self.beginning, start, end)
        while at >= 0 and self.pattern.match(text, at, end) is None:
            at = text.find(self.beginning, at + 1, end)
        return at >= 0


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One publisher's layout and vocabulary; equal only to itself, so that caches stay cheap.

    Attributes:
        name: The name under which it is recorded in an extraction.
        employer: The employer's names and acronyms, the full name first; empty if not known.
        labels: Every label, in the order of the file.
        by_spelling: Folded spelling -> label; see `fold_label`.
        names: The canonical names of all labels.
        heading_heads: Last nouns of headings of any wording -> the section that they open.
        heading_words: The other words of such headings.
        inline_fields: Finds field labels that may follow another field on one line.
        inline_sections: Finds section labels written like titles in running text.
        marks: What the profile is recognised by.
        furniture: Finds page furniture, whole lines at a time; None if there is none.
        residue: Finds what is left of the web page and worth a finding; None if there is none.
        title_lines: Find the title in the page around the text (group "title"), best first.
        title_first_line: Find it in the first line of content (group "title"), best first.
        above_title: Finds a line that may stand above the title and is none; None if there is none.
        below_title: Finds a line that only follows a title, whatever its words; None if there is
            none.
        title_phrases: Find the title in prose (group "title"), best first.
        title_tail: Finds what follows a title on its line and is none of it.
        employer_lines: Find the employer's name in the page (group "employer"), best first.
        closing: Finds the line after which nothing is content; None if there is none.
        note: Finds a remark at the head of a section, such as "(The job duties listed are ...)".
        parts: Finds where each of several descriptions in one file begins; None if it cannot.
        header_pairs: Whether a line "Word: text" of the header is a labelled value though no label
            of the profile is spelled so.
        lists: Name -> words, the shared lists followed by the profile's own.
    """

    name: str
    employer: tuple[str, ...]
    labels: tuple[Label, ...]
    by_spelling: Mapping[str, Label]
    names: frozenset[str]
    heading_heads: Mapping[str, str]
    heading_words: frozenset[str]
    inline_fields: re.Pattern[str] | None
    inline_sections: re.Pattern[str] | None
    marks: tuple[Mark, ...]
    furniture: re.Pattern[str] | None
    residue: re.Pattern[str] | None
    title_lines: tuple[re.Pattern[str], ...]
    title_first_line: tuple[re.Pattern[str], ...]
    above_title: re.Pattern[str] | None
    below_title: re.Pattern[str] | None
    title_phrases: tuple[re.Pattern[str], ...]
    title_tail: re.Pattern[str] | None
    employer_lines: tuple[re.Pattern[str], ...]
    closing: re.Pattern[str] | None
    note: re.Pattern[str] | None
    parts: re.Pattern[str] | None
    header_pairs: bool
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)

    def section_of(self, heading: str) -> str | None:
        """Return the section that a heading of any wording opens; None if a word is unknown.

        "Essential Duties and Tasks" opens the duties, though no label is spelled so.
        """
        found = None
        for word in _WORD.findall(heading.lower()):
            if word in self.heading_heads:
                found = found or self.heading_heads[word]
            elif word not in self.heading_words:
                return None
        return found

    def words(self, name: str) -> tuple[str, ...]:
        """Return the word list of that name; empty where neither file nor base has one."""
        return self.lists.get(name, ())


@lru_cache(maxsize=4096)  # a build meets the same few labels in every description
def fold_label(text: str) -> str:
    """Return the form in which two spellings of one label are equal.

    >>> fold_label("SKILLS, AND ABILITIES") == fold_label("Skills & abilities:")
    True
    """
    return " ".join(w for w in _WORD.findall(text.lower()) if w not in _SMALL_WORDS)
