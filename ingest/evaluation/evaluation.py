"""Evaluation: extractions against gold labels, as precision, recall and F1.

How a single prediction is judged stands in ``scoring.py``; here the judgements are counted: per
relation, per rule, per band of confidence, and per sentence that a fact may be expected of.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Final

from ingest.evaluation.gold import GoldDocument, read_gold
from ingest.evaluation.scoring import (
    ROWS,
    Judgement,
    Predicted,
    is_exact,
    judge,
    judge_duties,
    judge_fields,
)
from ingest.language.sentences import split_sentences
from ingest.layout.layout import read_layout
from ingest.profile import Profile
from ingest.profile_files import load_profile
from ingest.readers import Rejection, read_bytes
from ingest.record import Evidence, Extraction, Fact, Fields, Mention

__all__ = ["Band", "Coverage", "Error", "Evaluation", "Score", "evaluate"]

BAND_EDGES: Final = (0.0, 0.6, 0.75, 0.9, 0.95)
"""The lower edges of the confidence bands."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many predictions of one row were right and wrong, and how many the labels hold."""

    name: str
    right: int
    wrong: int
    gold: int

    @property
    def precision(self) -> float | None:
        """The share of right predictions; None without a prediction."""
        predicted = self.right + self.wrong
        return self.right / predicted if predicted else None

    @property
    def recall(self) -> float | None:
        """The share of labels found; None without a label."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None without a label."""
        return 2 * self.right / (self.right + self.wrong + self.gold) if self.gold else None


@dataclass(frozen=True, slots=True)
class Band:
    """The facts of one band of confidence: what was claimed for them and how many were right."""

    low: float
    high: float
    facts: int
    right: int
    mean_confidence: float | None

    @property
    def share_right(self) -> float | None:
        """The share of right facts; None without a fact."""
        return self.right / self.facts if self.facts else None


@dataclass(frozen=True, slots=True)
class Error:
    """One wrong or missed item.

    Attributes:
        relation: The row it counts in.
        kind: ``wrong``, ``again`` (found before under another name), ``ungrounded`` or ``missed``.
        document: The labelled document's name.
        label: What was predicted, or what was missed.
        rule: The rule that read it; empty for what was missed and for names.
        text: The quotation it was read from; empty for what was missed.
    """

    relation: str
    kind: str
    document: str
    label: str
    rule: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sentences of which a fact of a relation may be expected, and those that gave none."""

    relation: str
    sentences: int
    covered: int
    uncovered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of one evaluation; `relations` in the order of the rows, the rest by name."""

    documents: int
    without_prediction: int
    relations: tuple[Score, ...]
    rules: tuple[Score, ...]
    bands: tuple[Band, ...]
    coverage: tuple[Coverage, ...]
    exact_spans: int
    all_spans: int
    errors: tuple[Error, ...]


def evaluate(extractions: Iterable[Extraction], gold_path: Path) -> Evaluation:
    """Return how well extractions agree with the gold labels of a folder or file.

    Extractions belong to a labelled text by their source's file name; those of one file are judged
    together. A labelled text without an extraction counts as one in which nothing was found.

    Raises:
        SourceError: If there are no gold labels, or they cannot be read.
    """
    by_name: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        by_name.setdefault(PurePath(extraction.source).name, []).append(extraction)
    tally = _Tally()
    golds = read_gold(gold_path)
    for gold in golds:
        tally.add(gold, by_name.get(gold.text_name, []))
    absent = sum(gold.text_name not in by_name for gold in golds)
    return tally.evaluation(len(golds), absent)


class _Tally:
    """Counts judgements, document by document."""

    def __init__(self) -> None:
        self.rows: Counter[tuple[str, str]] = Counter()
        self.facts: list[tuple[Fact, bool]] = []
        self.errors: list[Error] = []
        self.coverage: dict[str, list[tuple[str, str, bool]]] = {}
        self.spans = [0, 0]

    def add(self, gold: GoldDocument, extractions: Sequence[Extraction]) -> None:
        """Count one labelled document."""
        predicted = _merged(extractions)
        text = gold.text
        if text is not None:
            quotes: list[Evidence | Mention] = [*predicted.mentions]
            quotes += (quote for fact in predicted.facts for quote in fact.evidence)
            self.spans[0] += sum(is_exact(quote, text) for quote in quotes)
            self.spans[1] += len(quotes)
        self._add_fields(predicted, gold)
        for row in ROWS:
            for judgement in judge(row, predicted, gold, text):
                self._add_judgement(judgement, gold)
        for extraction in extractions:
            self._add_coverage(extraction, gold)

    def _add_fields(self, predicted: Predicted, gold: GoldDocument) -> None:
        for name, got, wanted, equal in judge_fields(predicted.fields, gold):
            self.rows["fields", "right"] += equal
            self.rows["fields", "wrong"] += got and not equal
            self.rows["fields", "gold"] += wanted
            if (got or wanted) and not equal:
                kind = "wrong" if got else "missed"
                self.errors.append(Error("fields", kind, gold.name, name))
        right, wrong, missed = judge_duties(predicted.duties, gold)
        self.rows["duties", "right"] += len(right)
        self.rows["duties", "wrong"] += len(wrong)
        self.rows["duties", "gold"] += len(right) + len(missed)
        for kind, spans in (("wrong", wrong), ("missed", missed)):
            for span in sorted(spans):
                quote = (gold.text or "")[span.start : span.end]
                label = f"{span.start}-{span.end}"
                self.errors.append(Error("duties", kind, gold.name, label, text=quote))

    def _add_judgement(self, judgement: Judgement, gold: GoldDocument) -> None:
        verdict, fact = judgement.verdict, judgement.fact
        if verdict in ("right", "missed"):
            self.rows[judgement.row, "gold"] += 1
        if verdict != "missed":
            self.rows[judgement.row, "right" if verdict == "right" else "wrong"] += 1
        if fact is not None:
            self.facts.append((fact, verdict == "right"))
        if verdict != "right":
            rule = fact.rule if fact else ""
            quote = fact.evidence[0].text if fact else ""
            self.errors.append(
                Error(judgement.row, verdict, gold.name, judgement.label, rule, quote)
            )

    def _add_coverage(self, extraction: Extraction, gold: GoldDocument) -> None:
        for relation, quote, covered in _coverage(extraction, gold):
            self.coverage.setdefault(relation, []).append((gold.name, quote, covered))

    def evaluation(self, documents: int, absent: int) -> Evaluation:
        """Return the figures."""
        names = ("fields", "duties", *(row.name for row in ROWS))
        return Evaluation(
            documents=documents,
            without_prediction=absent,
            relations=tuple(
                Score(name, *(self.rows[name, slot] for slot in ("right", "wrong", "gold")))
                for name in names
            ),
            rules=tuple(self._rules()),
            bands=tuple(self._bands()),
            coverage=tuple(
                Coverage(
                    relation,
                    len(sentences),
                    sum(covered for _, _, covered in sentences),
                    tuple((name, quote) for name, quote, covered in sentences if not covered),
                )
                for relation, sentences in sorted(self.coverage.items())
            ),
            exact_spans=self.spans[0],
            all_spans=self.spans[1],
            errors=tuple(self.errors),
        )

    def _rules(self) -> Iterator[Score]:
        counts = Counter((fact.rule, right) for fact, right in self.facts)
        for rule in sorted({rule for rule, _ in counts}):
            yield Score(rule, counts[rule, True], counts[rule, False], 0)

    def _bands(self) -> Iterator[Band]:
        for low, high in zip(BAND_EDGES, (*BAND_EDGES[1:], 1.0), strict=True):
            inside = [
                (fact.confidence, right)
                for fact, right in self.facts
                if low <= fact.confidence and (fact.confidence < high or high == 1.0)
            ]
            mean = sum(c for c, _ in inside) / len(inside) if inside else None
            yield Band(low, high, len(inside), sum(right for _, right in inside), mean)


def _merged(extractions: Sequence[Extraction]) -> Predicted:
    return Predicted(
        fields=extractions[0].fields if extractions else Fields(),
        duties=tuple(duty for e in extractions for duty in e.duties),
        mentions=tuple(mention for e in extractions for mention in e.mentions),
        facts=tuple(fact for e in extractions for fact in e.facts),
    )


def _coverage(extraction: Extraction, gold: GoldDocument) -> Iterator[tuple[str, str, bool]]:
    """Yield (relation, sentence, whether a fact was read from it) for each sentence with a cue."""
    documents = read_bytes(gold.text_name, gold.data or b"")
    if isinstance(documents, Rejection) or extraction.part > len(documents):
        return
    document = documents[extraction.part - 1]
    profile = load_profile(extraction.profile)
    sentences = split_sentences(document, read_layout(document, profile), profile)
    for relation, cue in _cues(profile):
        quotes = [
            quote
            for fact in extraction.facts
            if fact.relation == relation
            for quote in fact.evidence
        ]
        for sentence in sentences:
            if cue.search(sentence.text):
                covered = any(q.start < sentence.end and sentence.start < q.end for q in quotes)
                yield relation, sentence.text, covered


@cache
def _cues(profile: Profile) -> tuple[tuple[str, re.Pattern[str]], ...]:
    relations = ("reports_to", "supervises", "collaborates_with", "requires_credential")
    return tuple(
        (relation, re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE))
        for relation in relations
        if (phrases := profile.words(f"cue_{relation}"))
    )
