"""The engine of a store on disk or in memory, held until it is given up."""

from typing import Self

import pyoxigraph

__all__ = ["HeldEngine"]


class HeldEngine:
    """Whatever holds an engine; a context manager.

    The engine has no way to be closed: it ends when nothing refers to it any more, so that the
    holder lets go of it and refuses to be asked from then on.
    """

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine: pyoxigraph.Store | None = engine

    @property
    def engine(self) -> pyoxigraph.Store:
        """Return the engine itself.

        Raises:
            ValueError: If the store was closed.
        """
        if self._engine is None:
            raise ValueError("the store was closed")
        return self._engine

    def close(self) -> None:
        """Give up the engine. It is closed once nothing refers to its answers any more."""
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
