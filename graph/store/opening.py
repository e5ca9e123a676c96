"""Opening a store by what it is kept in."""

from pathlib import Path
from typing import Final, Literal, TypeAlias

from graph.store.interface import Store
from graph.store.oxigraph import OxigraphStore

__all__ = ["ENGINES", "Engine", "open_store"]

Engine: TypeAlias = Literal["oxigraph", "rdflib"]
ENGINES: Final[tuple[Engine, ...]] = ("oxigraph", "rdflib")


def open_store(folder: Path | None = None, *, engine: Engine = "oxigraph") -> Store:
    """Return the store in a folder, read-only, or an empty one in memory when no folder is given.

    Raises:
        GraphFolderError: If there is no store in the folder, or it is damaged.
        ValueError: If the engine keeps nothing on disk, or is not one of ENGINES.
    """
    if engine == "oxigraph":
        return OxigraphStore.in_memory() if folder is None else OxigraphStore.open_read_only(folder)
    if engine != "rdflib":
        raise ValueError(f"no engine {engine!r}; there are {', '.join(ENGINES)}")
    if folder is not None:
        raise ValueError("rdflib keeps nothing on disk; load an export of the graph instead")
    # Imported here: rdflib takes ten times as long to import as everything else together.
    from graph.store.rdflib_memory import RdflibStore

    return RdflibStore()
