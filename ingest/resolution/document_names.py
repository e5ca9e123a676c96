"""What the names of one document mean, once names of all documents are resolved."""

from graph.model import Finding, Literal, Term
from ingest.record import Extraction, Mention, Reference
from ingest.resolution.resolution import DescriptionPlan, Resolution
from ingest.resolution.summary import NAMED_KINDS, NameUse, OwnPost

__all__ = ["DocumentNames"]


class DocumentNames:
    """The IRIs of what one description names.

    Args:
        extraction: What was read from the description.
        resolution: What was decided about all names.

    Attributes:
        plan: The IRIs of the description itself.
        own: The described post as its own description names it.
        space: The IRIs under the base.

    Raises:
        KeyError: If the resolution does not know the description.
    """

    def __init__(self, extraction: Extraction, resolution: Resolution) -> None:
        self.plan: DescriptionPlan = resolution.plans[extraction.sha256, extraction.part]
        self.own = OwnPost(extraction)
        self.space = resolution.space
        self._sha256 = extraction.sha256
        self._resolution = resolution

    def find_iri(self, kind: str, name: str, of_unit: str | None = None) -> str | None:
        """Return the IRI of what the document calls by a name; None when it names nothing."""
        if kind == "post" and self.own.is_named(name, of_unit):
            return self.plan.post
        return self._resolution.find_iri(self.plan.employer, kind, name, of_unit or "")

    def find_use(self, use: NameUse | None) -> str | None:
        """Return the IRI of a name as a summary holds it; None for none."""
        return None if use is None else self.find_iri(use.kind, use.name, use.of_unit)

    def term(self, reference: Reference) -> Term | None:
        """Return the IRI of a reference, the words of a group as a literal, or None."""
        if reference.is_self:
            return self.plan.post
        if reference.kind in NAMED_KINDS:
            return self.find_iri(reference.kind, reference.name, reference.of_unit)
        return Literal(reference.name) if reference.kind == "group" and reference.name else None

    def entity_of(self, mention: Mention) -> str | None:
        """Return the IRI of what a mention refers to, or None."""
        return self.find_iri(mention.kind, mention.name) if mention.kind in NAMED_KINDS else None

    def finding(self, kind: str, message: str, quote: str, start: int, end: int) -> Finding:
        """Return a finding at a place of the document."""
        return Finding(
            iri=self.space.finding(self._sha256, start, end, kind),
            kind=kind,
            message=message,
            quote=quote,
            start=start,
            end=end,
            version=self.plan.version,
        )
