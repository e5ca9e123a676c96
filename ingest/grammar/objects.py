"""Objects: the people, units and fields named behind "supervises" and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.grammar.tokens import Token, read_tokens
from ingest.lexicon import Lexicon, lexicon_of
from ingest.reading import Reading

__all__ = ["Led", "read_objects"]

WINDOW: Final = 480
"""How many characters behind a cue may name the objects."""

_LONGEST_NAME: Final = 9
_LONGEST_COMPLEMENT: Final = 12
_LONGEST_MANNER: Final = 7
_MANNER: Final = frozenset({"as", "from", "in", "on", "at", "with"})
_NUMBER: Final = re.compile(r"[\d,.]+\Z")


@dataclass(frozen=True, slots=True)
class Led:
    """What is led: ``kind`` is unit, team, post, group (people) or field (any other noun)."""

    kind: str
    name: str
    acronym: str | None
    start: int
    end: int


def read_objects(reading: Reading, start: int, end: int, *, fields: bool) -> tuple[Led, ...]:
    """Return what a list names from ``start`` on, in text order.

    Args:
        reading: The description.
        start: Where the first object, or its article, begins.
        end: Where the clause ends at the latest.
        fields: Whether nouns for other things than people and units count ("school counseling").
    """
    return tuple(_Objects(reading, start, min(end, start + WINDOW), fields=fields).read())


class _Objects:
    """A walk over the tokens of one list; methods take and return token indexes."""

    def __init__(self, reading: Reading, start: int, end: int, *, fields: bool) -> None:
        self.text = reading.text
        self.lexicon: Lexicon = lexicon_of(reading.profile)
        self.acronyms = reading.acronyms
        self.fields = fields
        self.tokens = read_tokens(self.text, start, end, limit=90)
        self.runs = {run.start: run for run in reading.runs_between(start, end)}

    def read(self) -> Iterator[Led]:
        """Yield the objects that the tokens begin with."""
        index: int | None = self.skip_manner(self.skip_verbs(0))
        pending: list[Led] = []
        while index is not None:
            found = self.item(index)
            if found is None:
                break
            led, behind = found
            link, index = self.link(behind)
            pending.append(led)
            if link != "," and (led.kind != "field" or self.fields or link is None):
                yield from self.settled(pending)
                pending = []
        if len(pending) == 1 and pending[0].kind != "field":
            yield from pending

    def settled(self, pending: list[Led]) -> list[Led]:
        """Return the objects of a list whose adjectives stood apart from their noun.

        "Clerical, technical, and professional staff" is read as two fields and a group: it is one.
        """
        *before, last = pending
        if not before or last.kind not in {"group", "post", "team"}:
            return pending
        if any(led.kind != "field" or " " in led.name or led.name.endswith("s") for led in before):
            return pending
        start = before[0].start
        return [Led(last.kind, self.words(start, last.end), None, start, last.end)]

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if index < len(self.tokens) else None

    def skip_verbs(self, index: int) -> int:
        """Return the index behind further verbs: "supervises, trains, and evaluates"."""
        at = index
        while (token := self.at(at)) is not None:
            if token.text in {",", "/"} or token.lower in {"and", "or", "and/or", "&"}:
                at += 1
                continue
            verb = token.lower in self.lexicon.verb_forms or (
                at > index and token.lower.endswith("ing")
            )
            if verb and token.lower not in self.lexicon.led_nouns:
                at += 1
                following = self.at(at)
                if following is not None and following.lower in self.lexicon.leading_nouns:
                    link = self.at(at + 1)
                    if link is not None and link.lower in {"to", "of", "for", "over"}:
                        at += 2
                index = at
                continue
            break
        return index

    def skip_manner(self, index: int) -> int:
        """Return the index behind how it is done: "from day to day", "as one whole"."""
        token = self.at(index)
        if token is None or token.lower not in _MANNER:
            return index
        for at in range(index + 1, min(index + _LONGEST_MANNER, len(self.tokens))):
            if self.tokens[at].lower in {"the", "all"}:
                return at
            if not self.tokens[at].is_word:
                break
        return index

    def link(self, index: int) -> tuple[str | None, int | None]:
        """Return what joins the next object and where that one begins; None where none follows."""
        token = self.at(index)
        comma = token is not None and token.text in {",", ";"}
        if comma:
            index += 1
            token = self.at(index)
        if token is None:
            return None, None
        if token.lower in {"and", "or", "and/or", "&"}:
            return "and", self.not_verb(index + 1)
        if [t.lower for t in self.tokens[index : index + 3]] == ["as", "well", "as"]:
            return "and", self.not_verb(index + 3)
        return (",", self.not_verb(index)) if comma else (None, None)

    def not_verb(self, index: int) -> int | None:
        """Return the index unless the sentence goes on with a verb there."""
        token, following = self.at(index), self.at(index + 1)
        if token is None or not token.is_word:
            return None
        if token.lower == "of":
            return index + 1
        if self.lexicon.is_verb(token.lower, following.lower if following is not None else ""):
            return None
        if (
            token.lower in self.lexicon.verb_forms
            and following is not None
            and (
                following.lower in self.lexicon.determiners
                or following.lower in {"with", "to", "in"}
            )
        ):
            return None
        return None if self.ends_name(token.lower) else index

    # -- one object

    def item(self, index: int) -> tuple[Led, int] | None:
        """Return the object that begins at an index, and the index behind it."""
        index = self.skip_quantifiers(index)
        while (of_what := self.behind_work_of(index)) is not None:
            index = self.skip_quantifiers(of_what)
        token = self.at(index)
        if token is None or not token.is_word:
            return None
        return self.units(index) or self.unit(index) or self.noun(index)

    def units(self, index: int) -> tuple[Led, int] | None:
        """Return the units under one head that begin at an index: "divisions of A; B; and C"."""
        heads = [
            at
            for at in range(index, min(index + 3, len(self.tokens) - 2))
            if self.tokens[at + 1].lower == "of"
        ]
        if not heads:
            return None
        token, first = self.tokens[heads[0]], self.tokens[heads[0] + 2]
        runs = [run for run in self.runs.values() if run.start >= first.start and run.is_share]
        if not runs or runs[0].start != first.start:
            return None
        last = runs[0]
        for run in runs[1:]:
            if run.name.split()[0] == last.name.split()[0]:
                last = run
        behind = self.behind(last.end, index)
        start = token.end - len(token.text.rsplit("-", 1)[-1])
        return Led("group", self.words(start, last.end), None, start, last.end), behind

    def skip_quantifiers(self, index: int) -> int:
        while (token := self.at(index)) is not None and (
            token.lower in self.lexicon.determiners
            or token.lower in self.lexicon.quantifiers
            or _NUMBER.match(token.text)
            or (token.lower == "to" and index > 0 and self.tokens[index - 1].lower == "up")
        ):
            index += 1
        return index

    def behind_work_of(self, index: int) -> int | None:
        """Return the index behind "work of", "day-to-day operations of", "a staff of", or None."""
        for at in range(index, min(index + 4, len(self.tokens) - 1)):
            word = self.tokens[at].lower
            if word in self.lexicon.name_ends:
                return None
            if word in self.lexicon.work_nouns and self.tokens[at + 1].lower == "of":
                return at + 2
        return None

    def unit(self, index: int) -> tuple[Led, int] | None:
        """Return the unit or team in capitals that begins at an index."""
        run = self.runs.get(self.tokens[index].start)
        if run is None:
            return None
        behind = self.behind(run.full_end, index)
        following = self.at(behind)
        if following is not None and self.is_people(following.lower):
            return None
        if self.text[run.full_end : run.full_end + 1] in {"'", "\u2019", "\u00bf"}:
            return None
        if run.kind in {"unit", "team"}:
            return Led(run.kind, run.name, run.acronym, run.start, run.full_end), behind
        if run.kind is None and (self.fields or " " in run.text):
            expansion = self.acronyms.expansion_of(run.text)
            whole = following is None or not following.is_word or following.lower in {"and", "or"}
            if expansion is not None and self.lexicon.unit_name.match(expansion):
                return Led("unit", expansion, run.text, run.start, run.end), behind
            if self.fields and whole and len(run.text.split()) > 1:
                return Led("unit", run.name, run.acronym, run.start, run.full_end), behind
        return None

    def noun(self, index: int) -> tuple[Led, int] | None:
        """Return the noun phrase that begins at an index."""
        head: int | None = None
        at = index
        while (token := self.at(at)) is not None and at - index < _LONGEST_NAME:
            if not token.is_word and token.text != "&":
                break
            if token.lower in self.lexicon.name_ends and not self.joins_modifiers(at):
                break
            if (
                head is not None
                and token.lower in self.lexicon.third_person
                and not self.is_people(token.lower)
            ):
                break
            if (
                head is not None
                and token.lower.endswith("ing")
                and token.lower in self.lexicon.verb_forms
            ):
                break
            if self.is_people(token.lower):
                head = at
            at += 1
        if head is None:
            return self.field(index, at)
        start, end = self.tokens[index].start, self.tokens[head].end
        word = self.tokens[head].lower
        kind = "group" if word in self.lexicon.people_words else "post"
        if word in self.lexicon.team_words:
            kind = "team"
        behind = head + 1
        if self.is_bare(index, head):
            behind = self.complement(behind)
            end = self.tokens[behind - 1].end
        return Led(kind, self.words(start, end), None, start, end), behind

    def joins_modifiers(self, index: int) -> bool:
        """Return whether "and" joins two adjectives of one noun: "temporary and regular staff"."""
        token, before, after = self.at(index), self.at(index - 1), self.at(index + 1)
        if (
            token is None
            or before is None
            or after is None
            or token.lower not in {"and", "and/or", "or"}
        ):
            return False
        following = self.at(index + 2)
        return (
            not self.is_people(before.lower)
            and not self.is_people(after.lower)
            and following is not None
            and self.is_people(following.lower)
            and (
                not before.lower.endswith("s")
                or before.lower.endswith(self.lexicon.adjective_endings)
            )
        )

    def is_people(self, word: str) -> bool:
        """Return whether a word is a noun for people, a team or a title."""
        lexicon = self.lexicon
        if word in lexicon.people_words or word in lexicon.title_words:
            return True
        return word in lexicon.team_words or (word.endswith("s") and lexicon.is_person(word[:-1]))

    def ends_name(self, word: str) -> bool:
        """Return whether a name cannot go on with this word."""
        return word in self.lexicon.name_ends and word not in self.lexicon.determiners

    def is_bare(self, index: int, head: int) -> bool:
        """Return whether a noun says nothing without what follows it: "staff in the office"."""
        return all(
            token.lower in self.lexicon.people_words for token in self.tokens[index : head + 1]
        )

    def complement(self, index: int) -> int:
        """Return the index behind "in the office", "responsible for X", "administering X"."""
        token = self.at(index)
        if token is None:
            return index
        participle = token.lower.endswith("ing") and token.lower in self.lexicon.verb_forms
        if not (participle or token.lower in {"in", "responsible", "that", "who", "within", "of"}):
            return index
        at = index + 1
        while (token := self.at(at)) is not None and at - index < _LONGEST_COMPLEMENT:
            if not token.is_word or token.lower in {"and", "or", "such", "to"}:
                break
            at += 1
        return at

    def field(self, index: int, at: int) -> tuple[Led, int] | None:
        """Return the noun phrase that names no people, as far as it can go."""
        last = at
        for ahead in range(index, at):
            if ahead > index and self.tokens[ahead].lower in self.lexicon.third_person:
                last = ahead
                break
        token = self.at(last)
        if token is not None and token.lower in {"of", "for"} and self.fields:
            rest = last + 1
            while (token := self.at(rest)) is not None and rest - index < _LONGEST_COMPLEMENT:
                run = self.runs.get(token.start)
                if run is not None:
                    rest = self.behind(run.end, rest)
                elif not token.is_word or self.ends_name(token.lower):
                    break
                else:
                    rest += 1
            last = rest
        if last == index:
            return None
        start, end = self.tokens[index].start, self.tokens[last - 1].end
        return Led("field", self.words(start, end), None, start, end), last

    def behind(self, offset: int, index: int) -> int:
        while index < len(self.tokens) and self.tokens[index].start < offset:
            index += 1
        return index

    def words(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())
