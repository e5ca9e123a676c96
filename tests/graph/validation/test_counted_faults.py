"""Faults that cancel each other out in a count are found all the same, on both routes."""

from typing import Final

import pytest

from graph.validation.checking import ROUTES, Route, check_engine
from tests.graph.sample import (
    NURSE_CLAIMS,
    NURSE_TEXT,
    NURSE_VERSION,
    OFFICE,
    OLD_VERSION,
    OUTREACH,
    SPACE,
    SUPERVISOR_DOC,
)
from tests.graph.validation.planted import TEXT_OF_VERSION, Planted, expand, faulty_engine

_CLAIM: Final = NURSE_CLAIMS[0].iri
_START: Final = NURSE_TEXT.index("Zeta desk")
_DESK: Final = f"{SPACE.base}mention/{NURSE_VERSION[-12:]}-{_START}-{_START + 9}"
_FAULTS: Final = (
    # One part twice, another not at all: as many rows as a whole claim.
    Planted(
        "claim-whole",
        f"DELETE WHERE {{ GRAPH ?g {{ <{_CLAIM}> osg:rule ?any }} }} ; "
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ <{_CLAIM}> osg:section 'other' }} }}",
        ((_CLAIM, "osg:rule", ""), (_CLAIM, "osg:section", "")),
    ),
    # A claim of nothing but its class.
    Planted(
        "claim-whole",
        f"DELETE WHERE {{ GRAPH ?g {{ <{_CLAIM}> ?part ?any }} }} ; "
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ <{_CLAIM}> a osg:Claim }} }}",
        tuple(
            (_CLAIM, path, "")
            for path in (
                *("oa:end", "oa:exact", "oa:start", "osg:confidence", "osg:rule", "osg:section"),
                *("prov:wasDerivedFrom", "rdf:object", "rdf:predicate", "rdf:subject"),
            )
        ),
    ),
    # Two entities in the place of the reason: as many rows as one with one entity and a reason.
    Planted(
        "mention-state",
        f"DELETE WHERE {{ GRAPH ?g {{ <{_DESK}> osg:unresolvedBecause ?why }} }} ; "
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ "
        f"<{_DESK}> osg:refersTo <{OFFICE.iri}>, <{OUTREACH.iri}> }} }}",
        ((_DESK, "osg:refersTo", ""),),
    ),
    Planted(
        "mention-state",
        f"DELETE WHERE {{ GRAPH ?g {{ <{_DESK}> osg:unresolvedBecause ?why }} }}",
        ((_DESK, "", _DESK),),
    ),
    Planted(
        "version-hash",
        f"DELETE WHERE {{ GRAPH ?g {{ <{OLD_VERSION}> osg:sha256 ?any }} }}",
        ((OLD_VERSION, "osg:sha256", ""),),
    ),
    # The only current version is another description's.
    Planted(
        "current-version",
        f"DELETE WHERE {{ <{SUPERVISOR_DOC}> osg:currentVersion ?any }} ; "
        f"INSERT DATA {{ <{SUPERVISOR_DOC}> osg:currentVersion <{NURSE_VERSION}> }}",
        ((SUPERVISOR_DOC, "osg:currentVersion", SUPERVISOR_DOC),),
    ),
    Planted(
        "current-version",
        f"DELETE WHERE {{ <{SUPERVISOR_DOC}> osg:currentVersion ?any }}",
        ((SUPERVISOR_DOC, "osg:currentVersion", SUPERVISOR_DOC),),
    ),
)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("planted", _FAULTS, ids=lambda planted: planted.shape)
def test_faults_that_cancel_out_are_found(planted: Planted, route: Route) -> None:
    """Counting is only how faults are looked for; what is found is each fault itself."""
    report = check_engine(faulty_engine(planted), "sample", texts=TEXT_OF_VERSION, route=route)
    found = [
        (each.focus, each.path or "", each.value or "")
        for each in report.violations
        if each.shape == planted.shape
    ]
    assert sorted(found) == sorted(
        (focus, expand(path), value) for focus, path, value in planted.found
    )
