"""Hostile text: reading takes time in proportion to length, whatever the text repeats."""

import time

import pytest

from ingest.document import SourceDocument
from ingest.extraction import extract

UNIT = 1024
"""The shortest text, in code points; the others are ten and a hundred times as long."""

GROWTH = 3.0
"""How many times the CPU time per character may grow from one length to the next."""

ROUNDS = 5

PATTERNS = {
    "one word": "a",
    "one capital": "A",
    "letters and blanks": "a ",
    "capital letters": "A B ",
    "a line of directors": "Under the direction of the director of the Division of Tides, ",
    "open directors": "under direction of ",
    "reports to": "reports to the ",
    "titles": "Associate Superintendent of the Office of ",
    "commas": "Arts, Health, and ",
    "and": "the Board of Tides and ",
    "or designee": "or designee ",
    "works with": "works with the Coast Agency and pilots, ",
    "programs": "Knowledge of the Harbor Learning Program (HLP), ",
    "acronyms": "(ABC) ",
    "open brackets": "(",
    "closed brackets": ")",
    "degrees": "Bachelor's degree or equivalent in ",
    "supervises": "supervises clerks, cooks and ",
    "full stops": ". ",
    "dots": ".",
    "short sentences": "A b. ",
    "empty lines": "\n",
    "carriage returns": "\r\n",
    "labels": "OFFICIAL TITLE: ",
    "labels on lines": "CODE:\n",
    "section labels": "PHYSICAL DEMANDS: ",
    "capitals and colons": "AAAA, BBBB: ",
    "headings": "WHY JOIN US\n",
    "notes": "DUTIES\nNote: (",
    "dates": "7189 12/2019. ",
    "slashes": "and/or/",
    "hyphens": "a-b-",
    "lost characters": "s\u00bf ",
    "quotes": "\u201cit\u2019s\u201d ",
    "arrows": "A \u2192 ",
    "bullets": "\u2022 Guides ships\n",
    "numbers": "1. ",
}


def seconds_per_character(text: str, bound: float = 0.0) -> float:
    """Return the least CPU time of at most five readings, per code point; stop below the bound."""
    document = SourceDocument("x.txt", 1, text, "0" * 64, "utf-8", 0, len(text))
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        extract(document)
        best = min(best, (time.process_time() - start) / len(text))
        if best <= bound:
            break
    return best


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("header", ["DUTIES\n", "OFFICIAL TITLE: Pilot\nSUMMARY DESCRIPTION: "])
def test_time_grows_with_length_only(name: str, header: str) -> None:
    """Ten and a hundred times the text take no more than three times as long a character."""
    pattern = PATTERNS[name]
    short, middle, long = (
        header + pattern * (length // len(pattern)) for length in (UNIT, 10 * UNIT, 100 * UNIT)
    )
    bound = GROWTH * seconds_per_character(short)
    cost = seconds_per_character(middle, bound)
    assert cost <= bound
    bound = min(bound, GROWTH * cost)
    assert seconds_per_character(long, bound) <= bound
