"""Units and posts of the organisation: their mentions, nesting, and who is in which unit."""

from collections.abc import Iterator

from ingest.grammar.nesting import find_parents
from ingest.grammar.post_places import find_posts
from ingest.grammar.supervision import find_facts as find_lines
from ingest.grammar.unit_places import (
    LABEL_ORDER,
    find_units,
    fold_unit,
    longer_names,
    unit_of_title,
    units_of_label,
)
from ingest.language.reading import Reading
from ingest.record import Evidence, Fact, Mention, Reference

__all__ = ["find_facts", "find_mentions"]


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield every place where a unit of the organisation is named, then where posts are."""
    places = find_units(reading)
    longer = longer_names(unit.name for unit in places)
    names: dict[str, str] = {}
    seen: set[tuple[int, int]] = set()
    for unit in places:
        if (unit.start, unit.end) in seen:
            continue
        seen.add((unit.start, unit.end))
        name = names.setdefault(fold_unit(unit.name), unit.name)
        name = longer.get(name, name)
        text = reading.text[unit.start : unit.end]
        section = reading.section_at(unit.start)
        yield Mention("unit", name, unit.acronym, (), text, unit.start, unit.end, section)
    yield from find_posts(reading)


def find_facts(reading: Reading) -> Iterator[Fact]:
    """Yield what units belong to, and which posts stand in them or head them."""
    yield from find_parents(reading)
    yield from _membership(reading)


def _membership(reading: Reading) -> Iterator[Fact]:
    unit = unit_of_title(reading)
    title = reading.layout.fields.working_title
    if unit is not None and title is not None:
        evidence = (reading.evidence(title.start, title.end),)
        yield from _post_facts(
            reading, reading.subject, unit.reference(), evidence, "units/title", 0.85
        )
    else:
        yield from _label_membership(reading)
    for line in find_lines(reading):
        post = line.object
        if post.kind == "post" and post.of_unit is not None:
            owner = Reference("unit", post.of_unit)
            yield from _post_facts(
                reading, post, owner, line.evidence, "units/director-of", line.confidence
            )


def _label_membership(reading: Reading) -> Iterator[Fact]:
    for name in LABEL_ORDER[:-1]:
        for label in reading.layout.labels:
            units = units_of_label(reading, label) if label.name == name else ()
            if units:
                unit = units[-1].reference()
                evidence = (reading.evidence(label.label_start, label.end),)
                yield Fact("post_in", reading.subject, unit, (), "units/label", 0.85, evidence)
                return


def _post_facts(
    reading: Reading,
    post: Reference,
    unit: Reference,
    evidence: tuple[Evidence, ...],
    rule: str,
    confidence: float,
) -> Iterator[Fact]:
    """Yield that a post stands in the unit of its title, and heads it where its title says so."""
    yield Fact("post_in", post, unit, (), rule, confidence, evidence)
    if _is_head(reading, post.name):
        inferred = (("inferred", True),)
        yield Fact("heads", post, unit, inferred, rule, min(confidence, 0.9), evidence)


def _is_head(reading: Reading, title: str) -> bool:
    """Return whether a title without its unit is that of the unit's head."""
    folded = " ".join(title.lower().split())
    if any(word in reading.profile.words("not_head_words") for word in folded.split()):
        return False
    return folded in reading.profile.words("head_words")
