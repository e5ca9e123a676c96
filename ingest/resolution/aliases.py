"""What a person decided about names: which are one, which are not, and what their IRIs are.

Adding a decision and taking it out again are functions of the decisions; `aliases_file` reads and
writes the file that a person edits.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.resolution.naming import fold_name

__all__ = ["Alias", "Aliases", "Renaming", "ordered", "text_order"]


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that something had until it was renamed, ``on`` a year, month or day if known."""

    former: str
    on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """What was decided about one thing of the organisation.

    Attributes:
        name: The name it is known by.
        kind: One of ``graph.vocabulary.ENTITY_KINDS``.
        iri: The last part of its IRI, or the whole IRI; None to leave it to the name.
        was: The same for IRIs it had before.
        same: Other names of it.
        different: Names that are never taken for it (``not`` in the file).
        renamed: Names it had before.
        reason: Why, for whoever reads the file next.
    """

    name: str
    kind: str
    iri: str | None = None
    was: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    reason: str | None = None

    def without(self, other: str) -> "Alias":
        """Return the entry without what it says of another name, be it the same or not."""
        return replace(
            self, same=_without(self.same, other), different=_without(self.different, other)
        )


@dataclass(frozen=True, slots=True)
class Aliases:
    """Everything that was decided, in canonical order: by kind and folded name."""

    entries: tuple[Alias, ...] = ()

    def accept(self, kind: str, name: str, other: str, *, reason: str | None = None) -> "Aliases":
        """Return the decisions with one more: ``other`` is another name of ``name``."""
        entries = _changed(
            _with_entry(self.entries, kind, name),
            (kind, name),
            lambda entry: replace(
                entry.without(other),
                same=_with(entry.same, other),
                reason=_reason(entry, other, reason),
            ),
        )
        return Aliases(
            _changed(
                entries,
                (kind, other),
                lambda entry: replace(entry, different=_without(entry.different, name)),
            )
        )

    def reject(self, kind: str, name: str, other: str, *, reason: str | None = None) -> "Aliases":
        """Return the decisions with one more: ``other`` is something else than ``name``."""
        entries = _changed(
            _with_entry(self.entries, kind, name),
            (kind, name),
            lambda entry: replace(
                entry.without(other),
                different=_with(entry.different, other),
                reason=_reason(entry, other, reason),
            ),
        )
        return Aliases(
            _changed(
                entries,
                (kind, other),
                lambda entry: replace(entry, same=_without(entry.same, name)),
            )
        )

    def undo(self, kind: str, name: str, other: str) -> "Aliases":
        """Return the decisions without what they say about these two names; the rest stays."""
        entries = _changed(self.entries, (kind, name), lambda entry: entry.without(other))
        return Aliases(_changed(entries, (kind, other), lambda entry: entry.without(name)))


def ordered(entries: Iterable[Alias]) -> tuple[Alias, ...]:
    """Return entries in canonical order: by kind, folded name and the rest."""
    return tuple(sorted(entries, key=lambda e: (e.kind, fold_name(e.name), e.name, repr(e))))


def text_order(text: str) -> tuple[str, str]:
    """Return what texts of one list are sorted by: the text without case, then the text."""
    return (text.casefold(), text)


def _with_entry(entries: tuple[Alias, ...], kind: str, name: str) -> tuple[Alias, ...]:
    if any(_is_about(entry, kind, name) for entry in entries):
        return entries
    return (*entries, Alias(name=name, kind=kind))


def _changed(
    entries: Iterable[Alias], about: tuple[str, str], change: Callable[[Alias], Alias]
) -> tuple[Alias, ...]:
    changed = (change(e) if _is_about(e, *about) else e for e in entries)
    return ordered(entry for entry in changed if _says_something(entry))


def _is_about(entry: Alias, kind: str, name: str) -> bool:
    return entry.kind == kind and fold_name(entry.name) == fold_name(name)


def _says_something(entry: Alias) -> bool:
    return bool(entry.iri or entry.was or entry.same or entry.different or entry.renamed)


def _reason(entry: Alias, other: str, reason: str | None) -> str | None:
    """Return the reason of an entry after a decision about another name: none is lost.

    Only when the entry speaks of nothing but that name, a new reason takes the old one's place.
    """
    if reason is None or entry.reason is None or reason in entry.reason.split("; "):
        return entry.reason or reason
    rest = replace(
        entry, same=_without(entry.same, other), different=_without(entry.different, other)
    )
    return f"{entry.reason}; {reason}" if _says_something(rest) else reason


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(sorted({*names, name}, key=text_order))


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if fold_name(other) != fold_name(name))
