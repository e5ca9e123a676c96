"""Growth: an organisation of a wanted size, from a seed."""

from collections.abc import Mapping
from typing import Any, Final

from ingest.synthesis.chance import Chance
from ingest.synthesis.names import Namer, acronym_of, place_name
from ingest.synthesis.organisation import Organisation, Post, Unit
from ingest.synthesis.phrases import load_words

__all__ = ["grow_organisation"]

POSTS_PER_UNIT: Final = 6
LEAST_UNITS: Final = 3
WIDTH: Final = (4, 3, 2)
"""How many units stand in one, about, by its level."""

_EMPLOYERS: Final = {
    "district": "{p} County Public Schools",
    "county": "{p} County",
    "city": "City of {p}",
}
_TITLE_LIMIT: Final = 26


def grow_organisation(family: str, number: int, posts: int, seed: str) -> Organisation:
    """Return an organisation with so many posts, or a few more if they are hardly any.

    Args:
        family: The kind of employer: district, county or city.
        number: Its number among all: no two numbers below a thousand have a code in common.
        posts: How many posts it has, at least one.
        seed: What every draw depends on.
    """
    words = load_words("names")
    place = place_name(words, number, seed)
    chance = Chance(f"{seed}/{number}/{family}")
    grower = _Grower(words, words[family], chance, number, _FAMILY_CODES[family])
    grower.grow(posts)
    employer = _EMPLOYERS[family].format(p=place)
    return Organisation(
        family=family,
        place=place,
        employer=employer,
        acronym="".join(word[0] for word in employer.split() if word != "of"),
        units=tuple(grower.units),
        posts=tuple(grower.posts),
        bodies=grower.namer.bodies(place),
        words={
            "groups": words["groups"][family],
            "subordinates": words["subordinates"]["words"],
            "generic_directors": words[family]["generic_directors"],
            "top": [words[family]["top"]],
            "top_unit": [words[family]["top_unit"]],
        },
    )


_FAMILY_CODES: Final = {"district": (0, 600), "county": (600, 280), "city": (880, 120)}
"""The first code of a family in its organisation's thousand, and how many codes it has."""


class _Grower:
    """Adds units and posts until there are enough."""

    def __init__(
        self,
        words: Mapping[str, Any],
        family: Mapping[str, Any],
        chance: Chance,
        number: int,
        codes: tuple[int, int],
    ) -> None:
        self.units: list[Unit] = []
        self.posts: list[Post] = []
        self.namer = Namer(words, family, chance)
        self._family = family
        self._chance = chance
        self._number = number
        first, count = codes
        self._codes = chance.shuffled(range(first, first + count))

    def grow(self, posts: int) -> None:
        """Make the top post, units from the top down, each with its head, then everybody else."""
        self._add_post(self._family["top_title"], None, heads=True)
        while len(self.units) < max(LEAST_UNITS, posts // POSTS_PER_UNIT):
            self._add_unit()
        while len(self.posts) < posts:
            unit = self._chance.pick(self.units)
            self._add_post(self.namer.title(unit.topic, unit.name), unit, heads=False)

    def _add_unit(self) -> None:
        chance = self._chance
        parent = self._parent()
        level = 0 if parent is None else self.units[parent].level + 1
        heads = self._family["level_heads"][min(level, 2)]
        topic = self.namer.topic()
        name = self.namer.unit(chance.pick(heads), topic)
        former, former_parent, renamed = self._reorganisation(name, topic, level, parent)
        rank = chance.pick(self._family["level_ranks"][min(level, 2)])
        unit = Unit(
            number=len(self.units),
            name=name,
            former_name=former,
            renamed=renamed,
            acronym=acronym_of(name) if chance.happens(0.6) else None,
            topic=topic,
            parent=parent,
            former_parent=former_parent,
            level=level,
            rank=rank,
            by_topic=chance.happens(0.3),
            head=len(self.posts),
        )
        self.units.append(unit)
        self._add_post(self._head_title(unit), unit, heads=True)

    def _parent(self) -> int | None:
        """Return where the next unit stands: breadth first, as wide as organisations are."""
        number = len(self.units)
        tops = max(2, WIDTH[0] + number // 24)
        if number < tops:
            return None
        deepest = [unit.number for unit in self.units if unit.level < 3]
        return deepest[(number - tops) // WIDTH[1] % len(deepest)]

    def _reorganisation(
        self, name: str, topic: str, level: int, parent: int | None
    ) -> tuple[str | None, int | None, str | None]:
        chance = self._chance
        if not chance.happens(0.15):
            return None, None, None
        renamed = f"{chance.number(2012, 2022)}-{chance.number(1, 12):02}"
        heads = self._family["level_heads"]
        others = [head for head in (*heads[min(level, 2)], *heads[1]) if head not in name]
        former = self.namer.unit(chance.pick(others or ["Branch"]), topic)
        peers = [u.number for u in self.units if u.level == level - 1 and u.number != parent]
        moved = chance.pick(peers) if peers and chance.happens(0.5) else None
        return former, moved, renamed

    def _head_title(self, unit: Unit) -> str:
        chance = self._chance
        rank = unit.rank.title()
        if unit.by_topic:
            return f"{rank} of {unit.topic}"
        if chance.happens(0.2):
            rank = f"{rank} {chance.pick(['I', 'II', 'III'])}"
        return f"{rank}, {unit.name}"

    def _add_post(self, title: str, unit: Unit | None, *, heads: bool) -> None:
        chance = self._chance
        place = len(self.posts) % len(self._codes)
        official = title.split(",")[0]
        if chance.happens(0.1) and len(official) > 12:
            official = official[: max(12, _TITLE_LIMIT - chance.number(0, 8))].rstrip()
        grades = self._family["grades"]
        self.posts.append(
            Post(
                number=len(self.posts),
                title=title,
                official_title=official,
                code=f"{self._number}{self._codes[place]:03}",
                grade=chance.pick(grades),
                former_grade=chance.pick(grades),
                unit=None if unit is None else unit.number,
                heads=heads,
                seconds=0 if unit is None else chance.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2]),
                by_unit=unit is not None and not heads and chance.happens(0.15),
                generic=unit is not None and not heads and chance.happens(0.12),
                acronym=acronym_of(title) if "," not in title and chance.happens(0.4) else None,
            )
        )
