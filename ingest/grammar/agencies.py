"""Agencies: named bodies outside the organisation; "county agencies" as such are none."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ingest.grammar.anchors import anchored
from ingest.grammar.collaboration import find_collaborations
from ingest.grammar.literals import LOWER_BODIES
from ingest.grammar.pieces import find_pieces
from ingest.grammar.topic_words import alternatives
from ingest.grammar.topics import is_idle, topic_mentions
from ingest.language.reading import Reading
from ingest.profile import Profile
from ingest.record import Mention, Reference

__all__ = ["find_mentions"]

_KIND: Final = "agency"


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield a mention for every named agency, in text order, each place once."""
    found = {(m.start, m.end): m for m in topic_mentions(reading, frozenset({_KIND}))}
    for mention in (*_partners(reading), *_lower_case(reading)):
        found.setdefault((mention.start, mention.end), mention)
    yield from sorted(found.values(), key=lambda m: (m.start, m.end))


def _partners(reading: Reading) -> Iterator[Mention]:
    """Yield the agencies that only their place among partners shows, wherever they are named."""
    known: dict[str, Reference] = {}
    for found in find_collaborations(reading):
        piece = found.partner.piece
        if found.object.kind == _KIND and piece is not None:
            known.setdefault(piece.text.lower(), found.object)
    if not known:
        return
    for piece in find_pieces(reading):
        reference = known.get(piece.text.lower())
        if reference is not None:
            yield _mention(reading, reference, piece.start, piece.full_end)


def _lower_case(reading: Reading) -> Iterator[Mention]:
    """Yield bodies that a text names in lower case: "the state legislature"."""
    for match in anchored(reading, _bodies(reading.profile), LOWER_BODIES):
        sentence = reading.sentence_at(match.start())
        if sentence is not None and not is_idle(reading, sentence):
            name = " ".join(match[0].split())
            yield _mention(reading, Reference(_KIND, name), *match.span())


def _mention(reading: Reading, reference: Reference, start: int, end: int) -> Mention:
    return Mention(
        _KIND,
        reference.name,
        reference.acronym,
        reference.aliases,
        reading.text[start:end],
        start,
        end,
        reading.section_at(start),
    )


@cache
def _bodies(profile: Profile) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(profile.words('agency_lower'))})\b")
