"""Progress on standard error, with rate and time left, where somebody is there to see it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["Advance", "progress_bar"]

Advance = Callable[[str, int, int], None]

_WORDS: Final = {
    "read": "reading",
    "resolve": "resolving names",
    "assemble": "writing the graph",
    "load": "loading it",
}
"""What a person calls the stages of a build; others are called as they are."""

_FEW: Final = 20
"""Of fewer steps than this there is no rate: they are parts of something and not documents."""

_SECONDS: Final = 0.1


@contextmanager
def progress_bar() -> Iterator[Advance | None]:
    """Give a function (stage, done, total) that moves a bar, or None where nobody watches.

    Yields:
        The function, to be called as work goes on; None where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeRemainingColumn(compact=True),
    )
    # It draws itself when it is told something and not on a thread of its own: processes are
    # forked while it stands there.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        bars: dict[str, TaskID] = {}
        drawn = 0.0

        def advance(stage: str, done: int, total: int) -> None:
            nonlocal drawn
            if stage not in bars:
                bars[stage] = progress.add_task(_WORDS.get(stage, stage), total=total, count="")
            bar = bars[stage]
            progress.update(bar, completed=done, total=total)
            count = _count(done, total, progress.tasks[bar].speed)
            progress.update(bar, count=count)
            now = time.monotonic()
            if done == total or now - drawn >= _SECONDS:
                drawn = now
                progress.refresh()

        yield advance


def _count(done: int, total: int, speed: float | None) -> str:
    """Return how much is done, and how fast.

    >>> _count(1200, 10000, 251.3), _count(1, 4, 0.2)
    ('1,200 of 10,000 (251 a second)', '25 %')
    """
    if total < _FEW:
        return f"{100 * done // max(total, 1)} %"
    rate = f" ({speed:,.0f} a second)" if speed else ""
    return f"{done:,} of {total:,}{rate}"
