"""Summaries as text: one short line of JSON each, so that resolution need not parse records again.

>>> summary = DocumentSummary(sha256="ab", part=1, names=(NameUse("unit", "Office of Papers"),))
>>> summary_to_text(summary)
'["","","","",[],[["unit","Office of Papers"]]]'
>>> summary_from_text("ab", 1, "", summary_to_text(summary)) == summary
True
"""

import json
from sys import intern
from typing import Any

from ingest.resolution.summary import DocumentSummary, NameUse

__all__ = ["summary_from_text", "summary_to_text"]

_DEFAULTS = ("", "", (), False, False)
"""The attributes of a name behind its kind and itself, where nothing more is known of it."""


def summary_to_text(summary: DocumentSummary) -> str:
    """Return a summary without its file, part and date, which are kept beside it."""
    values = (
        summary.employer,
        summary.title,
        summary.code,
        summary.official_title,
        summary.own_names,
        [_shortened(use) for use in summary.names],
    )
    return json.dumps(values, ensure_ascii=True, separators=(",", ":"))


def summary_from_text(sha256: str, part: int, latest: str, text: str) -> DocumentSummary:
    """Return the summary of a part of a file that `summary_to_text` wrote.

    Raises:
        ValueError: If it was not written so.
    """
    try:
        employer, title, code, official_title, own_names, names = json.loads(text)
        return DocumentSummary(
            sha256=sha256,
            part=part,
            employer=intern(employer),
            title=title,
            code=code,
            official_title=official_title,
            latest=latest,
            own_names=tuple((name, of_unit) for name, of_unit in own_names),
            names=tuple(_use(values) for values in names),
        )
    except TypeError as error:
        raise ValueError(f"not the text of a summary: {error}") from error


def _shortened(use: NameUse) -> list[Any]:
    values = list(use)
    while len(values) > 2 and values[-1] == _DEFAULTS[len(values) - 3]:
        values.pop()
    return values


def _use(values: list[Any]) -> NameUse:
    values[0] = intern(values[0])
    if len(values) > 4:
        values[4] = tuple(values[4])
    return NameUse(*values)
