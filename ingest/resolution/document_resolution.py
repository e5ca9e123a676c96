"""What resolution decided about one description: all that assembling it takes.

The names of a description are few beside those of all. So its part of the resolution can be handed
to another process, or another machine, for next to nothing; and where neither a description nor its
part of the resolution has changed, its graph has not.
"""

from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from typing import Final, NamedTuple

from graph.iri import IriSpace
from graph.model import Entity, Review
from ingest.resolution.resolution import DescriptionPlan, Resolution
from ingest.resolution.summary import NameUse

__all__ = ["DocumentPart", "resolution_from_part", "resolution_part"]

_ENTITY_FIELDS: Final = tuple(field.name for field in fields(Entity))


class DocumentPart(NamedTuple):
    """The part of a resolution that concerns one description; plain values, quick to send.

    Attributes:
        sha256: The SHA-256 of the file's bytes.
        part: The number of the description in its file.
        base: What every IRI begins with.
        plan: The attributes of its plan.
        names: The kind, the name, the unit and the IRI of each of its names.
        entities: The attributes of those entities that assembly looks at: those of which only an
            acronym is known and, for a version that is not current, all.
    """

    sha256: str
    part: int
    base: str
    plan: tuple[str, str, str, str, str, bool]
    names: tuple[tuple[str, str, str, str], ...]
    entities: tuple[tuple[object, ...], ...]


def resolution_part(
    resolution: Resolution, document: tuple[str, int], names: Iterable[NameUse]
) -> DocumentPart:
    """Return what a resolution says of one description.

    Args:
        resolution: What was decided about all names.
        document: SHA-256 and part of the description.
        names: Its names, as its summary has them.
    """
    plan = resolution.plans[document]
    iri_of, scope = resolution.iris, resolution.scopes[plan.employer]
    found = []
    for use in names:
        iri = iri_of.get((scope, use.kind, use.name, use.of_unit))
        if iri is not None:
            found.append((use.kind, use.name, use.of_unit, iri))
    entities = (resolution.entities[iri] for iri in {plan.post, *(name[3] for name in found)})
    return DocumentPart(
        *document,
        resolution.space.base,
        (plan.description, plan.version, plan.post, plan.title, plan.employer, plan.is_current),
        tuple(found),
        tuple(
            tuple(getattr(entity, name) for name in _ENTITY_FIELDS)
            for entity in entities
            if entity.unexpanded or not plan.is_current
        ),
    )


def resolution_from_part(part: DocumentPart) -> Resolution:
    """Return the resolution of one description, of which all others are unknown."""
    plan = DescriptionPlan(*part.plan)
    entities = (
        Entity(**dict(zip(_ENTITY_FIELDS, values, strict=True)))  # type: ignore[arg-type]  # as they were taken apart
        for values in part.entities
    )
    space = _space(part.base)
    return Resolution(
        space=space,
        entities={entity.iri: entity for entity in entities},
        plans={(part.sha256, part.part): plan},
        review=Review(space.review_graph),
        iris={("", *name[:3]): name[3] for name in part.names},
        scopes={plan.employer: ""},
    )


@lru_cache(maxsize=4)
def _space(base: str) -> IriSpace:
    return IriSpace(base)
