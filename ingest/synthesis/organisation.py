"""The nouns of an invented organisation: who there is, and who directs whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Body", "Organisation", "Post", "Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the employer.

    Attributes:
        number: Its place in the organisation's list.
        name: Its name today.
        former_name: What it was called before it was renamed; None if it never was.
        renamed: The month of the renaming, "YYYY-MM"; None likewise.
        acronym: Its acronym; None if it has none.
        topic: What it does: its name without the word for a unit.
        parent: The unit it stands in; None directly below the top.
        former_parent: Where it stood before the renaming of the whole; None if it stood there.
        level: 0 directly below the top.
        rank: The rank of who heads it: "director".
        by_topic: Whether its head is called by its topic ("Director of Y") and not by its name.
        head: The number of the head's post.
    """

    number: int
    name: str
    former_name: str | None
    renamed: str | None
    acronym: str | None
    topic: str
    parent: int | None
    former_parent: int | None
    level: int
    rank: str
    by_topic: bool
    head: int

    def name_at(self, month: str) -> str:
        """Return what it was called in a month ("YYYY-MM")."""
        if self.renamed is not None and self.former_name is not None and month < self.renamed:
            return self.former_name
        return self.name

    def parent_at(self, month: str) -> int | None:
        """Return the unit that it stood in, in a month."""
        if self.renamed is not None and self.former_parent is not None and month < self.renamed:
            return self.former_parent
        return self.parent


@dataclass(frozen=True, slots=True)
class Post:
    """A post that may be described.

    Attributes:
        number: Its place in the organisation's list.
        title: Its working title.
        official_title: The title of its class, shortened as offices do.
        code: The code of its class, unlike any other of the same run.
        grade: Its pay grade.
        former_grade: The grade before it was reviewed.
        unit: The unit it stands in; None for the top post and for what stands beside it.
        heads: Whether it heads that unit.
        seconds: How many directors it has beside the first.
        by_unit: Whether its unit as a whole directs it.
        generic: Whether a generic post ("the principal") directs it.
        acronym: The acronym of its title; None if it has none.
    """

    number: int
    title: str
    official_title: str
    code: str
    grade: str
    former_grade: str
    unit: int | None
    heads: bool
    seconds: int
    by_unit: bool
    generic: bool
    acronym: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A program, agency, team, system or law.

    Attributes:
        key: What tells it from the others.
        kind: Its kind in the extraction record.
        name: Its name.
        acronym: Its acronym; None if it has none.
    """

    key: str
    kind: str
    name: str
    acronym: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An employer with everything that its descriptions may name.

    Attributes:
        family: The kind of employer: district, county or city.
        place: The place it is named after.
        employer: Its name.
        acronym: Its acronym.
        units: Its units, each behind the one it stands in.
        posts: Its posts, each behind the one that directs it.
        bodies: Programs, agencies, teams, systems and laws, by kind.
        words: The words of its family.
    """

    family: str
    place: str
    employer: str
    acronym: str
    units: Sequence[Unit]
    posts: Sequence[Post]
    bodies: Mapping[str, Sequence[Body]]
    words: Mapping[str, Sequence[str]]
