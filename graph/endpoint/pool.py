"""The server of the current generation, and the switch to a new one without a lost request."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.endpoint.limits import Limits
from graph.endpoint.problems import EngineGoneError
from graph.endpoint.upstream import Upstream
from graph.errors import GraphFolderError
from graph.folder.workspace import Workspace

__all__ = ["UpstreamPool"]

_LOOK_SECONDS: Final = 0.5


class UpstreamPool:
    """One server for new requests, and those before it until their last request is done."""

    def __init__(self, folder: Path | str, limits: Limits) -> None:
        """Start the server of the current generation.

        Raises:
            GraphFolderError: If the folder has no graph, or the server does not start.
            MissingExtraError: If the server is not installed.
        """
        self._workspace = Workspace.open(folder)
        self._limits = limits
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._retired: list[Upstream] = []
        self._closed = threading.Event()
        self._current = self._start()
        self._watcher = threading.Thread(target=self._watch, name="generations", daemon=True)
        self._watcher.start()

    @property
    def generation(self) -> int:
        """Return the number of the generation that new requests are asked of."""
        return self._current.generation.number

    @contextlib.contextmanager
    def lease(self) -> Iterator[Upstream]:
        """Yield the server for one request; it stays until the request is done.

        Raises:
            EngineGoneError: If no server can be started.
        """
        if not self._current.is_alive:
            self.refresh()
        with self._lock:
            upstream = self._current.__enter__()
        try:
            if not upstream.is_alive:
                raise EngineGoneError("the engine does not start; build the graph again")
            yield upstream
        finally:
            upstream.__exit__(None, None, None)
            if upstream.has_failed:
                self.refresh()

    def refresh(self) -> None:
        """Start a server where a new generation stands, or the current server fails its task."""
        with self._renewing:
            if self._closed.is_set():
                return
            with contextlib.suppress(GraphFolderError):
                current, newest = self._current, self._workspace.current()
                is_new = newest is not None and newest.number != current.generation.number
                if is_new or current.has_failed or not current.is_alive:
                    fresh = self._start()
                    with self._lock:
                        self._current = fresh
                        self._retired.append(current)
            self._drop_idle()

    def close(self) -> None:
        """End all servers."""
        self._closed.set()
        self._watcher.join()
        with self._renewing:
            for upstream in (*self._retired, self._current):
                upstream.stop()
            self._retired.clear()

    def _start(self) -> Upstream:
        generation = self._workspace.current()
        if generation is None:
            raise GraphFolderError(
                f"{self._workspace.folder}: nothing was built here yet; "
                "run 'orggraph build SOURCE'",
                folder=self._workspace.folder,
            )
        return Upstream.start(generation, self._limits)

    def _drop_idle(self) -> None:
        """End the servers before the current one that have nothing left to do, or cannot do it."""
        with self._lock:
            done = [each for each in self._retired if each.is_idle or not each.is_alive]
            self._retired = [each for each in self._retired if each not in done]
        for upstream in done:
            upstream.stop()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_SECONDS):
            self.refresh()
