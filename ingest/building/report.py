"""What a build did: figures, rejections, and what a person should look at."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.counted import counted
from ingest.readers import Rejection

__all__ = ["BuildReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The result of one build.

    Attributes:
        generation: The number of the generation that readers see now.
        unchanged: Whether nothing had changed since the last build, so that nothing was written.
        documents: How many descriptions were read.
        extracted: How many of them were read anew and not from the cache.
        graphs_rewritten: How many graphs of documents were written; the others were taken over.
        past_versions: How many of them are past versions of a description.
        quads: How many quads the graph holds.
        triples: How many of them are the current organisation's.
        claims: How many statements have a quote.
        entities: How many things there are, by kind.
        findings: How many places a person should look at, by kind.
        candidates: How many pairs of things may be one.
        base: What the graph's own IRIs begin with.
        aliases: The file of decisions that was named for the build; "" for the default one, which
            moves with the graph folder.
        aliases_left_out: The file that was named for the last build and not for this one, so that
            its decisions no longer hold; "" if there is none.
        as_of: The month as of which the organisation is shown, "YYYY-MM"; None for today.
        left_out: How many descriptions are dated later than that.
        rejections: What could not be read, in order of the sources.
        duplicates: Files with the same bytes as another one: (left out, kept).
        mended: What was damaged in the graph folder and was put right, each as a clause.
    """

    generation: int
    unchanged: bool = False
    documents: int = 0
    extracted: int = 0
    graphs_rewritten: int = 0
    past_versions: int = 0
    quads: int = 0
    triples: int = 0
    claims: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    candidates: int = 0
    base: str = ""
    aliases: str = ""
    aliases_left_out: str = ""
    as_of: str | None = None
    left_out: int = 0
    rejections: tuple[Rejection, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    mended: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready values."""
        values = asdict(self)
        values["entities"] = dict(sorted(self.entities.items()))
        values["findings"] = dict(sorted(self.findings.items()))
        values["mended"] = list(self.mended)
        values["duplicates"] = [list(pair) for pair in self.duplicates]
        return values

    def lines(self) -> Iterator[str]:
        """Yield the report as lines for a person, without line breaks."""
        if self.unchanged:
            yield f"nothing changed: generation {self.generation} stands"
        else:
            rewritten = ""
            if self.graphs_rewritten < self.documents:
                rewritten = f"{counted(self.graphs_rewritten, 'graph')} rewritten, "
            yield (
                f"generation {self.generation}: {counted(self.documents, 'description')}, "
                f"{self.extracted} read anew, {rewritten}{counted(self.claims, 'claim')}, "
                f"{counted(self.triples, 'triple')} of the current organisation, "
                f"{counted(self.quads, 'quad')} in all"
            )
            yield f"named things: {_list(self.entities)}"
            if self.as_of is not None:
                later = counted(self.left_out, "description")
                yield f"as of {self.as_of}: {later} of a later date left out"
            if self.past_versions:
                yield f"past versions: {self.past_versions}"
            if self.findings or self.candidates:
                yield (
                    f"to look at: {_tally(self.findings)}; "
                    f"{counted(self.candidates, 'pair')} that may be one"
                )
        if self.aliases_left_out:
            yield (
                f"decisions not applied: {self.aliases_left_out}, which the last build used; "
                "name it with --aliases to apply them again"
            )
        for clause in self.mended:
            yield f"mended: {clause}"
        for left_out, kept in self.duplicates:
            yield f"same bytes: {left_out} is {kept}"
        if self.rejections:
            yield f"not read: {counted(len(self.rejections), 'source')}"


def _list(counts: Mapping[str, int]) -> str:
    parts = (counted(count, name.replace("_", " ")) for name, count in sorted(counts.items()))
    return ", ".join(parts) or "nothing"


def _tally(counts: Mapping[str, int]) -> str:
    """Return names with their counts; a kind of finding may have no plural."""
    parts = (f"{name.replace('_', ' ')} ({count:,})" for name, count in sorted(counts.items()))
    return ", ".join(parts) or "nothing"
