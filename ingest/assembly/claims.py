"""Facts and header fields as claims, and the plain statements that claims support.

Every fact gives one claim a quote. What a title says of a unit ("director of the Division of Y"
heads the division) becomes a claim of its own, marked inferred, unless the text states it too.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.model import Claim, Finding, Literal, Statement, Term
from graph.vocabulary import SUPER_PROPERTIES, Org, Osg
from ingest.assembly.header_claims import Draft, header_drafts, title_evidence
from ingest.record import Evidence, Extraction, Fact, Reference
from ingest.resolution.document_names import DocumentNames
from ingest.resolution.naming import TitleWords
from ingest.resolution.summary import grade_of, role_of

__all__ = ["ClaimMaker", "predicate_of", "statements_of", "supported"]

_PREDICATES: Final[dict[str, str]] = {
    "reports_to": Osg.UNDER_DIRECTION_OF.value,
    "supervises": Osg.SUPERVISES.value,
    "part_of": Org.SUB_ORGANIZATION_OF.value,
    "post_in": Org.POST_IN.value,
    "heads": Osg.HEADS.value,
    "touches_program": Osg.TOUCHES_PROGRAM.value,
    "collaborates_with": Osg.COLLABORATES_WITH.value,
    "participates_in": Osg.PARTICIPATES_IN.value,
    "requires_credential": Osg.REQUIRES_CREDENTIAL.value,
}
_TOUCHES: Final[dict[object, str]] = {
    "knows": Osg.KNOWS_PROGRAM.value,
    "works_with": Osg.WORKS_WITH_PROGRAM.value,
    "runs": Osg.RUNS_PROGRAM.value,
    "refers_to": Osg.REFERS_TO_PROGRAM.value,
}
_SUPER: Final = {str(narrow): str(wide) for narrow, wide in SUPER_PROPERTIES.items()}
_VALUES: Final = frozenset(
    {Osg.MONTHS_PER_YEAR.value, Osg.OVERTIME_ELIGIBLE.value, Osg.QUALIFICATION_TYPE.value}
)
"""The properties whose literals are values of a post; other literals are words for a group."""
_HEADS: Final = Osg.HEADS.value
_POST_IN: Final = Org.POST_IN.value
_ROLE: Final = Org.HAS_ROLE.value
_HEAD: Final = Org.HEAD.value
_INFERRED: Final = (("inferred", True),)


def predicate_of(fact: Fact) -> str:
    """Return the most specific property for a fact.

    Raises:
        KeyError: If the fact's relation is none of the record's.
    """
    qualifiers = dict(fact.qualifiers)
    if fact.relation == "touches_program":
        how = str(qualifiers.get("how") or "").replace(" ", "_")
        return _TOUCHES.get(how, _PREDICATES["touches_program"])
    if fact.relation == "requires_credential" and qualifiers.get("level") == "preferred":
        return Osg.PREFERS_CREDENTIAL.value
    return _PREDICATES[fact.relation]


def statements_of(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Return the plain triples that the claims of one version support, each once."""
    return supported((claim.subject, claim.predicate, claim.object) for claim in claims)


def supported(claimed: Iterable[tuple[str, str, Term]]) -> tuple[Statement, ...]:
    """Return the plain triples that follow from what one version claims, each once.

    Super-properties are written out. A post that heads a unit is in that unit alone: another place
    that the text gives it stays a claim.

    Args:
        claimed: Subject, predicate and object of each claim.
    """
    claimed = tuple(claimed)
    heads = {(subject, target) for subject, predicate, target in claimed if predicate == _HEADS}
    at_the_head = {subject for subject, _ in heads}
    found: dict[Statement, None] = {}
    for subject, predicate, target in claimed:
        if isinstance(target, Literal) and predicate not in _VALUES:
            continue
        if predicate == _POST_IN and subject in at_the_head and (subject, target) not in heads:
            continue
        found[Statement(subject, predicate, target)] = None
        if predicate in _SUPER:
            found[Statement(subject, _SUPER[predicate], target)] = None
        if predicate == _HEADS:
            found[Statement(subject, _ROLE, _HEAD)] = None
    return tuple(found)


class ClaimMaker:
    """Makes the claims of one description, and findings for facts that cannot be claims.

    Args:
        extraction: What was read.
        names: What its names mean.
        titles: What the words of a title say.
    """

    def __init__(self, extraction: Extraction, names: DocumentNames, titles: TitleWords) -> None:
        self._extraction = extraction
        self._names = names
        self._titles = titles
        self.findings: list[Finding] = []

    def make(self) -> tuple[Claim, ...]:
        """Return the claims in order of their IRIs; of equal ones the most certain."""
        best: dict[str, Claim] = {}
        for draft in self._drafts():
            claim = self._claim(draft)
            known = best.get(claim.iri)
            if known is None or (-claim.confidence, claim.rule) < (-known.confidence, known.rule):
                best[claim.iri] = claim
        return tuple(best[iri] for iri in sorted(best))

    def _drafts(self) -> Iterator[Draft]:
        stated: set[tuple[str, str, Term]] = set()
        for fact in self._extraction.facts:
            for draft in self._fact_drafts(fact):
                stated.add((draft.subject, draft.predicate, draft.object))
                yield draft
        role = self._names.find_use(role_of(self._extraction))
        grade = self._names.find_use(grade_of(self._extraction))
        yield from header_drafts(self._extraction, self._names.plan.post, role=role, grade=grade)
        for draft in self._title_drafts():
            if (draft.subject, draft.predicate, draft.object) not in stated:
                yield draft

    def _fact_drafts(self, fact: Fact) -> Iterator[Draft]:
        subject, target = self._names.term(fact.subject), self._names.term(fact.object)
        if not isinstance(subject, str) or target is None:
            who = fact.subject if not isinstance(subject, str) else fact.object
            self._find(fact, "unusable_statement", f"{who.name!r} is no single thing with a name")
            return
        if subject == target:
            self._find(fact, "statement_about_itself", f"both sides are {fact.object.name!r}")
            return
        qualifiers = tuple(
            (key, value)
            for key, value in fact.qualifiers
            if key != "how" and value is not None and value is not False and value != ""
        )
        predicate = predicate_of(fact)
        for evidence in fact.evidence:
            yield Draft(
                subject, predicate, target, evidence, fact.rule, fact.confidence, qualifiers
            )

    def _find(self, fact: Fact, kind: str, why: str) -> None:
        first = fact.evidence[0]
        message = f"a statement ({fact.relation}) was left out: {why}"
        self.findings.append(self._names.finding(kind, message, first.text, first.start, first.end))

    def _title_drafts(self) -> Iterator[Draft]:
        for reference in self._names.own.references:
            evidence = title_evidence(self._extraction, reference)
            if evidence is not None:
                yield from self._title_draft(reference, evidence, 1.0)
        for fact in self._extraction.facts:
            for reference in (fact.subject, fact.object):
                if reference.kind == "post" and reference.of_unit and not reference.is_self:
                    for evidence in fact.evidence:
                        yield from self._title_draft(reference, evidence, fact.confidence)

    def _title_draft(
        self, reference: Reference, evidence: Evidence, confidence: float
    ) -> Iterator[Draft]:
        post = self._names.term(reference)
        unit = self._names.find_iri("unit", reference.of_unit or "")
        if isinstance(post, str) and unit is not None:
            predicate = _HEADS if self._titles.heads_unit(reference.name) else _POST_IN
            rule = "assembly/unit-in-title"
            yield Draft(post, predicate, unit, evidence, rule, confidence, _INFERRED)

    def _claim(self, draft: Draft) -> Claim:
        subject, predicate, target, evidence, rule, confidence, qualifiers = draft
        quote, start, end, section = evidence
        version = self._names.plan.version
        key = target.value if isinstance(target, Literal) else target
        return Claim(
            self._names.space.claim(
                subject=subject,
                predicate=predicate,
                object_key=key,
                version=version,
                start=start,
                end=end,
            ),
            subject,
            predicate,
            target,
            version,
            quote,
            start,
            end,
            section,
            rule,
            confidence,
            qualifiers,
        )
