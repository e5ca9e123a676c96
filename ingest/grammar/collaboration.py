"""Collaboration: with which posts, units, agencies, teams, programs and groups a post works.

A sentence that says what one must be able to do ("Ability to collaborate with ...") states no
collaboration, nor does a section about knowledge and skills.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.grammar.anchors import anchored
from ingest.grammar.clauses import clause_evidence
from ingest.grammar.collaboration_cues import STRENGTH, collaboration_cues
from ingest.grammar.literals import COLLABORATION
from ingest.grammar.partner_items import partner_words
from ingest.grammar.partner_lists import Partner, read_partners
from ingest.grammar.partner_references import is_subject, partner_reference
from ingest.grammar.topics import is_idle
from ingest.language.lexicon import lexicon_of
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.record import Fact, Mention, Reference

__all__ = [
    "Collaboration",
    "find_collaborations",
    "find_facts",
    "find_mentions",
    "outside_partners",
]

_RELATIVE: Final = re.compile(r"\s+(?:that|who|which)\b")
_INCLUDING: Final = re.compile(r",?\s+(?:including|such as)\s+")
_RELATIVE_LIMIT: Final = 160
_AND_VERB: Final = re.compile(r"\s+and\s+(\w+)\s+")
_ANYBODY: Final = frozenset({"staff", "colleagues"})
_FIELD_RULES: Final = frozenset({"in-collaboration-with", "collaborates-with"})


class Collaboration(NamedTuple):
    """One partner of the described post, and where the text says so."""

    sentence: Sentence
    cue_start: int
    rule: str
    partner: Partner
    object: Reference
    confidence: float


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a collaborates_with fact for every partner, in text order."""
    for found in find_collaborations(reading):
        end = max(found.partner.end, found.cue_start)
        yield Fact(
            "collaborates_with",
            reading.subject,
            found.object,
            (),
            f"collaboration/{found.rule}",
            found.confidence,
            (clause_evidence(reading, found.sentence, found.cue_start, end),),
        )


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield a mention for every post, and every unit known by its acronym, that is a partner."""
    for found in find_collaborations(reading):
        piece, reference = found.partner.piece, found.object
        if piece is None and reference.kind == "post":
            start, end = found.partner.start, found.partner.end
        elif piece is not None and piece.run_kind is None and reference.kind == "unit":
            start, end = piece.start, piece.full_end
        else:
            continue
        yield Mention(
            reference.kind,
            reference.name,
            reference.acronym,
            reference.aliases,
            reading.text[start:end],
            start,
            end,
            found.sentence.section,
        )


@lru_cache(maxsize=2)
def find_collaborations(reading: Reading) -> tuple[Collaboration, ...]:
    """Return every collaboration that the text states, in text order."""
    cues = collaboration_cues(reading.profile)
    found: list[Collaboration] = []
    for match in anchored(reading, cues.pattern, COLLABORATION):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match.end() > sentence.end or is_idle(reading, sentence):
            continue
        if any(part in sentence.section for part in cues.needs) and (
            match.lastgroup == "relationships_with" or not _is_told(reading, sentence)
        ):
            continue
        if _describes_people(match[0], reading):
            continue
        if cues.ability.match(reading.text, sentence.start, match.start()) is None:
            found.extend(_of_cue(reading, sentence, match))
    return tuple(found)


def _describes_people(cue: str, reading: Reading) -> bool:
    """Return whether "with" says what people have: "coordinates care for children with needs"."""
    words = cue.lower().split()
    return len(words) > 2 and words[-2] in partner_words(reading.profile).cared_for


def _is_told(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence tells what the post does: "Solves problems with ..."."""
    first = reading.lowered[sentence.start : sentence.end].split(None, 1)[0]
    return first in lexicon_of(reading.profile).third_person and first != "demonstrates"


def _of_cue(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Collaboration]:
    rule = str(match.lastgroup).replace("_", "-")
    link = match[0].rsplit(None, 1)[-1].lower()
    partners = read_partners(reading, _list_start(reading, match.end()), sentence.end)
    if link in {"between", "among"} and rule == "liaison":
        partners = _other_side(partners)
    owner = False
    for partner in (*partners, *_named_behind(reading, sentence, partners)):
        if rule == "liaison" and link == "for" and partner.kind != "name":
            continue
        if owner and partner.piece is None and _is_bare(reading, partner):
            continue
        if partner.kind == "field" and (rule not in _FIELD_RULES or len(partners) > 1):
            continue
        if _is_vague(reading, partner, alone=len(partners) == 1):
            continue
        reference = partner_reference(reading, partner)
        owner = partner.piece is not None and partner.kind != "name"
        if reference is None or is_subject(reading, reference):
            continue
        confidence = STRENGTH[rule]
        if partner.kind == "field":
            confidence = 0.5
        yield Collaboration(sentence, match.start(), rule, partner, reference, round(confidence, 2))


def _other_side(partners: tuple[Partner, ...]) -> tuple[Partner, ...]:
    """Return the partners in "between the office and X", "between X and the employer"."""
    if partners and partners[0].kind == partners[-1].kind == "name":
        last = partners[-1].piece
        if last is not None and last.run_kind == "employer":
            return partners[:-1]
    return partners[1:]


def _named_behind(
    reading: Reading, sentence: Sentence, partners: tuple[Partner, ...]
) -> tuple[Partner, ...]:
    """Return the names in "groups that provide support, including X and Y"."""
    if not partners:
        return ()
    clause = _RELATIVE.match(reading.text, partners[-1].end, sentence.end)
    if clause is None:
        return ()
    limit = min(sentence.end, clause.end() + _RELATIVE_LIMIT)
    including = _INCLUDING.search(reading.text, clause.end(), limit)
    if including is None:
        return ()
    found = read_partners(reading, including.end(), sentence.end)
    return tuple(partner for partner in found if partner.kind == "name")


def _is_bare(reading: Reading, partner: Partner) -> bool:
    """Return whether a partner is only a noun or two: "teams and/or staffs" of the unit before."""
    words = partner_words(reading.profile)
    text = reading.text[partner.start : partner.end].lower()
    return all(
        word in words.bodies
        or word in words.teams
        or word in words.collectives
        or word in {"and", "or", "and/or"}
        for word in text.replace(",", " ").split()
    )


def _list_start(reading: Reading, start: int) -> int:
    """Return where the list begins: behind the other verb in "collaborates with and advises"."""
    verb = _AND_VERB.match(reading.text, start)
    if verb is None or verb[1].lower() not in lexicon_of(reading.profile).verb_forms:
        return start
    return verb.end() - 1


def _is_vague(reading: Reading, partner: Partner, *, alone: bool) -> bool:
    """Return whether a partner is nobody in particular: "a trainer", "the supervisor", "others"."""
    text = reading.text[partner.start : partner.end].lower()
    if text in collaboration_cues(reading.profile).vague or (alone and text in _ANYBODY):
        return True
    before = reading.text[max(0, partner.start - 3) : partner.start].lower()
    return partner.kind == "post" and before.endswith((" a ", "an "))


@lru_cache(maxsize=2)
def outside_partners(reading: Reading) -> frozenset[int]:
    """Return where names begin that only their place among partners shows to be agencies."""
    return frozenset(
        found.partner.piece.start
        for found in find_collaborations(reading)
        if found.object.kind == "agency" and found.partner.piece is not None
    )
