"""Credential names: where the name of a degree, licence or certificate begins and ends."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.grammar.credential_cues import CredentialWords, Cue
from ingest.language.sentences import Sentence

__all__ = ["Credential", "read_credentials"]

_JOINED: Final = re.compile(r"\s*(?:,|/|,?\s*(?:and/or|or|and)\b)\s*(?:an?\s+)?")
_STOP: Final = re.compile(
    r"[;()\n]"
    r"|[ ,]\s*(?:is |are |was |be )?(?:\w+ly )?(?:required|preferred|desired|desirable|needed"
    r"|mandatory|recommended)\b"
    r"|[ ,]\s*(?:and|plus|with|including|or)?\s*(?:an? )?(?:at least|minimum(?: of)?)\b"
    r"|[ ,]\s*(?:and |plus |with |or )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*\(\d+\))?(?:\s?(?:-|\u2013|to)\s?(?!year)\w+)? (?:or more )?"
    r"(?:years?|months?|semester|credit|college)\b"
    r"|[ ,]\s*(?:plus|or (?:an |the |its |any )?(?:equivalent|combination|alternative)"
    r"|or (?:an)?other (?!(?:\w+ )?related)"
    r"|or any|and/or experience|or experience|and experience)\b"
    r"|[ ,]\s*with (?!course|a? ?major|emphasis|an emphasis|a concentration|concentration|speciali)"
    r"|, (?:and|or) (?:\w+ ){0,3}(?:experience|certification|license)\b"
    r"|[ ,]\s*(?:within|prior to|at the time|upon|before|in order|by the time|is achieved)\b"
    r"|\s[-\u2013\u2014]\s|:\s"
)
_EQUIVALENCE: Final = re.compile(
    r"(?:(?:equivalen\w* to|in lieu of|substitut\w+ for|beyond|towards?|instead of)(?: \w+){0,2}"
    r"|\bother)\s*\Z",
    re.IGNORECASE,
)
_NO_TAIL: Final = re.compile(r"\s+(?:and|or|but)\b|\s*,")
_DEGREE: Final = re.compile(
    r"(associate|bachelor|master|doctor)(?:[\u2019'\u00bf\u00b4`^]?s[\u2019'\u00bf]?"
    r"|[\u2019'\u00bf])?(?![a-z])(?!\s+of\b)(.*)",
    re.IGNORECASE,
)
_WORD_BACK: Final = re.compile(r"[^\s,;:()]+$")
_SPACES: Final = re.compile(r"\s+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)[\u2019\u00bf\u00b4`^](?=s\b)")
_OWNER: Final = re.compile(r"\b([Dd]river|[Oo]perator)s(?= )")
_REQUIREMENTS: Final = re.compile(r"\s+requirements?\b")
_CAPITAL_NAME: Final = re.compile(
    r"(?:[A-Z0-9][\w\u2019'\u00bf&/+-]*\s+(?:(?:of|and|for|in|the|&)\s+)?){1,8}$"
)
_BRACKET_BACK: Final = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\) *$")
_BRACKET: Final = re.compile(r"\s*\(([A-Z][A-Za-z&-]{1,9})\)")
_ANAPHORA: Final = re.compile(r"\b(?:these|this|those|that|such|one of|either of)\b")
_SUBJECT: Final = re.compile(r"\s+(?:in|as|for|by) (?=\S)")
_FIELD: Final = re.compile(r"\s+(?:as|to|for|in) (?=\S)")
_GIVEN_BY: Final = re.compile(r"\s+(?:accepted|issued|granted) by ")
_GIVER_END: Final = re.compile(r"[;,(.]|\s(?:is|are|must|within|at|to)\b")
_FORWARD: Final = re.compile(r"(?:\s+(?:(?:of|in|and) )?[A-Z][\w/\u2019'&-]*){1,6}")
_OPENING_VERB: Final = re.compile(r"(?:[A-Z][a-z]+ (?:of|the|of the) )+")
_PASS: Final = re.compile(r"\bpass(?:es|ed|ing)?(?: \w+){0,3}\s*$")
_COMPLETE: Final = re.compile(r"\b(?:complet\w+|attend\w*)(?: \w+){0,3}\s*$")
_TRAILING_LINK: Final = re.compile(r"[\s,]+(?:and/or|and|or)$")
_LISTED: Final = re.compile(
    r"((?:[A-Z][\w+./ -]{0,30}, ){1,5})(?:(?:and|or) )?(?:equivalent|similar|other|comparable)\s*\Z"
)
_SHORT_LIST: Final = re.compile(
    r"(?<![\w-])(?:[A-Z][A-Z+]{1,7}(?:,? (?:and|or) |, | ?/ ?)){1,6}[A-Z][A-Z+]{1,7}\s+\Z"
)
_SHORT_NAME: Final = re.compile(r"[A-Z][A-Z+]{1,7}")
_MARKS: Final = "*\u2022-\u2013."
_WALK_LIMIT: Final = 8
_LONGEST_WORD: Final = 40
_LONGEST_LIST: Final = 160


class Credential(NamedTuple):
    """A credential that a sentence states: its name, its span and the rule that read it."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()
    acronym: str | None = None
    alternative: bool = False


def read_credentials(
    text: str, sentence: Sentence, cues: Sequence[Cue], words: CredentialWords
) -> Iterator[Credential]:
    """Yield the credentials that a sentence names, in order; no two share characters."""
    used = sentence.start
    for index, cue in enumerate(cues):
        if cue.start < used:
            continue
        place = _Place(text, sentence, words, used)
        for credential in place.read(cues, index):
            used = max(used, cue.end, credential.end)
            if credential.alternative and index + 1 < len(cues):
                used = min(used, cues[index + 1].start)
            yield credential


class _Place(NamedTuple):
    """The sentence that is read, from ``floor`` on."""

    text: str
    sentence: Sentence
    words: CredentialWords
    floor: int

    def read(self, cues: Sequence[Cue], index: int) -> Iterator[Credential]:
        """Yield what one cue names: mostly one credential or none."""
        cue = cues[index]
        if cue.family == "degree":
            found = self.degree(cues, index)
        elif cue.family == "license":
            found = self.license(cue)
        elif cue.text.lower() == "certified":
            found = self.certified(cue)
        elif cue.family == "certificate":
            listed = list(self.listed(cue))
            yield from listed
            found = None if listed else self.certificate(cue)
        else:
            found = self.passed(cue)
        if found is not None:
            yield found

    def stop(self, start: int) -> int:
        """Return where a name ends that goes on at ``start``."""
        found = _STOP.search(self.text, start, self.sentence.end)
        return found.start() if found else self.sentence.end

    def walk_back(self, start: int) -> int:
        """Return where the name begins that ends with the word at ``start``."""
        text = self.text
        for _ in range(_WALK_LIMIT):
            gap = start
            while gap > self.floor and text[gap - 1] == " ":
                gap -= 1
            word = _WORD_BACK.search(text, max(self.floor, gap - _LONGEST_WORD), gap)
            if gap == start or word is None or not word[0][0].isalnum() or word[0].endswith("."):
                break
            if word[0].lower().strip(_MARKS) in self.words.qualifiers:
                break
            start = word.start()
        return start

    def degree(self, cues: Sequence[Cue], index: int) -> Credential | None:
        """Return a degree with its field; degrees joined by "or" share the field."""
        text, cue = self.text, cues[index]
        if _EQUIVALENCE.search(text[max(self.sentence.start, cue.start - 60) : cue.start]):
            return None
        last = cue
        for other in cues[index + 1 :]:
            if not self.joined(last, other):
                break
            last = other
        alternative = last is not cue or (index > 0 and self.joined(cues[index - 1], cue))
        tail = text[last.end : self.stop(last.end)]
        if _NO_TAIL.match(tail) or not last.text.lower().rstrip("s").endswith(("degree", "'")):
            tail = tail if " of " in last.text else ""
        end = cue.end if last is not cue else _trimmed(text, cue.start, cue.end + len(tail))
        name = _tidy(_degree_name(cue.text) + tail)
        confidence = 0.85 if alternative else 0.96
        return Credential(
            name, cue.start, end, "credentials/degree", confidence, alternative=alternative
        )

    def joined(self, left: Cue, right: Cue) -> bool:
        """Return whether two degrees are alternatives: "Bachelor's or Master's degree"."""
        if left.family != "degree" or right.family != "degree":
            return False
        return _JOINED.fullmatch(self.text, left.end, right.start) is not None

    def license(self, cue: Cue) -> Credential | None:
        """Return a licence; who issues it is an alias, not a part of the name."""
        text, limit = self.text, self.sentence.end
        start = self.walk_back(cue.start)
        if start == cue.start and cue.text.upper() != cue.text:
            tail = _FIELD.match(text, cue.end, limit)
            if tail is None or cue.text.endswith("s"):
                return None
            end = _trimmed(text, start, self.stop(tail.end()))
            return Credential(_tidy(text[start:end]), start, end, "credentials/license", 0.75)
        end, aliases = cue.end, tuple[str, ...]()
        if (given := _GIVEN_BY.match(text, cue.end, limit)) is not None:
            stop = _GIVER_END.search(text, given.end(), limit)
            end = _trimmed(text, start, stop.start() if stop else limit)
            aliases = (_SPACES.sub(" ", text[start:end]),)
        bracket = _BRACKET.match(text, cue.end, limit)
        end = max(end, bracket.end() if bracket else end)
        name = _OWNER.sub(r"\1's", _tidy(text[start : cue.end]))
        return Credential(
            name.removesuffix("s") if name.lower().endswith("licenses") else name,
            start,
            end,
            "credentials/license",
            0.95 if "driver" in name.lower() else 0.85,
            aliases,
            bracket[1] if bracket else None,
        )

    def listed(self, cue: Cue) -> Iterator[Credential]:
        """Yield the certificates in "ABC, XYZ, or equivalent certifications"."""
        begin = max(self.floor, cue.start - _LONGEST_LIST)
        short = _SHORT_LIST.search(self.text, begin, cue.start)
        if short is not None:
            for name in _SHORT_NAME.finditer(self.text, short.start(), short.end()):
                rule = "credentials/certificates-listed"
                yield Credential(name[0], *name.span(), rule, 0.8, alternative=True)
            return
        if not cue.text.endswith("s"):
            return
        found = _LISTED.search(self.text, begin, cue.start)
        if found is None:
            return
        at = found.start(1)
        for part in found[1].split(", "):
            if part.strip():
                end = at + len(part)
                rule = "credentials/certificates-listed"
                yield Credential(part.strip(), at, end, rule, 0.8, alternative=True)
            at += len(part) + 2

    def certificate(self, cue: Cue) -> Credential | None:
        """Return a certificate: "certification in X", "X certification"."""
        text, limit = self.text, self.sentence.end
        inner = _BRACKET_BACK.search(text, max(self.sentence.start, cue.start - 14), cue.start)
        start = self.walk_back(inner.start() if inner else cue.start)
        needed = _REQUIREMENTS.match(text, cue.end, limit)
        tail = _SUBJECT.match(text, needed.end() if needed else cue.end, limit)
        if tail is not None and (needed or start == cue.start):
            return self.certification_in((start, cue.end), needed, tail)
        if needed or start == cue.start or text[start].islower():
            return None
        bracket = inner or _BRACKET.match(text, cue.end, limit)
        name = text[start : inner.start()] + cue.text if inner else text[start : cue.end]
        acronym = bracket[1] if bracket else None
        rule = "credentials/certificate"
        return Credential(_tidy(name), start, cue.end, rule, 0.85, acronym=acronym)

    def certification_in(
        self, head: tuple[int, int], needed: re.Match[str] | None, tail: re.Match[str]
    ) -> Credential | None:
        """Return "certification in A, B, or C", or what "certification requirements for A" ask."""
        text, (start, head_end) = self.text, head
        end = _trimmed(text, start, self.stop(tail.end()))
        surface = _tidy(text[start:end])
        if _ANAPHORA.search(text, tail.end(), end):
            return None
        if needed is None:
            return Credential(surface, start, end, "credentials/certification-in", 0.85)
        name = _tidy(text[start:head_end] + text[needed.end() : end])
        rule = "credentials/certification-requirements"
        return Credential(name, start, end, rule, 0.95, (surface,))

    def certified(self, cue: Cue) -> Credential | None:
        """Return "Certified Public Accountant", "certified in X" or "XYZ Certified"."""
        text, limit, rule = self.text, self.sentence.end, "credentials/certified"
        forward = _FORWARD.match(text, cue.end, limit) if cue.text[0].isupper() else None
        if forward is not None:
            bracket = _BRACKET.match(text, forward.end(), limit)
            name, acronym = _tidy(text[cue.start : forward.end()]), bracket[1] if bracket else None
            return Credential(name, cue.start, forward.end(), rule, 0.85, acronym=acronym)
        start = self.walk_back(cue.start)
        if start < cue.start:
            if not text[start].isupper():
                return None
            return Credential(_tidy(text[start : cue.end]), start, cue.end, rule, 0.8)
        tail = _SUBJECT.match(text, cue.end, limit)
        return None if tail is None else self.certification_in((cue.start, cue.end), None, tail)

    def passed(self, cue: Cue) -> Credential | None:
        """Return the test that has to be passed, or the training that has to be completed."""
        text = self.text
        found = _CAPITAL_NAME.search(text, max(self.floor, cue.start - 90), cue.start)
        if found is None:
            return None
        opening = _OPENING_VERB.match(text, found.start(), cue.start)
        start = opening.end() if opening is not None else found.start()
        before = text[max(self.sentence.start, start - 40) : start].lower()
        verb = _PASS if cue.family == "test" else _COMPLETE
        if start == cue.start or verb.search(before) is None:
            return None
        name = _tidy(text[start : cue.end])
        return Credential(name, start, cue.end, f"credentials/{cue.family}", 0.7)


def _degree_name(text: str) -> str:
    """Return the name of a degree with its apostrophe and the word "degree".

    >>> _degree_name("Bachelors degree"), _degree_name("Master's")
    ("Bachelor's degree", "Master's degree")
    """
    found = _DEGREE.match(text)
    if found is None:
        return text
    level = " level" if found[2].strip().lower().startswith(("level", "-level")) else ""
    return f"{found[1]}'s{level} degree"


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without trailing punctuation, blanks and links such as ", or"."""
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")+"):
        end -= 1
    link = _TRAILING_LINK.search(text, max(start, end - 8), end)
    return link.start() if link else end


def _tidy(text: str) -> str:
    return _APOSTROPHE.sub("'", _SPACES.sub(" ", text)).strip(" ,.;:-\u2013")
