"""Names: places, units, titles and bodies, made of words and unlike each other."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.synthesis.chance import Chance
from ingest.synthesis.organisation import Body

__all__ = ["Namer", "acronym_of", "place_name", "plural"]

_WORD: Final = re.compile(r"[A-Za-z][\w'-]*")
_SMALL: Final = frozenset(["and", "for", "of", "the", "to"])
_TRIES: Final = 200


def acronym_of(name: str) -> str | None:
    """Return the initials of a name's words, if there are three to six of them.

    >>> acronym_of("Office of Rural Learning and Equity"), acronym_of("Rural Office")
    ('ORLE', None)
    """
    initials = "".join(w[0] for w in _WORD.findall(name) if w not in _SMALL).upper()
    return initials if 3 <= len(initials) <= 6 else None


def place_name(words: Mapping[str, Any], number: int, seed: str) -> str:
    """Return the name of a place; with one seed, the first thousand numbers have their own."""
    starts, ends = words["place_starts"], words["place_ends"]
    pairs = len(starts) * len(ends)
    first = Chance(f"{seed}/place").number(0, pairs - 1)
    pair = (first + number * 769) % pairs  # 769 is prime: every pair comes once
    name = f"{starts[pair % len(starts)]}{ends[pair // len(starts)]}"
    chance = Chance(f"{seed}/place/{number}")
    return name if chance.happens(0.8) else f"{chance.pick(words['place_openings'])} {name}"


class Namer:
    """Makes names for one organisation, none of them twice."""

    def __init__(self, words: Mapping[str, Any], family: Mapping[str, Any], chance: Chance) -> None:
        self._words = words
        self._family = family
        self._chance = chance
        self._taken: set[str] = set()

    def topic(self) -> str:
        """Return what a unit does, by which no other unit is called."""
        return self._fresh(self._topic)

    def unit(self, head: str, topic: str) -> str:
        """Return the name of a unit with that word for a unit and that topic."""
        short = topic.count(" ") < 3 and "," not in topic
        if short and self._chance.happens(0.7 if head in {"Unit", "Section", "Bureau"} else 0.1):
            return f"{topic} {head}"
        return f"{head} of {topic}"

    def title(self, topic: str, unit: str) -> str:
        """Return a working title for somebody in a unit."""
        return self._fresh(lambda: self._title(topic, unit))

    def bodies(self, place: str) -> dict[str, tuple[Body, ...]]:
        """Return programs, agencies, teams, systems and laws, by kind."""
        words, chance = self._words, self._chance
        agencies, teams = words["agencies"], words["teams"]
        county = [name.format(p=place) for name in chance.sample(agencies["county"], 9)]
        made = {
            "program": [self._fresh(self._program) for _ in range(24)]
            + [chance.pick(words["programs"]["growth"])],
            "agency": [*county, *chance.sample(agencies["state"], 6)],
            "team": [
                f"{each} {chance.pick(teams['heads'])}"
                for each in chance.sample(teams["words"], 14)
            ],
            "system": [self._fresh(self._system) for _ in range(6)],
            "law": chance.sample(words["laws"]["names"], 5),
        }
        return {
            kind: tuple(
                Body(f"{kind}-{number}", kind, name, self._acronym(kind, name))
                for number, name in enumerate(names)
            )
            for kind, names in made.items()
        }

    def _acronym(self, kind: str, name: str) -> str | None:
        wanted = {"program": 0.7, "agency": 0.5, "team": 0.3, "law": 0.5}.get(kind, 0.0)
        return acronym_of(name) if self._chance.happens(wanted) else None

    def _fresh(self, make: Callable[[], str]) -> str:
        name = make()
        for _ in range(_TRIES):
            if name.casefold() not in self._taken:
                break
            name = make()
        else:  # the words are used up: number the name
            name = f"{name} {len(self._taken)}"
        self._taken.add(name.casefold())
        return name

    def _topic(self) -> str:
        chance, nouns = self._chance, self._family["nouns"]
        modifier = f"{chance.pick(self._family['modifiers'])} "
        first, second, third = chance.sample(nouns, 3)
        shape = chance.number(0, 9)
        if shape < 4:
            return f"{modifier}{first}"
        if shape < 6:
            return f"{modifier}{first} and {second}"
        if shape < 9:
            return f"{first} and {second}"
        return f"{first}, {second} and {third}"

    def _title(self, topic: str, unit: str) -> str:
        chance = self._chance
        role = chance.pick(self._family["roles"])
        nouns = re.split(r", | and ", topic)
        field = chance.pick(nouns)
        other = chance.pick([noun for noun in self._family["nouns"] if noun != field])
        grade = chance.pick(["", "", "", "", " I", " II", " III"])
        opening = chance.pick(["", "", "", "", "", "Senior ", "Lead "])
        shape = chance.number(0, 9)
        if shape < 4:
            return f"{opening}{field} {role}{grade}"
        if shape < 6:
            return f"{role}{grade}, {field}"
        if shape < 8:
            return f"{opening}{other} {role}{grade}"
        if shape < 9 and unit:
            return f"{opening}{other} {role}{grade}, {unit}"
        return f"{opening}{field} and {other} {role}{grade}"

    def _program(self) -> str:
        chance, words = self._chance, self._words["programs"]
        first, second = chance.sample(words["adjectives"], 2)
        noun = chance.pick(words["nouns"])
        if chance.happens(0.3):
            motto: str = chance.pick(words["mottos"])
            return motto.format(a=first, n=noun, m=chance.pick(words["motto_ends"]))
        middle = f" {second}" if chance.happens(0.3) else ""
        return f"{first}{middle} {noun} {chance.pick(words['heads'])}"

    def _system(self) -> str:
        chance, words = self._chance, self._words["systems"]
        name = f"{chance.pick(words['starts'])}{chance.pick(words['ends'])}"
        return f"{name} {chance.pick(words['heads'])}"


def plural(title: str) -> str:
    """Return the plural of a title: its first noun's where a comma or a numeral follows.

    >>> plural("Payroll Clerk II"), plural("Secretary, Music")
    ('Payroll Clerks II', 'Secretaries, Music')
    """
    head, *rest = re.split(r"(?= [IVX]+\b|,)", title, maxsplit=1)
    if head.endswith("y") and head[-2] not in "aeou":
        head = f"{head[:-1]}ies"
    elif not head.endswith("s"):
        head = f"{head}s"
    return head + "".join(rest)
