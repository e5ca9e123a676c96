"""Who directs the described post: "under direction of", "reports to" and the like."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.grammar.anchors import matches_at_anchors
from ingest.grammar.cues import Cues, direction_cues
from ingest.grammar.literals import DIRECTION
from ingest.grammar.parties import Parties, Party, read_parties
from ingest.language.lexicon import Lexicon, lexicon_of
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.record import Evidence, Fact, Reference

__all__ = ["find_facts"]

_LEADING_BLANKS: Final = re.compile(r"[\s:\u2013-]*")
_JOINED_CUE: Final = re.compile(
    r"\s*,?\s*(?:and|or)\s+[^.,;:()]{1,60}?\s(?:from|of|by|to|under)\s*,\s*"
)
_WORDS: Final = re.compile(r"[^\W_]+(?:['\u2019\u00bf][^\W_]+)*|[,;:.()]")
_OTHERS: Final = frozenset({"who", "which", "that", "whom", "whose"})

_AUXILIARIES: Final = frozenset(
    {"will", "shall", "may", "must", "it", "he", "she", "you", "also", "is", "be"}
)
_STATES: Final = frozenset({"are", "is", "were", "was", "will", "must", "have", "has"})
_WEAK: Final = frozenset({"works", "receives"})
_PLAIN: Final = frozenset({"under", "label", "direction"})
_RULES: Final = {
    "under": ("supervision/under-direction-of", 0.97),
    "possessive": ("supervision/under-ones-direction", 0.9),
    "direction": ("supervision/at-direction-of", 0.95),
    "reports": ("supervision/reports-to", 0.95),
    "receives": ("supervision/receives-direction-from", 0.93),
    "supervised": ("supervision/supervised-by", 0.93),
    "works": ("supervision/works-under", 0.85),
    "label": ("supervision/label", 0.95),
}
_FOLDED_MARKS: Final = re.compile(r",|\s?[-\u2013\u2014]\s")
_REMARK: Final = re.compile(r"\([^()]{1,20}\)\s*(?=\w)")
_LOOK_BACK: Final = 300
_SHORT_VALUE: Final = 100
_UNKNOWN: Final = {"post": 0.75, "unit": 0.6}
_OF_PEOPLE: Final = 0.7
_MID_SENTENCE: Final = 0.82
_BEHIND_VERBS: Final = 0.89
"""Behind other verbs "reports to" needs an article: "and reports to council members" is no line."""


class _Line(NamedTuple):
    """One stated line: who directs, under which rule, with the span that says it."""

    party: Party
    rule: str
    confidence: float
    level: str | None
    joined_by: str | None
    or_designee: bool
    evidence: Evidence


@lru_cache(maxsize=4)
def find_facts(reading: Reading) -> tuple[Fact, ...]:
    """Return every post and unit that directs the described post, once, with all its spans."""
    return tuple(_fact(reading, lines) for lines in _merged(_lines(reading)))


def _merged(lines: Iterable[_Line]) -> Iterable[list[_Line]]:
    """Return the lines grouped by whom they name.

    A bare title is the one that the text names more fully before it: "the director" after "the
    director of elections" or "the director of the Division of X", if there is but one such.
    """
    groups: dict[tuple[str, str, str], list[_Line]] = {}
    by_title: dict[str, set[tuple[str, str, str]]] = {}
    for line in lines:
        party = line.party
        key = (party.kind, _folded(party.name), _folded(party.of_unit or ""))
        fuller = by_title.get(key[1], set()) if party.kind == "post" and not key[2] else set()
        if len(fuller) == 1:
            (key,) = fuller
        groups.setdefault(key, []).append(line)
        if party.kind == "post":
            by_title.setdefault(key[1], set()).add(key)
            by_title.setdefault(_folded(party.name.partition(" of ")[0]), set()).add(key)
    for key in [key for key in groups if not key[2]]:
        fuller = {other for other in by_title.get(key[1], set()) if other != key}
        if groups[key][0].party.name.isupper():
            fuller = {other for other in groups if _initials(other[1]) == key[1]}
        elif key[0] != "post":
            continue
        if len(fuller) == 1:
            (other,) = fuller
            if other in groups:
                groups[other] = [*groups[other], *groups.pop(key)]
    return groups.values()


def _initials(title: str) -> str:
    return "".join(word[0] for word in title.split() if word not in {"of", "and", "the", "for"})


def _lines(reading: Reading) -> Iterator[_Line]:
    for label in reading.layout.labels:
        if label.name == "reports_to" and label.start < label.end:
            yield from _label_lines(reading, label.label_start, label.start, label.end)
    yield from _received(reading)
    cues = direction_cues(reading.profile)
    for match in matches_at_anchors(reading, cues.pattern, DIRECTION):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match.end() > sentence.end or _asks(reading, sentence):
            continue
        group = match.lastgroup or "under"
        doubt = _doubt(reading, sentence, match, group)
        if doubt is not None:
            yield from _cue_lines(reading, sentence, cues, match, group, doubt)


def _cue_lines(
    reading: Reading,
    sentence: Sentence,
    cues: Cues,
    match: re.Match[str],
    group: str,
    doubt: float,
) -> Iterator[_Line]:
    """Yield the lines behind one cue, and behind those that "and guidance from" adds to it."""
    cue: re.Match[str] | None = match
    while cue is not None:
        start = _behind_blanks(reading.text, cue.end())
        end = _before_own_title(reading, start, sentence.end)
        if group == "possessive":
            start, end = cue.span("owner")
        joined = _JOINED_CUE.match(reading.text, cue.end(), end)
        start = start if joined is None else joined.end()
        found = read_parties(reading, start, end)
        matter = group == "reports" and "direct" not in cue[0].lower()
        if found is None or not _is_line(reading, found, sentence.end, reports=matter):
            return
        if doubt == _OF_PEOPLE and _word_behind(reading, found, sentence.end) in _STATES:
            return
        levels = [level.lower() for level in cues.levels.findall(cue[0])]
        yield from _found_lines(
            reading, found, group, match.start(), " ".join(levels) or None, doubt
        )
        cue = cues.more.match(reading.text, found.end, sentence.end)


def _asks(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence is a question, as forms for applicants ask; it states nothing."""
    return reading.text[sentence.start : sentence.end].rstrip().endswith("?")


def _before_own_title(reading: Reading, start: int, end: int) -> int:
    """Return where a list of directors ends at the latest: before the post's own title.

    "Reporting to the clerk, the Registrar and Recorder plans": behind the comma the clause begins.
    """
    own = reading.lowered.find(f", the {reading.subject.name.lower()} ", start, end)
    return end if own < 0 else own


def _label_lines(reading: Reading, label_start: int, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines of a label such as "Reports to:"."""
    cues = direction_cues(reading.profile)
    if next(cues.find(reading.text, reading.lowered, start, end), None) is not None:
        return
    remark = _REMARK.match(reading.text, start, end)
    found = read_parties(reading, start if remark is None else remark.end(), end)
    if found is not None:
        yield from _found_lines(reading, found, "label", label_start, None, 1.0)


def _received(reading: Reading) -> Iterator[_Line]:
    """Yield the lines of a section on supervision received that needs no verb for it."""
    cues = direction_cues(reading.profile)
    for sentence in reading.sentences:
        if sentence.section != "supervision_received":
            continue
        cue = cues.bare.match(reading.text, sentence.start, sentence.end)
        if cue is not None:
            yield from _cue_lines(reading, sentence, cues, cue, "receives", 1.0)
        elif len(sentence.text) < _SHORT_VALUE:
            span = sentence.start, sentence.end
            yield from _label_lines(reading, sentence.start, *span)


def _found_lines(
    reading: Reading, found: Parties, group: str, start: int, level: str | None, doubt: float
) -> Iterator[_Line]:
    rule, confidence = _RULES[group]
    for party in found.parties:
        if _is_self(reading, party):
            continue
        if not party.certain and not (group in _PLAIN or party.determined):
            continue
        if group == "reports" and not party.determined and doubt == _BEHIND_VERBS:
            continue
        known = confidence if party.certain else _UNKNOWN[party.kind]
        yield _Line(
            party,
            rule,
            min(known, doubt),
            level,
            found.joined_by,
            found.or_designee,
            # a value may stand before its label
            reading.evidence(min(start, party.start), max(found.end, party.end)),
        )


def _doubt(reading: Reading, sentence: Sentence, match: re.Match[str], group: str) -> float | None:
    """Return how far the words before a cue let it speak of the described post; None if not."""
    lexicon = lexicon_of(reading.profile)
    start = max(sentence.start, match.start() - _LOOK_BACK)
    before = [word.lower() for word in _WORDS.findall(reading.text, start, match.start())]
    if not before:
        return None if group == "works" else 1.0
    if before[-1].endswith("ly") and len(before) > 1:
        before.pop()
    last = before[-1]
    if group in _WEAK and _is_skill(sentence, before, lexicon):
        return None
    if group == "works":
        if last == "work" and before[-2:-1] == ["to"] and "assigned" in before:
            return None
        return 0.9 if last in lexicon.working_verbs else None
    if match[0][:4].lower() == "come":
        return 0.9 if last in reading.profile.words("direction_nouns") else None
    if group == "reports":
        own = reading.subject.name.lower().split()
        if own and before[-len(own) :] == own:
            return 0.9
        if last in _OTHERS and _is_own_title([word for word in before[:-1] if word != ","], own):
            return 0.9
        return _doubt_of_reports(match[0].lower(), before, lexicon)
    if match[0][:4].lower() == "with" and last not in lexicon.clause_ends:
        return None
    if _is_of_others(before, reading, lexicon):
        return None
    return _doubt_behind(last, group, lexicon)


def _doubt_behind(last: str, group: str, lexicon: Lexicon) -> float | None:
    """Return the same by the last word before a cue."""
    if last in lexicon.people_words:
        return _OF_PEOPLE if group == "under" else None
    if last in lexicon.clause_ends or last in lexicon.verb_forms or last in {"and", "or"}:
        return 1.0
    if group in {"supervised", "receives"}:
        return None if last in _OTHERS else 0.95
    return _MID_SENTENCE


def _is_skill(sentence: Sentence, before: list[str], lexicon: Lexicon) -> bool:
    """Return whether a cue says what a holder can do or has done, not for whom they work."""
    if not lexicon.skill_words.isdisjoint(before):
        return True
    return sentence.section in lexicon.skill_sections and "position" not in before


def _is_of_others(before: list[str], reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether a verb before a cue has others for its subject: "students work under"."""
    if len(before) == 1 or before[-1] not in lexicon.bare_working_verbs:
        return False
    subject = before[-2]
    if subject in _OTHERS or subject in lexicon.cared_for or subject in lexicon.people_words:
        return True
    if not subject.endswith("s") or subject in lexicon.line_holders:
        return False
    own = reading.subject.name.lower()
    return subject.removesuffix("s") not in lexicon.line_holders and subject[:-1] not in own


def _is_own_title(before: list[str], own: list[str]) -> bool:
    """Return whether words end with the head of the post's own title: "the Coordinator, who"."""
    return len(before) > 1 and before[-2] in {"the", "this"} and before[-1] in own


def _doubt_of_reports(cue: str, before: list[str], lexicon: Lexicon) -> float | None:
    """Return the same for "reports to", which may be a noun, or be said of others."""
    last = before[-1]
    if last in lexicon.clause_ends:
        return 0.95
    if last in _OTHERS:
        return 0.9 if any(word in lexicon.line_holders for word in before[-3:-1]) else None
    if last == "and" and cue.split()[:2] == ["reports", "to"]:
        # "keeps files and reports to ..." may hold the noun.
        noun = before[0] in lexicon.third_person and before[-2].endswith("s")
        if noun or before[0] in lexicon.report_verbs:
            return None
        return _BEHIND_VERBS if before[0] in lexicon.third_person else 0.9
    if last in {"and", "or"}:
        return 0.95
    if last in lexicon.line_holders or (last.endswith("ly") and last not in lexicon.intervals):
        return 0.95
    if last in lexicon.title_words and not last.endswith("s"):
        return 0.9
    return 0.9 if last in _AUXILIARIES else None


def _is_line(reading: Reading, found: Parties, end: int, *, reports: bool) -> bool:
    """Return whether the words behind the parties still let the phrase be a line.

    One reports directly to somebody on all of one's duties; else what is reported is no line.
    """
    word = _word_behind(reading, found, end)
    if reports and word in lexicon_of(reading.profile).reported_matters:
        return False
    return word not in {"law", "laws", "policy", "policies", "regulations", "form"}


def _word_behind(reading: Reading, found: Parties, end: int) -> str:
    """Return the word or mark behind a list of parties in lower case; empty at the end."""
    following = _WORDS.match(reading.text, _behind_blanks(reading.text, found.end), end)
    return "" if following is None else following[0].lower()


def _behind_blanks(text: str, offset: int) -> int:
    """Return the first offset from ``offset`` on that holds no blank, colon or dash."""
    match = _LEADING_BLANKS.match(text, offset)
    return offset if match is None else match.end()


def _is_self(reading: Reading, party: Party) -> bool:
    """Return whether a party is the described post itself, named again."""
    subject = reading.subject
    return (
        party.kind == "post"
        and party.name.lower() == subject.name.lower()
        and (party.of_unit or "").lower() == (subject.of_unit or "").lower()
    )


def _folded(name: str) -> str:
    """Return a title in which "X - Nets & Tides" and "X of Nets and Tides" are equal."""
    words = _FOLDED_MARKS.sub(" ", name.lower().replace("&", "and")).split()
    return " ".join(word for word in words if word not in {"of", "the", "for"})


def _fact(reading: Reading, lines: list[_Line]) -> Fact:
    best = max(lines, key=lambda line: line.confidence)
    party = lines[0].party
    acronym = next((line.party.acronym for line in lines if line.party.acronym), None)
    qualifiers: list[tuple[str, str | bool | None]] = [
        ("joined_by", best.joined_by),
        ("level", next((line.level for line in lines if line.level), None)),
    ]
    if any(line.or_designee for line in lines):
        qualifiers.append(("or_designee", True))
    return Fact(
        relation="reports_to",
        subject=reading.subject,
        object=Reference(party.kind, party.name, of_unit=party.of_unit, acronym=acronym),
        qualifiers=tuple(qualifiers),
        rule=best.rule,
        confidence=best.confidence,
        evidence=tuple(dict.fromkeys(line.evidence for line in lines)),
    )
