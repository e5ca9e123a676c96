"""Measures extraction: CPU time per description of 7 KB, beside naive regular expressions.

Run it as ``python -m benchmarks.extraction_speed [FOLDER]``. All texts are distinct: each is one of
the folder's, with its names exchanged for made-up ones. The extractors take turns in one run, so
that whatever else the machine does falls on all of them; the best round of each counts. Where a
spaCy pipeline is installed it is measured too.
"""

import argparse
import hashlib
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.profile_files import load_profiles
from ingest.readers import Rejection, find_sources, read_source

__all__ = ["Measured", "distinct_texts", "main", "naive_facts"]

SIZE: Final = 7 * 1024
"""The size of the description whose cost is reported, in code points."""

GOAL: Final = 500
"""Descriptions of that size a second, which extraction aims at on one core."""

_NAME_WORD: Final = re.compile(r"\b[A-Z][a-z]{3,}\b")
_SYLLABLES: Final = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi")
_NAMES: Final = r"(?:[A-Z][\w'\u2019-]+ ){1,6}"
_NAIVE: Final[Mapping[str, re.Pattern[str]]] = {
    "reports_to": re.compile(r"(?i:under the (?:general )?(?:direction|supervision) of) ([^.;]+)"),
    "reports_to_label": re.compile(r"(?i:reports? (?:directly )?to:?) ([^.;\n]+)"),
    "supervises": re.compile(r"(?i:supervises|directs|oversees|leads) ([^.;]+)"),
    "collaborates_with": re.compile(r"(?i:works? with|collaborates? with|liaison to) ([^.;]+)"),
    "unit": re.compile(rf"\b(?:Office|Division|Department|Board) of (?:the )?{_NAMES}"),
    "program": re.compile(rf"{_NAMES}(?:Program|System|Initiative|Services)\b"),
    "acronym": re.compile(r"\(([A-Z]{2,})s?\)"),
    "credential": re.compile(r"(?i:(?:bachelor|master|doctor)\S* degree|certificate|licen[sc]e)"),
    "post": re.compile(rf"\b(?:Director|Chief|Superintendent|Coordinator)(?: of {_NAMES})?"),
    "field": re.compile(r"(?m)^([A-Z][A-Z ]{3,40}): *(.*)$"),
    "date": re.compile(r"\b\d{1,2}/\d{2,4}\b"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one extractor costs.

    Attributes:
        extractor: Its name.
        milliseconds: CPU time for SIZE code points, in the best round.
        documents_per_second: How many descriptions of that size a core reads in a second.
        found: Facts and names found in a description, on average.
    """

    extractor: str
    milliseconds: float
    documents_per_second: float
    found: float


def distinct_texts(texts: Sequence[str], first: int, count: int) -> Iterator[str]:
    """Yield texts numbered from ``first`` on, each with names of its own; the same ones each time.

    Words that a profile knows stay as they are, so that "Office" is still the head of a unit.
    """
    known = {
        word for profile in load_profiles() for words in profile.lists.values() for word in words
    }
    parts = {part for word in known for part in word.split()}
    for number in range(first, first + count):

        def other(match: re.Match[str], number: int = number) -> str:
            word = match[0]
            return word if word.lower() in parts else _made_up(word, number)

        yield _NAME_WORD.sub(other, texts[number % len(texts)])


def _made_up(word: str, number: int) -> str:
    """Return a pronounceable word for a word and a number, not much longer or shorter."""
    digest = hashlib.sha256(f"{number}:{word}".encode()).digest()
    syllables = (_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[: max(3, len(word) // 2)])
    return "".join(syllables).capitalize()


def naive_facts(text: str) -> int:
    """Return how many matches a handful of plain regular expressions have in a text."""
    return sum(1 for pattern in _NAIVE.values() for _ in pattern.finditer(text))


def _orggraph(text: str) -> int:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    record = extract(SourceDocument("text", 1, text, digest, "utf-8", 0, len(text)))
    return len(record.facts) + len(record.mentions)


def _spacy() -> tuple[str, Callable[[str], int]] | None:
    """Return the first installed spaCy pipeline by name, or None where there is none."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return None
    installed = sorted(spacy.util.get_installed_models())
    if not installed:
        return None
    pipeline = spacy.load(installed[0])
    return f"spaCy {installed[0]}", lambda text: len(pipeline(text).ents)


def _measure(
    extractors: Mapping[str, Callable[[str], int]],
    texts: Sequence[str],
    documents: int,
    rounds: int,
) -> list[Measured]:
    """Return the figures of each extractor; every round reads texts that none read before."""
    best = dict.fromkeys(extractors, float("inf"))
    found = dict.fromkeys(extractors, 0)
    for turn in range(rounds + 1):
        batch = list(distinct_texts(texts, turn * documents, documents))
        size = sum(map(len, batch))
        for name, read in extractors.items():
            begun = time.process_time()
            count = sum(map(read, batch))
            cost = (time.process_time() - begun) * SIZE / size
            if turn:  # the first round only warms up
                best[name] = min(best[name], cost)
                found[name] += count
    return [
        Measured(
            extractor=name,
            milliseconds=round(best[name] * 1000, 3),
            documents_per_second=round(1 / best[name], 1),
            found=round(found[name] / (rounds * documents), 1),
        )
        for name in extractors
    ]


def _read(folder: Path) -> list[str]:
    """Return the texts of all descriptions below a folder."""
    texts: list[str] = []
    for source in find_sources([str(folder)]):
        documents = read_source(source)
        if not isinstance(documents, Rejection):
            texts.extend(document.text[document.start : document.end] for document in documents)
    return texts


def main(arguments: Sequence[str]) -> None:
    """Measure and print; see ``--help``."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction_speed",
        description="CPU time of extraction per description of 7 KB, all texts distinct.",
        epilog="Example: python -m benchmarks.extraction_speed tests/labelled --rounds 3",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("data/descriptions"))
    parser.add_argument("--documents", type=int, default=100, help="texts a round (100)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, the best one counts (5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    texts = _read(options.folder)
    if not texts:
        parser.error(f"no description in {options.folder}; name a folder that holds some")
    extractors = {"orggraph": _orggraph, "naive regular expressions": naive_facts}
    spacy = _spacy()
    if spacy is not None:
        extractors[spacy[0]] = spacy[1]
    measured = _measure(extractors, texts, options.documents, options.rounds)
    note = "" if spacy is not None else "no spaCy pipeline is installed: not measured"
    if options.json:
        rows = [asdict(row) for row in measured]
        values = {"size": SIZE, "goal": GOAL, "extractors": rows, "note": note}
        sys.stdout.write(json.dumps(values, indent=2) + "\n")
        return
    sys.stdout.write(f"{'extractor':28} {'ms per 7 KB':>12} {'per second':>11} {'found':>7}\n")
    for row in measured:
        sys.stdout.write(
            f"{row.extractor:28} {row.milliseconds:12.3f} {row.documents_per_second:11.1f}"
            f" {row.found:7.1f}\n"
        )
    ratio = measured[0].milliseconds / measured[1].milliseconds
    verdict = "holds" if measured[0].documents_per_second >= GOAL else "MISSED"
    sys.stdout.write(f"orggraph costs {ratio:.1f} times the naive expressions\n")
    sys.stdout.write(f"goal {GOAL} descriptions a second on one core: {verdict}\n")
    if note:
        sys.stdout.write(f"{note}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
