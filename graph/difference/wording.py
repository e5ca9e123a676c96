"""Relations and things as words: what a change of one is called."""

from dataclasses import dataclass
from typing import Final

from graph.difference.changes import Edge, Thing
from graph.vocabulary import Org, Osg

__all__ = ["Wording", "listed", "phrase_of", "some_of", "title_of", "wording_of"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the statements of a relation are spoken of.

    Attributes:
        property: What the target is to the subject ("director").
        phrase: How the subject stands to the target ("is under the direction of").
        is_replaced: Whether another target takes the place of the one before; otherwise a thing may
            have many of them, and one is added or removed.
    """

    property: str
    phrase: str
    is_replaced: bool


_WORDINGS: Final[dict[str, Wording]] = {
    Osg.UNDER_DIRECTION_OF: Wording("director", "is under the direction of", is_replaced=True),
    Org.REPORTS_TO: Wording("director", "reports to", is_replaced=True),
    Org.SUB_ORGANIZATION_OF: Wording("parent", "is part of", is_replaced=True),
    Org.POST_IN: Wording("unit", "is in", is_replaced=True),
    Osg.HEADS: Wording("headed unit", "heads", is_replaced=True),
    Org.HAS_ROLE: Wording("official title", "has the official title", is_replaced=True),
    Osg.HAS_PAY_GRADE: Wording("pay grade", "is paid in grade", is_replaced=True),
    Osg.MONTHS_PER_YEAR: Wording("months per year", "is worked for months", is_replaced=True),
    Osg.OVERTIME_ELIGIBLE: Wording("overtime", "has overtime paid", is_replaced=True),
    Osg.QUALIFICATION_TYPE: Wording("ranking of applicants", "is ranked by", is_replaced=True),
    Osg.SUPERVISES: Wording("supervised post", "supervises", is_replaced=False),
    Osg.COLLABORATES_WITH: Wording("partner", "works together with", is_replaced=False),
    Osg.PARTICIPATES_IN: Wording("team", "takes part in", is_replaced=False),
    Osg.TOUCHES_PROGRAM: Wording("program", "has to do with", is_replaced=False),
    Osg.KNOWS_PROGRAM: Wording("program", "knows", is_replaced=False),
    Osg.WORKS_WITH_PROGRAM: Wording("program", "works with", is_replaced=False),
    Osg.RUNS_PROGRAM: Wording("program", "runs", is_replaced=False),
    Osg.REFERS_TO_PROGRAM: Wording("program", "refers people to", is_replaced=False),
    Osg.REQUIRES_CREDENTIAL: Wording("credential", "requires", is_replaced=False),
    Osg.PREFERS_CREDENTIAL: Wording("credential", "prefers", is_replaced=False),
}


def wording_of(relation: str) -> Wording:
    """Return how a relation is spoken of; one that has no words of its own goes by its name."""
    if relation in _WORDINGS:
        return _WORDINGS[relation]
    name = relation.rpartition("#")[2].rpartition("/")[2]
    return Wording(name, name, is_replaced=False)


def title_of(thing: Thing) -> str:
    """Return the name of a thing with its code."""
    return f"{thing.label} ({thing.code})" if thing.code else thing.label


def phrase_of(edge: Edge) -> str:
    """Return how the subject of an edge stands to its target."""
    return wording_of(edge.relation).phrase


def listed(names: tuple[str, ...]) -> str:
    """Return names as a person lists them.

    >>> listed(("a", "b"))
    '“a” and “b”'
    """
    return " and ".join(f"“{name}”" for name in names)


def some_of(value: str | None) -> tuple[str, ...]:
    """Return the value alone, or nothing where there is none."""
    return () if value is None else (value,)
