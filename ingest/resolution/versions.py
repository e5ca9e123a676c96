"""Which files are versions of one description, and which of them holds today.

Two files are versions of one description when code and folded working title are equal, or, where no
code is stated, title and employer. The latest readable date among last reviewed, revised and
established is current; on a tie the higher SHA-256 is, and a finding says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.resolution.naming import fold_name
from ingest.resolution.summary import DocumentSummary

__all__ = ["DescriptionKey", "VersionGroup", "description_key", "group_versions"]

DescriptionKey = tuple[str, str, str]
"""Scope, code and folded title; for a file without title its hash and part."""


@dataclass(frozen=True, slots=True)
class VersionGroup:
    """The versions of one description, the current one first, then from later to earlier.

    Attributes:
        key: What they have in common.
        versions: The summaries, without their names.
        tied: Whether the first two have the same latest date.
    """

    key: DescriptionKey
    versions: tuple[DocumentSummary, ...]
    tied: bool

    @property
    def current(self) -> DocumentSummary:
        """Return the version that holds today."""
        return self.versions[0]

    @property
    def first_sha256(self) -> str:
        """Return the lowest hash among the versions, by which collisions are ordered."""
        return min(version.sha256 for version in self.versions)


def group_versions(
    summaries: Iterable[DocumentSummary], scopes: Mapping[str, str]
) -> tuple[VersionGroup, ...]:
    """Return the descriptions, in order of their keys.

    Args:
        summaries: One for each file and part, in any order.
        scopes: The scope of each employer's name.
    """
    groups: dict[DescriptionKey, list[DocumentSummary]] = {}
    for summary in summaries:
        groups.setdefault(description_key(summary, scopes), []).append(summary)
    return tuple(_group(key, groups[key]) for key in sorted(groups))


def description_key(summary: DocumentSummary, scopes: Mapping[str, str]) -> DescriptionKey:
    """Return what a description has in common with its other versions."""
    if not summary.title:
        return ("", "", f"{summary.sha256} {summary.part}")
    return (scopes[summary.employer], summary.code, fold_name(summary.title))


def _group(key: DescriptionKey, summaries: list[DocumentSummary]) -> VersionGroup:
    versions = sorted(summaries, key=lambda s: (s.latest, s.sha256, s.part), reverse=True)
    tied = len(versions) > 1 and versions[0].latest == versions[1].latest
    return VersionGroup(key, tuple(versions), tied)
