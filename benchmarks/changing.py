"""Changes of every kind, one after the other, as people make them between two builds.

A description is altered, added, removed, named otherwise; a decision about two names is made or
taken back. Which one and how is drawn from a seeded generator.
"""

import random
from collections import Counter
from pathlib import Path
from typing import Final

from graph.errors import OrgGraphError
from graph.reading.reader import GraphReader
from ingest.resolution.aliases_file import read_aliases
from ingest.resolution.decisions import decide, iter_decisions, undo

__all__ = ["KINDS", "Changes"]

KINDS: Final = ("change", "add", "rename", "alias", "remove")
"""The kinds of changes, in the order in which they come."""

_UNITS: Final = (
    "SELECT DISTINCT ?label { ?unit a <http://www.w3.org/ns/org#OrganizationalUnit> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
)
_SWAPS: Final = ((" Division of ", " Office of "), (" Office of ", " Division of "))


class Changes:
    """Changes of a folder of sources and of the decisions beside a graph.

    Args:
        sources: The folder.
        spare: Where descriptions lie that can be added; removed ones go there.
        graph: The graph folder; the decisions stand in it.
        chance: What the changes are drawn from.

    Attributes:
        made: How many were made of each kind.
    """

    def __init__(self, sources: Path, spare: Path, graph: Path, chance: random.Random) -> None:
        self.made: Counter[str] = Counter()
        self._sources = sources
        self._spare = spare
        self._graph = graph
        self._aliases = graph / "aliases.yaml"
        self._chance = chance
        self._count = 0
        self._fewest = len(self._texts(sources)) // 2

    def make(self) -> str:
        """Return the kind of a change that was made: every time another one."""
        kind = KINDS[self._count % len(KINDS)]
        self._count += 1
        if not getattr(self, f"_{kind}")():
            kind = "change"  # there is nothing to add, to remove or to decide about
            self._change()
        self.made[kind] += 1
        return kind

    def _change(self) -> bool:
        path = self._chance.choice(self._texts(self._sources))
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        old, new = self._chance.choice(_SWAPS)
        text = f"{text.replace(old, new, 1)}\nAnswers call {self._count}.\n"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return True

    def _add(self) -> bool:
        spare = self._texts(self._spare)
        if spare:
            _move(self._chance.choice(spare), self._spare, self._sources)
        return bool(spare)

    def _remove(self) -> bool:
        texts = self._texts(self._sources)
        if len(texts) <= max(1, self._fewest):
            return False
        _move(self._chance.choice(texts), self._sources, self._spare)
        return True

    def _rename(self) -> bool:
        path = self._chance.choice(self._texts(self._sources))
        path.rename(path.with_name(f"{path.stem.partition('~')[0]}~{self._count}.txt"))
        return True

    def _alias(self) -> bool:
        made = tuple(iter_decisions(read_aliases(self._aliases)))
        if made and self._chance.random() < 0.4:
            one = self._chance.choice(made)
            undo(self._aliases, kind=one.kind, name=one.name, other=one.other)
            return True
        units = self._units()
        if len(units) < 2:
            return False
        first, second = self._chance.sample(units, 2)
        verdict = "accept" if self._chance.random() < 0.7 else "reject"
        if verdict == "accept":
            decide(self._aliases, "accept", kind="unit", name=first, other=second, reason="")
        else:
            decide(self._aliases, "reject", kind="unit", name=first, other=second, reason="")
        return True

    def _units(self) -> list[str]:
        try:
            with GraphReader.open(self._graph) as reader:
                return [str(row[0]) for row in reader.store.select(_UNITS).rows]
        except OrgGraphError:
            return []

    @staticmethod
    def _texts(folder: Path) -> list[Path]:
        return sorted(folder.rglob("*.txt"))


def _move(path: Path, old: Path, new: Path) -> None:
    place = new / path.relative_to(old)
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
