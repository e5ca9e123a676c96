"""What a build changes of the last generation's graph, and how the next one is made from both."""

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.folder.generation import READ_MODELS, Generation
from graph.read_models.changing_store import ChangingStore
from graph.read_models.read_models import Counts
from graph.read_models.read_models_change import EvidenceChange, change_read_models
from graph.vocabulary import Osg

__all__ = ["GraphChange", "apply_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphChange:
    """What a build changes of a graph, beside the file of the quads that come in named graphs.

    Attributes:
        removed_graphs: The versions whose graphs go, or come anew.
        added_graphs: The versions whose graphs are in the file.
        review: The name of the graph of what spans documents.
        removed_review: The subjects of that graph that go, or come anew.
        removed_lines: Lines of the default graph that go.
        added_lines: Lines of the default graph that come.
    """

    removed_graphs: Sequence[str]
    added_graphs: Sequence[str]
    review: str
    removed_review: Sequence[str]
    removed_lines: Collection[str]
    added_lines: Collection[str]


def apply_change(last: Generation, folder: Path, added: Path, change: GraphChange) -> Counts:
    """Return the counts of a new generation's graph, made from the last one and a change.

    The last generation stays as it is: its store's files get a second name, since the engine never
    alters them, and its read models are copied.

    Args:
        last: The last generation.
        folder: The new generation's folder.
        added: A file of quads with the named graphs, and subjects of the review graph, that come.
        change: What else changes.

    Raises:
        GraphFolderError: If the last generation is damaged.
        OSError: If the disk is full.
    """
    manifest = last.manifest
    counts = Counts(manifest["quads"], manifest["triples"], manifest["quads_sha256"])
    with ChangingStore.begin(last.store_folder, folder / "store", counts) as store:
        for graph in change.removed_graphs:
            store.remove_graph(graph)
        findings = [
            subject
            for subject in change.removed_review
            if any(
                value == str(Osg.FINDING) for _, value in store.properties(subject, change.review)
            )
        ]
        for subject in change.removed_review:
            store.remove_subject(subject, change.review)
        store.add_file(added)
        subjects = store.change_triples(change.removed_lines, change.added_lines)
        read_models = folder / READ_MODELS
        shutil.copyfile(last.read_models, read_models)
        evidence = EvidenceChange(change.removed_graphs, findings, added, change.added_graphs)
        change_read_models(read_models, store, subjects, evidence)
        store.finish()
        return Counts(store.quads, store.triples, store.quads_hash.hexdigest())
