"""Telling: what stands in the slots of the phrases when one post is described.

A `Teller` names units, bodies and people in the words of the month that the description dates
from, and remembers for the length of one text which acronyms it has made known.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from ingest.synthesis.chance import Chance
from ingest.synthesis.direction import Directors
from ingest.synthesis.manuscript import Manuscript, Named
from ingest.synthesis.mentions import Mentions
from ingest.synthesis.names import plural
from ingest.synthesis.organisation import Organisation, Post
from ingest.synthesis.phrases import Slots, load_words

__all__ = ["Teller"]

T = TypeVar("T")
_COUNTS: Final = ("two ", "three ", "four ", "up to six ", "several ")


class Teller:
    """Writes the names that a description of one post has in its slots.

    Attributes:
        directors: Who directs the post.
        mentions: How the things of the organisation are named in this text.
    """

    def __init__(
        self,
        organisation: Organisation,
        post: Post,
        month: str,
        manuscript: Manuscript,
        chance: Chance,
    ) -> None:
        self._organisation = organisation
        self._post = post
        self._manuscript = manuscript
        self._chance = chance
        self._told: dict[str, set[str]] = {}
        self._before_last = chance.pick([", and ", ", and ", " and "])
        self.mentions = Mentions(organisation, month, manuscript, chance)
        self.directors = Directors(organisation, post, month, self.mentions, chance)

    def slots(self) -> Slots:
        """Return what writes each slot."""
        bodies = ("agency", "law", "program", "system", "team")
        return {
            **{kind: self._teller_of(kind) for kind in bodies},
            "boss": self._bosses,
            "boss_label": self._boss_label,
            "certificate": self._certificate,
            "degree": self._degree,
            "employer": self._employer,
            "group": self._group,
            "license": self._license,
            "own_unit": self._own_unit,
            "partner": self._partner,
            "partners": self._partners,
            "programs": self._programs,
            "self": self._self,
            "subordinates": self._subordinates,
            "unit": self._unit,
            "unit_in_parent": self._unit_in_parent,
        }

    # -- people --------------------------------------------------------------------------------

    def _bosses(self) -> Sequence[Named]:
        return self._list(self.directors.writers(), " or " if self._chance.happens(0.1) else "")

    def _boss_label(self) -> Sequence[Named]:
        return self.directors.write_label()

    def _self(self) -> Sequence[Named]:
        name = self._post.title.split(",")[0]
        words = [word for word in name.split() if not set(word) <= set("IVX")]
        self._manuscript.write(f"the {' '.join(words).lower()}")
        return ()

    def _group(self) -> Sequence[Named]:
        return [self._write_group(self._fresh("group", self._organisation.words["groups"]))]

    def _write_group(self, name: str) -> Named:
        named = Named(f"group-{name}", "group", name)
        self._manuscript.name(named, name)
        return named

    def _subordinates(self) -> Sequence[Named]:
        organisation, chance = self._organisation, self._chance
        post = self._post
        writers: list[Callable[[], Sequence[Named]]] = []
        if post.heads and post.unit is not None:
            children = [u.number for u in organisation.units if u.parent == post.unit]
            writers += map(self._unit_writer, chance.sample(children, chance.number(0, 2)))
            below = [
                plural(other.title.rstrip(" I")).lower()
                for other in organisation.posts
                if other.unit == post.unit and not other.heads and _is_simple(other.title)
            ]
            writers += map(self._led_writer, chance.sample(below, chance.number(0, 2)))
        words = organisation.words["subordinates"]
        while len(writers) < 3 and (not writers or chance.happens(0.4)):
            writers.append(self._led_writer(self._fresh("subordinate", words)))
        return self._list(chance.shuffled(writers))

    def _unit_writer(self, number: int) -> Callable[[], Sequence[Named]]:
        return lambda: [self.mentions.unit(number)]

    def _led_writer(self, name: str) -> Callable[[], Sequence[Named]]:
        return lambda: [self._led(name)]

    def _led(self, name: str) -> Named:
        if self._chance.happens(0.25):
            self._manuscript.write(self._chance.pick(_COUNTS))
        return self._write_group(name)

    # -- units and bodies ----------------------------------------------------------------------

    def _unit(self) -> Sequence[Named]:
        return [self.mentions.unit(self._some_unit())]

    def _own_unit(self) -> Sequence[Named]:
        if self._post.unit is None:
            return [self.mentions.top_unit()]
        return [self.mentions.unit(self._post.unit)]

    def _unit_in_parent(self) -> Sequence[Named]:
        return [self.mentions.unit_in_parent(self._some_unit())]

    def _some_unit(self) -> int:
        return self._fresh("unit", [unit.number for unit in self._organisation.units])

    def _teller_of(self, kind: str) -> Callable[[], Sequence[Named]]:
        return lambda: [self._body(kind)]

    def _body(self, kind: str) -> Named:
        return self.mentions.body(self._fresh(kind, self._organisation.bodies[kind]))

    def _programs(self) -> Sequence[Named]:
        count = self._chance.number(1, 3)
        return self._list([self._teller_of("program")] * count)

    def _employer(self) -> Sequence[Named]:
        self.mentions.employer()
        return ()

    # -- partners ------------------------------------------------------------------------------

    def _partner(self) -> Sequence[Named]:
        return self._some_partner()()

    def _partners(self) -> Sequence[Named]:
        return self._list([self._some_partner() for _ in range(self._chance.number(1, 4))])

    def _some_partner(self) -> Callable[[], Sequence[Named]]:
        share = self._chance.number(0, 99)
        if share < 50:
            return self._group
        if share < 75:
            return self._unit
        if share < 92:
            return self._teller_of("agency")
        return lambda: [self.directors.write_peer()]

    # -- credentials ---------------------------------------------------------------------------

    def _degree(self) -> Sequence[Named]:
        words, chance = load_words("names")["credentials"], self._chance
        short = self._fresh("degree", words["degrees"])
        while short[0] in self._told.setdefault("level", set()):
            short = chance.pick(words["degrees"])
        self._told["level"].add(short[0])
        field, other = chance.sample(words["fields"], 2)
        name = short + chance.pick(words["degree_tails"]).format(f=field, g=other)
        named = Named(f"degree-{short[0]}", "credential", name, also=(short,))
        self._manuscript.name(named, name)
        return [named]

    def _license(self) -> Sequence[Named]:
        name = self._fresh("license", load_words("names")["credentials"]["licenses"])
        words = name.split()
        named = Named(
            f"license-{name}",
            "credential",
            name,
            also=(" ".join(words[-2:]),) if len(words) > 2 else (),
        )
        self._manuscript.name(named, name)
        return [named]

    def _certificate(self) -> Sequence[Named]:
        name = self._fresh("certificate", load_words("names")["credentials"]["certificates"])
        named = Named(f"certificate-{name}", "credential", name)
        self._manuscript.name(named, name)
        return [named]

    # -- lists ---------------------------------------------------------------------------------

    def _list(
        self, writers: Sequence[Callable[[], Sequence[Named]]], before_last: str = ""
    ) -> Sequence[Named]:
        named: list[Named] = []
        last = len(writers) - 1
        for place, write in enumerate(writers):
            if place == last and place:
                between = before_last or (self._before_last if last > 1 else " and ")
                self._manuscript.write(between)
            elif place:
                self._manuscript.write(", ")
            named.extend(write())
        return named

    def _fresh(self, kind: str, values: Sequence[T]) -> T:
        """Return a value that this text has not told of, while there is one."""
        told = self._told.setdefault(kind, set())
        value = self._chance.pick(values)
        for _ in range(8):
            if str(value) not in told:
                break
            value = self._chance.pick(values)
        told.add(str(value))
        return value


def _is_simple(title: str) -> bool:
    """Return whether a title's plural stands in a list without doubt about where it ends."""
    return "," not in title and " and " not in title
