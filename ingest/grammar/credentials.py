"""Credentials: the degrees, licences and certificates that a text requires or prefers.

Experience and course work are no credentials. A sentence that allows "other combinations of
education, training and experience equivalent to a degree" states no degree.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.grammar.clauses import clause_span
from ingest.grammar.credential_cues import credential_words, find_cues
from ingest.grammar.credential_names import Credential, read_credentials
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.record import Fact, Mention, Reference

__all__ = ["find_facts", "find_mentions"]


class _Stated(NamedTuple):
    """A credential where it is stated, and where what is said of its level ends."""

    sentence: Sentence
    credential: Credential
    limit: int


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a requires_credential fact for every credential, in text order."""
    for stated in _stated(reading):
        found, sentence = stated.credential, stated.sentence
        start, end = clause_span(reading.text, sentence, found.start, found.end)
        level = _level(reading, stated, start, min(end, stated.limit))
        qualifiers: list[tuple[str, str | bool | None]] = [("level", level)]
        if found.alternative:
            qualifiers.insert(0, ("alternative", True))
        yield Fact(
            "requires_credential",
            reading.subject,
            Reference("credential", found.name, acronym=found.acronym, aliases=found.aliases),
            tuple(qualifiers),
            found.rule,
            found.confidence,
            (reading.evidence(start, end),),
        )


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield one mention for every credential, in text order."""
    for stated in _stated(reading):
        found = stated.credential
        yield Mention(
            "credential",
            found.name,
            found.acronym,
            found.aliases,
            reading.text[found.start : found.end],
            found.start,
            found.end,
            stated.sentence.section,
        )


@lru_cache(maxsize=2)
def _stated(reading: Reading) -> tuple[_Stated, ...]:
    """Return each credential with its sentence, those of one name with the same aliases."""
    words = credential_words(reading.profile)
    found: list[_Stated] = []
    for sentence, cues in find_cues(reading):
        row = list(read_credentials(reading.text, sentence, cues, words))
        for index, credential in enumerate(row):
            following = row[index + 1] if index + 1 < len(row) else None
            limit = sentence.end
            if following and not (following.alternative and credential.alternative):
                limit = following.start
            found.append(_Stated(sentence, credential, limit))
    aliases: dict[str, list[str]] = {}
    for stated in found:
        aliases.setdefault(stated.credential.name, []).extend(stated.credential.aliases)
    return tuple(
        s._replace(
            credential=s.credential._replace(
                aliases=tuple(dict.fromkeys(aliases[s.credential.name]))
            ),
        )
        for s in found
    )


def _level(reading: Reading, stated: _Stated, clause: int, limit: int) -> str:
    """Return "required" or "preferred", by the nearest word after the name, else before it."""
    words, text, found = credential_words(reading.profile), reading.text, stated.credential
    after = words.level.search(text, found.start, max(limit, found.end))
    if after is not None:
        return str(after.lastgroup)
    before = [match.lastgroup for match in words.level.finditer(text, clause, found.start)]
    if before:
        return str(before[-1])
    section = stated.sentence.section
    return "preferred" if "prefer" in section or "desir" in section else "required"
