"""An organisation of many described posts with short claims, written straight as quads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.folder.workspace import Workspace
from graph.iri import IriSpace
from graph.model import Claim, Description, DescriptionGraph, DescriptionVersion, Entity, Statement
from graph.quads import description_lines, entity_lines, statement_line
from graph.trig import HEADER, description_graph_block
from graph.vocabulary import Org, Osg

__all__ = ["write_many_posts"]

_SPACE: Final = IriSpace("https://example.org/many/")
_SCHEME: Final = _SPACE.scheme("programs")
_SPAN: Final = 9


def write_many_posts(folder: Path, posts: int) -> Path:
    """Return a graph folder after writing a graph of so many posts, each under another one."""
    workspace = Workspace.create(folder)
    with workspace.lock(), workspace.begin_generation() as generation:
        with generation.trig_path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(HEADER)
            for number in range(posts):
                file.writelines(_plain(number))
            for number in range(posts):
                file.writelines(description_graph_block(_content(number), scheme=_SCHEME))
        generation.load()
        generation.publish({})
    return folder


def _post(number: int) -> Entity:
    # Labels differ in their letters, so that escapes are not met by chance alone.
    label = f"Head “{chr(0xC0 + number % 500)}” of\tteam {number} \\ {chr(0x1F300 + number % 200)}"
    iri = _SPACE.entity("post", f"{number:05}-head")
    return Entity(iri=iri, kind="post", label=label, described=True)


def _plain(number: int) -> Iterator[str]:
    post = _post(number)
    yield from entity_lines(post, scheme=_SCHEME)
    description = _SPACE.description(f"{number:05}")
    yield from description_lines(
        Description(description, post.label, post.iri, _content(number).version.iri)
    )
    if number:
        director = _post((number - 1) // _SPAN)
        for predicate in (Osg.UNDER_DIRECTION_OF, Org.REPORTS_TO):
            yield statement_line(Statement(post.iri, predicate, director.iri))


def _content(number: int) -> DescriptionGraph:
    post, sha256 = _post(number), f"{number:064x}"
    description = _SPACE.description(f"{number:05}")
    version = _SPACE.version(description, f"{number:012x}{sha256[12:]}")
    made = DescriptionVersion(
        iri=version,
        description=description,
        title=post.label,
        sha256=sha256,
        source_name=f"{number:05}.txt",
    )
    if not number:
        return DescriptionGraph(version=made, claims=())
    director = _post((number - 1) // _SPAN)
    quote = f'Under the direction of\r\n{director.label}\u2028and "others"'
    claim = Claim(
        iri=_SPACE.claim(
            subject=post.iri,
            predicate=Osg.UNDER_DIRECTION_OF,
            object_key=director.iri,
            version=version,
            start=number,
            end=number + len(quote),
        ),
        subject=post.iri,
        predicate=Osg.UNDER_DIRECTION_OF,
        object=director.iri,
        version=version,
        quote=quote,
        start=number,
        end=number + len(quote),
        section="summary",
        rule="made-up",
        confidence=round(number % 100 / 100, 2),
    )
    return DescriptionGraph(version=made, claims=(claim,))
