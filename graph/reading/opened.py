"""The opening and closing of a generation: its read models, its store, the texts beside it."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graph.errors import GraphFolderError
from graph.folder.generation import Generation
from graph.folder.workspace import Workspace
from graph.read_models.read_database import ReadDatabase

if TYPE_CHECKING:
    from graph.store.oxigraph import OxigraphStore

__all__ = ["OpenedGeneration"]


class OpenedGeneration:
    """The current generation of a graph folder, kept on disk while it is open.

    The store is opened when it is first asked for: few questions need the engine.

    Attributes:
        generation: The generation.
        database: Its read models.
    """

    def __init__(
        self,
        workspace: Workspace,
        generation: Generation,
        database: ReadDatabase,
        resources: contextlib.ExitStack,
    ) -> None:
        self.generation = generation
        self.database = database
        self._workspace = workspace
        self._resources = resources
        self._is_closed = False
        self._store: OxigraphStore | None = None

    @classmethod
    def current_of(cls, folder: Path | str) -> Self:
        """Return the current generation in a graph folder, opened read-only.

        Raises:
            GraphFolderError: If there is no folder, or no whole generation in it.
        """
        workspace = Workspace.open(folder)
        while True:
            generation = workspace.current()
            if generation is None:
                raise GraphFolderError(
                    f"{workspace.folder}: nothing was built here yet; run 'orggraph build'",
                    folder=workspace.folder,
                )
            with contextlib.ExitStack() as stack:
                try:
                    stack.enter_context(generation.in_use())
                    database = ReadDatabase(generation.read_models)
                except GraphFolderError:
                    # A build may have dropped it between the two steps; then there is a newer one.
                    if workspace.current() == generation:
                        raise
                    continue
                stack.callback(database.close)
                return cls(workspace, generation, database, stack.pop_all())

    def close(self) -> None:
        """Close the read models and the store, and let the generation be dropped."""
        self._is_closed = True
        self._resources.close()
        self._store = None

    def is_current(self) -> bool:
        """Return True while no newer generation was published."""
        try:
            text = (self._workspace.folder / "CURRENT").read_text(encoding="utf-8")
        except OSError:
            return False
        return text.strip() == str(self.generation.number)

    def read_text(self, sha256: str) -> str:
        """Return the text of a file that the graph was built from.

        Raises:
            GraphFolderError: If it is missing or altered.
            ValueError: If that is no hash.
        """
        return self._workspace.read_text(sha256)

    @property
    def store_folder(self) -> Path:
        """Return the folder of the store.

        Raises:
            ValueError: If the generation was closed.
        """
        if self._is_closed:
            raise ValueError("the graph was closed")
        return self.generation.store_folder

    @property
    def store(self) -> "OxigraphStore":
        """Return the store, opened when it is first asked for.

        Raises:
            GraphFolderError: If it cannot be opened.
            ValueError: If the generation was closed.
        """
        from graph.store.oxigraph import OxigraphStore

        folder = self.store_folder
        if self._store is None:
            self._store = OxigraphStore.open_read_only(folder)
            self._resources.callback(self._store.close)
        return self._store
