"""Writes a made-up organisation of any size as a graph folder, quickly and always the same.

Every tenth post directs nine others, all under one superintendent; offices, programs and agencies
are shared. Each post has a short description of its own in which its claims are quoted.

Run it as ``python -m benchmarks.large_organisation FOLDER [POSTS]``.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.folder.workspace import Workspace
from graph.iri import IriSpace
from graph.model import (
    Claim,
    Description,
    DescriptionGraph,
    DescriptionVersion,
    Entity,
    Statement,
)
from graph.quads import description_lines, entity_lines, scheme_lines, statement_line
from graph.trig import HEADER, description_graph_block
from graph.vocabulary import SUPER_PROPERTIES, Org, Osg

__all__ = ["write_organisation"]

SPACE: Final = IriSpace("https://example.org/large/")
SCHEME: Final = SPACE.scheme("programs")
SPAN: Final = 9
WORDS: Final = (
    "Arts", "Reading", "Science", "Music", "Health", "Garden", "Harbor", "River", "Forest",
    "Bridge", "Market", "Library", "Street", "Water", "Energy", "Housing", "Transit", "Heritage",
    "Youth", "Family",
)  # fmt: skip
HOW: Final = (Osg.KNOWS_PROGRAM, Osg.WORKS_WITH_PROGRAM, Osg.RUNS_PROGRAM, Osg.REFERS_TO_PROGRAM)


def write_organisation(folder: Path, posts: int) -> None:
    """Write the organisation as the next generation of a graph folder."""
    workspace = Workspace.create(folder)
    with workspace.lock(), workspace.begin_generation() as generation:
        with generation.trig_path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(HEADER)
            for line in _lines(workspace, posts):
                file.write(line)
        generation.load()
        generation.publish({"documents": posts})


def _name(number: int) -> str:
    first, second = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
    return f"{first} and {second}"


def _entity(kind: str, number: int, label: str, acronym: str = "") -> Entity:
    return Entity(
        iri=SPACE.entity(kind, f"{kind}-{number}"),
        kind=kind,
        label=label,
        acronyms=(acronym,) if acronym else (),
    )


def _office(number: int) -> Entity:
    return _entity("unit", number, f"Office of {_name(number)} {number}")


def _program(number: int) -> Entity:
    name = f"{_name(number * 7)} Program {number}"
    return _entity("program", number, name, f"P{number}")


def _agency(number: int) -> Entity:
    return _entity("agency", number, f"{_name(number * 3)} Agency {number}")


def _role(number: int) -> Entity:
    kind = number % len(WORDS)
    return Entity(
        iri=SPACE.entity("role", f"{kind:04}-specialist"),
        kind="role",
        label=f"{WORDS[kind]} Specialist",
        notation=f"{kind:04}",
    )


def _post(number: int) -> Entity:
    return Entity(
        iri=SPACE.entity("post", f"{number:06}-{_name(number * 13).lower().replace(' ', '-')}"),
        kind="post",
        label=f"{_name(number * 13)} Specialist {number}" if number else "Superintendent",
        described=True,
    )


def _lines(workspace: Workspace, posts: int) -> Iterator[str]:
    offices, programs, agencies = posts // 40 + 1, posts // 100 + 1, posts // 200 + 1
    for number in range(offices):
        yield from entity_lines(_office(number), scheme=SCHEME)
    for number in range(programs):
        yield from entity_lines(_program(number), scheme=SCHEME)
    for number in range(agencies):
        yield from entity_lines(_agency(number), scheme=SCHEME)
    yield from scheme_lines(SCHEME, "Programs")
    for number in range(min(posts, len(WORDS))):
        yield from entity_lines(_role(number), scheme=SCHEME)
    for number in range(posts):
        things = (
            _office(number // SPAN % offices), _program(number % programs),
            _program(number * 31 % programs), _agency(number % agencies),
        )  # fmt: skip
        yield from _description(workspace, number, offices, *things)


def _description(
    workspace: Workspace,
    number: int,
    offices: int,
    office: Entity,
    first: Entity,
    second: Entity,
    agency: Entity,
) -> Iterator[str]:
    post = _post(number)
    role = _role(number)
    statements: list[tuple[str, Entity, str, Entity]] = [
        (f"Works in the {office.label}.", post, Org.POST_IN, office),
        (f"Has to do with {first.label}.", post, HOW[number % 4], first),
        (f"Has to do with {second.label} as well.", post, HOW[number // 4 % 4], second),
        (f"Works with {agency.label}.", post, Osg.COLLABORATES_WITH, agency),
        (f"Official title: {role.label}.", post, Org.HAS_ROLE, role),
    ]
    if number % SPAN == 0 and 0 < number // SPAN < offices:
        above = _office((number // SPAN - 1) // 8)
        sentence = f"The office is a part of the {above.label}."
        statements.append((sentence, office, Org.SUB_ORGANIZATION_OF, above))
    if number:
        director = _post((number - 1) // SPAN)
        sentence = f"Under the direction of the {director.label}, serves the public."
        statements.insert(0, (sentence, post, Osg.UNDER_DIRECTION_OF, director))
    text = f"{post.label}\n" + "\n".join(sentence for sentence, *_ in statements) + "\n"
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    workspace.write_text(sha256, text, "utf-8")
    description = SPACE.description(f"{number:06}")
    version = SPACE.version(description, sha256)
    claims = []
    for sentence, subject, predicate, target in statements:
        start = text.index(sentence)
        end = start + len(sentence)
        claims.append(
            Claim(
                iri=SPACE.claim(
                    subject=subject.iri, predicate=predicate, object_key=target.iri,
                    version=version, start=start, end=end,
                ),
                subject=subject.iri,
                predicate=predicate,
                object=target.iri,
                version=version,
                quote=sentence,
                start=start,
                end=end,
                section="summary",
                rule="made-up",
                confidence=0.9,
            )
        )  # fmt: skip
        yield statement_line(Statement(subject.iri, predicate, target.iri))
        if predicate in SUPER_PROPERTIES:
            general = SUPER_PROPERTIES[predicate]
            yield statement_line(Statement(subject.iri, general, target.iri))
    yield from entity_lines(post, scheme=SCHEME)
    yield from description_lines(Description(description, post.label, post.iri, version))
    made = DescriptionVersion(
        iri=version,
        description=description,
        title=post.label,
        sha256=sha256,
        source_name=f"{number:06}.txt",
    )
    yield from description_graph_block(
        DescriptionGraph(version=made, claims=tuple(sorted(claims, key=lambda claim: claim.iri))),
        scheme=SCHEME,
    )


if __name__ == "__main__":
    write_organisation(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
