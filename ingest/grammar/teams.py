"""Teams: teams, boards and committees that a text names, and those the post takes part in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.grammar.anchors import anchored
from ingest.grammar.clauses import clause_evidence
from ingest.grammar.literals import TAKING_PART, TEAM_NOUNS
from ingest.grammar.topic_words import alternatives
from ingest.grammar.topics import find_topics, is_idle, reference_of, topic_mentions
from ingest.language.lexicon import lexicon_of, plural
from ingest.language.reading import Reading
from ingest.language.sentences import Sentence
from ingest.profile import Profile
from ingest.record import Fact, Mention, Reference

__all__ = ["Team", "find_facts", "find_mentions", "find_teams"]

_WORD_BACK: Final = re.compile(r"[\w\u2019'\u00bf/&-]+(?=\s*\Z)")
_LONGEST: Final = 5
_LONGEST_WORD: Final = 40
_REACH: Final = 170
_BEFORE: Final = 60
_CLAUSE_END: Final = re.compile(
    r"[;.:]|\s(?:to|that|which|who|in order|for the|so|when|where|regarding)\s"
)


class Team(NamedTuple):
    """A team named in lower case, or partly so: "the central ABC team"."""

    name: str
    start: int
    end: int


class _Cue(NamedTuple):
    """A place where the text says that the post takes part in something."""

    rule: str
    start: int
    end: int
    sentence: Sentence


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The compiled lists: nouns for teams, verbs of taking part, words that end a team's name."""

    noun: re.Pattern[str]
    takes_part: re.Pattern[str]
    before: frozenset[str]


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield a mention for every team, board and committee, in text order."""
    found = list(topic_mentions(reading, frozenset({"team"})))
    for team in _unnamed(reading, {mention.start for mention in found}):
        text = reading.text[team.start : team.end]
        section = reading.section_at(team.start)
        found.append(Mention("team", team.name, None, (), text, team.start, team.end, section))
    yield from sorted(found, key=lambda m: (m.start, m.end))


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a participates_in fact for every team that the post takes part in, in text order."""
    rows = _by_sentence(reading)
    reached = -1
    for cue in _taking_part(reading):
        row = rows.get(cue.sentence.start)
        if row is None or cue.start < reached:
            continue
        reached = _reach(reading.text, cue.end, cue.sentence.end)
        for start, end, reference in row:
            if cue.end <= start and end <= reached:
                yield _fact(reading, cue, end, reference)


@lru_cache(maxsize=2)
def _taking_part(reading: Reading) -> tuple[_Cue, ...]:
    """Return every "serves on", "is a member of" and the like, in text order."""
    words = _words(reading.profile)
    found: list[_Cue] = []
    for match in anchored(reading, words.takes_part, TAKING_PART):
        sentence = reading.sentence_at(match.start())
        if sentence is not None and match.end() <= sentence.end:
            rule = str(match.lastgroup).replace("_", "-")
            found.append(_Cue(rule, match.start(), match.end(), sentence))
    return tuple(found)


def _by_sentence(reading: Reading) -> Mapping[int, list[tuple[int, int, Reference]]]:
    """Return the places and references of teams by where their sentence begins."""
    named = [(t.start, t.end, reference_of(t)) for t in find_topics(reading) if t.kind == "team"]
    named += [
        (team.start, team.end, Reference("team", team.name))
        for team in _unnamed(reading, {start for start, _, _ in named})
    ]
    rows: dict[int, list[tuple[int, int, Reference]]] = {}
    for place in sorted(named, key=lambda item: item[:2]):
        sentence = reading.sentence_at(place[0])
        if sentence is not None:
            rows.setdefault(sentence.start, []).append(place)
    return rows


def _unnamed(reading: Reading, starts: set[int]) -> Iterator[Team]:
    """Yield the teams in lower case that hold none of the capitalised ones."""
    for team in find_teams(reading):
        if starts.isdisjoint(range(team.start, team.end)):
            yield team


def _fact(reading: Reading, cue: _Cue, end: int, reference: Reference) -> Fact:
    return Fact(
        "participates_in",
        reading.subject,
        reference,
        (),
        f"teams/{cue.rule}",
        0.65 if cue.rule == "attends" else 0.9,
        (clause_evidence(reading, cue.sentence, cue.start, end),),
    )


def _reach(text: str, start: int, end: int) -> int:
    """Return how far the object of a verb reaches: to a stop, a purpose or a relative clause."""
    limit = min(end, start + _REACH)
    stop = _CLAUSE_END.search(text, start, limit)
    return stop.start() if stop else limit


@lru_cache(maxsize=2)
def find_teams(reading: Reading) -> tuple[Team, ...]:
    """Return the teams named in lower case, in text order."""
    words = _words(reading.profile)
    found: list[Team] = []
    for match in anchored(reading, words.noun, TEAM_NOUNS):
        sentence = reading.sentence_at(match.start())
        if sentence is None or match[0][:2].isupper() or is_idle(reading, sentence):
            continue
        start = _name_start(reading, sentence, match.start(), words)
        if start < match.start() and _is_ours(reading, match, start):
            name = " ".join(reading.text[start : match.end()].replace("\u00bf", "'").split())
            found.append(Team(name, start, match.end()))
    return tuple(found)


def _is_ours(reading: Reading, match: re.Match[str], start: int) -> bool:
    """Return whether a name is that of a team here: any team, a committee that one sits on."""
    if match[0].lower().startswith("team") or reading.text[start].isupper():
        return True
    if reading.text[max(0, start - _BEFORE) : start].rstrip().endswith(" on"):
        return True
    return any(start - _BEFORE <= cue.start and cue.end <= start for cue in _taking_part(reading))


def _name_start(reading: Reading, sentence: Sentence, end: int, words: _Words) -> int:
    """Return where the words before a team's noun begin that belong to its name."""
    start = end
    for _ in range(_LONGEST):
        floor = max(sentence.start, start - _LONGEST_WORD)
        before = reading.text[floor:start].rstrip()
        word = _WORD_BACK.search(reading.text, floor + before.rfind(" ") + 1, start)
        if word is None or word[0].lower() in words.before or word[0].isdigit():
            break
        if word.start() == sentence.start and word[0][0].isupper() and not word[0].isupper():
            break
        start = word.start()
    return start


@cache
def _words(profile: Profile) -> _Words:
    lexicon = lexicon_of(profile)
    heads = profile.words("team_heads")
    nouns = alternatives([*heads, *map(plural, heads)])
    no_team = alternatives(profile.words("team_companions"))
    member = alternatives(profile.words("member_words"))
    member = rf"(?:an?\s+|the\s+)?(?:\w+\s+)?(?:{member})"
    acting = r"as|is|be|are|serves?\s+as|serving\s+as|act\w*\s+as"
    sitting = r"serves?|serving|sits?|sitting|participat\w+|represents?(?:\s+[\w\u2019'-]+){0,5}?"
    return _Words(
        noun=re.compile(rf"(?:{nouns})(?![\w\u2019'\u00bf-])(?!\s+(?:{no_team})\b)", re.IGNORECASE),
        takes_part=re.compile(
            rf"(?:(?P<member_of>(?:{acting})\s+{member}\s+(?:of|on))"
            r"|(?P<part_of>(?<=, )part\s+of)"
            rf"|(?P<serves_on>(?:{sitting})\s+(?:on|in|with|as\s+part\s+of))"
            r"|(?P<chairs>(?:co-)?chairs?\s+(?=the|a))"
            r"|(?P<staffs>staffs\s+(?=the|a))"
            r"|(?P<attends>attends?))\b",
            re.IGNORECASE,
        ),
        before=lexicon.opening_words
        | lexicon.third_person
        | frozenset(profile.words("team_stops"))
        | frozenset({"of", "and", "or", "as", "own", "other", "various"}),
    )
