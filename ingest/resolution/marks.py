"""Marks: what two names or descriptions share when a rule of resolution may look at both.

Every rule asks for equality: of folded names, of acronyms, of units, of titles. Each such question
is a mark, a number of 64 bits made from what is asked for. What shares no mark, not even through
others, cannot have to do with one another, so that a change is resolved among what its marks reach.
A mark too many costs time; a mark that is missing would cost the equality with a full build.

A *link* ties all that have it. A *form* is what the aliases file may call something: it ties only
where a person wrote it. A *place* is the unit that a post is in: the post hangs on the link of the
same number, and the unit on nothing of the post, so that one post of a unit does not reach all
others. The last two bits say what a mark is.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final

from ingest.resolution.aliases import Alias
from ingest.resolution.clustering import Key
from ingest.resolution.names_table import SCOPED_KINDS, key_of
from ingest.resolution.naming import (
    adjective_form,
    bare_acronym,
    fold_acronym,
    fold_name,
    fold_unit,
)
from ingest.resolution.summary import NameUse
from ingest.resolution.versions import DescriptionKey

__all__ = [
    "alias_forms",
    "family_marks",
    "hash_of",
    "is_form",
    "is_link",
    "is_place",
    "link_of",
    "name_forms",
    "name_marks",
    "place_of",
]

_SIGNED: Final = 1 << 63
_LINK: Final = 0
_FORM: Final = 1
_PLACE: Final = 2


def hash_of(*parts: str) -> int:
    """Return a number from -2**63 to 2**63 - 1 for some texts."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest()) - _SIGNED


def is_link(mark: int) -> bool:
    """Return whether a mark ties all that have it."""
    return mark & 3 == _LINK


def is_form(mark: int) -> bool:
    """Return whether a mark is what the aliases file may call something."""
    return mark & 3 == _FORM


def is_place(mark: int) -> bool:
    """Return whether a mark is the unit that a post is in."""
    return mark & 3 == _PLACE


def place_of(link: int) -> int:
    """Return the place whose posts hang on a unit with a link."""
    return link | _PLACE


def link_of(place: int) -> int:
    """Return the link that a place hangs on."""
    return place & ~3


def _link(*parts: str) -> int:
    return hash_of(*parts) & ~3 | _LINK


def _form(kind: str, folded: str) -> int:
    return hash_of("form", kind, folded) & ~3 | _FORM


def _place(scope: str, unit: str) -> int:
    return place_of(_named("unit", scope, fold_unit(unit)))


def _named(kind: str, scope: str, folded: str) -> int:
    return _link("named", kind, scope, adjective_form(folded))


def name_marks(use: NameUse, scope: str, key: Key | None) -> set[int]:
    """Return the marks of a name.

    Args:
        use: The name.
        scope: The scope of its employer.
        key: The key under which it was put; None for a post whose unit is not resolved yet.
    """
    kind = use.kind
    own = scope if kind in SCOPED_KINDS else ""
    full = fold_name(f"{use.name} {use.of_unit}" if kind == "post" else use.name)
    marks = {_form(kind, full)}
    if use.acronym:
        marks.add(_link("acronym", kind, own, fold_acronym(use.acronym)))
    bare = bare_acronym(kind, use.name, use.acronym or None)
    if bare is not None:
        marks.add(_link("acronym", kind, own, bare))
    if kind == "post":
        marks.add(_link("title", scope, full))
        marks.update(_place(scope, unit) for unit in _units_of(use))
        if key is not None:
            marks |= {_link("post", scope, key.folded), _form(kind, key.folded)}
        return marks
    key = key_of(use, scope)
    marks |= {_form(kind, key.folded), _named(kind, own, key.folded)}
    if kind != "role" or not use.of_unit:  # what a role with a code is called ties it to nothing
        marks.add(_named(kind, own, fold_unit(use.name) if kind == "unit" else full))
    return marks


def _units_of(use: NameUse) -> Iterator[str]:
    """Yield every text that may be the unit of a post, as `Joining.title_and_unit` tries them."""
    if use.of_unit:
        yield use.of_unit
    rest = use.name.partition(",")[2]
    while rest:
        yield rest.strip()
        rest = rest.partition(",")[2]


def family_marks(
    key: DescriptionKey, own_names: Iterable[tuple[str, str]], forms: Iterable[str]
) -> set[int]:
    """Return the marks of a description with its versions.

    Args:
        key: What its versions have in common.
        own_names: The names and units of the described post.
        forms: The folded titles under which the post may be named; none when not resolved yet.
    """
    scope, _, title = key
    marks = {_form("post", title), _link("post", scope, title)}
    marks.update(_place(scope, unit) for _, unit in own_names if unit)
    marks.update(_link("post", scope, form) for form in forms)
    return marks


def alias_forms(alias: Alias) -> set[int]:
    """Return the forms of everything that an entry of the aliases file names."""
    names = (alias.name, *alias.same, *alias.different, *(r.former for r in alias.renamed))
    return {form for name in names for form in name_forms(alias.kind, name)}


def name_forms(kind: str, name: str) -> set[int]:
    """Return the forms of a name in the aliases file, as `Joining.keys_named` looks for them."""
    folded = {fold_name(name), fold_unit(name), fold_acronym(name)}
    acronym = bare_acronym(kind, name, None)
    if acronym is not None:
        folded.add(acronym)
    return {_form(kind, form) for form in folded}
