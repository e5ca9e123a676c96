"""Partner references: under which kind and name the partners of a post are known."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ingest.grammar.partner_lists import Partner
from ingest.grammar.pieces import Piece
from ingest.grammar.topic_words import topic_words
from ingest.grammar.topics import Topic, find_topics, reference_of
from ingest.language.names import split_title
from ingest.language.reading import Reading
from ingest.record import Reference

__all__ = ["is_subject", "partner_reference"]

_OUTSIDERS: Final = re.compile(
    r"\s*,[^.;]{0,40}\b(?:agencies|organizations|associations|unions)\b", re.IGNORECASE
)
_OF_UNIT: Final = re.compile(r"\s+(?:of|for|in|at)(?:\s+the)?\s*\Z")
_LEADERS: Final = frozenset({"leadership", "management", "colleagues"})
_PARTNER_KINDS: Final = frozenset({"program", "agency", "team"})
_ARTICLES: Final = frozenset({"the", "other", "our"})


def partner_reference(reading: Reading, partner: Partner) -> Reference | None:
    """Return the reference under which a partner is known."""
    text = _tidy(reading.text[partner.start : partner.end])
    piece = partner.piece
    if piece is None:
        return Reference(partner.kind if partner.kind in {"post", "team"} else "group", text)
    if partner.kind == "post" and piece.run_kind == "unit" and partner.end <= piece.full_end:
        title = _OF_UNIT.sub("", reading.text[partner.start : piece.start])
        return Reference("post", _tidy(title), of_unit=_tidy(piece.name))
    if partner.kind != "name":
        unit = _unit_behind(reading, partner)
        return unit or Reference("team" if partner.kind == "team" else "group", text)
    if partner.start < piece.start - len(piece.prefix) and not _is_whole(reading, partner, piece):
        return Reference("group", text)
    topic = _topics_by_start(reading).get(piece.start)
    if topic is not None and (topic.rule != "unexplained" or partner.introduced):
        return reference_of(topic) if topic.kind in _PARTNER_KINDS else None
    if piece.run_kind == "employer":
        return _employer(reading)
    if piece.run_kind == "post":
        title, of_unit = split_title(_tidy(piece.name), reading.profile)
        return Reference("post", title, of_unit=of_unit, acronym=piece.acronym)
    if piece.run_kind == "unit":
        return Reference("unit", _tidy(piece.name), acronym=piece.acronym)
    return _unknown_name(reading, partner, piece)


def _unknown_name(reading: Reading, partner: Partner, piece: Piece) -> Reference | None:
    """Return an agency for a name that no word explains, a unit for an acronym of ours."""
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
    parts = [part for part in name.lower().split() if part not in {"and", "&"}]
    own = all(part in words.department_words for part in parts)
    own = own or (" " not in name and words.is_function(name))
    return Reference("unit" if own else "agency", _tidy(name), acronym=piece.acronym)


def _outside_nearby(reading: Reading, partner: Partner) -> bool:
    """Return whether the words next in the list are outside bodies: "XYZ, county agencies"."""
    return _OUTSIDERS.match(reading.text, partner.end) is not None


def _defined(reading: Reading, acronym: str) -> Reference | None:
    """Return the unit or post that an acronym of this text stands for."""
    if acronym in reading.employer:
        return _employer(reading)
    if (own := _own_acronyms(reading).get(acronym)) is not None:
        return own
    expansion = reading.acronyms.expansion_of(acronym)
    return Reference("unit", _tidy(expansion), acronym=acronym) if expansion else None


@lru_cache(maxsize=2)
def _own_acronyms(reading: Reading) -> Mapping[str, Reference]:
    """Return the units, posts and teams that the text gives an acronym, by that acronym."""
    found: dict[str, Reference] = {}
    for run in reading.runs:
        if run.acronym and run.kind is not None:
            own = Reference(run.kind, _tidy(run.name), acronym=run.acronym, aliases=(run.acronym,))
            found.setdefault(run.acronym, own)
    return found


@lru_cache(maxsize=2)
def _topics_by_start(reading: Reading) -> Mapping[int, Topic]:
    return {topic.start: topic for topic in find_topics(reading)}


def _unit_behind(reading: Reading, partner: Partner) -> Reference | None:
    """Return the unit whose staff or parts are the partner: "other ABC units".

    The employer's bare acronym says nothing more than "our": "ABC staff" stays a group.
    """
    piece = partner.piece
    if piece is None or partner.start < piece.start - len(piece.prefix):
        return None
    if partner.tail.lower().rpartition(" ")[2] in _LEADERS:
        return None
    if piece.run_kind == "employer":
        whole = " " in piece.text and not topic_words(reading.profile).is_place(piece.text)
        return _employer(reading) if whole else None
    if piece.run_kind == "unit" and " " in piece.text:
        return Reference("unit", _tidy(piece.name), acronym=piece.acronym)
    if piece.text.isupper():
        known = _defined(reading, piece.text)
        return known if known is not None and known.kind == "unit" else None
    return None


def _employer(reading: Reading) -> Reference:
    acronym = next((name for name in reading.employer if name.isupper()), None)
    return Reference("unit", reading.employer[0], acronym=acronym, root=True)


def _is_whole(reading: Reading, partner: Partner, piece: Piece) -> bool:
    """Return whether only articles stand before the name."""
    before = reading.text[partner.start : piece.start].split()
    return all(word.lower() in _ARTICLES for word in before)


def is_subject(reading: Reading, reference: Reference) -> bool:
    """Return whether a partner is the described post itself."""
    return reference.name.lower() == reading.subject.name.lower()


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00bf", "'").split())
