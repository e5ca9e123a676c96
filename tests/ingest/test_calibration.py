"""Calibration: confidences follow from what was counted on labelled texts."""

from collections import Counter

import pytest

from ingest.calibration import Measured, calibrated, measured_rules
from ingest.record import Evidence, Fact, Reference

FEW = 8
WEIGHT = 4


def fact(rule: str, confidence: float) -> Fact:
    """Return a fact of a rule."""
    keeper, pilot = Reference("post", "Keeper", is_self=True), Reference("post", "pilot")
    quote = (Evidence("Keeps pilots.", 0, 13, "duties"),)
    return Fact("supervises", keeper, pilot, (), rule, confidence, quote)


def test_a_rule_that_nobody_measured_keeps_what_it_states() -> None:
    """A fact of an unmeasured rule is returned as it is."""
    stated = fact("touches/named", 0.5)
    assert calibrated(stated) is stated


def test_the_plainest_case_gets_what_was_measured() -> None:
    """A fact that its rule is most sure of has the confidence of the table."""
    rule, measured = next(iter(measured_rules().items()))
    found = calibrated(fact(rule, measured.stated))
    assert found == fact(rule, measured.confidence)


def test_a_doubtful_case_keeps_its_distance() -> None:
    """A fact that its rule is half as sure of gets half the confidence."""
    measured = measured_rules()["subordinates/supervises"]
    found = calibrated(fact("subordinates/supervises", measured.stated / 2))
    assert found.confidence == pytest.approx(measured.confidence / 2, abs=0.01)


def test_the_table_holds_what_its_counts_support() -> None:
    """Every confidence follows from its counts, and from those of its family where they are few."""
    table = measured_rules()
    right, judged = Counter[str](), Counter[str]()
    for rule, row in table.items():
        family = rule.partition("/")[0]
        right[family] += row.right
        judged[family] += row.of
    for rule, row in table.items():
        family = rule.partition("/")[0]
        whole = (right[family] + 1) / (judged[family] + 2)
        share = (row.right + 1) / (row.of + 2)
        if row.of < FEW:
            share = (row.right + WEIGHT * whole) / (row.of + WEIGHT)
        assert row == Measured(row.stated, row.right, row.of, row.confidence)
        assert row.confidence == min(0.95, round(round(share / 0.05) * 0.05, 2)), rule
        assert 0 <= row.right <= row.of
