"""A generation that is being written, from the first quad to the switch."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from graph.errors import GraphFolderError
from graph.folder.durable import sync_folder, sync_tree, write_atomically
from graph.folder.generation import FORMAT, MANIFEST, READ_MODELS, Generation, as_json
from graph.folder.graph_change import GraphChange, apply_change
from graph.folder.seal import sealed, shared_seals
from graph.read_models.read_models import Counts, build_read_models, subjects_of
from graph.store.oxigraph import OxigraphStore
from graph.store.quads_file import DisorderError, iter_file

__all__ = ["Publication"]


class Publication:
    """A generation that is being written: quads, load (or change), publish, in this order.

    Attributes:
        number: The number that it will have.
        folder: Where it is written; the caller may keep files of its own in it.
        quads_path: Where the caller writes the graph as N-Quads: UTF-8, each quad once. It goes
            fastest when the default graph stands first, then each graph as a whole, and in a
            graph each subject as a whole.
        trig_path: Where the caller writes it, rather than there, as `graph.trig` does.
        is_published: True from the moment when nothing may remove it any more.
    """

    def __init__(
        self,
        folder: Path,
        number: int,
        input_key: str | None,
        switch: Callable[[Generation], None],
    ) -> None:
        self.number = number
        self.quads_path = folder / "graph.nq"
        self.trig_path = folder / "graph.trig"
        self.is_published = False
        self.folder = folder
        self._input_key = input_key
        self._switch = switch
        self._manifest: dict[str, Any] | None = None
        self._known_seals: dict[str, Any] = {}

    def load(self, tell: Callable[[int, int], None] | None = None) -> Mapping[str, Any]:
        """Return the manifest after loading the quads and building the read models.

        The file of quads is removed; the store holds them.

        Args:
            tell: Called, on any thread, with how much is loaded and how much there is.

        Raises:
            GraphFolderError: If the file is missing or not what its name says, or the disk is full.
        """
        try:
            with OxigraphStore.create(self.folder / "store") as store:
                counts = self._load_and_read(store, tell)
        except OSError as error:
            raise GraphFolderError(
                f"{self.folder}: cannot be written ({error})", folder=self.folder
            ) from error
        return self._note(counts)

    def change(self, last: Generation, change: GraphChange) -> Mapping[str, Any]:
        """Return the manifest after making the graph from that of another generation.

        The file of quads holds the named graphs, and subjects of the review graph, that come; it is
        removed. The other generation stays as it is.

        Raises:
            GraphFolderError: If the other generation is damaged, or the disk is full.
        """
        try:
            counts = apply_change(last, self.folder, self._written_path(), change)
            self._known_seals = shared_seals(self.folder, last.folder, last.manifest)
        except OSError as error:
            raise GraphFolderError(
                f"{self.folder}: cannot be written ({error})", folder=self.folder
            ) from error
        return self._note(counts)

    def _note(self, counts: Counts) -> Mapping[str, Any]:
        self._written_path().unlink()
        self._manifest = {
            "format": FORMAT,
            "input_key": self._input_key,
            "quads": counts.quads,
            "quads_sha256": counts.sha256,
            "triples": counts.triples,
        }
        return self._manifest

    def _load_and_read(
        self, store: OxigraphStore, tell: Callable[[int, int], None] | None
    ) -> Counts:
        read_models = self.folder / READ_MODELS
        written = self._written_path()
        # The engine loads on its own threads while the read models are made on this one.
        with ThreadPoolExecutor(1) as loader:
            loading = loader.submit(store.load, written, tell)
            try:
                counts = build_read_models(iter_file(written), read_models)
            except DisorderError:
                counts = None
            except BaseException:
                store.give_up()
                raise
            loading.result()
        if counts is None:
            # Quads in any order are as good, but have to be asked from the store.
            read_models.unlink()
            counts = build_read_models(subjects_of(store), read_models)
        return counts

    def _written_path(self) -> Path:
        return self.trig_path if self.trig_path.exists() else self.quads_path

    def finish(self, report: Mapping[str, Any]) -> Generation:
        """Return the whole generation, safely on disk, not yet current.

        Raises:
            GraphFolderError: If it was not loaded, or the disk is full.
        """
        if self._manifest is None:
            raise GraphFolderError(
                f"{self.folder}: nothing was loaded; call load() first", folder=self.folder
            )
        try:
            write_atomically(self.folder / "report.json", as_json(report))
            sync_tree(self.folder)
            self._manifest = sealed(
                self._manifest, self.folder, but=MANIFEST, known=self._known_seals
            )
            write_atomically(self.folder / MANIFEST, as_json(self._manifest))
            sync_folder(self.folder.parent)
        except OSError as error:
            raise GraphFolderError(
                f"{self.folder}: cannot be written ({error})", folder=self.folder
            ) from error
        return Generation(self.number, self.folder, self._manifest)

    def publish(self, report: Mapping[str, Any]) -> Generation:
        """Return the generation after making it the current one.

        Raises:
            GraphFolderError: If nothing was loaded, or the folder cannot be written to.
        """
        generation = self.finish(report)
        # From here on the folder must stay even if the switch fails half-way.
        self.is_published = True
        self._switch(generation)
        return generation
