"""The word lists of a profile, compiled once: which words head a unit, a team or a title."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from ingest.language.inflection import plural, verb_forms
from ingest.profile import Profile

__all__ = ["Lexicon", "lexicon_of", "plural", "verb_forms"]

_OF_WORDS: Final = frozenset({"of", "for", "on"})
_TITLE_LINKS: Final = frozenset({"of", "for"})
_PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "eer", "man", "woman")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words and the small patterns over them by which kinds of names are told.

    Attributes:
        unit_words: Heads of units and of deciding bodies, singular and plural, lower case.
        body_words: The deciding bodies among them: boards, courts.
        singular: Plural head of a unit -> its singular.
        group_words: Heads of units and teams.
        team_words: Heads of teams and committees.
        meeting_words: Words that make a deciding body a team: "advisory", "review".
        title_words: Heads of titles, singular and plural.
        title_modifiers: Words that begin a title in lower case.
        rank_words: Both together: what a title of several words is made of.
        people_words: Nouns for people who are led.
        unit_companions: Words behind an acronym that stands for a unit: "cluster", "office".
        function_units: Names of units without a word for a unit: "Human Resources".
        thing_words: Heads of names of programs, laws, systems and events.
        outside_words: Words that place a unit in another government.
        opening_words: Words that begin a sentence and are no part of a name.
        determiners: Words before a title that are no part of it.
        clause_ends: Marks behind which a clause begins.
        name_ends: Words at which a name in lower case ends.
        working_verbs: Verbs before "under the": "works under the clerk".
        bare_working_verbs: Those among them in the base form, as a plural has it.
        hiring_units: Words of the units that hire.
        hiring_words: Words of a sentence about applying, not about the post.
        no_units: Phrases that end like a unit's name and name none.
        not_persons: Nouns that end like one for a person: "center".
        no_directors: Nouns that direct nobody: laws, plans, places.
        intervals: How often a report is due: "monthly".
        officers: Officers by whom offices are called: "Registrar of Voters Office".
        report_verbs: Every form of the verbs whose object may be the noun "reports".
        cared_for: People whom a post looks after, not leads: students, visitors.
        ranks: Titles that may stand before another noun: "lead pilot".
        whole_titles: Titles that need no unit behind them.
        line_holders: Nouns for the described post or its holder.
        reported_matters: What is reported to somebody who is no supervisor for it.
        generic_posts: Titles of which any site has one.
        leading_nouns: What is given to those below: "supervision".
        quantifiers: Words before those who are led that are no part of their name.
        work_nouns: "the work of X" stands for X.
        led_nouns: Nouns that are verbs elsewhere and may name what is led.
        led_activities: Nouns for what is done, on "-ing" or not: "training", "use".
        led_things: Nouns for what is kept or used: "data", "equipment".
        function_words: Last words of fields of work: "education".
        nobodies: What stands for nobody behind "Supervises:": "none".
        occupations: Plurals of nouns for people whose ending does not show it: "cooks".
        skill_words: Words that make a verb what somebody can do.
        skill_sections: Sections about what a holder has to know.
        way_down: The verbs of supervising and leading, base form.
        adjective_endings: Endings of adjectives that may be joined by "and".
        verb_forms: Every form of the verbs with which duties begin.
        third_person: Only their third person.
        school: Matches the name of one school; see `is_school`.
        outside_office: Finds the office of another government's officer; see `is_outside_office`.
        outside_officers: Words of which one stands in every such name.
        title_comma: Finds a title and a comma at the end of what stands before a name.
        title_tail: Finds where the unit may begin in a title: a comma, " - ", " of the ".
    """

    unit_words: frozenset[str]
    body_words: frozenset[str]
    singular: Mapping[str, str]
    team_words: frozenset[str]
    group_words: frozenset[str]
    meeting_words: frozenset[str]
    title_words: frozenset[str]
    title_modifiers: frozenset[str]
    rank_words: frozenset[str]
    people_words: frozenset[str]
    function_units: frozenset[str]
    unit_companions: frozenset[str]
    outside_words: frozenset[str]
    thing_words: frozenset[str]
    opening_words: frozenset[str]
    leading_nouns: frozenset[str]
    quantifiers: frozenset[str]
    work_nouns: frozenset[str]
    led_nouns: frozenset[str]
    led_activities: frozenset[str]
    led_things: frozenset[str]
    function_words: frozenset[str]
    nobodies: frozenset[str]
    occupations: frozenset[str]
    skill_words: frozenset[str]
    skill_sections: frozenset[str]
    way_down: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    determiners: frozenset[str]
    name_ends: frozenset[str]
    clause_ends: frozenset[str]
    intervals: frozenset[str]
    cared_for: frozenset[str]
    report_verbs: frozenset[str]
    ranks: frozenset[str]
    officers: frozenset[str]
    whole_titles: frozenset[str]
    no_directors: frozenset[str]
    line_holders: frozenset[str]
    working_verbs: frozenset[str]
    bare_working_verbs: frozenset[str]
    hiring_words: frozenset[str]
    hiring_units: frozenset[str]
    no_units: frozenset[str]
    not_persons: frozenset[str]
    reported_matters: frozenset[str]
    generic_posts: frozenset[str]
    verb_forms: frozenset[str]
    third_person: frozenset[str]
    school: re.Pattern[str]
    outside_office: re.Pattern[str]
    outside_officers: tuple[str, ...]
    title_comma: re.Pattern[str]
    title_tail: re.Pattern[str]

    def starts_unit(self, name: str) -> bool:
        """Return whether a name begins like "Office of ..." or "the Board on ..."."""
        first = name.split(None, 1)[0].lower().replace(".", "") if " " in name.strip() else ""
        if first not in self.unit_words and first != "the":
            return False  # as most names do
        words = _first_words(name, 4)
        if first == "the":
            del words[0]
        return len(words) > 2 and words[0] in self.unit_words and words[1] in _OF_WORDS

    def starts_title(self, name: str) -> bool:
        """Return whether a name begins like "Associate Director of ..."."""
        if " " not in name:
            return False
        words = _first_words(name, 6)
        return any(
            words[at] in _TITLE_LINKS and words[at - 1] in self.title_words
            for at in range(1, len(words) - 1)
        )

    def is_school(self, name: str) -> bool:
        """Return whether a name is that of one school."""
        return ("School" in name or "Academy" in name) and self.school.match(name) is not None

    def is_outside_office(self, name: str) -> bool:
        """Return whether a name holds that of the office of another government's officer."""
        lowered = name.lower()
        for word in self.outside_officers:  # the pattern looks at each character for all of them
            if word in lowered:
                return self.outside_office.search(name) is not None
        return not name.isascii() and self.outside_office.search(name) is not None

    def is_unit_name(self, name: str) -> bool:
        """Return whether a whole name has a unit's head first or last."""
        words = name.lower().split()
        if self.is_any_unit(words):
            return False
        return self.starts_unit(name) or (len(words) > 1 and words[-1] in self.unit_words)

    def is_any_unit(self, words: Sequence[str]) -> bool:
        """Return whether words name places and kinds of units only: "County and Division"."""
        if len(words) < 3 or words[1] not in {"and", "&", "or"}:
            return False
        plain = {"and", "&", "or"}
        return all(
            word in self.unit_words or word in self.outside_words or word in plain for word in words
        )

    def words_before_head(self, name: str) -> list[str]:
        """Return the words before a unit's head inside a name: "state" in "State Board of X"."""
        words = name.lower().replace(".", "").split()
        for at in range(1, len(words) - 2):
            if words[at] in self.unit_words and words[at + 1] in _OF_WORDS:
                return words[:at]
        return []

    def is_outside(self, words: Iterable[str]) -> bool:
        """Return whether the words before a unit's head place it in another government."""
        return any(word in self.outside_words or word[:-2] in self.outside_words for word in words)

    def is_other_thing(self, name: str) -> bool:
        """Return whether the last word of a name shows a program, law, system or event."""
        last = name.lower().rpartition(" ")[2]
        return last in self.thing_words

    def is_person(self, word: str) -> bool:
        """Return whether a noun in the singular names a person: "gardener", "archivist"."""
        return word.endswith(_PERSON_ENDINGS) and len(word) > 5 and word not in self.not_persons

    def is_verb(self, word: str, following: str) -> bool:
        """Return whether a word in the third person is a verb where it stands.

        Verbs with which duties begin are known; any other word on "s" is one if an article or a
        preposition follows that no noun has behind it ("looks into", "holds the").
        """
        if word in self.third_person:
            return word not in self.led_nouns
        if not word.endswith("s") or word in self.people_words or word in self.title_words:
            return False
        return following in {"the", "a", "an", "into", "out", "up", "that", "how", "its", "their"}


@cache
def lexicon_of(profile: Profile) -> Lexicon:
    """Return the compiled word lists of a profile."""
    bodies = _both_numbers(profile.words("body_heads"))
    units = _both_numbers(profile.words("unit_heads")) | bodies
    titles = _both_numbers(profile.words("title_heads"))
    title = _alternatives(titles)
    verbs = profile.words("duty_verbs")
    return Lexicon(
        unit_words=units,
        body_words=bodies,
        singular=MappingProxyType({plural(head): head for head in profile.words("unit_heads")}),
        team_words=_both_numbers(profile.words("team_heads")),
        group_words=units | _both_numbers(profile.words("team_heads")),
        meeting_words=frozenset(profile.words("meeting_words")),
        title_words=titles,
        title_modifiers=frozenset(profile.words("title_modifiers")),
        rank_words=titles | frozenset(profile.words("title_modifiers")),
        people_words=frozenset(profile.words("people_nouns")),
        unit_companions=frozenset(profile.words("unit_companions")),
        function_units=frozenset(profile.words("function_units")),
        thing_words=_both_numbers(
            head
            for kind in ("program_heads", "law_heads", "system_heads", "event_heads")
            for head in profile.words(kind)
        ),
        outside_words=frozenset(profile.words("outside_words")),
        opening_words=frozenset(profile.words("opening_words")),
        leading_nouns=frozenset(profile.words("leading_nouns")),
        quantifiers=frozenset(profile.words("quantifiers")),
        work_nouns=frozenset(profile.words("work_nouns")),
        led_nouns=frozenset(profile.words("led_nouns")),
        led_activities=frozenset(profile.words("led_activities")),
        led_things=frozenset(profile.words("led_things")),
        function_words=frozenset(profile.words("function_heads")),
        nobodies=frozenset(profile.words("nobodies")),
        occupations=frozenset(profile.words("occupations")),
        skill_words=frozenset(profile.words("skill_words")),
        skill_sections=frozenset(profile.words("skill_sections")),
        way_down=profile.words("supervise_verbs") + profile.words("lead_verbs"),
        adjective_endings=profile.words("adjective_endings"),
        determiners=frozenset(profile.words("determiners")),
        clause_ends=frozenset(",;:.("),
        name_ends=frozenset(profile.words("name_ends")),
        working_verbs=frozenset(profile.words("working_verbs")),
        bare_working_verbs=frozenset(
            verb for verb in profile.words("working_verbs") if not verb.endswith(("s", "ing"))
        ),
        hiring_units=frozenset(profile.words("hiring_units")),
        hiring_words=frozenset(profile.words("hiring_words")),
        no_units=frozenset(profile.words("no_units")),
        not_persons=frozenset(profile.words("not_persons")),
        no_directors=frozenset(profile.words("no_directors"))
        | frozenset(profile.words("direction_nouns"))
        | _both_numbers(profile.words("unit_heads")),
        intervals=frozenset(profile.words("intervals")),
        officers=frozenset(profile.words("officers")),
        report_verbs=frozenset(
            form for verb in profile.words("report_verbs") for form in verb_forms(verb)
        ),
        cared_for=frozenset(profile.words("cared_for")),
        ranks=frozenset(profile.words("ranks")),
        whole_titles=frozenset(profile.words("whole_titles")),
        line_holders=frozenset(profile.words("line_holders")),
        reported_matters=frozenset(profile.words("reported_matters")),
        generic_posts=frozenset(profile.words("generic_posts")),
        verb_forms=frozenset(form for verb in verbs for form in verb_forms(verb)),
        third_person=frozenset(verb_forms(verb)[1] for verb in verbs),
        school=re.compile(
            r"(?!(?:The|Public|Elementary|Middle|High)\b)(?:[A-Z][\w.'-]*\s+){1,4}"
            r"(?:(?:(?:Elementary|Middle|High|Primary|Technical)\s+School|Academy)"
            r"(?:\s+(?:of|for)\s.*)?)$"
            r"|(?:(?!(?:The|Public|County|Private|Charter|Summer|Elementary|Middle|High|Local)\b)"
            r"[A-Z][\w.'-]*\s+){2,3}School$"
        ),
        outside_office=re.compile(
            rf"\b(?:{_alternatives(profile.words('outside_offices'))})\b"
            r"|['\u2019\u00bf]s\s+Attorney\b",
            re.IGNORECASE,
        ),
        outside_officers=("attorney", *map(str.lower, profile.words("outside_offices"))),
        title_comma=re.compile(rf"\b(?:{title}),\s+$", re.IGNORECASE),
        title_tail=re.compile(
            r",\s+|\s+[-\u2013\u2014]\s+|\s+(?:of|for|in|within|to)\s+(?:the\s+)?"
        ),
    )


def _first_words(name: str, count: int) -> list[str]:
    """Return at most so many words of a name in lower case, without full stops."""
    return name.lower().replace(".", "").split(None, count)[:count]


def _both_numbers(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)
