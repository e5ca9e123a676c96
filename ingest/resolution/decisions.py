"""Decisions about names, written to the aliases file from which the next build reads them."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from ingest.resolution.aliases import Aliases
from ingest.resolution.aliases_edit import edit_aliases
from ingest.resolution.aliases_file import parse_aliases, read_text

__all__ = ["Decision", "Verdict", "aliases_file", "decide", "iter_decisions", "undo"]

Verdict: TypeAlias = Literal["accept", "reject"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two names of one kind, and why."""

    verdict: Verdict
    kind: str
    name: str
    other: str
    reason: str = ""


def iter_decisions(aliases: Aliases) -> Iterator[Decision]:
    """Yield every decision about two names, in the order of the decisions."""
    for entry in aliases.entries:
        why = entry.reason or ""
        yield from (Decision("accept", entry.kind, entry.name, name, why) for name in entry.same)
        yield from (
            Decision("reject", entry.kind, entry.name, name, why) for name in entry.different
        )


def aliases_file(folder: Path, named: object) -> Path:
    """Return the file that the build of a graph read its decisions from.

    Args:
        folder: The graph folder.
        named: What the report of the build says; without it, the default of a build.
    """
    return Path(named) if isinstance(named, str) and named else folder / "aliases.yaml"


def decide(
    path: Path, verdict: Verdict, *, kind: str, name: str, other: str, reason: str
) -> Aliases:
    """Return the decisions in the file after one more was written to it.

    What a person wrote around it, comments and order, stays as it is. The file is replaced in one
    step, so that a build that begins meanwhile reads either the old decisions or the new ones.

    Raises:
        AliasesError: If the file cannot be understood; nothing is written then.
        OSError: If the file cannot be written.
    """
    text = read_text(path)
    known = parse_aliases(text, path)
    change = known.accept if verdict == "accept" else known.reject
    changed = change(kind, name, other, reason=reason or None)
    _replace(path, edit_aliases(text, changed, path))
    return changed


def undo(path: Path, *, kind: str, name: str, other: str) -> Aliases:
    """Return the decisions in the file after what it says about two names was taken out.

    Raises:
        AliasesError: If the file cannot be understood; nothing is written then.
        OSError: If the file cannot be written.
    """
    text = read_text(path)
    changed = parse_aliases(text, path).undo(kind, name, other)
    _replace(path, edit_aliases(text, changed, path))
    return changed


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
