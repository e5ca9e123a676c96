"""Credentials: the degrees, licences and certificates that a text requires or prefers.

Experience and course work are no credentials. A sentence that allows "other combinations of
education, training and experience equivalent to a degree" states no degree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.profile import Profile
from ingest.reading import Reading
from ingest.record import Fact, Mention, Reference
from ingest.sentences import Sentence

__all__ = ["find_facts", "find_mentions"]

_POSSESSIVE: Final = r"(?:[’'¿´`^]?s\b[’'¿]?|[’'¿](?=\s))?"
_JOINED = re.compile(r"\s*(?:,|/|,?\s*(?:and/or|or|and)\b)\s*(?:an?\s+)?$")
_STOP = re.compile(
    r"[;()\n]"
    r"|[ ,]\s*(?:is |are |was |be )?(?:\w+ly )?(?:required|preferred|desired|desirable|needed"
    r"|mandatory|recommended)\b"
    r"|[ ,]\s*(?:and|plus|with|including|or)?\s*(?:an? )?(?:at least|minimum(?: of)?)\b"
    r"|[ ,]\s*(?:and |plus |with |or )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*\(\d+\))?(?:\s?[-–to]+\s?\w+)? (?:or more )?(?:years?|months?|semester|credit|college)\b"
    r"|[ ,]\s*(?:plus|or (?:an |the |its |any )?(?:equivalent|combination|alternative)"
    r"|or (?:an)?other (?!(?:\w+ )?related)"
    r"|or any|and/or experience|or experience|and experience)\b"
    r"|[ ,]\s*with (?!course|a? ?major|emphasis|an emphasis|a concentration|concentration|speciali)"
    r"|, (?:and|or) (?:\w+ ){0,3}(?:experience|certification|license)\b"
    r"|[ ,]\s*(?:within|prior to|at the time|upon|before|in order|by the time|is achieved)\b"
    r"|\s[-–—]\s|:\s"
)
_CLAUSE_BREAK = re.compile(r"[;•\n]|\.\s")
_EQUIVALENCE = re.compile(
    r"(?:equivalen\w* to|in lieu of|substitut\w+ for|beyond|toward|towards|instead of)"
    r"(?: \w+){0,2}\s*$",
    re.IGNORECASE,
)
_OTHER_WAYS = re.compile(r"(?:any|other|an? equivalent) (?:equivalent )?combinations? of", re.IGNORECASE)
_WORD_BACK = re.compile(r"[^\s,;:()]+$")
_SPACES = re.compile(r"\s+")
_APOSTROPHE = re.compile(r"(?<=\w)[’¿´`^](?=s\b)")
_REQUIREMENTS = re.compile(r"\s+requirements?\b")
_CAPITAL_NAME = re.compile(r"(?:[A-Z0-9][\w’'¿&/+-]*\s+(?:(?:of|and|for|in|the|&)\s+)*){1,8}$")
_BRACKET_BACK = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\) *$")
_ANAPHORA = re.compile(r"\b(?:these|this|those|that|such|one of|either of)\b")
_ACRONYM_AFTER = re.compile(r"\s*\(([A-Z][A-Za-z&-]{1,9})\)")
_SUBJECT = re.compile(r"\s+(?:in|as|for|by) (?=\S)")
_FORWARD = re.compile(r"(?:\s+(?:(?:of|in|and) )?[A-Z][\w/’'&-]*){1,6}")
_OPENING_VERB = re.compile(r"(?:[A-Z][a-z]+ (?:of|the|of the) )+")
_PASS = re.compile(r"\bpass(?:es|ed|ing)?(?: \w+){0,3}\s*$")
_COMPLETE = re.compile(r"\b(?:complet\w+|attend\w*)(?: \w+){0,3}\s*$")
_TRAILING_LINK = re.compile(r"[\s,]+(?:and/or|and|or)$")
_WALK_LIMIT: Final = 8
_EVIDENCE_LIMIT: Final = 600


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that names a credential, and the family it belongs to."""

    family: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Credential:
    """A credential that a sentence states: its name, its span and the rule that read it."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()
    acronym: str | None = None
    alternative: bool = False


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a requires_credential fact for every credential, in text order."""
    for sentence, found, following in _stated(reading):
        level_end = following if following is not None else sentence.end
        start, end = _clause(reading.text, sentence, found.start, found.end)
        level = _level(reading, sentence, start, found, min(end, level_end))
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
    for sentence, found, _ in _stated(reading):
        yield Mention(
            "credential",
            found.name,
            found.acronym,
            found.aliases,
            reading.text[found.start : found.end],
            found.start,
            found.end,
            sentence.section,
        )


def _stated(reading: Reading) -> Iterator[tuple[Sentence, _Credential, int | None]]:
    """Yield each credential with its sentence and where the next credential begins."""
    pattern = _cues(reading.profile)
    for sentence in reading.sentences:
        text = reading.text
        if pattern.search(text, sentence.start, sentence.end) is None:
            continue
        if not _may_state(reading, sentence):
            continue
        cues = [
            _Cue(str(match.lastgroup), match.start(), match.end(), match[0])
            for match in pattern.finditer(text, sentence.start, sentence.end)
        ]
        found = [c for c in _credentials(reading, sentence, cues) if c is not None]
        for index, credential in enumerate(found):
            following = found[index + 1].start if index + 1 < len(found) else None
            if following is not None and found[index + 1].alternative and credential.alternative:
                following = None
            yield sentence, credential, following


@cache
def _cues(profile: Profile) -> re.Pattern[str]:
    levels = _alternatives(profile.words("degree_levels"))
    names = _alternatives(profile.words("degree_names"))
    licences = _alternatives(profile.words("license_heads"))
    certificates = _alternatives(profile.words("certificate_heads"))
    tests = _alternatives(profile.words("test_heads"))
    trainings = _alternatives(profile.words("training_heads"))
    return re.compile(
        rf"\b(?:"
        rf"(?P<degree>(?:{levels}){_POSSESSIVE}(?:[ -]level)?(?:\s+degrees?\b|(?<=s)(?=[\s,/.;])|(?=\s+or\b))"
        rf"|(?:{names})(?!\w)"
        rf"|(?:(?:two|four|2|4)[ -]year |college |university |advanced )?degrees?(?= (?:in|from)\b))"
        rf"|(?P<license>(?:{licences})s?\b)"
        rf"|(?P<certificate>(?:{certificates})s?\b)"
        rf"|(?P<test>(?-i:{_titled(tests)})\b)"
        rf"|(?P<training>(?-i:{_titled(trainings)})\b)"
        rf")",
        re.IGNORECASE,
    )


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def _titled(alternatives: str) -> str:
    return "|".join(f"{word[:1].upper()}{word[1:]}" for word in alternatives.split("|"))


@cache
def _level_words(profile: Profile) -> re.Pattern[str]:
    preferred = _alternatives(profile.words("preferred_words"))
    required = _alternatives(profile.words("required_words"))
    return re.compile(rf"\b(?:(?P<preferred>{preferred})|(?P<required>{required}))\b", re.IGNORECASE)


@cache
def _parts(profile: Profile, name: str) -> re.Pattern[str]:
    return re.compile(_alternatives(profile.words(name)))


def _may_state(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence stands where credentials are stated, or says so itself."""
    profile, text = reading.profile, reading.text
    if _OTHER_WAYS.search(text, sentence.start, min(sentence.end, sentence.start + 80)):
        return False
    if text[sentence.end - 1] == "?":
        return False
    if _parts(profile, "credential_sections").search(sentence.section):
        return True
    return _level_words(profile).search(text, sentence.start, sentence.end) is not None


def _credentials(
    reading: Reading, sentence: Sentence, cues: list[_Cue]
) -> Iterator[_Credential | None]:
    used = sentence.start
    for index, cue in enumerate(cues):
        if cue.start < used:
            continue
        after = cues[index + 1] if index + 1 < len(cues) else None
        if cue.family == "degree":
            credential = _degree(reading, sentence, cues, index)
        elif cue.family == "license":
            credential = _license(reading, sentence, cue, used)
        elif cue.family == "certificate":
            credential = _certificate(reading, sentence, cue, used)
        else:
            credential = _passed(reading, sentence, cue, used)
        if credential is not None:
            used = max(cue.end, credential.end)
            if credential.alternative and after is not None:
                used = min(used, after.start)
        yield credential


def _degree(
    reading: Reading, sentence: Sentence, cues: list[_Cue], index: int
) -> _Credential | None:
    text, cue = reading.text, cues[index]
    before = text[max(sentence.start, cue.start - 60) : cue.start]
    if _EQUIVALENCE.search(before) or re.search(r"\bother\s+$", before):
        return None
    last = cue
    chained = index > 0 and _joined(text, cues[index - 1], cue)
    for other in cues[index + 1 :]:
        if not _joined(text, last, other):
            break
        last = other
    stop = _STOP.search(text, last.end, sentence.end)
    end = stop.start() if stop else sentence.end
    tail_text = text[last.end : end]
    tail = "" if re.match(r"\s+(?:and|or|but)\b|\s*,", tail_text) else tail_text
    alternative = chained or last is not cue
    name = _degree_name(cue.text) + (tail if _is_degree(last.text) else "")
    return _Credential(
        _tidy(name),
        cue.start,
        _trimmed(text, cue.start, last.end + len(tail)) if last is cue else cue.end,
        "credentials/degree",
        0.96 if not alternative else 0.85,
        alternative=alternative,
    )


def _joined(text: str, left: _Cue, right: _Cue) -> bool:
    if left.family != "degree" or right.family != "degree":
        return False
    return _JOINED.match(text, left.end, right.start) is not None and (
        _JOINED.match(text, left.end, right.start) is not None
        and _JOINED.fullmatch(text, left.end, right.start) is not None
    )


def _is_degree(text: str) -> bool:
    return "diploma" not in text.lower() and "high school" not in text.lower()


def _degree_name(text: str) -> str:
    """Return the name of a degree with its apostrophe and the word "degree".

    >>> _degree_name("Bachelors degree"), _degree_name("Master’s")
    ("Bachelor's degree", "Master's degree")
    """
    found = re.match(r"(?i)(associate|bachelor|master|doctor)[’'¿´`^]?s?[’'¿]?(?![a-z])(.*)", text)
    if found is None:
        return text
    rest = found[2].strip()
    level = " level" if rest.lower().startswith(("level", "-level")) else ""
    return f"{found[1]}'s{level} degree"


def _license(reading: Reading, sentence: Sentence, cue: _Cue, floor: int) -> _Credential | None:
    text = reading.text
    start = _walk_back(reading, max(sentence.start, floor), cue.start)
    name, end = text[start : cue.end], cue.end
    if start == cue.start and cue.text.lower() not in {"cdl"}:
        tail = re.compile(r"\s+(?:as|to|for|in) (?=\S)").match(text, cue.end, sentence.end)
        if tail is None or cue.text.endswith("s"):
            return None
        stop = _STOP.search(text, tail.end(), sentence.end)
        end = _trimmed(text, start, stop.start() if stop else sentence.end)
        return _Credential(_tidy(text[start:end]), start, end, "credentials/license", 0.75)
    by = re.compile(r"\s+(?:accepted|issued|granted) by ").match(text, cue.end, sentence.end)
    aliases: tuple[str, ...] = ()
    if by is not None:
        stop = re.compile(r"[;,(.]|\s(?:is|are|must|within|at|to)\b").search(
            text, by.end(), sentence.end
        )
        end = _trimmed(text, start, stop.start() if stop else sentence.end)
        aliases = (_tidy(text[start:end]),)
    bracket = _ACRONYM_AFTER.match(text, cue.end, sentence.end)
    return _Credential(
        _license_name(name),
        start,
        end,
        "credentials/license",
        0.95 if "driver" in name.lower() else 0.85,
        aliases=aliases,
        acronym=bracket[1] if bracket else None,
    )


def _license_name(text: str) -> str:
    name = _tidy(text)
    name = re.sub(r"\b([Dd]river|[Oo]perator)s(?= )", r"\1's", name)
    return name[:-1] if name.lower().endswith("licenses") else name


def _certificate(
    reading: Reading, sentence: Sentence, cue: _Cue, floor: int
) -> _Credential | None:
    text = reading.text
    if cue.text.lower() == "certified":
        return _certified(reading, sentence, cue, floor)
    inner = _BRACKET_BACK.search(text, max(sentence.start, cue.start - 14), cue.start)
    start = _walk_back(reading, max(sentence.start, floor), inner.start() if inner else cue.start)
    needed = _REQUIREMENTS.match(text, cue.end, sentence.end)
    name_end = needed.end() if needed else cue.end
    tail = _SUBJECT.match(text, name_end, sentence.end)
    bracket = inner or _ACRONYM_AFTER.match(text, name_end, sentence.end)
    acronym = bracket[1] if bracket else None
    if tail is not None and (needed or start == cue.start):
        return _certification_in(text, sentence, (start, cue.end), needed, tail)
    if needed or start == cue.start or text[start].islower():
        return None
    name = text[start : inner.start()] + cue.text if inner else text[start : cue.end]
    return _Credential(
        _tidy(name), start, cue.end, "credentials/certificate", 0.85, acronym=acronym
    )


def _certification_in(
    text: str,
    sentence: Sentence,
    head: tuple[int, int],
    needed: re.Match[str] | None,
    tail: re.Match[str],
) -> _Credential | None:
    """Return "certification in A, B, or C", or what "certification requirements for A" ask for."""
    start, head_end = head
    stop = _STOP.search(text, tail.end(), sentence.end)
    end = _trimmed(text, start, stop.start() if stop else sentence.end)
    surface = _tidy(text[start:end])
    if _ANAPHORA.search(text, tail.end(), end):
        return None
    if needed is None:
        return _Credential(surface, start, end, "credentials/certification-in", 0.85)
    name = _tidy(text[start:head_end] + text[needed.end() : end])
    rule = "credentials/certification-requirements"
    return _Credential(name, start, end, rule, 0.95, aliases=(surface,))


def _certified(
    reading: Reading, sentence: Sentence, cue: _Cue, floor: int
) -> _Credential | None:
    """Return "Certified Public Accountant", "certified in X" or "XYZ Certified"."""
    text = reading.text
    forward = _FORWARD.match(text, cue.end, sentence.end) if cue.text[0].isupper() else None
    if forward is not None:
        end = forward.end()
        bracket = _ACRONYM_AFTER.match(text, end, sentence.end)
        acronym = bracket[1] if bracket else None
        name = _tidy(text[cue.start : end])
        return _Credential(
            name, cue.start, end, "credentials/certified", 0.85, acronym=acronym
        )
    start = _walk_back(reading, max(sentence.start, floor), cue.start)
    if start < cue.start:
        if not text[start].isupper():
            return None
        name = _tidy(text[start : cue.end])
        return _Credential(name, start, cue.end, "credentials/certified", 0.8)
    tail = _SUBJECT.match(text, cue.end, sentence.end)
    if tail is None:
        return None
    return _certification_in(text, sentence, (cue.start, cue.end), None, tail)


def _passed(reading: Reading, sentence: Sentence, cue: _Cue, floor: int) -> _Credential | None:
    """Return the test that has to be passed, or the training that has to be completed."""
    text = reading.text
    found = _CAPITAL_NAME.search(text, max(sentence.start, floor, cue.start - 90), cue.start)
    if found is None:
        return None
    start = found.start()
    opening = _OPENING_VERB.match(text, start, cue.start)
    if opening is not None:
        start = opening.end()
    before = text[max(sentence.start, start - 40) : start].lower()
    verb = _PASS if cue.family == "test" else _COMPLETE
    if start == cue.start or verb.search(before) is None:
        return None
    name = _tidy(text[start : cue.end])
    return _Credential(name, start, cue.end, f"credentials/{cue.family}", 0.7)


def _walk_back(reading: Reading, floor: int, start: int) -> int:
    """Return where the name begins that ends with the word at ``start``."""
    text, qualifiers = reading.text, _qualifiers(reading.profile)
    for _ in range(_WALK_LIMIT):
        gap = start
        while gap > floor and text[gap - 1] == " ":
            gap -= 1
        if gap == start:
            break
        word = _WORD_BACK.search(text, max(floor, gap - 40), gap)
        if word is None or word[0].lower().strip("*•-–.") in qualifiers or not word[0][0].isalnum():
            break
        if word[0].endswith("."):
            break
        start = word.start()
    return start


@cache
def _qualifiers(profile: Profile) -> frozenset[str]:
    return frozenset(profile.words("credential_qualifiers"))


def _clause(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the clause of a sentence that holds a span, at most 600 characters long."""
    left = sentence.start
    for found in _CLAUSE_BREAK.finditer(text, sentence.start, start):
        left = found.end()
    while left < start and text[left].isspace():
        left += 1
    right = _CLAUSE_BREAK.search(text, end, sentence.end)
    stop = right.start() + (text[right.start()] == ".") if right else sentence.end
    if stop - left > _EVIDENCE_LIMIT:
        left = max(left, start - _EVIDENCE_LIMIT // 4)
        stop = min(stop, left + _EVIDENCE_LIMIT)
    return left, max(stop, min(end, left + _EVIDENCE_LIMIT))


def _level(
    reading: Reading, sentence: Sentence, clause: int, found: _Credential, limit: int
) -> str:
    """Return "required" or "preferred", by the nearest word after the name, else before it."""
    pattern, text = _level_words(reading.profile), reading.text
    after = pattern.search(text, found.start, max(limit, found.end))
    if after is not None:
        return str(after.lastgroup)
    before = [match.lastgroup for match in pattern.finditer(text, clause, found.start)]
    if before:
        return str(before[-1])
    if re.search(r"prefer|desir", sentence.section):
        return "preferred"
    return "required"


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without trailing punctuation, blanks and links such as ", or"."""
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")+"):
        end -= 1
    link = _TRAILING_LINK.search(text, max(start, end - 8), end)
    return link.start() if link else end


def _tidy(text: str) -> str:
    return _APOSTROPHE.sub("'", _SPACES.sub(" ", text)).strip(" ,.;:-–")
