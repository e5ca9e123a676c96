"""From files to a graph folder: read, extract, resolve, assemble, load, switch.

Extraction and assembly look at one description at a time; resolution sees a small summary of each.
So the descriptions stream through twice, the second time from the cache, and what is held in memory
is names and not texts. The graph is a function of the bytes of the sources, the names of the files
without their folders, the aliases and the base: not of the order of the sources, the working
folder, the clock or the machine.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.errors import AliasesError, GraphFolderError, SourceError
from graph.iri import IriSpace
from graph.quads import (
    description_graph_lines,
    description_lines,
    entity_lines,
    review_lines,
    scheme_lines,
    statement_line,
)
from graph.workspace import Workspace
from ingest.aliases import Aliases
from ingest.aliases_file import format_aliases, read_aliases
from ingest.assembly import AssembledDocument, assemble
from ingest.graph_file import GraphFile
from ingest.intake import Intake, Progress, code_version, take_in, title_words
from ingest.record import Extraction
from ingest.report import BuildReport
from ingest.resolution import Resolution, Resolver

__all__ = ["build_graph"]

ALIASES_FILE: Final = "aliases.yaml"
"""The name of the aliases file in a graph folder."""

_SCHEME_LABEL: Final = "Programs"


def build_graph(
    sources: Sequence[Path | str],
    graph_folder: Path,
    *,
    base: str | None = None,
    aliases: Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Return the report of a build that made the graph of the sources the current one.

    Args:
        sources: Files, folders, patterns, or "-" for standard input.
        graph_folder: Where the graph lives; it is made when it is missing.
        base: What every IRI begins with; by default made from the employer's name.
        aliases: What a person decided about names; by default aliases.yaml in the graph folder.
        progress: Called with the stage, how much of it is done, and how much there is.

    Raises:
        SourceError: If nothing at all could be read.
        AliasesError: If the aliases file cannot be understood, or was named and is not there.
        ModelError: If the base is no IRI that ends in a slash.
        GraphFolderError: If the folder cannot be used.
        LockedError: If another build runs on it.
    """
    if aliases is not None and not aliases.exists():
        raise AliasesError(
            f"{aliases}: no such file; make it, or leave --aliases out", path=aliases
        )
    if base is not None:
        IriSpace(base)
    workspace = Workspace.create(graph_folder)
    decisions = read_aliases(aliases or graph_folder / ALIASES_FILE)
    named = "" if aliases is None else str(aliases.resolve())
    request = _Request(sources, decisions, named, base, progress or _say_nothing)
    with workspace.lock():
        try:
            return _build(workspace, request)
        except OSError as error:
            raise GraphFolderError(
                f"{graph_folder}: cannot be written ({error})", folder=graph_folder
            ) from error


@dataclass(frozen=True, slots=True)
class _Request:
    """What is to be built, and who is told."""

    sources: Sequence[Path | str]
    decisions: Aliases
    aliases: str
    base: str | None
    tell: Progress


@dataclass(slots=True)
class _Written:
    """What was written to the graph, for the report."""

    claims: int = 0
    past_versions: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    live: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Figures:
    """The generation that was loaded."""

    generation: int
    quads: int
    triples: int


def _build(workspace: Workspace, request: _Request) -> BuildReport:
    resolver = Resolver(request.decisions)
    tell = request.tell
    intake = take_in(workspace, request.sources, resolver, tell)
    if not intake.documents:
        raise SourceError(_why_nothing(intake))
    input_key = _input_key(intake, request)
    current = workspace.current()
    if current is not None and current.manifest.get("input_key") == input_key:
        return _unchanged(intake, request, current.number, current.read_report())
    tell("resolve", 0, 1)
    resolution = resolver.finish(request.base)
    tell("resolve", 1, 1)
    written = _Written()
    with workspace.begin_generation(input_key=input_key) as generation:
        with closing(GraphFile(generation.quads_path)) as file:
            _write(file, workspace, intake, resolution, written, tell)
        tell("load", 0, 1)
        loaded = generation.load()
        figures = _Figures(generation.number, loaded["quads"], loaded["triples"])
        report = _report(intake, request, resolution, written, figures)
        generation.publish(report.to_dict())
        tell("load", 1, 1)
    return report


def _write(
    file: GraphFile,
    workspace: Workspace,
    intake: Intake,
    resolution: Resolution,
    written: _Written,
    tell: Progress,
) -> None:
    """Write the whole graph, in an order that follows from names and hashes alone."""
    scheme = resolution.space.scheme("programs")
    documents = sorted(intake.documents, key=lambda d: resolution.plans[d].version)
    for number, assembled in enumerate(_assembled(workspace, intake, resolution, documents)):
        tell("assemble", number, len(documents))
        _count(assembled, written)
        file.add_plain(statement_line(statement) for statement in assembled.statements)
        if assembled.description is not None:
            file.add_plain(description_lines(assembled.description))
        file.add_graph(description_graph_lines(assembled.content, scheme=scheme))
    entities = [resolution.entities[iri] for iri in sorted(written.live)]
    for entity in entities:
        file.add_plain(entity_lines(entity, scheme=scheme))
    if any(entity.kind == "program" for entity in entities):
        file.add_plain(scheme_lines(scheme, _SCHEME_LABEL))
    file.add_graph(review_lines(resolution.review))
    file.finish()
    tell("assemble", len(documents), len(documents))


def _assembled(
    workspace: Workspace,
    intake: Intake,
    resolution: Resolution,
    documents: Iterable[tuple[str, int]],
) -> Iterator[AssembledDocument]:
    for sha256, part in documents:
        records = workspace.read_cached(sha256, intake.extractor)
        if records is None:
            raise GraphFolderError(
                f"{workspace.folder}: an extraction vanished during the build; build again",
                folder=workspace.folder,
            )
        for record in records:
            if record["part"] == part:
                extraction = Extraction.from_dict(record).renamed(intake.names[sha256])
                yield assemble(extraction, resolution, title_words(extraction.profile))


def _count(assembled: AssembledDocument, written: _Written) -> None:
    written.claims += len(assembled.content.claims)
    written.findings.update(finding.kind for finding in assembled.content.findings)
    if assembled.description is None:
        written.past_versions += 1
    else:
        written.live.update(assembled.entities)


def _input_key(intake: Intake, request: _Request) -> str:
    """Return a hash of everything that the graph is a function of."""
    inputs = {
        "aliases": format_aliases(request.decisions),
        "base": request.base,
        "code": [intake.extractor, code_version("graph")],
        "documents": sorted(intake.documents),
        "names": sorted(intake.names.items()),
    }
    text = json.dumps(inputs, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _report(
    intake: Intake,
    request: _Request,
    resolution: Resolution,
    written: _Written,
    figures: _Figures,
) -> BuildReport:
    review = resolution.review
    kinds = Counter(resolution.entities[iri].kind for iri in written.live)
    findings = written.findings + Counter(finding.kind for finding in review.findings)
    return BuildReport(
        generation=figures.generation,
        documents=len(intake.documents),
        extracted=intake.extracted,
        past_versions=written.past_versions,
        quads=figures.quads,
        triples=figures.triples,
        claims=written.claims,
        entities=dict(sorted(kinds.items())),
        findings=dict(sorted(findings.items())),
        candidates=len(review.candidates),
        base=resolution.space.base,
        aliases=request.aliases,
        rejections=tuple(intake.rejections),
        duplicates=tuple(intake.duplicates),
    )


def _unchanged(
    intake: Intake, request: _Request, generation: int, last: Mapping[str, Any]
) -> BuildReport:
    kept = ("past_versions", "quads", "triples", "claims", "entities", "findings", "candidates")
    return BuildReport(
        generation=generation,
        unchanged=True,
        documents=len(intake.documents),
        base=last["base"],
        aliases=request.aliases,
        rejections=tuple(intake.rejections),
        duplicates=tuple(intake.duplicates),
        **{name: last[name] for name in kept},
    )


def _why_nothing(intake: Intake) -> str:
    if not intake.rejections:
        return "no source was named; name files or folders with descriptions"
    first = str(intake.rejections[0])
    more = len(intake.rejections) - 1
    others = f" (and {more} more)" if more else ""
    return f"nothing could be read: {first}{others}"


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    """Take no notice of progress."""
