"""From files to a graph folder: read, extract, resolve, assemble, load, switch.

Extraction and assembly look at one description at a time; resolution sees a small summary of each.
So the descriptions stream through twice, the second time from the cache, and what is held in memory
is names and not texts. The graph is a function of the bytes of the sources, the names of the files
without their folders, the aliases and the base: not of the order of the sources, the working
folder, the clock or the machine.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from graph.errors import AliasesError, GraphFolderError, SourceError
from graph.folder.generation import READ_MODELS, Generation
from graph.folder.publication import Publication
from graph.folder.seal_check import SealCheck
from graph.folder.workspace import Workspace
from graph.iri import IriSpace
from ingest.building.document_writing import DocumentWriter
from ingest.building.file_reading import Extract, FileReader
from ingest.building.graph_file import GraphFile
from ingest.building.graph_writing import Resolved, Written, write_graph
from ingest.building.intake import Intake, Progress, code_version, extractor_version, take_in
from ingest.building.report import BuildReport
from ingest.building.source_index import SourceIndex
from ingest.building.workers import Workers
from ingest.extraction import extract
from ingest.incremental.build_state import STATE_FILE
from ingest.incremental.changed_sources import StateKey
from ingest.incremental.incremental import find_change, keep_state
from ingest.limits import MAX_DOCUMENT_SECONDS
from ingest.resolution.aliases import Aliases
from ingest.resolution.aliases_file import format_aliases, read_aliases
from ingest.resolution.resolution import Resolution, Resolver

__all__ = ["BuildReport", "build_graph"]

ALIASES_FILE: Final = "aliases.yaml"
"""The name of the aliases file in a graph folder."""

_COPIED: Final = (STATE_FILE, READ_MODELS)
"""The files of a generation that the next one begins with a copy of."""

_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def build_graph(
    sources: Sequence[Path | str],
    graph_folder: Path,
    *,
    base: str | None = None,
    aliases: Path | None = None,
    as_of: str | None = None,
    anew: bool = False,
    jobs: int | None = None,
    item_seconds: float = MAX_DOCUMENT_SECONDS,
    extract: Extract = extract,
    progress: Progress | None = None,
) -> BuildReport:
    """Return the report of a build that made the graph of the sources the current one.

    Args:
        sources: Files, folders, patterns, or "-" for standard input.
        graph_folder: Where the graph lives; it is made when it is missing.
        base: What every IRI begins with; by default made from the employer's name.
        aliases: What a person decided about names; by default aliases.yaml in the graph folder.
        as_of: A year, month or day ("2019", "2019-07", "2019-07-01"): descriptions of a later date
            are left out, so that of each the latest until then is current.
        anew: Whether to read everything again and to trust nothing that the folder holds.
        jobs: How many processes work side by side; by default one for each core that this process
            may use. It changes no byte of the graph.
        item_seconds: How long reading one file may take where several processes work.
        extract: Reads one description; what another function reads is not told apart in the cache.
        progress: Called with the stage, how much of it is done, and how much there is.

    Raises:
        SourceError: If nothing at all could be read, or ``as_of`` is no date.
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
    month = None if as_of is None else _month(as_of)
    decided = None if aliases is None else read_aliases(aliases)
    workspace = Workspace.create(graph_folder)
    request = _Request(
        sources=sources,
        decisions=read_aliases(graph_folder / ALIASES_FILE) if decided is None else decided,
        aliases="" if aliases is None else str(aliases.resolve()),
        base=base,
        as_of=month,
        anew=anew,
        extract=extract,
        jobs=jobs,
        item_seconds=item_seconds,
        tell=progress or _say_nothing,
    )
    with workspace.lock():
        try:
            return _build(workspace, request)
        except OSError as error:
            raise GraphFolderError(
                f"{graph_folder}: cannot be written ({error})", folder=graph_folder
            ) from error
        finally:
            workspace.drop_if_empty()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What is to be built, and who is told."""

    sources: Sequence[Path | str]
    decisions: Aliases
    aliases: str
    base: str | None
    as_of: str | None
    anew: bool
    extract: Extract
    jobs: int | None
    item_seconds: float
    tell: Progress


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who does the work of the second pass."""

    writer: DocumentWriter
    workers: Workers


def _build(workspace: Workspace, request: _Request) -> BuildReport:
    reader = FileReader(workspace, extractor_version(), request.extract, anew=request.anew)
    writer = DocumentWriter(reader)
    works = (reader.look_into, reader.read_all, writer.write)
    with (
        SourceIndex(workspace.folder, reader.extractor) as index,
        Workers(*works, jobs=request.jobs, item_seconds=request.item_seconds) as workers,
    ):
        intake = take_in(reader, index, workers, request.sources, request.tell, as_of=request.as_of)
        return _build_from(workspace, intake, request, _Hands(writer, workers))


def _build_from(
    workspace: Workspace, intake: Intake, request: _Request, hands: _Hands
) -> BuildReport:
    tell = request.tell
    if not intake.documents:
        raise SourceError(_why_nothing(intake, request))
    input_key = _input_key(intake, request)
    current = workspace.sound_current()
    if not request.anew and current is not None and current.manifest.get("input_key") == input_key:
        workspace.drop_unneeded(intake.names.keys(), intake.extractor)
        last = current.read_report()
        mended = (*workspace.mended, *intake.mended)
        return replace(_unchanged(intake, request, current.number, last), mended=mended)
    last = {} if current is None else current.read_report()
    if request.anew:
        current = None
    report = None
    while report is None:
        with workspace.begin_generation(input_key=input_key) as generation:
            report = _build_on(intake, request, hands, current, generation)
            if report is not None:
                report = replace(
                    report,
                    aliases_left_out="" if request.aliases else str(last.get("aliases", "")),
                    mended=(*workspace.mended, *intake.mended),
                )
                generation.publish(report.to_dict())
                tell("load", 1, 1)
        if report is None and current is not None:
            current = workspace.give_way(current)
    workspace.drop_unneeded(intake.names.keys(), intake.extractor)
    return report


def _build_on(
    intake: Intake,
    request: _Request,
    hands: _Hands,
    last: Generation | None,
    generation: Publication,
) -> BuildReport | None:
    """Return the report after making a generation, where it can be from the last one.

    Returns:
        None where what would be copied from the last one turns out to be altered.

    Raises:
        Exception: What goes wrong with a last generation that is not altered.
    """
    if last is not None:
        with SealCheck(last, _COPIED) as check:
            try:
                report = _build_changed(intake, request, hands, last, generation)
            except Exception:
                if check.is_whole():
                    raise
                return None  # no wonder
            if not check.is_whole():
                return None
        if report is not None:
            return report
    return _build_whole(intake, request, hands, generation)


def _build_whole(
    intake: Intake, request: _Request, hands: _Hands, generation: Publication
) -> BuildReport:
    """Return the report after making a generation from all documents."""
    report = _resolve_and_write(intake, request, hands, generation)
    tell = request.tell
    tell("load", 0, 1)
    # What comes after the last piece takes about as long as one.
    loaded = generation.load(lambda done, pieces: tell("load", done, pieces + 1))
    return replace(report, quads=loaded["quads"], triples=loaded["triples"])


def _resolve_and_write(
    intake: Intake, request: _Request, hands: _Hands, generation: Publication
) -> BuildReport:
    """Return what there is to report before anything is loaded, after writing what is to be.

    What was decided about names is a large part of what a build holds in memory, and nobody needs
    it while the graph is loaded: it is gone when this is done.
    """
    tell = request.tell
    tell("resolve", 0, 1)
    resolver = Resolver(request.decisions)
    for summary in intake.summaries():
        resolver.add(summary)
    resolution = resolver.finish(request.base)
    tell("resolve", 1, 1)
    key, base = _state_key(intake, request), resolution.space.base
    keep_state(generation.folder, key, request.decisions, intake, resolver, base)
    resolver.give_up_deciding()
    with closing(GraphFile(generation.trig_path)) as file:
        resolved = Resolved(resolution, resolver)
        written = write_graph(file, intake, resolved, hands.writer, hands.workers, tell)
    hands.workers.stop()  # before the engine starts threads
    return _report(intake, request, resolution, written, generation.number)


def _build_changed(
    intake: Intake,
    request: _Request,
    hands: _Hands,
    last: Generation,
    generation: Publication,
) -> BuildReport | None:
    """Return the report after making a generation from the last one; None if that cannot be."""
    key = _state_key(intake, request)
    changed = find_change(intake, request.decisions, key, last, generation.folder, request.tell)
    if changed is None:
        return None
    with closing(changed):
        hands.workers.stop()  # before the engine starts threads
        done = changed.build(last, generation, request.tell)
    return BuildReport(
        generation=generation.number,
        documents=len(intake.documents),
        extracted=intake.extracted,
        graphs_rewritten=done.graphs_rewritten,
        past_versions=done.past_versions,
        quads=done.quads,
        triples=done.triples,
        claims=done.figures["claims"],
        entities=done.figures["kinds"],
        findings=done.figures["findings"],
        candidates=done.candidates,
        base=done.base,
        aliases=request.aliases,
        as_of=request.as_of,
        left_out=intake.left_out,
        rejections=tuple(intake.rejections),
        duplicates=tuple(intake.duplicates),
    )


def _state_key(intake: Intake, request: _Request) -> StateKey:
    return StateKey((intake.extractor, code_version("graph")), request.base)


def _input_key(intake: Intake, request: _Request) -> str:
    """Return a hash of everything that the graph is a function of."""
    inputs = {
        "aliases": format_aliases(request.decisions),
        "as_of": request.as_of,
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
    written: Written,
    generation: int,
) -> BuildReport:
    review = resolution.review
    kinds = Counter(resolution.entities[iri].kind for iri in written.live)
    findings = written.findings + Counter(finding.kind for finding in review.findings)
    return BuildReport(
        generation=generation,
        documents=len(intake.documents),
        extracted=intake.extracted,
        graphs_rewritten=len(intake.documents),
        past_versions=written.past_versions,
        quads=0,
        triples=0,
        claims=written.claims,
        entities=dict(sorted(kinds.items())),
        findings=dict(sorted(findings.items())),
        candidates=len(review.candidates),
        base=resolution.space.base,
        aliases=request.aliases,
        as_of=request.as_of,
        left_out=intake.left_out,
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
        as_of=request.as_of,
        left_out=intake.left_out,
        rejections=tuple(intake.rejections),
        duplicates=tuple(intake.duplicates),
        **{name: last[name] for name in kept},
    )


def _why_nothing(intake: Intake, request: _Request) -> str:
    if intake.left_out:
        return f"every description is dated after {request.as_of}; name a later date"
    if not intake.rejections:
        return "no source was named; name files or folders with descriptions"
    first = str(intake.rejections[0])
    more = len(intake.rejections) - 1
    others = f" (and {more} more)" if more else ""
    return f"nothing could be read: {first}{others}"


def _month(date: str) -> str:
    """Return the last month of a date: of a year, December.

    Raises:
        SourceError: If it is no date.
    """
    found = _DATE.fullmatch(date)
    if found is None:
        raise SourceError(f"{date!r} is no date; write 2019, 2019-07 or 2019-07-01")
    return f"{found[1]}-{found[2] or '12'}"


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    """Take no notice of progress."""
