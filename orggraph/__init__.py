"""From job and class descriptions to an organisation graph in which every edge has its quote.

>>> import orggraph
>>> graph = orggraph.open_graph("orggraph-data")  # doctest: +SKIP

Nothing heavy is imported before it is used: ``import orggraph`` costs about a millisecond.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.reading.reader import GraphReader
    from ingest.building.report import BuildReport

__all__ = ["DEFAULT_GRAPH", "__version__", "build", "open_graph"]

__version__ = "0.1.0"
DEFAULT_GRAPH = "orggraph-data"


def open_graph(path: "Path | str" = DEFAULT_GRAPH) -> "GraphReader":
    """Return a reader of the graph that was last built in a folder; use it in a ``with``.

    Raises:
        graph.errors.GraphFolderError: If the folder holds no whole graph.
    """
    from graph.reading.reader import GraphReader

    return GraphReader.open(path)


def build(
    sources: "Sequence[Path | str]",
    graph: "Path | str" = DEFAULT_GRAPH,
    *,
    aliases: "Path | str | None" = None,
    base: str | None = None,
    as_of: str | None = None,
    jobs: int | None = None,
) -> "BuildReport":
    """Return the report of a build: what was read into the graph, and what could not be.

    Args:
        sources: Files and folders of descriptions.
        graph: The folder that the graph lives in; it is made where it is missing.
        aliases: The file of names that a person decided; ``aliases.yaml`` in the graph folder if
            that is there.
        base: The IRI that the graph's own IRIs begin with.
        as_of: The month ("YYYY-MM"), year or day whose organisation it shall be: of each
            description the latest version that is not dated after it.
        jobs: How many processes work side by side; by default one for each core.

    Raises:
        graph.errors.OrgGraphError: If nothing at all can be read, another build runs in the
            folder, or the aliases file is wrong.
    """
    from pathlib import Path

    from ingest.pipeline import build_graph

    return build_graph(
        [Path(source) for source in sources],
        Path(graph),
        aliases=None if aliases is None else Path(aliases),
        base=base,
        as_of=as_of,
        jobs=jobs,
    )
