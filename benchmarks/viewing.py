"""Viewing: what the dashboard's pages compute of the graph, without the browser."""

from collections.abc import Callable, Iterator

from benchmarks.harness import Figure, Stage, cpu_seconds, median_seconds
from dashboard.views.command import chain_steps
from dashboard.views.ego import ego_of
from dashboard.views.entity import card_facts, relations_table
from dashboard.views.finding import PAGE_SIZE, results_table
from dashboard.views.quality import find_finds
from dashboard.views.standing import find_standing
from dashboard.views.touching import find_touching
from dashboard.views.tree import make_outline, outline_items
from dashboard.views.treemap import map_items
from graph.reading.reader import GraphReader

__all__ = ["measure"]


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the CPU time of each page: shown often, or computed once a graph."""
    with GraphReader.open(stage.graph) as reader:
        posts = reader.list_nodes("post", limit=400).nodes
        chosen = posts[:: max(1, len(posts) // 9)][:9]
        words = [post.label.split()[0] for post in chosen]
        standing = find_standing(reader)

        def organisation() -> object:
            outline = make_outline(reader, standing, standing.tops[:40], levels=2)
            return outline_items(outline), map_items(outline, standing.sizes)

        often: dict[str, list[Callable[[], object]]] = {
            "find": [lambda word=word: _find(reader, word) for word in words],
            "role": [lambda iri=post.iri: _role(reader, iri) for post in chosen],
            "organisation": [organisation],
        }
        once: dict[str, Callable[[], object]] = {
            "organisation, who stands under whom": lambda: find_standing(reader),
            "programs, who touches them": lambda: find_touching(reader),
            "quality, the work list": lambda: find_finds(reader),
        }
        for name, works in often.items():
            taken = median_seconds(works)
            yield _figure(stage, name, taken, f"CPU time of the page's views, of {len(works)}")
        for name, work in once.items():
            taken = cpu_seconds(work)
            yield _figure(stage, name, taken, "CPU time; the server remembers it for each graph")


def _find(reader: GraphReader, words: str) -> object:
    return results_table(reader.search(words, limit=PAGE_SIZE), query=words)


def _role(reader: GraphReader, iri: str) -> object:
    card = reader.get_entity(iri)
    upward = reader.chain(iri)
    ego = ego_of(reader, card, upward)
    table = relations_table(ego.edges, center=iri, caption="", groups=card.groups)
    return card_facts(card), chain_steps(upward, selected=None), table


def _figure(stage: Stage, name: str, seconds: float, meaning: str) -> Figure:
    return Figure(
        benchmark="view",
        name=name,
        value=1000 * seconds,
        unit="ms",
        documents=stage.documents,
        meaning=meaning,
    )
