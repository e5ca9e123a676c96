"""Truth: what a manuscript states, as gold labels; and the organisation behind it."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ingest.synthesis.manuscript import Manuscript, Named, Statement
from ingest.synthesis.organisation import Organisation

__all__ = ["gold_labels", "organisation_truth"]

_LISTS: Final = (
    "reports_to",
    "supervises",
    "units",
    "units_opt",
    "unit_parents",
    "unit_parents_opt",
    "programs",
    "programs_opt",
    "agencies",
    "agencies_opt",
    "teams",
    "collaborates_with",
    "participates_in",
    "touches_program",
    "credentials",
    "credentials_opt",
    "laws_policies",
)
_PAIRS: Final = frozenset(["unit_parents", "unit_parents_opt"])
_OPTIONAL: Final = {"units": "units_opt", "programs": "programs_opt", "agencies": "agencies_opt"}
"""Labels of names, and the label of those whose kind is not in the text."""


def gold_labels(name: str, manuscript: Manuscript) -> dict[str, Any]:
    """Return the labels of a text, ready for JSON.

    Every place is a pair of code points, end exclusive, with the text that stands there.

    Args:
        name: The file's name, without its ending.
        manuscript: The text and what it states.
    """
    text = manuscript.text
    labels: dict[str, Any] = {
        "id": name,
        "text_file": f"{name}.txt",
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "fields": dict(manuscript.fields),
    }
    for label in _LISTS:
        labels[label] = [
            _entry(label, statement, manuscript.surfaces, text)
            for statement in _stated(label, manuscript)
        ]
    if manuscript.duties:
        labels["duties"] = [{"start": start, "end": end} for start, end in manuscript.duties]
    labels["findings"] = [
        {"kind": kind, "text": text[start:end], "start": start, "end": end}
        for kind, start, end in manuscript.findings
    ]
    return labels


def organisation_truth(organisation: Organisation) -> dict[str, Any]:
    """Return what there is behind the texts, ready for JSON.

    Units, posts and bodies have the keys by which labels name them under ``entity``. A unit's head
    and parent are keys too; a parent of None stands for the top.
    """
    units = [
        {
            "entity": f"unit-{unit.number}",
            "name": unit.name,
            "acronym": unit.acronym,
            "former_name": unit.former_name,
            "renamed": unit.renamed,
            "parent": _unit_key(unit.parent),
            "former_parent": _unit_key(unit.former_parent),
            "head": f"post-{unit.head}",
        }
        for unit in organisation.units
    ]
    posts = [
        {
            "entity": f"post-{post.number}",
            "title": post.title,
            "code": post.code,
            "unit": _unit_key(post.unit),
        }
        for post in organisation.posts
    ]
    bodies = [
        {"entity": body.key, "kind": body.kind, "name": body.name, "acronym": body.acronym}
        for kind in sorted(organisation.bodies)
        for body in organisation.bodies[kind]
    ]
    return {
        "employer": organisation.employer,
        "acronym": organisation.acronym,
        "units": units,
        "posts": posts,
        "bodies": bodies,
    }


def _unit_key(number: int | None) -> str | None:
    return None if number is None else f"unit-{number}"


def _stated(label: str, manuscript: Manuscript) -> Iterator[Statement]:
    """Yield what stands under a label.

    An acronym that the text does not expand has no kind that a reader could tell for sure: the name
    stands under the optional labels of all kinds.
    """
    statements = manuscript.statements
    surfaces = manuscript.surfaces
    for statement in statements.get(label, {}).values():
        if label not in _OPTIONAL or not _is_unexpanded(statement.named, surfaces):
            yield statement
    if label in _OPTIONAL.values():
        for other in _OPTIONAL:
            for statement in statements.get(other, {}).values():
                if _is_unexpanded(statement.named, surfaces):
                    yield statement


def _is_unexpanded(named: Named, surfaces: Mapping[str, Mapping[str, None]]) -> bool:
    return named.acronym is not None and set(surfaces.get(named.key, {})) == {named.acronym}


def _entry(
    label: str, statement: Statement, surfaces: Mapping[str, Mapping[str, None]], text: str
) -> dict[str, Any]:
    named = statement.named
    places = sorted(statement.places)
    evidence = [{"start": start, "end": end, "text": text[start:end]} for start, end in places]
    if label in _PAIRS:
        return {"child": named.name, "parent": named.of_unit, "evidence": evidence}
    entry: dict[str, Any] = {"kind": named.kind, **_name(named, surfaces.get(named.key, {}))}
    if named.kind == "post" or label == "reports_to":
        entry["of_unit"] = named.of_unit
    entry.update((key, value) for key, value in statement.qualifiers.items() if value is not None)
    if label == "reports_to":
        entry["phrase"] = evidence[0]["text"]
    entry["entity"] = named.key
    entry["evidence"] = evidence
    return entry


def _name(named: Named, surfaces: Mapping[str, None]) -> dict[str, Any]:
    """Return name, acronym and other names, as far as the text has them."""
    short = named.acronym
    acronym = short if any(s == short or f"({short})" in s for s in surfaces) else None
    name = short if short and set(surfaces) == {short} else named.name
    others = [surface for surface in surfaces if surface not in (name, acronym)]
    return {"name": name, "acronym": acronym, "aliases": [*others, *named.also]}
