"""Collaboration: with which posts, units, agencies, teams, programs and groups a post works.

A sentence that says what one must be able to do ("Ability to collaborate with ...") states no
collaboration, nor does a section about knowledge and skills.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.grammar.anchors import anchored
from ingest.grammar.clauses import clause_evidence
from ingest.grammar.collaboration_cues import STRENGTH, collaboration_cues
from ingest.grammar.partner_items import partner_words
from ingest.grammar.partner_lists import Partner, read_partners
from ingest.grammar.topic_words import topic_words
from ingest.grammar.topics import find_topics, is_idle, reference_of
from ingest.names import split_title
from ingest.reading import Reading
from ingest.record import Fact, Reference
from ingest.sentences import Sentence

__all__ = ["Collaboration", "find_collaborations", "find_facts"]

_OUTSIDERS: Final = re.compile(
    r"\s*,[^.;]{0,40}\b(?:agencies|organizations|associations|unions)\b", re.IGNORECASE
)
_RELATIVE: Final = re.compile(r"\s+(?:that|who|which)\b")
_INCLUDING: Final = re.compile(r",?\s+(?:including|such as)\s+")
_RELATIVE_LIMIT: Final = 160
_FIELD_RULES: Final = frozenset({"in-collaboration-with", "collaborates-with"})


@dataclass(frozen=True, slots=True)
class Collaboration:
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


@lru_cache(maxsize=2)
def find_collaborations(reading: Reading) -> tuple[Collaboration, ...]:
    """Return every collaboration that the text states, in text order."""
    cues = collaboration_cues(reading.profile)
    found: list[Collaboration] = []
    for match in anchored(reading, cues.pattern, cues.literals):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match.end() > sentence.end or is_idle(reading, sentence):
            continue
        if any(part in sentence.section for part in cues.needs):
            continue
        if cues.ability.match(reading.text, sentence.start, match.start()) is None:
            found.extend(_of_cue(reading, sentence, match))
    return tuple(found)


def _of_cue(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Collaboration]:
    rule = str(match.lastgroup).replace("_", "-")
    link = match[0].rsplit(None, 1)[-1].lower()
    partners = read_partners(reading, match.end(), sentence.end)
    if link in {"between", "among"} and rule == "liaison":
        partners = partners[1:]
    owner = False
    for partner in (*partners, *_named_behind(reading, sentence, partners)):
        if rule == "liaison" and link == "for" and partner.kind != "name":
            continue
        if owner and partner.piece is None and _is_bare(reading, partner):
            continue
        if partner.kind == "field" and (rule not in _FIELD_RULES or len(partners) > 1):
            continue
        if _is_vague(reading, partner):
            continue
        reference = _reference(reading, partner)
        owner = partner.piece is not None and partner.kind != "name"
        if reference is None or _is_self(reading, reference):
            continue
        confidence = STRENGTH[rule]
        if partner.kind == "field":
            confidence = 0.5
        elif reference.kind == "group":
            confidence -= 0.1
        yield Collaboration(sentence, match.start(), rule, partner, reference, round(confidence, 2))


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
    known = words.bodies | words.teams | words.collectives | {"and", "or", "and/or"}
    return all(word in known for word in text.replace(",", " ").split())


def _is_vague(reading: Reading, partner: Partner) -> bool:
    """Return whether a partner is nobody in particular: "a trainer", "the supervisor", "others"."""
    text = reading.text[partner.start : partner.end].lower()
    if text in collaboration_cues(reading.profile).vague:
        return True
    before = reading.text[max(0, partner.start - 3) : partner.start].lower()
    return partner.kind == "post" and before.endswith((" a ", "an "))


def _reference(reading: Reading, partner: Partner) -> Reference | None:
    """Return the reference under which a partner is known."""
    text = _tidy(reading.text[partner.start : partner.end])
    piece = partner.piece
    if piece is None:
        return Reference(partner.kind if partner.kind in {"post", "team"} else "group", text)
    if partner.kind != "name":
        unit = _unit_behind(reading, partner)
        return unit or Reference("team" if partner.kind == "team" else "group", text)
    if partner.start < piece.start - len(piece.prefix) and not _whole(reading, partner):
        return Reference("group", text)
    topic = next((t for t in find_topics(reading) if t.start == piece.start), None)
    if topic is not None:
        return reference_of(topic)
    if piece.run_kind == "employer":
        return _employer(reading)
    if piece.run_kind == "post":
        title, of_unit = split_title(_tidy(piece.name), reading.profile)
        return Reference("post", title, of_unit=of_unit, acronym=piece.acronym)
    if piece.run_kind == "unit":
        return Reference("unit", _tidy(piece.name), acronym=piece.acronym)
    return _unknown_name(reading, partner)


def _unknown_name(reading: Reading, partner: Partner) -> Reference | None:
    """Return an agency for a name that no word explains, a unit for an acronym of ours."""
    piece = partner.piece
    assert piece is not None  # noqa: S101 - only called for names
    words = topic_words(reading.profile)
    if words.is_no_name(piece.text):
        return None
    name = piece.text
    if name.isupper() and " " not in name:
        known = _defined(reading, name)
        if known is not None:
            return known
        outside = _outside_nearby(reading, partner)
        return Reference("agency" if outside else "unit", name, acronym=name)
    return Reference("agency", _tidy(name), acronym=piece.acronym)


def _outside_nearby(reading: Reading, partner: Partner) -> bool:
    """Return whether the words next in the list are outside bodies: "MCCPTA, county agencies"."""
    return _OUTSIDERS.match(reading.text, partner.end) is not None


def _defined(reading: Reading, acronym: str) -> Reference | None:
    """Return the unit or post that an acronym of this text stands for."""
    if acronym in reading.employer:
        return _employer(reading)
    for run in reading.runs:
        if run.acronym == acronym and run.kind in {"unit", "post", "team"}:
            return Reference(run.kind, _tidy(run.text), acronym=acronym, aliases=(acronym,))
    expansion = reading.acronyms.expansion_of(acronym)
    return Reference("unit", _tidy(expansion), acronym=acronym) if expansion else None


def _unit_behind(reading: Reading, partner: Partner) -> Reference | None:
    """Return the unit whose staff or parts are the partner: "other OSFSE units".

    The employer's bare acronym says nothing more than "our": "MCPS staff" stays a group.
    """
    piece = partner.piece
    if piece is None or partner.start < piece.start - len(piece.prefix):
        return None
    if partner.tail.lower().split()[:1] in (["leadership"], ["management"]):
        return None
    if piece.run_kind == "employer":
        return _employer(reading) if " " in piece.text else None
    if piece.run_kind == "unit" and " " in piece.text:
        return Reference("unit", _tidy(piece.name), acronym=piece.acronym)
    if piece.text.isupper():
        known = _defined(reading, piece.text)
        return known if known is not None and known.kind == "unit" else None
    return None


def _employer(reading: Reading) -> Reference:
    acronym = next((name for name in reading.employer if name.isupper()), None)
    return Reference("unit", reading.employer[0], acronym=acronym, root=True)


def _whole(reading: Reading, partner: Partner) -> bool:
    """Return whether only articles stand before the name."""
    assert partner.piece is not None  # noqa: S101 - only called for names
    before = reading.text[partner.start : partner.piece.start].split()
    return all(word.lower() in {"the", "other", "our"} for word in before)


def _is_self(reading: Reading, reference: Reference) -> bool:
    return reference.kind == "post" and reference.name.lower() == reading.subject.name.lower()


def _tidy(text: str) -> str:
    return " ".join(text.replace("¿", "'").split())
