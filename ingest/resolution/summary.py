"""What resolution needs to know of one description: the map step, small and pure.

A summary holds the names that a description uses, each once, and what tells its versions apart.
It holds no offsets and no quotes, so that the summaries of very many descriptions fit in memory
one after the other, and it depends on one extraction alone.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ingest.record import Extraction, FieldValue, Mention, Reference
from ingest.resolution.naming import TitleWords, fold_name

__all__ = [
    "NAMED_KINDS",
    "DocumentSummary",
    "NameUse",
    "OwnPost",
    "grade_of",
    "latest_date",
    "role_of",
    "summarise",
    "title_of",
]

NAMED_KINDS: Final = frozenset(
    {"post", "unit", "program", "agency", "team", "law", "event", "system", "credential"}
)
"""The kinds of the record that become entities."""


class NameUse(NamedTuple):
    """A name as one description uses it.

    Attributes:
        kind: One of ``graph.vocabulary.ENTITY_KINDS``.
        name: The name; the title of a post without its unit.
        of_unit: For posts, the unit that the title names; for roles, the official code; else "".
        acronym: The acronym, else "".
        aliases: Other names in the description, sorted.
        root: Whether it is the employer.
        generic: For posts, whether the title may be anybody's.
    """

    kind: str
    name: str
    of_unit: str = ""
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    root: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """One description as resolution sees it.

    Attributes:
        sha256: The SHA-256 of the file's bytes.
        part: The number of the description in its file.
        employer: The employer's name, "" when the text and its profile do not tell.
        title: The working title, else the official one, else "".
        code: The official code, else "".
        official_title: The official title, else "".
        latest: The latest readable date among last reviewed, revised and established, else "".
        own_names: The described post as references to it name it: (name, of_unit), sorted.
        names: Every other name that it uses, sorted.
    """

    sha256: str
    part: int
    employer: str = ""
    title: str = ""
    code: str = ""
    official_title: str = ""
    latest: str = ""
    own_names: tuple[tuple[str, str], ...] = ()
    names: tuple[NameUse, ...] = ()


def summarise(
    extraction: Extraction, titles: TitleWords, employer: tuple[str, ...] = ()
) -> DocumentSummary:
    """Return the summary of one extraction.

    Args:
        extraction: What was read from one description.
        titles: What the words of a title say, by the profile of the extraction.
        employer: The employer's names by that profile, the full name first.
    """
    fields = extraction.fields
    own = OwnPost(extraction)
    employers = frozenset(fold_name(name) for name in employer)
    uses: set[NameUse] = set()
    roots: Counter[str] = Counter()
    for item in _named(extraction):
        if item.kind not in NAMED_KINDS or not item.name.strip():
            continue
        of_unit = item.of_unit if isinstance(item, Reference) else None
        if of_unit:
            uses.add(NameUse("unit", of_unit))
        if item.kind == "post" and own.is_named(item.name, of_unit):
            continue
        is_root = item.kind == "unit" and (item.root or fold_name(item.name) in employers)
        if is_root:
            roots[item.name] += 1
        uses.add(_name_use(item, of_unit, titles, is_root=is_root))
    uses.update(NameUse("unit", r.of_unit) for r in own.references if r.of_unit)
    uses.update(use for use in (role_of(extraction), grade_of(extraction)) if use is not None)
    return DocumentSummary(
        sha256=extraction.sha256,
        part=extraction.part,
        employer=_employer(roots, employer),
        title=title_of(extraction),
        code=_text(fields.code),
        official_title=_text(fields.official_title),
        latest=latest_date(extraction),
        own_names=tuple(sorted((r.name, r.of_unit or "") for r in own.references)),
        names=tuple(sorted(uses)),
    )


def _employer(roots: Counter[str], known: tuple[str, ...]) -> str:
    """Return the employer's full name: what the text names most; a name of the profile is whole."""
    if known and any(fold_name(name) in {fold_name(k) for k in known} for name in roots):
        return known[0]
    names = [name for name in roots if not name.isupper() or len(name.split()) > 1] or list(roots)
    return min(names, key=lambda name: (-roots[name], name), default="")


def role_of(extraction: Extraction) -> NameUse | None:
    """Return the official title and code as the name of a role; None when neither is stated."""
    code, title = _text(extraction.fields.code), _text(extraction.fields.official_title)
    return NameUse("role", title or title_of(extraction) or code, code) if code or title else None


def grade_of(extraction: Extraction) -> NameUse | None:
    """Return the pay grade as a name; None when it is not stated."""
    grade = _text(extraction.fields.grade)
    return NameUse("grade", grade) if grade else None


def _name_use(
    item: Reference | Mention, of_unit: str | None, titles: TitleWords, *, is_root: bool
) -> NameUse:
    is_post = item.kind == "post"
    return NameUse(
        kind=item.kind,
        name=item.name,
        of_unit=of_unit or "",
        acronym=item.acronym or "",
        aliases=tuple(sorted(set(item.aliases))),
        root=is_root,
        generic=is_post and not of_unit and titles.is_generic(item.name),
    )


def _named(extraction: Extraction) -> Iterator[Reference | Mention]:
    for fact in extraction.facts:
        for reference in (fact.subject, fact.object):
            if not reference.is_self:
                yield reference
    yield from extraction.mentions


class OwnPost:
    """The described post as its own description names it.

    Attributes:
        references: The references to it, each once, in order of first appearance.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.references = tuple(
            dict.fromkeys(
                reference
                for fact in extraction.facts
                for reference in (fact.subject, fact.object)
                if reference.is_self
            )
        )
        self._exact = {(r.name, r.of_unit) for r in self.references}
        self._folded = {fold_name(alias) for r in self.references for alias in r.aliases}
        self._folded |= {fold_name(f"{r.name} {r.of_unit or ''}") for r in self.references}
        self._folded.add(fold_name(title_of(extraction)))

    def is_named(self, name: str, of_unit: str | None) -> bool:
        """Return whether a name of a post, with its unit if it has one, is the described post."""
        if (name, of_unit) in self._exact:
            return True
        return fold_name(f"{name} {of_unit}" if of_unit else name) in self._folded


def title_of(extraction: Extraction) -> str:
    """Return the title of a description: the working title, else the official one, else ""."""
    return _text(extraction.fields.working_title) or _text(extraction.fields.official_title)


def latest_date(extraction: Extraction) -> str:
    """Return the latest readable date of a description, "YYYY-MM"; "" when it has none."""
    fields = extraction.fields
    dates = (fields.established, *fields.revised, fields.last_reviewed)
    return max((str(date.value) for date in dates if date is not None), default="")


def _text(value: FieldValue | None) -> str:
    return "" if value is None else str(value.value).strip()
