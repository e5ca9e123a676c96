"""A graph folder is checked whole: its graph, and its quotes against its texts."""

import sys
from pathlib import Path

import pytest

from graph.errors import GraphFolderError, MissingExtraError
from graph.exports.rdf import RdfFormat, export_rdf
from graph.folder.workspace import Workspace
from graph.store.oxigraph import OxigraphStore
from graph.validation.checking import ROUTES, Route, validate_file, validate_graph
from graph.validation.texts import QUOTE_SHAPE
from tests.graph.conftest import build_sample
from tests.graph.sample import NURSE_TEXT, NURSE_VERSION, TEXTS


@pytest.mark.parametrize("route", ROUTES)
def test_five_descriptions_are_clean(built_graph: Path, route: Route) -> None:
    """The graph of the descriptions that come with the project has no violation."""
    report = validate_graph(built_graph, route=route)
    assert [each for each in report.violations if each.severity == "violation"] == []


@pytest.mark.parametrize("route", ROUTES)
def test_changed_text_is_found(tmp_path: Path, route: Route) -> None:
    """A text that was changed after the build no longer has the quotes at their offsets."""
    workspace = build_sample(tmp_path / "graph")
    sha256 = next(sha256 for sha256, text in TEXTS.items() if text == NURSE_TEXT)
    changed = NURSE_TEXT.replace("Harbor Clinic", "Market Clinic")
    workspace.write_text(sha256, changed, "utf-8")
    report = validate_graph(workspace.folder, route=route)
    assert {each.shape for each in report.violations} == {QUOTE_SHAPE}
    assert [each.place.quote for each in report.violations] == [
        "Works with parents and with Harbor Clinic",
        'Works with parents and with Harbor Clinic. Serves on the "Care" team with the Zeta desk.',
    ]
    assert {each.place.document for each in report.violations} == {"field-nurse.txt"}


@pytest.mark.parametrize("route", ROUTES)
def test_missing_text_is_found(tmp_path: Path, route: Route) -> None:
    """A version whose text is gone cannot be held against it: the version is named."""
    workspace = build_sample(tmp_path / "graph")
    sha256 = next(sha256 for sha256, text in TEXTS.items() if text == NURSE_TEXT)
    (workspace.folder / "texts" / sha256[:2] / sha256).unlink()
    report = validate_graph(workspace.folder, route=route)
    assert [(each.shape, each.focus, each.place.document) for each in report.violations] == [
        (QUOTE_SHAPE, NURSE_VERSION, "field-nurse.txt")
    ]


def test_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    """Nothing to check is an error, not a clean bill."""
    with pytest.raises(GraphFolderError, match="no graph here"):
        validate_graph(tmp_path)
    with pytest.raises(GraphFolderError, match="nothing was built here yet"):
        validate_graph(Workspace.create(tmp_path / "empty").folder)


def test_missing_pyshacl_is_named(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyshacl the SHACL route says what to install and which route needs nothing."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"orggraph\[shacl\].*--route sparql") as raised:
        validate_graph(sample_folder, route="shacl")
    assert raised.value.extra == "shacl"


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("rdf_format", ["turtle", "trig", "jsonld", "rdfxml"])
def test_exports_are_clean(
    sample_folder: Path, tmp_path: Path, rdf_format: RdfFormat, route: Route
) -> None:
    """What is exported validates like the graph it came from, with claims or without."""
    endings = {"turtle": "ttl", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdf"}
    file = tmp_path / f"export.{endings[rdf_format]}"
    generation = Workspace.open(sample_folder).current()
    assert generation is not None
    with OxigraphStore.open_read_only(generation.store_folder) as store:
        export_rdf(store, rdf_format, file)
    report = validate_file(file, route=route)
    assert report.violations == ()
