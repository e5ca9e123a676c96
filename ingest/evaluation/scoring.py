"""Scoring: each prediction of one document judged against its gold labels.

A prediction is right if a label of its row has one of its names and no earlier prediction took that
label; optional labels are neither right nor wrong. A fact counts only about the described post, and
only with a quotation that is exact and holds a word of its object.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ingest.document import Span
from ingest.evaluation.gold import Form, GoldDocument, fold_name, forms_of
from ingest.profile_files import load_profiles
from ingest.record import Duty, Evidence, Fact, Fields, FieldValue, Mention, Reference

__all__ = ["FIELD_ROWS", "ROWS", "Judgement", "Predicted", "judge", "judge_duties", "judge_fields"]

EVIDENCE_LIMIT: Final = 600
"""The longest quotation, in code points, that proves a fact."""

FIELD_ROWS: Final = (
    "official_title",
    "working_title",
    "code",
    "grade",
    "months",
    "sq_oq",
    "established",
    "revised",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the report.

    Attributes:
        name: Its name, which is also the key of its labels.
        source: The relation, or the kind of mention, whose predictions it judges.
        neutral: Keys of labels that are neither right nor wrong.
        near_kinds: Kinds of mentions that may be right here and are never wrong.
        mentions: Whether it judges mentions; else facts.
    """

    name: str
    source: str
    neutral: tuple[str, ...]
    near_kinds: frozenset[str] = frozenset()
    mentions: bool = False


ROWS: Final = (
    Row("reports_to", "reports_to", ("reports_opt", "other_lines")),
    Row("supervises", "supervises", ("supervises_opt",)),
    Row("units", "unit", ("units_opt", "teams", "agencies"), frozenset({"team"}), mentions=True),
    Row("unit_parents", "part_of", ("unit_parents_opt",)),
    Row(
        "programs",
        "program",
        ("programs_opt", "laws_policies", "teams"),
        frozenset({"event", "system", "law", "course"}),
        mentions=True,
    ),
    Row("agencies", "agency", ("agencies_opt", "agencies_generic", "units"), mentions=True),
    Row(
        "collaborates_with",
        "collaborates_with",
        ("collaborates_opt", "other_contacts", "agencies", "agencies_generic"),
    ),
    Row("credentials", "requires_credential", ("credentials_opt",)),
)


@dataclass(frozen=True, slots=True)
class Predicted:
    """What was read from one file, all its parts together."""

    fields: Fields
    duties: tuple[Duty, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one prediction, or on one label that nothing matched.

    Attributes:
        row: The name of the row.
        verdict: ``right``, ``wrong``, ``again`` (found before under another name), ``ungrounded``
            or ``missed``.
        label: The predicted name, or the label.
        fact: The fact, where one was judged.
    """

    row: str
    verdict: str
    label: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str | None
    forms: frozenset[Form]
    label: str
    fact: Fact | None


def judge(
    row: Row, predicted: Predicted, gold: GoldDocument, text: str | None
) -> Iterator[Judgement]:
    """Yield a judgement of each prediction that counts, then of each label that was missed."""
    wanted = gold.items(row.name)
    spared = [item.forms for key in row.neutral for item in gold.items(key)]
    spared.append(_employer_forms())
    found: set[int] = set()
    for candidate in _candidates(row, predicted, text):
        matches = [
            index
            for index, item in enumerate(wanted)
            if item.forms & candidate.forms
            and (row.name != "reports_to" or _agrees(item.kind, item.places, candidate))
        ]
        fresh = next((index for index in matches if index not in found), None)
        sound = candidate.fact is None or _is_grounded(candidate.fact, text)
        if fresh is not None and sound:
            found.add(fresh)
            yield Judgement(row.name, "right", candidate.label, candidate.fact)
        elif candidate.kind in row.near_kinds or (
            not matches and any(candidate.forms & forms for forms in spared)
        ):
            continue
        else:
            verdict = "again" if matches else "wrong"
            verdict = verdict if sound else "ungrounded"
            yield Judgement(row.name, verdict, candidate.label, candidate.fact)
    for index, item in enumerate(wanted):
        if index not in found:
            yield Judgement(row.name, "missed", item.label)


def _agrees(kind: str | None, places: Sequence[Span], candidate: _Candidate) -> bool:
    """Return whether a line names the labelled kind of director, at a labelled place if any is."""
    if kind is not None and kind != candidate.kind:
        return False
    evidence = candidate.fact.evidence if candidate.fact is not None else ()
    return not places or any(
        quote.start < place.end and place.start < quote.end
        for quote in evidence
        for place in places
    )


def _candidates(row: Row, predicted: Predicted, text: str | None) -> Iterator[_Candidate]:
    """Yield the predictions of a row, each name once."""
    if row.name == "unit_parents":
        yield from _pairs(predicted.facts, text)
        return
    seen: set[Any] = set()
    for reference, fact in _predictions(row, predicted):
        forms = forms_of(reference, text)
        key = (reference.kind, fold_name(reference.name), fold_name(reference.of_unit))
        if forms and key not in seen:
            seen.add(key)
            yield _Candidate(reference.kind, forms, reference.name, fact)


def _predictions(row: Row, predicted: Predicted) -> Iterator[tuple[Reference, Fact | None]]:
    if row.mentions:
        for mention in predicted.mentions:
            if mention.kind == row.source or mention.kind in row.near_kinds:
                yield _reference(mention), None
    else:
        for fact in predicted.facts:
            if fact.relation == row.source and fact.subject.is_self:
                yield fact.object, fact


def _reference(mention: Mention) -> Reference:
    return Reference(mention.kind, mention.name, None, mention.acronym, mention.aliases)


def _pairs(facts: Iterable[Fact], text: str | None) -> Iterator[_Candidate]:
    seen: set[str] = set()
    for fact in facts:
        if fact.relation != "part_of":
            continue
        forms: frozenset[Form] = frozenset(
            (child, parent)
            for child in forms_of(fact.subject, text)
            for parent in forms_of(fact.object, text)
            if isinstance(child, frozenset) and isinstance(parent, frozenset)
        )
        label = f"{fact.subject.name} < {fact.object.name}"
        if forms and label not in seen:
            seen.add(label)
            yield _Candidate(None, forms, label, fact)


def _is_grounded(fact: Fact, text: str | None) -> bool:
    if text is None:
        return True
    wanted = fold_name(fact.object.name) | fold_name(fact.object.acronym)
    return any(
        is_exact(quote, text)
        and quote.end - quote.start <= EVIDENCE_LIMIT
        and (not wanted or wanted & fold_name(quote.text))
        for quote in fact.evidence
    )


def is_exact(quote: Evidence | Mention, text: str) -> bool:
    """Return whether a quotation is not empty and stands in the text where it says."""
    return 0 <= quote.start < quote.end and text[quote.start : quote.end] == quote.text


@cache
def _employer_forms() -> frozenset[Form]:
    """Return the forms of names for the employer itself, which is no unit of its own."""
    names = {
        name
        for profile in load_profiles()
        for name in (*profile.employer, *profile.words("employer_nouns"))
    }
    return frozenset(fold_name(name) for name in names)


def judge_fields(fields: Fields, gold: GoldDocument) -> Iterator[tuple[str, bool, bool, bool]]:
    """Yield a verdict for each header field that the labels speak of.

    Yields:
        The field's name, whether it was predicted, whether it was labelled, and whether both are
        equal.
    """
    for name in FIELD_ROWS:
        stated, label = gold.field(name)
        if stated:
            wanted, got = _folded_field(label), _folded_field(getattr(fields, name))
            yield name, bool(got), bool(wanted), bool(wanted) and got == wanted


def _folded_field(value: Any) -> str | list[str] | None:
    """Return a field's value for comparison, whether bare, a mapping, or several of either."""
    if isinstance(value, (list, tuple)):
        return sorted(str(_folded_field(each)) for each in value)
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, FieldValue):
        value = value.value
    return None if value is None or not str(value).strip() else str(value).strip().casefold()


def judge_duties(
    duties: Sequence[Duty], gold: GoldDocument
) -> tuple[frozenset[Span], frozenset[Span], frozenset[Span]]:
    """Return the spans found rightly, wrongly, and not at all; none of them without labels."""
    wanted = frozenset(Span(d["start"], d["end"]) for d in gold.labels.get("duties") or ())
    found = frozenset(Span(d.start, d.end) for d in duties) if wanted else frozenset()
    return wanted & found, found - wanted, wanted - found
