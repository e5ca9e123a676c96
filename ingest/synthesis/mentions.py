"""Mentions: how one text names units and bodies, with acronyms that it makes known or does not."""

from typing import Final

from ingest.synthesis.chance import Chance
from ingest.synthesis.manuscript import Manuscript, Named
from ingest.synthesis.organisation import Body, Organisation

__all__ = ["Mentions"]

_LABELS: Final = {
    "agency": "agencies",
    "law": "laws_policies",
    "program": "programs",
    "system": "programs",
    "team": "teams",
}
_NO_ARTICLE: Final = ("Services",)
_TAKES_ARTICLE: Final = {"Program", "Initiative", "Project", "Partnership", "Campaign", "System"}


class Mentions:
    """Names things in one text; every name is labelled where it stands."""

    def __init__(
        self, organisation: Organisation, month: str, manuscript: Manuscript, chance: Chance
    ) -> None:
        self._organisation = organisation
        self._month = month
        self.manuscript = manuscript
        self._chance = chance
        self._styles: dict[str, str] = {}
        self._owners: dict[str, str] = {}

    def named_unit(self, number: int, *, today: bool = False) -> Named:
        """Return a unit under the name that it has in the month of the text, or today."""
        unit = self._organisation.units[number]
        name = unit.name if today else unit.name_at(self._month)
        former = "" if name == unit.name else "-former"
        acronym = None if former else unit.acronym
        return Named(f"unit-{number}{former}", "unit", name, None, acronym)

    def unit(self, number: int, *, whole: bool = False) -> Named:
        """Return a unit, written with its article; its acronym may do unless it has to be whole."""
        return self._write(self.named_unit(number), "units", article=True, whole=whole)

    def unit_in_parent(self, number: int) -> Named:
        """Return a unit, written with the unit that it stands in, if it does."""
        start = self.manuscript.length
        named = self.unit(number, whole=True)
        parent = self._organisation.units[number].parent_at(self._month)
        if parent is not None:
            self.manuscript.write(self._chance.pick([" in ", " in ", " within "]))
            above = self.unit(parent, whole=True)
            self.state_parent(named, above, start)
        return named

    def state_parent(
        self, child: Named, parent: Named, start: int, label: str = "unit_parents"
    ) -> None:
        """Note that the text says, from a place up to here, that one unit stands in another."""
        pair = Named(f"{child.key} {parent.key}", "part_of", child.name, parent.name)
        self.manuscript.state(label, pair, start, self.manuscript.length)

    def bare_unit(self, number: int) -> Named:
        """Return a unit, its name written alone, as titles and labels have it."""
        named = self.named_unit(number)
        self.manuscript.name(named, named.name, "units")
        return named

    def state_field(self, field: str, start: int) -> None:
        """Note a field of work in a title: some read it as a unit or a program, and may."""
        named = Named(f"field-{field}", "field", field)
        for label in ("units_opt", "programs_opt"):
            self.manuscript.state(label, named, start, start + len(field))

    def top_unit(self) -> Named:
        """Return the board or council over everybody, written with its article."""
        name = self._organisation.words["top_unit"][0]
        named = Named("top-unit", "unit", name)
        self.manuscript.write("the ")
        self.manuscript.name(named, name, "units")
        return named

    def body(self, body: Body) -> Named:
        """Return a program, agency, team, system or law, written with its article if it has one."""
        also: tuple[str, ...] = ()
        last = body.name.rsplit(" ", 1)[-1]
        if body.kind == "system":
            also = (body.name.split(" ", 1)[0],)
        elif body.kind == "program" and last in _TAKES_ARTICLE:
            also = (body.name.rsplit(" ", 1)[0],)
        article = last in _TAKES_ARTICLE if body.kind == "program" else last not in _NO_ARTICLE
        named = Named(body.key, body.kind, body.name, None, body.acronym, also)
        return self._write(named, _LABELS[body.kind], article=article)

    @property
    def named_employer(self) -> Named:
        """The employer as a unit."""
        organisation = self._organisation
        return Named("employer", "unit", organisation.employer, None, organisation.acronym)

    def employer(self) -> None:
        """Write the employer's name or acronym."""
        self._write(self.named_employer, "units_opt", article=False)

    def _write(self, named: Named, label: str, *, article: bool, whole: bool = False) -> Named:
        manuscript = self.manuscript
        style = self._style(named, whole=whole)
        if style == "acronym" and named.acronym is not None:
            manuscript.name(named, named.acronym, label)
            return named
        if article:
            manuscript.write("the ")
        if style == "define":
            self._styles[named.key] = "defined"
            surface = f"{named.name} ({named.acronym})"
        else:
            surface = named.name
        manuscript.name(named, surface, label)
        return named

    def _style(self, named: Named, *, whole: bool) -> str:
        """Return how a thing is named here: by name, by acronym, or by both."""
        if named.acronym is None or self._owners.get(named.acronym, named.key) != named.key:
            return "name"
        style = self._styles.get(named.key)
        if style is None:
            self._owners[named.acronym] = named.key
            style = self._chance.pick(["define", "define", "define", "name", "acronym"])
            if style == "define" and whole and self._chance.happens(0.5):
                style = "name"
            self._styles[named.key] = style
        if style == "defined":
            return "acronym" if not whole and self._chance.happens(0.6) else "name"
        return "name" if style == "acronym" and whole else style
