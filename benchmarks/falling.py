"""A graph folder to fall with: builds in processes that can be killed, and a look at what stands.

A try is survived when a reader gets a whole answer right after the fault, of the graph before or of
the new one, when the next build makes the folder whole without leaving anything over, and when the
graph is then, line for line, that of a first build of the same sources elsewhere.
"""

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.changing import Changes
from graph.errors import GraphFolderError, OrgGraphError
from graph.exports.rdf import write_rdf
from graph.folder.workspace import Workspace
from graph.reading.reader import GraphReader
from graph.store.oxigraph import OxigraphStore
from graph.verification.folder import verify
from ingest.pipeline import build_graph
from ingest.synthesis import Recipe, write_series

__all__ = ["Ground", "Try", "finish", "read_all_the_while", "sorted_lines", "start"]

_LEFT_OVER: Final = frozenset(
    {
        "an interrupted build left a generation without it",
        "an interrupted build left this behind",
        # killed between the switch and the copy of its report
        "it is not the report of the current generation",
        "the file belongs to nothing",
    }
)
# Ends the process at the file operation of that number below the graph folder, counted from the
# making of the new generation's folder.
_FATAL: Final = """
import atexit, os, sys
left, folder, begun = int(sys.argv[1]), sys.argv[2], False
watched = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
def place_of(values):
    path = os.fsdecode(values[0]) if isinstance(values[0], (str, bytes)) else ""
    if path and not path.startswith("/") and isinstance(values[-1], int) and values[-1] >= 0:
        try:  # the name of an entry of an open folder, as in the removal of a whole one
            return os.readlink(f"/proc/self/fd/{values[-1]}") + "/" + path
        except OSError:
            pass
    return path
def count(event, values):
    global left, begun
    if event not in watched or not values:
        return
    place = place_of(values)
    begun = begun or (event == "os.mkdir" and place.startswith(folder + "/generations/"))
    if begun and place.startswith(folder):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
sys.addaudithook(count)
first = left
atexit.register(lambda: print(first - left, file=sys.stderr))
sys.argv = ["orggraph", *sys.argv[3:]]
from orggraph.__main__ import main
main()
"""
_READER: Final = """
import sys
from graph.errors import OrgGraphError
from graph.reading.reader import GraphReader
answers = wrong = 0
print(flush=True)
import select
while not select.select([sys.stdin], [], [], 0)[0]:
    with GraphReader.open(sys.argv[1]) as reader:
        versions = reader.versions()
        quotes = [reader.text_of(version.iri) for version in versions[:5]]
        rows = reader.store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
        answers += 1
        if not versions or not all(quotes) or rows[0][0] != reader.info().triples:
            wrong += 1
print(answers, wrong)
"""


@dataclass(frozen=True, slots=True)
class Try:
    """How one try ended: whether it was survived, and the last line that the user saw."""

    survived: bool
    told: str


class Ground:
    """Sources and a graph folder; builds run in processes of their own.

    Args:
        folder: An empty folder.
        documents: How many descriptions there are.
        seed: Of the descriptions, of the changes and of the random moments.

    Attributes:
        chance: What is drawn from.
        changes: Makes the changes between the builds.
        builds: How many of the builds after a fault were of each kind.
        killed: How many builds were at work when they were killed.
    """

    def __init__(self, folder: Path, *, documents: int, seed: int = 0) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        self.graph = folder / "graph"
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
        count = documents + documents // 3 + 1
        write_series(Recipe(count=count, seed=seed, size=2_000), folder / "all")
        texts = sorted((folder / "all").rglob("*.txt"))
        for number, path in enumerate(self.chance.sample(texts, len(texts))):
            place = self.sources if number < documents else folder / "spare"
            (place / path.parent.name).mkdir(parents=True, exist_ok=True)
            path.replace(place / path.parent.name / path.name)
        shutil.rmtree(folder / "all")
        self.changes = Changes(self.sources, folder / "spare", self.graph, self.chance)
        self.builds: Counter[str] = Counter()
        self.killed = 0

    def build(
        self, *options: str, program: Sequence[str] = ("-m", "orggraph")
    ) -> subprocess.CompletedProcess[str]:
        """Return how a build of the sources ended."""
        return finish(self.command(*options, program=program))

    def command(
        self,
        *options: str,
        program: Sequence[str] = ("-m", "orggraph"),
        graph: Path | None = None,
    ) -> list[str]:
        """Return the command of a build, of this graph or of another one."""
        where = str(self.graph if graph is None else graph)
        return [sys.executable, *program, "build", str(self.sources), "--graph", where, *options]

    def build_and_kill(self, seconds: float, *options: str) -> bool:
        """Return whether a build was still at work when it was killed after so many seconds."""
        child = start(self.command(*options))
        try:
            child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            self.killed += 1
            return True
        return False

    def build_until(self, operation: int, *options: str) -> bool:
        """Return whether a build had so many file operations that it was killed at that one."""
        program = ["-c", _FATAL, str(operation), str(self.graph)]
        is_killed = self.build(*options, program=program).returncode == -signal.SIGKILL
        self.killed += is_killed
        return is_killed

    def operations(self, *options: str) -> int:
        """Return how many file operations a build now has in the graph folder, tried on a copy.

        They are counted from the making of the new generation's folder.
        """
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.graph, copy)
        program = ["-c", _FATAL, str(1 << 30), str(copy)]
        done = finish(self.command(*options, program=program, graph=copy))
        shutil.rmtree(copy)
        return int(done.stderr.split()[-1])

    def seconds(self, *options: str) -> float:
        """Return how long a build takes now."""
        start = time.monotonic()
        self.build(*options)
        return time.monotonic() - start

    def change(self) -> None:
        """Make a change: of another kind than the last one."""
        self.changes.make()

    def start_again(self) -> None:
        """Forget the graph, and what was decided about names."""
        shutil.rmtree(self.graph, ignore_errors=True)

    def standing(self) -> str:
        """Return the hash of the graph that a reader opens; "" if there is none."""
        try:
            with GraphReader.open(self.graph) as reader:
                return reader.info().sha256 if reader.versions() else ""
        except OrgGraphError:
            return ""

    def damage(self) -> list[str]:
        """Return what is wrong with the graph folder but for what an interrupted build left."""
        try:
            faults = verify(self.graph).faults
        except OrgGraphError:
            return []  # nothing was built here yet
        told = [(f.where, f.what) for f in faults if f.what not in _LEFT_OVER]
        if not self.standing():
            # killed after the first generation was finished and before it was the current one
            told = [pair for pair in told if pair != ("CURRENT", "the file is lost")]
        return [": ".join(pair) for pair in told]

    def judge(self, before: str, *, told: str = "") -> Try:
        """Return how a try ended, after a look at what stands and a build that mends.

        Args:
            before: The hash of the graph that stood before.
            told: What the user saw; by default the line with which the next build ends.
        """
        stood, damage = self.standing(), self.damage()
        done = self.build()
        after = self.standing()
        whole = done.returncode == 0 and verify(self.graph).is_whole and self.is_as_built_anew()
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line]
        self.builds[_kind_of_build(self.graph, lines)] += 1
        mended = next((line for line in lines if line.startswith("mended:")), lines[0])
        survived = whole and not damage and stood in {before, after}
        return Try(survived, self.plain(told or mended))

    def is_as_built_anew(self) -> bool:
        """Return whether the graph has the lines of a first build of the same sources elsewhere."""
        elsewhere = self.folder / "elsewhere"
        shutil.rmtree(elsewhere, ignore_errors=True)
        decided = self.graph / "aliases.yaml"
        aliases = decided if decided.exists() else None
        build_graph([self.sources], elsewhere, aliases=aliases, jobs=1)
        return sorted_lines(self.graph) == sorted_lines(elsewhere)

    def plain(self, text: str) -> str:
        """Return a line without the name of the folder of the day."""
        return text.replace(str(self.folder) + os.sep, "").strip()


def _kind_of_build(graph: Path, lines: Sequence[str]) -> str:
    """Return what the last build did: nothing, a full build, or one on top of the last graph."""
    if any(line.startswith("nothing changed") for line in lines):
        return "nothing to do"
    try:
        report = json.loads((graph / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "failed"
    rewritten, documents = report["graphs_rewritten"], report["documents"]
    return "incremental" if rewritten < documents else "full"


def sorted_lines(graph: Path) -> bytes:
    """Return the sorted N-Quads of a graph folder.

    Raises:
        GraphFolderError: If there is no whole generation.
    """
    current = Workspace.open(graph).current()
    if current is None:
        raise GraphFolderError(f"{graph}: nothing was built here yet", folder=graph)
    lines = io.BytesIO()
    with OxigraphStore.open_read_only(current.store_folder) as store:
        write_rdf(store, "nquads", lines)
    return lines.getvalue()


def start(command: Sequence[str]) -> "subprocess.Popen[str]":
    """Return a process that was started, its output and its errors in one."""
    return subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        command,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Return how a process ended."""
    return subprocess.run(  # noqa: S603 - a fixed program, no shell
        command, capture_output=True, text=True, check=False, env=_environment()
    )


def _environment() -> dict[str, str]:
    """Return what a process is told: nothing of a measurement, which writes files of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def read_all_the_while(ground: Ground, builds: int) -> tuple[int, int, str]:
    """Return how many answers a reader got during builds, how many were wrong, and its error.

    Raises:
        RuntimeError: If the reader was started without a pipe.
    """
    with start([sys.executable, "-c", _READER, str(ground.graph)]) as reader:
        if reader.stdout is None:
            raise RuntimeError("the reader was started without a pipe")
        reader.stdout.readline()
        for _ in range(builds):
            ground.change()
            ground.build()
        output = reader.communicate("\n")[0]
    if reader.returncode != 0:
        return 0, 1, output.strip().rpartition("\n")[2]
    answers, wrong = map(int, output.split())
    return answers, wrong, ""
