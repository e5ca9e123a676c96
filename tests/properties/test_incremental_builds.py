"""Build after build on one folder: each time the graph and the answers of a full build."""

import dataclasses
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.errors import NotFoundError
from graph.folder.workspace import Workspace
from graph.reading.measures import find_circles, find_layers, find_most_connected, find_similar
from graph.reading.reader import GraphReader
from ingest.incremental import changed_sources
from ingest.pipeline import build_graph
from ingest.resolution.aliases import Alias, Aliases, Renaming
from ingest.resolution.aliases_file import format_aliases

UNITS = ("Division of Wards", "Wards Division", "Office of Wards", "Office of Ward Care")
PROGRAMS = (
    "Healthy Start Program (HSP)", "HSP", "Home Study Program (HSP)", "Healthy Starts Program",
    "Instruction Plan Program (IPP)", "Instructional Plan Program (IPP)",
)  # fmt: skip
TITLES = ("Ward Clerk", "Field Nurse", "Director, Division of Wards", "Clerk of Wards")
EMPLOYERS = ("", "River County", "River County", "Lake County")
TEXT = """\
Position title: {title}
{employer}{code}Reports to: Director, {unit}
{date}
SUMMARY: Under the direction of the Director of the {unit}, knows the {program}.

DUTIES:
- Works with the {other} and with the Department of Harbors (DOH).
- Supervises the {below}.
- {line}
"""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a short description."""
    employer = draw(st.sampled_from(EMPLOYERS))
    code = draw(st.sampled_from(["", "", "0101", "0102"]))
    date = draw(st.sampled_from(["", "", "Revised: 05/2001", "Revised: 06/2002"]))
    return TEXT.format(
        title=draw(st.sampled_from(TITLES)),
        employer=f"Employer: {employer}\nDepartment: {draw(st.sampled_from(UNITS))}\n"
        if employer
        else "",
        code=f"Code: {code}\n" if code else "",
        unit=draw(st.sampled_from(UNITS)),
        date=date,
        program=draw(st.sampled_from(PROGRAMS)),
        other=draw(st.sampled_from([*PROGRAMS, *UNITS])),
        below=draw(st.sampled_from([*TITLES, "clerks", "Chief of Staff (COS)", "COS"])),
        line=draw(st.sampled_from(["Files papers.", "Sorts mail.", "Keeps the harbor."])),
    )


@dataclasses.dataclass(frozen=True)
class Write:
    """A file is added or changed."""

    number: int
    text: str


@dataclasses.dataclass(frozen=True)
class Remove:
    """A file is removed, if it is there."""

    number: int


@dataclasses.dataclass(frozen=True)
class Rename:
    """A file gets another name, if it is there."""

    number: int


@dataclasses.dataclass(frozen=True)
class Decide:
    """The aliases file is written."""

    entries: tuple[Alias, ...]


DECISIONS = (
    Alias(name="Division of Wards", kind="unit", same=("Office of Wards",)),
    Alias(name="Office of Wards", kind="unit", different=("Office of Ward Care",)),
    Alias(name="Office of Ward Care", kind="unit", iri="care", was=("ward-care",)),
    Alias(name="Healthy Start Program", kind="program", renamed=(Renaming("HSP", "2001-01"),)),
    Alias(name="Ward Clerk", kind="post", same=("Clerk of Wards",), iri="clerk"),
    Alias(name="Instruction Plan Program", kind="program", different=("IPP",)),
)
actions = st.one_of(
    st.builds(Write, st.integers(0, 5), texts()),
    st.builds(Write, st.integers(0, 5), texts()),
    st.builds(Remove, st.integers(0, 5)),
    st.builds(Rename, st.integers(0, 5)),
    st.builds(Decide, st.lists(st.sampled_from(DECISIONS), max_size=2, unique=True).map(tuple)),
)


def act(action: Write | Remove | Rename | Decide, sources: Path, aliases: Path) -> None:
    """Change the sources or the decisions."""
    if isinstance(action, Decide):
        aliases.write_text(format_aliases(Aliases(action.entries)), encoding="utf-8")
        return
    there = sorted(sources.glob(f"{action.number}*.txt"))
    if isinstance(action, Write):
        path = there[0] if there else sources / f"{action.number}.txt"
        path.write_text(action.text, encoding="utf-8")
    elif there and isinstance(action, Remove):
        if len(list(sources.iterdir())) > 1:
            there[0].unlink()
    elif there:
        there[0].rename(sources / f"{action.number}{'x' * len(there[0].stem)}.txt")


def quads(folder: Path) -> list[str]:
    """Return the sorted N-Quads of the current generation."""
    current = Workspace.open(folder).current()
    assert current is not None
    return sorted(map(str, pyoxigraph.Store.read_only(str(current.store_folder))))


def asked(ask: Callable[[], object]) -> object:
    """Return an answer, or that there is none."""
    try:
        return ask()
    except NotFoundError as error:
        return str(error)


def answers(folder: Path) -> dict[str, object]:
    """Return what the reader answers to all kinds of questions."""
    with GraphReader.open(folder) as reader:
        found: dict[str, object] = {
            "info": dataclasses.replace(reader.info(), generation=0, report={}),
            "nodes": list(reader.iter_nodes()),
            "edges": list(reader.iter_edges(quotes=True)),
            "versions": reader.versions(),
            "mentions": reader.mentions(),
            "unresolved": reader.mentions(unresolved=True),
            "findings": reader.findings(),
            "layers": find_layers(reader),
            "circles": find_circles(reader),
        }
        for version in reader.versions():
            found[f"claims {version.iri}"] = reader.claims_in(version.iri)
            found[f"findings {version.iri}"] = reader.findings(version.iri)
            found[f"mentions {version.iri}"] = reader.mentions(version.iri)
        for kind in ("post", "unit", "program", "agency", "team"):
            found[f"hubs {kind}"] = find_most_connected(reader, kind)
        for node in reader.iter_nodes():
            iri = node.iri
            found[f"card {iri}"] = reader.get_entity(iri)
            found[f"up {iri}"] = reader.chain(iri)
            found[f"down {iri}"] = reader.chain(iri, down=True)
            found[f"around {iri}"] = reader.neighbourhood(iri, 2, quotes=True)
            found[f"like {iri}"] = find_similar(reader, iri)
            found[f"about {iri}"] = reader.claims_about(iri)
            found[f"touches {iri}"] = asked(partial(reader.touches, iri))
            found[f"named {iri}"] = reader.find_entities(node.label)
        for words in (
            "ward",
            "wards",
            "clerk",
            "hsp",
            "plan",
            "harb",
            "helthy",
            "claerk",
            "starts",
        ):
            found[f"search {words}"] = reader.search(words)
        return found


@settings(
    max_examples=max(1, settings().max_examples // 10),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(texts(), min_size=1, max_size=5),
    st.lists(st.lists(actions, min_size=1, max_size=2), min_size=1, max_size=4),
)
def test_a_build_after_another_is_a_full_build(
    first: list[str], steps: list[list[Write | Remove | Rename | Decide]]
) -> None:
    """After any change, all quads, counts and answers are those of a build in a new folder."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(changed_sources, "LARGEST_SHARE", 100.0)
        root = Path(name)
        sources, graph, aliases = root / "texts", root / "graph", root / "aliases.yaml"
        sources.mkdir()
        aliases.write_text("[]\n", encoding="utf-8")
        for number, text in enumerate(first):
            (sources / f"{number}.txt").write_text(text, encoding="utf-8")
        build_graph([sources], graph, aliases=aliases, jobs=1)
        for number, step in enumerate(steps):
            for action in step:
                act(action, sources, aliases)
            changed = build_graph([sources], graph, aliases=aliases, jobs=1)
            other = root / f"full-{number}"
            full = build_graph([sources], other, aliases=aliases, jobs=1)
            event("rewritten" if changed.graphs_rewritten < full.graphs_rewritten else "all")
            assert quads(graph) == quads(other)
            figures = [dataclasses.asdict(report) for report in (changed, full)]
            for figure in figures:
                for key in ("generation", "unchanged", "extracted", "graphs_rewritten"):
                    del figure[key]
            assert figures[0] == figures[1]
            one, another = answers(graph), answers(other)
            assert one == another
