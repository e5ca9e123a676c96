"""The rules by which names become one thing, each with the reason that it gives.

Rules go through keys in sorted order and ask only for equality: of folded names, of acronyms, of
what a person wrote. A rule that cannot decide leaves both apart and notes the candidates.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ingest.resolution.aliases import Alias, Aliases
from ingest.resolution.clustering import Clustering, Key
from ingest.resolution.names_table import NameRow, key_of
from ingest.resolution.naming import (
    adjective_form,
    bare_acronym,
    fits_acronym,
    fold_acronym,
    fold_name,
    fold_post,
    fold_unit,
)
from ingest.resolution.versions import VersionGroup

__all__ = ["FOLDED", "SAME_UNIT", "Joining", "described_key"]

FOLDED: Final = "the same words but for case, plural, '&', apostrophes or commas"
SAME_UNIT: Final = "the same title, and the same unit where one is named"
_ACRONYM: Final = "the acronym stands for this name alone in these descriptions"
_INITIALS: Final = "of the names with this acronym, the only one whose initials it is"
_ADJECTIVE: Final = "the same words but for an adjective's ending, and both fit the acronym"
_DESCRIBED: Final = "the only description with this title"
_PERSON: Final = "the aliases file says so"


def described_key(group: VersionGroup) -> Key:
    """Return the key of the post that a description describes, unlike that of any name."""
    scope, code, title = group.key
    return Key("post", scope, f"\x1f{code}\x1f{title}")


class Joining:
    """Every name under its key, and the keys that are one thing.

    Attributes:
        clustering: Which keys are one.
        rows_of: The names under each key.
        described: The description of each key that stands for a described post.
        title_forms: The folded titles under which other descriptions may name each of those.
        unclear: For each bare acronym or title that may be several things, the keys of those.
    """

    def __init__(
        self,
        rows: Sequence[NameRow],
        scopes: Mapping[str, str],
        groups: Iterable[VersionGroup],
        aliases: Aliases,
    ) -> None:
        self.rows_of: dict[Key, list[NameRow]] = {}
        self.clustering = Clustering(())
        self.described: dict[Key, VersionGroup] = {}
        self.title_forms: dict[Key, set[str]] = {}
        self.unclear: dict[Key, list[Key]] = {}
        self._scopes = scopes
        self._unit_keys: dict[tuple[str, str], Key] = {}
        # Only what the aliases file names is ever looked for by name.
        self._by_name: dict[tuple[str, str], set[Key]] = {
            (alias.kind, form): set()
            for alias in aliases.entries
            for name in (*_own_names(alias), *alias.different)
            for form in _forms(alias.kind, name)
        }
        posts = [row for row in rows if not self._put_unless_post(row)]
        self._join([alias for alias in aliases.entries if alias.kind != "post"])
        for row in posts:
            self._put(row, self._post_key(row))
        titles = self._put_described(groups)
        self._join([alias for alias in aliases.entries if alias.kind == "post"], posts=True)
        self._join_described(titles)

    def keys_named(self, kind: str, name: str) -> tuple[Key, ...]:
        """Return the keys of what a person may mean by a name in the aliases file, sorted."""
        forms = _forms(kind, name)
        keys = {key for form in forms for key in self._by_name.get((kind, form), ())}
        return tuple(sorted(keys))

    def acronyms_of(self, keys: Iterable[Key]) -> set[str]:
        """Return the acronyms that descriptions give to a set of keys."""
        found = set()
        for key in keys:
            if key.acronym:
                found.add(key.folded)
            for row in self.rows_of.get(key, ()):
                bare = bare_acronym(row.use.kind, row.use.name, row.use.acronym or None)
                if row.use.acronym:
                    found.add(fold_acronym(row.use.acronym))
                elif bare is not None and not row.use.of_unit:
                    found.add(bare)
        return found

    def _put_unless_post(self, row: NameRow) -> bool:
        if row.use.kind == "post":
            return False
        self._put(row, key_of(row.use, self._scopes[row.employer]))
        return True

    def _put(self, row: NameRow, key: Key) -> None:
        use = row.use
        self.rows_of.setdefault(key, []).append(row)
        self.clustering.add(key)
        if use.kind == "unit":
            self._unit_keys[self._scopes[row.employer], use.name] = key
        if self._by_name:
            full = f"{use.name} {use.of_unit}" if use.kind == "post" else use.name
            for folded in (key.folded, fold_name(full)):
                self._note_name(use.kind, folded, key)

    def _note_name(self, kind: str, folded: str, key: Key) -> None:
        keys = self._by_name.get((kind, folded))
        if keys is not None:
            keys.add(key)

    def unit_key(self, row: NameRow) -> Key | None:
        """Return the key of the unit that a post's title names; None when it names none."""
        unit = self.title_and_unit(row)[1]
        return self._unit_keys.get((self._scopes[row.employer], unit))

    def title_and_unit(self, row: NameRow) -> tuple[str, str]:
        """Return the title of a post and the unit that it names, "" for none.

        "Title, Unit" is taken apart where the descriptions know a unit of that name.
        """
        use, scope = row.use, self._scopes[row.employer]
        if use.of_unit or "," not in use.name:
            return use.name, use.of_unit
        title, _, rest = use.name.partition(",")
        while rest:
            if (scope, rest.strip()) in self._unit_keys:
                return title, rest.strip()
            word, _, rest = rest.partition(",")
            title = f"{title},{word}"
        return use.name, ""

    def _post_key(self, row: NameRow) -> Key:
        scope = self._scopes[row.employer]
        title, unit = self.title_and_unit(row)
        use = row.use._replace(name=title, of_unit=unit)
        return key_of(use, scope, self._folded_unit(scope, unit))

    def _folded_unit(self, scope: str, unit: str) -> str:
        key = self._unit_keys.get((scope, unit)) if unit else None
        return "" if key is None else self.clustering.find(key).folded

    def _put_described(self, groups: Iterable[VersionGroup]) -> dict[Key, list[Key]]:
        titles: dict[Key, list[Key]] = {}
        for group in groups:
            key = described_key(group)
            scope, _, title = group.key
            self.described[key] = group
            self.clustering.add(key)
            self._note_name("post", title, key)
            forms = {title} | {
                fold_post(name, self._folded_unit(scope, unit))
                for name, unit in group.current.own_names
            }
            self.title_forms[key] = forms
            for form in sorted(forms):
                titles.setdefault(Key("post", scope, form), []).append(key)
        return titles

    def _join(self, aliases: Iterable[Alias], *, posts: bool = False) -> None:
        for alias in aliases:
            self._forbid(alias)
        for alias in aliases:
            self._decide(alias)
        groups = self._by_kind(posts=posts)
        for kind_and_scope in sorted(groups):
            keys = groups[kind_and_scope]
            if not posts:
                self._join_adjectives(keys)
            self._join_acronyms(keys)

    def _by_kind(self, *, posts: bool) -> dict[tuple[str, str], list[Key]]:
        groups: dict[tuple[str, str], list[Key]] = {}
        for key in sorted(self.rows_of):
            if (key.kind == "post") == posts:
                groups.setdefault((key.kind, key.scope), []).append(key)
        return groups

    def _forbid(self, alias: Alias) -> None:
        for own in self.keys_named(alias.kind, alias.name):
            for name in alias.different:
                for other in self.keys_named(alias.kind, name):
                    self.clustering.forbid(own, other)

    def _decide(self, alias: Alias) -> None:
        by_scope: dict[str, list[Key]] = {}
        for name in _own_names(alias):
            for key in self.keys_named(alias.kind, name):
                by_scope.setdefault(key.scope, []).append(key)
        for scope in sorted(by_scope):
            first, *rest = by_scope[scope]
            for key in rest:
                self.clustering.union(first, key, _PERSON)

    def _join_adjectives(self, keys: Iterable[Key]) -> None:
        forms: dict[str, list[Key]] = {}
        for key in keys:
            if not key.acronym:
                forms.setdefault(adjective_form(key.folded), []).append(key)
        for alike in forms.values():
            if len(alike) > 1 and any(self._fits(a, alike) for a in self.acronyms_of(alike)):
                for key in alike[1:]:
                    self.clustering.union(alike[0], key, _ADJECTIVE)

    def _join_acronyms(self, keys: list[Key]) -> None:
        named: dict[str, set[Key]] = {}
        for key in keys:
            if not key.acronym:
                for acronym in self.acronyms_of((key,)):
                    named.setdefault(acronym, set()).add(self.clustering.find(key))
        for key in keys:
            if not key.acronym or not self.clustering.find(key).acronym:
                continue
            found = sorted(named.get(key.folded, ()))
            fitting = [other for other in found if self._fits(key.folded, (other,))]
            if len(found) == 1:
                self.clustering.union(found[0], key, _ACRONYM)
            elif len(fitting) == 1:
                self.clustering.union(fitting[0], key, _INITIALS)
            elif found:
                self.unclear[key] = found

    def _fits(self, acronym: str, keys: Iterable[Key]) -> bool:
        """Return whether an acronym is the initials of a name under some of the keys."""
        rows = (row for key in keys for row in self.rows_of.get(key, ()))
        return any(fits_acronym(acronym, row.use.name) for row in rows)

    def _join_described(self, titles: Mapping[Key, list[Key]]) -> None:
        for title, described in sorted(titles.items()):
            if title not in self.rows_of:
                continue
            if len(described) == 1:
                self.clustering.union(described[0], title, _DESCRIBED)
            else:
                self.unclear[title] = sorted(described)

    def clusters(self) -> Iterator[tuple[Key, list[Key]]]:
        """Yield each set of keys by the key that stands for it, in sorted order."""
        yield from self.clustering.clusters().items()


def _own_names(alias: Alias) -> tuple[str, ...]:
    return (alias.name, *alias.same, *(renaming.former for renaming in alias.renamed))


def _forms(kind: str, name: str) -> set[str]:
    """Return the folded forms of what a person may mean by a name."""
    folded = {fold_name(name), fold_unit(name), fold_acronym(name)}
    acronym = bare_acronym(kind, name, None)
    if acronym is not None:
        folded.add(acronym)
    return folded
