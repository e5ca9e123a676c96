"""Credential cues: the words that name degrees, licences and certificates, and their level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ingest.grammar.anchors import find_anchors
from ingest.grammar.literals import CREDENTIALS
from ingest.grammar.topic_words import alternatives
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.profile import Profile

__all__ = ["CredentialWords", "Cue", "credential_words", "find_cues"]

_POSSESSIVE: Final = r"(?:[\u2019'\u00bf\u00b4`^]?s\b[\u2019'\u00bf]?|[\u2019'\u00bf](?=\s))?"
_OTHER_WAYS: Final = re.compile(
    r"(?:any|other|an? equivalent) (?:equivalent )?combinations? of", re.IGNORECASE
)
_HEAD: Final = 80


class Cue(NamedTuple):
    """A word that names a credential, where it stands, and the family it belongs to."""

    family: str
    start: int
    end: int
    text: str


_NO_CREDENTIAL: Final = re.compile(r"(?:\b[Vv]oter |\b[Pp]ost-)\Z")
"""What makes "voter registration" and "post-graduate" no credential."""
_BEFORE: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class CredentialWords:
    """The compiled lists of a profile.

    Attributes:
        cue: Matches a word that names a credential; its group is the family.
        level: Finds words that require or prefer; its group is the level.
        sections: Parts of the names of sections where credentials are stated.
        idle: Parts of the names of sections that say nothing of the post.
        qualifiers: Words before a licence or certificate that are no part of its name.
    """

    cue: re.Pattern[str]
    level: re.Pattern[str]
    sections: tuple[str, ...]
    idle: tuple[str, ...]
    qualifiers: frozenset[str]


def find_cues(reading: Reading) -> Iterator[tuple[Sentence, list[Cue]]]:
    """Yield each sentence that may state credentials, with its cues, in text order."""
    words = credential_words(reading.profile)
    span = reading.content
    rows: dict[int, tuple[Sentence, list[Cue]]] = {}
    end = span.start
    for position in find_anchors(reading, CREDENTIALS):
        found = words.cue.match(reading.text, position, span.end) if position >= end else None
        sentence = reading.sentence_at(position) if found else None
        if found is None or sentence is None or found.end() > sentence.end:
            continue
        end = found.end()
        if _NO_CREDENTIAL.search(reading.text, max(span.start, position - _BEFORE), position):
            continue
        cue = Cue(str(found.lastgroup), found.start(), end, found[0])
        rows.setdefault(sentence.start, (sentence, []))[1].append(cue)
    for sentence, cues in rows.values():
        if _may_state(reading, sentence, words):
            yield sentence, cues


def _may_state(reading: Reading, sentence: Sentence, words: CredentialWords) -> bool:
    """Return whether a sentence stands where credentials are stated, or says so itself."""
    text = reading.text
    head = min(sentence.end, sentence.start + _HEAD)
    other = reading.lowered.find("combination", sentence.start, head) >= 0
    if other and _OTHER_WAYS.search(text, sentence.start, head):
        return False
    if text[sentence.end - 1] == "?":
        return False
    if any(part in sentence.section for part in words.sections):
        return True
    return words.level.search(text, sentence.start, sentence.end) is not None


@cache
def credential_words(profile: Profile) -> CredentialWords:
    """Return the compiled lists of a profile."""
    lists = {
        name: profile.words(name)
        for name in (
            "degree_levels",
            "degree_names",
            "degree_subjects",
            "license_heads",
            "certificate_heads",
            "test_heads",
            "training_heads",
        )
    }
    levels, names = alternatives(lists["degree_levels"]), alternatives(lists["degree_names"])
    subjects = alternatives(lists["degree_subjects"])
    preferred = alternatives(profile.words("preferred_words"))
    required = alternatives(profile.words("required_words"))
    cue = (
        rf"(?:(?P<degree>(?:{levels}){_POSSESSIVE}(?:[ -]level)?"
        rf"(?:\s+of\s+(?:{subjects})(?:\s+degrees?\b)?|\s+degrees?\b|(?<=s)(?=[\s,/.;])|(?=\s+or\b))"
        rf"|(?:{names})(?!\w)"
        r"|(?:(?:two|four|2|4)[ -]year |college |university |advanced )?degrees?(?= (?:in|from)\b))"
        rf"|(?P<license>(?:{alternatives(lists['license_heads'])})s?\b)"
        rf"|(?P<certificate>(?:{alternatives(lists['certificate_heads'])})s?\b)"
        rf"|(?P<test>(?-i:{_titled(lists['test_heads'])})\b)"
        rf"|(?P<training>(?-i:{_titled(lists['training_heads'])})\b))"
    )
    return CredentialWords(
        cue=re.compile(cue, re.IGNORECASE),
        level=re.compile(
            rf"\b(?:(?P<preferred>{preferred})|(?P<required>{required}))\b", re.IGNORECASE
        ),
        sections=profile.words("credential_sections"),
        idle=profile.words("idle_sections"),
        qualifiers=frozenset(profile.words("credential_qualifiers")),
    )


def _titled(words: Sequence[str]) -> str:
    return alternatives(word.title() for word in words)
