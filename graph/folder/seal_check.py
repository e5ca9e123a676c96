"""A check of sealed files beside other work: hashing needs no interpreter, and so costs no time."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from graph.folder.generation import Generation
from graph.folder.stamps import altered_files

__all__ = ["SealCheck"]


class SealCheck:
    """Files of a generation, hashed on a thread from now on; a context manager.

    What is copied from one generation to the next is sealed again there: a flipped bit in it would
    pass for its content ever after. So it is looked at before the copy counts.

    Args:
        generation: The generation.
        names: Its files.
    """

    def __init__(self, generation: Generation, names: Collection[str]) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._altered = self._thread.submit(lambda: tuple(altered_files(generation, names)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)

    def is_whole(self) -> bool:
        """Return whether all files have the bytes that were sealed, as soon as that is known.

        Raises:
            OSError: If a file cannot be read.
        """
        return not self._altered.result()
