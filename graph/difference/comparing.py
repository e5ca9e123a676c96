"""Two graphs compared: what came, what went, what has changed, each with the quotes of both."""

import contextlib
from pathlib import Path

from graph.difference.changes import Change, Comparison
from graph.difference.telling import Differences
from graph.difference.view import GraphView
from graph.errors import GraphFolderError
from graph.folder.generation import Generation
from graph.folder.workspace import Workspace
from graph.store.oxigraph import OxigraphStore
from graph.vocabulary import ENTITY_KINDS

__all__ = ["compare_generations", "compare_views", "find_generation"]


def find_generation(folder: Path | str, number: int | None = None) -> Generation:
    """Return a generation of a graph folder, the current one unless a number is given.

    Raises:
        GraphFolderError: If there is no graph, or the generation is not kept any more.
    """
    workspace = Workspace.open(folder)
    kept = {generation.number: generation for generation in workspace.generations()}
    if not kept:
        raise GraphFolderError(
            f"{folder}: nothing was built here yet; run 'orggraph build SOURCE'",
            folder=workspace.folder,
        )
    if number is None:
        return kept[max(kept)]
    if number not in kept:
        known = ", ".join(map(str, sorted(kept)))
        raise GraphFolderError(
            f"{folder}: generation {number} is not kept; there are {known}", folder=workspace.folder
        )
    return kept[number]


def compare_generations(
    before: Generation, after: Generation, names: tuple[str, str]
) -> Comparison:
    """Return the differences between two generations, of one graph folder or of two.

    Args:
        before: The earlier one.
        after: The later one.
        names: What the two are called in the comparison.

    Raises:
        GraphFolderError: If one of them was dropped meanwhile, or is damaged.
    """
    if before.manifest.get("quads_sha256") == after.manifest.get("quads_sha256"):
        return Comparison(*names, ())
    with contextlib.ExitStack() as opened:
        views = []
        for generation in (before, after):
            opened.enter_context(generation.in_use())
            store = OxigraphStore.open_read_only(generation.store_folder)
            texts = Workspace.open(generation.folder.parent.parent)
            views.append(GraphView(opened.enter_context(store), texts.read_text))
        return Comparison(*names, compare_views(*views))


def compare_views(before: GraphView, after: GraphView) -> tuple[Change, ...]:
    """Return the differences between two graphs: posts first, then by kind, name, property."""
    changes = tuple(Differences(before, after).changes())
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    return (
        ENTITY_KINDS.index(change.kind),
        change.name,
        change.code or "",
        change.property,
        change.action,
        change.before,
        change.after,
        change.iri_after or change.iri_before or "",
    )
