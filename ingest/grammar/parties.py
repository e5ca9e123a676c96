"""Parties: the posts and units named in a list such as "the principal and the Division of X"."""

import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.grammar.tokens import Token, read_tokens
from ingest.lexicon import Lexicon, lexicon_of
from ingest.names import classify
from ingest.reading import Reading

__all__ = ["Parties", "Party", "read_parties"]

WINDOW: Final = 420
"""How many characters behind a cue may name the parties."""

_INSIDE: Final = frozenset({"in", "within"})
_TAIL_MARKS: Final = frozenset({",", "-", "\u2013", "\u2014"})
_JOINING: Final = frozenset({"and", "or", "and/or", "&", "/"})
_GENERIC_OWNERS: Final = frozenset(
    {"department", "office", "division", "unit", "school", "section"}
)
_FIELD: Final = re.compile(r"\s+(?:of|for)\s")
_TITLE_GAP: Final = 3
_LONGEST_TITLE: Final = 10
_LONGEST_FIELD: Final = 5


@dataclass(frozen=True, slots=True)
class Party:
    """A post or a unit as a text names it.

    Attributes:
        kind: ``post`` or ``unit``.
        name: Its name: a title without its unit, or the full name of a unit.
        of_unit: The unit that a title names.
        acronym: The acronym that stands for it.
        start: Where its words begin.
        end: Where they end.
        certain: Whether a head word or a capitalised name shows its kind.
        suffix: The words behind the title that belong to its name (", X", " of X").
        determined: Whether an article stands before it.
    """

    kind: str
    name: str
    of_unit: str | None
    acronym: str | None
    start: int
    end: int
    certain: bool = True
    suffix: str = ""
    determined: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one list, in text order.

    Attributes:
        parties: At least one.
        joined_by: ``and``, ``or`` or ``and/or`` where there are several; else None.
        or_designee: Whether the list ends with "or designee".
        end: Where the list ends.
    """

    parties: tuple[Party, ...]
    joined_by: str | None
    or_designee: bool
    end: int


def read_parties(reading: Reading, start: int, end: int) -> Parties | None:
    """Return the posts and units that the text names from ``start`` on, or None if it names none.

    Args:
        reading: The description.
        start: Where the first name, or its article, begins.
        end: Where the clause ends at the latest.
    """
    parser = _Parser(reading, start, min(end, start + WINDOW))
    return parser.parties()


class _Parser:
    """A recursive descent over the tokens of one window; methods take and return token indexes."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        self.text = reading.text
        self.lexicon: Lexicon = lexicon_of(reading.profile)
        self.acronyms = reading.acronyms
        self.units = frozenset(run.name for run in reading.runs if run.kind == "unit")
        self.tokens = read_tokens(self.text, start, end, titles=self.lexicon.title_words)
        self.runs = {run.start: run for run in reading.runs_between(start, end)}

    def parties(self) -> Parties | None:
        """Return the list that the tokens begin with."""
        found = self.item(0)
        if found is None:
            return None
        first, at = found
        parties, joined = [first], set[str]()
        designee = False
        pending: list[Party] = []
        while True:
            link, behind = self.link(at)
            if link is None:
                break
            if link == "(":
                after = self.designee(behind + 1) if self.is_alternative(behind) else None
                if after is None:
                    break
                designee, at = True, after + 1
                continue
            if link != "," and (after := self.designee(behind)) is not None:
                designee, at = True, after
                continue
            if link != "," and self.is_people(behind) and not parties[-1].of_unit and not pending:
                parties[-1], at = self.with_people(parties[-1], behind)
                continue
            found = self.item(self.members(behind))
            if found is None or not (found[0].certain or self.is_staff(found[0], link)):
                break
            party, at = found
            pending.append(party)
            if link != ",":
                parties.extend(pending)
                pending = []
                joined.add(link)
        shared = _shared(parties, self.lexicon)
        joined_by = None
        if len(parties) > 1:
            joined_by = "and/or" if len(joined) > 1 else next(iter(joined))
        return Parties(tuple(shared), joined_by, designee, parties[-1].end)

    # -- between the names

    def at(self, index: int) -> Token | None:
        """Return the token at an index, or None behind the last one."""
        return self.tokens[index] if index < len(self.tokens) else None

    def link(self, index: int) -> tuple[str | None, int]:
        """Return what joins the next name ("," for a comma alone) and where that name begins."""
        token = self.at(index)
        comma = token is not None and token.text in {",", ";"}
        if comma:
            index += 1
            token = self.at(index)
        if token is not None and token.text == "(":
            return "(", index + 1
        if token is not None and token.text == "/":
            following = self.at(index + 1)
            if following is not None and following.lower in {"and", "or", "and/or"}:
                index += 1
                token = following
        if token is None:
            return None, index
        if token.lower in _JOINING:
            slash = self.at(index + 1)
            if token.lower == "and" and slash is not None and slash.text == "/":
                return "and/or", index + 3
            return {"&": "and", "/": "or"}.get(token.lower, token.lower), index + 1
        if token.lower == "as" and [t.lower for t in self.tokens[index : index + 3]] == [
            "as",
            "well",
            "as",
        ]:
            return "and", index + 3
        return ("," if comma else None), index

    def designee(self, index: int) -> int | None:
        """Return the index behind "designee" or "his or her designee", or None."""
        for ahead in range(index, min(index + 4, len(self.tokens))):
            word = self.tokens[ahead].lower
            if word in {"designee", "designees"}:
                return ahead + 1
            if word not in self.lexicon.determiners and word not in {"or", "her/his", "s"}:
                return None
        return None

    def is_people(self, index: int) -> bool:
        """Return whether only a noun for people stands here ("and staff")."""
        token, following = self.at(index), self.at(index + 1)
        return (
            token is not None
            and token.lower in self.lexicon.people_words
            and token.lower not in self.lexicon.title_words
            and (following is None or not following.is_word or following.lower in {"in", "within"})
        )

    def is_alternative(self, index: int) -> bool:
        """Return whether "or" stands here."""
        token = self.at(index)
        return token is not None and token.lower in {"or", "and/or"}

    def is_staff(self, party: Party, link: str) -> bool:
        """Return whether an alternative names people without a title: "or other staff"."""
        last = party.name.lower().split()[-1]
        return link == "or" and party.kind == "post" and last in self.lexicon.people_words

    def members(self, index: int) -> int:
        """Return the index of the unit in "members of the Board", else the index itself."""
        token, link = self.at(index), self.at(index + 1)
        if token is None or link is None or token.lower not in self.lexicon.people_words:
            return index
        return index + 2 if link.lower == "of" else index

    def with_people(self, party: Party, index: int) -> tuple[Party, int]:
        """Return a party widened by "and staff", with the unit that follows."""
        people = self.tokens[index]
        name = self.words(party.start, people.end)
        wider = replace(party, name=_without_article(name), end=people.end)
        return self.with_tail(wider, index + 1)

    def skip_determiners(self, index: int) -> int:
        while (token := self.at(index)) is not None and token.lower in self.lexicon.determiners:
            index += 1
        return index

    # -- one name

    def item(self, index: int) -> tuple[Party, int] | None:
        """Return the post or unit that begins at an index, and the index behind it."""
        first = self.skip_determiners(index)
        token = self.at(first)
        if token is None or not token.is_word:
            return None
        unit = self.unit(first)
        if unit is not None:
            owner, behind = unit
            owned = self.owned(owner, behind)
            if owned is not None:
                return owned
            return replace(owner, determined=first > index), behind
        found = self.post(first)
        if found is None:
            return None
        party, behind = self.with_tail(*found)
        return replace(party, determined=first > index), behind

    def unit(self, index: int) -> tuple[Party, int] | None:
        """Return the unit that begins at an index, and the index behind it."""
        token = self.at(index)
        if token is None:
            return None
        run = self.runs.get(token.start)
        if run is None:
            return self.common_unit(index)
        if run.kind in {"unit", "team"}:
            name = run.name
            behind = self.behind(run.full_end, index)
            return Party("unit", name, None, run.acronym, run.start, run.full_end), behind
        body = self.body(run.text)
        if body is not None:
            return Party("unit", body, None, None, run.start, run.end), self.behind(run.end, index)
        expansion = self.acronyms.expansion_of(run.text)
        if expansion is not None and classify(expansion, self.lexicon) in {"unit", "team"}:
            party = Party("unit", expansion, None, run.text, run.start, run.end)
            return party, self.behind(run.end, index)
        if expansion is None and run.text.isupper() and run.text.isalpha() and len(run.text) > 2:
            behind = self.behind(run.end, index)
            following = self.at(behind)
            if (
                following is None
                or not following.is_word
                or following.lower in self.lexicon.name_ends
            ):
                return Party("unit", run.text, None, run.text, run.start, run.end), behind
        return None

    def body(self, word: str) -> str | None:
        """Return the full name of a body called by its head alone ("the Board"), or None."""
        if word.lower() not in self.lexicon.body_words:
            return None
        full = {name for name in self.units if word in {name.split()[0], name.split()[-1]}}
        return full.pop() if len(full) == 1 else word

    def common_unit(self, index: int) -> tuple[Party, int] | None:
        """Return the unit in lower case that begins at an index ("board of education")."""
        for ahead in range(index, min(index + _LONGEST_FIELD, len(self.tokens))):
            token = self.tokens[ahead]
            if (
                not token.is_word
                or token.lower in self.lexicon.name_ends
                or token.start in self.runs
            ):
                return None
            word = token.lower
            if word in self.lexicon.title_words or self.verb_at(ahead):
                return None
            if word in self.lexicon.unit_words or word in self.lexicon.team_words:
                following = self.at(ahead + 1)
                if following is not None and following.lower in self.lexicon.title_words:
                    return None
                end, behind = token.end, ahead + 1
                if following is not None and following.lower == "of":
                    field = self.field(ahead + 2)
                    if field is not None:
                        end, behind = field
                if behind == index + 1:
                    return None
                name = self.words(self.tokens[index].start, end)
                return Party("unit", name, None, None, self.tokens[index].start, end), behind
        return None

    def owned(self, owner: Party, index: int) -> tuple[Party, int] | None:
        """Return the post of a unit named before it: "the Board of Education's Chief of Staff"."""
        token = self.at(index)
        possessive = token is not None and token.text in {"'", "\u2019", "\u00bf"}
        if possessive:
            index += 1
            token = self.at(index)
            if token is not None and token.lower == "s":
                index += 1
                token = self.at(index)
        if token is None or not token.is_word or token.lower in self.lexicon.name_ends:
            return None
        found = self.post(index)
        if found is None or not found[0].certain:
            return None
        if not possessive and self.verb_at(index):
            return None
        party, behind = self.with_tail(*found)
        of_unit = party.of_unit or owner.name
        return replace(party, of_unit=of_unit, start=owner.start), behind

    def post(self, index: int) -> tuple[Party, int] | None:
        """Return the title that begins at an index without what follows its head."""
        head = self.head_of_title(index)
        first = self.tokens[index]
        if head is None:
            return self.unknown_post(index)
        end, behind = self.tokens[head].end, head + 1
        suffix = ""
        run = self.runs.get(first.start)
        if run is not None and run.kind == "post" and _FIELD.match(self.text, end, run.end):
            suffix, end = self.words(end, run.end), run.end
            behind = self.behind(run.end, head)
        name = self.words(first.start, end)
        owner = None
        if run is not None and head > index:
            expansion = self.acronyms.expansion_of(first.text)
            if expansion is not None and classify(expansion, self.lexicon) == "unit":
                owner, name = expansion, self.words(self.tokens[index + 1].start, end)
        party = Party("post", name, owner, None, first.start, end, suffix=suffix)
        return party, behind

    def head_of_title(self, index: int) -> int | None:
        """Return the index of the last head word of the title that begins here, or None."""
        titles = self.lexicon.title_words
        head: int | None = None
        at = index - 1
        while (at := at + 1) < min(index + _LONGEST_TITLE, len(self.tokens)):
            token = self.tokens[at]
            word = token.lower
            run = self.runs.get(token.start)
            if head is None and run is not None and run.kind is None:
                # "Food and Nutrition Services supervisor": the name is one modifier.
                at = self.behind(run.full_end, at) - 1
                continue
            if not token.is_word and token.text != "&":
                break
            if word in self.lexicon.name_ends and run is None:
                break
            is_title = word in titles or word.replace("-", "/").rsplit("/", 1)[-1] in titles
            if head is None:
                head = at if is_title else None
                continue
            if _is_numeral(token.text) and at == head + 1:
                head = at
                continue
            is_title = is_title or (at == head + 1 and self.lexicon.is_person(word))
            if token.is_capital != self.tokens[head].is_capital:
                break
            if self.verb_at(at) or at - head > _TITLE_GAP:
                break
            if is_title:
                head = at
        return head

    def unknown_post(self, index: int) -> tuple[Party, int] | None:
        """Return a capitalised name, or a lower-case noun for a person, without a known head."""
        first = self.tokens[index]
        run = self.runs.get(first.start)
        if run is not None:
            behind = self.behind(run.full_end, index)
            name = run.name
            if len(name) < 3 or first.text[0].isdigit():
                return None
            return Party("unit", name, None, run.acronym, run.start, run.end, certain=False), behind
        last: int | None = None
        for at in range(index, min(index + _LONGEST_FIELD, len(self.tokens))):
            token = self.tokens[at]
            if (
                not token.is_word
                or token.lower in self.lexicon.name_ends
                or token.start in self.runs
            ):
                break
            if self.lexicon.is_person(token.lower) or token.lower in self.lexicon.people_words:
                last = at
        if last is None:
            return None
        name = self.words(first.start, self.tokens[last].end)
        party = Party("post", name, None, None, first.start, self.tokens[last].end, certain=False)
        return party, last + 1

    # -- behind a title

    def with_tail(self, party: Party, index: int) -> tuple[Party, int]:
        """Return a post with the unit or field named behind its title."""
        if party.kind != "post":
            return party, index
        while (token := self.at(index)) is not None:
            found = None
            if token.text == "(":
                found = self.bracket(party, index)
            elif token.lower in {"of", "for"} and not party.suffix and party.of_unit is None:
                found = self.of_tail(party, index)
            elif token.lower == "to" and " to " not in party.suffix:
                found = self.to_tail(party, index)
            elif token.lower in _INSIDE and party.of_unit is None:
                found = self.unit_tail(party, index)
            elif token.text in _TAIL_MARKS and party.of_unit is None:
                found = self.comma_tail(party, index)
            if found is None:
                break
            party, index = found
        return party, index

    def bracket(self, party: Party, index: int) -> tuple[Party, int] | None:
        unit = self.unit(self.skip_determiners(index + 1))
        if unit is not None and unit[0].certain and party.of_unit is None:
            owner, behind = unit
            mark = self.at(behind)
            if mark is not None and mark.text == ")" and " " in owner.name:
                return replace(party, of_unit=owner.name, end=mark.end), behind + 1
        inner, closing = self.at(index + 1), self.at(index + 2)
        if inner is None or closing is None or closing.text != ")" or not inner.text.isupper():
            return None
        return replace(party, acronym=inner.text, end=closing.end), index + 3

    def of_tail(self, party: Party, index: int) -> tuple[Party, int] | None:
        """Return the post with what follows "of" or "for": its unit, or more of its name."""
        first = self.skip_determiners(index + 1)
        unit = self.unit(first)
        if unit is not None:
            owner, behind = unit
            if owner.certain:
                return replace(party, of_unit=owner.name, end=owner.end), behind
        token = self.at(first)
        if token is None or not token.is_word:
            return None
        run = self.runs.get(token.start)
        if run is not None:
            end, behind = run.end, self.behind(run.full_end, first)
        else:
            field = self.field(first)
            if field is None:
                return None
            end, behind = field
            if behind == first + 1 and token.lower in _GENERIC_OWNERS:
                return replace(party, suffix=" "), behind
        suffix = self.words(party.end, end)
        wider = replace(party, name=f"{party.name} {suffix}", suffix=suffix, end=end)
        return wider, behind

    def to_tail(self, party: Party, index: int) -> tuple[Party, int] | None:
        """Return the post with whom it assists: "assistant to the superintendent"."""
        first = self.skip_determiners(index + 1)
        token = self.at(first)
        if token is None or not (first > index + 1 or token.is_capital):
            return None
        found = self.post(first)
        if found is None or not found[0].certain:
            return None
        aided, behind = found
        suffix = self.words(party.end, aided.end)
        wider = replace(party, name=f"{party.name} {suffix}", suffix=suffix, end=aided.end)
        return wider, behind

    def field(self, index: int) -> tuple[int, int] | None:
        """Return (end, index behind) of a field in lower case: "curriculum and instruction"."""
        at = index
        while (token := self.at(at)) is not None and at - index < _LONGEST_FIELD:
            if not token.is_word or token.start in self.runs:
                break
            if token.lower in self.lexicon.name_ends or self.verb_at(at):
                break
            at += 1
        if at == index:
            return None
        link = self.at(at)
        if link is not None and link.lower in {"and", "&"}:
            more = self.rest_of_field(at + 1)
            if more is not None:
                at = more
        return self.tokens[at - 1].end, at

    def rest_of_field(self, index: int) -> int | None:
        """Return the index behind the words after "and" where they still belong to a field."""
        at = index
        while (token := self.at(at)) is not None and at - index < _TITLE_GAP:
            word = token.lower
            if not token.is_word or (word in self.lexicon.name_ends and at > index):
                break
            if word in self.lexicon.name_ends or word in self.lexicon.verb_forms:
                return None
            if token.start in self.runs:
                return None
            if word in self.lexicon.title_words or word in self.lexicon.people_words:
                return None
            at += 1
        ending = self.at(at)
        if at == index:
            return None
        alone = at == index + 1 and self.tokens[index].lower.endswith("s")
        return at if ending is None or not ending.is_word or not alone else None

    def unit_tail(self, party: Party, index: int) -> tuple[Party, int] | None:
        first = self.skip_determiners(index + 1)
        unit = self.unit(first)
        if unit is None or not unit[0].certain or first >= len(self.tokens):
            return None
        if self.tokens[first].start not in self.runs:
            return None
        owner, behind = unit
        return replace(party, of_unit=owner.name, end=owner.end), behind

    def comma_tail(self, party: Party, index: int) -> tuple[Party, int] | None:
        """Return the post with the unit or field behind a comma: "director, Department of X"."""
        token = self.at(index + 1)
        run = None if token is None else self.runs.get(token.start)
        if run is None:
            return None
        unit = self.unit(index + 1)
        if unit is not None:
            owner, behind = unit
            if self.owned(owner, behind) is not None:
                return None
            return replace(party, of_unit=owner.name, end=owner.end), behind
        if "," in party.suffix or run.kind is not None or run.text.isupper():
            return None
        behind = self.behind(run.end, index + 1)
        following = self.at(behind)
        if following is not None and following.is_word and following.lower not in {"and", "or"}:
            return None
        suffix = self.words(party.end, run.end)
        wider = replace(party, name=f"{party.name}{suffix}", suffix=suffix, end=run.end)
        return wider, behind

    # -- places

    def verb_at(self, index: int) -> bool:
        """Return whether a verb in the third person stands here."""
        following = self.at(index + 1)
        word = self.tokens[index].lower
        return self.lexicon.is_verb(word, "" if following is None else following.lower)

    def behind(self, offset: int, index: int) -> int:
        """Return the index of the first token at or behind an offset."""
        while index < len(self.tokens) and self.tokens[index].start < offset:
            index += 1
        return index

    def words(self, start: int, end: int) -> str:
        """Return the characters of a span with single blanks between words."""
        return " ".join(self.text[start:end].split())


def _is_numeral(text: str) -> bool:
    return all(letter in "IVX/-" for letter in text) or text[0].isdigit()


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else name


def _shared(parties: list[Party], lexicon: Lexicon) -> list[Party]:
    """Return the parties with a tail that two titles share on both.

    "the chief and associate superintendent of X" is a chief of X and an associate superintendent of
    X; with an article before the second title, or as "principal", the first one stands alone.
    """
    shared = list(parties)
    for index in range(len(shared) - 2, -1, -1):
        party, following = shared[index], shared[index + 1]
        apart = party.name[0].isupper() and following.name[0].islower() and following.suffix
        if (
            party.kind == following.kind == "post"
            and not (following.determined or apart)
            and party.of_unit is None
            and not party.suffix
            and party.name.lower() not in lexicon.whole_titles
        ):
            name = party.name
            if following.suffix.strip():
                suffix = following.suffix.strip()
                name = f"{name}{suffix}" if suffix.startswith(",") else f"{name} {suffix}"
            shared[index] = replace(
                party, name=name, of_unit=following.of_unit, suffix=following.suffix
            )
    return shared
