"""The word lists of a profile by which topics are told apart, compiled once a profile."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ingest.profile import Profile

__all__ = ["TopicWords", "alternatives", "topic_words"]

_HELD_REACH: Final = 60
"""The longest title or credential with its "of the" that is looked for before a name."""

_HEAD_LISTS: Final = ("program", "system", "event", "credential", "agency", "law")
_WORD: Final = re.compile(r"[^\W_]+(?:[\u2019'\u00bf\u00b4`.][^\W_]+)*")
_INNER: Final = re.compile(r"\s(?:of|for|to|on)(?: the)?\s")
_NUMBER: Final = re.compile(r"(?:\d[\w.:-]*|[ivxlc]+)\Z")
_LOWER_TAIL: Final = re.compile(r"-[a-z]+\Z")
_NAMED_TAIL: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """The compiled lists.

    Attributes:
        heads: The last words of a name -> its kind.
        law_parts: Words that name a law when a number follows.
        coded_laws: Words that name a rule when a code in capitals follows: "Policy QZ".
        agency_parts: Words that name a union when a number follows.
        shared_nouns: Nouns without a plural that a whole list may share.
        places: Words that end the name of a place or government.
        functions: Words that end the name of a field of work.
        calendar: Names of days and months, and other capitalised words that name nothing.
        lone_words: Words such as "Board" that name nothing when they stand alone.
        rule_words: "Regulations" and the like behind the name of what they regulate.
        noun_behind: Matches a blank and the noun that says what the name before it is.
        class_noun: Finds a class before "such as"; its group is the kind.
        supported: Finds, at the end of the words before a name, what says that it is a program.
        runs_list: Finds the verb before a list of what the post runs.
        products: First words of the names of common software, in lower case.
        located: Finds, likewise, what says that it is a system.
        contracted: Finds, likewise, what says that it is a body one has a contract with.
        reported: Finds, likewise, what says that it is a body to which matters are reported.
        funded: Matches behind "Title I" what says that the program of that name is meant.
        department_words: Words of which the names of departments are made: "fire", "police".
        program_names: Programs that a publisher's texts name without a word for a program.
        agency_acronyms: Bodies that everybody knows by their acronym.
        idle_parts: Parts of the names of sections that say nothing of the post.
        active_cues: Finds what makes a sentence count even there.
        name_kind: The kind of names that nothing explains in texts of this profile, if any.
        trainings: Words that end the name of a course.
        unnamed: Words that end the name of a school, a title or a heading.
        documents: Words that end the name of a report, a form or another paper.
        acting: Words that make an authority or agency any one: "appointing".
        noun_beyond: Like ``noun_behind``, with one or two words in lower case before the noun.
        held: Finds a title or credential and "of" or "for" at the end of the words before a name;
            see `is_held`.
    """

    heads: Mapping[str, str]
    law_parts: frozenset[str]
    coded_laws: frozenset[str]
    agency_parts: frozenset[str]
    shared_nouns: frozenset[str]
    places: frozenset[str]
    functions: frozenset[str]
    calendar: frozenset[str]
    lone_words: frozenset[str]
    agency_acronyms: frozenset[str]
    program_names: frozenset[str]
    department_words: frozenset[str]
    rule_words: frozenset[str]
    noun_behind: re.Pattern[str]
    class_noun: re.Pattern[str]
    supported: re.Pattern[str]
    runs_list: re.Pattern[str]
    products: frozenset[str]
    located: re.Pattern[str]
    contracted: re.Pattern[str]
    reported: re.Pattern[str]
    funded: re.Pattern[str]
    idle_parts: tuple[str, ...]
    active_cues: re.Pattern[str]
    name_kind: str | None
    unnamed: frozenset[str]
    trainings: frozenset[str]
    documents: frozenset[str]
    acting: frozenset[str]
    noun_beyond: re.Pattern[str]
    held: re.Pattern[str]

    def is_held(self, text: str, start: int, end: int) -> bool:
        """Return whether ``text[start:end]`` ends with a title or credential and "of" or "for"."""
        begin = max(start, end - _HELD_REACH)
        linked = text[begin:end].rstrip().lower().endswith(("of", "for", "the"))
        return linked and self.held.search(text, begin, end) is not None

    def head_kind(self, name: str) -> str | None:
        """Return the kind that the head of a name shows, or None.

        The head is the word before "of", "for" or "to", if that is a known one; else the last.
        """
        return _head_kind(self, name)

    def tail_kind(self, name: str, *, alone: bool) -> str | None:
        """Return the kind that the last words of a name show; one word counts if ``alone``."""
        written = _WORD.findall(name)
        words = [w.lower() for w in written]
        if len(words) > 1 and written[-1].isupper() and words[-2] in self.coded_laws:
            return "law"
        if len(words) > 1 and _NUMBER.match(words[-1]):
            if words[-2] in self.law_parts or (words[-2] == "of" and len(words) > 2):
                words = words[:-2] if words[-2] == "of" else words[-2:]
                if words[0] in self.law_parts:
                    return "law"
            elif words[-2] in self.agency_parts:
                return "agency"
            while words and (_NUMBER.match(words[-1]) or words[-1] == "and"):
                words = words[:-1]
        if len(words) < 2 and not alone:
            return None
        for count in range(min(_NAMED_TAIL, len(words)), 0, -1):
            tail = " ".join(words[-count:])
            if count == len(words) and count == 1 and not alone:
                break
            kind = self.heads.get(tail)
            if kind is not None:
                return kind
        return None

    def is_idle_section(self, section: str) -> bool:
        """Return whether a section of that name says nothing of the post."""
        return _has_part(section, self.idle_parts)

    def is_place(self, name: str) -> bool:
        """Return whether a name is that of a place or government as such."""
        words = name.lower().split()
        if _INNER.search(name) is not None:
            return words[0] in self.places and words[1] == "of"
        return words[-1] in self.places

    def is_function(self, name: str) -> bool:
        """Return whether a name is that of a field of work, such as "Student Services"."""
        return name.lower().split()[-1] in self.functions

    def is_no_name(self, name: str) -> bool:
        """Return whether this is a date, or a word such as "Board" that alone names nothing."""
        words = name.lower().split()
        if len(words) == 2 and words[0] in self.acting:
            return True
        if words[0] in self.calendar and (len(words) == 1 or _NUMBER.match(words[-1])):
            return True
        if name[:2].isupper():
            return False
        return len(words) == 1 and words[0].rstrip("s").rstrip("\u2019'") in self.lone_words

    def is_funding(self, name: str, behind: str) -> bool:
        """Return whether "Title I" and the like name the program that the law pays for."""
        return self.is_part(name) and self.funded.match(behind) is not None

    def is_part(self, name: str) -> bool:
        """Return whether a name is that of a part of a law and no more: "Title I"."""
        words = name.split()
        return len(words) == 2 and words[0].lower() in self.law_parts

    def is_unnamed(self, name: str) -> bool:
        """Return whether a name ends like a school's, a title or a heading, or in a number."""
        words = name.lower().split()
        inner = _INNER.search(name)
        head = name[: inner.start()].lower().split()[-1] if inner else words[-1]
        if head in self.unnamed or words[-1] in self.unnamed or words[-1] in self.documents:
            return True
        if words[0] in {"grade", "grades"}:
            return True
        if len(words[-1]) == 1 or _NUMBER.match(words[-1]):
            return True
        return _LOWER_TAIL.search(name) is not None

    def is_document(self, name: str) -> bool:
        """Return whether a name is that of a report or another paper."""
        return name.lower().split()[-1] in self.documents

    def is_training(self, name: str) -> bool:
        """Return whether a name is that of a course, which is a credential where it is required."""
        return name.lower().split()[-1] in self.trainings

    def regulated(self, name: str) -> str | None:
        """Return the program or law whose rules a name speaks of, or None.

        "Pension Plan Regulations" are the regulations of the Pension Plan.
        """
        inner, _, last = name.rpartition(" ")
        if last.lower() not in self.rule_words:
            return None
        kind = self.tail_kind(inner, alone=False) if inner else None
        return inner if kind == "program" else None


@lru_cache(maxsize=8192)
def _head_kind(words: TopicWords, name: str) -> str | None:
    inner = _INNER.search(name)
    if name.lower().split()[0] in words.products:
        return "system"
    if inner is not None:
        before = words.tail_kind(name[: inner.start()], alone=True)
        if before is not None:
            return before
    return words.tail_kind(name, alone=False)


@lru_cache(maxsize=256)
def _has_part(section: str, parts: tuple[str, ...]) -> bool:
    return any(part in section for part in parts)


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first; never matches if none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"


@cache
def topic_words(profile: Profile) -> TopicWords:
    """Return the compiled lists of a profile."""
    heads: dict[str, str] = {}
    for family in _HEAD_LISTS:
        for word in profile.words(f"{family}_heads"):
            for form in (word, _plural(word)):
                heads.setdefault(form, family)
    nouns = "|".join(
        rf"(?P<{kind}>(?:{alternatives(profile.words(f'{kind}_nouns'))})\b)"
        for kind in ("program", "law", "system", "event", "agency", "team", "test")
    )
    followers = (*profile.words("team_heads"), *profile.words("title_heads"))
    not_before = alternatives((*followers, *map(_plural, followers)))
    beyond = "|".join(
        rf"(?P<{kind}>(?:{alternatives(profile.words(f'{kind}_kinds'))})\b)"
        for kind in ("program", "system")
    )
    held = (*profile.words("title_heads"), *profile.words("credential_heads"))
    classes = "|".join(
        rf"(?P<{kind}>\b(?:{alternatives(profile.words(f'{kind}_classes'))})\b)"
        for kind in ("system", "program", "law", "event", "agency")
    )
    made_of = alternatives(profile.words("software_words"))
    software = rf"\b(?:{made_of})\s+(?:[\w-]+\s+)?(?:programs?|packages?|products?|skills)\b"
    return TopicWords(
        heads=heads,
        law_parts=frozenset(profile.words("law_parts")),
        coded_laws=frozenset(profile.words("coded_laws")),
        agency_parts=frozenset(profile.words("agency_parts")),
        shared_nouns=frozenset(profile.words("shared_nouns")),
        places=frozenset(profile.words("place_heads")),
        functions=frozenset(profile.words("function_heads")),
        calendar=frozenset(profile.words("calendar_words")),
        agency_acronyms=frozenset(profile.words("agency_acronyms")),
        program_names=frozenset(profile.words("program_names")),
        department_words=frozenset(profile.words("department_words")),
        lone_words=frozenset(
            word
            for name in ("unit_heads", "body_heads", "place_heads", "team_heads", "lone_words")
            for word in profile.words(name)
        ),
        rule_words=frozenset(profile.words("rule_words")),
        noun_behind=re.compile(rf"\s+(?:{nouns})(?!\s+(?:{not_before})\b)(?![\u2019'\u00bf-])"),
        noun_beyond=re.compile(
            rf"(?-i:(?:\s+(?!(?:{alternatives(profile.words('plain_words'))})\b)[a-z][a-z-]+){{1,2}})"
            rf"\s+(?:{beyond})(?!\s+(?:{not_before})\b)(?![\u2019'\u00bf-])"
        ),
        held=re.compile(rf"\b(?:{alternatives(held)})\s+(?:of|for)\s+(?:the\s+)?\Z", re.IGNORECASE),
        documents=frozenset(
            form for word in profile.words("document_heads") for form in (word, _plural(word))
        ),
        acting=frozenset(profile.words("acting_words")),
        class_noun=re.compile(rf"(?P<software>{software})|{classes}", re.IGNORECASE),
        supported=_before(profile, "program_leads"),
        runs_list=re.compile(
            rf"\b(?:{alternatives(profile.words('run_verbs'))})\s+(?=\S)", re.IGNORECASE
        ),
        products=frozenset(profile.words("software_products")),
        located=_before(profile, "system_leads"),
        reported=re.compile(
            r"\b(?:report|refer|referral)s?\b[^.;]{0,60}\bto (?:the )?\Z", re.IGNORECASE
        ),
        funded=re.compile(
            rf"\s+(?:{alternatives(profile.words('funded_nouns'))})\b", re.IGNORECASE
        ),
        contracted=_before(profile, "agency_leads"),
        idle_parts=profile.words("idle_sections"),
        name_kind=next(iter(profile.words("unexplained_names")), None),
        trainings=frozenset(profile.words("training_heads")),
        unnamed=frozenset(profile.words("unnamed_heads")),
        active_cues=re.compile(
            rf"\b(?:{alternatives(profile.words('active_cues'))})\b", re.IGNORECASE
        ),
    )


def _before(profile: Profile, name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(profile.words(name))})\s+(?:the\s+|a\s+|all\s+)?\Z", re.IGNORECASE
    )


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
