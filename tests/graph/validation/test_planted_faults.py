"""Every shape finds its own fault and no other, by either route."""

import pytest

from graph.validation.checking import ROUTES, Route, check_engine
from graph.validation.shapes import load_shapes
from tests.graph.validation.planted import (
    PLANTED,
    TEXT_OF_VERSION,
    Planted,
    expand,
    faulty_engine,
    sound_engine,
)


@pytest.mark.parametrize("route", ROUTES)
def test_sound_graph_has_no_faults(route: Route) -> None:
    """The sample as it is breaks no shape."""
    report = check_engine(sound_engine(), "sample", texts=TEXT_OF_VERSION, route=route)
    assert report.violations == ()
    assert report.conforms
    assert report.is_valid


def test_every_shape_has_a_planted_fault() -> None:
    """No shape goes untested."""
    assert sorted(each.shape for each in PLANTED) == [shape.name for shape in load_shapes()]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.shape)
def test_planted_fault_is_all_that_is_found(planted: Planted, route: Route) -> None:
    """The planted fault is found, at its node, property and value, and nothing else is."""
    engine = faulty_engine(planted)
    report = check_engine(engine, "sample", texts=TEXT_OF_VERSION, route=route)
    found = {
        (each.shape, each.focus, each.path or "", each.value or "") for each in report.violations
    }
    assert found == {
        (planted.shape, focus, expand(path), value) for focus, path, value in planted.found
    }


@pytest.mark.parametrize("route", ROUTES)
def test_quote_of_another_length_is_found_without_texts(route: Route) -> None:
    """Where no text is at hand, a quote is at least as long as its offsets say."""
    engine = sound_engine()
    engine.update(
        "PREFIX oa: <http://www.w3.org/ns/oa#> DELETE { GRAPH ?g { ?c oa:exact 'Zeta desk' } } "
        "INSERT { GRAPH ?g { ?c oa:exact 'Zeta' } } WHERE { GRAPH ?g { ?c oa:exact 'Zeta desk' } }"
    )
    report = check_engine(engine, "sample", route=route)
    assert [(each.shape, each.value) for each in report.violations] == [("quote-in-place", "Zeta")]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.shape)
def test_planted_fault_names_document_and_sentence(planted: Planted) -> None:
    """A fault is traced to the file and to the words it comes from."""
    engine = faulty_engine(planted)
    report = check_engine(engine, "sample", texts=TEXT_OF_VERSION)
    places = {(each.place.document, each.place.quote) for each in report.violations}
    if planted.document:
        assert (planted.document, planted.quote) in places
    else:
        assert {document for document, _ in places} == {"sample"}
