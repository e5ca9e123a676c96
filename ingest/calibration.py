"""Calibration: the confidence of a fact, as often as its rule was right on labelled texts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from ingest.record import Fact

__all__ = ["Measured", "calibrated", "measured_rules"]

_TABLE: Final = "calibration.toml"
_MOST: Final = 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """What labelled texts say of one rule.

    Attributes:
        stated: What the rule's code says of its plainest case.
        right: How many of its facts agreed with the labels.
        of: How many of its facts were judged.
        confidence: What a fact of its plainest case deserves.
    """

    stated: float
    right: int
    of: int
    confidence: float


def calibrated(fact: Fact) -> Fact:
    """Return a fact with the confidence that its rule deserves; as it is if none was measured.

    Cases of which the rule is less sure than of its plainest one keep that distance.
    """
    confidence = _deserved(fact.rule, fact.confidence)
    if confidence is None:
        return fact
    return Fact(
        fact.relation,
        fact.subject,
        fact.object,
        fact.qualifiers,
        fact.rule,
        confidence,
        fact.evidence,
    )


@lru_cache(maxsize=1024)  # rules are few, and each states few confidences
def _deserved(rule: str, stated: float) -> float | None:
    """Return the confidence that a fact of a rule deserves; None if the rule was not measured."""
    measured = measured_rules().get(rule)
    if measured is None:
        return None
    share = min(1.0, stated / measured.stated)
    return min(_MOST, round(measured.confidence * share, 2))


@cache
def measured_rules() -> Mapping[str, Measured]:
    """Return the measured rules by their names."""
    table = tomllib.loads((files("ingest") / _TABLE).read_text("utf-8"))
    return MappingProxyType({rule: Measured(**row) for rule, row in table.items()})
