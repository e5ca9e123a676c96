"""Direction: who directs a post, and the many ways to name a director."""

from collections.abc import Callable, Sequence
from functools import partial

from ingest.synthesis.chance import Chance
from ingest.synthesis.manuscript import Named
from ingest.synthesis.mentions import Mentions
from ingest.synthesis.organisation import Organisation, Post, Unit

__all__ = ["Directors"]


class Directors:
    """The directors of one post, as its description names them.

    Attributes:
        numbers: What directs it: "top", "board", "generic" or a unit's number, with whether the
            unit itself does and not its head.
    """

    def __init__(
        self, organisation: Organisation, post: Post, month: str, mentions: Mentions, chance: Chance
    ) -> None:
        self._organisation = organisation
        self._post = post
        self._month = month
        self._mentions = mentions
        self._chance = chance
        self.chosen = self._choose()

    def writers(self) -> list[Callable[[], Sequence[Named]]]:
        """Return what writes each director in prose, with its article."""
        alone = len(self.chosen) == 1
        return [partial(self._write_one, who, alone=alone) for who in self.chosen]

    def write_label(self) -> Sequence[Named]:
        """Return the first director, written as a label's value: in capitals, without article."""
        who = self.chosen[0]
        if isinstance(who, int):
            unit = self._organisation.units[who]
            return [self._write_head(unit, capital=True, article="", comma=True)]
        if isinstance(who, Unit):
            return [self._mentions.bare_unit(who.number)]
        name = self._organisation.words["top_unit"][0] if who == "board" else self._plain(who)
        kind = "unit" if who == "board" else "post"
        named = Named("top-unit" if who == "board" else f"director-{who}", kind, name)
        surface = name if name[:1].isupper() else name.title()
        if who == "board":
            self._mentions.manuscript.name(named, name, "units")
        else:
            self._mentions.manuscript.name(named, surface)
        return [named]

    def write_peer(self) -> Named:
        """Return the head of any unit, written in running text."""
        units = self._organisation.units
        unit = self._chance.pick(units)
        return self._write_head(unit, capital=False, article="the ", comma=False)

    def _choose(self) -> list[str | int | Unit]:
        """Return the directors: words for those without a unit, a number for a unit's head."""
        post, units = self._post, self._organisation.units
        if post.unit is None:
            return ["board"]
        unit = units[post.unit]
        first: str | int | Unit
        if post.heads:
            parent = unit.parent_at(self._month)
            first = "top" if parent is None else parent
        elif post.generic:
            first = f"generic {self._chance.pick(self._organisation.words['generic_directors'])}"
        else:
            first = unit if post.by_unit else unit.number
        chosen = [first]
        for _ in range(post.seconds):
            other = self._chance.pick(units)
            second: str | int | Unit = other if self._chance.happens(0.3) else other.number
            if other.number not in (post.unit, *(self._key(who) for who in chosen)):
                chosen.append(second)
        return chosen

    @staticmethod
    def _key(who: str | int | Unit) -> str | int:
        return who.number if isinstance(who, Unit) else who

    def _plain(self, who: str) -> str:
        return self._organisation.words["top"][0] if who == "top" else who.partition(" ")[2]

    def _write_one(self, who: str | int | Unit, *, alone: bool) -> Sequence[Named]:
        return [self._write(who, alone=alone)]

    def _write(self, who: str | int | Unit, *, alone: bool) -> Named:
        if isinstance(who, int):
            unit = self._organisation.units[who]
            capital = self._chance.happens(0.35)
            return self._write_head(unit, capital=capital, article="the ", comma=alone)
        if isinstance(who, Unit):
            if alone and self._chance.happens(0.3):
                return self._mentions.unit_in_parent(who.number)
            return self._mentions.unit(who.number, whole=True)
        if who == "board":
            return self._mentions.top_unit()
        name = self._plain(who)
        named = Named(f"director-{who}", "post", name)
        self._mentions.manuscript.write("the ")
        surface = name.title().replace(" Of ", " of ") if self._chance.happens(0.3) else name
        self._mentions.manuscript.name(named, surface)
        return named

    def _write_head(self, unit: Unit, *, capital: bool, article: str, comma: bool) -> Named:
        """Return the head of a unit, written "the director of the Y Unit" or "Director, Y Unit"."""
        manuscript, chance = self._mentions.manuscript, self._chance
        rank = unit.rank.title() if capital else unit.rank
        key = f"post-{unit.head}"
        if unit.by_topic:
            named = Named(key, "post", f"{unit.rank} of {unit.topic}")
            manuscript.write(article)
            start = manuscript.length + len(f"{rank} of ")
            manuscript.name(named, f"{rank} of {unit.topic}")
            self._mentions.state_field(unit.topic, start)
            return named
        name = unit.name_at(self._month)
        named = Named(key, "post", unit.rank, name)
        manuscript.write(f"{article}{rank}")
        if comma and (not article or chance.happens(0.3)):
            manuscript.write(", ")
            self._mentions.bare_unit(unit.number)
        else:
            manuscript.write(" of ")
            if chance.happens(0.15):
                self._mentions.unit_in_parent(unit.number)
            else:
                self._mentions.unit(unit.number, whole=True)
        manuscript.surfaces.setdefault(key, {})[f"{rank}, {name}"] = None
        return named
